"""The faces of rendercv-fonts: which one has a character, and how wide it is.

Faces are parsed when first needed. A run falls back face by face: the role's own
face, the body face, Noto Sans, then Noto's Chinese, Japanese and Korean faces.
"""

import functools
import importlib.util
from pathlib import Path
from typing import Final

from handouts.errors import HandoutsError
from handouts.render.face import Face
from handouts.render.typecase import Typecase, usual
from handouts.typeset.metrics import FaceKey

_STYLES: Final = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
_CJK: Final = {"ja": ("JP", "SC", "KR"), "ko": ("KR", "SC", "JP")}
# Scripts whose letters join, reorder or run right to left: our lines cannot set them.
_UNSUPPORTED: Final = (
    (0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x18AF),
    (0x1A00, 0x1AFF), (0xA8E0, 0xA8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC),
)  # fmt: skip


@functools.cache
def fonts_folder() -> Path:
    """Where rendercv-fonts keeps its families; it is found without importing it."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is None or spec.origin is None:
        raise HandoutsError("the fonts are missing", "install the package rendercv-fonts")
    return Path(spec.origin).parent


@functools.cache
def face_files(family: str) -> dict[str, Path]:
    """The TrueType files of a family by style; HandoutsError where it has none."""
    folder = fonts_folder() / family
    found = {
        style: path
        for style in _STYLES.values()
        for path in sorted(folder.glob(f"*-{style}.ttf"))
        if not path.name.startswith("NotoSans" + "SC")
    }
    if family == "Noto Sans":
        found = {style: folder / f"NotoSans-{style}.ttf" for style in _STYLES.values()}
    if "Regular" not in found:
        raise HandoutsError(f"there is no font family '{family}'", "see 'handouts doctor'")
    return found


class Faces:
    """The faces of one handout: `heading` and `body` are families, `language` picks CJK forms.

    Which other faces a `private` one needs is not to be seen in the cache folder.
    """

    def __init__(
        self, heading: str, body: str, language: str, case: Typecase | None = None,
        private: bool = False,
    ) -> None:  # fmt: skip
        self.case = case or usual()
        self._keep = not private  # of the faces that only some texts need
        self._families = {"heading": heading, "body": body}
        self._cjk = _CJK.get(language.split("-")[0], ("SC", "JP", "KR"))
        self._chains: dict[FaceKey, tuple[Path, ...]] = {}

    @property
    def first(self) -> str:
        """The face of plain text, which has what is typed into a form."""
        path = face_files(self._families["body"])["Regular"]
        self.case.open(path)
        return path.stem

    def pieces(self, key: FaceKey, text: str) -> tuple[tuple[str, str], ...]:
        """`text` in (face, text) parts; the face is "" where no face has the character."""
        chain = self._chain(key)
        own = self.case.open(chain[0]).widths
        if all(ord(char) in own for char in text) and not _unsupported(text):
            return ((chain[0].stem, text),)
        parts: list[tuple[str, str]] = []
        for char in text:
            face = self._face_for(chain, char)
            if parts and parts[-1][0] == face and face:
                parts[-1] = (face, parts[-1][1] + char)
            else:
                parts.append((face, char))
        return tuple(parts)

    def width(self, face: str, text: str) -> float:
        """Width of `text` at 1 pt."""
        if not face:
            return 0.5 * len(text)
        found = self._named(face)
        widths, default = found.widths, found.other_width
        return sum([widths.get(ord(char), default) for char in text]) / 1000

    def bearing(self, face: str, char: str) -> float:
        """Where the ink of `char` starts, right of its origin, at 1 pt; 0 where it is not known."""
        if not face:
            return 0.0
        found = self._named(face)
        return found.starts.get(ord(char), 0) / found.units

    def _named(self, face: str) -> Face:
        """A face by name, whether or not a chain of ours led to it."""
        found = self.case.faces.get(face)
        if found is None:
            found = self.case.open(next(fonts_folder().glob(f"*/{face}.ttf")), self._keep)
        return found

    def _face_for(self, chain: tuple[Path, ...], char: str) -> str:
        if _unsupported(char):
            return ""
        for path in chain:
            if ord(char) in self.case.open(path, self._keep or path == chain[0]).widths:
                return path.stem
        return ""

    def _chain(self, key: FaceKey) -> tuple[Path, ...]:
        found = self._chains.get(key)
        if found is None:
            found = self._chains[key] = self._make_chain(key)
        return found

    def _make_chain(self, key: FaceKey) -> tuple[Path, ...]:
        families = [self._families[key.family], self._families["body"], "Noto Sans"]
        chain = [_styled(family, key.bold, key.italic) for family in dict.fromkeys(families)]
        weight = "Bold" if key.bold else "Regular"
        noto = fonts_folder() / "Noto Sans"
        chain += [noto / f"NotoSans{script}-{weight}.ttf" for script in self._cjk]
        return tuple(path for path in chain if path.exists())


def _styled(family: str, bold: bool, italic: bool) -> Path:
    """The family's face of a style; the nearest one where it lacks it."""
    files = face_files(family)
    wanted = _STYLES[bold, italic]
    plainer = _STYLES[bold, False]
    return files.get(wanted) or files.get(plainer) or files["Regular"]


def _unsupported(text: str) -> bool:
    if text.isascii():
        return False
    return any(first <= ord(c) <= last for c in text for first, last in _UNSUPPORTED)
