"""The PDF itself: the same bytes always, all fonts inside, words in reading order."""

import hashlib
import os
import subprocess
import sys

import pypdfium2
import pytest
from handout_pages import ROOT, STRETCHES, folded, runs_in

from handouts.document.nodes import Box, Heading, List, Run, Steps, Title
from handouts.typeset.pages import BookmarkMark, TextMark

BRAND = "example-andover"
FRESH = """
import hashlib, sys
from pathlib import Path
from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.library.workspace import builtin_library
here = Path(sys.argv[1])
press = open_press(make_context({"HANDOUTS_CACHE": sys.argv[1]}, here, builtin_library(), "2026-11-22"))
for target, layout in (("knee-to-chest", "card"), ("knee-to-chest", "sheet"), ("programme:example", "programme")):
    job = press.job(find_target(press, target), Choices(layout=layout))
    print(hashlib.sha256(press.make(job).pdf).hexdigest())
"""


CASES = [
    *((s, kind) for s in STRETCHES for kind in ("card", "sheet")),
    ("programme:example", "programme"),
]


@pytest.fixture(params=CASES, ids="-".join)
def made(request, built_in):
    return built_in.make(*request.param, "a4", "standard", BRAND)


@pytest.fixture(params=STRETCHES)
def target(request):
    return request.param


# -- bytes ---------------------------------------------------------------------------------


def test_the_same_bytes_twice_in_one_process(made, built_in):
    assert built_in.press.make(made.job).pdf == made.pdf


def test_the_same_bytes_in_fresh_processes(tmp_path, built_in):
    sums = []
    for seed in ("0", "1", "random"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
            "TZ": "Asia/Tokyo" if seed == "1" else "UTC",
        }
        done = subprocess.run([sys.executable, "-c", FRESH, str(tmp_path)], env=environment, capture_output=True, text=True, timeout=60, check=True)  # fmt: skip
        sums.append(done.stdout.split())
    jobs = (
        ("knee-to-chest", "card"),
        ("knee-to-chest", "sheet"),
        ("programme:example", "programme"),
    )
    here = [hashlib.sha256(built_in.make(*job).pdf).hexdigest() for job in jobs]
    assert sums == [here] * 3


# -- fonts ---------------------------------------------------------------------------------


def fonts_of(page):
    return [f.get_object() for f in page["/Resources"]["/Font"].get_object().values()]


def test_all_fonts_are_embedded(made):
    for page in made.reader.pages:
        for font in fonts_of(page):
            assert font["/BaseFont"][7:8] == "+", font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font
    assert b"Helvetica" not in made.pdf
    names = [str(o.get("/BaseFont")) for o in objects(made.reader) if "/BaseFont" in o]
    assert names
    assert not any("Helvetica" in name or "Times" in name for name in names)


def objects(reader):
    """Every dictionary of a file."""
    for number in range(1, len(reader.xref_objStm) + max(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if hasattr(found, "get"):
            yield found


# -- words ---------------------------------------------------------------------------------


def nodes_of(page):
    """The text of each node that stands on a page, in order, as its lines read on."""
    found = {}
    for mark in page.marks:
        if isinstance(mark, TextMark):
            text = mark.text[:-1] if mark.tail == "\u00ad" else mark.text
            found[mark.node] = found.get(mark.node, "") + text + (" " if mark.tail == " " else "")
    return [folded(text) for text in found.values()]


def test_every_word_of_a_sheet_is_printed(built_in, target):
    made = built_in.make(target, "sheet", "a4", "standard", BRAND)
    printed = folded(" ".join(text for page in made.pages.pages for text in nodes_of(page)))
    texts = list(runs_in(full(made.document.parts)))
    assert len(texts) > 40
    for text in texts:
        for piece in (folded(text),) if folded(text) in printed else folded(text).split():
            assert piece in printed


def full(node):
    """The nodes without what is only said where room is scarce."""
    if isinstance(node, tuple):
        return tuple(full(child) for child in node)
    if isinstance(node, Run):
        return node
    fields = getattr(node, "__struct_fields__", ())
    return (
        tuple(full(getattr(node, f)) for f in fields if f not in ("short", "others", "line"))
        or node
    )


def test_words_are_neither_glued_nor_split(made):
    """What a reader of the file hears is what the pages were told to say."""
    for page, drawn in zip(made.pages.pages, made.reader.pages, strict=True):
        heard = folded(drawn.extract_text())
        for text in nodes_of(page):
            assert text in heard


def test_pdfium_hears_the_same_words(built_in):
    made = built_in.make("knee-to-chest", "sheet", "a4", "standard", BRAND)
    document = pypdfium2.PdfDocument(made.pdf)
    for page, drawn in zip(made.pages.pages, document, strict=True):
        heard = folded(drawn.get_textpage().get_text_bounded())
        for word in " ".join(nodes_of(page)).split():
            assert word in heard


def test_cards_read_in_order(built_in, target):
    made = built_in.make(target, "card", "a4", "standard", BRAND)
    heard, document = folded(made.text), made.document
    found = [heard.index(folded(first(document, Title).runs[0].text))]
    steps = first(document, Steps).items
    for step in steps:
        paragraph = step.children[0]
        starts = [
            folded("".join(r.text for r in runs))[:12]
            for runs in (paragraph.runs, paragraph.short)
            if runs
        ]
        found.append(min(heard.find(s, found[-1]) for s in starts if heard.find(s, found[-1]) >= 0))
    stop = first(document, Box, lambda box: box.role == "stop")
    found.append(heard.index(folded(first(stop, Heading).runs[0].text)))
    found.append(heard.index("01632"))
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert heard.index("made 22 Nov 2026") > found[-1]


def first(node, kind, fits=lambda _: True):
    """The first node of a kind, in reading order."""
    if isinstance(node, kind) and fits(node):
        return node
    children = (
        node
        if isinstance(node, tuple)
        else [getattr(node, f) for f in getattr(node, "__struct_fields__", ())]
    )
    for child in children:
        found = first(child, kind, fits)
        if found is not None:
            return found
    return None


def test_all_stop_signs_are_printed(made):
    heard = folded(made.text)
    box = first(made.document.parts, Box, lambda node: node.role == "stop")
    for entry in first(box, List).items:
        wordings = [r for r in (entry.children[0].runs, entry.children[0].short) if r]
        assert any(folded("".join(r.text for r in w)).rstrip(".") in heard for w in wordings)


# -- outline and metadata ------------------------------------------------------------------


def outline(items, depth=0):
    for item in items:
        if isinstance(item, list):
            yield from outline(item, depth + 1)
        else:
            yield depth, item.title


def test_bookmarks_are_the_headings(made):
    marks = [m for page in made.pages.pages for m in page.marks if isinstance(m, BookmarkMark)]
    found = list(outline(made.reader.outline))
    assert [title for _, title in found] == [m.text for m in marks]
    assert found[0][0] == 0
    assert folded(found[0][1]) == folded(first(made.document, Title).runs[0].text)
    assert len(found) > 1


def test_bookmarks_lead_to_their_page(built_in):
    made = built_in.make("knee-to-chest", "sheet", "a4", "standard", BRAND)
    reader = made.reader
    expected = [
        n
        for n, page in enumerate(made.pages.pages)
        for m in page.marks
        if isinstance(m, BookmarkMark)
    ]
    flat = []

    def walk(items):
        for item in items:
            walk(item) if isinstance(item, list) else flat.append(
                reader.get_destination_page_number(item)
            )

    walk(reader.outline)
    assert flat == expected


def test_title_language_and_dates(made):
    reader = made.reader
    assert reader.metadata.title == made.document.title
    assert reader.metadata.author == "Example Sports Massage"
    assert reader.metadata.producer == "handouts"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261122000000")
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_programme_names_no_client_in_its_metadata(built_in):
    made = built_in.make("programme:example", "programme", "a4", "standard", BRAND)
    assert "Jane" not in str(dict(made.reader.metadata))
    assert "Jane" in made.text
