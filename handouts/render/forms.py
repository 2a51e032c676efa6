"""Fields to fill in on a screen, laid over what is drawn: ticks and numbers.

Each is a widget of its own making: ReportLab's would draw over the page and name a font
that is not in the file. A tick is a path, so that it needs none; numbers use the page's.
"""

from typing import Any, Final

from handouts.render.engine import pdfdoc, pdfmetrics
from handouts.typeset.pages import FieldMark

_PRINTED: Final = 4
_HIDDEN: Final = 2
_READ_ONLY: Final = 1
_DIGITS: Final = 2  # of a number from 0 to 10
_SIZE_MOST: Final = 14.0
_ASCII_SUBSET: Final = 0  # ReportLab's first subset holds printable ASCII at its own codes


class Form:
    """The fields of one file; nothing is written where there are none."""

    def __init__(self, canvas: Any, face: str) -> None:
        self._canvas, self._face = canvas, face
        self._fields: list[Any] = []
        self._looks: dict[tuple[float, float], tuple[Any, Any]] = {}

    def add(self, mark: FieldMark, height: float) -> None:
        """One field on the page in hand, `height` points high."""
        bottom = height - mark.y - mark.height
        entries: dict[str, Any] = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Widget"),
            "T": pdfdoc.PDFString(mark.name),
            "Rect": pdfdoc.PDFArray(
                [round(n, 2) for n in (mark.x, bottom, mark.x + mark.width, bottom + mark.height)]
            ),
            "F": _HIDDEN if mark.kind == "hidden" else _PRINTED,
        }
        if mark.tip:
            entries["TU"] = pdfdoc.PDFString(mark.tip)
        entries |= self._tick(mark) if mark.kind == "tick" else self._text(mark)
        name = f"field{len(self._fields)}"
        self._canvas._addAnnotation(pdfdoc.PDFDictionary(entries), name)
        self._fields.append(self._canvas._doc.refAnnotation(name))

    def _tick(self, mark: FieldMark) -> dict[str, Any]:
        on, off = self._look(mark.width, mark.height)
        states = pdfdoc.PDFDictionary({"Yes": on, "Off": off})
        return {
            "FT": pdfdoc.PDFName("Btn"),
            "V": pdfdoc.PDFName("Off"),
            "AS": pdfdoc.PDFName("Off"),
            "AP": pdfdoc.PDFDictionary({"N": states}),
        }

    def _text(self, mark: FieldMark) -> dict[str, Any]:
        size = min(_SIZE_MOST, mark.height * 0.7) if mark.height else _SIZE_MOST
        found: dict[str, Any] = {
            "FT": pdfdoc.PDFName("Tx"),
            "V": pdfdoc.PDFString(mark.value),
            "DA": pdfdoc.PDFString(f"{self._font()} {size:.1f} Tf 0 g"),
        }
        if mark.kind == "hidden":
            return {**found, "Ff": _READ_ONLY}
        return {**found, "MaxLen": _DIGITS, "Q": 1}

    def _font(self) -> str:
        font = pdfmetrics.getFont(self._face)
        return str(font.getSubsetInternalName(_ASCII_SUBSET, self._canvas._doc))

    def _look(self, width: float, height: float) -> tuple[Any, Any]:
        """A tick's two appearances, shared by all of one size."""
        key = round(width, 2), round(height, 2)
        found = self._looks.get(key)
        if found is None:
            w, h = key
            tick = (
                f"1 J 1 j {w * 0.13:.2f} w 0 G {w * 0.22:.2f} {h * 0.5:.2f} m "
                f"{w * 0.43:.2f} {h * 0.27:.2f} l {w * 0.8:.2f} {h * 0.76:.2f} l S"
            )
            number = len(self._looks)
            found = self._looks[key] = (
                self._canvas._doc.Reference(_appearance(tick, key), f"tick{number}on"),
                self._canvas._doc.Reference(_appearance("", key), f"tick{number}off"),
            )
        return found

    def finish(self) -> None:
        """Tell the catalogue of the fields."""
        if not self._fields:
            return
        document = self._canvas._doc
        name = self._font()[1:]
        entries: dict[str, Any] = {
            "Fields": pdfdoc.PDFArray(self._fields),
            "DA": pdfdoc.PDFString(f"/{name} 12 Tf 0 g"),
            "DR": pdfdoc.PDFDictionary({"Font": document.idToObject["BasicFonts"]}),
        }
        document._catalog.AcroForm = pdfdoc.PDFDictionary(entries)


def _appearance(code: str, size: tuple[float, float]) -> Any:
    stream = pdfdoc.PDFStream(content=code.encode("ascii"), filters=[])
    stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
    stream.dictionary["BBox"] = pdfdoc.PDFArray([0, 0, *size])
    return stream
