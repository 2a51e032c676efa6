"""Points, directions and turned frames in space; the unit of length is the person's height.

x runs forward, y up and z to the person's right, while the person stands. A frame is
three directions of a bone: u to the front, v towards the trunk, w to the right.
"""

import math
from typing import Final

Vec = tuple[float, float, float]
Frame = tuple[Vec, Vec, Vec]

UP: Final[Vec] = (0.0, 1.0, 0.0)
WORLD: Final[Frame] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_TURNS: Final = ((1, 2), (2, 0), (0, 1))


def add(a: Vec, b: Vec) -> Vec:
    """The sum."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """The way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mul(a: Vec, k: float) -> Vec:
    """k times as long."""
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: Vec) -> float:
    """The length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """The direction; of no length, any."""
    n = norm(a)
    return (a[0] / n, a[1] / n, a[2] / n) if n > 1e-9 else (1.0, 0.0, 0.0)


def lin(*terms: tuple[float, Vec]) -> Vec:
    """A weighted sum."""
    x = y = z = 0.0
    for k, v in terms:
        x += k * v[0]
        y += k * v[1]
        z += k * v[2]
    return (x, y, z)


def lerp(a: Vec, b: Vec, t: float) -> Vec:
    """The point at share t of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def rot(frame: Frame, axis: int, degrees: float) -> Frame:
    """A frame turned about its own axis: 0 u, 1 v, 2 w."""
    if not degrees:
        return frame
    a = math.radians(degrees)
    c, s = math.cos(a), math.sin(a)
    i, j = _TURNS[axis]
    turned = list(frame)
    turned[i] = lin((c, frame[i]), (s, frame[j]))
    turned[j] = lin((-s, frame[i]), (c, frame[j]))
    return (turned[0], turned[1], turned[2])


def at(origin: Vec, frame: Frame, u: float = 0, v: float = 0, w: float = 0) -> Vec:
    """A point given in a frame."""
    return add(origin, lin((u, frame[0]), (v, frame[1]), (w, frame[2])))


def frame_of(v: Vec, front: Vec) -> Frame:
    """The frame along v whose front looks as nearly as it can towards `front`."""
    v = unit(v)
    w = cross(front, v)
    if norm(w) < 1e-6:
        w = cross((0.0123, 0.9, 0.4), v)
    w = unit(w)
    return (cross(v, w), v, w)


def level(a: Vec, otherwise: Vec = (1.0, 0.0, 0.0)) -> Vec:
    """The direction of a over the floor; `otherwise` where it stands upright."""
    flat = (a[0], 0.0, a[2])
    return unit(flat) if norm(flat) > 0.15 else otherwise


def angle(a: Vec, b: Vec) -> float:
    """Degrees between two directions."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))
