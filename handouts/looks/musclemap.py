"""Muscles in words on either side of the body map, each with a line to its place."""

import itertools
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from handouts.colour.drawn import body_colours
from handouts.document.body import BodyMap, MuscleColumn, MuscleMap, Rank
from handouts.figures.bodymap import HIGH, WIDE, shapes
from handouts.looks.bodymap import BETWEEN, drawing, views_of
from handouts.looks.desk import Desk
from handouts.looks.leaders import Line, Point, led
from handouts.typeset.boxes import Box, Ink, Inset, Layered, Sheet, Spread, Stack
from handouts.typeset.pages import CircleMark, LineMark, RectMark
from handouts.typeset.textbox import TextBox

_LEAST_LIST: Final = 10.5  # of the body size: a list beside the map
_INDENT: Final = 1.2  # of the body size, after a sample
_LEADER: Final = 2.2  # of the body size, between a list and the map
_KNEES: Final = 790.0  # units below the crown
_HEIGHTS: Final = (15.5, 14.3, 13.1, 12.0)  # of the body size: the map
_LOWEST: Final = _HEIGHTS[-1]
_MOST_WHOLE: Final = 0.6  # of a page's height: longer lists stand in one column, which splits
_DOT: Final = 1.6  # points
_BEFORE, _AFTER = 4.0, 3.0  # points between words and a line


def muscle_map(desk: Desk, node: MuscleMap, width: float) -> Box:
    """The muscles on either side of the map, each with a line to its place.

    Where the lists would be too narrow for that, the map stands over or beside them.
    """
    size = desk.look.body.size
    low = _low(node.map)
    for height in (em * size for em in _HEIGHTS):
        wide = len(node.map.views) * (height * WIDE / low + size * BETWEEN) - size * BETWEEN
        each = (width - wide) / len(node.columns) - size * _LEADER
        if each >= _LEAST_LIST * size:
            made = _lined(desk, node, _Room(width, each, height, low))
            if made.height > desk.look.height * _MOST_WHOLE:
                break
            made.keep_next = True
            return Stack(width, [made, desk.build(node.key, width)], desk.look.body.leading * 0.4)
    picture = drawing(desk, node.map, _LOWEST * size, low)
    beside = width - picture.width - desk.look.pad * 1.5
    if beside >= _LEAST_LIST * size:
        return Spread(width, [(0.0, picture), (width - beside, _plain(desk, node, beside))])
    middle = Inset(picture, left=max(0.0, (width - picture.width) / 2))
    middle.keep_next = True
    return Stack(width, [middle, _plain(desk, node, width)], size * 0.5)


def _low(node: BodyMap) -> float:
    """Down to where a map is shown: with nothing marked lower, to a little under the knees."""
    lowest = max(y for mark in node.marks for loop in shapes()[mark.place].loops for _, y in loop)
    return _KNEES if lowest < _KNEES - 30 else HIGH


def _plain(desk: Desk, node: MuscleMap, width: float) -> Stack:
    """The muscles without lines, in one column; the last two keep the map's key with them."""
    gap = desk.look.body.leading * 0.12
    boxes: list[Box] = [box for column in node.columns for box, _ in _entries(desk, column, width)]
    for box in boxes[-2:]:
        box.keep_next = True
    boxes.append(desk.build(node.key, width))
    return Stack(width, boxes, gap)


def _entries(desk: Desk, column: MuscleColumn, width: float) -> list[tuple[Box, float]]:
    """The boxes of a column, each with where its first line ends.

    The head carries the sample of its rank; without a head each muscle has its own.
    """
    style = desk.look.style("body")
    if column.head is None:
        indent = desk.look.body.size * _INDENT
        texts = [desk.text(line.words.runs, style, width - indent) for line in column.lines]
        return [
            (_sampled(desk, line.rank, text), indent + _first(text))
            for line, text in zip(column.lines, texts, strict=True)
        ]
    muted = desk.look.style("body", desk.look.palette.muted)
    head = _sampled(desk, column.lines[0].rank, desk.text(column.head.runs, muted, width))
    head.keep_next = True
    texts = [desk.text(line.words.runs, style, width) for line in column.lines]
    return [(head, 0.0), *((text, _first(text)) for text in texts)]


def _first(text: TextBox) -> float:
    return text.lines[0].width if text.lines else 0.0


def _sampled(desk: Desk, rank: Rank, text: TextBox) -> Spread:
    """Words after a sample of how the map shows their rank."""
    look, indent = desk.look, desk.look.body.size * _INDENT
    side, colours = look.body.size * 0.78, body_colours(look.palette)

    def sample(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        top = y + (look.body.leading - side) / 2
        fill = colours["primary" if rank == "primary" else "secondary"]
        sheet.add(RectMark(x, top, side, side, 0.8, fill, colours["edge"], 0.5))
        for n in range(3 if rank == "secondary" else 0):
            at = side * (0.5 + 0.5 * n)
            low, high = max(0.0, at - side), min(side, at)
            ends = x + low, top + at - low, x + high, top + at - high
            sheet.add(LineMark(*ends, colours["hatch"], 0.8))

    sampled = Ink(side, text.height, sample)
    return Spread(indent + text.width, [(0.0, sampled), (indent, text)])


class _Room(Struct, frozen=True):
    """What there is: the whole width, that of a list, the most the map is high, and its crop."""

    width: float
    each: float
    most: float
    low: float


class _Listed(Struct, frozen=True):
    """A column with the muscles it lines to: their places, and where each line starts."""

    box: Stack
    places: tuple[tuple[str, ...], ...]
    starts: tuple[Point, ...]


def _lined(desk: Desk, node: MuscleMap, room: _Room) -> Box:
    """The lists with the map between them, or after a single list."""
    size = desk.look.body.size
    lists = [_listed(desk, column, room.each) for column in node.columns]
    tallest = max(found.box.height for found in lists)
    height = min(max(tallest, _LOWEST * size), room.most)
    picture = drawing(desk, node.map, height, room.low)
    total = max(tallest, height)
    left = room.each + size * _LEADER
    if len(lists) > 1:
        left = (room.width - picture.width) / 2
    top = (total - height) / 2
    layers: list[tuple[float, float, Box]] = [(left, top, picture)]
    for n, found in enumerate(lists):
        right = n > 0
        start = room.width - room.each if right else 0.0
        edge = start - _BEFORE if right else room.each + _BEFORE
        starts = [(start - _AFTER if right else x, y) for x, y in found.starts]
        ends = [
            [(left + x, top + y) for x, y in _ends(desk, node.map, names, height / room.low, right)]
            for names in found.places
        ]
        layers.append((start, 0.0, found.box))
        layers.append((0.0, 0.0, _leaders(desk, room.width, total, led(starts, edge, ends))))
    return Layered(room.width, total, layers)


def _listed(desk: Desk, column: MuscleColumn, width: float) -> _Listed:
    leading = desk.look.body.leading
    gap = leading * (0.25 if column.head else 0.4)
    entries = _entries(desk, column, width)
    places, starts, y = [], [], 0.0
    lines = [None, *column.lines] if column.head else column.lines
    for (box, end), line in zip(entries, lines, strict=True):
        if line is not None and line.places:
            places.append(line.places)
            starts.append((end + _BEFORE, y + leading * 0.52))
        y += box.height + gap
    return _Listed(Stack(width, [box for box, _ in entries], gap), tuple(places), tuple(starts))


def _ends(
    desk: Desk, node: BodyMap, names: Sequence[str], scale: float, right: bool
) -> list[Point]:
    """Where a line may end on the drawing, on the half of the body that is nearer; best first."""
    step = WIDE * scale + desk.look.body.size * BETWEEN
    out = []
    for name in names:
        shape = shapes()[name]
        across = views_of(node).index(shape.view) * step
        out += [((x if right else WIDE - x) * scale + across, y * scale) for x, y in shape.points]
    return out


def _leaders(desk: Desk, width: float, height: float, lines: Sequence[Line]) -> Ink:
    """Thin lines, level past the words and then to a dot with a light rim."""
    palette, pen = desk.look.palette, 0.6

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        for line in lines:
            for (x0, y0), (x1, y1) in itertools.pairwise(line):
                sheet.add(LineMark(x + x0, y + y0, x + x1, y + y1, palette.muted, pen))
        for *_, (x1, y1) in lines:
            sheet.add(CircleMark(x + x1, y + y1, _DOT, palette.ink, palette.paper, pen))

    return Ink(width, height, draw)
