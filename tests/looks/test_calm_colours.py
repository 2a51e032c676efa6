"""The calm family's colours for any brand, and on the page."""

import pytest
from handout_pages import ROOT, grounds
from hypothesis import example, given
from hypothesis import strategies as st
from themed_pages import WIDTH, Themed

from handouts.colour.calm import calm_mono, calm_palette
from handouts.colour.roles import check_contrast
from handouts.colour.space import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    parse_hex,
    to_hex,
    to_oklch,
)

BRANDS = {
    "black": "#000000", "white": "#ffffff", "yellow": "#ffd21f", "red": "#ff0000",
    "grey": "#808080", "lime": "#8bc34a",
}  # fmt: skip
BYTE = st.integers(0, 255)
COLOURS = st.builds(lambda r, g, b: Colour(r / 255, g / 255, b / 255), BYTE, BYTE, BYTE)


@given(COLOURS, st.none() | COLOURS)
@example(WHITE, WHITE)
@example(BLACK, BLACK)
@example(parse_hex("#ffff00"), parse_hex("#00ffff"))
@example(parse_hex("#757575"), None)  # neither white nor ink reads on it
def test_any_brand_gives_a_page_that_can_be_read(primary, accent):
    palette = calm_palette(primary, accent)
    assert check_contrast(palette) == ()
    assert palette.fill == primary  # never altered
    assert palette.bar == primary or contrast(primary, WHITE) < 1.25


@pytest.mark.parametrize(
    ("brand", "text"),
    [
        ("#0f766e", "#0f766e"), ("#6d2a63", "#6d2a63"), ("#ffd21f", "#231f11"),
        ("#ff6b6b", "#c53f43"), ("#7fb3d5", "#48728d"),
    ],
)  # fmt: skip
def test_brand_text_as_in_the_design(brand, text):
    assert to_hex(calm_palette(parse_hex(brand)).text) == text


@pytest.mark.parametrize("mud", ["#ffd21f", "#8bc34a", "#ffff00"])
def test_text_of_yellows_and_limes_is_ink(mud):
    palette = calm_palette(parse_hex(mud))
    assert palette.text == palette.ink


def test_the_signal_keeps_away_from_the_brand():
    teal, red = parse_hex("#0f766e"), parse_hex("#d02020")
    assert calm_palette(teal, red).accent == red
    assert to_hex(calm_palette(red, parse_hex("#e07b1a")).accent) == "#d9482b"
    assert abs(to_oklch(calm_palette(teal, teal).accent).hue - to_oklch(teal).hue) > 60


def test_mono_has_no_hue():
    palette = calm_mono()
    assert check_contrast(palette) == ()
    for name in palette.__struct_fields__:
        value = getattr(palette, name)
        assert name == "outlined" or value.r == value.g == value.b


@pytest.fixture(scope="module")
def brands(tmp_path_factory, looks_cache):
    root = tmp_path_factory.mktemp("brands")
    folder = root / "content" / "brands"
    folder.mkdir(parents=True)
    for name, colour in BRANDS.items():
        colours = f"{{primary: '{colour}', accent: '{colour}'}}"
        text = f"name: {name}\ncolours: {colours}\ncontact: {{phone: 01632 960 142}}\n"
        (folder / f"{name}.yaml").write_text(text)
    programme = root / "content" / "programmes" / "example.yaml"
    programme.parent.mkdir()
    programme.write_text((ROOT / "content" / "programmes" / "example.yaml").read_text("utf-8"))
    return Themed(root, looks_cache)


CASES = [
    ("knee-to-chest", "card", "a4"), ("cat-cow", "card", "a6"), ("knee-to-chest", "sheet", "a4"),
    ("programme:example", "programme", "a4"),
]  # fmt: skip


@pytest.mark.parametrize("variant", ["standard", "mono"])
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case[:2]))
def test_text_has_contrast(brands, case, brand, variant):
    _, pages, _, _ = brands.made(*case, variant, brand)
    for page in pages.pages:
        found = grounds(page, WIDTH)
        assert len(found) > 5  # a last page may be short
        for mark, under in found:
            for ground in under:
                assert contrast(mark.colour, ground) >= 4.5, (mark.text, mark.colour, ground)


def test_mono_is_black_grey_and_white(brands):
    for case in CASES:
        _, pages, _, _ = brands.made(*case, "mono", "red")
        for page in pages.pages:
            for mark in page.marks:
                colours = [getattr(mark, name, None) for name in ("fill", "stroke", "colour")]
                assert all(c.r == c.g == c.b for c in colours if c is not None)
