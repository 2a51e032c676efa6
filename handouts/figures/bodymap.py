"""The body map: a person from the front or the back, with muscles marked on it.

Marked most: solid; marked as well: hatched; a muscle that lies under others has a dashed
outline. So rank and depth survive a grey printer, and no colour is needed to read them.
"""

import functools
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import msgspec
from msgspec import Struct

from handouts.figures.curves import Point, hatched, inner_points, middle
from handouts.figures.display import Commands, Display, Path

View = Literal["front", "back"]
Rank = Literal["primary", "secondary"]
VIEWS: Final[tuple[View, ...]] = ("front", "back")
HIGH: Final = 1008.0  # units of a view: the body is 1000 high
WIDE: Final = 466.0
_LEFT, _TOP = WIDE / 2, 4.0  # where the middle of the crown stands
_SEAM: Final = 1.5  # units over the middle line
_SMALL: Final = 100.0  # points of height under which the thin lines are left out

Loops = tuple[tuple[Point, ...], ...]


class Shape(Struct, frozen=True, dict=True):
    """A muscle's place on one view, on the viewer's right; its mirror image belongs to it."""

    name: str
    view: View
    deep: bool
    always: bool  # also drawn, in a quiet tone, where it is not marked
    loops: Loops
    marked: Point | None  # where its label points, if not to the middle

    @functools.cached_property
    def outline(self) -> Commands:
        """What is filled."""
        return _filled(self.loops)

    @functools.cached_property
    def label(self) -> Point:
        """A point within it, in units of the view's box."""
        x, y = self.marked or middle(self.loops)
        return x + _LEFT, y + _TOP

    @functools.cached_property
    def points(self) -> tuple[Point, ...]:
        """Points within it that a line may lead to, the best first."""
        more = ((x + _LEFT, y + _TOP) for x, y in inner_points(self.loops))
        return (self.label, *more)


class _Figure(Struct, frozen=True):
    """What both halves of a view share: the right half of its outline, hair and lines."""

    body: Commands
    hair: Commands
    lines: Commands


class _Half(Struct, frozen=True):
    """A view as bodymap.json has it."""

    body: tuple[Point, ...]
    hair: tuple[Point, ...]
    lines: Loops
    muscles: dict[str, Loops]
    extra: dict[str, Loops]
    deep: dict[str, Loops]
    labels: dict[str, Point]


@functools.cache
def _halves() -> dict[View, _Half]:
    """The figures and shapes of bodymap.json; they are the same for every document."""
    found = pathlib.Path(__file__).with_name("bodymap.json").read_bytes()
    return msgspec.json.decode(found, type=dict[View, _Half])


@functools.cache
def _figure(view: View) -> _Figure:
    half = _halves()[view]
    return _Figure(_half(half.body), _half(half.hair), _strokes(half.lines))


@functools.cache
def shapes() -> Mapping[str, Shape]:
    """Every place a muscle can have on the map, by name."""
    return {
        name: Shape(
            name, view, kind is half.deep, kind is half.muscles, loops, half.labels.get(name)
        )
        for view, half in ((view, _halves()[view]) for view in VIEWS)
        for kind in (half.muscles, half.extra, half.deep)
        for name, loops in kind.items()
    }


def shown_views(names: Iterable[str]) -> tuple[View, ...]:
    """The views on which the places stand, front first."""
    found = {shapes()[name].view for name in names}
    return tuple(view for view in VIEWS if view in found)


def where(names: Iterable[str]) -> str:
    """`front`, `back` or both, and whether what stands there lies under other muscles."""
    found = [shapes()[name] for name in names]
    views = " and ".join(shown_views(shape.name for shape in found))
    deep = sum(shape.deep for shape in found)
    return views + (", deep" if deep == len(found) > 0 else ", partly deep" if deep else "")


def body_map(view: View, marks: Mapping[str, Rank], height: float) -> Display:
    """The map seen from `view`; `marks` ranks shapes, and those of the other view are left out.

    `height` is that of the body on paper, in points: lines keep their weight, and what
    would be too fine is left out.
    """
    figure = _figure(view)
    own = [shape for shape in shapes().values() if shape.view == view]
    unit = 1000.0 / height
    pen = min(max(height * 0.0048, 0.55), 1.1) * unit
    marked = [(s, marks[s.name]) for s in own if s.name in marks]
    # The less told lies under the more: as well, most; and deep ones over what covers them.
    marked.sort(key=lambda pair: (pair[0].deep, pair[1] == "primary"))
    paths = [
        _path(figure.body, fill="skin", stroke="ink", width=_round(pen)),
        *(_path(s.outline, fill="muscle") for s in own if s.always and s.name not in marks),
    ]
    for shape, rank in marked:
        paths += _marked(shape, rank, pen, unit)
    paths.append(_path(figure.hair, fill="hair"))
    if height >= _SMALL:
        thin = _round(min(0.45 * pen, 0.4 * unit))
        paths.append(_path(figure.lines, stroke="line", width=thin))
    return Display(WIDE, HIGH, tuple(paths))


_path = functools.partial(Path, mirrored=True)


def _marked(shape: Shape, rank: Rank, pen: float, unit: float) -> list[Path]:
    """A muscle; of those that lie under others only what is worked most covers them."""
    fill = "primary" if rank == "primary" else "" if shape.deep else "secondary"
    dash = (_round(pen * 2.2), _round(pen * 1.8)) if shape.deep else ()
    width = _round(pen * (0.7 if shape.deep else 0.4))
    edge = "deep" if shape.deep and rank == "primary" else "edge"
    out = [_path(shape.outline, fill, edge, width, dash)]
    if rank == "secondary":
        gap = min(max(2.1 * unit, 11.0), 16.0)
        lines = tuple(hatched(shape.loops, gap, rising=True))
        out.append(_path(_strokes(lines), stroke="hatch", width=_round(gap * 0.3)))
    return out


def _filled(loops: Loops) -> Commands:
    """Closed polygons."""
    return tuple(command for loop in loops for command in (*_polyline(loop), ("Z",)))


def _half(half: Sequence[Point]) -> Commands:
    """Half of an outline, open in the middle and a little over it, so that no seam shows."""
    (_, first), (_, last) = half[0], half[-1]
    return tuple(_polyline(((-_SEAM, first), *half, (-_SEAM, last))))


def _strokes(lines: Iterable[Iterable[Point]]) -> Commands:
    """Open lines."""
    return tuple(command for line in lines for command in _polyline(tuple(line)))


def _polyline(points: tuple[Point, ...]) -> list[tuple[str | float, ...]]:
    placed = [("L", round(_LEFT + x, 1), round(_TOP + y, 1)) for x, y in points]
    return [("M", *placed[0][1:]), *placed[1:]]


def _round(value: float) -> float:
    return round(value, 1)
