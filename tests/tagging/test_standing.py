"""What programmes have in common is set once, and is still read and told as each programme's own."""

import io
import weakref

import pytest
from msgspec import structs
from structure_tree import File

from handouts.build import Choices, Press, open_press
from handouts.context import make_context
from handouts.diagnostics import ContentError
from handouts.library.load import load_text
from handouts.library.workspace import builtin_library
from handouts.looks import standing
from handouts.looks.bench import Bench
from handouts.typeset.pages import TextMark

TWICE = "stretch: cat-cow\n  - stretch: cat-cow"


@pytest.fixture
def press(tmp_path):
    root = builtin_library()
    return open_press(make_context({"HANDOUTS_CACHE": str(tmp_path)}, root, root, "2026-11-22"))


def job(press, name, items="stretch: cat-cow", note="A xylophone."):
    text = f"client: {{name: {name}}}\ndate: 2026-11-22\nnote: {note}\nitems:\n  - {items}\n"
    entry = load_text(text.encode(), name, press.files, press.library)
    assert entry.usable, entry.diagnostics
    return press.job(entry, Choices(brand="example-andover"))


def marks(press, *which):
    pages, _, _ = press.pages(job(press, *which))
    return {id(mark): mark for page in pages.pages for mark in page.marks}


def test_what_is_in_common_is_set_once_and_what_is_not_stays_apart(press):
    first = marks(press, "Zadok Example")
    second = marks(press, "Bo Sample")
    shared = {i: mark for i, mark in first.items() if i in second}
    words = " ".join(mark.text for mark in shared.values() if isinstance(mark, TextMark))
    assert "Stop" in words and "Kneel on all fours" in " ".join(words.split())
    assert "Zadok" not in words and "xylophone" not in words
    said = " ".join(m.text for m in second.values() if isinstance(m, TextMark))
    assert "Bo Sample" in said and "Zadok" not in said


def test_each_is_as_made_alone_whoever_came_before(press):
    kinds = [
        ("Zadok Example",),
        ("Bo Sample", TWICE),
        ("Cy Person", "stretch: pelvic-tilt", "Hm. " * 60),
    ]
    for each in (*kinds, *kinds[::-1]):
        alone = Press(press.context, press.library, press.files)
        assert press.make(job(press, *each)).pdf == alone.make(job(press, *each)).pdf


def test_all_is_forgotten_before_it_grows_too_much(press, monkeypatch):
    monkeypatch.setattr(standing, "_TOLD", 30)
    most = 0
    for stretch in ("cat-cow", "pelvic-tilt", "childs-pose", "spinal-twist", "cat-cow"):
        alone = Press(press.context, press.library, press.files)
        each = job(press, "Zadok Example", f"stretch: {stretch}")
        assert press.make(each).pdf == alone.make(each).pdf
        (kept,), (own,) = press._standing.values(), alone._standing.values()
        most = max(most, len(own.told))
        assert 30 < len(kept.told) <= most


def test_what_one_client_is_told_is_not_kept_for_the_next(press, monkeypatch):
    """No shared box holds on to the desk of the document it was built for."""
    desks, made = [], Bench.desk

    def watched(bench, *of):
        desk = made(bench, *of)
        desks.append(weakref.ref(desk))
        return desk

    monkeypatch.setattr(Bench, "desk", watched)
    for paper in ("a4", "a5"):
        for name in ("Zadok Example", "Bo Sample"):
            press.make(structs.replace(job(press, name), paper=paper))
    assert len(desks) >= 4 and not any(desk() for desk in desks)


def test_steps_that_stand_twice_are_read_twice_each_in_its_place(press):
    press.make(job(press, "Zadok Example"))
    tree = File(io.BytesIO(press.make(job(press, "Bo Sample", TWICE)).pdf)).tree
    lists = [each for each in tree.all("L") if "Kneel on all fours" in each.words]
    assert len(lists) == 2 and lists[0].words == lists[1].words


def test_a_fault_in_what_is_in_common_is_told_to_every_client(press, monkeypatch):
    """A letter that no face has is an error of each document that has it."""
    stretch = press.library.stretch("cat-cow")
    broken = structs.replace(stretch.stop[0], text=type(stretch.stop[0].text)("a \U000f0000", None))
    changed = structs.replace(stretch, stop=(broken, *stretch.stop[1:]))
    monkeypatch.setattr(press.library, "stretch", lambda _: changed)
    for name in ("Zadok Example", "Bo Sample"):
        with pytest.raises(ContentError) as caught:
            press.pages(job(press, name))
        assert [d.code for d in caught.value.diagnostics] == ["glyph"]
