"""Fields to fill in on a screen, laid over what is drawn: ticks and numbers.

Each is a widget of its own making: ReportLab's would draw over the page and name a font
that is not in the file. A tick is a path, so that it needs none; numbers use the page's.
ISO 32000-1, 12.7; ISO 19005-2, 6.3.3 and 6.4 for what an archived form must have.
"""

from typing import Any, Final

from handouts.render.engine import pdfdoc, pdfmetrics
from handouts.render.frame import TaggedCanvas
from handouts.render.structure import text_string
from handouts.typeset.pages import FieldMark

_PRINTED: Final = 4
_DIGITS: Final = 2  # of a number from 0 to 10
_SIZE_MOST: Final = 14.0
_ASCII_SUBSET: Final = 0  # ReportLab's first subset holds printable ASCII at its own codes


class Form:
    """The fields of one file."""

    def __init__(self, canvas: TaggedCanvas, face: str) -> None:
        self._canvas, self._face = canvas, face
        self._fields: list[str] = []
        self._looks: dict[tuple[str, float, float], bytes] = {}

    def add(self, mark: FieldMark, height: float) -> None:
        """One field on the page in hand, `height` points high."""
        bottom = height - mark.y - mark.height
        area = mark.x, bottom, mark.x + mark.width, bottom + mark.height
        about = self._tick(mark) if mark.kind == "tick" else self._number(mark)
        head = b"<</Type/Annot/Subtype/Widget/F %d/T" % _PRINTED + text_string(mark.name)
        body = head + b"/TU" + text_string(mark.tip) + about
        self._fields.append(f"{self._canvas.field(body, mark.node, area)} 0 R")

    def _tick(self, mark: FieldMark) -> bytes:
        w, h = mark.width, mark.height
        tick = (
            f"1 J 1 j {w * 0.13:.2f} w 0 G {w * 0.22:.2f} {h * 0.5:.2f} m "
            f"{w * 0.43:.2f} {h * 0.27:.2f} l {w * 0.8:.2f} {h * 0.76:.2f} l S"
        )
        on, off = self._look("on", mark, tick), self._look("off", mark, "")
        return b"/FT/Btn/V/Off/AS/Off/AP<</N<</Yes " + on + b"/Off " + off + b">>>>"

    def _number(self, mark: FieldMark) -> bytes:
        size = min(_SIZE_MOST, mark.height * 0.7)
        shown = f"({self._font()} {size:.1f} Tf 0 g)".encode()
        empty = self._look("number", mark, "/Tx BMC EMC")
        return b"/FT/Tx/MaxLen %d/Q 1/DA" % _DIGITS + shown + b"/AP<</N " + empty + b">>"

    def _font(self) -> str:
        font = pdfmetrics.getFont(self._face)
        return str(font.getSubsetInternalName(_ASCII_SUBSET, self._canvas._doc))

    def _look(self, name: str, mark: FieldMark, code: str) -> bytes:
        """The reference to an appearance, shared by all of one size."""
        key = name, round(mark.width, 2), round(mark.height, 2)
        found = self._looks.get(key)
        if found is None:
            document = self._canvas._doc
            made = document.Reference(_appearance(code, key[1:]), f"field{len(self._looks)}")
            found = self._looks[key] = pdfdoc.format(made, document)
        return found

    def finish(self) -> None:
        """Tell the catalogue of the fields."""
        document = self._canvas._doc
        entries = {
            "Fields": pdfdoc.PDFArray(self._fields),
            "DA": pdfdoc.PDFString(f"{self._font()} 12 Tf 0 g"),
            "DR": pdfdoc.PDFDictionary({"Font": document.idToObject["BasicFonts"]}),
        }
        document.Catalog.AcroForm = pdfdoc.PDFDictionary(entries)


def _appearance(code: str, size: tuple[float, float]) -> Any:
    stream = pdfdoc.PDFStream(content=code.encode("ascii"), filters=[])
    stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
    stream.dictionary["BBox"] = pdfdoc.PDFArray([0, 0, *size])
    stream.dictionary["Resources"] = pdfdoc.PDFDictionary({})
    return stream
