"""Hands with fingers, flat on a surface or closed round a limb."""

import itertools
from typing import Final

from handouts.figures.parts import FINE, Detail, Part
from handouts.figures.project import FINE as FINE_RING
from handouts.figures.project import Blob, Camera, Station, blob, hull, outline
from handouts.figures.shapes import Shape, closed_up, cut, edge, grown, lines_in, lines_out, union
from handouts.figures.vectors import Frame, Vec, at, rot

# Across the hand, along it, and the three bones' lengths: first finger to little finger.
_FINGERS: Final = (
    (0.0160, -0.0560, (0.0210, 0.0130, 0.0085)),
    (0.0056, -0.0580, (0.0230, 0.0145, 0.0090)),
    (-0.0050, -0.0565, (0.0215, 0.0135, 0.0085)),
    (-0.0150, -0.0525, (0.0165, 0.0100, 0.0075)),
)
_THICK: Final = (0.0074, 0.0068, 0.0061, 0.0052)
_CURL: Final = (48, 62, 38)


def _ball(place: Vec, frame: Frame, r: float) -> Station:
    return place, frame, (r, r, r * 0.92)


def _finger(
    wrist: Vec, hand: Frame, sign: int, index: int, grip: float, spread: float
) -> list[Station]:
    across, along, bones = _FINGERS[index]
    frame = rot(hand, 2, spread * (1.5 - index) * 3.0)
    place = at(wrist, hand, u=across, v=along)
    out = [_ball(place, frame, _THICK[0])]
    for k, bone in enumerate(bones):
        frame = rot(frame, 0, sign * grip * _CURL[k])
        place = at(place, frame, v=-bone)
        out.append(_ball(place, frame, _THICK[k + 1] * (0.94 if index == 3 else 1)))
    return out


def _thumb(wrist: Vec, hand: Frame, sign: int, grip: float) -> list[Station]:
    base = at(wrist, hand, u=0.011, v=-0.016)
    frame = rot(rot(hand, 2, 34 - 12 * grip), 0, sign * grip * 38)
    knuckle = at(base, frame, v=-0.027)
    frame = rot(rot(frame, 2, -22), 0, sign * grip * 20)
    joint = at(knuckle, frame, v=-0.020)
    frame = rot(frame, 0, sign * grip * 25)
    tip = at(joint, frame, v=-0.014)
    return [
        _ball(base, hand, 0.0100),
        _ball(knuckle, frame, 0.0088),
        _ball(joint, frame, 0.0076),
        _ball(tip, frame, 0.0060),
    ]


def _row(cam: Camera, stations: list[Station]) -> tuple[Shape, list[Blob]]:
    blobs = [blob(cam, s) for s in stations]
    rounds = [outline(b, FINE_RING) for b in blobs]
    return union([hull(a, b) for a, b in itertools.pairwise(rounds)]), blobs


def draw_hand(
    cam: Camera, wrist: Vec, hand: Frame, sign: int, grip: float, key: tuple[str, str]
) -> Part:
    """One hand as a part, its fingers told apart by fine lines."""
    spread = 1.0 if grip < 0.3 else 0.3
    palm = [
        (wrist, hand, (0.0146, 0.0110, 0.0118)),
        (at(wrist, hand, u=0.001, v=-0.022), hand, (0.0178, 0.016, 0.0128)),
        (at(wrist, hand, u=0.0005, v=-0.054), hand, (0.0218, 0.011, 0.0098)),
    ]
    rows = [_row(cam, palm)]
    fingers = [_row(cam, _finger(wrist, hand, sign, i, grip, spread)) for i in range(4)]
    thumb = _row(cam, _thumb(wrist, hand, sign, grip))
    rows += [*fingers, thumb]
    shape = closed_up(union(*(s for s, _ in rows)), 0.0035)
    blobs = [b for _, found in rows for b in found]
    part = Part(key, shape, blobs, "skin")
    part.details = _between(shape, rows)
    return part


def _between(shape: Shape, rows: list[tuple[Shape, list[Blob]]]) -> list[Detail]:
    """The lines between fingers: their edges, where nothing nearer hides them."""
    order = sorted(range(1, len(rows)), key=lambda i: max(b.z for b in rows[i][1]))
    inside = grown(shape, -0.0022)
    lines: Shape = []
    for place, i in enumerate(order):
        nearer = [rows[j][0] for j in order[place + 1 :]]
        palm = grown(rows[0][0], -0.004)
        found = lines_in(edge(rows[i][0]), cut(inside, palm))
        lines += lines_out(found, union(*nearer)) if nearer else found
    return [Detail("skin-line", lines, FINE * 0.72)] if lines else []
