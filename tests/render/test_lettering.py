"""Letters and their codes: what a file shows is what its code pages say it means."""

import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.render.body import Body, address_string, text_string
from handouts.render.fonts import Faces, face_files
from handouts.render.lettering import Lettering
from handouts.render.typecase import Typecase

FACES = Faces("Poppins", "Source Sans 3", "en-GB")
FACE = FACES.first
HAD = sorted(map(chr, FACES.case.faces[FACE].widths))
SHOWN = [char for char in HAD if char.isprintable() or char in "\u00a0\u00ad"]
PAIR = re.compile(rb"<(\w\w)> <(\w+)>\n")


def unescaped(shown):
    return re.sub(r"\\(.)", r"\1", shown)


def code_pages(body):
    """What each code of each font means, by the order in which the fonts were put in."""
    found = []
    for _, data in body.all():
        head, _, rest = data.partition(b"\nstream\n")
        if rest and b"/Length1" not in head:
            text = zlib.decompress(rest.removesuffix(b"\nendstream"))
            pairs = {int(c, 16): bytes.fromhex(u.decode()).decode("utf-16-be")
                     for c, u in PAIR.findall(text)}  # fmt: skip
            found.append(pairs)
    return found


@given(st.lists(st.text(st.sampled_from(SHOWN), min_size=1), min_size=1, max_size=6))
def test_what_is_shown_means_the_text(texts):
    lettering, body = Lettering(FACES.case), Body()
    shown = [lettering.coded(FACE, text) for text in texts]
    fonts = re.findall(r"(/F[\d.]+) \d+ 0 R", lettering.embed(body, keep=False))
    pages = dict(zip(fonts, code_pages(body), strict=True))
    for text, parts in zip(texts, shown, strict=True):
        meant = "".join(pages[name][ord(code)] for name, part in parts for code in unescaped(part))
        assert meant == text.replace("\u00a0", " ")


def test_more_letters_than_a_font_has_codes_for():
    rare = "".join(char for char in SHOWN if ord(char) > 0x400)[:300]
    assert len(rare) == 300
    test_what_is_shown_means_the_text.hypothesis.inner_test([rare])


@pytest.mark.parametrize("text", ["a(b)c", "a\\b", "()\\", "é(–) ½"])
def test_brackets_are_escaped(text):
    ((_, shown),) = Lettering(FACES.case).coded(FACE, text)
    assert not re.sub(r"\\[()\\]", "", shown).strip("abcé½\x96 ")


def cut(case, characters=(0, 65, 66), keep=True):
    path = face_files("Poppins")["Regular"]
    case.open(path)
    return case.cut(path.stem, characters, keep)


def kept(folder):
    return sorted(place.name.partition("-")[0] for place in folder.iterdir())


def test_what_is_kept_is_what_was_made(tmp_path):
    first, again, fresh = Typecase(tmp_path), Typecase(tmp_path), Typecase()
    assert cut(first) == cut(again) == cut(fresh)
    assert kept(tmp_path) == ["cut", "face"]


def test_kept_files_that_are_spoiled_are_made_anew(tmp_path):
    made = cut(Typecase(tmp_path))
    for place in tmp_path.iterdir():
        place.write_bytes(place.read_bytes()[:-3] + b"???")
    assert cut(Typecase(tmp_path)) == made


def test_another_reader_of_faces_makes_them_anew(tmp_path, monkeypatch):
    cut(Typecase(tmp_path))
    monkeypatch.setattr("handouts.render.typecase._code_state", lambda: "of another release")
    cut(Typecase(tmp_path))
    assert kept(tmp_path) == ["cut", "cut", "face", "face"]


def test_of_a_client_no_letters_are_kept_but_those_every_cut_has(tmp_path):
    case = Typecase(tmp_path)
    cut(case, (0, 65, 0x142), keep=False)
    assert kept(tmp_path) == ["face"]
    cut(case, (0, 65, 0x2019), keep=False)
    assert kept(tmp_path) == ["cut", "face"]
    cut(case, (0, 65, 0x142))  # and what somebody's handout has since asked for
    assert kept(tmp_path) == ["cut", "cut", "face"]


def test_a_cut_that_nothing_is_in_is_left_out():
    lettering, body = Lettering(FACES.case), Body()
    lettering.coded(FACE, "\u0416")
    assert re.findall(r"/F[\d.]+ ", lettering.embed(body, keep=False)) == ["/F1.1 "]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/x?q=1#y", b"(https://a.example/x?q=1#y)"),
        ("https://m\u00fcller.example/\u00fcbung?q=\u4f60",
         b"(https://xn--mller-kva.example/%C3%BCbung?q=%E4%BD%A0)"),
        ("mailto:j\u00f6rg@practice.example", b"(mailto:j%C3%B6rg@practice.example)"),
        ("https://a.example/(b)", b"(https://a.example/\\(b\\))"),
    ],
)  # fmt: skip
def test_addresses_are_ascii(address, written):
    assert address_string(address) == written


def test_words_are_never_taken_for_names():
    assert b"/" not in text_string("Odd /Type/Page/ x")


def test_widths_are_those_of_the_letters():
    made, known = cut(Typecase()), FACES.case
    path = face_files("Poppins")["Regular"]
    widths = known.open(path).widths
    assert made.widths == f"[0 {widths[65]:g} {widths[66]:g}]"
