"""The open variants of a booklet's own pages: no discs, no dots, boxes to tick."""

import pytest
from booklet_pages import Book

from handouts.finish.verify import verify
from handouts.typeset.pages import CircleMark, RectMark, TextMark

TICK = 12.4


@pytest.fixture(scope="module", params=["standard", "mono"])
def calm(request, lower_back):
    return Book(lower_back.press, "lower-back", theme="calm", variant=request.param)


def marks(book, page, kind):
    return [m for m in book.pages.pages[page - 1].marks if isinstance(m, kind)]


def test_the_file_is_sound(calm):
    assert verify(calm.pdf, len(calm.pages.pages)) == ()


def test_the_cover_is_largest_and_names_what_is_inside(calm):
    words = marks(calm, 1, TextMark)
    page = calm.pages.pages[0]
    assert max(m.size for m in words) > page.width / 8
    assert "Knee-to-chest stretch" in calm.words(1)
    panel = max(marks(calm, 1, RectMark), key=lambda m: m.width * m.height)
    if panel.width == pytest.approx(page.width):  # in mono the paper stays white
        assert panel.y + panel.height == pytest.approx(page.height)


def test_contents_have_neither_dots_nor_discs(calm):
    page = calm.bookmarks["contents"][0]
    assert marks(calm, page, CircleMark) == []


def test_the_diary_has_two_boxes_a_day_and_says_so(calm):
    page = calm.bookmarks["diary"][0]
    ticks = [m for m in marks(calm, page, RectMark) if m.width == pytest.approx(TICK)]
    assert len(ticks) == 4 * 7 * 2
    assert "Tick a box" in calm.words(page)


def test_warm_says_circle(lower_back):
    page = lower_back.bookmarks["diary"][0]
    assert "Tick a circle" in lower_back.words(page)


def test_a_long_title_keeps_to_the_cover(booklet, cache):
    from booklet_samples import stretch

    text = '{"title": "Looking after a very stiff and sore lower back at home and at work", '
    text += '"sections": [{"title": "Only", "stretches": ["s0"]}]}'
    files = {
        "content/stretches/s0.yaml": stretch(0), "content/stretches/s7.yaml": stretch(7),
        "content/stretches/s31.yaml": stretch(31), "content/booklets/long.yaml": text,
    }  # fmt: skip
    book = booklet(files, "long", theme="calm")
    page = book.pages.pages[0]
    assert all(0 < m.y < page.height for m in marks(book, 1, TextMark))
