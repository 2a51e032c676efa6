"""What a client meets in a booklet: safety that is found and read, pages that say what they are."""

import itertools
import json
import re

import pytest
from booklet_pages import Book, folded
from booklet_samples import stretch

from handouts.typeset.pages import LineMark, TextMark

LOOKS = [
    ("warm", "standard"),
    ("calm", "standard"),
    ("warm", "large-print"),
    ("calm", "large-print"),
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.fixture(scope="module", params=LOOKS, ids="-".join)
def book(request, lower_back):
    theme, variant = request.param
    return Book(lower_back.press, "lower-back", theme=theme, variant=variant)


def safety_pages(book):
    """The pages of safety: those that open with its title, or say it again."""
    pages = range(1, len(book.pages.pages) + 1)
    return [n for n in pages if book.words(n).startswith("Safety first")]


def words_of(book, page):
    """The words of a page, with no spaces before what closes them."""
    return re.sub(r" ([,;:.)])", r"\1", book.words(page))


def texts(book, page):
    return [m for m in book.pages.pages[page - 1].marks if isinstance(m, TextMark)]


def said(pages):
    first, last = pages[0], pages[-1]
    if first == last:
        return f"page {first}"
    return f"pages {first} {'and' if last == first + 1 else 'to'} {last}"


# -- safety ---------------------------------------------------------------------


def test_what_to_ask_about_first_names_all_its_pages(book):
    pages = safety_pages(book)
    assert pages == list(range(pages[0], pages[-1] + 1)) and len(pages) > 1
    assert said(pages) in book.words(book.bookmarks["how-to-use"][0])
    words = [words_of(book, n) for n in range(1, len(book.pages.pages))]
    assert sum(f"What to ask about first: see {said(pages)}." in text for text in words) == 6


def test_one_page_of_safety_is_one_page(booklet):
    files = {
        "content/stretches/s7.yaml": stretch(7).replace("s14", "s7").replace("s38", "s7"),
        "content/booklets/one.yaml": json.dumps({
            "title": "One", "sections": [{"title": "Only", "stretches": ["s7"]}],
        }),
    }  # fmt: skip
    book = booklet(files, "one")
    (page,) = safety_pages(book)
    start = book.bookmarks["stretch-1"][0]
    assert f"see page {page}." in words_of(book, start)


def test_headings_of_safety_stand_over_every_part_of_their_lists(book):
    """On each of its pages a line to ask about stands under words that say to ask."""
    pages = safety_pages(book)
    assert "Stop at once if…" in book.words(pages[0])
    for page in pages[1:]:
        words = book.words(page)
        assert words.startswith("Safety first, continued")
        assert re.search(r"ask first if you have:|Ask a professional first|Stop at once if…", words)
    asked = [n for n in pages if "fracture" in book.words(n) or "a hernia" in book.words(n)]
    assert asked and all("ask first if you have:" in book.words(n) for n in asked)


def test_warnings_name_the_stretches_they_are_about(book):
    words = folded(" ".join(words_of(book, n) for n in safety_pages(book)))
    assert "all but" not in words
    assert (
        "pain grows or travels down your leg – Child’s pose, Pelvic tilt, Piriformis stretch, "
        "Spinal twist" in words
    )
    assert "disc in your back – all stretches; Knee-to-chest stretch: get clearance" in words


def test_only_what_says_stop_has_the_octagon(lower_back):
    calm = Book(lower_back.press, "lower-back", theme="calm")
    head, rest = safety_pages(calm)
    solid = [m for m in calm.pages.pages[head - 1].marks if getattr(m, "fill", None)]
    octagons = [m for m in solid if len(getattr(m, "ops", ())) == 9]
    assert len(octagons) == 1
    assert not [
        m for m in calm.pages.pages[rest - 1].marks
        if getattr(m, "fill", None) and len(getattr(m, "ops", ())) == 9
    ]  # fmt: skip


def test_the_stop_box_stands_on_the_page_that_opens_a_stretch(book):
    for number in range(1, 7):
        page, _ = book.bookmarks[f"stretch-{number}"]
        assert re.search(r"Stop at once if", book.words(page))


# -- pages that go on -------------------------------------------------------------


def test_a_page_of_the_booklets_own_says_what_it_goes_on_with(book):
    own = ("contents", "how-to-use", "safety", "week-plan", "diary", "index", "glossary")
    titles = {a: book.bookmarks[a][1].text for a in own}
    opened = {page: a for a, (page, _) in book.bookmarks.items()}
    current = None
    for page in range(2, book.bookmarks["glossary"][0] + 1):
        if page in opened:
            current = opened[page] if opened[page] in own else None
        elif current is not None:
            words = book.words(page)
            written = words.startswith(("My notes", "How it went"))
            assert written or words.startswith(f"{titles[current]}, continued"), page


def test_steps_never_stand_without_the_name_of_their_method(book):
    """The first words of a page's first step come after the method's name on that page."""
    for page in range(book.bookmarks["section-1"][0], book.bookmarks["week-plan"][0]):
        words = book.words(page)
        if "Where you feel it:" in words:
            assert "Method " in words[: words.index("Where you feel it:")], page


def test_an_entry_of_a_list_is_on_one_page(book):
    words = [words_of(book, n) for n in range(1, len(book.pages.pages) + 1)]
    for found in book.press.library.stretch("knee-to-chest").muscles.secondary:
        assert any(f"{found.name[1:]}: {found.plain}" in text for text in words), found.name
    assert any("crossing the leg over may not be safe for you" in text for text in words)
    whole = (
        "a knee injury – Child’s pose, Piriformis stretch; Cat-cow stretch: you may need the seated"
    )
    assert any(whole in text for text in words)


def test_no_name_of_a_day_is_broken(book):
    start, end = book.bookmarks["week-plan"][0], book.bookmarks["diary"][0]
    found = [m.text for page in range(start, end) for m in texts(book, page)]
    assert [day for day in DAYS if day not in found] == []


def test_lines_to_write_on_end_over_the_folio(book):
    for number, page in enumerate(book.pages.pages[1:-1], 2):
        folio = max(m.y - m.size for m in texts(book, number) if m.text == str(number))
        dashed = [m.y1 for m in page.marks if isinstance(m, LineMark) and m.dash]
        assert all(y < folio for y in dashed), number


def test_no_two_pages_in_succession_are_for_the_same_notes(lower_back):
    for theme in ("warm", "calm"):
        book = Book(lower_back.press, "lower-back", theme=theme)
        heads = [book.words(n)[:9] for n in range(1, len(book.pages.pages) + 1)]
        assert ("My notes ", "My notes ") not in itertools.pairwise(heads)


# -- finding one's way ------------------------------------------------------------


def test_contents_name_every_part_in_the_order_of_the_pages(book):
    start, end = book.bookmarks["contents"][0], book.bookmarks["how-to-use"][0]
    lines = [li for li in book.links if start <= li.page < end]
    numbers = [li.number for li in lines]
    assert numbers == sorted(numbers)
    own = {"how-to-use", "safety", "week-plan", "diary", "index", "glossary", "back-cover"}
    assert own <= {li.anchor for li in lines}


def test_an_index_is_read_down_its_columns(lower_back):
    page, _ = lower_back.bookmarks["index"]
    top = next(m.y for m in texts(lower_back, page) if m.text == "By muscle")
    names = [m for m in texts(lower_back, page) if m.y > top + 2 and m.text[:1].isupper()]
    names = [m for m in names if m.y < lower_back.pages.pages[page - 1].height - 45]
    left = min(m.x for m in names)
    columns = [[m.text for m in names if (m.x > left + 50) == right] for right in (False, True)]
    assert [*columns[0], *columns[1]] == sorted(m.text for m in names)


def test_who_to_call_can_be_written_in_where_the_brand_does_not_say(lower_back):
    last = len(lower_back.pages.pages)
    wanted = ("My therapist", "Phone", "Hours", "Next visit")
    assert all(word in lower_back.words(last) for word in wanted)
    named = Book(lower_back.press, "lower-back", brand="example-andover")
    assert "01632 960 142" in named.words(len(named.pages.pages))
    assert "My therapist" not in named.words(len(named.pages.pages))
    for book in (lower_back, named):
        assert "Who to call" in book.heading("back-cover")


def test_a_method_breaks_after_its_number_before_it_breaks_elsewhere(lower_back):
    calm = Book(lower_back.press, "lower-back", theme="calm")
    boxes = [node for part in calm.document.parts for node in part.children]
    whole = {
        "".join(run.text for run in node.children[0].runs).replace("\u00a0", " ")
        for node in boxes if getattr(node, "role", "") == "method"
    }  # fmt: skip
    found = set()
    for page in range(calm.bookmarks["section-1"][0], calm.bookmarks["week-plan"][0]):
        for mark in texts(calm, page):
            if mark.text.startswith("Method "):
                words = mark.text.replace("\u00a0", " ")
                assert words in whole or re.fullmatch(r"Method \d:", words)
                found.add(words in whole)
    assert found == {True, False}


def test_a_daily_stretch_says_so_in_one_way(lower_back):
    page, _ = lower_back.bookmarks["stretch-1"]
    assert "Daily" in lower_back.words(page)
    assert "7 days" not in lower_back.words(page)


def test_things_with_commas_are_parted_by_semicolons(lower_back):
    page, _ = lower_back.bookmarks["stretch-5"]
    wanted = "mat or carpet; small pillow, if you like; firm chair, for the seated method"
    assert wanted in lower_back.words(page)


def test_a_stretch_opens_with_its_number_large(lower_back):
    calm = Book(lower_back.press, "lower-back", theme="calm")
    for number in range(1, 7):
        page, _ = calm.bookmarks[f"stretch-{number}"]
        largest = max(texts(calm, page), key=lambda m: m.size)
        assert (largest.text, largest.size) == (str(number), pytest.approx(59.4))


def test_what_it_may_help_with_always_stands_before_the_methods(lower_back):
    for theme in ("warm", "calm"):
        book = Book(lower_back.press, "lower-back", theme=theme)
        for number in range(1, 7):
            page, _ = book.bookmarks[f"stretch-{number}"]
            assert "How it may help" in book.words(page), (theme, number)
            assert "Method 1" in book.words(page + 1), (theme, number)
