"""Faces read by whole tables are the faces that ReportLab reads number by number."""

import struct

import pytest

from handouts.model.brand import FONT_FAMILIES
from handouts.render.engine import ttfonts
from handouts.render.faces import QuickFace, read_face
from handouts.render.fonts import face_files, fonts_folder

ABOUT = (
    "charToGlyph", "charWidths", "defaultWidth", "glyphPos", "ascent", "descent", "capHeight",
    "bbox", "flags", "stemV", "italicAngle", "name", "numGlyphs", "unitsPerEm", "_full_font",
)  # fmt: skip
SUBSET = [0] * 32 + list(range(32, 127)) + [0xE9, 0x2013, 0x2019, 0x1FFF]
FILES = [file for family in FONT_FAMILIES for file in face_files(family).values()]
CJK = [fonts_folder() / "Noto Sans" / f"NotoSans{script}-Regular.ttf" for script in ("JP", "SC")]


@pytest.mark.parametrize("path", FILES + CJK, ids=lambda path: path.stem)
def test_a_face_is_known_as_reportlab_knows_it(path):
    quick, slow = QuickFace(str(path)), ttfonts.TTFontFace(str(path))
    assert {n: getattr(quick, n) for n in ABOUT} == {n: getattr(slow, n) for n in ABOUT}
    kinds = {char: type(width) for char, width in slow.charWidths.items()}
    assert {char: type(width) for char, width in quick.charWidths.items()} == kinds
    if slow.unitsPerEm == 1000:  # else ReportLab scales the last glyphs' advances twice
        assert quick.hmetrics == slow.hmetrics
    assert quick.makeSubset(SUBSET) == slow.makeSubset(SUBSET)


def changed(path, tmp_path, change):
    """A copy of a face whose cmap is changed by `change(data, start)`."""
    data = bytearray(path.read_bytes())
    change(data, QuickFace(str(path)).get_table_pos("cmap")[0])
    copy = tmp_path / "face.ttf"
    copy.write_bytes(bytes(data))
    return str(copy)


def test_a_table_of_another_kind_is_left_to_reportlab(tmp_path):
    def other_platform(data, start):
        (count,) = struct.unpack_from(">H", data, start + 2)
        struct.pack_into(">H", data, start + 4 + 8 * (count - 1), 0)

    path = changed(face_files("Poppins")["Regular"], tmp_path, other_platform)
    assert QuickFace(path)._characters() is None
    assert QuickFace(path).charToGlyph == ttfonts.TTFontFace(path).charToGlyph


@pytest.mark.parametrize("path", [*FILES[:4], CJK[0]], ids=lambda path: path.stem)
def test_a_face_without_reportlab(path):
    """What is kept of a face is what ReportLab measures."""
    slow, known = ttfonts.TTFontFace(str(path)), read_face(QuickFace(str(path)))
    assert known.name == slow.name.decode()
    assert known.widths == slow.charWidths
    assert known.other_width == slow.defaultWidth
    assert known.box == tuple(slow.bbox)
    for char in "AgTé":
        start = slow.hmetrics[slow.charToGlyph[ord(char)]][1]
        assert known.starts[ord(char)] == (start - 0x10000 if start >= 0x8000 else start)
