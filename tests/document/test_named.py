"""Pictures and links are found wherever a document holds them."""

from handouts.document.named import named_in
from handouts.document.nodes import (
    Band,
    Box,
    Contact,
    Document,
    Item,
    List,
    Paragraph,
    Part,
    Picture,
    Qr,
    Row,
    Run,
    Step,
    Steps,
)

RUNS = (Run("words"),)


def test_each_is_found_in_order():
    one, two, logo = Picture("one.jpg", "1"), Picture("two.jpg", "2"), Picture("logo.png", "")
    step = Step(1, (Paragraph(RUNS),), one)
    box = Box("do", (Row((List((Item((two,)),)),), (1.0,)),))
    contact = Contact((), Qr("https://example.org/", RUNS, RUNS))
    parts = (Part("steps", (Steps((step,)),)), Part("more", (box, contact, one)))
    found = named_in(Document("t", "en", parts, (Band(RUNS, logo=logo),), (Band(RUNS),)))
    assert found.pictures == (one, two, one, logo)
    assert found.links == ("https://example.org/",)


def test_a_document_of_words_names_nothing():
    found = named_in(Document("t", "en", (Part("x", (Paragraph(RUNS),)),)))
    assert (found.pictures, found.links) == ((), ())
