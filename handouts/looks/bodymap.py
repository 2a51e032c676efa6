"""The body map on the page: the drawing itself, where a stretch is felt, muscles with lines."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.colour.drawn import body_colours
from handouts.colour.space import Colour
from handouts.document.body import BodyMap, Felt, MuscleColumn, MuscleMap, Rank
from handouts.document.nodes import Heading, Paragraph
from handouts.figures.bodymap import HIGH, WIDE, View, body_map, shapes
from handouts.figures.display import Display
from handouts.looks.desk import Desk, panel
from handouts.looks.text import heading_in
from handouts.typeset.boxes import Box, Framed, Ink, Inset, Layered, Sheet, Space, Spread, Stack
from handouts.typeset.pages import CircleMark, FormMark, LineMark, RectMark, Shape

FELT_HIGH: Final = 6.4  # of the body size: the map of a card
_BETWEEN: Final = 0.8  # of the body size, between two views
_LEAST_WORDS: Final = 4.6  # of the body size: words beside a card's map
_LEAST_LIST: Final = 10.5  # of the body size: a list beside the map of a sheet
_LEADER: Final = 2.2  # of the body size, between a list and the map
_HIGHEST, _LOWEST = 15.5, 12.0  # of the body size: the map of a sheet


def drawing(desk: Desk, node: BodyMap, height: float) -> Ink:
    """Its views side by side, `height` points high; the first carries the words for all."""
    between = desk.look.body.size * _BETWEEN
    each = height * WIDE / HIGH
    colours = body_colours(desk.look.palette)
    marks: dict[str, Rank] = {mark.place: mark.rank for mark in node.marks}
    tint = "".join(f"{c.r:.3f}{c.g:.3f}{c.b:.3f}" for c in colours.values())
    made = []
    for view in _views(node):
        display = body_map(view, marks, height)
        key = f"{view} {height:.2f} {sorted(marks.items())} {tint}"
        made.append((key, _shapes(display, colours)))

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        for n, (key, parts) in enumerate(made):
            left = x + n * (each + between)
            alt = node.alt if n == 0 else ""
            sheet.add(FormMark(left, y, each, WIDE, HIGH, key, parts, alt))

    return Ink(len(made) * (each + between) - between, height, draw)


def _views(node: BodyMap) -> tuple[View, ...]:
    return tuple(view for view in ("front", "back") if view in node.views)  # type: ignore[misc]


def _shapes(display: Display, colours: dict[str, Colour]) -> tuple[Shape, ...]:
    return tuple(
        Shape(p.commands, colours.get(p.fill), colours.get(p.stroke), p.width, p.dash)
        for p in display.paths
    )


def alone(desk: Desk, node: BodyMap, width: float) -> Box:
    """The map by itself, as high as where a stretch is felt."""
    made = drawing(desk, node, desk.look.body.size * FELT_HIGH)
    return Inset(made, left=max(0.0, (width - made.width) / 2))


def felt(desk: Desk, node: Felt, width: float) -> Box:
    """A tinted panel: the map with the words beside it, or under it where it is narrow."""
    look, palette = desk.look, desk.look.palette
    pad = look.pad

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        box = (x, y, w, h)
        panel(sheet, box, look.radius, fill=palette.tint, stroke=palette.rule, line=look.line)

    inner = felt_body(desk, node, width - 2 * pad)
    return Framed(inner, (pad, pad * 0.6, pad, pad * 0.75), frame)


def felt_body(desk: Desk, node: Felt, width: float) -> Box:
    """Heading, map and words, without a frame."""
    look = desk.look
    size = look.body.size
    head = heading_in(desk, _fitting(desk, node.heading, width), width)
    picture = drawing(desk, node.map, size * FELT_HIGH)
    gap = look.pad * 0.8
    beside = width - picture.width - gap
    longest = desk.setter.longest_word(node.words.runs, look.style("body"))
    if beside >= max(longest, size * _LEAST_WORDS):
        words = desk.text(node.words.runs, look.style("body"), beside)
        body: Box = Spread(width, [(0.0, picture), (picture.width + gap, words)], "middle")
        return Stack(width, [head, Space(width, look.pad * 0.4), body])
    words = desk.text(node.words.runs, look.style("body", align="center"), width)
    middle = Inset(picture, left=(width - picture.width) / 2)
    space = Space(width, look.pad * 0.4)
    return Stack(width, [head, space, middle, space, words])


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
    gap = size * _LEADER
    for height in (_HIGHEST * size, _LOWEST * size):
        wide = len(node.map.views) * (height * WIDE / HIGH + size * _BETWEEN) - size * _BETWEEN
        each = (width - wide) / len(node.columns) - gap
        if each >= _LEAST_LIST * size:
            return _with_key(desk, node, width, _led(desk, node, width, each))
    picture = drawing(desk, node.map, _LOWEST * size)
    beside = width - picture.width - desk.look.pad * 1.5
    if beside >= _LEAST_LIST * size:
        lists = Stack(beside, [_plain(desk, c, beside) for c in node.columns], size * 0.4)
        body: Box = Spread(width, [(0.0, picture), (width - beside, lists)])
        return _with_key(desk, node, width, body)
    middle = Inset(picture, left=max(0.0, (width - picture.width) / 2))
    lists = Stack(width, [_plain(desk, c, width) for c in node.columns], size * 0.4)
    return _with_key(desk, node, width, Stack(width, [middle, lists], size * 0.5))


def _with_key(desk: Desk, node: MuscleMap, width: float, body: Box) -> Box:
    """What the fillings mean, under it all."""
    return Stack(width, [body, desk.build(node.key, width)], desk.look.body.leading * 0.4)


class _Line:
    """A muscle of a list: its box, where its first line ends, and how far down it stands."""

    def __init__(self, place: str, box: Box, end: float, y: float) -> None:
        self.place, self.box, self.end, self.y = place, box, end, y


def _plain(desk: Desk, column: MuscleColumn, width: float) -> Stack:
    """A column of muscles without lines."""
    boxes: list[Box] = []
    for group in column.groups:
        boxes.append(_head(desk, group.rank, group.head, width))
        boxes += [desk.build(line.words, width) for line in group.lines]
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


def _led(desk: Desk, node: MuscleMap, width: float, each: float) -> Box:
    """The lists with the map between them, or after a single list."""
    size = desk.look.body.size
    lists = [_listed(desk, column, each) for column in node.columns]
    tallest = max(box.height for box, _ in lists)
    height = min(max(tallest, _LOWEST * size), _HIGHEST * size)
    picture = drawing(desk, node.map, height)
    left = each + size * _LEADER
    spare = width - left - picture.width - (left if len(lists) > 1 else 0.0)
    left += max(0.0, spare / 2) if len(lists) > 1 else 0.0
    total = max(tallest, height)
    top = (total - height) / 2
    layers: list[tuple[float, float, Box]] = [(left, top, picture)]
    for n, (box, lines) in enumerate(lists):
        x = 0.0 if n == 0 else width - each
        down = (total - box.height) / 2
        layers.append((x, down, box))
        ends = [_target(desk, node.map, line.place, height, right=n > 0) for line in lines]
        leaders = [
            ((x + line.end if n == 0 else x - 3, down + line.y), (left + end[0], top + end[1]))
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
        boxes.append(head)
        y += head.height + gap
        for line in group.lines:
            text = desk.text(line.words.runs, look.style("body"), width)
            if line.place:
                end = text.lines[0].width + 4 if text.lines else 0.0
                lines.append(_Line(line.place, text, end, y + look.body.leading * 0.52))
            boxes.append(text)
            y += text.height + gap
    return Stack(width, boxes, gap), lines


def _target(
    desk: Desk, node: BodyMap, place: str, height: float, *, right: bool
) -> tuple[float, float]:
    """Where a line ends on the drawing: on the half of the body that is nearer."""
    shape = shapes()[place]
    x, y = shape.label
    if not right:
        x = WIDE - x
    scale = height / HIGH
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
            sheet.add(CircleMark(x + x1, y + y1, 1.7, palette.ink, palette.paper, 0.6))

    return Ink(width, height, draw)
