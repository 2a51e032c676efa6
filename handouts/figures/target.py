"""Where a stretch is felt: regions of flesh that follow the pose, drawn as a glow."""

from collections.abc import Callable
from typing import Final

from handouts.figures.body import Body, Key
from handouts.figures.drawing import Pad
from handouts.figures.project import Camera, Station, chain
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
    union,
)
from handouts.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM
from handouts.figures.spec import SIDES, Side
from handouts.figures.vectors import Vec, at
from handouts.model.phrases import region_of

# Along the trunk: height, forward, outward, radius. Along a limb: share, forward, outward, radius.
_Rows = tuple[tuple[float, float, float, float], ...]
_LENGTH: Final = {"hip": THIGH, "knee": SHANK, "shoulder": UPPER_ARM, "elbow": FOREARM}


class Region:
    """A felt place: the parts it shows on, and its rows on the trunk, then on a limb."""

    def __init__(
        self,
        parts: tuple[str, ...],
        trunk: _Rows = (),
        limb: str = "",
        rows: _Rows = (),
        paired: bool = True,
    ) -> None:
        self.parts, self.trunk, self.limb, self.rows, self.paired = parts, trunk, limb, rows, paired


REGIONS: Final[dict[str, Region]] = {
    "quads": Region(("thigh",), (), "hip", ((0.14, 0.030, 0.006, 0.020), (0.40, 0.030, 0.006, 0.026), (0.70, 0.024, 0.004, 0.021), (0.90, 0.020, 0, 0.013))),
    "hamstrings": Region(("thigh",), (), "hip", ((0.20, -0.034, 0, 0.021), (0.45, -0.028, 0, 0.026), (0.70, -0.022, 0, 0.021), (0.92, -0.020, 0, 0.013))),
    "inner thigh": Region(("thigh",), (), "hip", ((0.10, 0.004, -0.040, 0.020), (0.35, 0.002, -0.036, 0.024), (0.60, 0, -0.028, 0.019), (0.78, 0, -0.024, 0.012))),
    "outer thigh": Region(("thigh",), (), "hip", ((0.06, 0, 0.040, 0.018), (0.35, 0, 0.038, 0.019), (0.70, 0, 0.028, 0.016), (0.95, 0, 0.022, 0.010))),
    "calf": Region(("shank",), (), "knee", ((0.06, -0.020, 0, 0.015), (0.25, -0.022, 0, 0.024), (0.45, -0.022, 0, 0.021), (0.62, -0.016, 0, 0.013))),
    "lower calf": Region(("shank",), (), "knee", ((0.48, -0.020, 0, 0.015), (0.65, -0.016, 0, 0.014), (0.88, -0.014, 0, 0.009))),
    "shin": Region(("shank",), (), "knee", ((0.12, 0.016, 0.008, 0.014), (0.35, 0.016, 0.008, 0.016), (0.65, 0.012, 0.005, 0.010))),
    "hip flexors": Region(("thigh", "torso"), ((0.055, 0.040, 0.055, 0.016),), "hip", ((-0.02, 0.046, 0, 0.022), (0.14, 0.044, 0, 0.020), (0.26, 0.040, 0, 0.012))),
    "glutes": Region(("torso", "thigh"), ((0.050, -0.040, 0.050, 0.020), (0.015, -0.052, 0.050, 0.033)), "hip", ((0.06, -0.042, 0.006, 0.030), (0.13, -0.044, 0.006, 0.022))),
    "outer hip": Region(("torso", "thigh"), ((0.060, -0.006, 0.082, 0.018), (0.020, -0.010, 0.086, 0.024)), "hip", ((0.05, -0.006, 0.036, 0.024), (0.12, -0.004, 0.040, 0.015))),
    "deep buttock": Region(("torso", "thigh"), ((0.030, -0.052, 0.030, 0.019), (0.005, -0.050, 0.062, 0.025), (-0.01, -0.035, 0.080, 0.020)), "hip", ((0.05, -0.030, 0.02, 0.027),)),
    "low back": Region(("torso",), ((0.045, -0.055, 0, 0.022), (0.085, -0.044, 0, 0.024), (0.125, -0.042, 0, 0.022), (0.155, -0.045, 0, 0.015)), paired=False),
    "mid back": Region(("torso",), ((0.14, -0.045, 0, 0.018), (0.19, -0.050, 0, 0.026), (0.235, -0.052, 0, 0.026), (0.262, -0.046, 0, 0.018)), paired=False),
    "upper back": Region(("torso",), ((0.20, -0.050, 0, 0.020), (0.235, -0.052, 0, 0.028), (0.272, -0.046, 0, 0.020)), paired=False),
    "side of trunk": Region(("torso",), ((0.05, -0.004, 0.080, 0.014), (0.10, -0.004, 0.066, 0.018), (0.16, -0.004, 0.072, 0.020), (0.215, -0.006, 0.082, 0.018))),
    "lats": Region(("torso",), ((0.11, -0.022, 0.066, 0.016), (0.16, -0.018, 0.074, 0.021), (0.215, -0.012, 0.084, 0.021))),
    "chest": Region(("torso", "upper-arm"), ((0.222, 0.052, 0.020, 0.019), (0.236, 0.050, 0.052, 0.026), (0.246, 0.032, 0.082, 0.021))),
    "tummy": Region(("torso",), ((0.03, 0.045, 0, 0.020), (0.09, 0.045, 0, 0.026), (0.15, 0.046, 0, 0.026), (0.19, 0.05, 0, 0.018)), paired=False),
    "front of shoulder": Region(("upper-arm",), (), "shoulder", ((0.0, 0.022, 0.006, 0.018), (0.18, 0.022, 0.006, 0.017), (0.34, 0.018, 0.004, 0.010))),
    "back of shoulder": Region(("upper-arm", "torso"), ((0.245, -0.045, 0.075, 0.018),), "shoulder", ((0.02, -0.020, 0.008, 0.018), (0.20, -0.022, 0.006, 0.016), (0.34, -0.020, 0.004, 0.010))),
    "triceps": Region(("upper-arm",), (), "shoulder", ((0.2, -0.02, 0, 0.014), (0.5, -0.018, 0, 0.017), (0.8, -0.012, 0, 0.011))),
    "biceps": Region(("upper-arm",), (), "shoulder", ((0.3, 0.018, 0, 0.013), (0.55, 0.016, 0, 0.016), (0.82, 0.012, 0, 0.010))),
    "forearm": Region(("forearm",), (), "elbow", ((0.08, 0.004, -0.010, 0.013), (0.3, 0.004, -0.012, 0.015), (0.62, 0.002, -0.008, 0.010))),
    "back of forearm": Region(("forearm",), (), "elbow", ((0.08, -0.004, 0.010, 0.013), (0.3, -0.002, 0.012, 0.015), (0.62, 0, 0.008, 0.010))),
    "side of neck": Region(("neck", "torso")),
    "back of neck": Region(("neck", "torso", "head"), paired=False),
    "sole": Region(("shank",)),
}  # fmt: skip
_BLOOM: Final = ((0.0085, 0.20), (0.0045, 0.34), (0.0012, 0.80))
_HATCH: Final = 0.0150
_BURIED: Final = 0.042  # a place so far behind its part's front is on the far side


def _stations(body: Body, name: str, side: Side) -> list[Station]:
    sign = 1 if side == "R" else -1
    special = {"side of neck": _side_of_neck, "back of neck": _back_of_neck, "sole": _sole}
    if name in special:
        return special[name](body, side, sign)
    region = REGIONS[name]
    out: list[Station] = []
    for h, ahead, outward, r in region.trunk:
        place, frame = body.along_spine(h)
        out.append((at(place, frame, u=ahead, w=sign * outward), frame, (r, r, r)))
    if region.limb:
        place, frame = body.joint(region.limb, side)
        length = _LENGTH[region.limb]
        for t, ahead, outward, r in region.rows:
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


def felt(body: Body, cam: Camera, drawn: Drawn) -> Shape:
    """Everything felt that the camera sees, as one shape."""
    seen: Shape = []
    for words in body.spec.glow:
        found = region_of(words)
        if found is None:
            continue
        name, side = found
        sides = (side,) if side else SIDES if REGIONS[name].paired else ("R",)
        for one in sides:
            stations = _facing(_stations(body, name, one), cam, drawn, name, one)
            if stations:
                shape = chain(cam, stations)
                seen = union(seen, _visible(drawn, name, one, shape))
    whole = union(drawn.near, drawn.far)
    return both(rounded(closed_up(seen, 0.006), 0.004), grown(whole, -0.0015)) if seen else []


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
    for part in REGIONS[name].parts:
        key = (part, side) if (part, side) in drawn.parts else (part, "")
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


Draw = Callable[[Body, Side, int], list[Station]]
