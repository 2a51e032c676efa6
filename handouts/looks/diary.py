"""The diary to tick and the week plan."""

from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import Day, Days, Week
from handouts.looks.desk import Desk, panel
from handouts.looks.panels import HOLE, measured
from handouts.typeset.boxes import Box, Framed, Ink, Inset, Sheet, Spread, Stack
from handouts.typeset.pages import CircleMark, LineMark, RectMark
from handouts.units import POINTS_PER_MM

_CELL: Final = 9.6 * POINTS_PER_MM  # a cell to write in is at least 7 mm high
_STAGE_MOST: Final = 0.42  # of the width; names of days are never broken for less
_CIRCLE: Final = 4.2 * POINTS_PER_MM  # a circle to tick is at least 4 mm across


def week(desk: Desk, node: Week, width: float) -> Box:
    """A week: its days, a row of circles, a row of cells; never parted."""
    look, palette = desk.look, desk.look.palette
    pad, first = look.pad, _first(desk, node, width)
    each = (width - first) / len(node.days)
    body = look.style("body")
    cell = max(_CELL, body.leading * 1.7)
    label = desk.text(node.label, look.style("heading"), first - pad)
    days = [desk.text(d, structs.replace(body, align="center"), each) for d in node.days]
    head = max(label.height, days[0].height) + pad * 0.55
    rows = [_label(desk, icon, runs, first) for icon, runs in (("check", node.done),
                                                               ("pencil", node.sore))]  # fmt: skip
    circle = max(_CIRCLE, min(cell * 0.56, each / 2 - 3.5))

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, w, head, look.radius, palette.tint2, corners="tl tr"))
        label.place(sheet, x + pad, y + (head - label.height) / 2)
        sheet.add(LineMark(x, y + head, x + w, y + head, palette.rule, look.line))
        middle = y + head + cell
        sheet.add(LineMark(x, middle, x + w, middle, palette.rule, look.line))
        for n, row in enumerate(rows):
            row.place(sheet, x + pad, y + head + cell * n + (cell - row.height) / 2)
        for n, day in enumerate(days):
            left = x + first + each * n
            sheet.add(LineMark(left, y + head, left, y + h, palette.rule, look.line))
            day.place(sheet, left, y + (head - day.height) / 2)
            for side in (-1, 1):
                at = left + each / 2 + side * (circle / 2 + each * 0.02 + 0.6)
                sheet.add(
                    CircleMark(at, y + head + cell / 2, circle / 2, palette.paper, palette.text,
                               look.line)
                )  # fmt: skip
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.rule, line=look.line)

    return Ink(width, head + 2 * cell, draw)


def _first(desk: Desk, node: Week, width: float) -> float:
    """The width of the first column: its words, but no more than the circles leave."""
    look = desk.look
    bold = look.style("body", bold=True)
    icon = bold.size * 1.45
    wide = max(
        desk.setter.width("".join(r.text for r in runs), style) + more
        for runs, style, more in (
            (node.label, look.style("heading"), 0.0), (node.done, bold, icon),
            (node.sore, bold, icon),
        )
    )  # fmt: skip
    least = len(node.days) * (2 * _CIRCLE + 4)
    return min(wide + 2 * look.pad, width - least)


def _label(desk: Desk, icon: str, runs: object, first: float) -> Box:
    look, palette = desk.look, desk.look.palette
    style = look.style("body", bold=True)
    size = style.size
    mark = Inset(desk.icon(icon, size, palette.text, palette.paper), top=(style.leading - size) / 2)
    words = desk.text(runs, style, first - look.pad - size * 1.45)  # type: ignore[arg-type]
    return Spread(first, [(0, mark), (size * 1.45, words)], "middle")


def days(desk: Desk, node: Days, width: float) -> Box:
    """The week plan: the day on a tinted stage, what to do beside it."""
    look, palette = desk.look, desk.look.palette
    heading = look.style("heading")
    natural = max(
        (desk.setter.width("".join(r.text for r in day.name), heading) for day in node.items),
        default=0.0,
    )
    stage = min(natural + 2 * look.pad, width * _STAGE_MOST)
    rows = [_day(desk, day, width, stage, bool(n)) for n, day in enumerate(node.items)]
    if len(rows) > 2:
        rows[0].keep_next = rows[-2].keep_next = True

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, stage, h, look.radius, palette.tint2, corners="tl bl"))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.rule, line=look.line)

    return Framed(Stack(width, rows), (0, 0, 0, 0), ground, look.height * HOLE, over)


def _day(desk: Desk, node: Day, width: float, stage: float, ruled: bool) -> Box:
    look, palette = desk.look, desk.look.palette
    pad = look.pad
    name = desk.text(node.name, look.style("heading"), stage - 1.6 * pad)
    room = width - stage - 2 * pad
    do = Stack(room, measured(desk, [node.do], room))
    row = Spread(width, [(pad, name), (stage + pad, do)], "middle")
    air = pad * 1.4

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        if ruled:
            sheet.add(LineMark(x, y, x + w, y, palette.rule, look.line * 0.7))
        row.place(sheet, x, y + air)

    return Ink(width, row.height + 2 * air, draw)
