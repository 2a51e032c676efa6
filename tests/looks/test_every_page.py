"""Every layout, family, paper and variant, for the least, the most and the real stretches.

Nothing may be clipped, lie over anything else or be broken badly, whatever is chosen. A card
that cannot be one page says so; which cards those are is listed here, so that it is noticed
when another one joins them.
"""

import itertools

import pytest
from extremes import FILES
from handout_pages import ROOT, STRETCHES, placed
from page_breaks import bad_breaks
from themed_pages import Themed, faults, small

from handouts.diagnostics import ContentError
from handouts.looks.variants import is_large
from handouts.render.fonts import Faces

THEMES = ("warm", "calm", "plain")
PAPERS = ("a4", "letter", "a5", "a6")
VARIANTS = ("standard", "mono", "large-print", "large-print-mono")
LOOKS = tuple(itertools.product(PAPERS, VARIANTS))
# In 16 pt no stretch has room on a small card; half of the real ones have it on a5.
SMALL = {"a5", "a6"}


@pytest.fixture(scope="module", params=THEMES)
def real(request, looks_cache):
    """The project's own content in a family, with the programme of its example client."""
    return Themed(ROOT, looks_cache, request.param)


@pytest.fixture(scope="module", params=THEMES)
def extreme(request, tmp_path_factory, looks_cache):
    """The least and the most a stretch can say."""
    root = tmp_path_factory.mktemp("extremes")
    for name, text in FILES.items():
        path = root / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Themed(root, looks_cache, request.param)


def checked(themed, target, layout, paper, variant, brand):
    """The made pages after every check; None where a card in large print says it is too full."""
    try:
        job, pages, look, warnings = themed.made(target, layout, paper, variant, brand)
    except ContentError as problem:
        (told,) = problem.diagnostics
        assert told.code == "too-full" and layout == "card"
        assert is_large(variant) and paper in SMALL
        return None
    faces = Faces(str(job.theme.fonts.heading), str(job.theme.fonts.body), pages.language)
    assert faults(job, pages, look, faces.width) == []
    assert bad_breaks(pages, look, placed(pages, faces.width)) == []
    assert not is_large(variant) or small(pages, look, faces.width) == []
    assert layout != "card" or len(pages.pages) == 1
    assert themed.press.make(job).pdf == themed.press.make(job).pdf
    return pages, warnings


@pytest.mark.parametrize(("paper", "variant"), LOOKS)
@pytest.mark.parametrize("layout", ["card", "sheet"])
@pytest.mark.parametrize("stretch", STRETCHES)
def test_real_stretches(real, stretch, layout, paper, variant):
    made = checked(real, stretch, layout, paper, variant, "example-andover")
    assert made is None or made[1] == ()


@pytest.mark.parametrize(("paper", "variant"), LOOKS)
@pytest.mark.parametrize("brand", ["long", "default"])
@pytest.mark.parametrize("layout", ["card", "sheet"])
@pytest.mark.parametrize("stretch", ["minimal", "maximal"])
def test_extremes(extreme, stretch, layout, brand, paper, variant):
    made = checked(extreme, stretch, layout, paper, variant, brand)
    assert made is not None or stretch == "maximal" or brand == "long"


@pytest.mark.parametrize(("paper", "variant"), LOOKS)
def test_programmes(real, paper, variant):
    assert checked(real, "programme:example", "programme", paper, variant, "example-andover")


@pytest.mark.parametrize(("paper", "variant"), [look for look in LOOKS if look[0] != "a6"])
def test_booklets(real, paper, variant):
    made = checked(real, "lower-back", "booklet", paper, variant, "example-andover")
    assert len(made[0].pages) % 4 == 0
