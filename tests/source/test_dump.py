"""What is written reads back as the same tree, and each value names its file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Report, Span
from handouts.source.dump import to_plain, to_yaml
from handouts.source.merge import merge
from handouts.source.node import Mapping, Scalar, Sequence
from handouts.source.reader import parse

HERE = Span("/f")
printable = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
)
tricky = st.text(
    st.sampled_from("ab:-?[]{},&*!|>'\"%@`# \n\t\\<~.=0é🙂\u202e\ufeff\u200b"), max_size=8
)
known = st.sampled_from(
    [
        "none",
        "~",
        "null",
        "no",
        "<<",
        "---",
        "...",
        "... a",
        "a: b",
        "a #b",
        "a ",
        " a",
        "- a",
        "a:",
    ]
)
texts = tricky | st.text(printable, max_size=8) | known
scalars = st.builds(lambda text, plain: Scalar(text, HERE, plain), texts, st.booleans())
keys = st.builds(lambda text: Scalar(text, HERE), texts.filter(bool))
nodes = st.recursive(
    scalars,
    lambda below: (
        st.lists(below, max_size=3).map(lambda i: Sequence(tuple(i), HERE))
        | st.lists(st.tuples(keys, below), max_size=3, unique_by=lambda e: e[0].text).map(
            lambda e: Mapping(tuple(e), HERE)
        )
    ),
    max_leaves=8,
)
maps = st.lists(st.tuples(keys, nodes), min_size=1, max_size=3, unique_by=lambda e: e[0].text).map(
    lambda entries: Mapping(tuple(entries), HERE)
)


def again(text):
    report = Report()
    tree = parse(text.encode(), "/f", report)
    assert report.diagnostics == ()
    return tree


def kinds(node):
    """Text and whether it means nothing or clears, which quotes decide."""
    match node:
        case Scalar():
            return node.text, node.empty, node.plain and node.text == "none"
        case Sequence():
            return [kinds(item) for item in node.items]
        case Mapping():
            return {key.text: kinds(value) for key, value in node.entries}


@given(maps, st.sampled_from(["", "layouts/card.yaml", "a: b #c\n🙂"]))
def test_what_is_written_reads_back_the_same(tree, origin):
    read = again(to_yaml(tree, lambda _: origin))
    assert kinds(read) == kinds(tree)
    assert list(to_plain(read)) == list(to_plain(tree))


@given(
    st.lists(
        st.sampled_from(
            [
                "a: b",
                "c: [d, e f]",
                "g: {h: 'i'}",
                "j: |\n  k\n  l",
                "m:",
                "n: ~",
                "o: x  y",
                'p: "q"',
            ]
        ),
        min_size=1,
        unique=True,
    )
)
def test_quotes_stay_where_they_were(lines):
    tree = again("\n".join(lines))
    read = again(to_yaml(tree))
    assert [(v.text, v.plain) for _, v in read.entries if isinstance(v, Scalar)] == [
        (v.text, v.plain) for _, v in tree.entries if isinstance(v, Scalar)
    ]


def test_it_is_yaml_a_person_can_read():
    base = parse(
        b"page: {paper: a4, margins: 12 mm}\nblocks: [title, {steps: {max: 4, empty: []}}, [a]]\n",
        "base",
        Report(),
    )
    over = parse(b"page: {paper: 'a5'}\nnote: \"1\\n2\"\nlogo:\n", "over", Report())
    assert to_yaml(merge(base, over), lambda span: f"{span.file}:{span.line}") == (
        "page:\n"
        '  paper: "a5"  # over:1\n'
        "  margins: 12 mm  # base:1\n"
        "blocks:\n"
        "  - title  # base:2\n"
        "  - steps:\n"
        "      max: 4  # base:2\n"
        "      empty: []  # base:2\n"
        "  - - a  # base:2\n"
        'note: "1\\n2"  # over:2\n'
        "logo:   # over:3\n"
    )


@pytest.mark.parametrize("character", "\u202e\u2066\u200b\u200f\x1b\x85\ufeff\u2028")
def test_what_does_not_show_is_written_as_an_escape(character):
    text = to_yaml(
        Mapping(((Scalar(f"k{character}", HERE), Scalar(f"v{character}", HERE)),), HERE),
        lambda _: f"/{character}",
    )
    assert character not in text
    assert text.count(f"\\u{ord(character):04x}") == 3


def test_plain_values():
    assert to_plain(again("a: [b, {c: 1}]\nd:\n")) == {"a": ["b", {"c": "1"}], "d": ""}
