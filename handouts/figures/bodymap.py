"""The body map: a person from the front or the back, with muscles marked on it.

Marked most: solid; marked as well: hatched; a muscle that lies under others has a dashed
outline. So rank and depth survive a grey printer, and no colour is needed to read them.
"""

import functools
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Final, Literal

from msgspec import Struct

from handouts.figures.curves import Point, hatched, middle
from handouts.figures.display import Commands, Display, Path

View = Literal["front", "back"]
Rank = Literal["primary", "secondary"]
VIEWS: Final[tuple[View, ...]] = ("front", "back")
HIGH: Final = 1008.0  # units of a view: the body is 1000 high
WIDE: Final = 466.0
_LEFT, _TOP = WIDE / 2, 4.0  # where the middle of the crown stands
_SMALL: Final = 100.0  # points of height under which the thin lines are left out

Loops = tuple[tuple[Point, ...], ...]


class Shape(Struct, frozen=True):
    """A muscle's place on one view, on the viewer's right; its mirror image belongs to it."""

    name: str
    view: View
    deep: bool
    always: bool  # also drawn, in a quiet tone, where it is not marked
    loops: Loops
    label: Point  # a point within it, in units of the view's box


class _Figure(Struct, frozen=True):
    """What both halves of a view share: the right half of its outline, hair and lines."""

    body: tuple[Point, ...]
    hair: tuple[Point, ...]
    lines: Loops


@functools.cache
def _atlas() -> tuple[dict[View, _Figure], dict[str, Shape]]:
    """The figures and shapes of bodymap.json; they are the same for every document."""
    text = resources.files("handouts.figures").joinpath("bodymap.json").read_text("utf-8")
    found = json.loads(text)
    figures, shapes = {}, {}
    for view in VIEWS:
        half = found[view]
        figures[view] = _Figure(_points(half["body"]), _points(half["hair"]), _loops(half["lines"]))
        for kind in ("muscles", "extra", "deep"):
            for name, found_loops in half[kind].items():
                loops = _loops(found_loops)
                x, y = half["labels"].get(name) or middle(loops)
                shapes[name] = Shape(
                    name, view, kind == "deep", kind == "muscles", loops, (x + _LEFT, y + _TOP)
                )
    return figures, shapes


def _points(found: list[list[float]]) -> tuple[Point, ...]:
    return tuple((x, y) for x, y in found)


def _loops(found: list[list[list[float]]]) -> Loops:
    return tuple(map(_points, found))


def shapes() -> Mapping[str, Shape]:
    """Every place a muscle can have on the map, by name."""
    return _atlas()[1]


def shown_views(names: Iterable[str]) -> tuple[View, ...]:
    """The views on which the places stand, front first."""
    found = {shapes()[name].view for name in names}
    return tuple(view for view in VIEWS if view in found)


def body_map(view: View, marks: Mapping[str, Rank], height: float) -> Display:
    """The map seen from `view`; `marks` ranks shapes, and those of the other view are left out.

    `height` is that of the body on paper, in points: lines keep their weight, and what
    would be too fine is left out.
    """
    figures, all_shapes = _atlas()
    own = [shape for shape in all_shapes.values() if shape.view == view]
    unit = 1000.0 / height
    pen = min(max(height * 0.0048, 0.55), 1.1) * unit
    marked = [(s, marks[s.name]) for s in own if s.name in marks]
    # The less told lies under the more: as well, most; and deep ones over what covers them.
    marked.sort(key=lambda pair: (pair[0].deep, pair[1] == "primary"))
    paths = [
        Path(_whole(figures[view].body), fill="skin"),
        Path(_filled(s for s in own if s.always and s.name not in marks), fill="muscle"),
    ]
    for shape, rank in marked:
        paths += _marked(shape, rank, pen, unit)
    paths += [
        Path(_whole(figures[view].hair), fill="hair"),
        Path(_whole(figures[view].body), stroke="ink", width=_round(pen)),
    ]
    if height >= _SMALL:
        thin = _round(min(0.45 * pen, 0.4 * unit))
        paths.append(Path(_strokes(figures[view].lines), stroke="line", width=thin))
    return Display(WIDE, HIGH, tuple(paths))


def _marked(shape: Shape, rank: Rank, pen: float, unit: float) -> list[Path]:
    """A muscle on both sides; hatching follows one grid and is mirrored with it."""
    outline = _filled([shape])
    out = []
    if rank == "primary":
        out.append(Path(outline, fill="primary"))
    elif not shape.deep:
        out.append(Path(outline, fill="secondary"))
    if rank == "secondary":
        gap = min(max(2.1 * unit, 11.0), 16.0)
        lines = tuple(hatched(shape.loops, gap, rising=True))
        out.append(Path(_strokes(lines), stroke="hatch", width=_round(gap * 0.3)))
    if shape.deep:
        dash = (_round(pen * 2.2), _round(pen * 1.8))
        out.append(Path(outline, stroke="edge", width=_round(pen * 0.7), dash=dash))
    else:
        out.append(Path(outline, stroke="edge", width=_round(pen * 0.4)))
    return out


def _filled(found: Iterable[Shape]) -> Commands:
    """Closed shapes and their mirror images."""
    out: list[tuple[str | float, ...]] = []
    for shape in found:
        for loop in shape.loops:
            for sign in (1, -1):
                out += _polyline(loop, sign)
                out.append(("Z",))
    return tuple(out)


def _whole(half: tuple[Point, ...]) -> Commands:
    """A symmetrical outline from its right half."""
    mirrored = tuple((-x, y) for x, y in reversed(half) if x)
    return (*_polyline((*half, *mirrored), 1), ("Z",))


def _strokes(lines: Iterable[Iterable[Point]]) -> Commands:
    """Open lines and their mirror images; one that starts in the middle becomes one."""
    out: list[tuple[str | float, ...]] = []
    for line in lines:
        for sign in (1, -1):
            out += _polyline(tuple(line), sign)
    return tuple(out)


def _polyline(points: tuple[Point, ...], sign: int) -> list[tuple[str | float, ...]]:
    placed = [(_round(_LEFT + sign * x), _round(_TOP + y)) for x, y in points]
    return [("L" if n else "M", x, y) for n, (x, y) in enumerate(placed)]


def _round(value: float) -> float:
    return round(value, 1)
