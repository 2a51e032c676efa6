"""The composed Documents as text. UPDATE_GOLDENS=1 writes them anew; read the diff then."""

import os
from pathlib import Path

import pytest

from handouts.build import Choices, find_target
from handouts.document.dump import dump, marked
from handouts.document.inline import inline
from handouts.document.nodes import Document, Heading, Paragraph, Part

GOLDEN = Path(__file__).parent / "golden"
BRAND = "example-andover"
CASES = {
    "knee-to-chest-card": ("knee-to-chest", Choices(layout="card", brand=BRAND)),
    "knee-to-chest-sheet": ("knee-to-chest", Choices(layout="sheet", brand=BRAND)),
    "programme-example": ("programme:example", Choices(brand=BRAND)),
}


@pytest.mark.parametrize("name", CASES)
def test_golden(library_press, name):
    target, choices = CASES[name]
    problems = []
    job = library_press.job(find_target(library_press, target), choices)
    found = dump(library_press.compose(job, problems))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert problems == []


@pytest.mark.parametrize("name", CASES)
def test_golden_twin(library_press, name):
    target, choices = CASES[name]
    job = library_press.job(find_target(library_press, target), choices)
    found, warnings = library_press.text(job)
    golden = GOLDEN / f"{name}.twin.txt"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert warnings == ()


def test_a_dump_shows_style_links_and_unseen_characters():
    runs = inline("**a *b* c** [d](https://e.example/f) 3 min \\*g\\* [h] so\u00adft")
    assert marked(runs) == (
        "**a *****b***** c** [d](https://e.example/f) 3⍽min \\*g\\* \\[h\\] so‧ft"
    )


def test_a_dump_is_one_node_a_line_and_keeps_no_folder():
    part = Part("title", (Heading(inline("One"), 2), Paragraph(inline("Two\nthree"))), 3)
    document = Document("T", "en-GB", (part,), file="/home/somebody/content/x.yaml")
    assert dump(document).splitlines() == [
        'Document title="T" language="en-GB" file="x.yaml"',
        '  Part block="title" drop=3',
        "    Heading: One",
        "    Paragraph: Two three",
    ]
