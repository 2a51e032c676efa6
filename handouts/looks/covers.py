"""The front and back of a booklet: whole pages, set inside their own margin."""

from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import BackCover, Cover
from handouts.document.nodes import Band, ContactLine, Qr, Runs, text_of
from handouts.looks.coverwindow import windows
from handouts.looks.desk import Desk, panel
from handouts.looks.furniture import draw_qr, mark_of
from handouts.looks.panels import measured
from handouts.qr import QUIET_ZONE, modules, printed_side
from handouts.typeset.boxes import Box, Ink, Inset, Sheet, Space, Spread, Stack
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import CircleMark, LineMark
from handouts.typeset.paginate import TooTall
from handouts.units import POINTS_PER_MM

EDGE: Final = 15.0  # cheap lasers lose 4 to 5 mm at the paper's edge
_TITLE: Final = 1.73  # of a page's title
_TITLE_LINES: Final = 4
_AIR: Final = 1.5  # over the title, of its leading
_AIR_LEAST: Final = 0.5
_DISC: Final = 2.0  # behind the back's icons, of the text's size
_DISC_LEAST: Final = 1.4
_HEADING: Final = 2.5  # between the mark and the back's heading, of the gap
_APART: Final = 1.75  # between the back's boxes, of the gap
_INNER: Final = 1.4  # inside the box of whom to call, of the padding
_WRITING: Final = 24.0  # points between lines to write on
_DASH: Final = (1.0, 2.4)


def _edge(desk: Desk) -> float:
    return max(EDGE, min(desk.look.left, desk.look.right) * 0.72)


def cover(desk: Desk, node: Cover, width: float) -> Box:
    """An inset solid panel with a window that says what is inside; lines to write on below."""
    look, palette = desk.look, desk.look.palette
    edge = _edge(desk)
    pad = look.left * 0.62
    inner = width - 2 * edge - 2 * pad
    foot = look.body.leading * 3.4 if node.lines else 0.0
    height = look.height - 2 * edge - foot
    wide = width - 2 * edge - 1.2 * pad
    head, window = _head_and_window(desk, node, inner, wide, height - 1.6 * pad)
    if head.height > height - 2.2 * pad:
        raise TooTall("'cover' holds more than a page", "shorten the title and the subtitle")
    lines = _lines(desk, node, inner)
    top = edge + height - pad * 0.6 - window.height if window else 0.0
    radius = look.radius * 1.7

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        stroke = palette.text if palette.outlined else None
        panel(
            sheet, (x + edge, y + edge, w - 2 * edge, height), radius, fill=palette.fill,
            stroke=stroke, line=look.line * 2 if stroke else 0,
        )  # fmt: skip
        head.place(sheet, x + edge + pad, y + edge + pad)
        if window:
            window.place(sheet, x + edge + pad * 0.6, y + top)
        lines.place(sheet, x + edge + pad, y + h - edge - foot * 0.62)

    return Ink(width, look.height, draw)


def _head_and_window(
    desk: Desk, node: Cover, inner: float, wide: float, room: float
) -> tuple[Box, Box | None]:
    """The title and the window under it; with too little room the window says less."""
    heads = [_cover_head(desk, node, inner, air) for air in (_AIR, _AIR_LEAST)]
    for window in windows(desk, node, wide):
        for head in heads:
            if head.height + (window.height if window else 0.0) + desk.look.pad <= room:
                return head, window
    return heads[-1], None


def _cover_head(desk: Desk, node: Cover, inner: float, air: float) -> Box:
    look, palette = desk.look, desk.look.palette
    brand = look.style("brand", palette.on)
    size = brand.size * 2.5
    mark = mark_of(desk, Band(node.practice, logo=node.logo), size, inner * 0.4, on=True)
    name = desk.text(node.practice, brand, inner - mark.width - size * 0.3)
    row = Spread(inner, [(0, mark), (mark.width + size * 0.3, name)], "middle")
    title = desk.text(node.title, _title_style(desk, node.title, inner), inner)
    boxes: list[Box] = [row, Space(inner, look.title.leading * air), title]
    if node.subtitle:
        lead = look.style("lead", palette.on, bold=True, balance=True)
        lead = structs.replace(lead, size=lead.size * 1.36, leading=lead.leading * 1.36)
        boxes += [Space(inner, look.pad * 1.2), desk.text(node.subtitle, lead, inner * 0.86)]
    return Stack(inner, boxes)


def _title_style(desk: Desk, runs: Runs, inner: float) -> TextStyle:
    """As large as lets no word break and the title keep to a few lines."""
    base = desk.look.style("title", desk.look.palette.on, balance=True)
    factor = _TITLE
    while factor > 1.0:
        size = base.size * factor
        style = structs.replace(base, size=size, leading=size * 1.1)
        if (
            desk.setter.longest_word(runs, style) <= inner * 0.96
            and len(desk.setter.lines(runs, style, inner * 0.96)) <= _TITLE_LINES
        ):
            return style
        factor -= 0.08
    return base


def _lines(desk: Desk, node: Cover, inner: float) -> Box:
    """Lines for a name and a date, with dots to write on."""
    look, palette = desk.look, desk.look.palette
    gap = look.gap * 2.2
    each = (inner - gap) / max(1, len(node.lines))
    placed: list[tuple[float, Box]] = []
    for n, (icon, runs) in enumerate(node.lines):
        style = look.style("lead", palette.ink)
        size = style.size * 1.35
        words = desk.text(runs, style, each)
        start = size + look.pad * 0.7 + desk.setter.width("".join(r.text for r in runs), style)
        glyph = desk.icon(icon, size, palette.text, palette.paper)

        def draw(
            sheet: Sheet, x: float, y: float, w: float, h: float,
            start: float = start, glyph: Ink = glyph, words: Box = words, size: float = size,
        ) -> None:  # fmt: skip
            glyph.place(sheet, x, y + (h - size) / 2)
            words.place(sheet, x + size + look.pad * 0.7, y + (h - words.height) / 2)
            at = y + h * 0.78
            sheet.add(LineMark(x + start + 5, at, x + w, at, palette.muted, look.line, _DASH))

        placed.append(((each + gap) * n, Ink(each, max(size, words.height), draw)))
    return Spread(inner, placed)


def back_cover(desk: Desk, node: BackCover, width: float) -> Box:
    """A tinted page: contacts in a white box, a solid panel to book, the small print below."""
    look, palette = desk.look, desk.look.palette
    edge = _edge(desk)
    pad = look.left * 0.72
    inner = width - 2 * edge - 2 * pad
    small = Stack(
        inner,
        [
            desk.text(node.disclaimer, look.style("body"), inner),
            Inset(desk.text(node.imprint, look.style("imprint", palette.muted), inner), top=5),
        ],
    )
    room = look.height - 2 * edge - pad * 2.3 - small.height - 2 * look.pad
    body = _back_body(desk, node, inner, room)
    if body.height > room:
        raise TooTall("'back-cover' holds more than a page", "shorten the closing words")

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet, (x + edge, y + edge, w - 2 * edge, h - 2 * edge), look.radius * 1.7,
            fill=palette.tint, stroke=palette.rule, line=look.line,
        )  # fmt: skip
        body.place(sheet, x + edge + pad, y + edge + pad * 1.3)
        foot = y + h - edge - pad - small.height
        sheet.add(
            LineMark(x + edge + pad, foot - look.pad, x + w - edge - pad, foot - look.pad,
                     palette.rule, look.line)
        )  # fmt: skip
        small.place(sheet, x + edge + pad, foot)

    return Ink(width, look.height, draw)


def _back_body(desk: Desk, node: BackCover, inner: float, room: float) -> Box:
    """All there is to say; with too little room closer lines, an address for the code, no words."""
    address = text_of(node.qr.line or node.qr.short) if node.qr else ""
    said = any(address in text_of(line.runs) for line in node.contact)
    more = (
        () if node.qr is None or said else (ContactLine("calendar", node.qr.line or node.qr.short),)
    )
    with_line = structs.replace(node, qr=None, contact=(*node.contact, *more))
    wordless = structs.replace(with_line, words=())
    tries = ((node, _DISC), (node, _DISC_LEAST), (with_line, _DISC_LEAST), (wordless, _DISC_LEAST))
    for less, disc in tries:
        body = _back_words(desk, less, inner, disc)
        if body.height <= room:
            break
    return body


def _back_words(desk: Desk, node: BackCover, inner: float, disc: float) -> Box:
    look = desk.look
    close = disc / _DISC
    apart = look.gap * _APART * close
    parts: list[Box] = [_practice(desk, node, inner), Space(inner, look.gap * _HEADING * close)]
    title = look.style("title", size=look.title.size * 0.95, balance=True)
    parts += [desk.text(node.heading, title, inner), Space(inner, look.pad * 0.4)]
    parts += [b for box in measured(desk, node.words, inner) for b in (box, Space(inner, 3))]
    if node.contact or node.lines:
        rows = _contacts(desk, node.contact, inner, disc) or _to_write(desk, node, inner)
        parts += [Space(inner, apart - 3), _call(desk, node, rows, inner)]
    if node.qr:
        parts += [Space(inner, apart), _book(desk, node.qr, inner)]
    return Stack(inner, parts)


def _practice(desk: Desk, node: BackCover, inner: float) -> Box:
    look, palette = desk.look, desk.look.palette
    name = look.style("heading", size=look.heading.size * 1.3, leading=look.heading.leading * 1.3)
    size = name.size * 2.7
    mark = mark_of(desk, Band(node.practice, logo=node.logo), size, inner * 0.4)
    indent = mark.width + look.pad * 1.3
    words: list[Box] = [desk.text(node.practice, name, inner - indent)]
    if node.tagline:
        words.append(desk.text(node.tagline, look.style("lead", palette.muted), inner - indent))
    return Spread(inner, [(0, mark), (indent, Stack(inner - indent, words))], "middle")


def _contacts(
    desk: Desk, lines: tuple[ContactLine, ...], inner: float, share: float
) -> Stack | None:
    """A way to reach the practice a row, the first in bold; the icons in discs."""
    look, palette = desk.look, desk.look.palette
    body = look.style("lead", palette.ink)
    disc = body.size * share
    room = inner - 2 * look.pad * _INNER
    rows: list[Box] = []
    for n, line in enumerate(lines):
        text = desk.text(line.runs, structs.replace(body, bold=n == 0), room - disc - look.pad)
        rows.append(
            Spread(room, [(0, _disc(desk, line.icon, disc)), (disc + look.pad, text)], "middle")
        )
    return Stack(room, rows, look.pad * 0.95 * (share / _DISC) ** 2) if rows else None


def _to_write(desk: Desk, node: BackCover, inner: float) -> Stack:
    """Lines to write on whom to call, where the brand does not say."""
    look, palette = desk.look, desk.look.palette
    room = inner - 2 * look.pad * _INNER
    style = look.style("lead", palette.ink)
    size = style.size * 1.2
    high = max(_WRITING, style.leading * 1.5)
    start = size + look.pad * 1.7 + max(desk.setter.natural(runs, style) for _, runs in node.lines)
    rows: list[Box] = []
    for icon, runs in node.lines:
        glyph = desk.icon(icon, size, palette.text, palette.paper)
        words = desk.text(runs, style, room - size - look.pad)
        row = Spread(room, [(0.0, glyph), (size + look.pad * 0.7, words)], "middle")

        def draw(
            sheet: Sheet, x: float, y: float, w: float, h: float, row: Spread = row
        ) -> None:  # fmt: skip
            row.place(sheet, x, y + h - row.height)
            at = y + h - style.leading * 0.2
            sheet.add(LineMark(x + start, at, x + w, at, palette.muted, look.line, _DASH))

        rows.append(Ink(room, high, draw))
    return Stack(room, rows)


def _call(desk: Desk, node: BackCover, rows: Stack, inner: float) -> Ink:
    """Whom to call, in a white box under a heading."""
    look, palette = desk.look, desk.look.palette
    pad = look.pad * _INNER
    head = desk.build(node.call, inner - 2 * pad)
    stack = Stack(inner - 2 * pad, [head, rows], look.pad * 0.5)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet, (x, y, w, h), look.radius, fill=palette.paper, stroke=palette.rule,
            line=look.line,
        )  # fmt: skip
        stack.place(sheet, x + pad, y + pad)

    return Ink(inner, stack.height + 2 * pad, draw)


def _disc(desk: Desk, icon: str, size: float) -> Ink:
    palette = desk.look.palette
    glyph = desk.icon(icon, size * 0.56, palette.text, palette.tint2)

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        sheet.add(CircleMark(x + size / 2, y + size / 2, size / 2, palette.tint2))
        glyph.place(sheet, x + size * 0.22, y + size * 0.22)

    return Ink(size, size, draw)


def _book(desk: Desk, node: Qr, inner: float) -> Box:
    """A solid panel: the code on white paper with its quiet zone, and the address to type."""
    look, palette = desk.look, desk.look.palette
    grid = modules(node.url)
    side = printed_side(len(grid)) * POINTS_PER_MM
    quiet = side / len(grid) * QUIET_ZONE
    pad = look.pad * 1.3
    code = side + 2 * quiet
    room = inner - code - 3 * pad
    style = look.style("body", palette.on, bold=True)
    words = Stack(
        room,
        [
            desk.text(node.note, look.style("heading", palette.on, balance=True), room),
            Space(room, look.pad * 0.5),
            desk.text(node.short, style, room),
            desk.text(node.line, style, room),
        ],
    )

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        stroke = palette.text if palette.outlined else None
        panel(
            sheet, (x, y, w, h), look.radius * 1.2, fill=palette.fill, stroke=stroke,
            line=look.line * 1.8 if stroke else 0,
        )  # fmt: skip
        panel(sheet, (x + pad, y + pad, code, code), look.radius * 0.6, fill=palette.paper)
        draw_qr(sheet, grid, x + pad + quiet, y + pad + quiet, side)
        words.place(sheet, x + 2 * pad + code, y + (h - words.height) / 2)

    return Ink(inner, code + 2 * pad, draw)
