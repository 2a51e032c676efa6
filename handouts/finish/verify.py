"""Open a finished PDF again and say what is wrong with it.

Slow to import, so never on the way of `make`: tests and release checks use it.
"""

import io
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

_ACTIVE: Final = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles"}
)
_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")


def verify(pdf: bytes, pages: int | None = None) -> tuple[str, ...]:
    """What a reader would stumble over, in words; nothing where all is well."""
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        found = _count(reader, pages) + _fonts(reader) + _active(reader)
    except (PyPdfError, ValueError, KeyError, RecursionError) as problem:
        return (f"the PDF cannot be read back: {problem}",)
    return tuple(dict.fromkeys(found))


def _count(reader: PdfReader, pages: int | None) -> list[str]:
    count = len(reader.pages)
    if count == 0:
        return ["it has no page"]
    if pages is not None and count != pages:
        return [f"it has {count} pages instead of {pages}"]
    return []


def _fonts(reader: PdfReader) -> list[str]:
    """Fonts that a page can use but the file does not hold: they look different elsewhere."""
    found = []
    for number, page in enumerate(reader.pages, 1):
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for font in fonts.values():
            if not _embedded(font.get_object()):
                name = font.get_object().get("/BaseFont", "a font")
                found.append(f"page {number}: {name} is not embedded")
    return found


def _embedded(font: Any) -> bool:
    inner = font.get("/DescendantFonts")
    if inner is not None:
        return all(_embedded(each.get_object()) for each in inner.get_object())
    if font.get("/Subtype") == "/Type3":
        return True
    descriptor = font.get("/FontDescriptor", DictionaryObject()).get_object()
    return any(key in descriptor for key in _FONT_FILES)


def _active(reader: PdfReader) -> list[str]:
    """Anything that acts by itself when the file is opened."""
    found = [f"it holds {key}" for key in _active_keys(reader.root_object)]
    names = reader.root_object.get("/Names", DictionaryObject()).get_object()
    found += [f"it holds {key}" for key in _active_keys(names)]
    for number, page in enumerate(reader.pages, 1):
        found += [f"page {number} holds {key}" for key in _active_keys(page)]
        for note in page.get("/Annots", ()):
            action = note.get_object().get("/A", DictionaryObject()).get_object()
            if action.get("/S") in ("/JavaScript", "/Launch"):
                found.append(f"page {number} holds {action['/S']}")
    return found


def _active_keys(holder: Any) -> list[str]:
    return [key for key in _ACTIVE if key in holder]
