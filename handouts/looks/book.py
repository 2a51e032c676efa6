"""The furniture of a booklet: titles, the line over a stretch, folios, lines to write on."""

from msgspec import structs

from handouts.document.booklet_nodes import Anchored, Entry, Folio, Headline, Notes, Opening
from handouts.document.elements import PAGE
from handouts.document.nodes import Run, Runs
from handouts.looks.desk import Desk, panel
from handouts.typeset.boxes import Box, Framed, Ink, Inset, Layered, Sheet, Spread, Stack
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import BookmarkMark, CircleMark, LineMark, TextMark

NOTE_LEAST = 2  # lines to write on; with less room a page has none
_NOTE_LINE = 1.9  # of the body's leading
_DASH = (1.0, 2.4)
_FIRST = 0.2  # of a table's width, for the date


def anchored(desk: Desk, node: Anchored, width: float) -> Box:
    """What references lead to: links and bookmarks land on its top."""
    made = desk.build(node.child, width)

    def draw(sheet: Sheet, _x: float, y: float, _w: float, _h: float) -> None:
        sheet.add(BookmarkMark(y, node.label, node.level, node.anchor))

    layered = Layered(made.width, made.height, [(0, 0, Ink(width, 0, draw)), (0, 0, made)])
    layered.keep_next = True
    return layered


def headline(desk: Desk, node: Headline, width: float) -> Box:
    """The title of one of the booklet's own pages."""
    look = desk.look
    style = look.style("title", balance=True)
    boxes: list[Box] = [desk.text(node.runs, style, width)]
    if node.lead:
        boxes.append(Inset(desk.text(node.lead, look.style("body"), width), top=look.pad * 0.4))
    return Inset(Stack(width, boxes), bottom=look.pad * 0.3)


def opening(desk: Desk, node: Opening, width: float) -> Box:
    """Section and number over a stretch; the section's own words over its first."""
    look, palette = desk.look, desk.look.palette
    body = look.style("body", palette.muted)
    number = desk.text(node.number, structs.replace(body, align="right"), width * 0.4)
    if not node.first:
        name = desk.text(node.section, structs.replace(body, bold=True), width * 0.58)
        return Spread(width, [(0, name), (width * 0.6, number)])
    room = width * 0.7
    boxes: list[Box] = [desk.text(node.section, look.style("heading"), room)]
    line = Spread(width, [(0, boxes[0]), (width * 0.6, number)], "middle")
    words: list[Box] = [desk.build(child, width) for child in node.intro]
    return Stack(width, [line, *words], look.pad * 0.15)


def folio(desk: Desk, node: Folio, width: float) -> Box:
    """The page's number in a disc on the outer edge, the running title beside it."""
    look, palette = desk.look, desk.look.palette
    radius = max(look.imprint.size * 1.1, look.body.size * 0.86)
    size = radius * (1.05 if node.page < 100 else 0.85)
    style = look.style("value", palette.text, size=size, leading=size)
    number = desk.text((Run(str(node.page)),), style, 4 * radius)
    wide = number.lines[0].width
    right = node.page % 2 == 1
    room = width - 2 * radius - look.pad
    words = look.style("body", palette.muted, align="right" if right else "left")
    words = structs.replace(words, size=min(words.size, look.imprint.size * 1.15))
    title = desk.text(shortened(desk, node.runs, room, words), words, room)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        middle = x + w - radius if right else x + radius
        sheet.add(CircleMark(middle, y + h / 2, radius, palette.tint2))
        number.place(sheet, middle - wide / 2, y + h / 2 - size / 2 + size * 0.03)
        at = x if right else x + 2 * radius + look.pad
        title.place(sheet, at, y + h / 2 - title.height / 2)

    return Ink(width, max(2 * radius, words.leading), draw)


def shortened(desk: Desk, runs: Runs, room: float, style: TextStyle) -> Runs:
    """A running title keeps to one line; a long one ends with an ellipsis."""
    text = "".join(run.text for run in runs)
    if desk.setter.width(text, style) <= room:
        return (Run(text),)
    words = text.split(" ")
    while words and desk.setter.width(" ".join(words) + " …", style) > room:
        words.pop()
    return (Run(" ".join(words) + " …"),) if words else ()


def notes(desk: Desk, node: Notes, width: float) -> Box:
    """Lines to write on, in a box or under an open heading; at least a few of them."""
    return notes_of(desk, node, width, 0.0)


def notes_of(desk: Desk, node: Notes, width: float, height: float) -> Box:
    """The same, as high as the room that is left."""
    look, palette = desk.look, desk.look.palette
    pitch = look.body.leading * _NOTE_LINE
    boxed = node.look == "box"
    pad = look.pad if boxed else 0.0
    head = desk.text(node.heading, look.style("heading"), width - 2 * pad)
    spare = height - head.height - pad * 1.4
    heads = _log_heads(desk, node, width - 2 * pad)
    spare -= heads.height
    count = max(NOTE_LEAST, int(spare / pitch + 0.001))

    def lines(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        for n in range(count):
            at = y + pitch * (n + 0.9)
            sheet.add(LineMark(x, at, x + w, at, palette.rule, look.line, _DASH))
        for left, _ in heads.children[1:]:
            at = x + left - look.pad * 0.5
            sheet.add(LineMark(at, y, at, y + h - pitch * 0.1, palette.rule, look.line, _DASH))

    body = Stack(width - 2 * pad, [head, heads, Ink(width - 2 * pad, pitch * count, lines)])
    if not boxed:
        return body

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet, (x, y, w, h), look.radius, fill=palette.paper, stroke=palette.rule,
            line=look.line,
        )  # fmt: skip

    extra = max(0.0, height - body.height - pad * 1.4)
    return Framed(body, (pad, pad * 0.6, pad, pad * 0.8 + extra), ground)


def _log_heads(desk: Desk, node: Notes, width: float) -> Spread:
    """What is written in which column of a table; the first has the least room."""
    count = len(node.columns)
    rest = width * (1 - _FIRST) / max(1, count - 1)
    style = desk.look.style("body", desk.look.palette.muted)
    heads: list[tuple[float, Box]] = []
    for n, runs in enumerate(node.columns):
        at = width * _FIRST + rest * (n - 1) if n else 0.0
        heads.append((at, desk.text(runs, style, rest - desk.look.pad)))
    return Spread(width, heads)


def page_number(
    desk: Desk,
    sheet: Sheet,
    node: Entry,
    at: tuple[float, float],
    size: float,
    align: str = "center",
) -> float:
    """The number of an entry's page in bold, centred at x or ending there; its width."""
    if sheet.folios is None:
        return 0.0
    style = desk.look.style("value", size=size, leading=size)
    text, number = sheet.folios(node.ref), desk.tell((PAGE, node.name))
    (line,) = desk.setter.lines((Run(text),), style, 1e6)
    x, y = at
    left = x - line.width / 2 if align == "center" else x - line.width
    for piece in line.pieces:
        sheet.add(
            TextMark(left, y + size * 0.36, piece.text, piece.face, size, piece.colour, number)
        )
        left += piece.width
    return line.width
