"""Fields to fill in on a screen, laid over what is drawn: ticks and numbers.

A tick is a path, so that it needs no font; numbers use the page's.
ISO 32000-1, 12.7; ISO 19005-2, 6.3.3 and 6.4 for what an archived form must have.
"""

from typing import Final

from handouts.render.body import refs, text_string
from handouts.render.frame import Frame
from handouts.typeset.pages import FieldMark

_PRINTED: Final = 4
_DIGITS: Final = 2  # of a number from 0 to 10
_SIZE_MOST: Final = 14.0


class Form:
    """The fields of one file; `font` is what it calls the one that typed text is set in."""

    def __init__(self, frame: Frame, font: str) -> None:
        self._frame, self._font = frame, font
        self._fields: list[int] = []
        self._looks: dict[tuple[str, float, float], bytes] = {}

    def add(self, mark: FieldMark, height: float) -> None:
        """One field on the page in hand, `height` points high."""
        bottom = height - mark.y - mark.height
        area = mark.x, bottom, mark.x + mark.width, bottom + mark.height
        about = self._tick(mark) if mark.kind == "tick" else self._number(mark)
        head = b"<</Type/Annot/Subtype/Widget/F %d/T" % _PRINTED + text_string(mark.name)
        body = head + b"/TU" + text_string(mark.tip) + about
        self._fields.append(self._frame.field(body, mark.node, area))

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
        shown = f"({self._font} {size:.1f} Tf 0 g)".encode()
        empty = self._look("number", mark, "/Tx BMC EMC")
        return b"/FT/Tx/MaxLen %d/Q 1/DA" % _DIGITS + shown + b"/AP<</N " + empty + b">>"

    def _look(self, name: str, mark: FieldMark, code: str) -> bytes:
        """The reference to an appearance, shared by all of one size."""
        key = name, round(mark.width, 2), round(mark.height, 2)
        found = self._looks.get(key)
        if found is None:
            about = f"/Type/XObject/Subtype/Form/BBox[0 0 {key[1]:g} {key[2]:g}]/Resources<<>>"
            number = self._frame.body.stream(code.encode("ascii"), about)
            found = self._looks[key] = b"%d 0 R" % number
        return found

    def entry(self) -> str:
        """What the catalogue is told of the fields."""
        fonts = f"/DR<</Font {self._frame.fonts} 0 R>>"
        return f"/AcroForm<</Fields{refs(self._fields)}/DA({self._font} 12 Tf 0 g){fonts}>>"
