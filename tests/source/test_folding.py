"""A blank line parts paragraphs in every style of YAML text; a line end alone never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Report
from handouts.source.dump import to_plain, to_yaml
from handouts.source.reader import parse

PARAGRAPHS = "one\n  two\n\n  three\n  four\n\n\n  five"
STYLES = {
    "plain": f"note:\n  {PARAGRAPHS}\n",
    "single": f"note: '{PARAGRAPHS}'\n",
    "double": f'note: "{PARAGRAPHS}"\n',
    "folded": f"note: >\n  {PARAGRAPHS}\n",
    "literal": f"note: |\n  {PARAGRAPHS}\n",
}


def value(text):
    report = Report()
    tree = parse(text.encode(), "/f.yaml", report)
    assert report.diagnostics == ()
    return tree.get("note").text


def paragraphs(text):
    """As everything downstream takes a text apart."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


@pytest.mark.parametrize("style", STYLES)
def test_a_blank_line_parts_paragraphs_in_each_style(style):
    assert paragraphs(value(STYLES[style])) == ["one two", "three four", "five"]


@pytest.mark.parametrize("style", STYLES)
def test_the_same_with_windows_line_ends(style):
    text = STYLES[style].replace("\n", "\r\n")
    assert paragraphs(value(text)) == ["one two", "three four", "five"]


@pytest.mark.parametrize("mark", [">", ">-", ">+", "|", "|-", "|+"])
def test_how_a_block_ends_does_not_matter(mark):
    assert paragraphs(value(f"note: {mark}\n  one\n\n  two\n\n\nother: x\n")) == ["one", "two"]


def test_indented_lines_of_a_folded_block_are_line_ends_not_paragraphs():
    assert paragraphs(value("note: >\n  one\n    two\n  three\n")) == ["one two three"]
    assert paragraphs(value("note: >\n  one\n\n    two\n\n  three\n")) == ["one", "two", "three"]


def test_a_typed_escape_is_a_line_end_as_typed():
    assert value('note: "one\\ntwo\\n\\nthree"\n') == "one\ntwo\n\nthree"


@given(st.lists(st.text("ab \n", min_size=1, max_size=12), min_size=1, max_size=3))
def test_written_out_and_read_again_it_is_the_same(parts):
    report = Report()
    body = "\n".join(f"    {line}" for line in "\n".join(parts).split("\n"))
    tree = parse(f"note: >2\n{body}\n".encode(), "/f.yaml", report)
    if tree is not None:
        again = parse(to_yaml(tree).encode(), "/f.yaml", Report())
        assert to_plain(again) == to_plain(tree)
