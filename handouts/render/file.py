"""The bytes of a file, with its small objects packed: PDF 1.5's object and reference streams.

A structure tree is hundreds of small objects: written one by one they would make a file twice
as large. Here all that is no stream is packed by the hundred. ISO 32000-1, 7.5.7 and 7.5.8.
PDF/A wants a line's end before `endstream` (ISO 19005-2, 6.1.7.1).
"""

import hashlib
from typing import Final

from handouts.render.body import ENDSTREAM, Body, deflated

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOGETHER: Final = 200  # objects of one stream


def written(body: Body, root: int, info: int) -> bytes:
    """The file whose catalogue and properties have these numbers."""
    out = _Packing()
    for number, data in body.all():
        out.add(number, data)
    return out.finish(body.following, root, info)


class _Packing:
    """Collects objects; streams are written as they come, others packed together."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._size = len(_HEAD)
        self._places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._small: list[tuple[int, bytes]] = []

    def add(self, number: int, data: bytes) -> None:
        """An object by its number."""
        if data.endswith(ENDSTREAM):
            self._stream(number, data)
        else:
            self._small.append((number, data))

    def _stream(self, number: int, data: bytes) -> None:
        self._places[number] = (1, self._size, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, data)
        self._parts.append(part)
        self._size += len(part)

    def finish(self, following: int, root: int, info: int) -> bytes:
        """Pack what is small, and say where everything is."""
        for start in range(0, len(self._small), _TOGETHER):
            self._pack(following, self._small[start : start + _TOGETHER])
            following += 1
        self._places[following] = (1, self._size, 0)
        name = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        width = 3 if self._size < 1 << 24 else 4
        places = [self._places[number] for number in range(following + 1)]
        packed = deflated(_rows(places, width))
        about = (
            f"<</Type/XRef/Size {following + 1}/W[1 {width} 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode"
            f"/DecodeParms<</Predictor 12/Columns {width + 3}>>/Length {len(packed)}>>"
        )
        start = self._size
        self._stream(following, b"%s\nstream\n%s%s" % (about.encode(), packed, ENDSTREAM))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self, number: int, small: list[tuple[int, bytes]]) -> None:
        """Objects in one stream: their numbers and places, then themselves."""
        known, places, body, at = self._places, [], [], 0
        for index, (each, data) in enumerate(small):
            known[each] = (2, number, index)
            places.append(f"{each} {at}")
            body.append(data)
            at += len(data) + 1
        first = " ".join(places).encode() + b"\n"
        packed = deflated(first + b"\n".join(body))
        about = (
            f"<</Type/ObjStm/N {len(small)}/First {len(first)}/Filter/FlateDecode"
            f"/Length {len(packed)}>>"
        )
        self._stream(number, b"%s\nstream\n%s%s" % (about.encode(), packed, ENDSTREAM))


def _rows(places: list[tuple[int, int, int]], width: int) -> bytes:
    """Each place as what it differs by from the one before, which packs to a third."""
    next_one = b"\2" + bytes(width + 2) + b"\1"  # the next object of the same stream
    out, last = [], (0, 0, 0)
    for place in places:
        kind, where, which = place
        if kind == 2 and which & 255 and (2, where, which - 1) == last:
            out.append(next_one)
        else:
            rows = zip(_row(place, width), _row(last, width), strict=True)
            out.append(b"\2" + bytes((a - b) & 255 for a, b in rows))
        last = place
    return b"".join(out)


def _row(place: tuple[int, int, int], width: int) -> bytes:
    kind, where, which = place
    return bytes([kind]) + where.to_bytes(width, "big") + which.to_bytes(2, "big")
