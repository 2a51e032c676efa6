"""From stations in space to outlines on paper, seen from any side without perspective.

A body part is a row of ellipsoids ("stations"). The outline of an ellipsoid is an
ellipse, and that of two neighbours the hull of two ellipses, so a part drawn once is
drawn from everywhere.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from handouts.figures.shapes import GRID, Path, Shape, union
from handouts.figures.vectors import Frame, Vec, dot, lin

Floats = list[tuple[float, float]]
# A centre, its frame, and the radii along u, v and w.
Station = tuple[Vec, Frame, Vec]


def _around(count: int) -> tuple[tuple[float, float], ...]:
    step = 2 * math.pi / count
    return tuple((math.cos(step * i), math.sin(step * i)) for i in range(count))


LIMB: Final = _around(36)
FINE: Final = _around(16)


class Camera(Struct, frozen=True):
    """Where one looks from: the directions to the right, up and towards the eye."""

    right: Vec
    up: Vec
    toward: Vec

    def flat(self, p: Vec) -> tuple[int, int]:
        """A point on the drawing's grid."""
        return (round(dot(p, self.right) * GRID), round(dot(p, self.up) * GRID))

    def depth(self, p: Vec) -> float:
        """How near the eye a point is."""
        return dot(p, self.toward)


def camera(turn: float, height: float) -> Camera:
    """From the person's right at 0 degrees, from the front at 90; `height` from above."""
    a, e = math.radians(turn), math.radians(height)
    ahead: Vec = (math.sin(a), 0.0, math.cos(a))
    right: Vec = (math.cos(a), 0.0, -math.sin(a))
    up: Vec = (0.0, 1.0, 0.0)
    toward = lin((math.cos(e), ahead), (math.sin(e), up))
    return Camera(right, lin((math.cos(e), up), (-math.sin(e), ahead)), toward)


class Blob(Struct, frozen=True):
    """A station as the camera sees it: centre, depth, and the half axes projected."""

    x: float
    y: float
    z: float
    xx: float
    xy: float
    yy: float
    reach: float

    def front(self, px: float, py: float) -> tuple[float, float]:
        """(how far outside, from 1 on; depth of its front there) at a point, in grid steps."""
        det = self.xx * self.yy - self.xy * self.xy
        if det < 1e-3:
            return (9.0, self.z)
        dx, dy = px - self.x, py - self.y
        k = (self.yy * dx * dx - 2 * self.xy * dx * dy + self.xx * dy * dy) / det
        return (k, self.z + self.reach * math.sqrt(1 - k) if k < 1 else self.z)


def blob(cam: Camera, station: Station, more: float = 0.0) -> Blob:
    """A station seen by the camera, inflated by `more`."""
    centre, frame, radii = station
    xx = xy = yy = zz = 0.0
    for axis, radius in zip(frame, radii, strict=True):
        k = (radius + more) * GRID
        x, y, z = dot(axis, cam.right) * k, dot(axis, cam.up) * k, dot(axis, cam.toward) * k
        xx += x * x
        xy += x * y
        yy += y * y
        zz += z * z
    x, y = dot(centre, cam.right) * GRID, dot(centre, cam.up) * GRID
    return Blob(x, y, dot(centre, cam.toward) * GRID, xx, xy, yy, math.sqrt(zz))


def outline(b: Blob, directions: tuple[tuple[float, float], ...] = LIMB) -> Floats:
    """The ellipse, as the point furthest out in each direction."""
    x, y, xx, xy, yy = b.x, b.y, b.xx, b.xy, b.yy
    out, root = [], math.sqrt
    for dx, dy in directions:
        px, py = xx * dx + xy * dy, xy * dx + yy * dy
        h = px * dx + py * dy
        h = 1 / root(h) if h > 1e-9 else 0.0
        out.append((x + px * h, y + py * h))
    return out


def hull(*outlines: Floats) -> Path:
    """The hull of ellipses told in the same directions."""
    directions = LIMB if len(outlines[0]) == len(LIMB) else FINE
    out = []
    for i, (dx, dy) in enumerate(directions):
        best, found = -1e18, outlines[0][i]
        for one in outlines:
            p = one[i]
            far = p[0] * dx + p[1] * dy
            if far > best:
                best, found = far, p
        out.append((int(found[0]), int(found[1])))
    return out


def chain(
    cam: Camera,
    stations: Sequence[Station],
    more: float = 0.0,
    directions: tuple[tuple[float, float], ...] = LIMB,
) -> Shape:
    """The outline of a row of stations."""
    rounds = [outline(blob(cam, s, more), directions) for s in stations]
    if len(rounds) < 2:
        return [hull(*rounds)] if rounds else []
    return union([hull(a, b) for a, b in itertools.pairwise(rounds)])
