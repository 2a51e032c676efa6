"""The body of a file: its objects by number, as bytes. ISO 32000-1, 7.3.

Numbers are given out in the order in which they are asked for, so that equal pages give
equal bytes. An object may be named by its number long before it is written.
"""

import functools
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

ENDSTREAM: Final = b"\nendstream"
_PACKED: Final = "/Filter/FlateDecode"
_QUICK: Final = 1  # of 9: half the time of the usual 6, and 15 % longer
BRISK: Final = 4  # for pictures
SMALL: Final = 9  # for what is packed once and kept


class Body:
    """Collects objects; each is written once."""

    def __init__(self) -> None:
        self._data: dict[int, bytes] = {}
        self._last = 0
        self.seams: set[int] = set()  # objects before which a new pack begins

    @property
    def following(self) -> int:
        """The number that is given out next."""
        return self._last + 1

    def reserve(self, count: int = 1) -> int:
        """The first of so many new numbers."""
        self._last += count
        return self._last - count + 1

    def put(self, number: int, data: bytes) -> None:
        """Write the object that has this number."""
        assert number not in self._data
        self._data[number] = data

    def add(self, data: bytes) -> int:
        """A new object; its number."""
        number = self.reserve()
        self._data[number] = data
        return number

    def extend(self, many: Sequence[bytes]) -> None:
        """New objects in their order, packed apart from others: files may have them in common."""
        self.seams.add(self.following)
        self._data.update(enumerate(many, self.following))
        self._last += len(many)
        self.seams.add(self.following)

    def stream(self, data: bytes, about: str = "") -> int:
        """A new stream with these entries in its dictionary; its number."""
        return self.add(b"<<%s/Length %d>>\nstream\n%s%s" % (
            about.encode(), len(data), data, ENDSTREAM,
        ))  # fmt: skip

    def packed(self, data: bytes, about: str = "") -> int:
        """The same for bytes that are packed already."""
        return self.stream(data, about + _PACKED)

    def all(self) -> Iterator[tuple[int, bytes]]:
        """Every object by its number."""
        return iter(sorted(self._data.items()))


def deflated(data: bytes, level: int = _QUICK) -> bytes:
    """Packed as FlateDecode has it."""
    return zlib.compress(data, level)


@functools.lru_cache(maxsize=32)
def deflated_again(data: bytes) -> bytes:
    """The same for what file after file holds unchanged."""
    return zlib.compress(data, SMALL)


def refs(numbers: Sequence[int]) -> str:
    """An array of references."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


def length(value: float) -> str:
    """Points, to a hundredth of a printer's dot."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def text_string(text: str) -> bytes:
    """A PDF text string: ASCII as it is, all else in UTF-16.

    A slash is written as a number, so that whoever reads an object never takes words for a name.
    """
    if text.isascii() and text.isprintable():
        return f"({escaped(text)})".replace("/", r"\057").encode()
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def address_string(address: str) -> bytes:
    """A web address as a PDF string, which must be ASCII. ISO 32000-1, 12.6.4.7; RFC 3987, 3.1."""
    if not address.isascii():
        from urllib.parse import quote, urlsplit  # few addresses need it

        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode("ascii")
        address = quote(parts._replace(netloc=host).geturl(), safe="%/:=&?~#+!$,;'@()*[]")
    return f"({escaped(address)})".encode("ascii")


def escaped(text: str) -> str:
    """What may stand between the brackets of a string."""
    if "\\" in text:
        text = text.replace("\\", r"\\")
    if "(" in text or ")" in text:
        text = text.replace("(", r"\(").replace(")", r"\)")
    return text
