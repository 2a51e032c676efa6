"""What the ruled components share: a hairline with a bar, cap lines, numerals.

All distances are multiples of a unit, half of the look's `pad`. Text is placed by its
cap line and what follows is measured from its last baseline, so that gaps which look
equal are equal, whatever the leading.
"""

from typing import Any, Final

from msgspec import structs

from handouts.colour.space import Colour
from handouts.document.nodes import Heading, Run, Runs
from handouts.looks.desk import Desk
from handouts.looks.look import HEADING_FAMILY, Look
from handouts.typeset.boxes import Box, Draw, Ink, Inset, Sheet, Stack
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import BookmarkMark, LineMark, RectMark
from handouts.typeset.textbox import TextBox

CAPS_HEADING: Final = 0.70  # height of capitals, of the type's size
CAPS_BODY: Final = 0.66
_BASELINE: Final = 0.33  # TextBox: the baseline stands so far below a line's middle
_BIG: Final = 16.0  # from this size on a glyph's bearing is seen
_INK_STARTS: Final = 0.6  # where the ink of small type starts
_COLUMNS: Final = 12
_GUTTER: Final = 2.5  # units


def unit(look: Look) -> float:
    """What all distances of the ruled components are counted in, in points."""
    return look.pad / 2


def columns(look: Look, width: float, count: float) -> float:
    """Width of `count` of the twelve columns of `width`, without the gutter after them."""
    gutter = _GUTTER * unit(look)
    return count * (width + gutter) / _COLUMNS - gutter


def column(look: Look, width: float, number: float) -> float:
    """Where column `number` of twelve starts, from 0."""
    return number * (width + _GUTTER * unit(look)) / _COLUMNS


def over_caps(style: TextStyle) -> float:
    """What a line box has over its capitals."""
    caps = CAPS_HEADING if style.family == HEADING_FAMILY else CAPS_BODY
    return style.leading / 2 + (_BASELINE - caps) * style.size


def under_baseline(style: TextStyle) -> float:
    """What a line box has under its baseline."""
    return style.leading / 2 - _BASELINE * style.size


def capped(box: Box, first: TextStyle, last: TextStyle | None = None) -> Inset:
    """The box from the capitals of its first line to the baseline of its last."""
    return Inset(box, top=-over_caps(first), bottom=-under_baseline(last or first))


def words(desk: Desk, runs: Runs, style: TextStyle, width: float, of: Any = None) -> Box:
    """A paragraph from cap line to baseline; the ink of big type starts where small type's does."""
    text = desk.text(runs, style, width, of)
    return capped(optical(desk, text), style)


def optical(desk: Desk, text: TextBox) -> Box:
    """Lines of big type, each moved left by its first glyph's bearing."""
    style = text.style
    if style.size < _BIG or style.align != "left":
        return text
    lines: list[Box] = []
    for index, line in enumerate(text.lines):
        first = line.pieces[0] if line.pieces else None
        shift = 0.0
        if first is not None and first.text:
            shift = desk.setter.bearing(first.face, first.text[0]) * style.size - _INK_STARTS
        one = TextBox(text.lines, style, text.width, text.node, (index, index + 1))
        lines.append(Inset(one, left=-max(0.0, shift), right=max(0.0, shift)))
    for box in lines[:-1]:
        box.keep_next = True
    return Stack(text.width, lines)


def numeral(desk: Desk, number: int, size: float, of: Any) -> Box:
    """A big number in the brand's colour, from its cap line to its baseline."""
    style = desk.look.style("value", desk.look.palette.text, size=size, leading=size)
    runs = (Run(str(number)),)
    return words(desk, runs, style, desk.setter.width(str(number), style) + 0.5, of)


def accent(desk: Desk, sheet: Sheet, x: float, y: float, width: float) -> None:
    """A hairline with a short bar hanging from its left end: what opens a section."""
    look = desk.look
    hairline(sheet, look, look.palette.rule, x, y, width)
    one = unit(look)
    sheet.add(RectMark(x, y, min(4 * one, width), max(one / 2, 1.5), fill=look.palette.bar))


def hairline(sheet: Sheet, look: Look, colour: Colour, x: float, y: float, width: float) -> None:
    """A rule across."""
    sheet.add(LineMark(x, y, x + width, y, colour, look.line))


def upright(desk: Desk, sheet: Sheet, x: float, y0: float, y1: float) -> None:
    """A fainter rule downwards, between cells."""
    sheet.add(LineMark(x, y0, x, y1, desk.look.palette.hair, desk.look.line))


def ruled_row(desk: Desk, child: Box, air: float, first: bool) -> Ink:
    """A row of a list with `air` over and under it, in points; the first opens with an accent."""
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        if first:
            accent(desk, sheet, x, y, w)
        else:
            hairline(sheet, look, look.palette.hair, x, y, w)
        child.place(sheet, x, y + air)

    return Ink(child.width, child.height + 2 * air, draw)


def opened(desk: Desk) -> Draw:
    """Draws the rule that opens a box."""

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        accent(desk, sheet, x, y, w)

    return draw


def sand(desk: Desk) -> Draw:
    """Draws a quiet panel; where its tint is white, an outline tells it."""
    look, palette = desk.look, desk.look.palette
    bare = palette.tint == palette.paper

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        stroke = palette.rule if bare else None
        radius = min(unit(look) * 0.8, h / 2)
        line = look.line if bare else 0
        sheet.add(RectMark(x, y, w, h, radius, palette.tint, stroke, line))

    return draw


def bookmark(node: Heading) -> Ink:
    """A heading's place in the bookmarks; takes no room."""
    label = "".join(run.text for run in node.runs)

    def draw(sheet: Sheet, _x: float, y: float, _w: float, _h: float) -> None:
        if node.mark:
            sheet.add(BookmarkMark(y, label, node.level))

    return Ink(0, 0, draw, keep_next=True)


def bold(style: TextStyle, colour: Colour | None = None) -> TextStyle:
    """The style in bold, and in another colour where one is given."""
    return structs.replace(style, bold=True, colour=colour or style.colour)
