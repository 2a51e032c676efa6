"""ReportLab's TrueType faces, read by whole tables, and cut by it.

ReportLab reads a face number by number: 4 ms for a Latin face, 300 for a Chinese one,
in every process. Here the head of the file is left to it, and the three long tables
(characters, widths, outlines' places) are unpacked at once. A face whose tables are of
another kind is read by ReportLab as before; what is known of it is the same either way.
"""

import struct
from typing import Final

from handouts.render.engine import ttfonts
from handouts.render.face import Face

_SPACE: Final = 0x20
_NO_BREAK_SPACE: Final = 0xA0
_SIGN: Final = 0x8000  # of a number of 16 bits


class QuickFace(ttfonts.TTFontFace):  # type: ignore[misc]
    """TTFontFace with a quick way through its tables."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - ReportLab's names
        """Find out what ReportLab would."""
        super().extractInfo(charInfo=0)  # name, head, OS/2, post, hhea and maxp: all short
        if not charInfo:
            return
        try:
            found = self._characters()
        except (struct.error, ValueError):
            found = None
        if found is None:
            super().extractInfo()
            return
        self.charToGlyph = found
        self.glyphToChar: dict[int, list[int]] = {}  # for shaping alone, and we do not shape
        self._measure()
        self._find_outlines()

    def _numbers(self, code: str, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{code}", self._ttf_data, at)

    def _characters(self) -> dict[int, int] | None:
        """Glyph by character; None where the table is of a kind not known here."""
        start = self.get_table_pos("cmap")[0]
        (count,) = self._numbers("H", start + 2, 1)
        # Of several subtables ReportLab takes the last of platform 3, the last one as a rule.
        last = start + 4 + 8 * (count - 1)
        (platform,), (offset,) = self._numbers("H", last, 1), self._numbers("L", last + 4, 1)
        (form,) = self._numbers("H", start + offset, 1)
        if platform != 3:
            return None
        if form == 4:
            return self._by_segments(start + offset)
        return self._by_groups(start + offset) if form == 12 else None

    def _by_segments(self, at: int) -> dict[int, int]:
        """A subtable of format 4: runs of characters to runs of glyphs."""
        length, _, twice = self._numbers("H", at + 2, 3)
        count, places = twice // 2, at + 16 + 3 * twice
        last = self._numbers("H", at + 14, count)
        first = self._numbers("H", at + 16 + twice, count)
        delta = self._numbers("h", at + 16 + 2 * twice, count)
        offsets = self._numbers("H", places, count)
        found: dict[int, int] = {}
        for n in range(count):
            chars, more = range(first[n], last[n] + 1), delta[n]
            if offsets[n]:
                begin = places + 2 * n + offsets[n]
                if begin + 2 * len(chars) > at + length:
                    raise ValueError("glyphs beyond the table")
                glyphs = self._numbers("H", begin, len(chars))
                found.update(zip(chars, (g and (g + more) & 0xFFFF for g in glyphs), strict=True))
            else:
                found.update((char, (char + more) & 0xFFFF) for char in chars)
        return found

    def _by_groups(self, at: int) -> dict[int, int]:
        """A subtable of format 12: as format 4, with room for every character."""
        (count,) = self._numbers("L", at + 12, 1)
        groups = iter(self._numbers("L", at + 16, 3 * count))
        found: dict[int, int] = {}
        for first, last, glyph in zip(groups, groups, groups, strict=True):
            shift = glyph - first
            found.update((char, char + shift) for char in range(first, last + 1))
        return found

    def _measure(self) -> None:
        """Advance widths by glyph and by character, at 1000 units an em."""
        (count,) = self._numbers("H", self.get_table_pos("hhea")[0] + 34, 1)
        at, glyphs, scale = self.get_table_pos("hmtx")[0], self.numGlyphs, self._pdfScale
        pairs = self._numbers("H", at, 2 * count)
        rest = self._numbers("H", at + 4 * count, glyphs - count)
        steps = pairs[::2] + pairs[-2:-1] * (glyphs - count)
        self.hmetrics = list(zip(steps, pairs[1::2] + rest, strict=True))
        scaled = steps if self.unitsPerEm == 1000 else list(map(scale, steps))
        self.defaultWidth = scaled[0]
        known = self.charToGlyph
        self.charWidths = {char: scaled[glyph] for char, glyph in known.items() if glyph < glyphs}
        pairs_of_spaces = ((_SPACE, _NO_BREAK_SPACE), (_NO_BREAK_SPACE, _SPACE))
        for one, other in pairs_of_spaces:  # ReportLab takes one for the other
            if one in known:
                known[other], self.charWidths[other] = known[one], self.charWidths[one]
                break

    def _find_outlines(self) -> None:
        """Where each glyph's outline starts."""
        (long,) = self._numbers("H", self.get_table_pos("head")[0] + 50, 1)
        at = self.get_table_pos("loca")[0]
        places = self._numbers("L" if long else "H", at, self.numGlyphs + 1)
        self.glyphPos = list(places) if long else [2 * place for place in places]


def read_face(found: QuickFace) -> Face:
    """What is known of a face, without ReportLab."""
    glyphs, marks = found.charToGlyph, found.hmetrics
    starts = {
        char: int(marks[glyph][1] & ~_SIGN) - int(marks[glyph][1] & _SIGN)
        for char, glyph in glyphs.items()
        if 0 <= glyph < len(marks)
    }
    return Face(
        (found.name + found.subfontNameX).decode("ascii"), found.ascent, found.capHeight,
        found.descent, found.flags, tuple(found.bbox), found.italicAngle, found.stemV,
        found.unitsPerEm, found.defaultWidth, found.charWidths, starts,
    )  # fmt: skip
