"""Steps and exercises by big numerals: no boxes, hairlines between, cap lines shared."""

import re
from typing import Final

from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import (
    Badges,
    Exercise,
    Heading,
    List,
    Node,
    Paragraph,
    Run,
    Step,
    Steps,
)
from handouts.figures.portrait import STEPS
from handouts.looks.desk import Desk
from handouts.looks.exercises import WHOLE, again
from handouts.looks.figure import figure, portrait_of, scale_of
from handouts.looks.panels import HOLE, as_ink, measured
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
    over_caps,
    under_baseline,
    unit,
    words,
)
from handouts.looks.stages import has_figures, lies
from handouts.looks.steps import DENSEST, ROOMY
from handouts.typeset.boxes import Box, Carry, Framed, Ink, Inset, Sheet, Space, Spread, Stack

_LYING_SHARE: Final = 0.36  # of the width: figures beside their words
_UPRIGHT_SHARE: Final = 0.22
_NARROW: Final = 30.0  # of the body size; an exercise on less is set in one column
_EXERCISE_HIGH: Final = 0.14  # of the page: a figure of an exercise
_STATURE: Final = 0.96  # of its column: a person, so that the figures are of one scale
_BESIDE_NAME: Final = 0.42  # of the width: a figure beside the name
_LEAST_NAME: Final = 9.0  # of the body size: the name beside a figure
_MOST_HEAD: Final = 0.4  # of the page: the name with its figure
_NBSP: Final = "\u00a0"


def steps(desk: Desk, node: Steps, width: float) -> Box:
    """Steps in rows: the numeral, the photo where there is one, the words."""
    dense = max(DENSEST, min(1.0, ROOMY / max(1, len(node.items))))
    last = len(node.items) - 1
    pictures = [item.picture for item in node.items if item.picture is not None]
    scale = frame = 0.0
    if has_figures(node.items):
        share = _LYING_SHARE if lies(desk, pictures) else _UPRIGHT_SHARE
        scale = scale_of(desk, pictures, width * share, look_high(desk, share))
        frame = max(portrait_of(desk, p).drawn.width for p in pictures if p.sketch) * scale
    rows = [
        _step(desk, item, width, dense, (n == 0, n == last), scale, frame)
        for n, item in enumerate(node.items)
    ]
    return Stack(width, rows)


def look_high(desk: Desk, share: float) -> float:
    """How high a row's figure may be: upright ones stand higher."""
    look = desk.look
    return look.height * (0.125 if share == _LYING_SHARE else 0.16) * look.stage


def _step(
    desk: Desk,
    item: Step,
    width: float,
    dense: float,
    ends: tuple[bool, bool],
    scale: float,
    frame: float,
) -> Box:
    """A row; `ends` says whether it is the first and whether the last, which have less air."""
    look = desk.look
    one = unit(look) * dense
    size = 2 * look.badge * dense / CAPS_HEADING
    indent = max(columns(look, width, 1) + unit(look), size * 1.15)
    number = numeral(desk, item.number, size, (LABEL, spoken(item)))
    parts: list[tuple[float, Box]] = [(0.0, number)]
    if item.picture is not None and item.picture.sketch is not None:
        made = figure(desk, item.picture, scale)
        parts.append((indent + (frame - made.width) / 2, made))
        indent += frame + unit(look) * 2.5
    elif item.picture is not None:
        wide = width * 0.34
        parts.append((indent, picture(desk, item.picture, wide, width * 0.25)))
        indent += wide + unit(look) * 2.5
    room = width - indent
    text = Stack(room, measured(desk, item.children, room), 2)
    parts.append((indent, capped(text, look.style("lead"))))
    row = Spread(width, parts)
    air = 1.8 * one + look.relax / 2

    def rule(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        if not ends[0]:
            hairline(sheet, look, look.palette.hair, x, y, w)

    top, bottom = (air * 0.35 if end else air for end in ends)
    return Framed(row, (0, top, 0, bottom), rule, look.height * HOLE)


def exercise(desk: Desk, node: Exercise, width: float) -> Box:
    """An item of a programme: numeral, name and dose on the left, what to do on the right."""
    look = desk.look
    one = unit(look)
    heading, _, rest = _parted(node.box.children)
    size = 2 * look.badge / CAPS_HEADING
    indent = size * 0.62 * len(str(node.number)) + one * 1.6
    left, right = columns(look, width, 4), columns(look, width, 8)
    longest = desk.setter.longest_word(heading.runs, look.style("heading")) if heading else 0.0
    beside = width >= _NARROW * look.body.size and longest <= left - indent
    named = _shown(desk, node, left if beside else width, indent, longest)
    body: Box
    if beside:
        text = _trimmed(desk, Stack(right, measured(desk, rest, right), one * 1.2), rest)
        body = Spread(width, [(0.0, named), (column(look, width, 4), text)])
    else:
        text = _trimmed(desk, Stack(width, measured(desk, rest, width), one * 1.2), rest)
        named.keep_next = isinstance(named, Ink)
        body = Stack(width, [named, text], one * 2.4)
    carry = _carried(desk, node, width, left if beside else width)
    return Framed(body, (0, one * 2.6, 0, 0), opened(desk), look.height * WHOLE, None, carry)


def _carried(desk: Desk, node: Exercise, width: float, left: float) -> Carry | None:
    """Says the name again beside or over what goes on over the page."""
    head = again(node, desk)
    if head is None:
        return None
    runs = head.runs

    def carry(tail: Box) -> Box:
        with desk.furnished():
            name = words(desk, runs, desk.look.style("heading"), left)
        if left < width:
            return Spread(width, [(0.0, name), (0.0, tail)])
        name.keep_next = True
        return Stack(width, [name, tail], unit(desk.look) * 2.4)

    return carry


def _shown(desk: Desk, node: Exercise, width: float, indent: float, longest: float) -> Box:
    """The name with the figure: at its right where both have room, else under it.

    Both are one piece of ink, so that no page parts them; where they would take most of a
    small page, as with a dose of many lines, the name stands alone.
    """
    look, shown = desk.look, node.picture
    one, named = unit(look), _named(desk, node, width, indent)
    if shown is None or shown.sketch is None:
        return named
    high = look.height * _EXERCISE_HIGH
    wide = width * _BESIDE_NAME
    least = max(longest, look.body.size * _LEAST_NAME)
    if width - wide - indent - one * 2 >= least:
        made = figure(desk, shown, scale_of(desk, [shown], wide, high))
        room = width - made.width - one * 2
        both = Spread(width, [(0.0, _named(desk, node, room, indent)), (width - made.width, made)])
        return as_ink(both) if both.height <= look.height * _MOST_HEAD else named
    most = width * _STATURE / STEPS
    made = figure(desk, shown, min(most, scale_of(desk, [shown], width, high)))
    under = Stack(width, [named, made], one * 2.6)
    return as_ink(under) if under.height <= look.height * _MOST_HEAD else named


def _named(desk: Desk, node: Exercise, width: float, indent: float) -> Box:
    """The numeral, and what stands beside it."""
    heading, dose, _ = _parted(node.box.children)
    size = 2 * desk.look.badge / CAPS_HEADING
    number = numeral(desk, node.number, size, (LABEL, spoken(node.box)))
    name = _name(desk, heading, dose, width - indent)
    return Spread(width, [(0.0, number), (indent, name)])


def _trimmed(desk: Desk, text: Stack, nodes: list[Node]) -> Box:
    """From cap line to baseline where it ends with text."""
    style = desk.look.style("body")
    ends = bool(nodes) and isinstance(nodes[-1], Paragraph | List)
    return Inset(text, top=-over_caps(style), bottom=-under_baseline(style) if ends else 0.0)


def _parted(nodes: tuple[Node, ...]) -> tuple[Heading | None, Badges | None, list[Node]]:
    heading = next((n for n in nodes if isinstance(n, Heading)), None)
    dose = next((n for n in nodes if isinstance(n, Badges)), None)
    return heading, dose, [n for n in nodes if n is not heading and n is not dose]


def _name(desk: Desk, heading: Heading | None, dose: Badges | None, width: float) -> Box:
    """The name, its position in soft ink, and the dose in short bold lines."""
    look = desk.look
    one = unit(look)
    parts: list[Box] = []
    if heading is not None:
        parts += [bookmark(heading), words(desk, heading.runs, look.style("heading"), width)]
        if heading.aside:
            soft = look.style("body", look.palette.muted)
            parts += [Space(width, one * 1.6), words(desk, heading.aside, soft, width)]
    for n, item in enumerate(dose.items if dose else ()):
        text = loosened(f"{item.value} {item.unit}".strip())
        bold = look.style("body", bold=True)
        line = words(desk, (Run(text, span=item.span),), bold, width, item)
        parts += [Space(width, one * (1.5 if n else 2.2)), line]
    return Stack(width, parts)


def loosened(text: str) -> str:
    """A phrase that was bound to stay on one line, free to break; numbers keep their unit."""
    return re.sub(r"(\d) ", rf"\1{_NBSP}", text.replace(_NBSP, " "))
