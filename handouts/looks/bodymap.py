"""The body map on the page: the drawing itself, where a stretch is felt, muscles with lines."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.colour.drawn import body_colours
from handouts.colour.space import Colour, to_hex
from handouts.document.body import BodyMap, Felt, MuscleColumn, MuscleMap, Rank
from handouts.document.nodes import Heading, Paragraph
from handouts.figures.bodymap import HIGH, VIEWS, WIDE, View, body_map, shapes
from handouts.figures.display import Display
from handouts.looks.desk import Desk, panel
from handouts.looks.text import heading_in
from handouts.typeset.boxes import (
    Box,
    Draw,
    Framed,
    Ink,
    Inset,
    Layered,
    Sheet,
    Space,
    Spread,
    Stack,
)
from handouts.typeset.pages import CircleMark, FormMark, LineMark, RectMark, Shape

FELT_HIGH: Final = 6.4  # of the body size: the map of a card
_BETWEEN: Final = 0.8  # of the body size, between two views
_LEAST_WORDS: Final = 5.0  # of the body size: words beside a card's map
_LEAST_LIST: Final = 10.5  # of the body size: a list beside the map of a sheet
_LEADER: Final = 2.2  # of the body size, between a list and the map
_KNEES: Final = 790.0  # units below the crown
_HEIGHTS: Final = (15.5, 14.3, 13.1, 12.0)  # of the body size: the map of a sheet
_LOWEST: Final = _HEIGHTS[-1]
_MOST_WHOLE: Final = 0.6  # of a page's height: longer lists stand in one column, which splits


def drawing(desk: Desk, node: BodyMap, height: float, low: float = HIGH) -> Ink:
    """Its views side by side, `height` points high; the first carries the words for all.

    They are shown from the crown to `low` units below it.
    """
    between = desk.look.body.size * _BETWEEN
    each = height * WIDE / low
    views, palette = _views(node), desk.look.palette

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        # Only now: fitting a card measures it many times and draws it once.
        colours = body_colours(palette)
        marks = {mark.place: mark.rank for mark in node.marks}
        tint = "".join(map(to_hex, colours.values()))
        for n, view in enumerate(views):
            shapes_ = _shapes(body_map(view, marks, height * HIGH / low), colours)
            key = f"{view} {height:.2f} {low:.0f} {sorted(marks.items())} {tint}"
            left, alt = x + n * (each + between), node.alt if n == 0 else ""
            sheet.add(FormMark(left, y, each, WIDE, low, key, shapes_, alt))

    return Ink(len(views) * (each + between) - between, height, draw)


def _views(node: BodyMap) -> tuple[View, ...]:
    return tuple(view for view in VIEWS if view in node.views)


def _shapes(display: Display, colours: dict[str, Colour]) -> tuple[Shape, ...]:
    return tuple(
        Shape(p.commands, colours.get(p.fill), colours.get(p.stroke), p.width, p.dash, p.mirrored)
        for p in display.paths
    )


def alone(desk: Desk, node: BodyMap, width: float) -> Box:
    """The map by itself, as high as where a stretch is felt."""
    made = drawing(desk, node, desk.look.body.size * FELT_HIGH)
    return Inset(made, left=max(0.0, (width - made.width) / 2))


def felt(desk: Desk, node: Felt, width: float) -> Box:
    """A tinted panel: the map with the words beside it, or under it where it is narrow."""
    look, palette = desk.look, desk.look.palette

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        box = (x, y, w, h)
        panel(sheet, box, look.radius, fill=palette.tint, stroke=palette.rule, line=look.line)

    pad = look.pad
    return felt_in(desk, node, width, (pad, pad * 0.6, pad, pad * 0.75), frame)


def felt_in(
    desk: Desk, node: Felt, width: float, pads: tuple[float, float, float, float], frame: Draw
) -> Framed:
    """Heading, map and words in a frame; where it is stretched to a neighbour, the map grows."""
    left, top, right, bottom = pads
    inner = width - left - right
    least = felt_body(desk, node, inner)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        frame(sheet, x, y, w, h)
        room = h - top - bottom
        body = least if room <= least.height + 0.5 else felt_body(desk, node, inner, room)
        body.place(sheet, x + left, y + top)

    return Framed(Space(inner, least.height), pads, draw)


def felt_body(desk: Desk, node: Felt, width: float, height: float = 0.0) -> Box:
    """Heading, map and words, without a frame. With a `height` to fill the map grows to it."""
    look = desk.look
    size, style = look.body.size, look.style("body")
    head = heading_in(desk, _fitting(desk, node.heading, width), width)
    gap, space = look.pad * 0.8, look.pad * 0.4
    picture = drawing(desk, node.map, size * FELT_HIGH)
    ratio = picture.width / picture.height
    least = max(desk.setter.longest_word(node.words.runs, style), size * _LEAST_WORDS)
    if width - picture.width - gap >= least:
        most = (width - gap - least) / ratio
        picture = _grown(desk, node.map, picture, min(most, height - head.height - space))
        words = desk.text(node.words.runs, style, width - picture.width - gap)
        body: Box = Spread(width, [(0.0, picture), (picture.width + gap, words)], "middle")
        slack = max(0.0, height - head.height - body.height - space)
        return Stack(width, [head, Inset(body, top=slack / 2)], space)
    words = desk.text(node.words.runs, structs.replace(style, align="center"), width)
    most = min(width / ratio, height - head.height - words.height - 2 * space)
    picture = _grown(desk, node.map, picture, most)
    slack = max(0.0, height - head.height - picture.height - words.height - 2 * space)
    middle = Inset(picture, left=(width - picture.width) / 2, top=slack / 2)
    return Stack(width, [head, middle, words], space)


def _grown(desk: Desk, node: BodyMap, picture: Ink, height: float) -> Ink:
    """The drawing at a height, where that is more than it has."""
    return drawing(desk, node, height) if height > picture.height else picture


def _fitting(desk: Desk, heading: Heading, width: float) -> Heading:
    """Without its icon, where that keeps the heading to one line: the map is picture enough."""
    style = desk.look.style("heading")
    natural = sum(line.width for line in desk.setter.lines(heading.runs, style, 1e6))
    return heading if natural + style.size * 1.7 <= width else structs.replace(heading, icon="")


def muscle_map(desk: Desk, node: MuscleMap, width: float) -> Box:
    """The muscles on either side of the map, each with a line to its place.

    Where the lists would be too narrow for that, the map stands over or beside them.
    """
    size = desk.look.body.size
    low = _low(node.map)
    for height in (em * size for em in _HEIGHTS):
        wide = len(node.map.views) * (height * WIDE / low + size * _BETWEEN) - size * _BETWEEN
        each = (width - wide) / len(node.columns) - size * _LEADER
        if each >= _LEAST_LIST * size:
            led = _led(desk, node, width, each, height)
            if led.height > desk.look.height * _MOST_WHOLE:
                break
            led.keep_next = True
            return Stack(width, [led, desk.build(node.key, width)], desk.look.body.leading * 0.4)
    picture = drawing(desk, node.map, _LOWEST * size, low)
    beside = width - picture.width - desk.look.pad * 1.5
    if beside >= _LEAST_LIST * size:
        return Spread(width, [(0.0, picture), (width - beside, _plain(desk, node, beside))])
    middle = Inset(picture, left=max(0.0, (width - picture.width) / 2))
    return Stack(width, [middle, _plain(desk, node, width)], size * 0.5)


def _low(node: BodyMap) -> float:
    """Down to where a map is shown: with nothing marked lower, to a little under the knees."""
    lowest = max(y for mark in node.marks for loop in shapes()[mark.place].loops for _, y in loop)
    return _KNEES if lowest < _KNEES - 30 else HIGH


class _Line:
    """A muscle of a list: where its first line ends, and how far down its middle is."""

    def __init__(self, place: str, end: float, y: float) -> None:
        self.place, self.end, self.y = place, end, y


def _plain(desk: Desk, node: MuscleMap, width: float) -> Stack:
    """The muscles without lines, in one column by rank; the last keeps the map's key with it."""
    groups = [group for column in node.columns for group in column.groups]
    boxes: list[Box] = []
    for rank in ("primary", "secondary"):
        own = [group for group in groups if group.rank == rank]
        if own:
            boxes.append(_head(desk, own[0].rank, own[0].head, width))
            boxes += [desk.build(line.words, width) for group in own for line in group.lines]
    boxes[-1].keep_next = True
    boxes.append(desk.build(node.key, width))
    return Stack(width, boxes, desk.look.body.leading * 0.12)


def _head(desk: Desk, rank: Rank, head: Paragraph, width: float) -> Box:
    """The head of a rank, with a sample of how the map shows it."""
    size = desk.look.body.size
    side, indent = size * 0.78, size * 1.2
    colours = body_colours(desk.look.palette)
    text = desk.build(head, width - indent)
    solid = rank == "primary"

    def sample(sheet: Sheet, x: float, y: float, _w: float, h: float) -> None:
        top = y + (desk.look.body.leading - side) / 2
        fill = colours["primary" if solid else "secondary"]
        sheet.add(RectMark(x, top, side, side, 0.8, fill, colours["edge"], 0.5))
        for n in range(0 if solid else 3):
            at = side * (0.5 + 0.5 * n)
            low, high = max(0.0, at - side), min(side, at)
            sheet.add(
                LineMark(x + low, top + at - low, x + high, top + at - high, colours["hatch"], 0.8)
            )

    made = Spread(width, [(0.0, Ink(side, text.height, sample)), (indent, text)])
    made.keep_next = True
    return made


def _led(desk: Desk, node: MuscleMap, width: float, each: float, most: float) -> Box:
    """The lists with the map between them, at `most` so high, or after a single list."""
    size = desk.look.body.size
    lists = [_listed(desk, column, each) for column in node.columns]
    tallest = max(box.height for box, _ in lists)
    height = min(max(tallest, _LOWEST * size), most)
    low = _low(node.map)
    picture = drawing(desk, node.map, height, low)
    after = each + size * _LEADER if len(lists) > 1 else 0.0
    left = each + size * _LEADER
    left += max(0.0, width - left - picture.width - after) / 2 if after else 0.0
    total = max(tallest, height)
    top = (total - height) / 2
    layers: list[tuple[float, float, Box]] = [(left, top, picture)]
    for n, (box, lines) in enumerate(lists):
        x = 0.0 if n == 0 else width - each
        layers.append((x, 0.0, box))
        ends = [_target(desk, node.map, line.place, height / low, right=n > 0) for line in lines]
        leaders = [
            ((x + line.end if n == 0 else x - 3, line.y), (left + end[0], top + end[1]))
            for line, end in zip(lines, ends, strict=True)
        ]
        edge = each + 4 if n == 0 else width - each - 4
        layers.append((0.0, 0.0, _leaders(desk, width, total, leaders, edge)))
    return Layered(width, total, layers)


def _listed(desk: Desk, column: MuscleColumn, width: float) -> tuple[Stack, list[_Line]]:
    """A column, and where the lines of its muscles start."""
    look = desk.look
    gap = look.body.leading * 0.25
    boxes: list[Box] = []
    lines: list[_Line] = []
    y = 0.0
    for group in column.groups:
        head = _head(desk, group.rank, group.head, width)
        if boxes:
            boxes.append(Space(width, look.body.leading * 0.2))
            y += boxes[-1].height + gap
        boxes.append(head)
        y += head.height + gap
        for line in group.lines:
            text = desk.text(line.words.runs, look.style("body"), width)
            if line.place:
                end = text.lines[0].width + 4 if text.lines else 0.0
                lines.append(_Line(line.place, end, y + look.body.leading * 0.52))
            boxes.append(text)
            y += text.height + gap
    return Stack(width, boxes, gap), lines


def _target(
    desk: Desk, node: BodyMap, place: str, scale: float, *, right: bool
) -> tuple[float, float]:
    """Where a line ends on the drawing: on the half of the body that is nearer."""
    shape = shapes()[place]
    x, y = shape.label
    if not right:
        x = WIDE - x
    number = _views(node).index(shape.view)
    return x * scale + number * (WIDE * scale + desk.look.body.size * _BETWEEN), y * scale


Leader = tuple[tuple[float, float], tuple[float, float]]


def _leaders(
    desk: Desk, width: float, height: float, leaders: Sequence[Leader], edge: float
) -> Ink:
    """Thin lines, level up to `edge` and then to a dot with a light rim."""
    palette, line = desk.look.palette, 0.6

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        for (x0, y0), (x1, y1) in leaders:
            sheet.add(LineMark(x + x0, y + y0, x + edge, y + y0, palette.muted, line))
            sheet.add(LineMark(x + edge, y + y0, x + x1, y + y1, palette.muted, line))
        for _, (x1, y1) in leaders:
            sheet.add(CircleMark(x + x1, y + y1, 1.6, palette.ink, palette.paper, 0.6))

    return Ink(width, height, draw)
