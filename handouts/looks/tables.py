"""Tables: rows under a head that repeats on each page."""

from collections.abc import Callable, Sequence

from msgspec import structs

from handouts.document.nodes import Runs, Table
from handouts.looks.desk import Desk, number_badge, whole
from handouts.looks.panels import as_ink
from handouts.typeset.boxes import Box, Ink, Inset, Marked, Repeated, Sheet, Spread, Stack
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import LineMark

# A numbered cell's mark and how far its words are indented, for a number in a style.
Numbering = Callable[[Desk, int, TextStyle], tuple[Ink, float]]


def table(desk: Desk, node: Table, width: float) -> Box:
    """A table whose numbers stand in discs."""
    return table_with(_disc, desk, node, width)


def table_with(numbering: Numbering, desk: Desk, node: Table, width: float) -> Box:
    """Rows under a head that repeats on each page; ruled between, numbered where asked."""
    look, palette = desk.look, desk.look.palette
    total = sum(node.widths)
    widths = [width * share / total for share in node.widths]
    muted = look.style("body", palette.muted)
    head = _table_row(
        desk, [desk.text(c, muted, w - 6) for c, w in zip(node.head, widths, strict=True)], widths
    )
    body = look.style("body")
    rows: list[Box] = []
    for number, cells in enumerate(node.rows, 1):
        made: list[Box] = []
        for index, (cell, each) in enumerate(zip(cells, widths, strict=True)):
            style = structs.replace(body, bold=True) if index == 0 else body
            mark = numbering(desk, number, style) if node.numbered and not index else None
            made.append(_cell(desk, cell, style, each, mark))
        rows.append(_ruled(desk, _table_row(desk, made, widths)))
    if len(rows) > 2:
        rows[0].keep_next = rows[-2].keep_next = True
    return Repeated(head, Stack(width, rows))


def _cell(
    desk: Desk, runs: Runs, style: TextStyle, width: float, mark: tuple[Ink, float] | None
) -> Box:
    if mark is None:
        return desk.text(runs, style, width - 6)
    ink, indent = mark
    return Marked(ink, desk.text(runs, style, width - indent - 6), indent)


def _disc(desk: Desk, number: int, style: TextStyle) -> tuple[Ink, float]:
    radius = style.size * 0.7
    badge = number_badge(desk, number, radius)
    drop = Inset(badge, top=(style.leading - 2 * radius) / 2)
    return as_ink(drop), 2 * radius + style.size * 0.5


def _table_row(desk: Desk, cells: Sequence[Box], widths: Sequence[float]) -> Box:
    air = desk.look.pad * 0.22
    x, placed = 0.0, []
    for cell, each in zip(cells, widths, strict=True):
        placed.append((x, cell))
        x += each
    return Inset(Spread(sum(widths), placed), top=air, bottom=air)


def _ruled(desk: Desk, made: Box) -> Box:
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(LineMark(x, y, x + w, y, look.palette.hair, look.line * 0.7))

    return whole(desk, made, draw)
