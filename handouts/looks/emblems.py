"""Signs that must be told apart by shape alone: the ring with a cross, the stop octagon.

The octagon carries the word as road signs do, in strokes of its own: it is a sign, not
text, so that no reader of the text meets "stop" twice.
"""

import math
from typing import Final

from handouts.colour.space import Colour
from handouts.looks.icons import Ops
from handouts.typeset.boxes import Ink, Sheet
from handouts.typeset.pages import CircleMark, PathMark

_UNITS: Final = 24.0
_PEN: Final = 1.15  # of the letters, in units
_WIDE, _HIGH, _APART = 3.5, 5.6, 1.2  # of a letter, in units
_S: Final[Ops] = (
    ("M", 3.3, 1.1), ("C", 2.9, 0.3, 2.3, 0.0, 1.7, 0.0), ("C", 0.8, 0.0, 0.15, 0.6, 0.15, 1.4),
    ("C", 0.15, 2.3, 0.9, 2.55, 1.75, 2.8), ("C", 2.7, 3.05, 3.4, 3.35, 3.4, 4.2),
    ("C", 3.4, 5.1, 2.7, 5.6, 1.7, 5.6), ("C", 0.9, 5.6, 0.35, 5.2, 0.05, 4.4),
)  # fmt: skip
_T: Final[Ops] = (("M", 0.0, 0.0), ("L", 3.5, 0.0), ("M", 1.75, 0.0), ("L", 1.75, 5.6))
_O: Final[Ops] = (
    ("M", 0.05, 2.8), ("C", 0.05, 1.2, 0.7, 0.0, 1.75, 0.0), ("C", 2.8, 0.0, 3.45, 1.2, 3.45, 2.8),
    ("C", 3.45, 4.4, 2.8, 5.6, 1.75, 5.6), ("C", 0.7, 5.6, 0.05, 4.4, 0.05, 2.8), ("Z",),
)  # fmt: skip
_P: Final[Ops] = (
    ("M", 0.25, 5.6), ("L", 0.25, 0.0), ("L", 1.9, 0.0), ("C", 2.9, 0.0, 3.4, 0.7, 3.4, 1.55),
    ("C", 3.4, 2.4, 2.9, 3.1, 1.9, 3.1), ("L", 0.25, 3.1),
)  # fmt: skip
_WORD: Final = (_S, _T, _O, _P)


def octagon(size: float, colour: Colour, ground: Colour) -> Ink:
    """The stop sign, solid in `colour`."""

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        scale = size / _UNITS
        sheet.add(PathMark(x, y, scale, _corners(), fill=colour))
        left = (_UNITS - len(_WORD) * _WIDE - (len(_WORD) - 1) * _APART) / 2
        top = y + (_UNITS - _HIGH) / 2 * scale
        for n, letter in enumerate(_WORD):
            at = x + (left + n * (_WIDE + _APART)) * scale
            sheet.add(PathMark(at, top, scale, letter, stroke=ground, line=_PEN * scale))

    return Ink(size, size, draw)


def ring(size: float, colour: Colour) -> Ink:
    """An open ring with a cross in it: what to avoid."""

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        pen, arm, middle = size * 0.1, size * 0.17, size / 2
        cross: Ops = (
            ("M", middle - arm, middle - arm), ("L", middle + arm, middle + arm),
            ("M", middle - arm, middle + arm), ("L", middle + arm, middle - arm),
        )  # fmt: skip
        sheet.add(CircleMark(x + middle, y + middle, middle - pen / 2, None, colour, pen))
        sheet.add(PathMark(x, y, 1.0, cross, stroke=colour, line=size * 0.125))

    return Ink(size, size, draw)


def _corners() -> Ops:
    points = []
    for n in range(8):
        angle = math.radians(22.5 + 45 * n)
        points.append((12 + 12 * math.cos(angle), 12 + 12 * math.sin(angle)))
    return (("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",))
