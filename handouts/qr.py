"""QR codes as plain modules; drawing them is a matter of squares.

Whether a link may be printed at all (https only) is checked with the content.
"""

import functools
from typing import Final

MOST_BYTES: Final = 300  # 69 modules at most: 35 mm at .5 mm a module, still no poster
QUIET_ZONE: Final = 4  # modules of white paper on each side (ISO/IEC 18004, 6.3.8)


@functools.lru_cache(maxsize=64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code for `text`, top down; True is dark. The quiet zone is not included.

    Error correction is M (15 % of the code may be lost to a fold or a spot of
    ink), more where it fits in the same size. Never a Micro QR code: phone
    cameras do not read those.
    """
    if not text:
        raise ValueError("a QR code needs a link")
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ValueError("the link holds a character that cannot be written") from None
    if size > MOST_BYTES:
        raise ValueError(f"the link is too long for a QR code: {size} bytes, at most {MOST_BYTES}")
    import segno

    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(module == 1 for module in row) for row in code.matrix)


def printed_side(modules: int, module_mm: float = 0.5, least_mm: float = 20.0) -> float:
    """The side in mm to print a code of `modules` a side, without its quiet zone.

    The quiet zone adds QUIET_ZONE modules on each side, that is
    `2 * QUIET_ZONE * side / modules`. A module of .5 mm is six dots of a 300
    dpi printer, so toner that spreads by a dot leaves it apart from the next;
    and a phone held a hand's length off (20 cm) reads a code of a tenth of
    that distance, hence 20 mm however few its modules.
    """
    if modules < 1:
        raise ValueError("a QR code has at least one module")
    return max(modules * module_mm, least_mm)
