"""Photos and logos that content names, ready to place on a page."""

import math
from pathlib import Path
from typing import Final

from handouts.diagnostics import Span
from handouts.errors import HandoutsError
from handouts.images.files import Refused, read_inside
from handouts.images.pixels import Image, plain

__all__ = ["PAGE_WIDE", "Image", "ImageProblem", "load_image", "pixels_for"]

DOTS_PER_INCH: Final = 300  # of a photo in print; more only makes the file heavier


class ImageProblem(HandoutsError):
    """A picture that cannot be printed; `span` is where content names it."""

    def __init__(self, message: str, hint: str = "", span: Span | None = None) -> None:
        super().__init__(message, hint)
        self.span = span


def pixels_for(mm: float) -> int:
    """How many pixels a side printed `mm` millimetres long needs at 300 dots an inch."""
    if not 0 < mm < 2000:
        raise ValueError("a printed picture is more than 0 and less than 2000 mm long")
    return math.ceil(mm / 25.4 * DOTS_PER_INCH)


PAGE_WIDE: Final = pixels_for(210)  # A4


def load_image(
    root: Path, relative: str, span: Span | None = None, max_px: int = PAGE_WIDE
) -> Image:
    """The PNG or JPEG `relative` below `root`, its longer side at most `max_px` pixels.

    `max_px` comes from pixels_for(the longest side it is ever printed). The
    same file and size give the same bytes. Raises ImageProblem, never hangs,
    and opens nothing outside `root`.
    """
    if max_px < 1:
        raise ValueError("a picture has at least one pixel")
    try:
        return plain(read_inside(root, relative), max_px)
    except Refused as problem:
        shown = relative if len(relative) <= 80 else relative[:77] + "..."
        # repr: a name may hold what would move the terminal's cursor
        raise ImageProblem(f"the picture {shown!r} {problem.reason}", problem.hint, span) from None
