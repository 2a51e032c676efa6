"""What is known of a TrueType face, and a part of it as a file holds it: values to keep."""

from msgspec import Struct


class Face(Struct, frozen=True):
    """A face's measures, at 1000 units an em; `units` are those of its own drawing."""

    name: str
    ascent: float
    cap_height: float
    descent: float
    flags: int
    box: tuple[float, ...]
    slant: float
    stem: float
    units: int
    other_width: float  # of a character that it lacks
    widths: dict[int, float]  # of every character that it has
    starts: dict[int, int]  # where the ink starts, right of the origin, in `units`


class Cut(Struct, frozen=True):
    """The letters of a face that a file uses: outlines and code page packed, widths written out."""

    outlines: bytes
    size: int  # of the outlines, unpacked
    widths: str
    code_page: bytes
    tag: str  # six letters that tell it from other cuts of the face
