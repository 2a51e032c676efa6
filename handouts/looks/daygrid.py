"""The geometry of a dated diary: days across, exercises down, as many bands as its days need.

A band holds two weeks where the paper is wide enough, else one. A cell is at least 7 mm
wide and high, a tick at least 4 mm across, and a row is as high as its name and its ticks.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from handouts.document.nodes import Runs, text_of
from handouts.document.programme_nodes import DiaryDay, DiaryRow, TickDiary
from handouts.looks.desk import DECORATION, Desk
from handouts.looks.panels import measured
from handouts.typeset.boxes import Box, Sheet, Stack
from handouts.units import POINTS_PER_MM

CELL: Final = 7.2 * POINTS_PER_MM  # the least width and height of a cell
TICK: Final = 4.02 * POINTS_PER_MM  # the least size of a circle or box to tick
_APART: Final = 1.9  # points between ticks
_BANDS: Final = (14, 7)
_WEEK: Final = 7


class Band(Struct, frozen=True):
    """Some days of the diary, measured: columns from `first` on, each `each` points wide."""

    days: tuple[DiaryDay, ...]
    start: int  # the index of its first day
    first: float
    each: float
    head: float
    heads: tuple[Box, ...]
    corner: Box
    names: tuple[Box, ...]
    heights: tuple[float, ...]

    @property
    def width(self) -> float:
        """Of all its columns."""
        return self.first + self.each * len(self.days)

    @property
    def height(self) -> float:
        """Of its head and its rows."""
        return self.head + sum(self.heights)

    def lift(self, height: float) -> float:
        """Where the months stand in a head: beside the numbers of the days, on their line."""
        tallest = max(head.height for head in self.heads)
        return (height + tallest) / 2 - self.corner.height

    def left(self, number: int) -> float:
        """Where a day's column starts."""
        return self.first + self.each * number


def diary_of(desk: Desk, node: TickDiary, width: float, bands: Sequence[Box], gap: float) -> Stack:
    """The diary's heading and words, never parted from its first band, and the bands."""
    head = measured(desk, node.head, width)
    for box in head:
        box.keep_next = True
    top = Stack(width, head, desk.look.pad * 0.2)
    top.keep_next = True
    return Stack(width, [top, *bands], gap)


def bands_of(desk: Desk, node: TickDiary, width: float, air: float) -> list[Band]:
    """The bands; names stand `air` points from the grid."""
    per, first = _columns(desk, node, width, air)
    each = (width - first) / per
    return [
        _band(desk, node, n, node.days[n : n + per], (first, each), air)
        for n in range(0, len(node.days), per)
    ]


def _columns(desk: Desk, node: TickDiary, width: float, air: float) -> tuple[int, float]:
    """How many days stand side by side, and what is left to the names.

    For two weeks names may take lines as short as their longest word.
    """
    least, count = _least(desk, node), len(node.days)
    natural, longest = _names_wide(desk, node)
    for per in _BANDS:
        shown = min(per, count)
        most = width - shown * least
        if most >= longest + 1.4 * air or per == _BANDS[-1]:
            wide = min(natural + 1.5 * air, max(most, longest + 1.4 * air), width * 0.34)
            return shown, max(wide, min(longest + 1.4 * air, width * 0.45))
    raise AssertionError


def _least(desk: Desk, node: TickDiary) -> float:
    """The least width of a column: its head, and two ticks side by side."""
    style = desk.look.style("label", bold=True)
    words = max(desk.setter.width(text_of(d.weekday), style) for d in node.days)
    ticks = max((min(2, row.ticks) for row in node.rows), default=1)
    return max(CELL, words + 3.0, ticks * TICK + (ticks + 1) * _APART)


def _names_wide(desk: Desk, node: TickDiary) -> tuple[float, float]:
    """The width of the longest name, and of the longest word of one, with their numbers."""
    body, strong = desk.look.style("body"), desk.look.style("body", bold=True)
    wides = [(_mark(desk, row), row.name, body if row.number else strong) for row in node.rows]
    natural = max(mark + desk.setter.width(text_of(name), style) for mark, name, style in wides)
    longest = max(mark + desk.setter.longest_word(name, style) for mark, name, style in wides)
    return natural + 1.0, longest + 1.0


def _mark(desk: Desk, row: DiaryRow) -> float:
    """What a row's number takes before its name."""
    return mark_room(desk) if row.number else 0.0


def mark_room(desk: Desk) -> float:
    """The room of a row's number, with the gap after it."""
    return desk.look.body.size * 1.75


def _band(
    desk: Desk,
    node: TickDiary,
    start: int,
    days: tuple[DiaryDay, ...],
    wide: tuple[float, float],
    air: float,
) -> Band:
    look, (first, each) = desk.look, wide
    small = structs.replace(look.style("label", look.palette.muted), align="center")
    strong = structs.replace(look.style("label", bold=True), align="center")
    heads = tuple(
        Stack(each, [desk.text(d.weekday, small, each), desk.text(d.number, strong, each)])
        for d in days
    )
    of = DECORATION if start else None  # what stands there again is read out once
    left = structs.replace(small, align="left")
    months = desk.text(_months(days), look.style("label", bold=True), first - air, DECORATION)
    corner = Stack(first - air, [desk.text(node.corner, left, first - air, of), months])
    room = first - 1.3 * air
    names = tuple(
        desk.text(r.name, look.style("body"), room - _mark(desk, r), of) for r in node.rows
    )
    heights = tuple(
        max(CELL, name.height + air * 0.6, _ticks_high(row, each))
        for row, name in zip(node.rows, names, strict=True)
    )
    head = max(max(h.height for h in heads), corner.height) + air * 0.6
    return Band(days, start, first, each, head, heads, corner, names, heights)


def _months(days: Sequence[DiaryDay]) -> Runs:
    """`Nov`, or `Nov – Dec`."""
    first, last = days[0].month, days[-1].month
    if text_of(first) == text_of(last):
        return first
    dash = structs.replace(first[0], text=" – ")
    return (*first, dash, *last)


def _side_by_side(ticks: int, each: float) -> int:
    """How many ticks stand beside one another."""
    return 1 if ticks < 2 or each < 2 * TICK + 3 * _APART - 0.05 else 2


def _ticks_high(row: DiaryRow, each: float) -> float:
    lines = -(-row.ticks // _side_by_side(row.ticks, each)) if row.ticks else 1
    return lines * TICK + (lines + 1) * _APART


def tick_places(
    row: DiaryRow, each: float, height: float
) -> tuple[float, tuple[tuple[float, float], ...]]:
    """The size of a row's ticks, and the middle of each within its cell."""
    if not row.ticks:
        return 0.0, ()
    across = _side_by_side(row.ticks, each)
    down = -(-row.ticks // across)
    size = min((each - _APART * (across + 1)) / across, (height - _APART * (down + 1)) / down)
    size = max(TICK, min(size, TICK * 1.1))
    step = size + _APART
    found = []
    for n in range(row.ticks):
        line, place = divmod(n, across)
        count = min(across, row.ticks - line * across)
        x = each / 2 + (place - (count - 1) / 2) * step
        y = height / 2 + (line - (down - 1) / 2) * step
        found.append((x, y))
    return size, tuple(found)


def place_fields(
    desk: Desk,
    sheet: Sheet,
    band: Band,
    row: DiaryRow,
    number: int,
    cell: tuple[float, float, float],
) -> None:
    """The fields of one day of a row, over its ticks or in its cell; `cell` is x, y and height."""
    if not row.fields:
        return
    x, y, height = cell
    fields = row.fields[band.start + number]
    size, places = tick_places(row, band.each, height)
    if not places:
        places, size = ((band.each / 2, height / 2),), min(band.each, height) - 3.0
    for field, (dx, dy) in zip(fields, places, strict=False):
        desk.build(field, size).place(sheet, x + dx - size / 2, y + dy - size / 2)


def is_week(band: Band, number: int) -> bool:
    """Whether a heavier rule stands before a day: a week ends there."""
    return number > 0 and (band.start + number) % _WEEK == 0
