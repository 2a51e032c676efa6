"""The foot's fixed words are small print; a dose's badges leave no line empty where they can."""

import pytest
from handout_pages import one_stretch, stretch_file

from handouts.typeset.pages import LineMark, TextMark

WORDS = "Bring this leaflet along."


def page_of(workspace, files, layout):
    made = workspace(files).make("plain-stretch", layout, "a4")
    return made, made.pages.pages[0]


def size_of(page, words):
    """The sizes of the marks of a line of text, and where it stands."""
    found = [m for m in page.marks if isinstance(m, TextMark) and words in m.text]
    assert len(found) == 1, words
    return found[0].size, found[0].y


@pytest.mark.parametrize("foot", ["imprint, {text: %s}", "{text: %s}, imprint", "{text: %s}"])
def test_fixed_words_in_the_foot_are_small_print_under_one_rule(workspace, foot):
    layout = f"extends: card\nfooter: [{foot % WORDS}]\n"
    made, page = page_of(workspace, {**one_stretch(), "layouts/own.yaml": layout}, "own")
    size, at = size_of(page, WORDS)
    assert size == made.look.imprint.size
    lowest = made.look.height - made.look.bottom - 4 * made.look.imprint.leading
    rules = [m for m in page.marks if isinstance(m, LineMark) and m.y0 == m.y1 > lowest]
    assert len(rules) == 1
    assert rules[0].y0 < at or "imprint" in foot


def test_fixed_words_on_the_page_stay_as_large_as_text(workspace):
    layout = f"extends: card\nblocks: [title, steps, {{text: {WORDS}}}, stop]\n"
    made, page = page_of(workspace, {**one_stretch(), "layouts/own.yaml": layout}, "own")
    assert size_of(page, WORDS)[0] >= made.look.body.size


def test_a_long_label_gets_the_room_of_short_ones(workspace):
    dose = {"hold": "15-30 s", "reps": "3", "sides": "left-first", "times_per_day": "2"}
    files = {"content/stretches/plain-stretch.yaml": stretch_file(dose=dose)}
    _, page = page_of(workspace, files, "card")
    assert size_of(page, "times each side, left first")[0] > 0


def test_badges_are_equal_where_their_labels_fit(workspace):
    dose = {"hold": "15-30 s", "reps": "3", "times_per_day": "2"}
    files = {"content/stretches/plain-stretch.yaml": stretch_file(dose=dose)}
    _, page = page_of(workspace, files, "card")
    lefts = [
        next(m.x for m in page.marks if isinstance(m, TextMark) and words in m.text)
        for words in ("seconds hold", "times", "times a day")
    ]
    assert abs((lefts[1] - lefts[0]) - (lefts[2] - lefts[1])) < 0.01
