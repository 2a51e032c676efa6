"""Every number a booklet prints is followed to its page, and the heading is there."""

import pytest
from booklet_samples import COUNT, name_of
from msgspec import structs

from handouts.diagnostics import ContentError
from handouts.document.nodes import Paragraph, Part, Run
from handouts.looks.binding import set_booklet
from handouts.looks.chapters import Rules
from handouts.looks.look import make_look, palette_of
from handouts.looks.setting import Bench

BOOKS = ["lower_back", "sixty"]


@pytest.fixture(params=BOOKS)
def book(request):
    return request.getfixturevalue(request.param)


def test_every_printed_number_is_the_page_of_its_heading(book):
    numbered = [link for link in book.links if link.number is not None]
    assert len(numbered) > 30
    for link in numbered:
        page, mark = book.bookmarks[link.anchor]
        assert link.number == page, link
        assert mark.text in book.heading(link.anchor)


def test_each_stretch_has_a_line_of_the_contents(sixty):
    last = sixty.bookmarks["how-to-use"][0]
    lines = [li for li in sixty.links if li.page < last and li.anchor.startswith("stretch-")]
    assert len(lines) == COUNT
    for number, line in enumerate(lines):
        assert name_of(number) in line.words
        assert name_of(number) in sixty.words(line.number)


def test_each_stretch_is_in_the_index_under_its_regions_and_muscles(sixty):
    start, end = sixty.bookmarks["index"][0], sixty.bookmarks["glossary"][0]
    lines = [li for li in sixty.links if start <= li.page < end]
    for number in range(COUNT):
        page = sixty.bookmarks[f"stretch-{number + 1}"][0]
        mine = [li for li in lines if li.anchor == f"stretch-{number + 1}"]
        assert len(mine) == 4, "two regions and two muscles"
        assert {li.number for li in mine} == {page}


def test_what_goes_well_with_a_stretch_names_its_page(sixty):
    for number in range(0, COUNT, 9):
        other = (number + 7) % COUNT
        start = sixty.bookmarks[f"stretch-{number + 1}"][0]
        page = sixty.bookmarks[f"stretch-{other + 1}"][0]
        words = " ".join(sixty.words(p) for p in range(start, start + 4))
        assert f"{name_of(other)} , page {page} (a change)" in words


def test_links_of_the_pdf_land_on_the_heading(book):
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(book.reader.pages, 1)}
    landed = []
    for page in book.reader.pages:
        for note in page.get("/Annots", ()):
            if "/Dest" in note.get_object():
                target, _, _, top, _ = note.get_object()["/Dest"]
                landed.append((numbers[target.indirect_reference.idnum], float(top)))
    wanted = []
    for link in book.links:
        number, mark = book.bookmarks[link.anchor]
        wanted.append((number, book.pages.pages[number - 1].height - mark.y))
    assert [page for page, _ in landed] == [page for page, _ in wanted]
    assert [top for _, top in landed] == pytest.approx([top for _, top in wanted], abs=0.1)


def test_bookmarks_are_sections_with_their_stretches(sixty):
    outline = sixty.reader.outline
    sections = [n for n, entry in enumerate(outline) if not isinstance(entry, list)]
    named = {outline[n]["/Title"]: outline[n + 1] if n + 1 < len(outline) else [] for n in sections}
    first = [str(entry["/Title"]) for entry in named["Section Arc"]]
    assert first == [name_of(n) for n in range(10)]
    for entry in named["Section Fold"]:
        page = sixty.reader.get_destination_page_number(entry) + 1
        assert str(entry["/Title"]) in sixty.words(page)


def test_pages_are_labelled_as_they_are_numbered(book):
    labels = book.reader.page_labels
    assert labels[0] == "Cover"
    assert labels[-1] == "Back cover"
    for number in range(2, len(labels)):
        assert labels[number - 1] == str(number)
        assert str(number) in book.words(number).split()


def test_a_number_of_three_digits_has_its_room(sixty):
    assert len(sixty.pages.pages) > 100
    page, _ = sixty.bookmarks["stretch-60"]
    assert page > 99


def test_a_reference_that_leads_nowhere_is_named(lower_back):
    document = lower_back.document
    lost = Part("text", (Paragraph((Run("0", ref="nowhere"),)),), opens="page")
    job, press = lower_back.job, lower_back.press
    palette = palette_of(job.theme, job.brand, job.variant)
    _, setter = press.faces(job, document.language)
    with pytest.raises(ContentError) as caught:
        set_booklet(
            structs.replace(document, parts=(lost, *document.parts[:1])),
            lambda tuning: make_look(job.layout, job.theme, palette, job.paper, tuning),
            Bench(setter, {}, portraits=press.artist.portraits),
            Rules(),
        )
    assert "'nowhere'" in caught.value.diagnostics[0].message
