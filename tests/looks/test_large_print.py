"""Large print: 16 pt and more, set anew and never scaled, on every page of every family."""

import itertools

import pytest
from handout_pages import ROOT
from themed_pages import Themed

from handouts.diagnostics import ContentError
from handouts.library.workspace import builtin_library
from handouts.looks.variants import (
    LARGE_FLOOR,
    is_large,
    is_mono,
    magnified,
    variant_of,
)
from handouts.model.text import TypeSize
from handouts.typeset.pages import RectMark, TextMark

THEMES = ("warm", "calm", "plain")
LARGE = ("large-print", "large-print-mono")
BRAND = "example-andover"
SHEETS = [("knee-to-chest", "sheet", "a4"), ("programme:example", "programme", "a4")]
BOOKLETS = [("lower-back", "booklet", paper) for paper in ("a5", "a4")]
SIZES = {
    "title": TypeSize(30, 34), "lead": TypeSize(14, 18), "heading": TypeSize(15, 20),
    "body": TypeSize(12, 15), "value": TypeSize(21, 24), "label": TypeSize(12, 15),
    "brand": TypeSize(13, 16), "imprint": TypeSize(9, 12),
}  # fmt: skip


@pytest.fixture(scope="module", params=THEMES)
def family(request, looks_cache):
    """A theme's pages of the project's own example client."""
    return Themed(ROOT, looks_cache, request.param)


@pytest.mark.parametrize("variant", LARGE)
@pytest.mark.parametrize("target", SHEETS, ids=str)
def test_sheets_and_programmes_flow_on(family, target, variant):
    pages = family.made(*target, variant, BRAND)[1]
    usual = family.made(*target, "standard", BRAND)[1]
    assert len(pages.pages) > len(usual.pages)


@pytest.mark.parametrize("target", BOOKLETS, ids=str)
def test_the_covers_panels_do_not_run_into_one_another(family, target):
    pages = family.made(*target, "large-print", BRAND)[1]
    for page in (pages.pages[0], pages.pages[-1]):
        filled = [m for m in page.marks if isinstance(m, RectMark) and m.fill]
        for a, b in itertools.combinations(filled, 2):
            assert apart(a, b) or within(a, b) or within(b, a), (a, b)
        for mark in filled:
            texts = [m for m in page.marks if isinstance(m, TextMark)]
            for text in texts:
                top, bottom = text.y - 0.6 * text.size, text.y
                inside = mark.x <= text.x <= mark.x + mark.width
                crossed = any(top < edge < bottom for edge in (mark.y, mark.y + mark.height))
                assert not (inside and crossed), text


def apart(a, b):
    across = a.x + a.width <= b.x + 1 or b.x + b.width <= a.x + 1
    return across or a.y + a.height <= b.y + 1 or b.y + b.height <= a.y + 1


def within(a, b):
    across = b.x - 1 <= a.x and a.x + a.width <= b.x + b.width + 1
    return across and b.y - 1 <= a.y and a.y + a.height <= b.y + b.height + 1


def test_a_card_that_cannot_be_one_page_says_what_to_use_instead(family):
    with pytest.raises(ContentError) as caught:
        family.made("knee-to-chest", "card", "a6", "large-print", BRAND)
    (problem,) = caught.value.diagnostics
    assert problem.code == "too-full"
    assert "use the sheet or larger paper" in problem.hint


def test_a_step_keeps_the_dose_and_name_of_its_exercise(looks_cache):
    pages = Themed(ROOT, looks_cache).made("programme:example", "programme", "a4", "large-print")[1]
    words = [
        " ".join(" ".join(m.text for m in page.marks if isinstance(m, TextMark)).split())
        for page in pages.pages
    ]
    for heading, step in (("single knee", "Lie on your back"), ("on all fours", "Move slowly")):
        assert [heading in said for said in words] == [step in said for said in words]


def test_what_large_print_does_to_sizes():
    wide = magnified(SIZES, 595)
    assert {wide[r].size for r in ("body", "lead", "label")} == {16}
    assert wide["body"].leading == 20  # the ratio stays
    assert wide["heading"].size == 20 and wide["value"].size == 28
    assert wide["title"].size == pytest.approx(595 / 16, abs=0.01)
    assert wide["imprint"].size == 10
    assert magnified(SIZES, 298)["title"].size == 30
    assert magnified(wide, 595) == wide


def test_variants_have_one_name():
    assert variant_of([]) == variant_of(["standard"]) == "standard"
    assert variant_of(["mono", "standard", "large-print", "mono"]) == "large-print-mono"
    assert [is_large(v) for v in ("standard", "mono", *LARGE)] == [False, False, True, True]
    assert [is_mono(v) for v in ("standard", "mono", *LARGE)] == [False, True, False, True]


def test_the_standard_size_is_as_it_was(looks_cache):
    _, _, look, _ = Themed(builtin_library(), looks_cache).made("cat-cow", "card", "a4")
    assert look.floor == 12 and look.body.size < LARGE_FLOOR
