"""A TrueType face as ReportLab's, but parsed by whole tables and embedded with less work.

ReportLab reads a face number by number: 4 ms for a Latin face, 100 for a Chinese one,
in every process. Here the head of the file is left to it, and the three long tables
(characters, widths, outlines' places) are unpacked at once. Faces with a table this
does not know are read by ReportLab as before; the result is the same either way.
"""

import functools
import struct
import zlib
from array import array
from itertools import starmap
from typing import Any, Final

from handouts.render.engine import TTFont, TTFontFace, makeToUnicodeCMap, pdfdoc, subset_tag

_SPACE: Final = 0x20
_NO_BREAK_SPACE: Final = 0xA0


class QuickFace(TTFontFace):  # type: ignore[misc]
    """TTFontFace with a quick way through its tables."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - ReportLab's names
        """What ReportLab would know of the face."""
        super().extractInfo(charInfo=0)  # name, head, OS/2, post, hhea and maxp: all short
        if not charInfo:
            return
        found = self._characters()
        if found is None:
            super().extractInfo()
            return
        self.charToGlyph = found
        self.glyphToChar: dict[int, list[int]] = {}  # only shaping asks for it; we do not shape
        self._measure()
        self._find_outlines()

    def _numbers(self, code: str, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{code}", self._ttf_data, at)

    def _characters(self) -> dict[int, int] | None:
        """Glyph by character; None where the table is of a kind not known here."""
        start = self.get_table_pos("cmap")[0]
        (count,) = self._numbers("H", start + 2, 1)
        chosen = None
        kind = 0
        for at in range(start + 4, start + 4 + 8 * count, 8):  # ReportLab's choice of subtable
            platform, encoding, offset = struct.unpack_from(">HHL", self._ttf_data, at)
            plain = platform == 1 and encoding == 0
            if platform == 3 or (platform == 1 and encoding == 1) or (platform == 0 != encoding - 5):
                kind, chosen = 1, start + offset
            elif plain and kind != 1:
                kind, chosen = 2, start + offset
        if chosen is None:
            return None
        (form,) = self._numbers("H", chosen, 1)
        if form == 4:
            return self._by_segments(chosen)
        return self._by_groups(chosen) if form == 12 else None

    def _by_segments(self, at: int) -> dict[int, int] | None:
        """A cmap of format 4: runs of characters to runs of glyphs."""
        length, _, twice = self._numbers("H", at + 2, 3)
        count = twice // 2
        last = self._numbers("H", at + 14, count)
        first = self._numbers("H", at + 16 + twice, count)
        delta = self._numbers("h", at + 16 + 2 * twice, count)
        places = at + 16 + 3 * twice
        offsets = self._numbers("H", places, count)
        found: dict[int, int] = {}
        for n in range(count):
            chars = range(first[n], last[n] + 1)
            if offsets[n]:
                begin = places + 2 * n + offsets[n]
                if begin + 2 * len(chars) > at + length:
                    return None
                glyphs = self._numbers("H", begin, len(chars))
                found.update(zip(chars, (g and g + delta[n] & 0xFFFF for g in glyphs), strict=True))
            else:
                found.update((char, char + delta[n] & 0xFFFF) for char in chars)
        return found

    def _by_groups(self, at: int) -> dict[int, int]:
        """A cmap of format 12: as format 4, with room for every character."""
        (count,) = self._numbers("L", at + 12, 1)
        groups = self._numbers("L", at + 16, 3 * count)
        found: dict[int, int] = {}
        for first, last, glyph in zip(*[iter(groups)] * 3, strict=True):
            found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1)))
        return found

    def _measure(self) -> None:
        """Advance widths by glyph and by character, at 1000 units an em."""
        (count,) = self._numbers("H", self.get_table_pos("hhea")[0] + 34, 1)
        at, glyphs, scale = self.get_table_pos("hmtx")[0], self.numGlyphs, self._pdfScale
        pairs = self._numbers("H", at, 2 * count)
        rest = self._numbers("H", at + 4 * count, glyphs - count)
        steps = [*pairs[::2], *[pairs[-2]] * (glyphs - count)]
        self.hmetrics = list(zip(steps, (*pairs[1::2], *rest), strict=True))
        scaled = [scale(step) for step in steps]
        self.defaultWidth = scaled[0]
        self.charWidths = {
            char: scaled[glyph] for char, glyph in self.charToGlyph.items() if glyph < glyphs
        }
        for one, other in ((_SPACE, _NO_BREAK_SPACE), (_NO_BREAK_SPACE, _SPACE)):
            if one in self.charToGlyph:
                self.charToGlyph[other] = self.charToGlyph[one]
                self.charWidths[other] = self.charWidths[one]
                break

    def _find_outlines(self) -> None:
        """Where each glyph's outline starts."""
        (long,) = self._numbers("H", self.get_table_pos("head")[0] + 50, 1)
        at = self.get_table_pos("loca")[0]
        places = self._numbers("L" if long else "H", at, self.numGlyphs + 1)
        self.glyphPos = places if long else [2 * place for place in places]


del starmap, array
