"""Lines from words to places in a drawing, chosen so that they do not cross."""

import math
from collections.abc import Sequence
from typing import Final

Point = tuple[float, float]
Line = tuple[Point, Point, Point]  # from the words, level to an edge, and to the place
_TRIES: Final = 1500
_NEAR: Final = 6.0  # points between the ends of two lines


def led(starts: Sequence[Point], edge: float, ends: Sequence[Sequence[Point]]) -> list[Line]:
    """A line for each start.

    `ends` are the places each may lead to, the best first. The first choice of ends without
    a fault is taken, or the least bad of as many as are tried.
    """
    search = _Search([[((x, y), (edge, y), end) for end in choices]
                      for (x, y), choices in zip(starts, ends, strict=True)])  # fmt: skip
    search.go_on([], (0, 0))
    return search.best


class _Search:
    """Goes through the choices depth first; a branch worse than the best found is left."""

    def __init__(self, choices: list[list[Line]]) -> None:
        self._choices = choices
        self._left = _TRIES
        self.best: list[Line] = []
        self.faults = (10**6, 0)

    def go_on(self, lines: list[Line], faults: tuple[int, int]) -> None:
        """Add a line for the next start, each way there is."""
        if len(lines) == len(self._choices):
            self.best, self.faults = lines, faults
            return
        for line in self._choices[len(lines)]:
            if self.faults == (0, 0) or (self._left <= 0 and self.best):
                return
            self._left -= 1
            crossed, near = _faults(line, lines)
            total = (faults[0] + crossed, faults[1] + near)
            if total < self.faults:
                self.go_on([*lines, line], total)


def _faults(line: Line, others: Sequence[Line]) -> tuple[int, int]:
    """How many of the others it crosses, and near how many of their ends it ends or passes."""
    crossed = near = 0
    for other in others:
        crossed += cross(line[1:], other[1:])
        end = other[2]
        near += math.dist(line[2], end) < _NEAR or _passes(line, end) or _passes(other, line[2])
    return crossed, near


def _passes(line: Line, point: Point) -> bool:
    """Whether the slanting part of a line goes over another's dot."""
    (x0, y0), (x1, y1) = line[1:]
    long = math.dist((x0, y0), (x1, y1)) or 1.0
    along = ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / long
    aside = abs((point[0] - x0) * (y1 - y0) - (point[1] - y0) * (x1 - x0)) / long
    return 0 < along < long and aside < _NEAR / 2


def cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two straight lines cross between their ends."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
