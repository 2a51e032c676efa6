"""Steps and exercises by big numerals: no boxes, hairlines between, cap lines shared."""

import re
from typing import Final

from handouts.document.nodes import Badges, Exercise, Heading, Node, Run, Step, Steps
from handouts.looks.desk import Desk
from handouts.looks.panels import HOLE, measured
from handouts.looks.photo import picture
from handouts.looks.rules import (
    CAPS_HEADING,
    bookmark,
    capped,
    column,
    columns,
    hairline,
    numeral,
    opened,
    unit,
    upright,
    words,
)
from handouts.looks.steps import DENSEST, ROOMY
from handouts.typeset.boxes import Box, Framed, Ink, Sheet, Space, Spread, Stack

_NARROW: Final = 30.0  # of the body size; an exercise on less is set in one column
_NBSP: Final = "\u00a0"


def steps(desk: Desk, node: Steps, width: float) -> Box:
    """Steps in rows: the numeral, the photo where there is one, the words."""
    dense = max(DENSEST, min(1.0, ROOMY / max(1, len(node.items))))
    rows = [_step(desk, item, width, dense, first=n == 0) for n, item in enumerate(node.items)]
    return Stack(width, rows)


def _step(desk: Desk, item: Step, width: float, dense: float, first: bool) -> Box:
    look = desk.look
    one = unit(look) * dense
    size = 2 * look.badge * dense / CAPS_HEADING
    indent = max(columns(look, width, 1) + unit(look), size * 1.15)
    number = numeral(desk, item.number, size)
    parts: list[tuple[float, Box]] = [(0.0, number)]
    if item.picture is not None:
        wide = width * 0.34
        parts.append((indent, picture(desk, item.picture, wide, width * 0.25)))
        indent += wide + unit(look) * 2.5
    room = width - indent
    text = Stack(room, measured(desk, item.children, room), 2)
    parts.append((indent, capped(text, look.style("lead"))))
    row = Spread(width, parts)
    air = 2.2 * one + look.relax / 2

    def rule(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        if not first:
            hairline(sheet, look, look.palette.hair, x, y, w)

    top = air * 0.35 if first else air
    return Framed(row, (0, top, 0, air), rule, look.height * HOLE)


def exercise(desk: Desk, node: Exercise, width: float) -> Box:
    """An item of a programme: numeral and name, what to do, and the dose in a column of its own."""
    look = desk.look
    one = unit(look)
    heading, dose, rest = _parted(node.box.children)
    size = 2 * look.badge / CAPS_HEADING
    indent = size * 0.62 * len(str(node.number)) + one * 1.6
    number = numeral(desk, node.number, size)
    if width < _NARROW * look.body.size:
        name = _name(desk, heading, width - indent)
        head: Box = Spread(width, [(0.0, number), (indent, name)])
        below = [_doses(desk, dose, width)] if dose else []
        body: Box = Stack(width, [head, *below, *measured(desk, rest, width)], one * 2.2)
    else:
        body = _three(desk, (number, indent), heading, dose, rest, width)
    return Framed(body, (0, one * 2.6, 0, 0), opened(desk), look.height * HOLE)


def _three(
    desk: Desk,
    number: tuple[Box, float],
    heading: Heading | None,
    dose: Badges | None,
    rest: list[Node],
    width: float,
) -> Box:
    look = desk.look
    one = unit(look)
    mark, indent = number
    name = _name(desk, heading, columns(look, width, 4) - indent)
    wide = columns(look, width, 5 if dose else 8)
    text = Stack(wide, measured(desk, rest, wide), one * 1.2)
    parts = [(0.0, mark), (indent, name), (column(look, width, 4), _trimmed(desk, text))]
    if dose is None:
        return Spread(width, parts)
    at = column(look, width, 9) + one * 1.5
    words_of = _doses(desk, dose, width - at - one)
    height = max(box.height for _, box in parts)

    def ruled(sheet: Sheet, x: float, y: float, _w: float, h: float) -> None:
        upright(desk, sheet, x, y, y + h)

    rule = Ink(0, max(height, words_of.height), ruled)
    return Spread(width, [*parts, (at, rule), (at + one * 2, words_of)])


def _trimmed(desk: Desk, text: Stack) -> Box:
    return capped(text, desk.look.style("body"))


def _parted(nodes: tuple[Node, ...]) -> tuple[Heading | None, Badges | None, list[Node]]:
    heading = next((n for n in nodes if isinstance(n, Heading)), None)
    dose = next((n for n in nodes if isinstance(n, Badges)), None)
    return heading, dose, [n for n in nodes if n is not heading and n is not dose]


def _name(desk: Desk, heading: Heading | None, width: float) -> Box:
    if heading is None:
        return Space(width, 0)
    look = desk.look
    parts: list[Box] = [bookmark(heading), words(desk, heading.runs, look.style("heading"), width)]
    if heading.aside:
        soft = look.style("body", look.palette.muted)
        parts += [Space(width, unit(look) * 1.5), words(desk, heading.aside, soft, width)]
    return Stack(width, parts)


def _doses(desk: Desk, node: Badges, width: float) -> Box:
    """A dose in short bold lines."""
    look = desk.look
    lines: list[Box] = []
    for item in node.items:
        text = loosened(f"{item.value} {item.unit}".strip())
        style = look.style("body", bold=True)
        lines.append(words(desk, (Run(text, span=item.span),), style, width))
    return Stack(width, lines, unit(look) * 2.2)


def loosened(text: str) -> str:
    """A phrase that was bound to stay on one line, free to break; numbers keep their unit."""
    return re.sub(r"(\d) ", rf"\1{_NBSP}", text.replace(_NBSP, " "))
