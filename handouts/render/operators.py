"""PDF operators of one page, written as text: what changes is written, the rest is kept.

ReportLab's own text and path objects write colour, face and line anew for every word
and every stroke, and format each number by itself; that was a third of the time of a
batch. Here the state of a page is known, and a shape that is drawn again and again (an
icon, a disc) is written once in its own unit and then only placed.

Numbers have two decimals, a hundredth of a point; so have those of unit shapes, whose
24 units are some millimetres wide.
"""

import functools
from typing import Any, Final

from handouts.colour.space import Colour
from handouts.render.engine import escape, pdfmetrics

Ops = tuple[tuple[str | float, ...], ...]
_KAPPA: Final = 0.5523  # a quarter of a circle as one curve
_ALL_CORNERS: Final = "tl tr br bl"
_VERBS: Final = {"M": "m", "L": "l", "C": "c", "R": "re"}
_DISC: Final = f"1 0 m 1 {_KAPPA} {_KAPPA} 1 0 1 c -{_KAPPA} 1 -1 {_KAPPA} -1 0 c " \
    f"-1 -{_KAPPA} -{_KAPPA} -1 0 -1 c {_KAPPA} -1 1 -{_KAPPA} 1 0 c h"
# Even-odd, so that a ring within a ring is a hole whichever way it was drawn.
_PAINTS: Final = {(True, True): "B*", (True, False): "f*", (False, True): "S", (False, False): "n"}


class Operators:
    """Collects operators; y runs up from the foot of the page, as in the file."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._names: dict[tuple[str, int], str] = {}
        self.code: list[str] = []
        self.begin()

    def begin(self) -> None:
        """A new page. Lines end and meet round on all of it."""
        self.code = ["1 J 1 j"]
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._line = 0.0
        self._face: tuple[str, float] | None = None

    # -- state ------------------------------------------------------------------

    def fill(self, colour: Colour) -> None:
        """Fill, and set text, in `colour` from here on."""
        if colour != self._fill:
            self._fill = colour
            self.code.append(f"{_rgb(colour)} rg")

    def stroke(self, colour: Colour) -> None:
        """Draw lines in `colour` from here on."""
        if colour != self._stroke:
            self._stroke = colour
            self.code.append(f"{_rgb(colour)} RG")

    def _paint(self, fill: Colour | None, stroke: Colour | None, line: float) -> str:
        """Set colours and the line's width; the operator that ends a path so painted."""
        if fill is not None:
            self.fill(fill)
        if stroke is not None:
            self.stroke(stroke)
            if line != self._line:
                self._line = line
                self.code.append("%.2f w" % line)
        return _PAINTS[fill is not None, stroke is not None]
