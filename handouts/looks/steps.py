"""Steps on a card: a number on a cream stage, words beside it."""

from typing import Final

from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import Step, Steps
from handouts.looks.desk import Desk, number_badge, panel
from handouts.looks.panels import HOLE, measured
from handouts.looks.photo import picture
from handouts.looks.stages import has_figures, step_cards
from handouts.typeset.boxes import Box, Framed, Inset, Sheet, Spread, Stack
from handouts.typeset.pages import RectMark

ROOMY: Final = 7  # with more steps than this, badges and padding shrink
DENSEST: Final = 0.66


def steps(desk: Desk, node: Steps, width: float) -> Box:
    """Steps in cards of their own, the number on a cream stage, the words beside it."""
    if has_figures(node.items):
        return step_cards(desk, node, width)
    dense = max(DENSEST, min(1.0, ROOMY / max(1, len(node.items))))
    boxes = [_step(desk, item, width, dense) for item in node.items]
    return Stack(width, boxes, desk.look.gap * 0.75 * dense)


def _step(desk: Desk, item: Step, width: float, dense: float) -> Box:
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge * dense
    badge = number_badge(desk, item.number, radius, (LABEL, spoken(item)))
    photo = _stage_photo(desk, item, width) if item.picture else None
    stage = photo.width if photo else 2 * radius + pad * 1.3
    indent = stage + (radius + pad * 0.8 if photo else pad * 0.9)
    room = width - indent - pad
    words = Stack(room, measured(desk, item.children, room), 2)
    left: list[tuple[float, Box]] = [(pad * 0.65, badge)]
    if photo:
        left = [(0.0, photo), (stage - radius, badge)]
    row = Spread(width, [*left, (indent, words)], "middle")
    height = max(words.height + pad * 1.1 * dense, row.height + (0 if photo else pad * 0.9 * dense))
    air = (height + look.relax - row.height) / 2

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, stage, h, look.radius, palette.stage, corners="tl bl"))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(row, (0, air, 0, air), ground, look.height * HOLE, over)


def _stage_photo(desk: Desk, item: Step, width: float) -> Box:
    """The step's photo on its stage, with the stage showing round it."""
    assert item.picture is not None
    rim = desk.look.pad * 0.45
    made = picture(desk, item.picture, width * 0.34 - 2 * rim, width * 0.25)
    return Inset(made, left=rim, top=rim, right=rim + desk.look.badge * 0.5, bottom=rim)
