"""Draws the person: far limbs, near parts in order, ink of three weights, light and shade."""

import itertools
import math
from typing import Final

from msgspec import Struct

from handouts.figures.body import Body, Key
from handouts.figures.drawing import Pad
from handouts.figures.mannequin import Parts, build, hem_lines
from handouts.figures.order import ordered
from handouts.figures.parts import FINE, INNER, OUTER, Part
from handouts.figures.people import Person
from handouts.figures.project import Camera
from handouts.figures.shapes import (
    GRID,
    Path,
    Shape,
    area,
    both,
    closed_up,
    cut,
    disk,
    edge,
    grown,
    lines_in,
    lines_out,
    moved,
    size,
    union,
)

_LIGHT: Final = (-0.0045, 0.0085)  # where light comes from, and how far shade reaches
_PATCH: Final = 6e-4  # overlaps smaller than this do not bring a far limb forward
_SHADE: Final = 0.13
_DOT: Final = 0.011 * GRID  # a line not much longer than it is wide is a blot
_SPECK: Final = (0.009 * GRID) ** 2  # a hole smaller than its own line is one too
_ARMPIT: Final = 0.066  # how far round a shoulder a shirt closes the gap to the arm
_COLLAR: Final = 0.080
_SEAM: Final = 0.0012
_UPPER: Final = {"thigh": "shank", "upper-arm": "forearm", "forearm": "hand"}


class Drawn(Struct):
    """A person's parts with what is known of them once they are in order."""

    parts: Parts
    order: list[Key]
    near: Shape
    far: Shape
    fronts: set[Key]  # far parts that pass in front of near ones

    def cover(self, key: Key, skip: tuple[Key, ...] = (), far_too: bool = False) -> Shape:
        """What is drawn over a part."""
        later = self.order[self.order.index(key) + 1 :]
        return union(
            *(
                self.parts[k].shape
                for k in later
                if k not in skip and (far_too or not self.parts[k].far or k in self.fronts)
            )
        )


def arrange(body: Body, cam: Camera, person: Person) -> Drawn:
    """The parts in order."""
    parts = build(body, cam, person)
    order = ordered(parts)
    near = closed_up(union(*(parts[k].shape for k in order if not parts[k].far)), 0.004)
    far_keys = [k for k in order if parts[k].far]
    far = closed_up(union(*(parts[k].shape for k in far_keys)), 0.004) if far_keys else []
    fronts = {k for k in far_keys if _in_front(parts, order, k)}
    return Drawn(parts, order, near, far, fronts)


def _in_front(parts: Parts, order: list[Key], key: Key) -> bool:
    for other in order[: order.index(key)]:
        if parts[other].far or (key[0] in ("upper-arm", "thigh") and other[0] == "torso"):
            continue
        least = _PATCH / 3 if key[0] == "hand" else _PATCH
        if size(both(parts[other].shape, parts[key].shape)) > least:
            return True
    return False


def draw_far(pad: Pad, drawn: Drawn) -> None:
    """Limbs behind everything near, paler, with an outline of their own."""
    behind = [k for k in drawn.order if drawn.parts[k].far and k not in drawn.fronts]
    for key in behind:
        _paint(pad, drawn, key, "-far", drawn.far)
    if drawn.far:
        pad.stroke(lines_out(edge(drawn.far), grown(drawn.near, -0.002)), "ink-far", OUTER * 0.9)


def draw_near(pad: Pad, drawn: Drawn) -> None:
    """Everything near, without its outline."""
    top, bottom = _underlays(drawn)
    drawn.near = closed_up(union(drawn.near, top, bottom), 0.004)
    pad.fill(top, "top")
    pad.fill(bottom, "bottom")
    for key in drawn.order:
        if not drawn.parts[key].far:
            _paint(pad, drawn, key, "", drawn.near)
    shade = cut(drawn.near, moved(drawn.near, *_LIGHT))
    pad.fill(grown(shade, -0.0012, 0.0012), "shade", _SHADE)


def outline_near(pad: Pad, drawn: Drawn) -> None:
    """The line round the near body, over everything so far."""
    seen = [path for path in drawn.near if abs(area(path)) > _SPECK]
    pad.stroke(edge(seen), "ink", OUTER)


def draw_fronts(pad: Pad, drawn: Drawn) -> None:
    """Far limbs where they pass in front, as a far hand round a near shin."""
    for key in drawn.order:
        if key not in drawn.fronts:
            continue
        part = drawn.parts[key]
        over = drawn.cover(key)
        seen = cut(part.shape, over)
        pad.fill(seen, f"{part.tone}-far")
        for cloth in part.cloth:
            pad.fill(cut(both(cloth.shape, part.shape), over), f"{cloth.tone}-far")
        for detail in part.details:
            if detail.fill:
                pad.fill(cut(detail.paths, over), f"{detail.tone}-far")
            else:
                pad.stroke(lines_out(detail.paths, over), f"{detail.tone}-far", detail.weight)
        lines = _open(edge(part.shape), part, drawn.parts)
        pad.stroke(lines_out(lines, over), "ink-far", INNER * 1.15)


def _underlays(drawn: Drawn) -> tuple[Shape, Shape]:
    """Cloth behind the joints, so that no notch shows between trunk and limb."""
    parts = drawn.parts

    def near(*keys: Key) -> Shape:
        return union(*(parts[k].shape for k in keys if not parts[k].far))

    sleeves = [
        c.shape for s in "LR" for c in parts["upper-arm", s].cloth if not parts["upper-arm", s].far
    ]
    arms = union(*sleeves) if sleeves else near(("upper-arm", "L"), ("upper-arm", "R"))
    top = _closed_at(parts, union(parts["torso", ""].shape, near(("neck", "")), arms))
    hips = union(*(c.shape for c in parts["torso", ""].cloth))
    bottom = closed_up(union(hips, near(("thigh", "L"), ("thigh", "R"))), 0.004)
    return top, bottom


def _closed_at(parts: Parts, top: Shape) -> Shape:
    """A shirt without notches at neck and armpits; further down, trunk and sleeve stay apart."""
    places = [(parts["upper-arm", s].gaps[0][0], _ARMPIT) for s in "LR"]
    places.append((parts["head", ""].gaps[-1][0], _COLLAR))
    near = union([disk(x, y, radius) for (x, y), radius in places])
    return union(top, both(closed_up(top, 0.020), near))


def _open(lines: Shape, part: Part, parts: Parts) -> Shape:
    """The part's outline without what lies inside its neighbours, round the joints."""
    for (x, y), radius, neighbour in part.gaps:
        # Where the two outlines run as one, the upper part's stays: else both would be taken away.
        yields = -_SEAM if _UPPER.get(part.key[0]) == neighbour[0] else _SEAM
        hidden = both([disk(x, y, radius)], grown(parts[neighbour].shape, yields))
        lines = lines_out(lines, hidden)
    return lines


def _paint(pad: Pad, drawn: Drawn, key: Key, faded: str, whole: Shape) -> None:
    part = drawn.parts[key]
    collar = [c for c in part.cloth if c.tone == "collar"]
    worn = [c for c in part.cloth if c.tone != "collar"]
    if collar:
        _paint_collar(pad, drawn, part, collar[0].shape, faded)
    covered = union(*(c.shape for c in worn)) if worn else []
    bare = part.shape
    if covered:  # a hair's breadth under the cloth, but no seam where both end together
        bare = grown(cut(part.shape, grown(covered, -0.001)), -0.0014, 0.0014)
    pad.fill(bare, part.tone + faded)
    for cloth in worn:
        pad.fill(both(cloth.shape, part.shape), cloth.tone + faded)
        weight = FINE if cloth.tone == "hair" else INNER * 0.75
        _ink(pad, hem_lines(cloth.shape, part.shape, cloth.hem), faded, weight)
    for detail in part.details:
        if detail.fill:
            pad.fill(detail.paths, detail.tone + faded)
        else:
            pad.stroke(detail.paths, detail.tone + faded, detail.weight)
    lines = _open(edge(part.shape), part, drawn.parts)
    if collar:
        lines = lines_out(lines, collar[0].shape)
    if key[0] == "upper-arm":  # a shoulder before the neck keeps its line
        lines = lines + lines_in(edge(part.shape), drawn.parts["neck", ""].shape)
    if key[0] == "thigh":
        lines = lines_out(lines, _seat(drawn, part))
    over = drawn.cover(key, far_too=bool(faded))
    lines = lines_in(lines_out(lines, over), grown(whole, -0.0022))
    _ink(pad, lines, faded, INNER)


def _ink(pad: Pad, lines: Shape, faded: str, weight: float) -> None:
    pad.stroke([line for line in lines if _long(line) > _DOT], "ink" + faded, weight)


def _long(line: Path) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def _seat(drawn: Drawn, thigh: Part) -> Shape:
    """Where a thigh and the hip are one piece of cloth, unless the thigh is drawn up."""
    (hip, _, _), (knee, _, _) = thigh.gaps
    low, _, _ = drawn.parts["torso", ""].gaps[0]
    bx, by = hip[0] - low[0], hip[1] - low[1]
    dx, dy = knee[0] - hip[0], knee[1] - hip[1]
    straight = bx * dx + by * dy > 0.35 * math.hypot(bx, by) * math.hypot(dx, dy)
    cloth = drawn.parts["torso", ""].cloth
    return grown(cloth[0].shape, -0.004) if straight and cloth else []


def _paint_collar(pad: Pad, drawn: Drawn, part: Part, collar: Shape, faded: str) -> None:
    torso = drawn.parts["torso", ""].shape
    pad.fill(both(collar, grown(torso, 0.001)), "skin" + faded)
    _ink(pad, lines_in(edge(collar), grown(torso, -0.0015)), faded, INNER * 0.75)
