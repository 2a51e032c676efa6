"""The faces of one file and the codes of their letters in it.

A face's first cut has Western letters and signs at their codes in Windows' code page, so
that text is written as it is; whatever else a text has comes, in the order met, in further
cuts. A cut holds printable ASCII and what else is used.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from handouts.render.body import Body, escaped
from handouts.render.face import Cut, Face
from handouts.render.typecase import Typecase

_CODES: Final = "cp1252"
_ASCII: Final = range(0x20, 0x7F)
_LAST: Final = "~"  # of printable ASCII
_NO_BREAK_SPACE: Final = "\u00a0"
_FIRST: Final = 0x21  # of a further cut's codes; below are signs that readers may act on
_ROOM: Final = 0x100 - _FIRST
_NONSYMBOLIC: Final = 1 << 5
_SYMBOLIC: Final = 1 << 2


class _Use:
    """What a file uses of a face."""

    def __init__(self, name: str) -> None:
        self.name = name  # of the first cut, among the file's resources
        self.plain = False  # whether anything is in the first cut
        self.western: set[str] = set()
        self.others: dict[str, int] = {}  # in the order met


class Lettering:
    """Codes text for one file, and puts into it what it used."""

    def __init__(self, case: Typecase) -> None:
        self._case = case
        self._uses: dict[str, _Use] = {}

    def name(self, face: str) -> str:
        """What the file calls a face's first cut, which is now used."""
        use = self._use(face)
        use.plain = True
        return use.name

    def coded(self, face: str, text: str) -> Iterable[tuple[str, str]]:
        """`text` in parts: what the file calls the cut, and the string to show, escaped."""
        use = self._uses.get(face) or self._use(face)
        if text.isascii() and text.isprintable():
            use.plain = True
            return ((use.name, escaped(text)),)
        text = text.replace(_NO_BREAK_SPACE, " ")
        codes = _western(text)
        if codes is None:
            return self._parts(use, text)
        use.plain = True
        use.western.update(text)
        return ((use.name, escaped(codes)),)

    def _use(self, face: str) -> _Use:
        return self._uses.setdefault(face, _Use(f"/F{len(self._uses) + 1}"))

    def _parts(self, use: _Use, text: str) -> list[tuple[str, str]]:
        parts: list[tuple[str, str]] = []
        for char in text:
            name, code = use.name, _western(char)
            if code is None:
                cut, place = divmod(use.others.setdefault(char, len(use.others)), _ROOM)
                name, code = f"{use.name}.{cut + 1}", chr(_FIRST + place)
            else:
                use.plain = True
                use.western.add(char)
            before = parts.pop()[1] if parts and parts[-1][0] == name else ""
            parts.append((name, before + escaped(code)))
        return parts

    def embed(self, body: Body, keep: bool) -> str:
        """Put the cuts into a file; the entries of its dictionary of fonts."""
        fonts = []
        for face, use in self._uses.items():
            known = self._case.faces[face]
            for name, characters in _cuts(use):
                cut = self._case.cut(face, characters, keep)
                fonts.append(f"{name} {_font(body, known, cut, len(characters))} 0 R")
        return "".join(fonts)


def _western(text: str) -> str | None:
    """The codes of a text in Windows' code page, as letters of Latin-1; None if it lacks one."""
    try:
        codes = text.encode(_CODES)
    except UnicodeEncodeError:
        return None
    return codes.decode("latin-1") if min(codes) >= _ASCII.start else None


def _cuts(use: _Use) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each cut's name, and the character at each code of it, 0 for none."""
    if use.plain:
        yield use.name, _first(use)
    others = list(map(ord, use.others))
    for number, at in enumerate(range(0, len(others), _ROOM), 1):
        yield f"{use.name}.{number}", (*(0,) * _FIRST, *others[at : at + _ROOM])


def _first(use: _Use) -> tuple[int, ...]:
    first = {char.encode(_CODES)[0]: ord(char) for char in use.western if char > _LAST}
    above = range(_ASCII.stop, max(first, default=0) + 1)
    return (*(0,) * _ASCII.start, *_ASCII, *(first.get(code, 0) for code in above))


def _font(body: Body, face: Face, cut: Cut, count: int) -> int:
    """The objects of a cut. ISO 32000-1, 9.6.3 and 9.8."""
    name = f"/{cut.tag}+{face.name}"
    outlines = body.packed(cut.outlines, f"/Length1 {cut.size}")
    code_page = body.packed(cut.code_page)
    flags = face.flags & ~_NONSYMBOLIC | _SYMBOLIC
    box = " ".join(f"{edge:g}" for edge in face.box)
    about = body.add(
        f"<</Type/FontDescriptor/FontName{name}/Flags {flags}/FontBBox[{box}]"
        f"/ItalicAngle {face.slant:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
        f"/CapHeight {face.cap_height:g}/StemV {face.stem:g}/MissingWidth {face.other_width:g}"
        f"/FontFile2 {outlines} 0 R>>".encode()
    )
    return body.add(
        f"<</Type/Font/Subtype/TrueType/BaseFont{name}/FirstChar 0/LastChar {count - 1}"
        f"/Widths{cut.widths}/FontDescriptor {about} 0 R/ToUnicode {code_page} 0 R>>".encode()
    )
