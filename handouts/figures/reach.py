"""Two bones that reach for a point, and the surfaces a hand or an ankle can rest on."""

import math
from typing import Final

from msgspec import Struct

from handouts.figures.body import Body
from handouts.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM, row_at
from handouts.figures.vectors import (
    Vec,
    add,
    at,
    dot,
    lin,
    mul,
    norm,
    sub,
    unit,
)
from handouts.model.phrases import Side

STRETCH: Final = 0.9985  # of both bones' length: a limb is never quite straight


class Reached(Struct, frozen=True):
    """Where the middle and the end joint come to lie, and by how much it falls short."""

    middle: Vec
    end: Vec
    pole: Vec
    short: float


def two_bones(start: Vec, target: Vec, first: float, second: float, pole: Vec) -> Reached:
    """The bones from `start` to `target`, their joint bent towards the pole."""
    way = sub(target, start)
    far = norm(way)
    most, least = (first + second) * STRETCH, abs(first - second) + 0.01
    reach = max(least, min(most, far))
    ahead = unit(way)
    a = (first * first + reach * reach - second * second) / (2 * reach)
    height = math.sqrt(max(0.0, first * first - a * a))
    across = sub(pole, mul(ahead, dot(pole, ahead)))
    if norm(across) < 1e-6:
        across = (0.01, 0.02, 1.0)
        across = sub(across, mul(ahead, dot(across, ahead)))
    across = unit(across)
    middle = add(start, lin((a, ahead), (height, across)))
    return Reached(middle, add(start, mul(ahead, reach)), across, max(0.0, far - most))


class Surface(Struct, frozen=True):
    """A place on the body: the skin, the way out of it, along the limb, and its middle."""

    point: Vec
    out: Vec
    along: Vec
    centre: Vec


# Part: (joint, segment, bone length, usual place along it, side of the limb: 1 front, -1 back).
_LIMBS: Final[dict[str, tuple[str, str, float, float, int]]] = {
    "shin": ("knee", "shank", SHANK, 0.30, 1),
    "calf": ("knee", "shank", SHANK, 0.30, -1),
    "thigh": ("hip", "thigh", THIGH, 0.62, 1),
    "hamstring": ("hip", "thigh", THIGH, 0.72, -1),
    "forearm": ("elbow", "forearm", FOREARM, 0.45, 1),
    "upper arm": ("shoulder", "upper-arm", UPPER_ARM, 0.55, 1),
}


def surface(body: Body, part: str, side: Side, share: float | None = None) -> Surface:
    """A part's surface; `share` is how far along a limb, from 0 to 1."""
    if part in _LIMBS:
        joint, segment, length, usual, sign = _LIMBS[part]
        place, frame = body.joint(joint, side)
        t = usual if share is None else share
        row = row_at(segment, t)
        centre = at(place, frame, u=row[2], v=-t * length)
        out = mul(frame[0], sign)
        return Surface(add(centre, mul(out, row[0])), out, frame[1], centre)
    hand = 1 if side == "R" else -1
    if part in ("knee", "ankle", "foot", "toes"):
        return _of_leg(body, part, side)
    if part in ("elbow", "wrist", "shoulder"):
        return _of_arm(body, part, side, hand)
    if part in ("head", "temple", "chin", "neck"):
        return _of_head(body, part, hand)
    return _of_trunk(body, part, hand)


def _of_leg(body: Body, part: str, side: Side) -> Surface:
    knee, shank = body.joint("knee", side)
    ankle, foot = body.joint("ankle", side)
    if part == "knee":
        out = unit(add(shank[0], body.joint("hip", side)[1][0]))
        return Surface(add(knee, mul(out, 0.034)), out, shank[1], knee)
    if part == "ankle":
        return Surface(add(ankle, mul(shank[0], 0.021)), shank[0], shank[1], ankle)
    ahead = 0.048 if part == "foot" else 0.098
    point = at(ankle, foot, u=ahead, v=0.004 if part == "foot" else -0.018)
    return Surface(point, foot[1], mul(foot[0], -1), at(ankle, foot, u=ahead * 0.8, v=-0.015))


def _of_arm(body: Body, part: str, side: Side, hand: int) -> Surface:
    place, frame = body.joint(part, side)
    if part == "shoulder":
        _, trunk = body.along_spine(0.262)
        out = unit(lin((0.75, trunk[1]), (0.5, trunk[0]), (0.42 * hand, trunk[2])))
        return Surface(add(place, mul(out, 0.034)), out, mul(trunk[2], -hand), place)
    out = mul(frame[0], -1) if part == "elbow" else mul(frame[2], hand)
    thick = 0.024 if part == "elbow" else 0.012
    return Surface(add(place, mul(out, thick)), out, frame[1], place)


def _of_head(body: Body, part: str, hand: int) -> Surface:
    place, head = body.joint("head")
    middle = at(place, head, v=0.062)
    if part == "neck":
        low, frame = body.joint("neck")
        return Surface(at(low, frame, u=-0.034, v=0.030), mul(frame[0], -1), frame[1], low)
    if part == "temple":  # over the top, onto the far side of the head
        out = unit(lin((0.62, head[1]), (0.78 * hand, head[2])))
        return Surface(at(place, head, v=0.112, w=hand * 0.043), out, head[0], middle)
    if part == "chin":
        return Surface(at(place, head, u=0.062, v=0.002), head[0], head[1], middle)
    out = unit(lin((-0.75, head[0]), (0.25, head[1]), (0.3 * hand, head[2])))
    return Surface(at(place, head, u=-0.056, v=0.058, w=hand * 0.022), out, head[1], middle)


_TRUNK: Final = {  # height, forward, outward, and which way is out: front, up, outward
    "chest": (0.225, 0.064, -0.018, (1.0, 0.1, 0.0)),
    "tummy": (0.080, 0.056, 0.018, (1.0, 0.0, 0.0)),
    "hip": (0.052, 0.036, 0.080, (0.8, 0.1, 0.8)),
    "upper back": (0.215, -0.060, 0.030, (-1.0, 0.0, 0.0)),
    "low back": (0.090, -0.056, 0.050, (-1.0, 0.0, 0.25)),
}


def _of_trunk(body: Body, part: str, hand: int) -> Surface:
    height, ahead, outward, (u, v, w) = _TRUNK[part]
    place, frame = body.along_spine(height)
    out = unit(lin((u, frame[0]), (v, frame[1]), (w * hand, frame[2])))
    point = at(place, frame, u=ahead, w=hand * outward)
    return Surface(point, out, mul(frame[2], -hand), place)
