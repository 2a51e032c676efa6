"""The title panel and what tucks over its edge: dose badges, the client's strip, chips."""

import itertools
from typing import Final

from msgspec import structs

from handouts.document.nodes import Badge, Badges, Cell, Node, Run, Strip, Title
from handouts.looks.desk import Desk, panel
from handouts.looks.look import TITLE_LINES, Look
from handouts.typeset.boxes import Box, Draw, Ink, Inset, Layered, Sheet, Space, Spread, Stack
from handouts.typeset.lines import Setter
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import BookmarkMark, CircleMark, LineMark, RectMark

TUCK: Final = 0.55  # of a tail's height lies over the panel
SMALLEST_VALUE: Final = 0.6
_NARROWEST: Final = 4.6  # label sizes: narrower badges would break words, so chips it is


def title(desk: Desk, node: Title, width: float) -> Box:
    """A solid panel: the client's title is the heaviest thing on the page.

    Reversed text is bold, because thin reversed type fills in on a cheap laser.
    """
    look, palette = desk.look, desk.look.palette
    pad = look.pad + 3
    inner = width - 2 * pad
    style = look.style("title", palette.on, balance=True)
    words = desk.text(node.runs, style, inner)
    boxes: list[Box] = [words]
    if node.lead:
        lead = look.style("lead", palette.on, bold=True)
        boxes += [Space(inner, 3), desk.text(node.lead, lead, inner)]
    head = Stack(inner, boxes)
    under = node.tail is not None and not _grounded(look, node.tail)
    side = 0.0 if under and not node.below else look.pad
    tail = desk.build(node.tail, width - 2 * side) if node.tail else None
    # Badges lie half on the panel's edge; chips in several rows would be cut in two by it, and
    # a strip has no ground of its own: its words would stand on the panel's colour.
    tucked = tail is not None and tail.height < 2.6 * look.value.leading
    over = tail.height * TUCK if tail and tucked else -look.pad * 0.5
    over = -look.gap if under else over
    foot = pad * (0.6 if node.below else 0.85)
    solid = pad * 0.75 + head.height + foot + (0.0 if under else over)
    layers: list[tuple[float, float, Box]] = [(pad, pad * 0.75, head)]
    total = solid
    reach = max(solid, solid - over + tail.height) if tail else solid
    if tail:
        layers.append((side, solid - over, tail))
    if node.below:
        below = Stack(inner, [desk.build(child, inner) for child in node.below], look.gap * 0.4)
        layers.append((pad, reach + pad * 0.5, below))
        total = reach + below.height + pad
    ground = Ink(width, total, _ground(desk, solid, bool(node.below), node))
    total = max(total, reach)
    if node.aside is not None:
        aside = desk.build(node.aside, width)
        layers.append((0.0, total + look.gap, aside))
        total += look.gap + aside.height
    return Layered(width, total, [(0.0, 0.0, ground), *layers])


def _grounded(look: Look, tail: Node) -> bool:
    """Whether what tucks over the panel's edge is drawn on white of its own."""
    component = "dose" if isinstance(tail, Badges) else "facts"
    return look.components.get(component) != "strip"


def title_room(look: Look) -> float:
    """The width a panel leaves to the title."""
    return look.text_width - 2 * (look.pad + 3)


def title_lines(desk: Desk, node: Title, room: float) -> int:
    """How many lines the title takes; a card allows three."""
    return len(desk.setter.lines(node.runs, desk.look.style("title"), room))


def too_long(lines: int) -> bool:
    """Whether a title must be set smaller."""
    return lines > TITLE_LINES


def _ground(desk: Desk, solid: float, below: bool, node: Title) -> Draw:
    look, palette = desk.look, desk.look.palette
    radius = look.radius * 1.15
    label = "".join(run.text for run in node.runs)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        if node.mark:
            sheet.add(BookmarkMark(y, label, 1))
        stroke = palette.text if palette.outlined or below else None
        line = look.line * (1.8 if palette.outlined else 1.2)
        if below:
            sheet.add(RectMark(x, y, w, h, radius, palette.tint))
            sheet.add(RectMark(x, y, w, solid, radius, palette.fill, corners="tl tr"))
            if palette.outlined:
                sheet.add(LineMark(x, y + solid, x + w, y + solid, palette.rule, look.line))
            sheet.add(RectMark(x, y, w, h, radius, None, stroke, line))
        else:
            panel(
                sheet,
                (x, y, w, h),
                radius,
                fill=palette.fill,
                stroke=stroke,
                line=line if stroke else 0,
            )

    return draw


def badges(desk: Desk, node: Badges, width: float) -> Box:
    """A dose: equal white badges, or small chips where it stands in a bar."""
    if node.look == "chips":
        return chips(desk, node, width)
    look = desk.look
    gap = look.gap * 0.8
    count = max(1, len(node.items))
    each = (width - gap * (count - 1)) / count
    if _text_room(desk, each)[1] < look.label.size * _NARROWEST:
        return chips(desk, node, width)
    value = value_style(desk, node, _text_room(desk, each)[1])
    if value is None:
        return chips(desk, node, width)
    widths = _badge_widths(desk, node, each, value)
    words = [_badge_words(desk, i, w, value) for i, w in zip(node.items, widths, strict=True)]
    tallest = max((box.height for box in words), default=0.0)
    placed, x = list[tuple[float, Box]](), 0.0
    for item, wide, box in zip(node.items, widths, words, strict=True):
        placed.append((x, _badge(desk, item, wide, box, tallest)))
        x += wide + gap
    return Spread(width, placed)


def _badge_widths(desk: Desk, node: Badges, each: float, value: TextStyle) -> list[float]:
    """Equal widths; where one label would wrap, what each needs and a share of the rest.

    A single label in two lines leaves an empty line in all the other badges.
    """
    label, disc = desk.look.style("label"), desk.look.value.size * 1.9
    needed = []
    for item in node.items:
        words = (desk.setter.width(item.value, value), desk.setter.width(item.unit, label))
        needed.append(max(words) + 1 + desk.look.pad * 1.25 + 4 + disc)
    spare = each * len(needed) - sum(needed)
    if max(needed, default=0.0) <= each or spare < 0:
        return [each] * len(needed)
    return [w + spare / len(needed) for w in needed]


def _text_room(desk: Desk, width: float) -> tuple[float, float]:
    """The icon disc's diameter and the room for words beside it."""
    pad = desk.look.pad
    disc = min(desk.look.value.size * 1.9, width * 0.26)
    return disc, width - disc - pad * 1.25 - 4


def value_style(desk: Desk, node: Badges, room: float) -> TextStyle | None:
    """One size for all values of a row, small enough for the longest; None where none is."""
    style = desk.look.style("value")
    widest = max((desk.setter.width(item.value, style) for item in node.items), default=0.0)
    least = max(SMALLEST_VALUE, desk.look.value_least / style.size)
    factor = max(least, min(1.0, room / widest)) if widest else 1.0
    if desk.look.value_least and widest * factor > room + 0.01:
        return None
    return structs.replace(style, size=style.size * factor, leading=style.leading * factor)


def _badge_words(desk: Desk, item: Badge, width: float, value: TextStyle) -> Stack:
    _, room = _text_room(desk, width)
    number = desk.text((Run(item.value, span=item.span),), value, room, item)
    unit = desk.text((Run(item.unit, span=item.span),), desk.look.style("label"), room, item)
    return Stack(room, [number, unit] if item.unit else [number])


def _badge(desk: Desk, item: Badge, width: float, words: Stack, tallest: float) -> Box:
    """A badge whose words start where its neighbours' do, so that values share a line."""
    look, palette = desk.look, desk.look.palette
    pad = look.pad
    disc, _ = _text_room(desk, width)
    height = max(disc, tallest) + pad * 1.1

    def icon(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        sheet.add(CircleMark(x + disc / 2, y + disc / 2, disc / 2, palette.tint2))

    glyph = desk.icon(item.icon, disc * 0.62, palette.text, palette.tint2)
    emblem = Layered(disc, disc, [(0, 0, Ink(disc, disc, icon)), (disc * 0.19, disc * 0.19, glyph)])
    row = Layered(
        width,
        height,
        [
            (pad * 0.7, (height - disc) / 2, emblem),
            (pad * 1.25 + disc, (height - tallest) / 2, words),
        ],
    )

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet,
            (x, y, w, h),
            look.radius,
            fill=palette.paper,
            stroke=palette.text,
            line=look.line * 1.5,
        )
        row.place(sheet, x, y)

    return Ink(width, height, frame)


def chips(desk: Desk, node: Badges, width: float) -> Box:
    """The dose as pills: an icon and a few bold words each; they wrap like words."""
    rows = chip_rows(desk, node, width)
    return Stack(width, rows, desk.look.gap * 0.4)


def chip_rows(desk: Desk, node: Badges, width: float) -> list[Box]:
    """Pills in as many rows as they need."""
    rows: list[list[tuple[float, Box]]] = [[]]
    x = 0.0
    for item in node.items:
        pill = _chip(desk, item, width)
        if rows[-1] and x + pill.width > width + 0.01:
            rows.append([])
            x = 0.0
        rows[-1].append((x, pill))
        x += pill.width + 4.5
    return [Spread(width, row) for row in rows if row]


def _chip(desk: Desk, item: Badge, width: float) -> Ink:
    look, palette = desk.look, desk.look.palette
    style = look.style("body", palette.text, bold=True)
    runs = (Run(f"{item.value} {item.unit}".strip(), span=item.span),)
    natural = desk.setter.natural(runs, style)
    words = desk.text(runs, style, min(natural + 0.5, width - style.size - 17), item)
    icon = desk.icon(item.icon, style.size, palette.text, palette.paper, 2.4)
    height = words.height + 2.5

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        radius = min(h / 2, style.leading / 2 + 2)
        panel(sheet, (x, y, w, h), radius, fill=palette.paper, stroke=palette.text, line=look.line)
        icon.place(sheet, x + 6, y + style.leading / 2 + 1.25 - style.size / 2)
        words.place(sheet, x + 9.5 + style.size, y + 1.25)

    return Ink(words.width + style.size + 16, height, draw)


def strip(desk: Desk, node: Strip, width: float) -> Box:
    """Labelled values in one white panel: whom it is for, by whom, when."""
    look, palette = desk.look, desk.look.palette
    shares = [_share(desk.setter, cell, look.style("body")) for cell in node.cells]
    room = width - look.pad
    rows: list[Box] = []
    ends = list(itertools.pairwise(_row_ends(shares, room)))
    aligned = [max(column) for column in zip(*(shares[a:b] for a, b in ends), strict=False)]
    even = len({end - start for start, end in ends}) == 1 and sum(aligned) <= room
    for start, end in ends:
        cells, sizes = node.cells[start:end], aligned if even else shares[start:end]
        total = sum(sizes)
        x, placed = look.pad * 0.5, list[tuple[float, Box]]()
        for cell, size in zip(cells, sizes, strict=True):
            each = size / total * room
            placed.append((x, _cell(desk, cell, each, bool(placed))))
            x += each
        rows.append(Spread(width, placed))
    body = Inset(Stack(width, rows, look.pad * 0.4), top=look.pad * 0.6, bottom=look.pad * 0.6)

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet,
            (x, y, w, h),
            look.radius,
            fill=palette.paper,
            stroke=palette.text,
            line=look.line * 1.5,
        )
        body.place(sheet, x, y)

    return Ink(width, body.height, frame)


def _share(setter: Setter, cell: Cell, style: TextStyle) -> float:
    bold = structs.replace(style, bold=True)
    widest = max(
        setter.natural(cell.value, bold),
        setter.natural(cell.label, style),
    )
    return widest + style.size * 3.4


def _row_ends(shares: list[float], room: float) -> list[int]:
    """Where rows begin, and the end: as many in each where that takes no more of them."""
    count = len(shares)
    filled = [0]
    for n in range(1, count):
        if sum(shares[filled[-1] : n + 1]) > room:
            filled.append(n)
    ways = [filled]
    for per in range(count, 0, -1):
        starts = list(range(0, count, per))
        if all(sum(shares[n : n + per]) <= room for n in starts):
            ways.append(starts)
    return [*min(reversed(ways), key=len), count]


def _cell(desk: Desk, cell: Cell, width: float, ruled: bool) -> Box:
    look, palette = desk.look, desk.look.palette
    body = look.style("body")
    size = body.size * 1.45
    indent = size + body.size
    label = desk.text(cell.label, structs.replace(body, colour=palette.muted), width - indent - 4)
    value = desk.text(cell.value, structs.replace(body, bold=True), width - indent - 4)
    words = Stack(width - indent, [label, value])
    icon = desk.icon(cell.icon, size, palette.text, palette.paper)
    row = Spread(width, [(body.size * 0.5, icon), (indent, words)], "middle")

    def draw(sheet: Sheet, x: float, y: float, _w: float, h: float) -> None:
        if ruled:
            sheet.add(LineMark(x, y + 2, x, y + h - 2, palette.rule, look.line))
        row.place(sheet, x, y)

    return Ink(width, row.height, draw)
