"""What a line is made of, and what both ways of breaking lines share."""

from collections.abc import Callable
from typing import Final, TypeVar

from msgspec import Struct

from handouts.colour.space import Colour

SOFT_HYPHEN: Final = "\u00ad"
# Points by which a word may be wider than its line. Advances are thousandths of the size, so
# no sum of them lies on this edge, where the order of adding up would decide.
SLACK: Final = 0.01037
_ORPHAN_SHARE: Final = 0.28
_NARROWEST: Final = 0.55
_LONG: Final = 400  # words, or lines: in so long a paragraph no one minds the last

Broken = TypeVar("Broken")


class Piece(Struct, frozen=True, gc=False):
    """Text in one face and colour; `width` in points."""

    text: str
    face: str
    colour: Colour
    width: float
    href: str = ""


class Line(Struct, frozen=True, gc=False):
    """One line. `tail` is what the break swallowed: a space, or a soft hyphen to show."""

    pieces: tuple[Piece, ...]
    width: float
    tail: str = ""


def is_cjk(char: str) -> bool:
    """Whether lines may break on both sides of the character."""
    code = ord(char)
    return 0x2E80 <= code <= 0xA4CF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF


def is_orphan(words: str, wide: float, width: float) -> bool:
    """Whether `words`, `wide` points wide, are a single short one on a line of `width`."""
    return " " not in words and wide < width * _ORPHAN_SHARE


def too_long(words: int, lines: int) -> bool:
    """Whether narrowing so long a paragraph would cost more than it is worth."""
    return words > _LONG or lines > _LONG


def narrowed(
    lines: list[Broken],
    width: float,
    widest: float,
    balance: bool,
    greedy: Callable[[float], list[Broken]],
    orphan: Callable[[list[Broken]], bool],
) -> list[Broken]:
    """The same number of lines in the least width; for orphans only as narrow as cures them.

    `greedy` breaks at a width, never less than that of the `widest` word.
    """
    best = lines
    low, high = width * _NARROWEST, width
    for _ in range(7):
        middle = max((low + high) / 2, widest)
        tried = greedy(middle)
        if len(tried) != len(lines):
            low = middle
        elif balance:
            best, high = tried, middle
        elif orphan(tried):
            high = middle
        else:
            best, low = tried, middle
    return best
