"""Opening a finished PDF again finds what a reader would stumble over."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from handouts.finish.raster import pictures
from handouts.finish.verify import verify


@pytest.fixture
def plain():
    """A page in a font that is not in the file."""
    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.drawString(10, 10, "words")
    canvas.save()
    return held.getvalue()


def blank(change=lambda writer: None):
    writer = PdfWriter()
    writer.add_blank_page(100, 50)
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_a_good_file_has_nothing_wrong():
    assert verify(blank(), 1) == ()


def test_the_count_of_pages():
    assert verify(blank(), 2) == ("it has 1 pages instead of 2",)


def test_a_font_that_is_not_embedded(plain):
    assert verify(plain) == ("page 1: /Helvetica is not embedded",)


def script(writer):
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): NameObject("/x")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def test_scripts_are_found():
    assert verify(blank(script)) == ("it holds /OpenAction",)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>"])
def test_what_is_no_pdf(data):
    assert verify(data)[0].startswith("the PDF cannot be read back")


def test_half_a_file(plain):
    assert verify(plain[: len(plain) // 2])


def test_pictures_are_pngs_of_the_size_asked_for():
    (picture,) = pictures(blank(), 144)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == 200 and int.from_bytes(picture[20:24]) == 100
