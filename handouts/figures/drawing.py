"""Collects what is drawn as a display list: fills and strokes on a coarser grid."""

from typing import Final

from handouts.figures.portrait import STEPS, DisplayList, Op
from handouts.figures.shapes import GRID, Path, Shape, both, lines_in, simple_line, simple_ring

_COARSE: Final = GRID // STEPS
_NEAR: Final = 0.00045


class Pad:
    """Collects what is drawn, from back to front; `window` is all that shows of it."""

    def __init__(self, window: Shape | None = None, mirror: bool = False) -> None:
        self._window = window or []
        self._sign = -1 if mirror else 1
        self._ops: list[tuple[str, list[list[tuple[int, int]]], float, float]] = []

    def fill(self, shape: Shape, tone: str, alpha: float = 1.0) -> None:
        """Fill closed paths; holes run the other way round."""
        shape = both(shape, self._window) if self._window else shape
        paths = [self._coarse(simple_ring(p, _NEAR)) for p in shape if len(p) > 2]
        paths = [p for p in paths if len(p) > 2]
        if paths:
            self._ops.append((tone, paths, alpha, 0.0))

    def stroke(self, lines: Shape, tone: str, width: float) -> None:
        """Stroke lines, `width` in heights; one that ends where it begins is closed."""
        lines = lines_in(lines, self._window) if self._window else lines
        paths = [self._coarse(_simple(line)) for line in lines if len(line) > 1]
        paths = [p for p in paths if len(p) > 1]
        if paths:
            self._ops.append((tone, paths, 1.0, width * STEPS))

    def _coarse(self, path: Path) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        for x, y in path:
            p = (self._sign * round(x / _COARSE), -round(y / _COARSE))
            if not out or p != out[-1]:
                out.append(p)
        return out

    def done(self, above: bool = False) -> DisplayList:
        """The whole list, its box wide enough for every line."""
        left = top = 10**9
        right = bottom = -(10**9)
        for _, paths, _, width in self._ops:
            half = round(width * 0.75) + 1  # small figures are drawn with wider lines
            for path in paths:
                for x, y in path:
                    left, right = min(left, x - half), max(right, x + half)
                    top, bottom = min(top, y - half), max(bottom, y + half)
        if not self._ops:
            left = top = right = bottom = 0
        ops = tuple(
            Op(
                tone,
                " ".join(_code(p, left, top, not width) for p in paths),
                alpha,
                round(width, 1),
            )
            for tone, paths, alpha, width in self._ops
        )
        return DisplayList(right - left, bottom - top, bottom, -left, ops, above)


def _simple(line: Path) -> Path:
    if len(line) > 3 and line[0] == line[-1]:
        ring = simple_ring(line[:-1], _NEAR)
        return [*ring, ring[0]]
    return simple_line(line, _NEAR)


def _code(path: list[tuple[int, int]], left: int, top: int, closed: bool) -> str:
    ring = path[0] == path[-1] and len(path) > 2
    kept = path[:-1] if ring else path
    first, *rest = (f"{x - left} {y - top}" for x, y in kept)
    end = " h" if ring or closed else ""
    return f"{first} m {' '.join(f'{p} l' for p in rest)}{end}"
