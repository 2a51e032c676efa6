"""A body in space: its joints, its stations, and what could not be done as asked."""

from typing import Final

from msgspec import Struct

from handouts.figures.portrait import Warned
from handouts.figures.project import Station
from handouts.figures.skeleton import row_at, rows_of
from handouts.figures.spec import Spec
from handouts.figures.vectors import Frame, Vec, at, cross, rot, sub, unit

Joint = tuple[Vec, Frame]
Key = tuple[str, str]  # ("thigh", "R"), ("torso", "")

LUMBAR: Final = (0.03, 0.15)
THORACIC: Final = (0.15, 0.285)
_STEP: Final = 0.005
_TOP: Final = 0.305


class Body(Struct):
    """What solving found; filled part by part."""

    spec: Spec
    root: Frame
    joints: dict[Key, Joint] = {}
    parts: dict[Key, list[tuple[float, Station]]] = {}
    spine: list[tuple[float, Vec, Frame]] = []
    warnings: list[Warned] = []
    contacts: dict[Key, tuple[str, Vec, Vec]] = {}  # a hand's surface: what, point, outward

    def joint(self, name: str, side: str = "") -> Joint:
        """A joint's place and the frame of what hangs on it."""
        return self.joints[name, side]

    def along_spine(self, h: float) -> Joint:
        """A place h above the hip joints, along the back."""
        if h <= 0:
            _, p, f = self.spine[0]
            return at(p, f, v=h), f
        i = min(len(self.spine) - 1, round(h / _STEP))
        _, p, f = self.spine[i]
        return at(p, f, v=h - i * _STEP), f


def walk_spine(body: Body, origin: Vec, frame: Frame) -> None:
    """The spine from the pelvis up, bending evenly in each half."""
    spine = body.spec.spine
    share = (LUMBAR[1] - LUMBAR[0]) / (THORACIC[1] - LUMBAR[0])
    zones = []
    halves = ((LUMBAR, spine.lower or 0, share), (THORACIC, spine.upper or 0, 1 - share))
    for (low, high), bend, part in halves:
        rate = _STEP / (high - low)
        side, twist = (spine.side or 0) * part * rate, (spine.twist or 0) * part * rate
        zones.append((low, high, bend * rate, side, twist))
    body.spine.clear()
    place, h = origin, 0.0
    while h <= _TOP:
        body.spine.append((h, place, frame))
        for start, end, flex, side, twist in zones:
            if start <= h < end - 1e-9:
                frame = rot(rot(rot(frame, 2, -flex), 0, side), 1, -twist)
        place = at(place, frame, v=_STEP)
        h += _STEP


def flesh(
    segment: str, place: Vec, frame: Frame, length: float, sign: int, thick: float = 0.024
) -> list[tuple[float, Station]]:
    """The stations of a limb's segment from its joint down."""
    out = []
    for t, front, across, ahead, outward in rows_of(segment):
        centre = at(place, frame, ahead, -t * length, sign * outward)
        end = front * 0.9 if t in (0, 1) else thick
        out.append((t, (centre, frame, (front, min(end, front), across))))
    return out


def ring(segment: str, place: Vec, frame: Frame, length: float, t: float, sign: int) -> Station:
    """A flat cut across a segment: where cloth ends."""
    front, across, ahead, outward = row_at(segment, t)
    return at(place, frame, ahead, -t * length, sign * outward), frame, (front, 0.0008, across)


def hinge(upper: Vec, middle: Vec, lower: Vec, pole: Vec) -> tuple[Frame, Frame]:
    """The frames of two bones that meet in a hinge whose front is on the pole's side."""
    w = unit(cross(pole, unit(sub(upper, lower))))
    first, second = unit(sub(upper, middle)), unit(sub(middle, lower))
    return (unit(cross(first, w)), first, w), (unit(cross(second, w)), second, w)
