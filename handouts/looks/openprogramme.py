"""What only a programme has, in the ruled family: numerals for facts, shapes and rules."""

from typing import Final

from handouts.document.elements import LABEL
from handouts.document.nodes import Badges, Run
from handouts.document.programme_nodes import DiaryRow, Facts, PainBand, PainScale, TickDiary
from handouts.looks.daygrid import (
    Band,
    bands_of,
    diary_of,
    is_week,
    mark_room,
    place_fields,
    tick_places,
)
from handouts.looks.desk import DECORATION, Desk
from handouts.looks.rules import accent, bold, hairline, sand, unit, upright, words
from handouts.looks.title import value_style
from handouts.typeset.boxes import (
    Box,
    Draw,
    Framed,
    Ink,
    Repeated,
    Sheet,
    Space,
    Spread,
    Stack,
)
from handouts.typeset.pages import LineMark, RectMark

_LEAST_FACT: Final = 7.0  # of the body size
_LEAST_BAND: Final = 11.0
_NUMBER: Final = 1.15  # a row's number, of the text's size
_TICK_RADIUS: Final = 2.2
_DASH: Final = 4.0  # half of a rest day's dash, in points


def facts(desk: Desk, node: Facts, width: float) -> Box:
    """Big numerals on a quiet panel, what they count under them."""
    look = desk.look
    one = unit(look)
    side, air = one * 2.4, one * 2.4
    inner = width - 2 * side
    per = max(1, min(len(node.items), int(inner / (look.body.size * _LEAST_FACT))))
    each = inner / per
    value = value_style(desk, Badges(node.items), each - one) or look.style("value")
    cells = [
        Stack(each - one, [
            words(desk, (Run(item.value, span=item.span),), value, each - one, item),
            Space(each, one * 1.5),
            words(desk, (Run(item.unit),), look.style("body"), each - one * 2, item),
        ])
        for item in node.items
    ]  # fmt: skip
    rows = [
        Spread(inner, [(each * n, cell) for n, cell in enumerate(cells[start : start + per])])
        for start in range(0, len(cells), per)
    ]
    return Framed(Stack(inner, rows, one * 2), (side, air, side, air), sand(desk))


def pain(desk: Desk, node: PainScale, width: float) -> Box:
    """The bands between hairlines: icon and numbers, name, words."""
    look = desk.look
    one = unit(look)
    count = len(node.bands)
    each = width / count
    if each < look.body.size * _LEAST_BAND:
        rows = [_band(desk, band, width) for band in node.bands]
        return Stack(width, rows, one * 2)
    placed = [(each * n, _band(desk, band, each - one * 3)) for n, band in enumerate(node.bands)]
    row = Spread(width, placed)

    def draw(sheet: Sheet, x: float, y: float, _w: float, h: float) -> None:
        for n in range(1, count):
            upright(desk, sheet, x + each * n - one * 1.5, y, y + h)
        row.place(sheet, x, y)

    return Ink(width, row.height, draw)


def _band(desk: Desk, node: PainBand, width: float) -> Box:
    look, palette = desk.look, desk.look.palette
    size = look.body.size * 1.5
    icon = desk.icon(node.icon, size, palette.ink, palette.paper)
    head = desk.text(node.head, look.style("heading"), width - size - unit(look))
    first = Spread(width, [(0.0, icon), (size + unit(look), head)], "middle")
    text = desk.text(node.words.runs, look.style("body"), width)
    return Stack(width, [first, text], unit(look) * 0.6)


def diary(desk: Desk, node: TickDiary, width: float) -> Box:
    """Rows between hairlines under an accent rule, boxes to tick, short lines to write on."""
    one = unit(desk.look)
    bands = [_ruled(desk, node, band) for band in bands_of(desk, node, width, one)]
    return diary_of(desk, node, width, bands, one * 1.6)


def _ruled(desk: Desk, node: TickDiary, band: Band) -> Box:
    """A band; one that is higher than a page goes on under its head again."""
    one, palette = unit(desk.look), desk.look.palette
    head = Ink(band.width, band.head + one * 0.8, _head_of(desk, band))
    rows: list[Box] = [
        Ink(band.width, band.heights[n], _row_of(desk, node.rows[n], band, n))
        for n in range(len(node.rows))
    ]
    for row in rows[:-1]:
        row.keep_next = True

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        foot = y + h - one * 0.2
        hairline(sheet, desk.look, palette.rule, x, foot, w)
        for n in range(1, len(band.days)):
            if is_week(band, n):
                upright(desk, sheet, x + band.left(n), y + one, foot)

    table = Repeated(head, Stack(band.width, rows))
    return Framed(table, (0, 0, 0, one * 0.2), _nothing, desk.look.height, over)


def _nothing(_sheet: Sheet, _x: float, _y: float, _w: float, _h: float) -> None:
    return


def _head_of(desk: Desk, band: Band) -> Draw:
    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        accent(desk, sheet, x, y, w)
        drop = y + unit(desk.look) * 0.8
        band.corner.place(sheet, x, drop + band.lift(band.head))
        for n, head in enumerate(band.heads):
            head.place(sheet, x + band.left(n), drop + (band.head - head.height) / 2)

    return draw


def _row_of(desk: Desk, row: DiaryRow, band: Band, index: int) -> Draw:
    """A row under a hairline: its number and name, and what to tick or to write on."""
    look, palette = desk.look, desk.look.palette
    number, name = _numeral(desk, row, band.start), band.names[index]

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        hairline(sheet, look, palette.hair if index else palette.rule, x, y, w)
        at = x
        if number is not None:
            number.place(sheet, x, y + (h - number.height) / 2)
            at += mark_room(desk)
        name.place(sheet, at, y + (h - name.height) / 2)
        for n, day in enumerate(band.days):
            cell = x + band.left(n), y, h
            _mark(desk, sheet, band, row, day.rest, cell)
            place_fields(desk, sheet, band, row, n, cell)

    return draw


def _numeral(desk: Desk, row: DiaryRow, start: int) -> Box | None:
    """A row's number on the baseline of its name; once in the words that are read aloud."""
    if not row.number:
        return None
    of = DECORATION if start else (LABEL, row.name)
    body = desk.look.body
    style = desk.look.style("value", size=body.size * _NUMBER, leading=body.leading)
    strong = bold(style, desk.look.palette.text)
    return desk.text((Run(str(row.number)),), strong, body.size * 3, of)


def _mark(
    desk: Desk, sheet: Sheet, band: Band, row: DiaryRow, rest: bool,
    cell: tuple[float, float, float],
) -> None:  # fmt: skip
    """Boxes to tick; a dash on a rest day; a short line where a number is written."""
    look, palette = desk.look, desk.look.palette
    x, y, height = cell
    middle = x + band.each / 2
    if not row.ticks:
        wide, at = band.each * 0.31, y + height - 5.0
        sheet.add(LineMark(middle - wide, at, middle + wide, at, palette.muted, look.line))
        return
    if rest:
        at = y + height / 2
        sheet.add(LineMark(middle - _DASH, at, middle + _DASH, at, palette.muted, look.line * 2))
        return
    size, places = tick_places(row, band.each, height)
    for dx, dy in places:
        box = (x + dx - size / 2, y + dy - size / 2, size, size)
        sheet.add(RectMark(*box, _TICK_RADIUS, palette.paper, palette.muted, look.line * 1.6))
