import subprocess
import sys
import time

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.colour.palettes import MONO, PALETTES
from handouts.colour.roles import (
    check_contrast,
    clothes,
    darken_to,
    mono_palette,
    warm_palette,
)
from handouts.colour.space import BLACK, WHITE, Colour, contrast, parse_hex, to_hex, to_oklch

BYTE = st.integers(0, 255)
COLOURS = st.builds(lambda r, g, b: Colour(r / 255, g / 255, b / 255), BYTE, BYTE, BYTE)
PART = st.floats(0, 1)

# Measured for teal #1f6f78: page-design/warm/spec.md, section 2.
TEAL = {
    "ink": "#0e2629", "text": "#176972", "tint": "#edf7f9", "tint2": "#d1e9ec", "rule": "#7db6bd",
    "muted": "#4a6366", "fill": "#1f6f78", "on": "#ffffff", "stage": "#fbf4e7", "floor": "#f2e4cf",
    "stagerule": "#cebb9e", "do": "#1c6b43", "do_ground": "#eef7f0", "avoid": "#8f4300",
    "avoid_ground": "#fff4e4", "stop": "#a81d16", "stop_ground": "#fdeeec", "tip": "#6b5300",
    "tip_ground": "#fff7dc", "paper": "#ffffff", "primary": "#1f6f78",
}  # fmt: skip


def apart(a, b):
    return max(
        abs(x - y)
        for x, y in zip(msgspec.structs.astuple(a), msgspec.structs.astuple(b), strict=True)
    )


@pytest.mark.parametrize("role", TEAL)
def test_teal_matches_the_measured_design(role):
    found = getattr(warm_palette(parse_hex("#1f6f78")), role)
    assert apart(found, parse_hex(TEAL[role])) <= 2 / 255, to_hex(found)


@given(COLOURS, st.none() | COLOURS)
@example(parse_hex("#ffff00"), None)
@example(parse_hex("#ffd21f"), parse_hex("#ffffff"))
@example(WHITE, None)
@example(BLACK, BLACK)
@example(parse_hex("#a81d16"), None)
@example(parse_hex("#00ff00"), None)
@example(parse_hex("#0000ff"), None)
@example(parse_hex("#ff00ff"), None)
@example(parse_hex("#2d966e"), None)  # measured: the weakest text on a panel
@example(parse_hex("#808080"), None)
def test_any_brand_gives_a_page_that_can_be_read(primary, accent):
    palette = warm_palette(primary, accent)
    assert check_contrast(palette) == ()
    # the title panel shows: as a solid, or by its outline
    assert palette.outlined is (contrast(palette.fill, palette.paper) < 1.25)
    assert contrast(palette.text, palette.paper) >= 4.5


@given(st.builds(Colour, PART, PART, PART))
def test_so_does_a_colour_that_hex_cannot_write(primary):
    assert check_contrast(warm_palette(primary)) == ()


@pytest.mark.parametrize(
    ("front", "ground"),
    [
        ("ink", "paper"), ("ink", "stop_ground"), ("text", "tint2"), ("muted", "stage"), ("on", "fill"),
        ("do", "do_ground"), ("avoid", "avoid_ground"), ("stop", "stop_ground"), ("tip", "tip_ground"),
        ("paper", "text"), ("accent", "stage"),
    ],
)  # fmt: skip
def test_a_pair_of_one_colour_is_reported(front, ground):
    good = warm_palette(parse_hex("#1f6f78"))
    bad = msgspec.structs.replace(good, **{front: getattr(good, ground)})
    failures = {(f.front, f.ground): f for f in check_contrast(bad)}
    assert failures[front, ground].ratio == pytest.approx(1)


def test_a_pair_a_little_too_weak_is_reported():
    good = warm_palette(parse_hex("#1f6f78"))
    bad = msgspec.structs.replace(good, fill=parse_hex("#777777"))  # 4.48 below white
    (failure,) = check_contrast(bad)
    assert (failure.front, failure.ground, failure.least) == ("on", "fill", 4.5)


def test_rules_may_be_weak():
    palette = msgspec.structs.replace(warm_palette(BLACK), rule=WHITE, stagerule=WHITE)
    assert check_contrast(palette) == ()


@pytest.mark.parametrize("bright", ["#ffd21f", "#ff9ecb", "#b5e61d"])
def test_a_bright_brand_stays_bright_with_dark_type(bright):
    palette = warm_palette(parse_hex(bright))
    assert palette.fill == parse_hex(bright)
    assert palette.on == palette.ink


@pytest.mark.parametrize("middling", ["#2d966e", "#d96a8f", "#e8703a"])  # ink on it: 4.3, 4.9, 5.2
def test_a_middling_brand_is_darkened_under_white_type(middling):
    palette = warm_palette(parse_hex(middling))
    assert palette.on == WHITE
    assert to_oklch(palette.fill).lightness < to_oklch(palette.primary).lightness


@pytest.mark.parametrize("pale", ["#ffffff", "#fffef0", "#ffff00"])
def test_a_brand_that_paper_swallows_is_outlined(pale):
    palette = warm_palette(parse_hex(pale))
    assert palette.outlined
    assert contrast(palette.on, palette.fill) >= 4.5


def test_white_and_black_brands_make_grey_pages():
    for primary in (WHITE, BLACK):
        palette = warm_palette(primary)
        for role in (palette.ink, palette.text, palette.tint, palette.muted, palette.rule):
            assert to_oklch(role).chroma < 0.002, to_hex(role)


@given(COLOURS)
def test_cream_and_safety_colours_are_the_same_for_every_brand(primary):
    palette = warm_palette(primary)
    for role in ("stage", "floor", "stagerule", "do", "avoid", "stop", "tip", "paper"):
        assert getattr(palette, role) == getattr(warm_palette(BLACK), role)


def test_yellow_darkens_to_amber_not_olive():
    yellow = parse_hex("#ffd21f")
    dark = to_oklch(warm_palette(yellow).text)
    assert to_oklch(yellow).hue > 85
    assert 60 <= dark.hue <= 68


@given(COLOURS, st.floats(1, 7))
def test_darkening_reaches_the_contrast_and_goes_hardly_further(colour, least):
    dark = darken_to(colour, WHITE, least)
    assert contrast(dark, WHITE) >= least
    if contrast(colour, WHITE) >= least:
        assert dark == colour
    else:  # a hundredth of lightness is 5 % of contrast at most, but near black
        assert contrast(dark, WHITE) < least * 1.08


def test_a_ground_too_dark_gives_black():
    assert darken_to(parse_hex("#1f6f78"), parse_hex("#222222"), 4.5) == BLACK


@pytest.mark.parametrize("hot", ["#ffd21f", "#f28c28", "#a81d16", "#ff6fa5"])
def test_people_wear_slate_where_the_felt_area_would_sink(hot):
    assert to_hex(clothes(warm_palette(parse_hex(hot)))) == "#4b6573"


def test_people_wear_the_brand_otherwise():
    assert to_hex(clothes(warm_palette(parse_hex("#1f6f78")))) == "#1f6f78"
    grey = parse_hex("#8c8484")  # a warm hue, but too faint to hide anything
    assert clothes(warm_palette(grey)) == grey


def test_pale_clothes_are_darkened_until_a_leg_shows():
    worn = clothes(warm_palette(parse_hex("#bfe8ff")))
    assert 2.9 <= contrast(worn, WHITE) < 3.2


def test_a_teal_accent_lets_people_wear_red_and_bars_teal():
    teal, red = parse_hex("#1f6f78"), parse_hex("#b3262e")
    assert clothes(warm_palette(red, teal)) == red
    assert to_hex(clothes(warm_palette(teal, teal))) == "#4b6573"


def test_accent_is_the_brands_own_where_it_shows():
    assert to_hex(warm_palette(BLACK, parse_hex("#0055aa")).accent) == "#0055aa"
    assert to_hex(warm_palette(BLACK).accent) == "#e4572e"
    assert contrast(warm_palette(BLACK, WHITE).accent, WHITE) >= 3


def test_mono_has_no_hue_an_outline_and_can_be_read():
    palette = mono_palette()
    assert palette.outlined and palette.fill == WHITE
    assert check_contrast(palette) == ()
    for name in palette.__struct_fields__:
        value = getattr(palette, name)
        assert name == "outlined" or value.r == value.g == value.b


def test_families_are_found_by_name():
    teal = parse_hex("#1f6f78")
    assert PALETTES["warm"](teal, None) == warm_palette(teal)
    assert MONO["warm"]() == mono_palette()
    assert set(MONO) == set(PALETTES)


def test_a_palette_is_quick():
    bright = parse_hex("#ffd21f")  # all four searches run

    def once():
        start = time.perf_counter()
        warm_palette(bright, bright)
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.002


def test_colour_needs_no_pdf_library():
    code = "import sys, handouts.colour.roles; print([m for m in ('reportlab', 'PIL') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
