"""Calm cards: the ladder works for them, and what should stand on one line does."""

import itertools

import pytest
from handout_pages import placed, stretch_file
from themed_pages import WIDTH, Themed

from handouts.diagnostics import ContentError
from handouts.library.workspace import builtin_library
from handouts.looks.components import title_room
from handouts.typeset.pages import TextMark

LONG = "Do this slowly and with care, and breathe out as you do so until you feel a stretch"
CAPS = {"OpenSauceSans-Bold": 0.70, "SourceSans3-Bold": 0.66, "SourceSans3-Regular": 0.66}


@pytest.fixture
def card(tmp_path, looks_cache):
    """The card of a stretch with these keys, on a paper."""

    def make(paper, **keys):
        path = tmp_path / "content" / "stretches" / "one.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(stretch_file(**keys), encoding="utf-8")
        return Themed(tmp_path, looks_cache).made("one", "card", paper)

    return make


def steps(count, short=True):
    made = [{"text": f"{LONG}, number {n}.", "short": f"Do {n}."} for n in range(count)]
    kept = made if short else [{"text": step["text"]} for step in made]
    return [{"name": "One", "steps": kept}]


def words(pages):
    return " ".join(m.text for m in pages.pages[0].marks if isinstance(m, TextMark))


def test_short_wordings_come_first_and_full_ones_where_there_is_room(card):
    _, pages, _, _ = card("a6", methods=steps(14))
    assert "Do 13." in words(pages)
    _, pages, _, _ = card("a4", methods=steps(4))
    assert "Do 3." not in words(pages)
    assert "number 3." in words(pages)


def test_what_does_not_fit_is_an_error_that_says_how_much(card):
    with pytest.raises(ContentError) as caught:
        card("a6", methods=steps(16, short=False))
    (problem,) = caught.value.diagnostics
    assert problem.code == "too-full"
    assert "cut about" in problem.message


def test_a_title_is_sized_to_all_the_width_it_has(card):
    _, pages, look, _ = card(
        "a5", name="A title that takes three lines but not one word more than so"
    )
    found = [p for p in placed(pages, WIDTH) if p.mark.size > look.lead.size * 1.5]
    assert title_room(look) == look.text_width
    assert max(p.right for p in found) <= look.width - look.right + 0.5
    assert len({round(p.mark.y) for p in found if not p.text.isdecimal()}) <= 3


@pytest.mark.parametrize("paper", ["a4", "a5", "a6"])
def test_numerals_share_the_cap_line_of_their_words(looks_cache, paper):
    themed = Themed(builtin_library(), looks_cache)
    _, pages, look, _ = themed.made("knee-to-chest", "card", paper, brand="example-andover")
    marks = [m for m in pages.pages[0].marks if isinstance(m, TextMark)]
    seen = 0
    for number, lead in itertools.pairwise(marks):
        if number.text in ("1", "2", "3", "4") and number.size > look.lead.size * 1.3:
            seen += 1
            tops = [m.y - CAPS[m.face] * m.size for m in (number, lead)]
            assert tops[0] == pytest.approx(tops[1], abs=0.05)
            assert number.x <= look.left  # its ink, not its box, starts at the margin
    assert seen == 4
