"""Whatever colours a brand has, every letter stands out from what lies under it."""

import pytest
from handout_pages import grounds

from handouts.colour.space import BLACK, contrast
from handouts.render.fonts import Faces
from handouts.typeset.pages import CircleMark, PathMark, RectMark

BRANDS = {
    "yellow": "#ffe600", "white": "#ffffff", "black": "#000000", "red": "#ff0000",
    "grey": "#808080", "teal": "#1f6f78",
}  # fmt: skip


@pytest.fixture(scope="module")
def brands(tmp_path_factory, cache):
    from handout_pages import Maker, press_at

    root = tmp_path_factory.mktemp("brands")
    folder = root / "content" / "brands"
    folder.mkdir(parents=True)
    for name, colour in BRANDS.items():
        colours = f"{{primary: '{colour}', accent: '{colour}'}}"
        text = f"name: {name}\ncolours: {colours}\ncontact: {{phone: 01632 960 142}}\n"
        (folder / f"{name}.yaml").write_text(text)
    return Maker(press_at(root, cache))


@pytest.fixture(scope="module")
def width():
    return Faces("Poppins", "Source Sans 3", "en-GB").width


@pytest.mark.parametrize("layout", ["card", "sheet"])
def test_mono_is_black_grey_and_white(brands, width, layout):
    made = brands.make("knee-to-chest", layout, "a4", "mono", "red")
    for page in made.pages.pages:
        for mark in page.marks:
            colours = [getattr(mark, name, None) for name in ("fill", "stroke", "colour")]
            assert all(c.r == c.g == c.b for c in colours if c is not None)
        for mark, under in grounds(page, width):
            assert all(contrast(mark.colour, ground) >= 4.5 for ground in under), mark.text


def test_mono_spends_little_toner(brands):
    """No large solid area: the title panel is outlined."""
    made = brands.make("knee-to-chest", "card", "a4", "mono", "red")
    for mark in made.pages.pages[0].marks:
        if isinstance(mark, RectMark) and mark.fill and mark.width * mark.height > 2000:
            assert contrast(mark.fill, BLACK) > 10


def test_brands_change_colours_only(brands):
    """The marks of two brands differ in nothing but their colours."""

    def bare(page):
        shapes = (RectMark, CircleMark, PathMark)
        return [
            (type(m), m.x, m.y, getattr(m, "text", "")) for m in page.marks
            if isinstance(m, shapes) or hasattr(m, "face")
        ]  # fmt: skip

    red, teal = (brands.make("cat-cow", "card", "a4", "standard", b) for b in ("red", "teal"))
    skip = {"red", "teal"}
    pairs = zip(bare(red.pages.pages[0]), bare(teal.pages.pages[0]), strict=True)
    assert all(a == b or {a[3], b[3]} == skip for a, b in pairs)
