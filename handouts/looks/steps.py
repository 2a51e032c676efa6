"""Steps on a card and exercises of a programme: a number on a cream stage, words beside it."""

from handouts.document.nodes import Exercise, Step, Steps
from handouts.looks.desk import Desk, number_badge, panel
from handouts.looks.panels import HOLE, as_ink, measured
from handouts.looks.photo import picture
from handouts.typeset.boxes import Box, Framed, Inset, Marked, Sheet, Spread, Stack
from handouts.typeset.pages import RectMark


def steps(desk: Desk, node: Steps, width: float) -> Box:
    """Steps in cards of their own, the number on a cream stage, the words beside it."""
    boxes = [_step(desk, item, width) for item in node.items]
    return Stack(width, boxes, desk.look.gap * 0.75)


def _step(desk: Desk, item: Step, width: float) -> Box:
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge
    photo = picture(desk, item.picture, width * 0.36, width * 0.27) if item.picture else None
    stage = photo.width if photo else 2 * radius + pad * 1.3
    indent = stage + (radius + pad * 0.8 if photo else pad * 0.9)
    words = Stack(width - indent - pad, measured(desk, item.children, width - indent - pad), 2)
    badge = number_badge(desk, item.number, radius)
    relax = look.relax
    height = max(words.height + pad * 1.1, 2 * radius + pad * 0.9) + relax
    pads_y = (height - max(words.height, 2 * radius)) / 2
    row = Spread(width, [(pad * 0.65, badge), (indent, words)], "middle")
    if photo:
        row = Spread(width, [(0, photo), (stage - radius, badge), (indent, words)], "middle")
        pads_y = 0.0 if photo.height >= height else pads_y

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, stage, h, look.radius, palette.stage, corners="tl bl"))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(row, (0, pads_y, 0, pads_y), ground, look.height * HOLE, over)


def exercise(desk: Desk, node: Exercise, width: float) -> Box:
    """An item of a programme: its number on a cream stage, what to do beside it."""
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge
    stage = 2 * radius + pad * 1.3
    inner = width - stage - 2 * pad
    badge = number_badge(desk, node.number, radius)
    body = Stack(inner, measured(desk, node.box.children, inner), pad * 0.4)
    content = Marked(as_ink(Inset(badge, left=pad * 0.65)), body, stage + pad)

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, stage, h, look.radius, palette.stage, corners="tl bl"))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(content, (0, pad * 0.7, pad, pad * 0.8), ground, look.height * HOLE, over)
