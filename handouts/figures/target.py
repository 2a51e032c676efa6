"""Where a stretch is felt: regions of flesh that follow the pose, drawn as a glow."""

from typing import Final

from handouts.figures.body import Body, Key
from handouts.figures.drawing import Pad
from handouts.figures.project import Camera, Station, chain
from handouts.figures.regions import REGIONS, rows_of
from handouts.figures.scene import Drawn
from handouts.figures.shapes import (
    GRID,
    Shape,
    both,
    box_of,
    closed_up,
    cut,
    edge,
    grown,
    lines_in,
    rounded,
    size,
    union,
)
from handouts.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM
from handouts.figures.spec import SIDES
from handouts.figures.vectors import Vec, at
from handouts.model.phrases import Side, region_of

_LENGTH: Final = {"hip": THIGH, "knee": SHANK, "shoulder": UPPER_ARM, "elbow": FOREARM}
_BLOOM: Final = ((0.0085, 0.20), (0.0045, 0.34), (0.0012, 0.80))
_HATCH: Final = 0.0150
_SHOWS: Final = 4e-4  # of the height's square: less than that one does not notice
_BURIED: Final = 0.042  # a place so far behind its part's front is on the far side


def _stations(body: Body, name: str, side: Side) -> list[Station]:
    sign = 1 if side == "R" else -1
    special = {"side of neck": _side_of_neck, "back of neck": _back_of_neck, "sole": _sole}
    if name in special:
        return special[name](body, side, sign)
    region = REGIONS[name]
    out: list[Station] = []
    for h, ahead, outward, r in rows_of(region.trunk):
        place, frame = body.along_spine(h)
        out.append((at(place, frame, u=ahead, w=sign * outward), frame, (r, r, r)))
    if region.limb:
        place, frame = body.joint(region.limb, side)
        length = _LENGTH[region.limb]
        for t, ahead, outward, r in rows_of(region.rows):
            out.append((at(place, frame, ahead, -t * length, sign * outward), frame, (r, r, r)))
    return out


def _ball(place: Vec, body: Body, r: float) -> Station:
    return place, body.root, (r, r, r)


def _side_of_neck(body: Body, _side: Side, sign: int) -> list[Station]:
    low, neck = body.joint("neck")
    place, frame = body.along_spine(0.283)
    return [
        _ball(at(low, neck, v=0.056, w=sign * 0.024), body, 0.009),
        _ball(at(low, neck, v=0.028, w=sign * 0.026), body, 0.012),
        _ball(at(place, frame, v=0.010, w=sign * 0.042), body, 0.014),
        _ball(at(place, frame, v=-0.006, w=sign * 0.076), body, 0.012),
    ]


def _back_of_neck(body: Body, _side: Side, _sign: int) -> list[Station]:
    low, neck = body.joint("neck")
    place, frame = body.along_spine(0.27)
    return [
        _ball(at(low, neck, u=-0.026, v=0.052), body, 0.010),
        _ball(at(low, neck, u=-0.028, v=0.020), body, 0.013),
        _ball(at(place, frame, u=-0.040), body, 0.016),
    ]


def _sole(body: Body, side: Side, _sign: int) -> list[Station]:
    ankle, foot = body.joint("ankle", side)
    return [
        _ball(at(ankle, foot, u=u, v=-0.033), body, r)
        for u, r in ((-0.020, 0.009), (0.025, 0.008), (0.070, 0.009))
    ]


def felt(body: Body, cam: Camera, drawn: Drawn) -> tuple[Shape, tuple[int, ...]]:
    """Everything felt that the camera sees, as one shape; and which of the places it sees."""
    seen: Shape = []
    places: list[int] = []
    for number, words in enumerate(body.spec.glow):
        shape = _place(body, cam, drawn, words)
        if size(shape) > _SHOWS:
            places.append(number)
        seen = union(seen, shape)
    if not seen:
        return [], ()
    whole = grown(union(drawn.near, drawn.far), -0.0015)
    return both(rounded(closed_up(seen, 0.006), 0.004), whole), tuple(places)


def _place(body: Body, cam: Camera, drawn: Drawn, words: str) -> Shape:
    """What the camera sees of one place, on one side or both."""
    found = region_of(words)
    if found is None:
        return []
    name, side = found
    shape: Shape = []
    for one in (side,) if side else SIDES if REGIONS[name].paired else ("R",):
        stations = _facing(_stations(body, name, one), cam, drawn, name, one)
        if stations:
            shape = union(shape, _visible(drawn, name, one, chain(cam, stations)))
    return shape


def _facing(
    stations: list[Station], cam: Camera, drawn: Drawn, name: str, side: Side
) -> list[Station]:
    """The stations, unless most of them lie on the side of the body turned away."""
    keys = [(p, side) if (p, side) in drawn.parts else (p, "") for p in REGIONS[name].parts]
    hidden = 0
    for centre, _, radii in stations:
        x, y = cam.flat(centre)
        front = max(drawn.parts[key].depth(x, y) for key in keys if key in drawn.parts)
        hidden += front - cam.depth(centre) * GRID > (_BURIED + radii[0]) * GRID
    return stations if hidden * 2 < len(stations) else []


def _visible(drawn: Drawn, name: str, side: str, shape: Shape) -> Shape:
    keys: list[Key] = []
    for kind in REGIONS[name].parts:
        key = (kind, side) if (kind, side) in drawn.parts else (kind, "")
        if not (drawn.parts[key].far and key in drawn.fronts):
            keys.append(key)
    out: Shape = []
    for key in keys:
        part = drawn.parts[key]
        cover = drawn.cover(key, skip=tuple(keys), far_too=part.far)
        out = union(out, cut(both(shape, part.shape), cover))
    return out


def draw_glow(pad: Pad, shape: Shape, whole: Shape, hatched: bool) -> None:
    """The glow: soft towards its edge, a light line and a dark rim, stripes for print."""
    if not shape:
        return
    for more, alpha in _BLOOM:
        pad.fill(both(grown(shape, more), grown(whole, -0.001)), "accent", alpha)
    if hatched:
        pad.stroke(lines_in(_stripes(shape), grown(shape, -0.002)), "hatch", 0.0040)
    pad.stroke(edge(grown(shape, 0.0032)), "halo", 0.0030)
    pad.stroke(edge(grown(shape, 0.0008)), "rim", 0.0036)


def _stripes(shape: Shape) -> Shape:
    left, bottom, right, top = box_of(shape)
    step, x = round(_HATCH * GRID), left - (top - bottom)
    out: Shape = []
    while x < right:
        out.append([(x, bottom), (x + top - bottom, top)])
        x += step
    return out
