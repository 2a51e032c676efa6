"""A display list: what a drawn figure consists of, before it has colours or a place.

Lengths are units of the drawing's own box; x runs right and y down. Paints are names
of roles (`skin`, `ink`, `primary` ...) that the page's look turns into colours.
"""

from msgspec import Struct

# ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",); as typeset.pages.Ops
Commands = tuple[tuple[str | float, ...], ...]


class Path(Struct, frozen=True):
    """One shape: filled, stroked `width` units wide, or both; `""` is no paint.

    A mirrored one stands for itself and its image about the middle of the box.
    """

    commands: Commands
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    mirrored: bool = False


class Display(Struct, frozen=True):
    """Paths from back to front in a box of `width` by `height` units."""

    width: float
    height: float
    paths: tuple[Path, ...]
