"""Every page of the built-in library: inside its margins, nothing over anything, nothing tiny."""

import pytest
from handout_pages import CARDS, SHEETS, STRETCHES, overlaps, placed

from handouts.looks.look import FLOORS
from handouts.render.fonts import Faces
from handouts.typeset.pages import ImageMark, LinkMark, RectMark
from handouts.units import PAPERS

VARIANTS = ("standard", "mono")
CASES = [
    *((s, "card", paper, v) for s in STRETCHES for paper in CARDS for v in VARIANTS),
    *((s, "sheet", paper, v) for s in STRETCHES for paper in SHEETS for v in VARIANTS),
    *(("programme:example", "programme", "a4", v) for v in VARIANTS),
]
BRAND = "example-andover"


@pytest.fixture(scope="module")
def width():
    return Faces("Poppins", "Source Sans 3", "en-GB").width


@pytest.fixture(params=CASES, ids="-".join)
def made(request, built_in):
    target, layout, paper, variant = request.param
    return built_in.make(target, layout, paper, variant, BRAND)


def test_pages(made, width):
    found = placed(made.pages, width)
    paper = made.job.paper
    assert found
    assert all((page.width, page.height) == PAPERS[paper] for page in made.pages.pages)
    assert overlaps(found) == []
    _check_margins(made, found)
    _check_sizes(made, found)
    assert all(each.mark.face for each in found)
    if made.job.layout.id == "card":
        assert len(made.pages.pages) == 1
    assert made.warnings == ()


def _check_margins(made, found):
    """A little slack: italics lean out, and marks of badges stand by their middle."""
    look = made.look
    for each in found:
        assert each.left >= look.left - 0.5, each
        assert each.right <= look.width - look.right + 0.8, each
        assert each.top >= look.top - 0.5, each
        assert each.bottom <= look.height - look.bottom + 1, each


def _check_sizes(made, found):
    """Reading text keeps to its paper's floor; the head's and the foot's names may be smaller."""
    look = made.look
    small = {look.imprint.size, look.brand.size, round(look.brand.size * 0.95, 4)}
    for each in found:
        furniture = any(abs(each.mark.size - size) < 0.01 for size in small)
        badge = each.text.strip().isdecimal() and len(each.text.strip()) < 3
        assert each.mark.size >= FLOORS[made.job.paper] - 0.001 or furniture or badge, each


def test_boxes_and_links_stay_on_the_page(made):
    for page in made.pages.pages:
        for mark in page.marks:
            if isinstance(mark, RectMark | ImageMark | LinkMark):
                assert mark.x >= 0
                assert mark.y >= 0
                assert mark.x + mark.width <= page.width
                assert mark.y + mark.height <= page.height
                assert mark.width > 0
                assert mark.height > 0


def test_sheets_of_every_stretch_have_several_pages(built_in):
    made = [built_in.make(s, "sheet", "a4", "standard", BRAND) for s in STRETCHES]
    assert all(len(m.pages.pages) > 1 for m in made)
