"""The ladder: what a full card gives up, and in which order."""

import pytest
from handout_pages import CARDS, folded, one_stretch, overlaps, placed, stretch_file

from handouts.diagnostics import ContentError
from handouts.document.nodes import Box, List, Paragraph, Steps, Title
from handouts.looks.fitting import _Fitter
from handouts.looks.look import SPACING_LEAST, TITLE_LEAST, make_look, palette_of
from handouts.looks.setting import Bench
from handouts.render.fonts import Faces
from handouts.typeset.lines import Setter

LONG = "Do this slowly and with care, and breathe out as you do so until you feel a stretch"
RANKS = ["breathing", "contact", "mistakes", "feel"]  # layouts/card.yaml
BRAND = {"content/brands/b.yaml": "name: B\ncontact: {phone: 01632 960 142, web: b.example}\n"}


def card(steps, short=True, name="Plain stretch", **keys):
    """A stretch with something in every block of a card."""
    made = [
        {"text": f"{LONG}, number {n}.", **({"short": f"Do {n}."} if short else {})}
        for n in range(steps)
    ]
    return stretch_file(
        name=name, summary={"text": "x", "short": "A lead under the title."},
        methods=[{"name": "One", "steps": made, "feel": "your back"}],
        dose={"hold": "15-30 s", "reps": "2-4"}, breathing=["Breathe in", "Breathe out", "Rest"],
        mistakes=[{"avoid": f"Mistake {n}", "instead": "A cure"} for n in range(4)],
        stop=[{"text": f"stop sign {n}, told at length", "short": f"stop sign {n}"} for n in range(3)],
        see_first=[{"text": f"condition {n}, told at length", "short": f"condition {n}"} for n in range(9)],
        **keys,
    )  # fmt: skip


def fitted(maker, ident, paper):
    """The rung at which a card stands: its document and its tuning."""
    press, job = maker.press, maker.job(ident, "card", paper, brand="b")
    document = press.compose(job, [])
    palette = palette_of(job.theme, job.brand, job.variant)
    setter = Setter(Faces("Poppins", "Source Sans 3", "en-GB"))

    def look_at(tuning):
        return make_look(job.layout, job.theme, palette, job.paper, tuning)

    fitter = _Fitter(look_at, Bench(setter, {}, 1))
    return fitter.fit(document), look_at, document


def find(document, kind):
    found = [c for p in document.parts for c in p.children if isinstance(c, kind)]
    return found[0]


def conditions(document):
    boxes = [
        c for p in document.parts if p.block == "stop" for c in p.children if isinstance(c, Box)
    ]
    return [c for box in boxes for c in box.children if isinstance(c, List)]


def rungs(found, look_at, original):
    """How far down each rung of the ladder a card is, 0 where it was not needed."""
    blocks = {p.block for p in found.document.parts}
    first, most = find(found.document, Steps).items[0], find(original, Steps).items[0]
    natural, now = look_at(type(found.tuning)()), look_at(found.tuning)
    asked = [x for x in conditions(found.document) if x.others]
    return {
        "short": first.children[0].runs != most.children[0].runs,
        "gone": [b for b in RANKS if b not in blocks],
        "lead": not find(found.document, Title).lead,
        "title": round(now.title.size / natural.title.size, 2),
        "body": natural.body.size - now.body.size,
        "floor": now.body.size - now.floor < 0.25,
        "spacing": found.tuning.spacing,
        "asked": sum(len(x.items) for x in asked),
        "closed": any(x.overflow for x in asked),
    }


@pytest.fixture(scope="module")
def ladder(tmp_path_factory, cache):
    """Cards with ever more steps, each with where it stands on the ladder."""
    from handout_pages import Maker, press_at

    root = tmp_path_factory.mktemp("ladder")
    (root / "content" / "stretches").mkdir(parents=True)
    (root / "content" / "brands").mkdir()
    (root / "content" / "brands" / "b.yaml").write_text(*BRAND.values())
    for steps in range(1, 19):
        for short in (False, True):
            path = root / "content" / "stretches" / f"s{steps}-{short:d}.yaml"
            path.write_text(card(steps, short, "Plain stretch with a rather long name of its own"))
    maker = Maker(press_at(root, cache))
    out = []
    for paper in CARDS:
        for steps in range(1, 19):
            for short in (False, True):
                found, look_at, document = fitted(maker, f"s{steps}-{short:d}", paper)
                out.append((found, rungs(found, look_at, document), document))
    return out


def test_every_rung_is_taken_in_order(ladder):
    """Nothing lower is given up before all that stands above it is."""
    for _found, at, document in ladder:
        lists = [x.items for x in conditions(document) if x.others]
        all_asked = sum(map(len, lists))
        some_short = any(s.children[0].short for s in find(document, Steps).items)
        if at["gone"] or at["title"] < 0.9:
            assert at["short"] or not some_short
        if at["lead"]:
            assert {"breathing", "mistakes", "feel"} <= set(at["gone"])
        if at["body"] > 0:
            assert at["lead"]
            assert at["title"] == TITLE_LEAST
        if at["spacing"] < 1:
            assert at["floor"]
        if at["asked"] < all_asked:
            assert at["spacing"] == SPACING_LEAST
        assert at["closed"] == (at["asked"] < all_asked)


def test_every_rung_is_needed_somewhere(ladder):
    fits = [at for found, at, _ in ladder if found.fits]
    assert any(at["short"] and not at["gone"] for at in fits)
    assert any(at["gone"] and at["title"] == 1 for at in fits)
    assert any(at["title"] < 1 and at["body"] == 0 for at in fits)
    assert any(at["spacing"] < 1 for at in fits)
    assert any(at["closed"] for at in fits)
    assert any(not found.fits for found, _, _ in ladder)


def test_blocks_go_by_rank(ladder):
    ranked = ["breathing", "mistakes", "feel"]
    for _, at, _ in ladder:
        gone = [b for b in ranked if b in at["gone"]]
        assert gone == ranked[: len(gone)]


def test_no_card_loses_a_step_a_stop_sign_or_its_telephone(ladder):
    for found, _, document in ladder:
        now, before = find(found.document, Steps), find(document, Steps)
        assert [s.number for s in now.items] == [s.number for s in before.items]
        assert len(conditions(found.document)[0].items) == 3
        assert {"title", "steps", "stop", "contact"} <= {p.block for p in found.document.parts}


def test_bounds(ladder):
    for found, at, _ in ladder:
        assert found.tuning.title >= TITLE_LEAST
        assert found.tuning.spacing >= SPACING_LEAST
        assert not at["closed"] or at["asked"] >= 1


@pytest.mark.parametrize("paper", CARDS)
@pytest.mark.parametrize("short", [True, False])
def test_twelve_steps_make_a_page_or_say_what_to_cut(workspace, paper, short):
    name = "Maximal stretch with quite a name".ljust(90, "n")
    made = workspace({**BRAND, "content/stretches/max.yaml": card(12, short, name)})
    try:
        handout = made.make("max", "card", paper, "standard", "b")
    except ContentError as problem:
        (found,) = problem.diagnostics
        assert found.code == "too-full"
        assert f"one page of {paper} (layout card, theme warm): cut about " in found.message
        assert found.span.file.endswith("max.yaml")
        assert found.hint
        return
    width = Faces("Poppins", "Source Sans 3", "en-GB").width
    assert len(handout.pages.pages) == 1
    assert overlaps(placed(handout.pages, width)) == []
    heard = folded(handout.text)
    assert all(f"stop sign {n}" in heard for n in range(3))
    assert "01632 960 142" in heard
    if "condition 8" not in heard:
        assert "and others on your full sheet" in heard


@pytest.mark.parametrize("paper", CARDS)
def test_the_least_stretch_makes_a_page(workspace, paper):
    made = workspace(one_stretch()).make("plain-stretch", "card", paper)
    heard = folded(made.text)
    assert len(made.pages.pages) == 1
    assert heard.index("Plain stretch") < heard.index("Lie down.")


def test_two_blocks_of_a_kind_keep_their_own_words(workspace):
    """Full wordings come back to the block they were taken from."""
    layout = "extends: card\nblocks: [title, {text: First words}, {text: Second words}, steps]\nfor: stretch\n"
    made = workspace({"layouts/own.yaml": layout, "content/stretches/s.yaml": card(9)})
    heard = folded(made.make("s", "own", "a6").text)
    assert (heard.count("First words"), heard.count("Second words")) == (1, 1)


def test_wordings_come_back_where_there_is_room(ladder):
    """A card that needs short wordings only a little keeps some of the full ones."""
    assert isinstance(find(ladder[0][2], Steps).items[0].children[0], Paragraph)
    assert not ladder[0][1]["short"]
