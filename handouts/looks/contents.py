"""Contents and index: a name, a dotted leader, and the page it stands on."""

from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import Entry, Located, Locations
from handouts.document.elements import LABEL, PAGE
from handouts.document.nodes import Heading, Picture, Run
from handouts.figures.portrait import STEPS
from handouts.looks.book import page_number
from handouts.looks.desk import Desk, number_badge, panel
from handouts.looks.figure import figure, portrait_of, scale_of
from handouts.looks.panels import as_ink
from handouts.looks.photo import picture
from handouts.typeset.boxes import Box, Ink, Inset, Sheet, Spread, Stack
from handouts.typeset.pages import CircleMark, LineMark, LinkMark, RectMark
from handouts.typeset.textbox import TextBox

_DOT: Final = 0.55  # radius of a leader's dots, in points
_PITCH: Final = 4.0
_WHOLE: Final = 0.4  # of a page's height; a shorter index is read down its columns
THUMB: Final = 0.155  # of the width: a picture in a row
THUMB_LINES: Final = 2.3  # of the body's leading: how high it is
_STATURE: Final = 1.0  # of its picture's width: a person
_GROUP: Final = 0.6  # of the gap, over the first of the booklet's own pages in a group
_CLOSER: Final = 0.65
_APART: Final = 2.0  # of the padding, under the rule before another kind of index


def leader(desk: Desk, sheet: Sheet, start: float, end: float, y: float) -> None:
    """Round dots on a grid of the page, so that those of all lines stand in columns."""
    at = start + (-start) % _PITCH
    while at < end:
        sheet.add(CircleMark(at, y, _DOT, desk.look.palette.rule))
        at += _PITCH


def entry(desk: Desk, node: Entry, width: float) -> Box:
    """A stretch in a row box with its number or picture; another page as an open row."""
    return _row(desk, node, width) if node.number else _open(desk, node, width)


def _pill(desk: Desk) -> tuple[float, float]:
    size = desk.look.heading.size * (0.5 + 0.5 * desk.digits)
    return size + desk.look.heading.size, desk.look.heading.size * 1.75


def _row(desk: Desk, node: Entry, width: float) -> Box:
    look, palette = desk.look, desk.look.palette
    pad = look.pad
    badge = number_badge(desk, node.number, look.badge * 0.9, (LABEL, node.name))
    stage = badge.width + pad * (0.9 if node.picture else 1.3)
    photo = thumbnail(desk, node.picture, width * THUMB) if node.picture else None
    pill, high = _pill(desk)
    indent = stage + (photo.width if photo else 0.0) + pad
    room = width - indent - pill - pad * (2.0 if node.picture else 3.2)
    body = look.style("body")
    name = desk.text(node.name, structs.replace(body, bold=True), room)
    about = desk.text(node.about, structs.replace(body, colour=palette.muted), room)
    words = Stack(room, [name, about] if node.about else [name])
    height = max(words.height + pad * 1.1, photo.height if photo else 0.0, badge.height + pad * 0.8)
    start = max(_ends(box) for box in words.boxes() if isinstance(box, TextBox))

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        ground = stage + (photo.width if photo else 0.0)
        sheet.add(RectMark(x, y, ground, h, look.radius, palette.stage, corners="tl bl"))
        badge.place(sheet, x + (stage - badge.width) / 2, y + (h - badge.height) / 2)
        if photo:
            photo.place(sheet, x + stage, y + (h - photo.height) / 2)
        words.place(sheet, x + indent, y + (h - words.height) / 2)
        middle, right = y + h / 2, x + w - pad - pill
        leader(desk, sheet, x + indent + start + pad * 0.8, right - pad * 0.6, middle)
        panel(sheet, (right, middle - high / 2, pill, high), high / 2, fill=palette.tint2)
        page_number(desk, sheet, node, (right + pill / 2, middle), look.heading.size)
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)
        sheet.add(LinkMark(x, y, w, h, f"#{node.ref}", desk.tell(node.name)))

    return Ink(width, height, draw)


def thumbnail(desk: Desk, node: Picture, width: float, lines: float = THUMB_LINES) -> Box:
    """A picture of what a line leads to: figures of one scale as far as they fit, on one floor.

    `lines` of text are its height. It repeats what stands there, so no reader is told of it.
    """
    high = desk.look.body.leading * lines
    with desk.furnished():
        if node.sketch is None:
            return picture(desk, node, width, high)
        above = portrait_of(desk, node).drawn.above
        air = desk.look.pad * 0.5
        scale = scale_of(desk, (node,), width - air, high - air * above)
        made = figure(desk, node, min(scale, width * _STATURE / STEPS))
    side, over = (width - made.width) / 2, high - made.height
    top = over / 2 if above else over
    return Inset(made, side, top, side, over - top)


def words_alone(desk: Desk, node: Entry, width: float) -> Box:
    """A row without its picture: nothing to draw, for little ink."""
    return entry(desk, structs.replace(node, picture=None), width)


def _ends(box: TextBox) -> float:
    return max((line.width for line in box.lines), default=0.0)


def _open(desk: Desk, node: Entry, width: float) -> Box:
    look, palette = desk.look, desk.look.palette
    pad, size = look.pad, look.body.size * 1.3
    icon = desk.icon(node.icon, size, palette.text, palette.paper) if node.icon else None
    pill, high = _pill(desk)
    indent = pad * 0.65 + size + pad * 0.8
    style = structs.replace(look.style("body"), bold=True)
    name = desk.text(node.name, style, width - indent - pill - pad * 3)
    height = max(name.height, high - look.gap * _CLOSER)  # rows of no boxes stand closer

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        middle, right = y + h / 2, x + w - pad - pill
        if icon:
            icon.place(sheet, x + pad * 0.65, middle - size / 2)
        name.place(sheet, x + indent, middle - name.height / 2)
        leader(desk, sheet, x + indent + _ends(name) + pad * 0.8, right - pad * 0.6, middle)
        panel(sheet, (right, middle - high / 2, pill, high), high / 2, fill=palette.tint2)
        page_number(desk, sheet, node, (right + pill / 2, middle), look.heading.size)
        sheet.add(LinkMark(x, y, w, h, f"#{node.ref}", desk.tell(node.name)))

    made = Ink(width, height, draw)
    return Inset(made, top=look.gap * _GROUP) if node.first else made


def locations(desk: Desk, node: Locations, width: float) -> Box:
    """An index under its heading, in two columns where there is width for them."""
    look = desk.look
    head = desk.build(Heading(node.heading, 2, mark=False), width)
    head.keep_next = True
    columns = 2 if width > look.body.size * 30 else 1
    gutter = look.gap * 2
    each = (width - gutter * (columns - 1)) / columns
    lines = [_located(desk, item, each) for item in node.items]
    rows: list[Box] = []
    high = -(-len(lines) // columns)
    down = sum(line.height for line in lines[:high]) < look.height * _WHOLE
    for n in range(high):
        row = lines[n::high] if down else lines[n * columns : (n + 1) * columns]
        rows.append(Spread(width, [((each + gutter) * at, box) for at, box in enumerate(row)]))
    for n, made in enumerate(rows[:-1]):  # columns that are read downwards stay together
        made.keep_next = down or n in (0, len(rows) - 2)
    body = Stack(width, [head, *rows], look.body.leading * 0.12)
    return _under_rule(desk, body) if node.ruled else body


def _under_rule(desk: Desk, body: Stack) -> Box:
    """Another kind of index, apart from the one over it."""
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        sheet.add(LineMark(x, y, x + w, y, look.palette.rule, look.line))

    rule = Ink(body.width, look.pad * _APART, draw, keep_next=True)
    return Stack(body.width, [rule, *body.boxes()], body.gap)


def _located(desk: Desk, node: Located, width: float) -> Box:
    look = desk.look
    style = look.style("body")
    digit = desk.setter.width("0", style)
    comma = desk.setter.width(", ", style)
    numbers = len(node.refs) * digit * desk.digits + comma * (len(node.refs) - 1)
    if numbers > width * 0.5:
        return _located_below(desk, node, width)
    name = desk.text(node.name, style, width - numbers - look.pad)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        name.place(sheet, x, y)
        base = y + h - style.leading
        left = _numbers(desk, sheet, node, x + w, base)
        last = name.lines[-1].width if name.lines else 0.0
        middle = base + style.leading / 2 + style.size * 0.25
        leader(desk, sheet, x + last + look.pad * 0.5, left - look.pad * 0.4, middle)

    return Ink(width, name.height, draw)


def _numbers(desk: Desk, sheet: Sheet, node: Located, right: float, y: float) -> float:
    """Page numbers that end at `right`, each a link; where they begin."""
    if sheet.folios is None:
        return right
    style = desk.look.style("body")
    pages = sorted({sheet.folios(ref): ref for ref in node.refs}.items(), key=lambda p: int(p[0]))
    left = right - desk.setter.width(", ".join(text for text, _ in pages), style)
    start = left
    for n, (text, ref) in enumerate(pages):
        shown = text if n == len(pages) - 1 else f"{text}, "
        box = desk.text((Run(shown, href=f"#{ref}"),), style, 1e3, (PAGE, node.name))
        box.place(sheet, left, y)
        wide = desk.setter.width(shown, style)
        left += wide
    return start


def _located_below(desk: Desk, node: Located, width: float) -> Box:
    """A name with many pages: they follow it as running text."""
    indent = desk.look.body.size
    pages: list[Run] = []
    for ref in node.refs:
        pages += [*([Run(", ")] if pages else []), Run("00", ref=ref)]
    name = desk.text(node.name, desk.look.style("body"), width)
    numbers = desk.text(tuple(pages), desk.look.style("body"), width - indent, (PAGE, node.name))
    return Stack(width, [name, Spread(width, [(indent, as_ink(numbers))])])
