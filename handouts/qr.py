"""QR codes as plain modules; drawing them is a matter of squares.

Whether a link may be printed at all (https only) is checked with the content.
To make a code takes 10 ms and segno, so it is remembered, and a public link's is kept
in the cache folder as well.
"""

import functools
import hashlib
import sys
import types
from pathlib import Path
from typing import Any, Final

from handouts.keep import forget_old, read_sealed, write_sealed

Grid = tuple[tuple[bool, ...], ...]

MOST_BYTES: Final = 300  # 69 modules at most: 35 mm at .5 mm a module, still no poster
_MADE: Final = 1  # raise where the same link would be given another code
_KEPT: Final = 500  # codes, in memory and in the cache folder
_SIDES: Final = range(21, 178, 4)  # modules a side a QR code can have
_REMEMBERED: dict[str, Grid] = {}
QUIET_ZONE: Final = 4  # modules of white paper on each side (ISO/IEC 18004, 6.3.8)


def modules(text: str) -> Grid:
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
    found = _REMEMBERED.get(text)
    if found is None:
        code = _segno().make(text, error="m", micro=False)
        found = tuple(tuple(module == 1 for module in row) for row in code.matrix)
        _remember(text, found)
    return found


def recall(text: str, cache: Path) -> None:
    """Have `modules(text)` ready from the cache folder, or make it and keep it there."""
    if text in _REMEMBERED:
        return
    name = hashlib.sha256(f"{_MADE} {text}".encode()).hexdigest()[:32]
    place = cache / f"qr-{name}.bits"
    body = read_sealed(place)
    kept = _unpacked(body) if body is not None else None
    if kept is not None:
        _remember(text, kept)
        return
    write_sealed(place, _packed(modules(text)))
    forget_old(cache, "qr-*.bits", _KEPT)


def _remember(text: str, grid: Grid) -> None:
    if len(_REMEMBERED) >= _KEPT:
        _REMEMBERED.clear()
    _REMEMBERED[text] = grid


def _packed(grid: Grid) -> bytes:
    """The side, and the rows bit by bit."""
    bits = "".join("01"[dark] for row in grid for dark in row)
    return bytes([len(grid)]) + int(bits, 2).to_bytes((len(bits) + 7) // 8, "big")


def _unpacked(body: bytes) -> Grid | None:
    side = body[0] if body else 0
    if side not in _SIDES or len(body) - 1 != (side * side + 7) // 8:
        return None
    bits = f"{int.from_bytes(body[1:], 'big'):0{side * side}b}"
    if len(bits) != side * side:
        return None
    dark = [bit == "1" for bit in bits]
    return tuple(tuple(dark[at : at + side]) for at in range(0, side * side, side))


@functools.cache
def _segno() -> Any:
    """segno without its writers: these import urllib, ssl and email, for files we never write."""
    writers = "segno.writers"
    known = sys.modules.get(writers)
    sys.modules.setdefault(writers, types.ModuleType(writers))
    try:
        import segno
    finally:
        if known is None:
            del sys.modules[writers]
    return segno


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
