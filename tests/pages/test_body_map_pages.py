"""The body map on pages: drawn once, where its words are, and given up for them."""

import math

import pytest
from handout_pages import (
    CARDS,
    STRETCHES,
    alt_of,
    folded,
    one_stretch,
    overlaps,
    placed,
    stretch_file,
)
from msgspec import Struct

from handouts.document.body import BodyMap, Felt, MuscleMap
from handouts.figures.bodymap import WIDE, shapes
from handouts.figures.curves import crossings
from handouts.looks.leaders import cross
from handouts.render.fonts import Faces
from handouts.typeset.pages import CircleMark, FormMark, LineMark, TextMark

MAPS = ([466, 1008], [466, 790])  # whole, and without the legs
WIDTH = Faces("Poppins", "Source Sans 3", "en-GB").width
LONG = "Do this slowly and with care, and breathe out as you do so until you feel a stretch"
KTC_ALT = (
    "Back of the body. Worked most: erector spinae, gluteus maximus, piriformis and lumbar "
    "paraspinals. Also: gluteus medius, gluteus minimus, hamstrings, hip external rotators, "
    "multifidus and quadratus lumborum."
)


def nodes(value, kind):
    """Every node of a kind in a tree, in order; a part's stand-ins are left out."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for child in value:
            yield from nodes(child, kind)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name != "instead":
                yield from nodes(getattr(value, name), kind)


def forms(pages):
    """The marks of body maps; drawn figures are forms as well."""
    every = [(n, m) for n, p in enumerate(pages.pages) for m in p.marks if isinstance(m, FormMark)]
    return [(n, m) for n, m in every if m.key.split()[0] in ("front", "back")]


def form_objects(reader):
    """The form objects of a file by their number, compressed size and box."""
    found = {}
    for page in reader.pages:
        for value in (page["/Resources"].get("/XObject") or {}).values():
            item = value.get_object()
            if item["/Subtype"] == "/Form" and item["/BBox"][2:] in MAPS:
                found[value.idnum] = item
    return found


@pytest.mark.parametrize("stretch", STRETCHES)
def test_every_muscle_of_the_built_in_stretches_has_its_place(built_in, stretch):
    [made] = nodes(built_in.make(stretch, "sheet").document, MuscleMap)
    lines = [line for c in made.columns for line in c.lines]
    found = built_in.press.library.stretch(stretch).muscles
    assert len(lines) == len(found.primary) + len(found.secondary)
    assert all(set(line.places) <= set(shapes()) and line.places for line in lines)
    assert {shapes()[m.place].view for m in made.map.marks} == set(made.map.views)


def test_the_alternative_text_names_what_is_marked(built_in):
    [made] = nodes(built_in.make("knee-to-chest", "sheet").document, BodyMap)
    assert made.alt == KTC_ALT
    [card] = nodes(built_in.make("knee-to-chest", "card").document, Felt)
    assert card.map.alt.startswith("Back of the body. Worked most: erector spinae (long muscles")
    assert "gluteus medius" not in card.map.alt, "a card's map shows only what is worked most"


@pytest.mark.parametrize("count", [1, 7, 20])
def test_an_alternative_text_is_never_over_300_characters(built_in, workspace, count):
    names = sorted(built_in.press.library.muscles)[:count]
    muscles = {"primary": names, "secondary": names[::-1]}
    made = workspace(one_stretch(muscles=muscles)).make("plain-stretch", "sheet")
    [found] = nodes(made.document, BodyMap)
    assert len(found.alt) <= 300 and found.alt.endswith(".") and names[0] in found.alt


def test_an_unknown_muscle_stays_text_and_an_author_may_place_it(workspace):
    muscles = {"primary": [
        {"name": "my muscle", "plain": "near the hip"},
        {"name": "other muscle", "plain": "in the calf", "map": ["soleus"]},
    ]}  # fmt: skip
    made = workspace(one_stretch(muscles=muscles)).make("plain-stretch", "sheet")
    assert "My muscle: near the hip" in folded(made.text)
    [found] = nodes(made.document, BodyMap)
    assert [m.place for m in found.marks] == ["soleus"] and "my muscle" not in found.alt


def test_without_a_known_muscle_there_is_no_map(workspace):
    files = one_stretch(
        muscles={"primary": ["my muscle"]}, mistakes=[{"avoid": "haste", "instead": "ease"}],
        methods=[{"name": "One", "steps": ["Lie down."], "feel": "your back"}],
    )  # fmt: skip
    made = workspace(files)
    for layout in ("sheet", "card"):
        assert forms(made.make("plain-stretch", layout).pages) == []
    assert "Where you feel it: your back" in folded(made.make("plain-stretch", "card").text)


def test_a_practices_own_muscles_add_to_the_table(workspace):
    files = one_stretch(muscles={"primary": ["popliteal whatnot", "Glutes"]})
    files["content/muscles.yaml"] = (
        "popliteal whatnot: {plain: behind the knee, map: [popliteus], synonyms: [pw]}\n"
    )
    [found] = nodes(workspace(files).make("plain-stretch", "sheet").document, BodyMap)
    assert [m.place for m in found.marks] == ["popliteus", "gluteus-maximus"], "synonyms count"


def test_a_map_used_twice_is_stored_once_and_is_small(built_in, workspace):
    layout = "for: stretch\nextends: sheet\nblocks: [title, muscles, stop, muscles, body-map]\n"
    file = stretch_file(muscles={"primary": ["piriformis"]})
    made = workspace({"layouts/own.yaml": layout, "content/stretches/s.yaml": file})
    twice = made.make("s", "own")
    assert len(forms(twice.pages)) == 3 and len(form_objects(twice.reader)) == 2
    for stretch in STRETCHES:
        for item in form_objects(built_in.make(stretch, "sheet").reader).values():
            assert len(item._data) < 8000


def test_two_views_are_one_figure_that_speaks_once(built_in):
    pages = built_in.make("cat-cow", "sheet").pages
    found = [m for _, m in forms(pages) if m.key.split()[0] in ("front", "back")]
    assert len(found) == 2 and found[0].node == found[1].node
    assert alt_of(pages, found[0]).startswith("Front and back of the body.")


@pytest.mark.parametrize("stretch", STRETCHES)
@pytest.mark.parametrize("paper", ["a4", "a5", "letter"])
def test_the_map_keeps_clear_of_words_and_margins(built_in, stretch, paper):
    made = built_in.make(stretch, "sheet", paper)
    for number, mark in forms(made.pages):
        high = mark.width * mark.high / mark.wide
        assert mark.x >= made.look.left and mark.x + mark.width <= made.look.width - made.look.right
        for text in placed(made.pages, WIDTH):
            if text.page == number:
                apart = text.right <= mark.x or text.left >= mark.x + mark.width
                assert apart or text.bottom <= mark.y or text.top >= mark.y + high, text
    assert overlaps(placed(made.pages, WIDTH)) == []


def dots_and_lines(made):
    """The ends of the leaders and the slanting lines to them, of the page with the map."""
    number, _ = forms(made.pages)[0]
    marks = made.pages.pages[number].marks
    dots = [m for m in marks if isinstance(m, CircleMark) and m.radius == 1.6]
    ends = {(round(d.x, 2), round(d.y, 2)) for d in dots}
    lines = [
        m for m in marks if isinstance(m, LineMark) and (round(m.x1, 2), round(m.y1, 2)) in ends
    ]
    return [m for _, m in forms(made.pages)], dots, lines


@pytest.mark.parametrize("stretch", STRETCHES)
def test_each_line_ends_in_its_muscle(built_in, stretch):
    made = built_in.make(stretch, "sheet")
    found, dots, lines = dots_and_lines(made)
    hit_by = []
    [node] = nodes(made.document, MuscleMap)
    muscles = {line.places for c in node.columns for line in c.lines}
    assert len(dots) == len(lines) == sum(len(c.lines) for c in node.columns)
    for dot in dots:
        hits = set()
        for form in found:
            scale = form.wide / form.width
            x, y = abs((dot.x - form.x) * scale - WIDE / 2), (dot.y - form.y) * scale - 4
            for places in muscles:
                for place in places:
                    ends = crossings(shapes()[place].loops, y)
                    if any(a <= x <= b for a, b in zip(ends[::2], ends[1::2], strict=True)):
                        hits.add(places)
        assert hits, dot
        hit_by.append(hits)
    for places in muscles:
        assert any(places in hits for hits in hit_by), places


@pytest.mark.parametrize("stretch", STRETCHES)
def test_lines_do_not_cross(built_in, stretch):
    _, _, lines = dots_and_lines(built_in.make(stretch, "sheet"))
    ends = [((m.x0, m.y0), (m.x1, m.y1)) for m in lines]
    assert not [(a, b) for n, a in enumerate(ends) for b in ends[n + 1 :] if cross(a, b)]
    dots = [end for _, end in ends]
    assert all(math.dist(a, b) > 4 for n, a in enumerate(dots) for b in dots[n + 1 :])


@pytest.mark.parametrize("paper", CARDS)
@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_card_is_one_page_with_map_or_words(built_in, stretch, paper):
    made = built_in.make(stretch, "card", paper)
    said = folded(made.text)
    assert len(made.pages.pages) == 1
    shown = bool(forms(made.pages))
    assert shown == ("Feel it here" in said)
    assert not (shown and "Where you feel it:" in said)
    assert not (paper == "a6" and shown), "too small for a map"
    if paper == "a4" and shown:  # a card whose steps are shown may give the map up
        _, mark = forms(made.pages)[0]
        assert mark.width * mark.high / mark.wide >= 80, "page design: no lower on A4"


def test_a_full_card_gives_the_map_up_for_its_words(workspace):
    """The map goes before the mistakes beside it, and they go before the words."""
    files = {}
    for steps in range(2, 12):
        for signs in range(6):
            files[f"content/stretches/s{steps}-{signs}.yaml"] = stretch_file(
                methods=[{"name": "One", "steps": [f"{LONG}, {n}." for n in range(steps)], "feel": "your back"}],
                mistakes=[{"avoid": f"Mistake {n}", "instead": "A cure"} for n in range(4)],
                muscles={"primary": ["erector spinae"]}, stop=[f"sign {n}" for n in range(signs + 1)],
                see_first=[f"condition {n} that you have" for n in range(3 * signs)] or ["nothing"],
            )  # fmt: skip
    made, met = workspace(files), set()
    order = [(True, True, False), (False, True, True), (False, False, True), (False, False, False)]
    for signs in range(6):
        seen = []
        for steps in range(2, 12):
            said = folded(made.make(f"s{steps}-{signs}", "card").text)
            seen.append(
                tuple(w in said for w in ("Feel it here", "Mistake 0", "Where you feel it"))
            )
        assert [order.index(s) for s in seen] == sorted(order.index(s) for s in seen)
        met |= set(seen)
    assert set(order[:3]) <= met


def test_an_author_may_leave_the_map_out(workspace):
    layout = "for: stretch\nextends: sheet\nblocks: [title, {muscles: {map: false}}, stop]\n"
    file = stretch_file(muscles={"primary": ["piriformis"]})
    made = workspace({"layouts/own.yaml": layout, "content/stretches/s.yaml": file}).make(
        "s", "own"
    )
    assert forms(made.pages) == [] and "Piriformis:" in folded(made.text)


def test_many_muscles_on_small_paper_split_over_pages(workspace):
    names = ["psoas major", "gracilis", "soleus", "popliteus", "sartorius", "obliques", "scalenes"]
    long = [{"name": n, "plain": f"{LONG} {LONG}"[:118], "map": ["soleus"]} for n in names * 2]
    muscles = {"primary": long, "secondary": long[:6]}
    made = workspace(one_stretch(muscles=muscles)).make("plain-stretch", "sheet", "a5")
    assert len(made.pages.pages) > 1
    assert overlaps(placed(made.pages, WIDTH)) == []
    marks = [m for p in made.pages.pages for m in p.marks if isinstance(m, TextMark)]
    assert max(m.y for m in marks) < made.look.height


def test_equal_maps_give_equal_bytes(built_in):
    made = built_in.make("knee-to-chest", "sheet")
    again = built_in.press.make(made.job)
    assert again.pdf == made.pdf
