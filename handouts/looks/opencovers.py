"""Covers on white: the mark, a very large title, and a quiet panel down to the page's edge."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import BackCover, Cover, CoverList
from handouts.document.nodes import Band, ContactLine, Qr, Runs, text_of
from handouts.looks.bar import band
from handouts.looks.coverwindow import large
from handouts.looks.desk import Desk
from handouts.looks.furniture import draw_qr, waves
from handouts.looks.panels import measured
from handouts.looks.rules import accent, bold, column, columns, hairline, ruled_row, unit, words
from handouts.qr import modules, printed_side
from handouts.typeset.boxes import Box, Ink, Sheet, Space, Spread, Stack
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import LineMark, RectMark
from handouts.typeset.paginate import TooTall
from handouts.units import POINTS_PER_MM

_LARGEST: Final = 3.2  # of a page's title
_SMALLEST: Final = 1.2
_FEW: Final = ((2.1, 2), (1.6, 3), (0.0, 5))  # from this size on, at most so many lines
_PANEL: Final = 0.3  # of the page's height, at least
_WRITING: Final = 24.0  # points between lines to write on
_SHOWN: Final = 0.86  # of the page's width, at most: the figure on the panel's edge
_EMBLEM: Final = 0.62  # of the page's width, at most


def cover(desk: Desk, node: Cover, width: float) -> Box:
    """Mark, title and lead on white; below, what is inside and for whom."""
    look, palette = desk.look, desk.look.palette
    inner = look.text_width
    head, floor = _fitted(desk, node, inner)
    foot = max(floor.height, look.height * _PANEL)
    top = look.height - foot
    room = top - look.top - head.height - unit(look) * 4
    with desk.furnished():  # what the picture shows is told where the stretch is
        shown = large(desk, node.picture, width * _SHOWN, room) if node.picture else None
    drawn = None if shown or node.logo else waves(desk, min(room, width * _EMBLEM))
    emblem = shown or drawn

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        bare = palette.tint == palette.paper
        if not bare:
            sheet.add(RectMark(x, y + top, w, foot, fill=palette.tint))
        if emblem and emblem.width > look.title.size * 2:
            emblem.place(sheet, x + w - look.right - emblem.width, y + top - emblem.height)
        hairline(sheet, look, palette.text, x, y + top, w)
        head.place(sheet, x + look.left, y + look.top)
        floor.place(sheet, x + look.left, y + top)
        if node.imprint:
            style = look.style("imprint", palette.muted)
            line = desk.text(node.imprint, style, inner)
            line.place(sheet, x + look.left, y + h - look.bottom - line.height)

    return Ink(width, look.height, draw)


def _fitted(desk: Desk, node: Cover, inner: float) -> tuple[Box, Box]:
    """What stands over the panel and on it, with as much of the list as there is room for."""
    head = _head(desk, node, inner)
    least = desk.look.height - desk.look.top - head.height - unit(desk.look) * 4
    brief = structs.replace(node, audience=()) if node.picture else node
    for less in (brief, structs.replace(brief, lists=())):
        floor = _floor(desk, less, inner)
        if floor.height <= least:
            return head, floor
    raise TooTall("'cover' holds more than a page", "shorten the title and the subtitle")


def _head(desk: Desk, node: Cover, inner: float) -> Box:
    look = desk.look
    one = unit(look)
    title = words(desk, node.title, _display(desk, node.title, inner), inner)
    boxes = [band(desk, Band(node.practice, logo=node.logo), inner), Space(inner, one * 13), title]
    if node.subtitle:
        lead = look.style("lead", look.palette.muted, balance=True)
        lead = structs.replace(lead, size=lead.size * 1.3, leading=lead.leading * 1.3)
        boxes += [Space(inner, one * 5), words(desk, node.subtitle, lead, inner * 0.8)]
    return Stack(inner, boxes)


def _display(desk: Desk, runs: Runs, inner: float) -> TextStyle:
    """As large as lets no word break, in few lines."""
    base = desk.look.style("title", balance=True)
    factor = _LARGEST
    while factor > _SMALLEST:
        size = base.size * factor
        style = structs.replace(base, size=size, leading=size * 0.98)
        most = next(lines for least, lines in _FEW if factor >= least)
        whole = desk.setter.longest_word(runs, style) <= inner * 0.96
        if whole and len(desk.setter.lines(runs, style, inner)) <= most:
            return style
        factor -= 0.06
    return base


def _floor(desk: Desk, node: Cover, inner: float) -> Box:
    """The panel's words: the sections in columns, whom it is for, lines for a name and a date."""
    look = desk.look
    one = unit(look)
    parts: list[Box] = [Space(inner, one * 7)]
    if node.lists:
        parts += [_ruled(desk, _sections(desk, node.lists, inner)), Space(inner, one * 4)]
    if node.audience:
        style = look.style("body", balance=True)
        parts += [words(desk, node.audience, style, inner), Space(inner, one * 4)]
    if node.lines:
        parts += [_lines(desk, node, inner), Space(inner, one * 3)]
    parts.append(Space(inner, look.bottom + (look.imprint.leading if node.imprint else 0)))
    return Stack(inner, parts)


def _ruled(desk: Desk, child: Box) -> Box:
    """The box under an accent rule."""
    air = unit(desk.look) * 3

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        accent(desk, sheet, x, y, w)
        child.place(sheet, x, y + air)

    return Ink(child.width, child.height + air, draw)


def _sections(desk: Desk, lists: Sequence[CoverList], inner: float) -> Box:
    """Sections side by side, three or two in a row, each with its stretches under its name."""
    look = desk.look
    one = unit(look)
    count = 2 if len(lists) in (2, 4) or inner < look.body.size * 30 else min(3, len(lists))
    wide = columns(look, inner, 12 / count)
    cells = [_section(desk, part, wide) for part in lists]
    rows: list[Box] = []
    for n in range(0, len(cells), count):
        row = cells[n : n + count]
        places = [(column(look, inner, 12 / count * at), box) for at, box in enumerate(row)]
        rows.append(Spread(inner, places))
    return Stack(inner, rows, one * 3)


def _section(desk: Desk, part: CoverList, wide: float) -> Box:
    look = desk.look
    name = words(desk, part.title, look.style("heading", balance=True), wide)
    boxes: list[Box] = [name, Space(wide, unit(look) * 1.3)]
    boxes += [desk.text(runs, look.style("body"), wide) for runs in part.names]
    return Stack(wide, boxes)


def _lines(desk: Desk, node: Cover, inner: float) -> Box:
    """Lines for a name and a date, to write on."""
    look = desk.look
    each = columns(look, inner, 12 / len(node.lines))
    style = look.style("body", look.palette.muted)
    placed: list[tuple[float, Box]] = []
    for n, (_, runs) in enumerate(node.lines):
        placed.append(
            (column(look, inner, 12 / len(node.lines) * n), _line(desk, runs, style, each))
        )
    return Spread(inner, placed)


def _line(desk: Desk, runs: Runs, style: TextStyle, each: float) -> Box:
    look = desk.look
    text = desk.text(runs, style, each)
    start = desk.setter.width("".join(run.text for run in runs), style) + unit(look)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        text.place(sheet, x, y)
        at = y + h - style.leading * 0.2
        sheet.add(LineMark(x + start, at, x + w, at, look.palette.muted, look.line))

    return Ink(each, text.height, draw)


def back_cover(desk: Desk, node: BackCover, width: float) -> Box:
    """The mark, a large heading, contacts between hairlines, the code, and the small print."""
    look = desk.look
    one = unit(look)
    inner = look.text_width
    small = _small(desk, node, inner)
    room = look.height - look.top - look.bottom - small.height - one * 4
    body = next((b for b in _backs(desk, node, inner) if b.height <= room), None)
    if body is None:
        raise TooTall("'back-cover' holds more than a page", "shorten the closing words")

    def draw(sheet: Sheet, x: float, y: float, _w: float, h: float) -> None:
        body.place(sheet, x + look.right, y + look.top)
        small.place(sheet, x + look.right, y + h - look.bottom - small.height)

    return Ink(width, look.height, draw)


def _backs(desk: Desk, node: BackCover, inner: float) -> Iterator[Box]:
    """All there is to say; then an address for the code; then without the closing words."""
    yield _back(desk, node, inner)
    line = node.qr.line or node.qr.short if node.qr else ()
    said = any(text_of(line) in text_of(other.runs) for other in node.contact)
    more = () if node.qr is None or said else (ContactLine("calendar", line),)
    node = structs.replace(node, qr=None, contact=(*node.contact, *more))
    yield _back(desk, node, inner)
    yield _back(desk, structs.replace(node, words=()), inner)


def _back(desk: Desk, node: BackCover, inner: float) -> Box:
    look = desk.look
    one = unit(look)
    mark = Band(node.practice, node.tagline, logo=node.logo)
    title = look.style("title", balance=True)
    title = structs.replace(title, size=title.size * 1.35, leading=title.leading * 1.3)
    parts: list[Box] = [band(desk, mark, inner)]
    parts += [Space(inner, one * 9), words(desk, node.heading, title, inner)]
    if node.words:
        parts += [Space(inner, one * 4), *measured(desk, node.words, inner)]
    if node.contact or node.lines:
        parts += [Space(inner, one * 6), desk.build(node.call, inner)]
        rows = _contacts(desk, node.contact, inner) if node.contact else _to_write(desk, node)
        parts += [Space(inner, one), rows]
    if node.qr:
        parts += [Space(inner, one * 6), _code(desk, node.qr, inner)]
    return Stack(inner, parts)


def _contacts(desk: Desk, lines: Sequence[ContactLine], inner: float) -> Box:
    """One way a row, the first in bold."""
    look, palette = desk.look, desk.look.palette
    style = look.style("lead", palette.ink)
    size, pitch = style.size, unit(look) * 1.5
    indent = column(look, inner, 1)
    rows: list[Box] = []
    for n, line in enumerate(lines):
        kind = style if n else bold(style)
        icon = desk.icon(line.icon, size, palette.muted, palette.paper)
        parts: list[tuple[float, Box]] = [(0.0, icon)]
        parts.append((indent, desk.text(line.runs, kind, inner - indent)))
        rows.append(ruled_row(desk, Spread(inner, parts, "middle"), pitch, not n))
    end = Ink(inner, 0, lambda sheet, x, y, w, _h: hairline(sheet, look, palette.hair, x, y, w))
    return Stack(inner, [*rows, end])


def _to_write(desk: Desk, node: BackCover) -> Box:
    """Ruled lines to write on whom to call, where the brand does not say."""
    look, palette = desk.look, desk.look.palette
    inner, style = look.text_width, look.style("lead", palette.muted)
    high = max(_WRITING, style.leading * 1.5)
    rows: list[Box] = []
    for _, runs in node.lines:
        text = desk.text(runs, style, inner)

        def draw(sheet: Sheet, x: float, y: float, w: float, h: float, text: Box = text) -> None:
            text.place(sheet, x, y + h - text.height - unit(look) * 0.4)
            hairline(sheet, look, palette.rule, x, y + h, w)

        rows.append(Ink(inner, high, draw))
    return Stack(inner, rows)


def _code(desk: Desk, node: Qr, inner: float) -> Box:
    """The code on the paper's white; what it is for and the address to type beside it."""
    look = desk.look
    one = unit(look)
    grid = modules(node.url)
    side = printed_side(len(grid)) * POINTS_PER_MM
    at = side + one * 5
    room = inner - at
    style = look.style("body")
    text = Stack(
        room,
        [
            words(desk, node.note, look.style("heading"), room),
            Space(room, one),
            desk.text(node.short, style, room),
            desk.text(node.line, bold(style), room),
        ],
    )
    code = Ink(side, side, lambda sheet, x, y, _w, _h: draw_qr(sheet, grid, x, y, side))
    return Spread(inner, [(0.0, code), (at, text)])


def _small(desk: Desk, node: BackCover, inner: float) -> Box:
    look, palette = desk.look, desk.look.palette
    soft = look.style("body", palette.muted)
    imprint = desk.text(node.imprint, look.style("imprint", palette.muted), inner)
    rule = ruled_row(desk, imprint, unit(look), False)
    return Stack(inner, [desk.text(node.disclaimer, soft, inner), Space(inner, unit(look)), rule])
