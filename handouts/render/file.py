"""The bytes of a file, with its small objects packed: PDF 1.5's object and reference streams.

A structure tree is hundreds of small objects: written one by one they would make a file twice
as large. Here all that is no stream is packed by the hundred. ISO 32000-1, 7.5.7 and 7.5.8.
PDF/A wants a line's end before `endstream` (ISO 19005-2, 6.1.7.1).
"""

import functools
import hashlib
import itertools
import struct
from typing import Final

from handouts.render.body import ENDSTREAM, Body, deflated

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ROW: Final = struct.Struct(">BIH")  # of the table of references
_TOGETHER: Final = 250  # objects of one stream


def written(body: Body, root: int, info: int) -> bytes:
    """The file whose catalogue and properties have these numbers."""
    out = _Packing()
    seams, small = body.seams, out.small
    for number, data in body.all():
        if number in seams:
            out.seams.append(len(small))
        if data.endswith(ENDSTREAM):
            out.stream(number, data)
        else:
            small.append((number, data))
    return out.finish(body.following, root, info)


class _Packing:
    """Streams are written as they come, other objects are collected and packed together."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._size = len(_HEAD)
        self._places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self.small: list[tuple[int, bytes]] = []
        self.seams: list[int] = []  # where in these a new pack begins

    def stream(self, number: int, data: bytes) -> None:
        """Write a stream as it is."""
        self._places[number] = (1, self._size, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, data)
        self._parts.append(part)
        self._size += len(part)

    def finish(self, following: int, root: int, info: int) -> bytes:
        """Pack what is small, and say where everything is."""
        for start, end in itertools.pairwise((0, *self.seams, len(self.small))):
            for first in range(start, end, _TOGETHER):
                self._pack(following, self.small[first : min(first + _TOGETHER, end)])
                following += 1
        self._places[following] = (1, self._size, 0)
        name = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        places = [self._places[number] for number in range(following + 1)]
        packed = deflated(b"".join([_ROW.pack(*place) for place in places]))
        about = (
            f"<</Type/XRef/Size {following + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode/Length {len(packed)}>>"
        )
        start = self._size
        self.stream(following, b"%s\nstream\n%s%s" % (about.encode(), packed, ENDSTREAM))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self, number: int, small: list[tuple[int, bytes]]) -> None:
        """Objects in one stream."""
        for index, (each, _) in enumerate(small):
            self._places[each] = (2, number, index)
        numbers, objects = zip(*small, strict=True)
        self.stream(number, _packed(numbers, objects))


@functools.lru_cache(maxsize=8)  # the trees of clients' programmes are often the same
def _packed(numbers: tuple[int, ...], objects: tuple[bytes, ...]) -> bytes:
    """A stream of objects: their numbers and places, then themselves."""
    ends = itertools.accumulate(objects, lambda at, data: at + len(data) + 1, initial=0)
    places = " ".join(f"{each} {at}" for each, at in zip(numbers, ends, strict=False))
    first = places.encode() + b"\n"
    packed = deflated(first + b"\n".join(objects))
    about = (
        f"<</Type/ObjStm/N {len(numbers)}/First {len(first)}/Filter/FlateDecode"
        f"/Length {len(packed)}>>"
    )
    return b"%s\nstream\n%s%s" % (about.encode(), packed, ENDSTREAM)
