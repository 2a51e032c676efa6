"""The head and foot of pages, and how to reach the practice."""

from msgspec import structs

from handouts.colour.space import BLACK
from handouts.document.elements import RIGHT, typed_of
from handouts.document.nodes import Band, Contact, Heading, Imprint, Qr
from handouts.looks.desk import Desk, panel
from handouts.looks.panels import as_ink
from handouts.qr import modules, printed_side
from handouts.typeset.boxes import Box, Framed, Ink, Inset, Marked, Sheet, Spread, Stack
from handouts.typeset.pages import CircleMark, ImageMark, LineMark, LinkMark, PathMark
from handouts.typeset.textbox import TextBox
from handouts.units import POINTS_PER_MM

# The built-in mark, in a 24-unit box: a figure at rest over two waves.
_SMALL = 300.0  # narrower paper, in points, has no room for the tagline
_WAVES = (
    (
        ("M", 4.6, 15.4),
        ("C", 8.0, 8.0, 11.0, 8.0, 13.0, 12.0),
        ("C", 14.6, 15.2, 17.0, 14.6, 19.6, 11.0),
    ),
    (
        ("M", 6.6, 19.0),
        ("C", 9.4, 14.6, 11.0, 14.4, 12.6, 16.6),
        ("C", 14.0, 18.6, 16.0, 18.4, 18.0, 16.4),
    ),
)

# What of that box the figure and the waves take.
_WAVES_LEFT, _WAVES_TOP, _WAVES_WIDE, _WAVES_HIGH = 3.5, 4.7, 17.2, 15.4


def band(desk: Desk, node: Band, width: float) -> Box:
    """The practice's mark and name; what kind of page this is stands on the right."""
    look, palette = desk.look, desk.look.palette
    name_style = look.style("brand")
    size = name_style.size * (1.5 if node.small else 2.1)
    body = look.style(
        "body", palette.muted, size=name_style.size * 0.95, leading=name_style.size * 1.2
    )
    mark = mark_of(desk, node, size, width * 0.3)
    indent = mark.width + size * 0.32
    natural = desk.setter.natural(node.aside, body)
    name_wide = desk.setter.natural(node.name, name_style)
    # A long title takes more lines; it never runs into the practice's name.
    spare = width - indent - look.pad - 1
    aside_wide = min(natural, max(spare * 0.6, spare - name_wide - 1))
    room = width - indent - (aside_wide + look.pad if aside_wide else 0)
    words: list[Box] = [desk.text(node.name, name_style, room)]
    if node.tagline and not node.small and look.width > _SMALL:
        words.append(desk.text(node.tagline, body, room))
    parts: list[tuple[float, Box]] = [(0, mark), (indent, Stack(room, words))]
    if node.aside:
        right = structs.replace(body, align="right")
        parts.append((width - aside_wide - 1, desk.text(node.aside, right, aside_wide + 1)))
    return Spread(width, parts, "middle")


def mark_of(desk: Desk, node: Band, size: float, most: float, on: bool = False) -> Ink:
    """The practice's logo, or the built-in mark; `on` a solid panel its colours change places."""
    if node.logo is not None:
        image = desk.images[node.logo.file]
        scale = min(size / image.height, most / image.width)
        w, h = image.width * scale, image.height * scale
        key = node.logo.file  # no figure: it says what the name beside it says
        return Ink(w, h, lambda sheet, x, y, _w, _h: sheet.add(ImageMark(x, y, w, h, key)))
    palette = desk.look.palette
    pale = palette.outlined
    ground, lines = (palette.text, palette.paper) if pale else (palette.fill, palette.on)
    if on and not pale:
        ground, lines = lines, ground

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        scale = size / 24
        sheet.add(CircleMark(x + size / 2, y + size / 2, size / 2, ground))
        for wave in _WAVES:
            sheet.add(PathMark(x, y, scale, wave, stroke=lines, line=2.2 * scale))
        sheet.add(CircleMark(x + 15.6 * scale, y + 6.8 * scale, 2.1 * scale, lines))

    return Ink(size, size, draw)


def waves(desk: Desk, size: float) -> Ink:
    """The built-in mark without its disc, large: the figure lies on the floor under it."""
    colour = desk.look.palette.bar
    scale = size / _WAVES_WIDE
    high = max(0.0, _WAVES_HIGH * scale)

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        left, top = x - _WAVES_LEFT * scale, y - _WAVES_TOP * scale
        for wave in _WAVES:
            sheet.add(PathMark(left, top, scale, wave, stroke=colour, line=2.2 * scale))
        sheet.add(CircleMark(left + 15.6 * scale, top + 6.8 * scale, 2.1 * scale, colour))

    return Ink(size, high, draw)


def imprint(desk: Desk, node: Imprint, width: float) -> Box:
    """A hairline, and under it what the page is, how old it is and its number."""
    look, palette = desk.look, desk.look.palette
    style = look.style("imprint", palette.muted)
    right_wide = desk.setter.natural(node.right, style) + 0.5
    left_wide = desk.setter.natural(node.left, style) + 0.5
    if left_wide + right_wide + look.pad <= width:
        ended = structs.replace(style, align="right")
        right = desk.text(node.right, ended, right_wide, (RIGHT, node.left))
        left = desk.text(node.left, style, width - right_wide - look.pad)
        body: Box = Spread(width, [(0, left), (width - right_wide, right)])
    else:
        lines = [
            desk.text(node.left, style, width),
            desk.text(node.right, style, width, (RIGHT, node.left)),
        ]
        body = Stack(width, lines)

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        sheet.add(LineMark(x, y, x + w, y, palette.rule, look.line))

    rule = Ink(width, style.leading * 0.3, draw)
    below = [desk.text(node.below, style, width)] if node.below else []
    return Stack(width, [rule, body, *below])


def contact(desk: Desk, node: Contact, width: float) -> Box:
    """Telephone first; the film's QR code on the right with its address in print."""
    look, palette = desk.look, desk.look.palette
    style = look.style("body")
    if node.qr and not node.lines:
        return _film(desk, node.qr, width)
    qr = qr_block(desk, node.qr, width * (0.62 if node.lines else 1)) if node.qr else None
    left = width - (qr.width + look.gap if qr else 0)
    rows: list[Box] = []
    for index, line in enumerate(node.lines):
        size = style.size * 1.08
        icon = desk.icon(line.icon, size, palette.text, palette.paper)
        marker = Inset(icon, top=(style.leading - size) / 2)
        bold = structs.replace(style, bold=index == 0)
        text = desk.text(line.runs, bold, left - size - 8)
        ink = as_ink(marker)
        rows.append(Marked(ink, text, size + 7))
    if qr is None:
        return Inset(in_a_row(rows, width - 2, look.pad), left=2)
    lines = Stack(left, rows, style.leading * 0.08)
    return Spread(width, [(2, lines), (width - qr.width, qr)], "middle")


def _film(desk: Desk, node: Qr, width: float) -> Box:
    """The film by itself: the code on the left of a box, what it is and where beside it."""
    look, palette = desk.look, desk.look.palette
    pad = look.pad
    code = code_of(node)
    at = code.width + 2 * pad
    room = width - at - 2 * pad
    note = Heading(node.note, 2, "film", mark=False)
    words = Stack(room, [desk.build(note, room), desk.text(node.short, look.style("body"), room)])
    row = Spread(width, [(pad, code), (pad + at, words)], "middle")

    typed = desk.tell(typed_of(node)) if typed_of(node) is node.short else 0

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet, (x, y, w, h), look.radius, fill=palette.paper, stroke=palette.rule,
            line=look.line,
        )  # fmt: skip
        if typed:
            sheet.add(LinkMark(x, y, w, h, node.url, typed))

    return Framed(row, (0, pad, 0, pad), frame, look.height)


def code_of(node: Qr) -> Ink:
    """A QR code at least 20 mm wide."""
    grid = modules(node.url)
    side = printed_side(len(grid)) * POINTS_PER_MM
    return Ink(side, side, lambda sheet, x, y, _w, _h: draw_qr(sheet, grid, x, y, side))


def in_a_row(rows: list[Box], width: float, gap: float) -> Box:
    """Contact lines beside one another, wrapped like words where they do not all fit."""
    lines: list[list[tuple[float, Box]]] = [[]]
    x = 0.0
    for row in rows:
        natural = natural_width(row)
        if lines[-1] and x + natural > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, row))
        x += natural + gap * 2
    return Stack(width, [Spread(width, line) for line in lines if line], 1.0)


def natural_width(row: Box) -> float:
    """The width of a contact line's words, with its icon if it has one."""
    if isinstance(row, Marked) and isinstance(row.child, TextBox):
        return row.indent + natural_width(row.child)
    if isinstance(row, TextBox):
        return max((line.width for line in row.lines), default=0.0)
    return row.width


def qr_block(desk: Desk, node: Qr, width: float) -> Box:
    """A QR code at least 20 mm wide beside its caption and the address to type."""
    look = desk.look
    grid = modules(node.url)
    side = printed_side(len(grid)) * POINTS_PER_MM
    quiet = side / len(grid) * 4
    style = look.style("body", align="right")
    bold = structs.replace(style, bold=True)
    natural = max(
        desk.setter.natural(runs, kind) for runs, kind in ((node.note, bold), (node.short, style))
    )
    room = min(natural + 1, max(width - side - quiet, style.size * 6))
    words = Stack(room, [desk.text(node.note, bold, room), desk.text(node.short, style, room)])
    total = room + quiet + side
    typed = desk.tell(typed_of(node)) if typed_of(node) is node.short else 0

    code = code_of(node)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        code.draw(sheet, x, y, w, h)
        if typed:
            sheet.add(LinkMark(x + side - total, y, total, side, node.url, typed))

    return Spread(total, [(0, words), (room + quiet, Ink(side, side, draw))], "middle")


def draw_qr(
    sheet: Sheet, grid: tuple[tuple[bool, ...], ...], x: float, y: float, side: float
) -> None:
    """Dark modules as one path, neighbours of a row joined, black on the paper's white."""
    ops: list[tuple[str | float, ...]] = []
    for r, line in enumerate(grid):
        start = None
        for c, dark in enumerate((*line, False)):
            if dark and start is None:
                start = c
            elif not dark and start is not None:
                ops.append(("R", start, r, c - start, 1))
                start = None
    sheet.add(PathMark(x, y, side / len(grid), tuple(ops), fill=BLACK))
