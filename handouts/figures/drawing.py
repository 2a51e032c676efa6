"""What drawing a figure comes to: fills and strokes in steps of a fixed grid, tones by name."""

from typing import Final, Literal

from msgspec import Struct

from handouts.figures.shapes import GRID, Path, Shape, both, lines_in, simple_line, simple_ring

STEPS: Final = 4000  # in a person's height
_COARSE: Final = GRID // STEPS
_NEAR: Final = 0.00042


class Op(Struct, frozen=True, array_like=True):
    """One fill or stroke. Paths are x0, y0, x1, y1 ...; a `width` is in steps, 0 for a fill."""

    kind: Literal["fill", "stroke"]
    tone: str
    paths: tuple[tuple[int, ...], ...]
    alpha: float = 1.0
    width: int = 0
    dash: tuple[int, ...] = ()


class DisplayList(Struct, frozen=True, array_like=True):
    """A figure drawn: its ops in order, and its box (left, bottom, right, top) in steps."""

    ops: tuple[Op, ...]
    box: tuple[int, int, int, int]


class Pad:
    """Collects ops."""

    def __init__(self, window: Shape | None = None) -> None:
        self.ops: list[Op] = []
        self.window = window or []

    def fill(self, shape: Shape, tone: str, alpha: float = 1.0) -> None:
        """Fill closed paths; holes run the other way round."""
        shape = both(shape, self.window) if self.window else shape
        paths = tuple(_flat(simple_ring(p, _NEAR)) for p in shape if len(p) > 2)
        paths = tuple(p for p in paths if len(p) >= 6)
        if paths:
            self.ops.append(Op("fill", tone, paths, alpha))

    def stroke(self, lines: Shape, tone: str, width: float, dash: tuple[float, ...] = ()) -> None:
        """Stroke lines; one that ends where it begins is closed. Width in heights."""
        lines = lines_in(lines, self.window) if self.window else lines
        paths = tuple(_flat(self._line(line)) for line in lines if len(line) > 1)
        paths = tuple(p for p in paths if len(p) >= 4)
        if paths:
            dashes = tuple(round(d * STEPS) for d in dash)
            self.ops.append(Op("stroke", tone, paths, 1.0, max(1, round(width * STEPS)), dashes))

    @staticmethod
    def _line(line: Path) -> Path:
        if len(line) > 3 and line[0] == line[-1]:
            ring = simple_ring(line[:-1], _NEAR)
            return [*ring, ring[0]]
        return simple_line(line, _NEAR)

    def done(self) -> DisplayList:
        """The whole list with its box, half a line's width wider than the paths."""
        left = bottom = 10**9
        right = top = -(10**9)
        for op in self.ops:
            half = (op.width + 1) // 2 + 1
            for path in op.paths:
                xs, ys = path[::2], path[1::2]
                left, right = min(left, min(xs) - half), max(right, max(xs) + half)
                bottom, top = min(bottom, min(ys) - half), max(top, max(ys) + half)
        if not self.ops:
            left = bottom = right = top = 0
        return DisplayList(tuple(self.ops), (left, bottom, right, top))


def _flat(path: Path) -> tuple[int, ...]:
    out: list[int] = []
    last = (10**9, 0)
    for x, y in path:
        p = (round(x / _COARSE), round(y / _COARSE))
        if p != last:
            out += p
            last = p
    return tuple(out)


def flipped(drawn: DisplayList) -> DisplayList:
    """The picture as in a mirror."""
    ops = tuple(
        Op(o.kind, o.tone, tuple(_mirror(p) for p in o.paths), o.alpha, o.width, o.dash)
        for o in drawn.ops
    )
    left, bottom, right, top = drawn.box
    return DisplayList(ops, (-right, bottom, -left, top))


def _mirror(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-n if i % 2 == 0 else n for i, n in enumerate(path))
