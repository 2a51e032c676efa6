"""Sheets break only at good places, whatever stands on them."""

import pytest
from handout_pages import SHEETS, STRETCHES, folded, of_picture, one_stretch, overlaps, placed

from handouts.render.fonts import Faces
from handouts.typeset.pages import BookmarkMark, TextMark

LONG = "Do this slowly and with care, and breathe out as you do so until you feel a mild stretch"


def largest(steps=12, items=6):
    """A stretch with every key, much of everything."""
    many = [f"{LONG}, point {n}." for n in range(items)]
    warnings = [{"text": f"{LONG}: sign {n}", "short": f"sign {n}"} for n in range(items)]
    method = {
        "level": "beginner", "summary": LONG, "feel": "the back", "steps": [f"{LONG}, step {n}." for n in range(steps)],
        "dose": {"hold": "15-30 s", "reps": "2-4", "sides": "each", "rest": "1 min", "effort": "mild"},
    }  # fmt: skip
    return one_stretch(
        name="A maximal stretch " + "n" * 72, code="MAX", version="3", summary={"text": f"{LONG}.\n\n{LONG}.", "short": LONG},
        regions=["hips"], position="lying", level="beginner", equipment=["mat"],
        muscles={"primary": ["gluteus maximus", "a muscle nobody knows"], "secondary": ["piriformis"]},
        benefits=many, dose={"days_per_week": "7", "times_of_day": ["morning", "night"]}, start=many,
        methods=[{"name": f"Way {n}", **method} for n in range(3)], card={"method": "Way 1", "steps": ["1"]},
        breathing=many, mistakes=[{"avoid": m, "instead": m} for m in many],
        adaptations=[{"for": f"Case {n}", "do": many[:3]} for n in range(items)],
        progression=[{"level": "advanced", "do": many[:3]}], when=many, see_first=warnings, stop=warnings,
        related=[{"stretch": "cat-cow", "why": LONG}], used_for=many,
        video={"url": "https://a.example/video", "short": "a.example/v"}, review={"next": "2028-11-01"},
        sources=many[:2], language="en-GB",
    )  # fmt: skip


@pytest.fixture(scope="module")
def width():
    return Faces("Poppins", "Source Sans 3", "en-GB").width


def check(made, width):
    """No heading last on a page, no number apart from its text, nothing over anything."""
    found = placed(made.pages, width)
    assert overlaps(found) == []
    look = made.look
    for number, page in enumerate(made.pages.pages):
        here = [p for p in found if p.page == number]
        body = [p for p in here if p.mark.size > look.imprint.size + 0.01 and p.top > look.top + 10]
        _check_headings(page, body, look)
        for one, following in zip(here, [*here[1:], None], strict=True):
            number_alone = one.text.strip().isdecimal() and len(one.text.strip()) < 3
            if number_alone and not of_picture(one, page):
                assert following is not None, "a number stands alone at a page's foot"
                assert following.top < one.bottom + 2
                assert following.left > one.left
    _check_stop(made, found)


def _check_headings(page, body, look):
    marks = [m for m in page.marks if isinstance(m, BookmarkMark)]
    for mark in marks:
        below = [p for p in body if p.top > mark.y + look.heading.leading * 0.9]
        assert below, f"'{mark.text}' is the last thing on its page"


def _check_stop(made, found):
    """All words of the stop box stand on one page where a page can hold them."""
    pages = {
        p.page for p in found if p.text.startswith(("Stop at once", "Ask a professional first"))
    }
    assert len(pages) == 1


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("steps", [1, 5, 12])
@pytest.mark.parametrize("items", [1, 3, 6])
def test_sheets_with_every_key(workspace, width, paper, steps, items):
    made = workspace(largest(steps, items)).make("plain-stretch", "sheet", paper)
    check(made, width)
    heard = folded(made.text)
    for n in range(steps):
        assert heard.count(f"step {n}.") == 3
    assert heard.count("A maximal stretch") >= len(made.pages.pages)


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("target", STRETCHES)
def test_built_in_sheets(built_in, width, target, paper):
    check(built_in.make(target, "sheet", paper, "standard", "example-andover"), width)


def test_the_least_sheet(workspace, width):
    made = workspace(one_stretch()).make("plain-stretch", "sheet", "a5")
    assert len(made.pages.pages) == 1
    assert overlaps(placed(made.pages, width)) == []


def test_pages_are_numbered(workspace):
    made = workspace(largest()).make("plain-stretch", "sheet", "a4")
    count = len(made.pages.pages)
    for number, page in enumerate(made.reader.pages, 1):
        assert f"page {number} of {count}" in folded(page.extract_text())
    texts = [m.text for m in made.pages.pages[1].marks if isinstance(m, TextMark)]
    assert "continued" in " ".join(texts)
