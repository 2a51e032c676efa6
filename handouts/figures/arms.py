"""Arms and hands: raised as told, or so that the hand holds or rests where it should."""

import math
from typing import Final

from handouts.figures.body import Body, flesh, hinge
from handouts.figures.legs import forward, sole
from handouts.figures.portrait import Warned
from handouts.figures.project import Station
from handouts.figures.reach import Surface, surface, two_bones
from handouts.figures.skeleton import FOREARM, SHOULDER_OUT, SHOULDER_UP, UPPER_ARM
from handouts.figures.spec import SIDES
from handouts.figures.vectors import (
    UP,
    Frame,
    Vec,
    add,
    at,
    cross,
    dot,
    frame_of,
    level,
    lin,
    mul,
    norm,
    rot,
    sub,
    unit,
)
from handouts.model.phrases import Grip, Side, grip

LIMB: Final = UPPER_ARM + FOREARM
_SHRUG: Final = 0.035  # how far a shoulder blade slides before a hand is out of reach
_PALM: Final = 0.017  # half a hand's thickness, and a little air
_POLES: Final[dict[str, Vec]] = {  # forward, up, outward
    "down": (-0.15, -1.0, 0.25),
    "out": (-0.1, 0.1, 1.0),
    "back": (-1.0, -0.2, 0.35),
    "up": (0.1, 1.0, 0.4),
    "in": (0.3, -0.6, -0.6),
}
_OF_ARM: Final = {  # the joint that must be known before a hand can hold the part
    "elbow": "elbow", "forearm": "elbow", "wrist": "wrist", "upper arm": "shoulder",
    "shoulder": "shoulder",
}  # fmt: skip
_BESIDE: Final = 0.45  # how far round a limb each of two hands lies that rest on one place
_USUAL: Final[Vec] = (-0.55, -0.35, 0.75)


def add_arms(body: Body, ground: bool) -> None:
    """Both arms; one that lies over the other, or holds it, is solved after it."""

    def waits(side: Side) -> bool:
        own = grip(body.spec.hand(side))
        on_arm = own is not None and own.part in ("elbow", "forearm", "wrist", "upper arm")
        return on_arm or bool(body.spec.arm(side).last)

    for side in sorted(SIDES, key=waits):
        _arm(body, side, ground)


def _arm(body: Body, side: Side, ground: bool) -> None:
    arm, sign = body.spec.arm(side), 1 if side == "R" else -1
    place, trunk = body.along_spine(SHOULDER_UP)
    upper = rot(trunk, 2, arm.forward or 0)
    upper = rot(rot(upper, 0, -sign * (arm.out or 0)), 1, sign * (arm.turn or 0))
    shoulder = at(_shoulder(place, trunk, upper, sign), trunk, v=(arm.shrug or 0) / 200)
    elbow = at(shoulder, upper, v=-UPPER_ARM)
    fore = rot(upper, 2, arm.elbow or 0)
    wrist = at(elbow, fore, v=-FOREARM)
    hand = rot(rot(fore, 1, sign * (arm.twist or 0)), 0, -sign * (arm.wrist or 0))
    wanted = grip(body.spec.hand(side)) if ground else None
    if wanted is not None and not _there(body, wanted, side):
        wanted = None
    if wanted is not None:
        target, hand_frame = _aim(body, side, sign, wanted, shoulder, wrist)
        shoulder, elbow, wrist, upper, fore = _reach(body, side, sign, shoulder, target)
        hand = hand_frame or hand
    body.joints["shoulder", side] = shoulder, upper
    body.joints["elbow", side] = elbow, fore
    body.joints["wrist", side] = wrist, hand
    _flesh(body, side, sign)


def _there(body: Body, wanted: Grip, side: Side) -> bool:
    """Whether what a hand should hold is not itself, nor an arm that waits for this one."""
    if wanted.part not in _OF_ARM:
        return True
    return (_OF_ARM[wanted.part], wanted.side or side) in body.joints


def _shoulder(place: Vec, trunk: Frame, upper: Frame, sign: int) -> Vec:
    """The shoulder's joint: the blade follows an arm that is raised or reaches forward."""
    way = mul(upper[1], -1)
    lift, ahead = dot(way, trunk[1]), dot(way, trunk[0])
    joint = at(place, trunk, u=-0.002, w=sign * SHOULDER_OUT)
    lifted = max(0.0, lift + 0.1)
    return add(
        joint,
        lin(
            (0.020 * lifted, trunk[1]),
            (0.022 * max(0.0, ahead), trunk[0]),
            (-sign * 0.014 * max(0.0, lift), trunk[2]),
        ),
    )


def _pole(body: Body, side: Side, sign: int) -> Vec:
    """Where the elbow points."""
    points = body.spec.arm(side).elbow_points
    forward, up, outward = _POLES[points] if points else _USUAL
    _, trunk = body.along_spine(SHOULDER_UP)
    return lin((forward, trunk[0]), (up, trunk[1]), (outward * sign, trunk[2]))


def _reach(
    body: Body, side: Side, sign: int, shoulder: Vec, target: Vec
) -> tuple[Vec, Vec, Vec, Frame, Frame]:
    pole = _pole(body, side, sign)
    found = two_bones(shoulder, target, UPPER_ARM, FOREARM, pole)
    if found.short > 0:
        way = sub(target, shoulder)
        shoulder = add(shoulder, mul(unit(way), min(_SHRUG, found.short)))
        found = two_bones(shoulder, target, UPPER_ARM, FOREARM, pole)
    if found.short > 0.01:
        body.warnings.append(Warned("reach", "hand", side, found.short))
    # An elbow bends to the front of the arm: its hinge looks away from the pole.
    upper, fore = hinge(shoulder, found.middle, found.end, mul(found.pole, -1))
    return shoulder, found.middle, found.end, upper, fore


def palm_down(fingers: Vec, out: Vec, sign: int) -> Frame:
    """The hand's frame with its palm on a surface and its fingers along it."""
    flat = sub(fingers, mul(out, dot(fingers, out)))
    v = mul(unit(flat), -1)
    w = mul(out, sign)
    return (cross(v, w), v, w)


def _aim(
    body: Body, side: Side, sign: int, wanted: Grip, shoulder: Vec, wrist: Vec
) -> tuple[Vec, Frame | None]:
    """Where the wrist has to be, and how the hand lies."""
    if wanted.part in ("floor", "chair", "table", "step"):
        return _on_level(body, side, sign, wanted.part, shoulder, wrist)
    if wanted.part in ("wall", "doorway"):
        return _on_wall(body, side, sign, shoulder)
    if wanted.part in ("towel", "stick"):
        return _on_towel(body, side, sign, shoulder)
    found = surface(body, wanted.part, wanted.side or side, wanted.share)
    if wanted.verb == "hold" and wanted.part in _OF_ARM:
        found = _outside(body, found)
        elbow = two_bones(shoulder, found.point, UPPER_ARM, FOREARM, _pole(body, side, sign)).middle
        return _on_body(body, side, sign, wanted, found, elbow)
    if wanted.verb in ("hold", "behind"):
        found = _round_to(found, shoulder)
    elif _shared(body, side, wanted):
        found = _round_to(found, shoulder, _BESIDE)
    return _on_body(body, side, sign, wanted, found, shoulder)


def level_of(body: Body, name: str) -> float:
    """How high a level surface is."""
    seat = (body.spec.body.seat or 0) / 100
    return {"chair": seat, "table": 0.44, "step": 0.11}.get(name, 0.0)


def _on_level(
    body: Body, side: Side, sign: int, name: str, shoulder: Vec, wrist: Vec
) -> tuple[Vec, Frame]:
    arm, height = body.spec.arm(side), level_of(body, name) + _PALM
    ahead, across = forward(body), level(body.root[2], (0.0, 0.0, 1.0))
    fours = body.spec.stance in ("all-fours", "prone")
    if arm.reach is not None or arm.apart is not None or fours:
        way = lin(((arm.reach or 0) / 100, ahead), (sign * (arm.apart or 0) / 100, across))
        fingers = ahead
    else:
        flat = sub(wrist, shoulder)
        flat = (flat[0], 0.0, flat[2])
        run = math.sqrt(max(1e-6, (LIMB * 0.985) ** 2 - (shoulder[1] - height) ** 2))
        way, fingers = mul(unit(flat), run), unit(flat)
    target = (shoulder[0] + way[0], height, shoulder[2] + way[2])
    body.contacts["hand", side] = name, target, UP
    return target, palm_down(fingers, UP, sign)


def _on_wall(body: Body, side: Side, sign: int, shoulder: Vec) -> tuple[Vec, Frame]:
    arm, ahead = body.spec.arm(side), forward(body)
    across = level(body.root[2], (0.0, 0.0, 1.0))
    reach = LIMB * 0.92 if arm.reach is None else arm.reach / 100
    spread = sign * (arm.apart or 0) / 100
    target = add(shoulder, lin((reach, ahead), ((arm.high or 0) / 100, UP), (spread, across)))
    out = mul(ahead, -1)
    body.contacts["hand", side] = "wall", add(target, mul(ahead, 0.011)), out
    return target, palm_down(UP, out, sign)


def _on_towel(body: Body, side: Side, sign: int, shoulder: Vec) -> tuple[Vec, Frame | None]:
    """Hands hold a strap's ends part of the way to where it runs round a foot."""
    from handouts.model.phrases import thing

    loops = [t for t in map(thing, body.spec.props) if t.how == "round"]
    if not loops:
        return add(shoulder, lin((0.26, body.root[0]), (0.02, body.root[1]))), None
    loop = loops[0]
    around: Side = loop.side or side
    if loop.part in ("foot", "toes", "ankle"):
        end, share = sole(body, around), 0.62
    else:
        end, share = surface(body, loop.part, around, None).centre, 0.40
    way = sub(end, shoulder)
    reach = min(norm(way) * share, LIMB * 0.86)
    ahead = unit(way)
    target = add(shoulder, mul(ahead, reach))
    w = unit(cross(ahead, UP)) if abs(ahead[1]) < 0.95 else body.root[2]
    body.contacts["hand", side] = "towel", target, UP
    return target, palm_down(ahead, mul(w, sign if dot(w, body.root[2]) > 0 else -sign), sign)


def _shared(body: Body, side: Side, wanted: Grip) -> bool:
    """Whether the other hand lies on the same part: the two then lie side by side."""
    other: Side = "L" if side == "R" else "R"
    theirs = grip(body.spec.hand(other))
    return theirs is not None and wanted.side is not None and theirs == wanted


def _outside(body: Body, found: Surface) -> Surface:
    """The same place on an arm, on the side away from the trunk: from there one draws it in."""
    away = sub(found.centre, body.along_spine(SHOULDER_UP)[0])
    out = unit(sub(away, mul(found.along, dot(away, found.along))))
    thick = norm(sub(found.point, found.centre))
    return Surface(add(found.centre, mul(out, thick)), out, found.along, found.centre)


def _round_to(found: Surface, shoulder: Vec, share: float = 0.70) -> Surface:
    """The same place on the limb, turned round to the side of the hand: half way, or less."""
    across = unit(cross(found.along, found.out))
    if dot(across, sub(shoulder, found.centre)) < 0:
        across = mul(across, -1)
    out = unit(lin((math.sqrt(1 - share * share), found.out), (share, across)))
    thick = norm(sub(found.point, found.centre))
    return Surface(add(found.centre, mul(out, thick)), out, found.along, found.centre)


def _on_body(
    body: Body, side: Side, sign: int, wanted: Grip, found: Surface, come: Vec
) -> tuple[Vec, Frame]:
    """A palm on a limb; a hand that holds lays its fingers across it, on the way it has come."""
    toward = sub(found.point, come)
    across = unit(cross(found.along, found.out))
    if dot(across, sub(come, found.centre)) > 0:
        across = mul(across, -1)
    along = mul(found.along, -1 if dot(found.along, toward) < 0 else 1)
    fingers = {
        "hold": across,
        "on": unit(lin((0.35, across), (0.9, along))),
        "touch": unit(toward),
        "behind": across,
    }[wanted.verb]
    if wanted.verb == "hold" and wanted.part in ("ankle", "foot", "toes"):
        fingers = unit(toward)
    fingers = unit(sub(fingers, mul(found.out, dot(fingers, found.out))))
    back = {"hold": 0.060, "on": 0.052, "touch": 0.095, "behind": 0.050}[wanted.verb]
    target = add(found.point, lin((0.013, found.out), (-back, fingers)))
    body.contacts["hand", side] = wanted.part, target, found.out
    return target, palm_down(fingers, found.out, sign)


def _flesh(body: Body, side: Side, sign: int) -> None:
    shoulder, upper = body.joint("shoulder", side)
    elbow, fore = body.joint("elbow", side)
    wrist, hand = body.joint("wrist", side)
    body.parts["upper-arm", side] = flesh("upper-arm", shoulder, upper, UPPER_ARM, sign, 0.020)
    turned = frame_of(fore[1], hand[0]) if norm(cross(fore[1], hand[0])) > 0.2 else fore
    rows = flesh("forearm", elbow, fore, FOREARM, sign, 0.018)
    body.parts["forearm", side] = [(t, (c, turned if t > 0.5 else f, r)) for t, (c, f, r) in rows]
    body.parts["hand", side] = [(0.0, s) for s in palm(wrist, hand)]


def palm(wrist: Vec, hand: Frame) -> list[Station]:
    """The hand's body, without its fingers: what rests on a surface."""
    return [
        (wrist, hand, (0.0148, 0.012, 0.0120)),
        (at(wrist, hand, v=-0.032), hand, (0.0200, 0.020, 0.0115)),
        (at(wrist, hand, v=-0.070), hand, (0.0200, 0.020, 0.0085)),
    ]
