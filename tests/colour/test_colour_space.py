import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colour.space import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    from_oklch,
    luminance,
    parse_hex,
    rounded,
    to_hex,
    to_oklch,
)

BYTE = st.integers(0, 255)
COLOURS = st.builds(lambda r, g, b: Colour(r / 255, g / 255, b / 255), BYTE, BYTE, BYTE)


def test_three_digits_are_doubled():
    assert parse_hex("#f00") == Colour(1, 0, 0)
    assert to_hex(parse_hex("#1aF")) == "#11aaff"


@pytest.mark.parametrize(
    "text",
    [
        "red",
        "12",
        "",
        "rgb(1,2,3)",
        "#12",
        "#1234",
        "#12345678",
        "1f6f78",
        " #fff",
        "#fff\n",
        "#ggg",
        "#١٢٣",
        "#" * 5000,
    ],
)
def test_other_ways_to_write_a_colour_are_refused(text):
    with pytest.raises(ValueError, match=r"is not a colour; write it as '#1f6f78'") as caught:
        parse_hex(text)
    assert len(str(caught.value)) < 120 and "\n" not in str(caught.value)


@pytest.mark.parametrize("part", [-0.001, 1.001, math.nan, math.inf])
def test_a_part_out_of_range_is_refused(part):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Colour(0, part, 0)


@given(COLOURS)
def test_hex_round_trips(colour):
    assert parse_hex(to_hex(colour)) == colour == rounded(colour)


def test_contrast_as_wcag_tells_it():
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(parse_hex("#777777"), WHITE) == pytest.approx(
        4.48, abs=0.005
    )  # the known near miss
    assert luminance(parse_hex("#ff0000")) == pytest.approx(0.2126)


# Ottosson's published values for the sRGB primaries.
@pytest.mark.parametrize(
    ("text", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.628, 0.2577, 29.23),
        ("#00ff00", 0.8664, 0.2948, 142.5),
        ("#0000ff", 0.452, 0.3132, 264.05),
    ],
)
def test_oklch_of_known_colours(text, lightness, chroma, hue):
    found = to_oklch(parse_hex(text))
    assert found.lightness == pytest.approx(lightness, abs=5e-4)
    assert found.chroma == pytest.approx(chroma, abs=5e-4)
    assert found.hue == pytest.approx(hue, abs=0.05)


@given(COLOURS)
def test_oklch_round_trips(colour):
    there = to_oklch(colour)
    assert to_hex(from_oklch(there.lightness, there.chroma, there.hue)) == to_hex(colour)


@given(st.floats(0.05, 0.98), st.floats(0, 1), st.floats(0, 360))
def test_what_srgb_cannot_show_loses_chroma_only(lightness, chroma, hue):
    found = to_oklch(from_oklch(lightness, chroma, hue))
    assert found.lightness == pytest.approx(lightness, abs=0.001)
    assert found.chroma <= chroma + 0.001
    if found.chroma > 0.03:
        assert abs((found.hue - hue + 180) % 360 - 180) < 1


def test_the_strongest_possible_chroma_is_kept():
    red = to_oklch(parse_hex("#ff0000"))
    assert to_oklch(from_oklch(red.lightness, 0.9, red.hue)).chroma > 0.99 * red.chroma


def test_lightness_out_of_range_is_white_or_black():
    assert from_oklch(1.3, 0.2, 40) == WHITE
    assert from_oklch(-0.1, 0.2, 40) == BLACK
