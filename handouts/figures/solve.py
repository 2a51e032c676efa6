"""From a pose in words to a body in space, standing, lying or kneeling on the floor.

The trunk comes first, then legs, then arms (a hand may hold a leg, or the other arm).
What carries the weight is then brought down to the floor, and feet and hands that rest
somewhere are solved anew from there.
"""

import math
from typing import Final

from msgspec import structs

from handouts.figures.arms import add_arms
from handouts.figures.body import Body, walk_spine
from handouts.figures.legs import add_legs
from handouts.figures.portrait import Warned
from handouts.figures.project import Station
from handouts.figures.skeleton import HEAD, NECK, NECK_UP, UPPER_ARM, rows_of
from handouts.figures.spec import SIDES, Spec, over
from handouts.figures.vectors import WORLD, Frame, Vec, at, lerp, rot
from handouts.model.figure import Arm, Leg
from handouts.model.text import Text

_ROOT: Final = {"lying": 90, "prone": -90, "all-fours": -90}
_RESTS: Final = {
    "standing": ("foot",), "lying": ("torso",), "prone": ("torso", "thigh"),
    "side-lying": ("torso",), "sitting": ("pelvis", "thigh"), "floor": ("pelvis",),
    "kneeling": ("shank",), "all-fours": ("shank",),
}  # fmt: skip
_HANG: Final = Arm(forward=4, out=7, elbow=12)
_LEGS: Final = {
    "standing": Leg(hip=0, knee=2, foot="flat"),
    "lying": Leg(hip=-2, knee=3, ankle=-25),
    "prone": Leg(hip=0, knee=0, ankle=-70),
    "side-lying": Leg(hip=8, knee=10, ankle=-15),
    "sitting": Leg(hip=90, knee=90, foot="floor"),
    "floor": Leg(hip=90, knee=3, ankle=0),
    "kneeling": Leg(kneel=True, knee=90, ankle=-72),
    "all-fours": Leg(kneel=True, knee=90, ankle=-72),
}
_ARMS: Final = {
    "lying": Arm(forward=-2, out=17, elbow=10), "prone": Arm(out=16, elbow=0),
    "sitting": Arm(forward=20, out=5, elbow=40), "floor": Arm(forward=20, out=5, elbow=20),
    "all-fours": Arm(forward=90),
}  # fmt: skip
_HANDS: Final = {"lying": "on floor", "all-fours": "on floor"}
_FOURS: Final = 0.342  # the shoulders' height over straight arms
_MOST: Final = 75.0
_SUNK: Final = 0.012  # a cushion's give


def whole(spec: Spec) -> Spec:
    """The pose with what its stance gives where it says nothing."""
    legs, arms = _LEGS[spec.stance], _ARMS.get(spec.stance, _HANG)
    if spec.stance in ("sitting", "floor"):  # thighs stay level however the trunk leans
        legs = structs.replace(legs, hip=90 + (spec.body.lean or 0) - (spec.pelvis.tilt or 0))
    hand = _HANDS.get(spec.stance, "")
    # What is laid over last wins: the stance's own values lie under the pose's.
    return structs.replace(
        spec,
        right_leg=over(legs, spec.right_leg),
        left_leg=over(legs, spec.left_leg),
        right_arm=over(arms, spec.right_arm),
        left_arm=over(arms, spec.left_arm),
        right_hand=spec.right_hand or hand,
        left_hand=spec.left_hand or hand,
    )


def solve(spec: Spec) -> Body:
    """The body of a pose. What cannot be done is in its warnings; nothing raises."""
    spec = whole(spec)
    root = _root(spec)
    pitch = _pitch(spec, root)
    root = rot(root, 2, -pitch)
    low = _lowest(_built(spec, root, (0.0, 0.0, 0.0), False))
    seat = (spec.body.seat or 0) / 100 if spec.stance == "sitting" else 0.0
    height = seat - low if spec.body.hips is None else spec.body.hips / 100
    body = _built(spec, root, (0.0, height, 0.0), True)
    _check_floor(body)
    return body


def _root(spec: Spec) -> Frame:
    if spec.stance == "side-lying":  # on the left side, head to the right, facing the viewer
        root: Frame = ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    else:
        root = rot(WORLD, 2, _ROOT.get(spec.stance, 0))
    body = spec.body
    root = rot(root, 1, -(body.turn or 0))
    return rot(rot(root, 2, -(body.lean or 0)), 0, body.side or 0)


def _built(spec: Spec, root: Frame, origin: Vec, ground: bool) -> Body:
    body = Body(spec, root)
    pelvis = rot(root, 2, spec.pelvis.tilt or 0)
    pelvis = rot(rot(pelvis, 1, -(spec.pelvis.turn or 0)), 0, spec.pelvis.side or 0)
    body.joints["pelvis", ""] = origin, pelvis
    walk_spine(body, origin, pelvis)
    torso: list[tuple[float, Station]] = []
    for h, front, across, ahead in rows_of("torso"):
        place, frame = body.along_spine(h)
        torso.append((h, (at(place, frame, u=ahead), frame, (front, 0.020, across))))
    body.parts["torso", ""] = torso
    _add_head(body)
    add_legs(body, ground)
    add_arms(body, ground)
    return body


def _add_head(body: Body) -> None:
    head = body.spec.head
    place, frame = body.along_spine(NECK_UP)
    nod, side = (head.nod or 0) / 2, (head.side or 0) / 2
    neck = rot(rot(frame, 2, -14 - nod), 0, side)
    low = at(place, frame, u=-0.008)
    # Of a shrug one sees half as shoulders that rise, and half as a neck that sinks between them.
    shrugs = [body.spec.arm(arm).shrug or 0 for arm in SIDES]
    top = at(low, neck, u=(head.slide or 0) / 1700, v=NECK - sum(shrugs) / 400)
    skull = rot(rot(rot(neck, 2, 14 - nod), 0, side), 1, -(head.turn or 0))
    stations: list[tuple[float, Station]] = []
    for i in range(6):
        t = i / 4
        radii = (0.033 - 0.003 * t, 0.012, 0.034 - 0.005 * t)
        stations.append((t, (lerp(low, top, t), neck, radii)))
    body.joints["neck", ""] = low, neck
    body.joints["head", ""] = top, skull
    body.parts["neck", ""] = stations
    centre = at(top, skull, u=0.004 * HEAD, v=0.072 * HEAD)
    body.parts["head", ""] = [(0.0, (centre, skull, (0.061 * HEAD, 0.064 * HEAD, 0.051 * HEAD)))]


def _bottom(station: Station) -> float:
    centre, frame, radii = station
    return centre[1] - math.sqrt(sum((r * f[1]) ** 2 for r, f in zip(radii, frame, strict=True)))


def _lowest(body: Body) -> float:
    """How low the parts that carry the weight reach."""
    names = [str(n) for n in (body.spec.body.rests or _RESTS[body.spec.stance])]
    lows = []
    for (part, side), stations in body.parts.items():
        full = {"R": "right ", "L": "left "}.get(side, "") + part
        if part in names or full in names:
            lows += [_bottom(s) for _, s in stations]
        elif part == "torso" and "pelvis" in names:
            lows += [_bottom(s) for h, s in stations if h < 0.06]
        elif part == "torso" and "shoulders" in names:
            lows += [_bottom(s) for h, s in stations if h > 0.18]
    return min(lows, default=0.0)


def _pitch(spec: Spec, root: Frame) -> float:
    """How far the trunk leans so that shoulders, head or elbows come to the right height."""
    rests, wanted = [str(n) for n in spec.body.rests or ()], spec.body.shoulders
    fours = spec.stance == "all-fours"
    if not (fours or wanted is not None or "head" in rests):
        return 0.0
    height = _FOURS if wanted is None else wanted / 100
    carried = spec
    if "head" in rests or "elbow" in rests:
        carried = structs.replace(spec, body=structs.replace(spec.body, rests=(Text("shank"),)))
        height = height if "head" in rests else UPPER_ARM + 0.022

    def off(pitch: float) -> float:
        body = _built(carried, rot(root, 2, -pitch), (0.0, 0.0, 0.0), False)
        low = _lowest(body)
        if "head" in rests:
            place, frame = body.joint("head")
            return at(place, frame, u=0.012, v=0.068)[1] - low - 0.0665
        both = body.joint("shoulder", "L")[0][1] + body.joint("shoulder", "R")[0][1]
        return both / 2 - low - height

    least, most = -_MOST, _MOST
    for _ in range(12):
        middle = (least + most) / 2
        if off(middle) > 0:
            least = middle
        else:
            most = middle
    return (least + most) / 2


def _check_floor(body: Body) -> None:
    """Say which part would lie in the floor, and by how much."""
    for (part, side), stations in body.parts.items():
        deep = -min(_bottom(s) for _, s in stations)
        if body.spec.stance == "side-lying" and part in ("upper-arm", "forearm"):
            continue  # the lower shoulder gives way under the trunk
        if deep > _SUNK:
            body.warnings.append(Warned("floor", part, side, deep))
