"""Muscles in words on either side of the body map, each with a line to its place."""

import itertools
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from handouts.colour.drawn import body_colours
from handouts.document.body import RANKS, BodyMap, MuscleColumn, MuscleGroup, MuscleMap, Rank
from handouts.document.nodes import Paragraph
from handouts.figures.bodymap import HIGH, WIDE, shapes
from handouts.looks.bodymap import BETWEEN, drawing, views_of
from handouts.looks.desk import Desk
from handouts.looks.leaders import Line, Point, led
from handouts.typeset.boxes import Box, Ink, Inset, Layered, Sheet, Spread, Stack
from handouts.typeset.pages import CircleMark, LineMark, RectMark

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
    return Stack(width, [middle, _plain(desk, node, width)], size * 0.5)


def _low(node: BodyMap) -> float:
    """Down to where a map is shown: with nothing marked lower, to a little under the knees."""
    lowest = max(y for mark in node.marks for loop in shapes()[mark.place].loops for _, y in loop)
    return _KNEES if lowest < _KNEES - 30 else HIGH


def _plain(desk: Desk, node: MuscleMap, width: float) -> Stack:
    """The muscles without lines, in one column by rank; the last keeps the map's key with it."""
    groups = [group for column in node.columns for group in column.groups]
    boxes: list[Box] = []
    for rank in RANKS:
        own = [group for group in groups if group.rank == rank]
        if own:
            boxes.append(_sampled(desk, rank, own[0].head, width))
            boxes[-1].keep_next = True
            boxes += [desk.build(line.words, width) for group in own for line in group.lines]
    boxes[-1].keep_next = True
    boxes.append(desk.build(node.key, width))
    return Stack(width, boxes, desk.look.body.leading * 0.12)


def _sampled(desk: Desk, rank: Rank, words: Paragraph, width: float) -> Spread:
    """Words after a sample of how the map shows their rank."""
    look, indent = desk.look, desk.look.body.size * _INDENT
    side, colours = look.body.size * 0.78, body_colours(look.palette)
    text = desk.build(words, width - indent)

    def sample(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        top = y + (look.body.leading - side) / 2
        fill = colours["primary" if rank == "primary" else "secondary"]
        sheet.add(RectMark(x, top, side, side, 0.8, fill, colours["edge"], 0.5))
        for n in range(3 if rank == "secondary" else 0):
            at = side * (0.5 + 0.5 * n)
            low, high = max(0.0, at - side), min(side, at)
            ends = x + low, top + at - low, x + high, top + at - high
            sheet.add(LineMark(*ends, colours["hatch"], 0.8))

    return Spread(width, [(0.0, Ink(side, text.height, sample)), (indent, text)])


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
    apart = len(node.map.views) == 1
    lists = [_listed(desk, column, room.each, apart) for column in node.columns]
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


def _listed(desk: Desk, column: MuscleColumn, width: float, apart: bool) -> _Listed:
    """The muscles of a column: `apart` under the heads of their ranks, or from head to foot.

    In the latter each has its own sample, for lines from ranks kept apart would cross.
    """
    look = desk.look
    gap = look.body.leading * (0.25 if apart else 0.4)
    indent = 0.0 if apart else look.body.size * _INDENT
    boxes: list[Box] = []
    places, starts, y = [], [], 0.0
    for group in column.groups if apart else _by_height(column.groups):
        if apart:
            boxes.append(_sampled(desk, group.rank, group.head, width))
            y += boxes[-1].height + gap
        for line in group.lines:
            text = desk.text(line.words.runs, look.style("body"), width - indent)
            if line.places:
                first = text.lines[0].width if text.lines else 0.0
                places.append(line.places)
                starts.append((indent + first + _BEFORE, y + look.body.leading * 0.52))
            boxes.append(text if apart else _sampled(desk, group.rank, line.words, width))
            y += boxes[-1].height + gap
    return _Listed(Stack(width, boxes, gap), tuple(places), tuple(starts))


def _by_height(groups: Sequence[MuscleGroup]) -> list[MuscleGroup]:
    """Each muscle in a group of its own, from head to foot."""
    every = [structs.replace(group, lines=(line,)) for group in groups for line in group.lines]

    def height(group: MuscleGroup) -> float:
        return min((shapes()[p].label[1] for p in group.lines[0].places), default=1e6)

    return sorted(every, key=height)


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
