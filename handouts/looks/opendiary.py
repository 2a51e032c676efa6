"""The diary and the week plan between rules: an accent rule a week, boxes to tick."""

from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import Day, Days, DiaryHead, Headline, Week
from handouts.document.nodes import Runs
from handouts.looks.book import headline
from handouts.looks.desk import Desk
from handouts.looks.panels import measured
from handouts.looks.rules import accent, bold, capped, column, hairline, ruled_row, unit, words
from handouts.typeset.boxes import Box, Ink, Sheet, Spread, Stack
from handouts.typeset.pages import LineMark, RectMark
from handouts.units import POINTS_PER_MM

_TICK: Final = 12.4  # the side of a box to tick, in points
_TICK_RADIUS: Final = 2.2
_APART: Final = 3.0  # between the two boxes of a day
_ROW: Final = 8.0 * POINTS_PER_MM  # high enough to write in
_SHORT: Final = 0.62  # a line to write on, of its column


def head(desk: Desk, node: DiaryHead, width: float) -> Box:
    """The diary's title, with words that speak of boxes."""
    return headline(desk, Headline(node.runs, node.boxes), width)


def week(desk: Desk, node: Week, width: float) -> Box:
    """A week: its days small, a row of boxes to tick, a row of short lines to write on."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    first = _first(desk, node, width)
    each = (width - first) / len(node.days)
    heads = _weekdays(desk, node, width, first)
    top = heads.height + one * 2
    style = bold(look.style("body"))
    names = [desk.text(runs, style, first - one) for runs in (node.done, node.sore)]
    row = max(_ROW, *(name.height + one for name in names))

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        accent(desk, sheet, x, y, w)
        heads.place(sheet, x, y + one * 1.3)
        for n, name in enumerate(names):
            at = y + top + row * n
            hairline(sheet, look, palette.hair, x, at, w)
            name.place(sheet, x, at + (row - name.height) / 2)
        hairline(sheet, look, palette.rule, x, y + top + 2 * row, w)
        for n in range(len(node.days)):
            middle = x + first + each * (n + 0.5)
            _ticks(desk, sheet, middle, y + top + row / 2, each)
            _write(desk, sheet, middle, y + top + row * 1.72, each * _SHORT)

    return Ink(width, top + 2 * row + one, draw)


def _weekdays(desk: Desk, node: Week, width: float, first: float) -> Box:
    """The week's name, and its days over their columns."""
    look = desk.look
    each = (width - first) / len(node.days)
    small = structs.replace(look.style("label", look.palette.muted), align="center")
    parts: list[tuple[float, Box]] = [(0.0, desk.text(node.label, look.style("heading"), first))]
    for n, day in enumerate(node.days):
        plain = tuple(structs.replace(run, bold=False) for run in day)
        parts.append((first + each * n, desk.text(plain, small, each, day)))
    return Spread(width, parts, "middle")


def _ticks(desk: Desk, sheet: Sheet, x: float, y: float, each: float) -> None:
    """Two outlined boxes side by side, their middle at x, y."""
    palette = desk.look.palette
    side = min(_TICK, (each - 2 * _APART) / 2)
    for left in (x - _APART / 2 - side, x + _APART / 2):
        box = (left, y - side / 2, side, side)
        sheet.add(RectMark(*box, _TICK_RADIUS, palette.paper, palette.muted, desk.look.line * 1.6))


def _write(desk: Desk, sheet: Sheet, x: float, y: float, wide: float) -> None:
    palette = desk.look.palette
    sheet.add(LineMark(x - wide / 2, y, x + wide / 2, y, palette.muted, desk.look.line))


def _first(desk: Desk, node: Week, width: float) -> float:
    """The width of the first column: its words, but no more than the boxes leave."""
    look = desk.look
    body = bold(look.style("body"))
    kinds = ((node.label, look.style("heading")), (node.done, body), (node.sore, body))
    wide = max(desk.setter.width(_text(runs), style) for runs, style in kinds)
    least = len(node.days) * 2 * (_TICK + _APART)
    return min(wide + unit(look) * 2, width - least)


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def days(desk: Desk, node: Days, width: float) -> Box:
    """The week plan: the day on the left, what to do on the right, hairlines between."""
    heading, look = desk.look.style("heading"), desk.look
    longest = max((desk.setter.longest_word(day.name, heading) for day in node.items), default=0)
    at = max(column(look, width, 4), longest + unit(look) * 2)  # no name of a day is broken
    rows = [_day(desk, day, width, at, not n) for n, day in enumerate(node.items)]
    if len(rows) > 2:
        rows[0].keep_next = rows[-2].keep_next = True
    return Stack(width, rows)


def _day(desk: Desk, node: Day, width: float, at: float, first: bool) -> Box:
    look = desk.look
    one = unit(look)
    name = words(desk, node.name, look.style("heading"), at - unit(look))
    room = width - at
    do = capped(Stack(room, measured(desk, [node.do], room)), look.style("body"))
    return ruled_row(desk, Spread(width, [(0.0, name), (at, do)]), one * 3.2, first)
