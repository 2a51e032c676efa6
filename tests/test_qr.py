import subprocess
import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handouts import qr
from handouts.keep import write_sealed
from handouts.qr import MOST_BYTES, QUIET_ZONE, modules, printed_side, recall


def decoded(rows, scale=4):
    side = (len(rows) + 2 * QUIET_ZONE) * scale
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                at = ((x + QUIET_ZONE) * scale, (y + QUIET_ZONE) * scale)
                picture.paste(0, (*at, at[0] + scale, at[1] + scale))
    return zxingcpp.read_barcodes(picture)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/k2c",
        "https://example.org/" + "a" * (MOST_BYTES - 20),
        "A",
        "https://example.org/ü?q=1&r=%20",
    ],
)
def test_a_reader_reads_what_was_written(text):
    (found,) = decoded(modules(text))
    assert found.text == text
    assert found.format == zxingcpp.BarcodeFormat.QRCode


@settings(max_examples=15, deadline=None)
@given(st.text("abcXYZ0189-._~/?&=%", min_size=1, max_size=200).map("https://example.org/".__add__))
def test_any_link_is_read_back(text):
    assert [found.text for found in decoded(modules(text))] == [text]


def test_error_correction_survives_a_spot_of_ink():
    rows = [list(row) for row in modules("https://example.org/some/longer/address")]
    middle = len(rows) // 2
    for y in range(middle, middle + 5):  # level L would not stand this
        for x in range(middle, middle + 5):
            rows[y][x] = True
    (found,) = decoded(rows)
    assert found.text == "https://example.org/some/longer/address"


@pytest.mark.parametrize("text", ["1", "https://example.org/k2c"])
def test_error_correction_is_at_least_m(text):
    # format information, first two bits of row 8, masked with 10: M is 00, Q 11, H 10, L 01
    row = modules(text)[8]
    level = (row[0] ^ 1, row[1] ^ 0)
    assert level in {(0, 0), (1, 1), (1, 0)}


def test_never_a_micro_code():
    rows = modules("1")
    assert len(rows) == 21 and {len(row) for row in rows} == {21}
    assert all(type(module) is bool for row in rows for module in row)
    finder = rows[0][:7], rows[0][-7:], rows[-1][:7]
    assert all(all(edge) for edge in finder)  # three corners; a micro code has one


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "needs a link"),
        ("x" * (MOST_BYTES + 1), "too long"),
        ("ü" * 151, "302 bytes"),
        ("a\ud800", "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_refused(text, reason):
    with pytest.raises(ValueError, match=reason):
        modules(text)


def test_the_longest_link_still_fits_a_card():
    assert len(modules("é" * (MOST_BYTES // 2))) <= 69


def test_printed_side():
    assert printed_side(25) == 20.0
    assert printed_side(57) == 28.5
    assert printed_side(25, module_mm=1.0, least_mm=22) == 25.0
    with pytest.raises(ValueError, match="at least one"):
        printed_side(0)


def test_segno_is_loaded_only_when_a_code_is_made():
    code = "import sys, handouts.qr; print('segno' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


@pytest.fixture
def forgetful(monkeypatch):
    """A function that forgets all codes, as a new process does; segno is refused on demand."""

    def forget(refuse=False):
        qr._REMEMBERED.clear()
        if refuse:
            monkeypatch.setattr(qr, "_segno", lambda: pytest.fail("the code was made anew"))

    return forget


@pytest.mark.parametrize("text", ["A", "https://example.org/k2c", "https://e.org/" + "a" * 270])
def test_a_kept_code_is_the_same_code(forgetful, tmp_path, text):
    forgetful()
    made = modules(text)
    forgetful()
    recall(text, tmp_path / "cache")
    (place,) = (tmp_path / "cache").iterdir()
    assert text not in place.name
    forgetful(refuse=True)
    recall(text, tmp_path / "cache")
    assert modules(text) == made


def test_a_spoilt_code_is_made_anew(forgetful, tmp_path):
    text = "https://example.org/k2c"
    made = modules(text)
    for body in (b"", b"\x19", b"\x00" * 80, b"\x19" + b"\xff" * 79, b"\xff" * 5000):
        forgetful()
        recall(text, tmp_path)
        (place,) = tmp_path.iterdir()
        write_sealed(place, body)
        forgetful()
        recall(text, tmp_path)
        assert modules(text) == made


def test_segno_comes_without_its_writers():
    code = (
        "import sys, handouts.qr\n"
        "handouts.qr.modules('A')\n"
        "assert not {'ssl', 'urllib.request', 'email'} & sys.modules.keys()\n"
        "import segno.writers\n"
        "assert segno.writers.save\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
