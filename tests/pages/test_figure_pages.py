"""Drawn figures on pages: one scale, stored once, turned to a side, the same from the cache."""

import pytest
from handout_pages import STRETCHES, alt_of, folded
from msgspec import structs

from handouts.artist import Artist
from handouts.build import open_press
from handouts.diagnostics import ContentError
from handouts.figures.people import CAST
from handouts.figures.spec import Spec
from handouts.jobs import Choices, find_entry
from handouts.typeset.pages import FormMark

KNEE = """\
name: Knee
figures: {up: {pose: knee-to-chest, glow: [right glutes]}}
methods: [{name: One, steps: [{text: Draw %s knee up., figure: up}]}]
"""


def figures(pages):
    marks = [m for p in pages.pages for m in p.marks if isinstance(m, FormMark)]
    return [m for m in marks if m.key.split()[0] not in ("front", "back")]


def forms(reader):
    found = {}
    for page in reader.pages:
        for value in (page["/Resources"].get("/XObject") or {}).values():
            if value.get_object()["/Subtype"] == "/Form":
                found[value.idnum] = value.get_object()
    return list(found.values())


@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_card_shows_its_steps_on_one_scale(built_in, stretch):
    pages = built_in.make(stretch, "card").pages
    marks = figures(pages)
    assert len(marks) >= 4
    assert len({round(m.width / m.wide, 5) for m in marks}) == 1
    alts = [alt_of(pages, m) for m in marks]
    assert all(alt.startswith("Drawing of a person ") and len(alt) <= 300 for alt in alts)


@pytest.mark.parametrize("stretch", STRETCHES)
def test_figures_stay_on_the_page_and_are_small(built_in, stretch):
    made = built_in.make(stretch, "sheet")
    for mark in figures(made.pages):
        assert mark.x >= made.look.left - 0.5
        assert mark.x + mark.width <= made.look.width - made.look.right + 0.5
    sizes = [len(form._data) for form in forms(made.reader)]
    assert sum(sizes) / len(sizes) < 8000


def test_a_figure_used_twice_is_stored_once(built_in):
    made = built_in.make("knee-to-chest", "sheet")
    marks = figures(made.pages)
    assert len({m.key for m in marks}) < len(marks)


def test_a_mistake_carries_its_sign(built_in):
    pages = built_in.make("knee-to-chest", "sheet").pages
    alts = [alt_of(pages, m) for m in figures(pages)]
    assert sum(alt.startswith("Marked as wrong: ") for alt in alts) == 3


def _job(press, name, **choices):
    return press.job(find_entry(press.library, press.files, name), Choices(**choices))


def test_a_figure_is_turned_to_the_side_asked_for(workspace):
    press = workspace({"content/stretches/knee.yaml": KNEE % "one"}).press
    made = [
        press.pages(_job(press, "knee", layout="card", side=side))[0]
        for side in (None, "left", "right")
    ]
    usual, left, right = (figures(pages)[0] for pages in made)
    assert usual.key == right.key != left.key
    assert "right knee drawn up" in alt_of(made[0], usual)
    assert "left knee drawn up" in alt_of(made[1], left)
    assert (usual.wide, usual.high) == (left.wide, left.high)
    assert _job(press, "knee", side="left").name == "knee-card-left.pdf"


def test_a_step_that_names_a_side_is_not_turned_silently(workspace):
    press = workspace({"content/stretches/knee.yaml": KNEE % "your right"}).press
    with pytest.raises(ContentError) as problem:
        press.pages(_job(press, "knee", side="left"))
    assert [d.code for d in problem.value.diagnostics] == ["side"]
    assert press.pages(_job(press, "knee", side="right"))[0].pages


def test_a_pdf_from_cached_figures_is_the_same_to_the_byte(workspace):
    press = workspace({"content/stretches/knee.yaml": KNEE % "one"}).press
    first = press.make(_job(press, "knee")).pdf
    again = open_press(press.context)
    assert list(press.context.cache.glob("figure-*"))
    assert again.make(_job(again, "knee")).pdf == first
    without = open_press(structs.replace(press.context, cache=None))
    assert without.make(_job(without, "knee")).pdf == first


def test_a_spoilt_cache_file_costs_only_time(tmp_path):
    artist = Artist(tmp_path)
    key = artist.draw(Spec(), CAST[0], "clothed", False)
    (kept,) = tmp_path.glob(f"figure-{key}-*")
    kept.write_bytes(b"nonsense")
    again = Artist(tmp_path)
    again.draw(Spec(), CAST[0], "clothed", False)
    assert again.portraits[key] == artist.portraits[key]


def test_without_figures_the_steps_are_words_alone(workspace):
    layout = "for: stretch\nextends: card\nblocks: [title, {steps: {figures: none}}, stop]\n"
    files = {"content/stretches/knee.yaml": KNEE % "one", "layouts/own.yaml": layout}
    made = workspace(files).make("knee", "own")
    assert figures(made.pages) == [] and "Draw one knee up." in folded(made.text)
