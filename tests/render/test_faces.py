"""Faces: which one has a character, and how wide it is."""

import pytest

from handouts.errors import HandoutsError
from handouts.model.brand import FONT_FAMILIES
from handouts.render.fonts import Faces, face_files
from handouts.typeset.metrics import FaceKey

BODY = FaceKey("body")


@pytest.fixture(scope="module")
def faces():
    return Faces("Poppins", "Source Sans 3", "en-GB")


def test_every_family_a_brand_may_name_has_its_files():
    for family in FONT_FAMILIES:
        files = face_files(family)
        assert {"Regular", "Bold"} <= set(files)
        assert all(path.is_file() for path in files.values())


def test_an_unknown_family_is_an_error():
    with pytest.raises(HandoutsError, match="no font family"):
        face_files("Comic Sans")


@pytest.mark.parametrize(
    "text", ["plain", "Łódź", "Ελλ", "Русский", "中文", "日本", "한국", "a中b", "½→°", ""]
)
def test_pieces_make_the_text_again(faces, text):
    for family in ("heading", "body"):
        for bold in (False, True):
            cut = faces.pieces(FaceKey(family, bold), text)
            assert "".join(part for _, part in cut) == text
            assert all(face for face, _ in cut)


def test_a_run_falls_back_face_by_face(faces):
    heading, fallback = faces.pieces(FaceKey("heading"), "aР")
    assert heading[0].startswith("Poppins")
    assert fallback[0].startswith("SourceSans3")


@pytest.mark.parametrize("char", ["😀", "م", "ש", "न", "ไ", "\ue123", "\U0001f1e6"])
def test_what_no_face_has_stands_by_itself(faces, char):
    assert faces.pieces(BODY, f"a{char}b")[1] == ("", char)


@pytest.mark.parametrize(
    ("language", "script"), [("ja", "JP"), ("ko", "KR"), ("en-GB", "SC"), ("zh-CN", "SC")]
)
def test_the_language_picks_the_forms_of_cjk(language, script):
    ((face, _),) = Faces("Poppins", "Source Sans 3", language).pieces(BODY, "直")
    assert script in face


def test_widths_add_up(faces):
    ((face, _),) = faces.pieces(BODY, "knee")
    assert faces.width(face, "knee") == pytest.approx(sum(faces.width(face, c) for c in "knee"))
    assert faces.width(face, "") == 0
    assert 1 < faces.width(face, "knee") < 3
