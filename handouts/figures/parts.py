"""What a body part is once it is flat: an outline, its cloth, and the lines drawn on it."""

from typing import Final

from msgspec import Struct

from handouts.figures.body import Key
from handouts.figures.project import Blob
from handouts.figures.shapes import Path, Point, Shape

# A joint: where, how far round it the outline stays open, and the neighbour inside which it does.
Gap = tuple[Point, float, Key]


class Cloth(Struct):
    """Something worn over a part. Its edge is inked only within `hem`, where it ends."""

    tone: str
    shape: Shape
    hem: Path | None = None


class Detail(Struct):
    """Lines (or with `fill` a shape) drawn on a part; `weight` in figure heights."""

    tone: str
    paths: Shape
    weight: float = 0.0
    fill: bool = False


class Part(Struct):
    """One part as the camera sees it."""

    key: Key
    shape: Shape
    blobs: list[Blob]
    tone: str
    gaps: list[Gap] = []
    cloth: list[Cloth] = []
    details: list[Detail] = []
    far: bool = False

    def depth(self, x: float, y: float) -> float:
        """How near the eye the part's front is at a point, in steps."""
        best, found, nearest, fallback = -1e18, False, 1e18, 0.0
        for one in self.blobs:
            outside, z = one.front(x, y)
            if outside <= 1.04:
                found = True
                best = max(best, z)
            if outside < nearest:
                nearest, fallback = outside, one.z
        return best if found else fallback

    @property
    def middle(self) -> float:
        """How near the eye it is on the whole."""
        return sum(b.z for b in self.blobs) / len(self.blobs)


OUTER: Final = 0.0074  # ink round the figure, in heights
INNER: Final = 0.0050
FINE: Final = 0.0034
