"""The open title and the strips under it: a display title on white, cells between rules."""

from collections.abc import Sequence
from typing import Final

from handouts.document.nodes import Badges, Cell, Node, Paragraph, Run, Strip, Title
from handouts.looks.desk import Desk
from handouts.looks.look import Look
from handouts.looks.rules import accent, column, columns, hairline, unit, upright, words
from handouts.looks.title import chips, value_style
from handouts.typeset.boxes import Box, Ink, Inset, Sheet, Space, Spread, Stack
from handouts.typeset.pages import BookmarkMark

_LEAST_CELL: Final = 6.5  # of the body size; narrower cells go on in a second row
_CLEAR: Final = 0.24  # of a value's size, between its baseline and what stands under it
_BESIDE_RULE: Final = 2.0  # units between an upright rule and the words after it


_ASIDE: Final = 3  # columns of twelve beside the title
_LEAST_ASIDE: Final = 7.5  # of the body size; with less the map stands under the title


def title(desk: Desk, node: Title, width: float) -> Box:
    """The title, and what stands beside it from its capitals down to the foot of its strip."""
    if node.aside is None:
        return _title(desk, node, width)
    look = desk.look
    one = unit(look)
    beside = columns(look, width, _ASIDE)
    if beside < _LEAST_ASIDE * look.body.size:
        whole = [_title(desk, node, width), desk.build(node.aside, width)]
        return Stack(width, whole, look.gap)
    over, room = one * 1.5, columns(look, width, 12 - _ASIDE)
    aside = desk.build(node.aside, beside)
    head = _title(desk, node, room)
    lower = aside.height + over - head.height
    if lower > 0:
        head = _title(desk, node, room, lower)
    aside.height = head.height - over
    at = column(look, width, 12 - _ASIDE)
    return Spread(width, [(0.0, head), (at, Inset(aside, top=over))])


def _title(desk: Desk, node: Title, width: float, lower: float = 0.0) -> Box:
    """The title in ink, what it is for in soft ink under it, and its strip, `lower` by so much."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    label = "".join(run.text for run in node.runs)

    def bookmark(sheet: Sheet, _x: float, y: float, _w: float, _h: float) -> None:
        if node.mark:
            sheet.add(BookmarkMark(y, label, 1))

    parts: list[Box] = [Ink(width, one * 1.5, bookmark)]
    parts.append(words(desk, node.runs, look.style("title", balance=True), width))
    if node.lead:
        lead = look.style("lead", palette.muted, balance=True)
        parts += [Space(width, one * 2.6), words(desk, node.lead, lead, width)]
    for child in node.below:
        parts += [Space(width, one * 2.6), _below(desk, child, width)]
    if node.tail is not None:
        parts += [Space(width, one * 3.2 + lower), desk.build(node.tail, width)]
    return Stack(width, parts)


def title_room(look: Look) -> float:
    """The width an open title is set to: all there is."""
    return look.text_width


def _below(desk: Desk, node: Node, width: float) -> Box:
    if isinstance(node, Paragraph):
        look = desk.look
        style = look.style("lead", look.palette.muted, bold_colour=look.palette.ink)
        return words(desk, node.runs, style, width)
    return desk.build(node, width)


def dose(desk: Desk, node: Badges, width: float) -> Box:
    """A dose as cells between an accent rule and a hairline; as chips where it stands in text."""
    if node.look == "chips":
        return chips(desk, node, width)
    look = desk.look
    one = unit(look)
    per = _per_row(look, len(node.items), width)
    while (value := value_style(desk, node, room := _cell_room(look, width / per))) is None:
        if per == 1:
            return chips(desk, node, width)
        per -= 1
    cells: list[Box] = []
    for item in node.items:
        parts: list[Box] = [words(desk, (Run(item.value, span=item.span),), value, room, item)]
        if item.unit:
            runs = (Run(item.unit, span=item.span),)
            unit_words = words(desk, runs, look.style("body"), room, item)
            clear = max(one * 1.45, value.size * _CLEAR)
            parts += [Space(room, clear), unit_words]
        cells.append(Stack(room, parts))
    rows = _filled([1] * len(cells), per)
    return _ruled_rows(desk, cells, rows, width, per, closed=True)


def _per_row(look: Look, count: int, width: float) -> int:
    """How many cells stand side by side, so that none is too narrow for its words."""
    most = max(1, min(count, _most(look, width)))
    return -(-count // -(-count // most)) if count else 1


def _most(look: Look, width: float) -> int:
    return int(width / (look.body.size * _LEAST_CELL))


def _cell_room(look: Look, each: float) -> float:
    """What a cell leaves to its words."""
    return each - unit(look) * (_BESIDE_RULE + 0.6)


def strip(desk: Desk, node: Strip, width: float) -> Box:
    """Labelled values side by side: the label soft, the value bold under it."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    per, spans = _grid(desk, node.cells, width)
    cells: list[Box] = []
    for cell, span in zip(node.cells, spans, strict=True):
        room = _cell_room(look, width * span / per)
        label = words(desk, cell.label, look.style("label", palette.muted), room)
        value = words(desk, cell.value, look.style("body", bold=True), room)
        cells.append(Stack(room, [label, Space(room, one * 1.6), value]))
    return _ruled_rows(desk, cells, _filled(spans, per), width, per, closed=False)


def _grid(desk: Desk, cells: Sequence[Cell], width: float) -> tuple[int, list[int]]:
    """How many columns take the fewest rows, and how many of them each cell spans.

    One long name spans some columns, and does not make all the others wide.
    """
    look = desk.look
    style = look.style("body", bold=True)
    natural = [desk.setter.natural(cell.value, style) for cell in cells]
    found: list[tuple[int, int, int, list[int]]] = []
    for per in range(1, max(1, min(len(cells), _most(look, width))) + 1):
        fits = (
            (n for n in range(1, per) if one <= _cell_room(look, width * n / per))
            for one in natural
        )
        spans = [next(fit, per) for fit in fits]
        found.append((len(_filled(spans, per)), max(spans), per, spans))
    _, _, per, spans = min(found)
    return per, spans


def _filled(spans: Sequence[int], per: int) -> list[list[int]]:
    """Rows of cells, each cell as the column it begins in."""
    rows: list[list[int]] = []
    column = per
    for span in spans:
        if column + span > per:
            rows.append([])
            column = 0
        rows[-1].append(column)
        column += span
    return rows


def _ruled_rows(
    desk: Desk, cells: Sequence[Box], rows: Sequence[Sequence[int]], width: float, per: int,
    closed: bool,
) -> Box:  # fmt: skip
    """Cells in rows of `per` columns: an accent rule over them, a hairline under each row.

    What is followed by sections with rules of their own needs none under its last row.
    """
    one, left = unit(desk.look), iter(cells)
    made: list[Box] = []
    each = width / per
    for n, begins in enumerate(rows):
        placed = [(each * at + (one * _BESIDE_RULE if at else 0.0), next(left)) for at in begins]
        under = closed or n + 1 < len(rows)
        made.append(_row(desk, Spread(width, placed), (n == 0, under)))
    return Stack(width, made)


def _row(desk: Desk, cells: Spread, ruled: tuple[bool, bool]) -> Ink:
    """A row of cells; `ruled` says whether it has a rule over it and one under it."""
    look = desk.look
    one = unit(look)
    above, below = one * 2.4, one * (2.2 if ruled[1] else 0.6)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        if ruled[0]:
            accent(desk, sheet, x, y, w)
        if ruled[1]:
            hairline(sheet, look, look.palette.rule, x, y + h, w)
        for left, _ in cells.children[1:]:
            upright(desk, sheet, x + left - one * _BESIDE_RULE, y + above, y + h - below)
        cells.place(sheet, x, y + above)

    return Ink(cells.width, above + cells.height + below, draw)
