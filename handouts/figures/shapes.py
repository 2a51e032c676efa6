"""Flat shapes: unions, cuts and offsets of polygons on a fine integer grid.

All of a figure's shapes stay on the grid from the first outline to the display list:
turning numbers to integers and back was the greatest part of a prototype's time.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyclipper as pc

Point = tuple[int, int]
Path = list[Point]
Shape = list[Path]

GRID: Final = 40000  # steps in a person's height: .007 pt where that is 300 pt tall
_CLEAN: Final = 3.0
_ARC: Final = 16.0
UNION, CUT, BOTH = pc.CT_UNION, pc.CT_DIFFERENCE, pc.CT_INTERSECTION


def grid(x: float) -> int:
    """A length of the figure as steps."""
    return round(x * GRID)


def _run(kind: int, first: Shape, second: Shape) -> Shape:
    clipper = pc.Pyclipper()
    for paths, role in ((first, pc.PT_SUBJECT), (second, pc.PT_CLIP)):
        for path in paths:
            if len(path) > 2:
                _add(clipper, path, role, True)
    try:
        found = clipper.Execute(kind, pc.PFT_NONZERO, pc.PFT_NONZERO)
    except pc.ClipperException:
        return []
    return [p for p in map(_tuples, pc.CleanPolygons(found, _CLEAN)) if len(p) > 2]


def _tuples(path: Iterable[Sequence[int]]) -> Path:
    return [(p[0], p[1]) for p in path]


def _add(clipper: Any, path: Path, role: int, closed: bool) -> None:
    try:
        clipper.AddPath(path, role, closed)
    except pc.ClipperException:
        return  # a path of no area has nothing to add


def union(*shapes: Shape) -> Shape:
    """One outline round all of them."""
    paths = [path for shape in shapes for path in shape]
    return _run(UNION, paths, []) if paths else []


def cut(shape: Shape, away: Shape) -> Shape:
    """`shape` without what `away` covers."""
    return _run(CUT, shape, away) if shape and away and touch(shape, away) else shape


def both(a: Shape, b: Shape) -> Shape:
    """Where both are."""
    return _run(BOTH, a, b) if a and b and touch(a, b) else []


def grown(shape: Shape, *steps: float) -> Shape:
    """The shape grown (or shrunk) by each of these, in figure heights, one after another."""
    for step in steps:
        if not shape:
            return []
        offset = pc.PyclipperOffset(2.0, _ARC)
        for path in shape:
            if len(path) > 2:
                offset.AddPath(path, pc.JT_ROUND, pc.ET_CLOSEDPOLYGON)
        found = pc.CleanPolygons(offset.Execute(step * GRID), 5.0)
        shape = [p for p in map(_tuples, found) if len(p) > 2]
    return shape


def closed_up(shape: Shape, radius: float) -> Shape:
    """Notches narrower than twice the radius are filled and made round."""
    return grown(shape, radius, -radius)


def rounded(shape: Shape, radius: float) -> Shape:
    """Corners outside are made round."""
    return grown(shape, -radius, radius)


def box_of(shape: Iterable[Path]) -> tuple[int, int, int, int]:
    """Left, bottom, right, top."""
    xs = [p[0] for path in shape for p in path]
    ys = [p[1] for path in shape for p in path]
    return (min(xs), min(ys), max(xs), max(ys))


def touch(a: Shape, b: Shape) -> bool:
    """Whether their boxes meet."""
    p, q = box_of(a), box_of(b)
    return not (p[2] < q[0] or q[2] < p[0] or p[3] < q[1] or q[3] < p[1])


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape elsewhere."""
    i, j = grid(dx), grid(dy)
    return [[(x + i, y + j) for x, y in path] for path in shape]


def inside(point: Point, shape: Shape) -> bool:
    """Whether a point lies in one of the paths."""
    return any(pc.PointInPolygon(point, path) != 0 for path in shape)


def area(path: Path) -> float:
    """The area in steps; negative for a hole."""
    total, before = 0, path[-1]
    for point in path:
        total += before[0] * point[1] - point[0] * before[1]
        before = point
    return total / 2


def size(shape: Shape) -> float:
    """The area in squares of the height, holes taken off."""
    return sum(area(path) for path in shape) / (GRID * GRID)


def disk(x: float, y: float, radius: float, corners: int = 32) -> Path:
    """A disc given in steps, its radius in figure heights."""
    r, step = radius * GRID, 2 * math.pi / corners
    return [
        (round(x + r * math.cos(step * i)), round(y + r * math.sin(step * i)))
        for i in range(corners)
    ]


# ------------------------------------------------------------------ lines


def edge(shape: Shape) -> Shape:
    """The outline as closed lines."""
    return [[*path, path[0]] for path in shape]


def lines_in(lines: Shape, shape: Shape) -> Shape:
    """The pieces of lines inside a shape."""
    return _lines(BOTH, lines, shape) if lines and shape else []


def lines_out(lines: Shape, shape: Shape) -> Shape:
    """The pieces of lines outside a shape."""
    return _lines(CUT, lines, shape) if lines and shape else lines


def _lines(kind: int, lines: Shape, shape: Shape) -> Shape:
    clipper = pc.Pyclipper()
    kept = [line for line in lines if len(line) > 1]
    for line in kept:
        _add(clipper, line, pc.PT_SUBJECT, False)
    for path in shape:
        if len(path) > 2:
            _add(clipper, path, pc.PT_CLIP, True)
    try:
        tree = clipper.Execute2(kind, pc.PFT_NONZERO, pc.PFT_NONZERO)
    except pc.ClipperException:
        return []
    return _joined([_tuples(p) for p in pc.OpenPathsFromPolyTree(tree)])


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 5 and abs(a[1] - b[1]) < 5


def _joined(lines: Shape) -> Shape:
    """Pieces whose ends meet, as one line: else a stroke has a seam there."""
    left = [line for line in lines if len(line) > 1]
    out: Shape = []
    while left:
        line = left.pop(0)
        grew = True
        while grew:
            grew = False
            for i, other in enumerate(left):
                whole = _together(line, other)
                if whole is not None:
                    line, grew = whole, True
                    left.pop(i)
                    break
        out.append(line)
    return out


def _together(a: Path, b: Path) -> Path | None:
    if _near(a[-1], b[0]):
        return a + b[1:]
    if _near(a[-1], b[-1]):
        return a + b[-2::-1]
    if _near(a[0], b[-1]):
        return b + a[1:]
    if _near(a[0], b[0]):
        return b[::-1] + a[1:]
    return None


# ------------------------------------------------------------------ fewer points


def simple_line(line: Path, tolerance: float) -> Path:
    """The line with fewer points, nowhere further off than the tolerance (figure heights)."""
    if len(line) < 3:
        return line
    most = (tolerance * GRID) ** 2
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    spans = [(0, len(line) - 1)]
    while spans:
        a, b = spans.pop()
        found = _furthest(line, a, b, most)
        if found:
            keep[found] = 1
            spans += [(a, found), (found, b)]
    return [p for p, k in zip(line, keep, strict=True) if k]


def _furthest(line: Path, a: int, b: int, most: float) -> int:
    (x0, y0), (x1, y1) = line[a], line[b]
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    best, found = most * (length or 1), 0
    for i in range(a + 1, b):
        px, py = line[i][0] - x0, line[i][1] - y0
        off = (dx * py - dy * px) ** 2 if length else px * px + py * py
        if off > best:
            best, found = off, i
    return found


def simple_ring(path: Path, tolerance: float) -> Path:
    """As `simple_line` for a closed path, from two far points on."""
    x0, y0 = path[0]
    far = max(range(len(path)), key=lambda i: (path[i][0] - x0) ** 2 + (path[i][1] - y0) ** 2)
    first = simple_line(path[: far + 1], tolerance)
    second = simple_line([*path[far:], path[0]], tolerance)
    return first[:-1] + second[:-1]
