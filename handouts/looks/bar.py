"""The head of ruled pages and the way to reach the practice: a small mark, names, no icons."""

from msgspec import structs

from handouts.document.elements import typed_of
from handouts.document.nodes import Band, Contact, Qr, Run
from handouts.looks.desk import DECORATION, Desk
from handouts.looks.furniture import code_of, in_a_row, natural_width, qr_block
from handouts.looks.rules import capped, column, hairline, opened, over_caps, unit, words
from handouts.typeset.boxes import Box, Draw, Framed, Ink, Inset, Sheet, Spread, Stack
from handouts.typeset.pages import ImageMark, LinkMark, RectMark


def band(desk: Desk, node: Band, width: float) -> Box:
    """The mark and the practice's name; on later pages the names alone, in soft ink."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    size = one * 3.6
    name = look.style("brand", palette.muted if node.small else palette.head)
    soft = structs.replace(look.style("body", palette.muted), size=name.size, leading=name.leading)
    aside = tuple(structs.replace(run, bold=False) for run in node.aside)
    mark = None if node.small else _mark(desk, node, size)
    indent = mark.width + one * 1.3 if mark else 0.0
    natural = desk.setter.natural(aside, soft)
    name_wide = desk.setter.natural(node.name, name)
    spare = width - indent - look.pad - 1
    # A long title takes more lines; it never runs into the practice's name.
    aside_wide = min(natural, max(spare * 0.6, spare - name_wide - 1))
    room = width - indent - (aside_wide + look.pad if aside_wide else 0)
    parts: list[tuple[float, Box]] = [(indent, desk.text(node.name, name, room))]
    if mark:
        parts.insert(0, (0.0, mark))
    if aside:
        right = structs.replace(soft, align="right")
        parts.append((width - aside_wide - 1, desk.text(aside, right, aside_wide + 1, node.aside)))
    return Spread(width, parts, "middle")


def _mark(desk: Desk, node: Band, size: float) -> Ink:
    """The logo, or a square in the brand's colour with the name's first letter."""
    if node.logo is not None:
        image = desk.images[node.logo.file]
        scale = min(size / image.height, size * 12 / 3.6 / image.width)
        w, h = image.width * scale, image.height * scale
        key = node.logo.file  # no figure: it says what the name beside it says
        return Ink(w, h, lambda sheet, x, y, _w, _h: sheet.add(ImageMark(x, y, w, h, key)))
    palette = desk.look.palette
    letter = next((c for run in node.name for c in run.text if c.isalnum()), "").upper()
    big = size * 0.62
    style = desk.look.style("brand", palette.on, size=big, leading=big)
    text = desk.text((Run(letter),), style, size, DECORATION) if letter else None
    line = desk.look.line * 1.6 if palette.outlined else 0.0

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        stroke = palette.head if palette.outlined else None
        sheet.add(RectMark(x, y, size, size, size * 0.24, palette.fill, stroke, line))
        if text is not None and text.lines:
            left = x + (size - text.lines[0].width) / 2
            text.place(sheet, left, y + size / 2 - big * 0.48)

    return Ink(size, size, draw)


def contact(desk: Desk, node: Contact, width: float) -> Box:
    """Telephone first, in bold, then the other ways; the film's code on the right."""
    look = desk.look
    style = look.style("body")
    if node.qr and not node.lines:
        return _film(desk, node.qr, width)
    qr = qr_block(desk, node.qr, width * (0.62 if node.lines else 1)) if node.qr else None
    left = width - (qr.width + look.gap if qr else 0)
    rows: list[Box] = [
        desk.text(line.runs, structs.replace(style, bold=index == 0), left)
        for index, line in enumerate(node.lines)
    ]
    if qr is None and len(rows) < 4:
        line = capped(in_a_row(rows, width, look.pad), style)
        return Framed(line, (0, unit(look) * 2.4, 0, 0), _ruled(desk))
    body: Box
    half, at = -(-len(rows) // 2), column(look, width, 6)
    if qr is None and max(map(natural_width, rows)) + look.pad > at:
        body = Stack(width, rows)
    elif qr is None:
        body = Spread(width, [(0.0, Stack(at, rows[:half])), (at, Stack(at, rows[half:]))])
    else:
        body = Spread(width, [(0.0, Stack(left, rows)), (width - qr.width, qr)], "middle")
    if qr is None:
        body = capped(body, style)
    elif qr.height <= len(rows) * style.leading:
        body = Inset(body, top=-over_caps(style))
    return Framed(body, (0, unit(look) * 2.6, 0, 0), opened(desk), look.height)


def _film(desk: Desk, node: Qr, width: float) -> Box:
    """The film by itself: what it is on the left, the code and the address on the right."""
    look = desk.look
    at = column(look, width, 4)
    style, code = look.style("heading"), code_of(node)
    beside = at + code.width + unit(look) * 4
    head = words(desk, node.note, style, at - unit(look))
    room = width - beside
    short = words(desk, node.short, look.style("body"), room)
    row = Spread(width, [(0.0, head), (at, code), (beside, short)])
    typed = desk.tell(typed_of(node)) if typed_of(node) is node.short else 0
    rule = opened(desk)

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        rule(sheet, x, y, w, h)
        if typed:
            sheet.add(LinkMark(x, y, w, h, node.url, typed))

    return Framed(row, (0, unit(look) * 2.6, 0, 0), over, look.height)


def _ruled(desk: Desk) -> Draw:
    """Draws a faint hairline over a single line."""

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        hairline(sheet, desk.look, desk.look.palette.hair, x, y, w)

    return draw
