"""The parts of a PDF as `render.file` writes it, read back quickly: objects by number, bytes.

No general reader: those take longer to import than a card takes to make. It reads only what
we write ourselves, and anything else is a ValueError.
"""

import functools
import itertools
import re
import zlib
from typing import Final

from msgspec import Struct

_OBJECT: Final = re.compile(rb"(\d+) 0 obj\n")
_LENGTH: Final = re.compile(rb"/Length (\d+)")
_START: Final = b"stream\n"
_END: Final = b"\nendstream\nendobj\n"


class Parts(Struct, frozen=True):
    """Objects without a stream, the dictionary and bytes of those with one, and the trailer."""

    small: dict[int, bytes]
    streams: dict[int, tuple[bytes, bytes]]
    trailer: bytes

    def unpacked(self, number: int) -> bytes:
        """A stream as it was before it was packed."""
        about, data = self.streams[number]
        return zlib.decompress(data) if b"FlateDecode" in about else data


def parts_of(pdf: bytes) -> Parts:
    """Take a file apart."""
    small: dict[int, bytes] = {}
    streams: dict[int, tuple[bytes, bytes]] = {}
    trailer = b""
    at = pdf.index(b"\n", pdf.index(b"\n") + 1) + 1
    while found := _OBJECT.match(pdf, at):
        number = int(found[1])
        start = pdf.index(_START, found.end())
        about = pdf[found.end() : start]
        length = _LENGTH.search(about)
        if length is None:
            raise ValueError(f"object {number} has no length")
        start += len(_START)
        end = start + int(length[1])
        if pdf[end : end + len(_END)] != _END:
            raise ValueError(f"object {number} is not as long as it says")
        at = end + len(_END)
        if b"/ObjStm" in about:
            small.update(_unpacked(pdf[start:end], about))
        elif b"/XRef" in about:
            trailer = about
        else:
            streams[number] = about, pdf[start:end]
    if not trailer:
        raise ValueError("there is no trailer")
    return Parts(small, streams, trailer)


@functools.lru_cache(maxsize=8)  # clients' programmes often have a stream of these in common
def _unpacked(packed: bytes, about: bytes) -> dict[int, bytes]:
    """The objects of one stream."""
    data = zlib.decompress(packed)
    first = int(about.split(b"/First ", 1)[1].split(b"/", 1)[0])
    numbers = list(map(int, data[:first].split()))
    objects = data[first:].split(b"\n")  # none holds a line's end
    starts = itertools.accumulate([len(each) + 1 for each in objects], initial=0)
    if numbers[1::2] != list(starts)[:-1]:
        raise ValueError("packed objects are not where the file says")
    return dict(zip(numbers[::2], objects, strict=True))
