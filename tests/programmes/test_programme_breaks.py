"""Where a long programme goes on over the page: no step without its name, no stop sign apart."""

import re

import pytest

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.typeset.pages import TextMark

NOTE = "Rest between the repetitions for as long as you like, and stop halfway if you need to. " * 3
ITEM = "  - stretch: {}\n    note: {}\n    easier: Do fewer.\n    harder: Do more.\n    {}\n"
OVERRIDES = "overrides: [{flag: hip-replacement, by: A Therapist, why: cleared in November}]"
STRETCHES = ("knee-to-chest", "spinal-twist", "piriformis-stretch", "childs-pose", "cat-cow")
NAMES = (
    "Knee-to-chest stretch",
    "Spinal twist",
    "Piriformis stretch",
    "Child’s pose",
    "Cat-cow stretch",
)
LONG_NAME = "Margaret Featherstonehaugh-Example"
PROGRAMME = (
    f"client: {{name: {LONG_NAME}, id: c-1, flags: [hip-replacement]}}\n"
    "date: 2026-11-22\ntherapist: A Therapist\nnext_appointment: 2026-12-06 10:30\nversion: 2\n"
    "items:\n" + "".join(ITEM.format(s, NOTE, OVERRIDES) for s in STRETCHES)
)
LOOKS = [
    (theme, *look)
    for theme in ("warm", "calm")
    for look in (("a4", "standard"), ("a5", "standard"), ("a4", "large-print"))
]


FACTS = ("Client", "Therapist", "Date", "Next visit", "Version")


@pytest.fixture(params=LOOKS, ids="-".join)
def set_pages(request, kept, tmp_path, write):
    """The pages of a long programme."""
    write("content/programmes/long.yaml", PROGRAMME)
    env = {"HANDOUTS_CACHE": str(kept / "breaks")}
    press = open_press(make_context(env, tmp_path, tmp_path, "2026-11-22"))
    theme, paper, variant = request.param
    choices = Choices(theme=theme, paper=paper, variant=variant)
    return press.pages(press.job(find_target(press, "programme:long"), choices))[0].pages


@pytest.fixture
def pages(set_pages):
    return words_of(set_pages)


def words_of(set_pages):
    """The words of each page, without those of its head and foot."""
    return [
        " ".join(
            mark.text.strip()
            for mark in page.marks
            if isinstance(mark, TextMark) and page.height * 0.075 < mark.y < page.height * 0.94
        )
        for page in set_pages
    ]


def test_an_exercise_that_goes_on_says_its_name_again(pages):
    """On each page, what to do comes after the name of what it belongs to."""
    for number, said in enumerate(pages):
        told = re.search(r"For you:|Easier:|Harder:", said)
        if told and "At a glance" not in said:
            above = said[: told.start()]
            assert any(name.split()[0] in above for name in NAMES), f"page {number + 1}: {said}"


def test_what_says_stop_is_on_one_page(pages):
    (page,) = [said for said in pages if "Stop at once if" in said]
    assert "sharp or shooting" in page and "Then ask a health" in page
    assert "Ask a" in page


def test_one_reason_for_one_flag_is_told_once(pages):
    said = " ".join(pages)
    assert len(re.findall(r"because\s+cleared in November", said)) == 1


def test_a_long_name_does_not_give_each_fact_a_row_of_its_own(set_pages):
    texts = [m for m in set_pages[0].marks if isinstance(m, TextMark)]
    rows = {round(m.y) for m in texts if m.text.strip() in FACTS and m.y < set_pages[0].height / 2}
    assert len(rows) <= 3


@pytest.mark.parametrize(("theme", "paper"), [("warm", "a6"), ("calm", "a5")])
def test_what_goes_on_is_the_same_after_other_clients(kept, tmp_path, write, theme, paper):
    """Boxes that clients share are split on small paper; what is said again is each one's own."""
    second = PROGRAMME.replace(LONG_NAME, "Al Example").replace("c-1", "c-2")
    for name, text in (("one", PROGRAMME), ("two", second)):
        write(f"content/programmes/{name}.yaml", text)
    env = {"HANDOUTS_CACHE": str(kept / "breaks")}
    choices = Choices(theme=theme, paper=paper, variant="large-print")

    def made(*names):
        press = open_press(make_context(env, tmp_path, tmp_path, "2026-11-22"))
        found = [press.job(find_target(press, f"programme:{n}"), choices) for n in names]
        return [press.make(job).pdf for job in found]

    assert made("one", "two", "one") == [*made("one"), *made("two"), *made("one")]


def test_a_layout_of_ones_own_breaks_as_the_one_it_extends(kept, tmp_path, write):
    """Whatever it is called: what keeps the stop box whole is that it lays out a programme."""
    items = "".join(f"  - stretch: {stretch}\n" for stretch in STRETCHES)
    text = f"client: {{name: Jane Example}}\ndate: 2026-11-22\nitems:\n{items}"
    write("content/programmes/long.yaml", text)
    write("layouts/mine.yaml", "extends: programme\n")
    env = {"HANDOUTS_CACHE": str(kept / "breaks")}
    press = open_press(make_context(env, tmp_path, tmp_path, "2026-11-22"))

    def words(layout):
        choices = Choices(theme="warm", paper="letter", variant="large-print", layout=layout)
        job = press.job(find_target(press, "programme:long"), choices)
        return words_of(press.pages(job)[0].pages)

    assert words("mine") == words("programme")
