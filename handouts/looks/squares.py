"""Lists with square bullets and bare numerals, and tables to match."""

from typing import Any, Final

from handouts.colour.space import Colour
from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import Item, List, Run, Table
from handouts.looks.desk import Desk
from handouts.looks.tables import table_with
from handouts.looks.text import list_with
from handouts.typeset.boxes import Box, Ink, Sheet
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import RectMark

_NUMBER: Final = 1.15  # of the text's size
_SIDE: Final = 0.26
_BASELINE: Final = 0.33  # TextBox: so far below a line's middle


def list_(desk: Desk, node: List, width: float) -> Box:
    """A list; every bullet is a small square, every number a numeral."""
    return list_with(_marker, desk, node, width)


def table(desk: Desk, node: Table, width: float) -> Box:
    """A table whose numbers are numerals."""
    return table_with(_numbered, desk, node, width)


def _marker(desk: Desk, node: List, entry: Item) -> tuple[Ink, float]:
    look = desk.look
    style = look.style("body")
    if node.marker in ("number", "ring"):
        widest = max(item.number for item in node.items)
        return _number(desk, entry.number, style, widest, (LABEL, spoken(entry)))
    if node.marker == "none":
        return Ink(0, 0, lambda *_: None), 0.0
    return _square(desk.bullet, style), style.size * 0.9


def _square(colour: Colour, style: TextStyle) -> Ink:
    side = style.size * _SIDE
    drop = style.leading / 2 + _BASELINE * style.size - style.size * 0.46

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        sheet.add(RectMark(x, y + drop, side, side, fill=colour))

    return Ink(style.size, style.leading, draw)


def _numbered(desk: Desk, number: int, style: TextStyle, of: Any) -> tuple[Ink, float]:
    return _number(desk, number, style, number, of)


def _number(desk: Desk, number: int, style: TextStyle, widest: int, of: Any) -> tuple[Ink, float]:
    """A numeral on the baseline of the words beside it."""
    size = style.size * _NUMBER
    bold = desk.look.style("value", desk.look.palette.text, size=size, leading=size)
    text = desk.text((Run(str(number)),), bold, size * 4, of)
    drop = style.leading / 2 + _BASELINE * style.size - size * (0.5 + _BASELINE)

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        text.place(sheet, x, y + drop)

    indent = style.size * 0.9 + desk.setter.width("0" * len(str(widest)), bold)
    return Ink(size, style.leading, draw), indent
