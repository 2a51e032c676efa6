"""The faces in use and their cuts, each read or made once and kept in the cache folder.

Reading a face takes ReportLab, whose import alone costs half of what a card does; a warm
run needs neither. What is kept is known by the state of the font file, of this program's code
and of ReportLab's. For a client only what tells nothing is kept: the faces of the design
itself, and cuts whose letters are all ASCII, which every cut has, whatever signs there are.
"""

import functools
import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from handouts.keep import forget_old, read_sealed, write_sealed
from handouts.render.body import SMALL, deflated
from handouts.render.face import Cut, Face

_KEY: Final = 24
_KEPT: Final = 64  # cuts in memory; a batch of like documents needs a handful
_FILES: Final = 300  # of the cache folder: faces, and cuts, that many of each
_CODE: Final = ("body.py", "face.py", "faces.py", "typecase.py")
_ASCII_END: Final = 0x80
_LETTERS: Final = "ABCDEFGHIJKLMNOP"


class Typecase:
    """Faces by name, once opened; `cache` is where what is known of them outlasts the process."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache
        self._paths: dict[str, Path] = {}
        self.faces: dict[str, Face] = {}
        self._cuts: dict[tuple[str, tuple[int, ...]], tuple[Cut, bool]] = {}
        self._unkept: set[str] = set()

    def open(self, path: Path, keep: bool = True) -> Face:
        """The face of a font file, which bears the file's name from now on."""
        name = path.stem
        if name not in self.faces:
            self._paths[name] = path
            found = self._kept(self._place(path), Face)
            if found is None:
                found = _read(path)
                self._unkept.add(name)
            self.faces[name] = found
        if keep and name in self._unkept:
            self._unkept.remove(name)
            self._keep(self._place(path), self.faces[name])
        return self.faces[name]

    def cut(self, name: str, characters: tuple[int, ...], keep: bool) -> Cut:
        """The cut of a face that has `characters[code]` at each code, 0 for none."""
        found, kept = self._cuts.get((name, characters), (None, False))
        if found is not None and (kept or not keep):
            return found
        keep = keep or not any(chr(char).isalpha() for char in characters if char >= _ASCII_END)
        place = self._place(self._paths[name], ",".join(map(str, characters)))
        if found is None:
            if len(self._cuts) >= _KEPT:
                self._cuts.clear()
            found = self._kept(place, Cut)
            kept = found is not None
        if found is None:
            found = self._made(name, characters)
        if keep and not kept:
            self._keep(place, found)
        self._cuts[name, characters] = found, kept or keep
        return found

    def _made(self, name: str, characters: tuple[int, ...]) -> Cut:
        outlines = bytes(_parsed(self._paths[name]).makeSubset(list(characters)))
        tag = "".join(_LETTERS[byte & 15] for byte in hashlib.sha256(outlines).digest()[:6])
        widths = self.faces[name].widths
        shown = " ".join(f"{widths.get(char, 0):g}" if char else "0" for char in characters)
        return Cut(
            deflated(outlines, SMALL),
            len(outlines),
            f"[{shown}]",
            deflated(_code_page(characters), SMALL),
            tag,
        )

    def _place(self, path: Path, cut: str = "") -> Path | None:
        if self._cache is None:
            return None
        state = path.stat()
        said = f"{path} {state.st_size} {state.st_mtime_ns} {_code_state()} {cut}"
        key = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:_KEY]
        return self._cache / f"{'cut' if cut else 'face'}-{key}"

    def _kept(self, place: Path | None, kind: type[Any]) -> Any:
        body = read_sealed(place) if place is not None else None
        if body is None:
            return None
        try:
            return msgspec.msgpack.decode(body, type=kind)
        except msgspec.MsgspecError:
            return None

    def _keep(self, place: Path | None, value: Face | Cut) -> None:
        if place is not None:
            write_sealed(place, msgspec.msgpack.encode(value))
            forget_old(place.parent, f"{place.name.partition('-')[0]}-*", _FILES)


@functools.cache
def usual() -> Typecase:
    """A typecase of this process, for those that bring none."""
    return Typecase()


def _read(path: Path) -> Face:
    from handouts.render.faces import read_face

    return read_face(_parsed(path))


@functools.lru_cache(maxsize=32)
def _parsed(path: Path) -> Any:
    from handouts.render.faces import QuickFace  # slow to import, and not for a warm run

    return QuickFace(str(path))


def _code_page(characters: Sequence[int]) -> bytes:
    """What each code means in Unicode. ISO 32000-1, 9.10.3: at most 100 lines in a block."""
    lines = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(characters)
        if char
    ]
    out = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        out += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(out).encode("ascii")


@functools.cache
def _code_state() -> str:
    """What changes when the code does that reads faces, ours or ReportLab's."""
    folder = Path(__file__).resolve().parent
    places = [folder / name for name in _CODE]
    engine = importlib.util.find_spec("reportlab")  # found without importing it
    if engine is not None and engine.origin is not None:
        places.append(Path(engine.origin).parent / "pdfbase" / "ttfonts.py")
    states = [place.stat() for place in places if place.exists()]
    return " ".join(f"{state.st_size} {state.st_mtime_ns}" for state in states)
