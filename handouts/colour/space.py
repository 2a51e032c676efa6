"""One colour: as typed, as measured for reading, as perceived.

Contrast and luminance follow WCAG 2.2. Lightness, chroma and hue are OKLCH
(Björn Ottosson, "A perceptual color space for image processing", 2020), in
which equal lightness looks equally light whatever the hue, so one rule gives
every brand a tint of the same strength.
"""

import math
import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

_HEX: Final = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_MOST_CHROMA: Final = 0.4  # above any sRGB colour's (magenta's, .323)
# What rounding alone may carry a linear channel out of 0..1; a thousandth of a step of 255.
_SLACK: Final = 2e-6


class Colour(Struct, frozen=True):
    """An sRGB colour, each part from 0 to 1."""

    r: float
    g: float
    b: float

    def __post_init__(self) -> None:
        if not (0 <= self.r <= 1 and 0 <= self.g <= 1 and 0 <= self.b <= 1):
            raise ValueError("each part of a colour lies between 0 and 1")


class Oklch(Struct, frozen=True):
    """Lightness 0..1, chroma 0..about .33, hue in degrees 0..360."""

    lightness: float
    chroma: float
    hue: float


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(1, 1, 1)


def parse_hex(text: str) -> Colour:
    """`#1f6f78` or `#abc` as a Colour.

    Names and rgb() are refused: a print shop and a brand sheet both give the
    number, and one way to write a colour is enough to explain.
    """
    found = _HEX.fullmatch(text)
    if not found:
        shown = text if len(text) <= 30 else text[:30] + "..."
        raise ValueError(f"{shown!r} is not a colour; write it as '#1f6f78', or '#abc' for short")
    digits = found[1]
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return Colour(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))


def to_hex(colour: Colour) -> str:
    """The colour as `#rrggbb`, to the nearest step of 255."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in (colour.r, colour.g, colour.b))


def rounded(colour: Colour) -> Colour:
    """The nearest colour that `#rrggbb` can write, so that what is measured is what prints."""
    return Colour(*(round(255 * part) / 255 for part in (colour.r, colour.g, colour.b)))


def luminance(colour: Colour) -> float:
    """WCAG relative luminance, 0 for black to 1 for white."""
    red, green, blue = _linear(colour.r), _linear(colour.g), _linear(colour.b)
    # Rounding must not lift white over 1.
    return min(1.0, 0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(a: Colour, b: Colour) -> float:
    """WCAG contrast ratio, 1 for alike to 21 for black on white; the order does not matter."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def to_oklch(colour: Colour) -> Oklch:
    """The colour as lightness, chroma and hue; a grey's hue means nothing."""
    red, green, blue = _linear(colour.r), _linear(colour.g), _linear(colour.b)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour, or where sRGB has none so strong, the strongest of that lightness and hue.

    Only chroma gives way: a lightness that moved would break the contrast it
    was chosen for, and a hue that moved would no longer be the brand's.
    """
    if lightness >= 1 or lightness <= 0:
        return WHITE if lightness >= 1 else BLACK
    angle = math.radians(hue)
    cos, sin = math.cos(angle), math.sin(angle)

    def at(strength: float) -> tuple[float, float, float]:
        return _linear_rgb(lightness, strength * cos, strength * sin)

    wanted = at(chroma)
    red, green, blue = wanted if _shows(wanted) else at(_strongest(at, chroma))
    return Colour(_encoded(red), _encoded(green), _encoded(blue))


def _strongest(at: Callable[[float], tuple[float, float, float]], chroma: float) -> float:
    low, high = 0.0, min(chroma, _MOST_CHROMA)
    for _ in range(9):  # to .4 / 512, less than an eye can tell
        middle = (low + high) / 2
        low, high = (middle, high) if _shows(at(middle)) else (low, middle)
    return low


def _shows(rgb: tuple[float, float, float]) -> bool:
    return min(rgb) >= -_SLACK and max(rgb) <= 1 + _SLACK


def _linear_rgb(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    encoded = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return min(1.0, float(encoded))
