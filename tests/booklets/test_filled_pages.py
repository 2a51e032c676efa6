"""Pages are full: no stretch leaves half of one white, none is there only to be passed over."""

import itertools
import re

import pytest
from booklet_pages import Book

from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Heading, Picture, Stages
from handouts.typeset.pages import FormMark, TextMark

THEMES = ("warm", "calm")
_ALL = ("Make it easier", "Step it up", "Do this instead")
_FOOT = 0.93  # of the page's height: under that stands the folio
_LEAST = 0.55  # of the page's height: so far down stands something on every page of a stretch


@pytest.fixture(scope="module", params=itertools.product(THEMES, ("a5", "a4")))
def bound(request, lower_back):
    theme, paper = request.param
    return Book(lower_back.press, "lower-back", theme=theme, paper=paper)


def pages_of_stretches(book):
    first, last = book.bookmarks["stretch-1"][0], book.bookmarks["week-plan"][0]
    return range(first, last)


def lowest(page):
    """How far down the page its last line or figure stands, the foot left out."""
    ends = [m.y for m in page.marks if isinstance(m, TextMark) and m.y < page.height * _FOOT]
    ends += [m.y + m.high * m.width / m.wide for m in page.marks if isinstance(m, FormMark)]
    return max(ends, default=0.0) / page.height


def test_every_page_of_a_stretch_is_used_beyond_its_middle(bound):
    found = {n: lowest(bound.pages.pages[n - 1]) for n in pages_of_stretches(bound)}
    notes = {n for n in found if "My notes" in bound.words(n)}  # lines down to the foot
    assert {n: share for n, share in found.items() if share < _LEAST and n not in notes} == {}


def test_no_page_between_stretches_is_there_to_be_passed_over(bound):
    for number in pages_of_stretches(bound):
        assert "How it went" not in bound.words(number), number


def test_pictures_of_mistakes_stand_on_the_page_of_their_table(bound):
    for number in pages_of_stretches(bound):
        words = bound.words(number)
        if "Do this instead:" in words:  # under a picture
            assert words.count("Do this instead") > words.count("Do this instead:"), number


def nodes_in(node):
    yield node
    for child in getattr(node, "children", ()):
        yield from nodes_in(child)


def test_a_method_is_on_one_page_with_its_figures(bound):
    """The dots of its steps' numbers would stand on two pages else."""
    for part in bound.document.parts:
        for node in part.children:
            if not isinstance(node, BoxNode) or node.role != "method":
                continue
            name = "".join(run.text for run in node.children[0].runs)
            told = [n for n in pages_of_stretches(bound) if _starts(name) in bound.words(n)]
            assert isinstance(node.children[0], Heading)
            assert len(told) >= 1, name
            for number in told:
                assert f"{name}, continued" not in bound.words(number)


def _starts(name):
    return name.partition(":")[0]


def test_lines_of_the_contents_show_their_stretch(lower_back):
    for theme, count in (("warm", 6), ("calm", 6), ("plain", 0)):
        book = Book(lower_back.press, "lower-back", theme=theme)
        page, _ = book.bookmarks["contents"]
        shown = [m for m in book.pages.pages[page - 1].marks if isinstance(m, FormMark)]
        assert len(shown) == count, theme


def test_the_cover_shows_the_first_stretch_and_no_reader_is_told(lower_back):
    for theme in THEMES:
        book = Book(lower_back.press, "lower-back", theme=theme)
        (shown,) = [m for m in book.pages.pages[0].marks if isinstance(m, FormMark)]
        assert book.pages.tags.owners[shown.node] == -1


def test_each_stretch_opens_with_its_starting_position(lower_back):
    for part in lower_back.document.parts:
        if part.block == "opener":
            stages = [n for child in part.children for n in nodes_in(child)]
            (found,) = [n for n in stages if isinstance(n, Stages)]
            assert isinstance(found.items[0].picture, Picture)


def test_what_moved_up_is_read_where_it_stands(lower_back):
    """The calm booklet fills a page after the second method with a box of the end."""
    book = Book(lower_back.press, "lower-back", theme="calm")
    first, last = book.bookmarks["stretch-1"][0], book.bookmarks["stretch-2"][0]
    words = [(n, book.words(n)) for n in range(first, last)]
    (page,) = [n for n, text in words if "When to do it" in text]
    (method,) = [n for n, text in words if "Method 3" in text]
    assert page < method


def test_what_speaks_of_all_methods_comes_after_them(bound):
    """However boxes move, mistakes and what is easier or harder stand behind the last method."""
    said = " ".join(bound.words(n) for n in pages_of_stretches(bound))
    found = re.findall(r"Method \d(?=:)|Make it easier|Step it up|Do this instead", said)
    assert len(found) >= 6 * 4
    for one, after in itertools.pairwise(found):
        assert one.startswith("Method") or after in (*_ALL, "Method 1"), f"{after} after {one}"


@pytest.mark.parametrize(
    ("theme", "paper", "variant"),
    [*itertools.product(THEMES, ("a5", "a4", "letter"), ("standard", "large-print"))],
)
def test_how_to_start_stands_before_the_first_method(lower_back, theme, paper, variant):
    """An opener too high for its page gives up other boxes: nobody starts from a wrong position."""
    book = Book(lower_back.press, "lower-back", theme=theme, paper=paper, variant=variant)
    said = " ".join(book.words(n) for n in pages_of_stretches(book))
    found = re.findall(r"Start position|Method 1(?=:)", said)  # said again where they go on
    firsts = [each for n, each in enumerate(found) if n == 0 or each != found[n - 1]]
    assert firsts == ["Start position", "Method 1"] * 6


@pytest.mark.parametrize("theme", THEMES)
def test_the_start_is_shown_across_a_page_that_has_room(lower_back, theme):
    book = Book(lower_back.press, "lower-back", theme=theme, paper="a4")
    page = book.pages.pages[book.bookmarks["stretch-2"][0] - 1]
    (shown,) = [m for m in page.marks if isinstance(m, FormMark)]
    assert shown.width > page.width * 0.3
