"""Curves through points, and the few facts about polygons that drawing needs."""

import math
from collections.abc import Sequence
from typing import Final

Point = tuple[float, float]
_STEPS: Final = 6  # straight pieces a curve has between two of its points


def through(points: Sequence[Point], closed: bool) -> list[Point]:
    """A smooth curve through `points` as a polyline.

    Centripetal Catmull-Rom: it neither loops nor overshoots where points lie unevenly
    (C. Yuksel, S. Schaefer, J. Keyser: Parameterization and applications of Catmull-Rom
    curves, 2011).
    """
    ends = (points[-1], points[0]) if closed else (points[0], points[-1])
    around = [ends[0], *points, ends[1], *([points[1]] if closed else [])]
    out: list[Point] = []
    for at in range(1, len(around) - 2):
        out += _between(*around[at - 1 : at + 3])
    return out if closed else [*out, points[-1]]


def _between(before: Point, start: Point, end: Point, after: Point) -> list[Point]:
    """The curve from `start` to just before `end`."""
    knots = [math.dist(a, b) ** 0.5 for a, b in ((before, start), (start, end), (end, after))]
    straight = (end[0] - start[0], end[1] - start[1])
    leaves = _tangent(before, start, end, knots[0], knots[1]) if knots[0] else straight
    enters = _tangent(start, end, after, knots[1], knots[2]) if knots[2] else straight
    if knots[2]:
        enters = (enters[0] * knots[1], enters[1] * knots[1])
    if knots[0]:
        leaves = (leaves[0] * knots[1], leaves[1] * knots[1])
    return [_hermite(start, leaves, end, enters, n / _STEPS) for n in range(_STEPS)]


def _tangent(a: Point, b: Point, c: Point, first: float, second: float) -> Point:
    """The slope at `b`, per unit of the knots' distance."""

    def slope(x: float, y: float, z: float) -> float:
        return (y - x) / first - (z - x) / (first + second) + (z - y) / second

    return slope(a[0], b[0], c[0]), slope(a[1], b[1], c[1])


def _hermite(start: Point, leaves: Point, end: Point, enters: Point, t: float) -> Point:
    weights = (2 * t**3 - 3 * t * t + 1, t**3 - 2 * t * t + t, 3 * t * t - 2 * t**3, t**3 - t * t)
    parts = tuple(zip(start, leaves, end, enters, strict=True))
    x, y = (sum(w * p for w, p in zip(weights, part, strict=True)) for part in parts)
    return x, y


def thinned(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The polyline with as few points as stay within `tolerance` of it (Douglas, Peucker 1973)."""
    if len(points) < 3:
        return list(points)
    first, last = points[0], points[-1]
    far = max(range(1, len(points) - 1), key=lambda n: _off(points[n], first, last))
    if _off(points[far], first, last) <= tolerance:
        return [first, last]
    return [*thinned(points[: far + 1], tolerance)[:-1], *thinned(points[far:], tolerance)]


def _off(point: Point, a: Point, b: Point) -> float:
    """Distance of a point from the line through a and b, or from a where they are one."""
    long = math.dist(a, b)
    if long == 0:
        return math.dist(point, a)
    cross = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
    return abs(cross) / long


def area(loop: Sequence[Point]) -> float:
    """Signed area of a closed polygon."""
    pairs = zip(loop, [*loop[1:], loop[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def crossings(loops: Sequence[Sequence[Point]], level: float) -> list[float]:
    """Where the line y = `level` enters and leaves closed polygons, in pairs, from the left."""
    found = []
    for loop in loops:
        for (x0, y0), (x1, y1) in zip(loop, [*loop[1:], loop[0]], strict=True):
            if (y0 <= level) != (y1 <= level):
                found.append(x0 + (level - y0) * (x1 - x0) / (y1 - y0))
    return sorted(found)


def middle(loops: Sequence[Sequence[Point]]) -> Point:
    """A point well inside: halfway along the widest stretch near half of the largest's height."""
    loop = max(loops, key=lambda found: abs(area(found)))
    return max(_chords(loop, (0.42, 0.5, 0.58)))[1]


def inner_points(loops: Sequence[Sequence[Point]]) -> list[Point]:
    """Points well inside, from top to bottom of each polygon."""
    shares = (0.18, 0.34, 0.5, 0.66, 0.82)
    return [point for loop in loops for _, point in _chords(loop, shares)]


def _chords(loop: Sequence[Point], shares: Sequence[float]) -> list[tuple[float, Point]]:
    """The widest level stretch at each share of the height: its length and its middle."""
    ys = [y for _, y in loop]
    low, high = min(ys), max(ys)
    out = []
    for share in shares:
        level = low + (high - low) * share
        ends = crossings([loop], level)
        pairs = zip(ends[::2], ends[1::2], strict=True)
        out += [max((b - a, ((a + b) / 2, level)) for a, b in pairs)] if ends else []
    return out


def hatched(
    loops: Sequence[Sequence[Point]], gap: float, rising: bool
) -> list[tuple[Point, Point]]:
    """Slanting lines within closed polygons, `gap` apart, on one grid for every shape."""
    root = math.sqrt(0.5)
    sign = 1.0 if rising else -1.0
    turned = [[((x - sign * y) * root, (sign * x + y) * root) for x, y in loop] for loop in loops]
    ys = [y for loop in turned for _, y in loop]
    out = []
    for number in range(math.ceil(min(ys) / gap), math.floor(max(ys) / gap) + 1):
        level = number * gap + 1e-7
        ends = crossings(turned, level)
        for left, right in zip(ends[::2], ends[1::2], strict=True):
            a, b = (((u + sign * level) * root, (level - sign * u) * root) for u in (left, right))
            out.append((a, b))
    return out
