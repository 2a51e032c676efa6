"""Whatever colours a brand has, every letter of every family stands out from what lies under it."""

import pytest
from handout_pages import ROOT, grounds
from themed_pages import Themed

from handouts.colour.space import contrast
from handouts.render.fonts import Faces

# Two are reds near the families' own warning colours.
BRANDS = {
    "yellow": "#ffff00", "white": "#ffffff", "black": "#000000", "red": "#ff0000",
    "brick": "#a81f1f", "rust": "#b3401f", "grey": "#808080", "teal": "#1f6f78", "lime": "#8bc34a",
}  # fmt: skip
TARGETS = [
    ("piriformis-stretch", "card", "a4"), ("knee-to-chest", "card", "a6"),
    ("knee-to-chest", "sheet", "a4"), ("programme:example", "programme", "a4"),
    ("lower-back", "booklet", "a5"),
]  # fmt: skip
LEAST = 4.5  # WCAG 2.2, 1.4.3, for text of every size


@pytest.fixture(scope="module", params=["warm", "calm", "plain"])
def family(request, tmp_path_factory, looks_cache):
    root = tmp_path_factory.mktemp("brands")
    for name, colour in BRANDS.items():
        path = root / "content" / "brands" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        colours = f"{{primary: '{colour}', accent: '{colour}'}}"
        path.write_text(f"name: {name}\ncolours: {colours}\ncontact: {{phone: 01632 960 142}}\n")
    example = root / "content" / "programmes" / "example.yaml"
    example.parent.mkdir(parents=True)
    example.write_text((ROOT / "content/programmes/example.yaml").read_text("utf-8"), "utf-8")
    return Themed(root, looks_cache, request.param)


@pytest.mark.parametrize("variant", ["standard", "mono"])
@pytest.mark.parametrize("brand", BRANDS)
def test_all_text_has_contrast(family, brand, variant):
    for target in TARGETS:
        job, pages, _, _ = family.made(*target, variant, brand)
        width = Faces(str(job.theme.fonts.heading), str(job.theme.fonts.body), "en-GB").width
        for number, page in enumerate(pages.pages, 1):
            for mark, under in grounds(page, width):
                for ground in under:
                    found = contrast(mark.colour, ground)
                    assert found >= LEAST, (target, number, mark.text, mark.colour, ground)
