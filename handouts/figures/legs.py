"""Legs: bent as told, or bent so that the foot comes to lie where it should."""

import math
from typing import Final

from handouts.figures.body import Body, flesh, hinge
from handouts.figures.portrait import Warned
from handouts.figures.project import Station
from handouts.figures.reach import surface, two_bones
from handouts.figures.skeleton import ANKLE, HIP_OUT, SHANK, THIGH
from handouts.figures.spec import SIDES
from handouts.figures.vectors import (
    UP,
    Frame,
    Vec,
    add,
    at,
    dot,
    frame_of,
    level,
    lin,
    norm,
    rot,
    sub,
)
from handouts.model.phrases import Side, part_of

ON_TOES: Final = 0.092  # the ankle's height with the heel raised
ON_HEEL: Final = 0.047  # and with the heel alone on the floor, however far the toes point up
_HEIGHTS: Final = {"floor": ANKLE, "toes": ON_TOES, "heel": ON_HEEL}
_TIPTOE: Final = -36
_TOES_UP: Final = 35
_SHIN_DROP: Final = 4.0  # a shin on the floor slopes down to the thinner ankle


def forward(body: Body) -> Vec:
    """The way the person faces along the floor; lying, the way of the feet."""
    u, v, _ = body.root
    if body.spec.stance == "lying":
        return level((-v[0], 0.0, -v[2]))
    if body.spec.stance in ("all-fours", "prone") or norm((u[0], 0.0, u[2])) < 0.3:
        return level(v)
    return level(u)


def add_legs(body: Body, ground: bool) -> None:
    """Both legs; one that rests on the other is solved after it."""
    for side in sorted(SIDES, key=lambda s: body.spec.leg(s).on is not None):
        _leg(body, side, ground)


def _leg(body: Body, side: Side, ground: bool) -> None:
    leg, sign = body.spec.leg(side), 1 if side == "R" else -1
    origin, pelvis = body.joint("pelvis")
    hip = at(origin, pelvis, w=sign * HIP_OUT)
    thigh = rot(pelvis, 2, leg.hip or 0)
    thigh = rot(rot(thigh, 0, -sign * (leg.out or 0)), 1, -sign * (leg.turn or 0))
    drop = 0.0
    if leg.kneel:
        thigh, drop = _kneeling(body, side, sign), _SHIN_DROP
    knee = at(hip, thigh, v=-THIGH)
    shank = rot(thigh, 2, -(leg.knee or 0) - drop)
    ankle = at(knee, shank, v=-SHANK)
    target = _target(body, side, sign, hip, ankle) if ground else None
    if target is not None:
        pole = lin((1, thigh[0]), (sign * (leg.turn or 0) / 90, pelvis[2]))
        found = two_bones(hip, target, THIGH, SHANK, pole)
        if found.short > 0.004:
            body.warnings.append(Warned("reach", "foot", side, found.short))
        knee, ankle = found.middle, found.end
        thigh, shank = hinge(hip, knee, ankle, found.pole)
    foot = _foot(body, side, sign, shank)
    body.joints["hip", side] = hip, thigh
    body.joints["knee", side] = knee, shank
    body.joints["ankle", side] = ankle, foot
    _flesh(body, side, sign)


def _kneeling(body: Body, side: Side, sign: int) -> Frame:
    """The thigh of a leg whose shin lies on the floor behind the knee."""
    leg, ahead = body.spec.leg(side), forward(body)
    i = math.radians(180 - (90 if leg.knee is None else leg.knee))
    up = lin((-math.cos(i), ahead), (math.sin(i), UP))
    frame = frame_of(up, lin((math.sin(i), ahead), (math.cos(i), UP)))
    return rot(rot(frame, 0, -sign * (leg.out or 0)), 1, -sign * (leg.turn or 0))


def _target(body: Body, side: Side, sign: int, hip: Vec, ankle: Vec) -> Vec | None:
    """Where the ankle has to be, or None where the angles alone decide."""
    leg = body.spec.leg(side)
    if leg.on is not None:
        part, other = part_of(leg.on.split())
        found = surface(body, part, other or ("L" if side == "R" else "R"), 0.84)
        return add(found.point, lin((0.020, found.out), (-sign * 0.02, body.root[2])))
    height = _HEIGHTS.get(leg.foot or "")
    if height is None:
        return None
    ahead = forward(body)
    across = level(body.root[2], (0.0, 0.0, 1.0))
    side_way = sign * (leg.apart or 0) / 100
    if leg.step is not None:
        place = lin((leg.step / 100, ahead), (side_way + sign * HIP_OUT, across))
        return (place[0], height, place[2])
    if leg.knee is not None:
        bent = math.radians(180 - leg.knee)
        reach = THIGH**2 + SHANK**2 - 2 * THIGH * SHANK * math.cos(bent)
        run = math.sqrt(max(0.0, reach - (height - hip[1]) ** 2))
        place = add(hip, lin((run, ahead), (side_way, across)))
        return (place[0], height, place[2])
    place = add(ankle, lin((side_way, across)))
    return (place[0], height, place[2])


def _foot(body: Body, side: Side, sign: int, shank: Frame) -> Frame:
    leg = body.spec.leg(side)
    foot = rot(shank, 2, leg.ankle or 0)
    if leg.foot in ("floor", "flat"):
        front = shank[0] if norm((shank[0][0], 0, shank[0][2])) > 0.3 else forward(body)
        foot = frame_of(UP, level(front, forward(body)))
    elif leg.foot == "toes":
        foot = rot(frame_of(UP, level(shank[0], forward(body))), 2, _TIPTOE)
    elif leg.foot == "heel" and leg.ankle is None:
        foot = rot(frame_of(UP, level(shank[0], forward(body))), 2, _TOES_UP)
    return rot(foot, 1, -sign * (leg.toes_out or 0))


def _flesh(body: Body, side: Side, sign: int) -> None:
    hip, thigh = body.joint("hip", side)
    knee, shank = body.joint("knee", side)
    body.parts["thigh", side] = flesh("thigh", hip, thigh, THIGH, sign, 0.028)
    bent = (1 - dot(thigh[1], shank[1])) / 2
    half = frame_of(add(thigh[1], shank[1]), add(thigh[0], shank[0]))
    if norm(add(thigh[1], shank[1])) < 0.2:
        half = shank
    cap = at(knee, half, u=0.001 + 0.005 * bent)
    kneecap: Station = (cap, half, (0.0298, 0.030 + 0.004 * bent, 0.0300))
    body.parts["shank", side] = [(0.0, kneecap), *flesh("shank", knee, shank, SHANK, sign)]
    body.parts["foot", side] = [(0.0, s) for s in foot_stations(body, side, sign)]


def foot_stations(body: Body, side: Side, sign: int) -> list[Station]:
    """Heel, ankle, instep, middle, ball, toes, big toe."""
    ankle, foot = body.joint("ankle", side)
    rows = (
        (-0.0215, -0.0200, 0, 0.0190, 0.0188, 0.0180),
        (0, 0, 0, 0.0192, 0.0185, 0.0182),
        (0.022, -0.0105, 0, 0.0195, 0.0180, 0.0200),
        (0.047, -0.0195, 0, 0.0200, 0.0145, 0.0225),
        (0.076, -0.0268, 0.001, 0.0185, 0.0118, 0.0265),
        (0.094, -0.0300, 0.003, 0.0120, 0.0085, 0.0225),
        (0.1015, -0.0292, -0.0115, 0.0110, 0.0092, 0.0095),
    )
    return [(at(ankle, foot, u, v, sign * w), foot, (ru, rv, rw)) for u, v, w, ru, rv, rw in rows]


def sole(body: Body, side: Side) -> Vec:
    """The middle of the foot's sole, where a strap runs."""
    ankle, foot = body.joint("ankle", side)
    return at(ankle, foot, u=0.060, v=-0.040)


def off(a: Vec, b: Vec) -> float:
    """How far two points are apart."""
    return norm(sub(a, b))
