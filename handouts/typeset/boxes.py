"""Boxes: content measured at a width, ready to be placed, and split where it may be.

A box knows its height once it is made. `split(room)` gives a part that fits in `room`
points and the rest, or (None, itself) where it must move whole; parts share what was
measured. `place` writes marks. No box knows of pages, ReportLab or files.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from handouts.typeset.sheet import Sheet as Sheet

EPSILON: Final = 0.01
Draw = Callable[["Sheet", float, float, float, float], None]
Carry = Callable[["Box"], "Box"]


class Box:
    """Something measured: `width` and `height` in points.

    Kinds of boxes set these themselves: thousands are made, and a call costs as much as all else.
    """

    __slots__ = ("height", "keep_next", "width")
    apart = False  # whether what follows keeps a little more distance

    def __init__(self, width: float, height: float, keep_next: bool = False) -> None:
        self.width = width
        self.height = height
        self.keep_next = keep_next

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        """Write the marks of the box with its top left corner at x, y."""
        raise NotImplementedError

    def split(self, room: float) -> "tuple[Box | None, Box | None]":
        """A part no higher than `room` and the rest; this kind of box stays whole."""
        return (self, None) if self.height <= room + EPSILON else (None, self)

    def loosen(self) -> None:
        """Give up what kept it together; for what is higher than an empty page."""
        self.keep_next = False


Split = tuple[Box | None, Box | None]


class Stack(Box):
    """Boxes one under another, `gap` points apart.

    A box with `keep_next` is never parted from the one after it. Parts of a split share
    the list and its sums of heights, so that thousands of entries split page by page in
    time that grows with their number; only the boxes cut in two differ.
    """

    __slots__ = ("bounds", "children", "cut", "gap", "sums")

    def __init__(
        self,
        width: float,
        children: Sequence[Box],
        gap: float = 0.0,
        bounds: tuple[int, int] | None = None,
        shared: "tuple[Sequence[float], Mapping[int, Box]] | None" = None,
    ) -> None:
        self.children, self.gap = children, gap
        self.bounds = first, last = bounds or (0, len(children))
        self.sums, self.cut = shared or (_sums(children), {})
        total = self.sums[last] - self.sums[first]
        if self.cut:
            total += sum(box.height - children[index].height for index, box in self.cut.items())
        self.width, self.keep_next = width, False
        self.height = total + gap * (last - first - 1) if last > first else 0.0

    def boxes(self) -> Iterator[Box]:
        """What stands in this part of the list."""
        for index in range(*self.bounds):
            yield self.at(index)

    def at(self, index: int) -> Box:
        """The box at an index of the whole list."""
        return self.cut.get(index) or self.children[index]

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        for child in self.boxes():
            child.place(sheet, x, y)
            y += child.height + self.gap

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        first, last = self.bounds
        used, index = 0.0, first
        while index < last and used + self.at(index).height <= room + EPSILON:
            used += self.at(index).height + self.gap
            index += 1
        return self._cut(index, room - used)

    def loosen(self) -> None:
        self.keep_next = False
        for index, child in enumerate(self.boxes()):
            heads = child.keep_next and index == 0  # a heading, and what it heads
            child.loosen()
            child.keep_next = heads

    def _cut(self, index: int, left: float) -> Split:
        """Split at `index`, whose child has `left` points; step back from kept-together pairs."""
        first, last = self.bounds
        head, tail = self.at(index).split(left) if index < last else (None, None)
        if head is not None:
            above = self._part(first, index + 1, index, head)
            below = index if tail is not None else index + 1
            return above, self._part(below, last, index, tail) if below < last else None
        while index > first and self.at(index - 1).keep_next:
            index -= 1
        if index == first:
            return None, self
        return self._part(first, index), self._part(index, last)

    def _part(self, first: int, last: int, index: int = -1, box: Box | None = None) -> "Stack":
        """Part of the list, with `box` in the place of the one at `index`."""
        cut = {at: part for at, part in self.cut.items() if first <= at < last and at != index}
        if box is not None:
            cut[index] = box
        return Stack(self.width, self.children, self.gap, (first, last), (self.sums, cut))


def _sums(boxes: Sequence[Box]) -> list[float]:
    return list(itertools.accumulate([box.height for box in boxes], initial=0.0))


class Spread(Box):
    """Boxes side by side, each at its own x; they stay together."""

    __slots__ = ("align", "children")

    def __init__(
        self, width: float, children: Sequence[tuple[float, Box]], align: str = "top"
    ) -> None:
        super().__init__(width, max((box.height for _, box in children), default=0.0))
        self.children, self.align = children, align

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        for dx, box in self.children:
            slack = self.height - box.height
            dy = slack / 2 if self.align == "middle" else 0.0
            box.place(sheet, x + dx, y + dy)

    def split(self, room: float) -> Split:
        """Columns that do not fit are split side by side, if each can be."""
        if self.height <= room + EPSILON:
            return self, None
        heads, tails = [], []
        for dx, box in self.children:
            head, tail = box.split(room)
            if head is None:
                return None, self
            heads.append((dx, head))
            if tail is not None:
                tails.append((dx, tail))
        below = Spread(self.width, tails, self.align) if tails else None
        return Spread(self.width, heads, self.align), below

    def loosen(self) -> None:
        self.keep_next = False
        for _, child in self.children:
            child.loosen()


class Holder(Box):
    """A box round one other."""

    __slots__ = ("child",)
    child: Box

    def loosen(self) -> None:
        self.keep_next = False
        self.child.loosen()


class Marked(Holder):
    """A list entry: a marker in the margin, and its text; the marker stays with the head.

    A `whole` one is not split, unless it is higher than a page.
    """

    __slots__ = ("indent", "marker", "whole")

    def __init__(self, marker: "Ink", child: Box, indent: float, whole: bool = False) -> None:
        self.width, self.height = child.width + indent, max(child.height, marker.height)
        self.marker, self.child, self.indent, self.whole = marker, child, indent, whole
        self.keep_next = False

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        self.marker.place(sheet, x, y)
        self.child.place(sheet, x + self.indent, y)

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        head, tail = (None, None) if self.whole else self.child.split(room)
        if head is None or tail is None:
            return None, self
        return Marked(self.marker, head, self.indent), Inset(tail, left=self.indent)

    def loosen(self) -> None:
        super().loosen()
        self.whole = False


class Ink(Box):
    """Something drawn: `draw` gets the sheet, x, y, width and height."""

    __slots__ = ("draw",)

    def __init__(self, width: float, height: float, draw: Draw, keep_next: bool = False) -> None:
        self.width, self.height, self.keep_next, self.draw = width, height, keep_next, draw

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        self.draw(sheet, x, y, self.width, self.height)


class Space(Box):
    """Nothing, so high."""

    __slots__ = ()

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        return


class Inset(Holder):
    """A box with room round it, in points."""

    __slots__ = ("bottom", "left", "right", "top")

    def __init__(
        self, child: Box, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0
    ) -> None:
        self.width, self.height = child.width + left + right, child.height + top + bottom
        self.child, self.keep_next = child, child.keep_next
        self.left, self.top, self.right, self.bottom = left, top, right, bottom

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        self.child.place(sheet, x + self.left, y + self.top)

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        head, tail = self.child.split(room - self.top - self.bottom)
        if head is None or tail is None:
            return None, self
        sides = (self.left, self.top, self.right, self.bottom)
        return Inset(head, *sides), Inset(tail, *sides)


class Framed(Holder):
    """A box in a frame. `head` (a title bar) opens it and is not repeated.

    Kept whole unless that would leave more than `hole` points of a page empty, or it
    is higher than any page; then the frame is drawn round each part. `carry` makes of
    what goes on over the page what stands there, with its heading said again.
    """

    __slots__ = ("carry", "decorate", "hole", "over", "pads")

    def __init__(
        self,
        child: Box,
        pads: tuple[float, float, float, float],
        decorate: Draw,
        hole: float = 0.0,
        over: Draw | None = None,
        carry: Carry | None = None,
    ) -> None:
        left, top, right, bottom = pads
        self.width, self.height = child.width + left + right, child.height + top + bottom
        self.child, self.pads, self.decorate, self.keep_next = child, pads, decorate, False
        self.hole, self.over, self.carry = hole, over, carry

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        self.decorate(sheet, x, y, self.width, self.height)
        self.child.place(sheet, x + self.pads[0], y + self.pads[1])
        if self.over is not None:
            self.over(sheet, x, y, self.width, self.height)

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        if room < self.hole:
            return None, self
        head, tail = self.child.split(room - self.pads[1] - self.pads[3])
        if head is None:
            return None, self
        # Without a tail only the frame was too high, stretched to match its neighbours.
        look = (self.pads, self.decorate, self.hole, self.over)
        if tail is None:
            return Framed(head, *look), None
        below = self.carry(tail) if self.carry else tail
        return Framed(head, *look), Framed(below, *look, self.carry)

    def loosen(self) -> None:
        super().loosen()
        self.hole = 0.0


class Layered(Box):
    """Boxes over one another, each at its own x and y; they stay together."""

    __slots__ = ("children",)

    def __init__(
        self, width: float, height: float, children: Sequence[tuple[float, float, Box]]
    ) -> None:
        super().__init__(width, height)
        self.children = children

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        for dx, dy, box in self.children:
            box.place(sheet, x + dx, y + dy)


class Repeated(Box):
    """A table: rows under a head that is drawn again on every page, but read out once."""

    __slots__ = ("again", "head", "rows")

    def __init__(self, head: Box, rows: Stack, again: bool = False) -> None:
        super().__init__(rows.width, head.height + rows.height)
        self.head, self.rows, self.again = head, rows, again

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        start = len(sheet.marks)
        self.head.place(sheet, x, y)
        if self.again:
            sheet.decorate(start)
        self.rows.place(sheet, x, y + self.head.height)

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        head, tail = self.rows.split(room - self.head.height)
        if not isinstance(head, Stack) or not isinstance(tail, Stack):
            return None, self
        return Repeated(self.head, head, self.again), Repeated(self.head, tail, again=True)

    def loosen(self) -> None:
        self.keep_next = False
        self.rows.loosen()
