"""How a booklet is put together: spreads, margins, safety, the number of its pages."""

import json

import pytest
from booklet_pages import folded
from booklet_samples import name_of, stretch

from handouts.finish.verify import verify
from handouts.typeset.pages import RectMark, TextMark

BOOKS = ["lower_back", "sixty"]


@pytest.fixture(params=BOOKS)
def book(request):
    return request.getfixturevalue(request.param)


def one(number, **more):
    return json.dumps({
        "title": "One", "sections": [{"title": "Only", "stretches": [f"s{number}"]}], **more,
    })  # fmt: skip


def test_the_pages_are_a_multiple_of_four(book):
    assert len(book.pages.pages) % 4 == 0
    assert verify(book.pdf, len(book.pages.pages)) == ()


def test_each_stretch_opens_left_and_is_done_on_the_right(book):
    for anchor, (page, mark) in book.bookmarks.items():
        if anchor.startswith("stretch-"):
            assert page % 2 == 0, mark.text
            methods = [p.children for p in book.document.parts if p.block == "facing"]
            number = int(anchor.removeprefix("stretch-"))
            first = "".join(run.text for run in methods[number - 1][0].children[0].runs)
            assert folded(first) in book.words(page + 1)


def test_methods_that_fit_no_page_follow_the_opener(booklet):
    files = {
        "content/stretches/s0.yaml": stretch(0, methods=12),
        "content/stretches/s7.yaml": stretch(7), "content/stretches/s31.yaml": stretch(31),
        "content/booklets/long.yaml": one(0),
    }  # fmt: skip
    book = booklet(files, "long")
    page, _ = book.bookmarks["stretch-1"]
    assert "Way 1" in book.words(page + 1)
    words = " ".join(book.words(p) for p in range(page, len(book.pages.pages)))
    assert all(f"Way {n}" in words for n in range(1, 13))


def test_every_warning_of_every_stretch_is_on_the_safety_page(book):
    """A condition and its remark may be parted, where others remark otherwise."""
    start, end = book.bookmarks["safety"][0], book.bookmarks["section-1"][0]
    words = folded(" ".join(book.words(p) for p in range(start, end)))
    words = words.replace(" ,", ",").replace(" ;", ";").replace(" :", ":")
    for key in book.job.entry.needs:
        found = book.press.library.stretch(key[1]) if key[0] == "stretch" else None
        for warning in (*found.stop, *found.see_first) if found else ():
            text = folded(str(warning.text))
            before, _, remark = text.partition(" (")
            assert text in words or (before in words and remark.rstrip(")") in words), text


def test_a_warning_of_all_is_said_once_and_without_names(sixty):
    start, end = sixty.bookmarks["safety"][0], sixty.bookmarks["section-1"][0]
    words = " ".join(sixty.words(p) for p in range(start, end))
    assert words.count("a shared condition") == 1
    assert words.count("it hurts everywhere") == 1
    assert "a shared condition (" not in words


def test_margins_mirror(book):
    look = book.job.layout.page
    inner_at = {0: [], 1: []}
    for number, page in enumerate(book.pages.pages, 1):
        found = [m for m in page.marks if isinstance(m, RectMark) and m.width > page.width * 0.7]
        for mark in found:
            if 20 < mark.x < 60 and number not in (1, len(book.pages.pages)):
                right = page.width - mark.x - mark.width
                inner_at[number % 2].append(round(mark.x - right, 1))
    assert set(inner_at[1]) == {round(look.binding, 1)}
    assert set(inner_at[0]) == {-round(look.binding, 1)}


def test_folios_stand_on_the_outer_edge(book):
    for number, page in enumerate(book.pages.pages[1:-1], 2):
        (folio,) = [
            m for m in page.marks
            if isinstance(m, TextMark) and m.text == str(number) and m.y > page.height - 40
        ]  # fmt: skip
        assert (folio.x < page.width / 2) == (number % 2 == 0)


def test_the_same_bytes_every_time(lower_back):
    assert lower_back.press.make(lower_back.job).pdf == lower_back.pdf


def test_a_stretch_that_stands_in_two_sections_is_numbered_twice(booklet):
    sections = [{"title": t, "stretches": ["s7"]} for t in ("First", "Second")]
    files = {
        "content/stretches/s7.yaml": stretch(7).replace("s14", "s7").replace("s38", "s7"),
        "content/booklets/twice.yaml": json.dumps({"title": "Twice", "sections": sections}),
    }
    book = booklet(files, "twice")
    first, second = (book.bookmarks[f"stretch-{n}"][0] for n in (1, 2))
    assert first < second
    assert name_of(7) in book.words(second)


def test_a_booklet_of_the_least_has_all_its_pages(booklet):
    files = {
        "content/stretches/reach.yaml": "name: Reach\nmethods: [{name: Main, steps: [Reach.]}]\n",
        "content/booklets/least.yaml": "title: Least\nsections: [{title: A, stretches: [reach]}]\n",
    }
    book = booklet(files, "least")
    assert len(book.pages.pages) % 4 == 0
    assert "Safety first" not in book.words(2)


def test_an_opener_with_too_much_still_faces_its_methods(booklet):
    long = json.loads(stretch(7))
    long["related"] = []
    long["benefits"] = ["May ease a part of you that is stiff and sore after a long day"] * 30
    files = {
        "content/stretches/s7.yaml": json.dumps(long),
        "content/booklets/full.yaml": one(7),
    }
    book = booklet(files, "full")
    page, _ = book.bookmarks["stretch-1"]
    assert page % 2 == 0
    assert "Way 1" in book.words(page + 1)
    assert "How it may help" not in book.words(page)
    assert "How it may help" in book.words(page + 1) + book.words(page + 2)


def test_long_words_on_the_covers_push_nothing_off_the_page(booklet):
    files = {
        "content/stretches/s7.yaml": stretch(7).replace("s14", "s7").replace("s38", "s7"),
        "content/booklets/wordy.yaml": one(
            7, title="Many words of a title that go on and on " * 2,
            subtitle="And a subtitle that is no shorter than it may be at all " * 2,
            audience="Everybody who likes to read long covers of thin booklets " * 2,
            closing="A closing that says a great deal more than goodbye. " * 90,
        ),
    }  # fmt: skip
    book = booklet(files, "wordy")
    texts = [
        (number, m)
        for number, page in enumerate(book.pages.pages, 1)
        for m in page.marks
        if isinstance(m, TextMark)
    ]
    assert all(15 < m.y < book.pages.pages[0].height - 15 for _, m in texts)
    cover = [m for number, m in texts if number == 1]
    assert len({(round(m.x), round(m.y)) for m in cover}) == len(cover)
    assert "A closing that says" in book.words(len(book.pages.pages) - 1) + book.words(
        book.bookmarks["closing"][0]
    )
