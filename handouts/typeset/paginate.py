"""Fill pages from a list of blocks: once, in order, never back.

A block is set across the page or flows in columns. Whatever a page has no room for
moves on; only what is higher than an empty page and cannot be split is a problem.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from handouts.errors import HandoutsError
from handouts.typeset.boxes import EPSILON, Box, Split, Stack


class Block(Struct, frozen=True):
    """A box; whether it spans all columns and opens a new page. `name` is for errors."""

    box: Box
    name: str
    span: bool = True
    breaks: bool = False


class Placement(Struct, frozen=True):
    """A box's place in the text area: page from 0, x and y in points."""

    page: int
    x: float
    y: float
    box: Box


class TooTall(HandoutsError):
    """Something that fits on no page."""


class Area(Struct, frozen=True):
    """The text area: its width, its height on page n, its columns and their gutter."""

    width: float
    height: Callable[[int], float]
    columns: int
    gutter: float
    gap: float

    @property
    def column_width(self) -> float:
        """Width of one column in points."""
        return (self.width - self.gutter * (self.columns - 1)) / self.columns


class _Cursor:
    def __init__(self, area: Area) -> None:
        self.area = area
        self.page = 0
        self.y = 0.0
        self.out: list[Placement] = []

    @property
    def room(self) -> float:
        return self.area.height(self.page) - self.y

    @property
    def fresh(self) -> bool:
        return self.y <= EPSILON

    def next_page(self) -> None:
        self.page += 1
        self.y = 0.0

    def put(self, x: float, box: Box) -> None:
        self.out.append(Placement(self.page, x, self.y, box))


def paginate(blocks: Sequence[Block], area: Area) -> tuple[Placement, ...]:
    """The place of every block, split where it had to be."""
    cursor = _Cursor(area)
    for group in _groups(blocks, area.columns):
        first = group[0]
        if first.breaks and not cursor.fresh:
            cursor.next_page()
        if first.span or area.columns == 1:
            _flow(cursor, group)
        else:
            _columns(cursor, group)
    return tuple(cursor.out)


def _groups(blocks: Sequence[Block], columns: int) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in blocks:
        last = groups[-1][-1] if groups else None
        together = last is not None and last.span == block.span and not block.breaks
        if together or (last is not None and columns == 1 and not block.breaks):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _flow(cursor: _Cursor, group: list[Block]) -> None:
    boxes = [block.box for block in group]
    rest: Box | None = Stack(cursor.area.width, boxes, cursor.area.gap)
    while rest is not None:
        head, tail = rest.split(cursor.room)
        if head is None and cursor.fresh:
            head, tail = _forced(rest, cursor.room, group)
        if head is None:
            cursor.next_page()
            continue
        cursor.put(0.0, head)
        cursor.y += head.height + cursor.area.gap
        rest = tail
        if rest is not None:
            cursor.next_page()


def _forced(rest: Box, room: float, group: list[Block]) -> Split:
    """On an empty page: give up keeping together rather than lose anything."""
    at = 0
    if isinstance(rest, Stack):
        children = list(rest.boxes())
        at = len(group) - len(children)  # a block that was split counts once more
        head, tail = children[0].split(room)
        if head is None:
            children[0].loosen()
            head, tail = children[0].split(room)
        if head is not None and len(children) > 1:
            below = [*([tail] if tail else []), *children[1:]]
            return head, Stack(rest.width, below, rest.gap)
        if head is not None:
            return head, tail
    raise TooTall(
        f"'{group[at].name}' holds something that is higher than a whole page",
        "shorten it, or choose larger paper",
    )


def _columns(cursor: _Cursor, group: list[Block]) -> None:
    area = cursor.area
    boxes = [block.box for block in group]
    rest: Box | None = Stack(area.column_width, boxes, area.gap)
    while rest is not None:
        height = _balanced(rest, area.columns, cursor.room)
        used, start = 0.0, rest
        for column in range(area.columns):
            if rest is None:
                break
            head, tail = rest.split(height)
            if head is None:
                break
            cursor.put(column * (area.column_width + area.gutter), head)
            used, rest = max(used, head.height), tail
        if rest is start and cursor.fresh:
            head, rest = _forced(start, cursor.room, group)
            assert head is not None
            cursor.put(0.0, head)
            used = head.height
        cursor.y += used + area.gap
        if rest is not None:
            cursor.next_page()


def _balanced(rest: Box, columns: int, room: float) -> float:
    """The least height at which all that is left fits in the columns, or all the room."""
    if not _fits(rest, columns, room):
        return room
    low, high = rest.height / columns, room
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (low, middle) if _fits(rest, columns, middle) else (middle, high)
    return high


def _fits(rest: Box, columns: int, height: float) -> bool:
    left: Box | None = rest
    for _ in range(columns):
        if left is None:
            return True
        head, left = left.split(height)
        if head is None:
            return False
    return left is None
