"""The plain-text twin: every word, 72 columns, nothing that only a page can show."""

import re

from hypothesis import given
from hypothesis import strategies as st

from handouts.document.nodes import Document, Item, List, Paragraph, Part, Run, Table
from handouts.document.plaintext import WIDTH, plain_text, words_of


def document(*nodes):
    return Document("t", "en", (Part("text", nodes),))


def para(text, **about):
    return Paragraph((Run(text, **about),))


def test_a_list_hangs_under_its_bullets_and_numbers():
    items = tuple(Item((para(f"{'word ' * 20}end"),), n) for n in (9, 10))
    lines = plain_text(document(List(items, "number"))).splitlines()
    assert lines[0].startswith("9. word") and lines[1].startswith("   word")
    assert lines[2].startswith("10. word") and lines[3].startswith("    word")
    assert plain_text(document(List((Item((para("one"),)),), "bullet"))) == "- one\n"


def test_a_sentence_of_entries_is_a_list_again():
    node = List(
        (Item((para("pain"),)), Item((para("numbness"),))), "run-on", overflow=(Run("Call us."),)
    )
    assert plain_text(document(node)) == "- pain\n- numbness\n\nCall us.\n"


def test_a_table_is_told_cell_by_cell():
    head = tuple((Run(word),) for word in ("Exercise", "How long"))
    node = Table(head, (((Run("Cat-cow"),), (Run("20\u00a0s"),)),), (1, 1), numbered=True)
    assert plain_text(document(node)) == "- Exercise: 1. Cat-cow\n  How long: 20 s\n"


def test_links_have_their_addresses_and_no_page_is_named():
    link = Run("our page", href="https://practice.example/a")
    assert words_of((Run("See "), link, Run("."))) == "See our page <https://practice.example/a>."
    bare = Run("practice.example/a", href="https://practice.example/a")
    assert words_of((bare,)) == "https://practice.example/a"
    two = (Run("our ", href="https://a.example", bold=True), Run("page", href="https://a.example"))
    assert words_of(two) == "our page <https://a.example>"
    inside = (Run("Cat-cow", href="#s1"), Run(", page\u00a0"), Run("8", ref="s1"), Run(" (good)"))
    assert words_of(inside) == "Cat-cow (good)"
    first = (Run("Read this first: "), Run("page\u00a0"), Run("8", ref="s1"), Run("."))
    assert words_of(first) == "Read this first."


def test_soft_hyphens_and_marks_are_gone():
    runs = (Run("Musculo\u00adskeletal ", bold=True), Run("pain", italic=True))
    assert words_of(runs) == "Musculoskeletal pain"


WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30), min_size=1, max_size=60)  # fmt: skip


@given(WORDS)
def test_no_word_is_lost_and_no_line_is_longer_than_it_must_be(words):
    text = " ".join(words)
    made = plain_text(document(para(text)))
    assert re.sub(r"\s", "", made) == re.sub(r"\s", "", text)
    for line in made.splitlines():
        assert len(line) <= max(WIDTH, max(map(len, words)))


def test_chinese_needs_no_spaces_to_break():
    lines = plain_text(document(para("仰卧双腿伸直" * 20))).splitlines()
    assert [len(line) for line in lines[:-1]] == [WIDTH // 2] * 3
