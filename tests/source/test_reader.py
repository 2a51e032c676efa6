"""What a file says reaches the tree as typed, with its place; rows 1-15 of delivery.md, section 5."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.source.dump import to_plain
from handouts.source.node import Mapping, Scalar, Sequence


def leaves(node):
    """All scalars, keys too."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from leaves(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from leaves(value)


def at(text, span):
    """The text from a span on, the way an editor finds it."""
    return re.split("\r\n|\r|\n", text)[span.line - 1][span.column - 1 :]


@pytest.mark.parametrize(
    "typed",
    [
        *("No", "NO", "no", "yes", "on", "off", "true", "Norway"),  # row 1
        *("010", "0123", "0x1F", "0o17", "1_000"),  # row 2
        *("1:30", "1:2", "12:30:45"),  # row 3
        *("2024-01-02", "2024-13-45", "2026-12-06 10:30"),  # row 4
        *("+447700900123", "1.10", "1e3", ".5", ".inf", ".nan"),  # row 5
        *("Null", "~", "null"),  # row 6
        *("9" * 5000, "1" + ":59" * 20_000),  # row 13
        *("a & b < 3", "5<6>4", "angle <3 and <b>bold"),  # rows 16 and 17
        *("=", "=x", "5 * 3", "50%", "https://example.org/#top", "Łukasz 中 👩🏽‍🦽 e´"),
        *("a\u202eb", "a\u200bb", "a\u200cb", "\u2067x", "x\ufeffy"),  # row 28: for the decoder
    ],
)
def test_rows_1_to_6_and_13_scalars_stay_text(read, typed):
    tree, diagnostics = read(
        f"key: {typed}\n{typed[:90]}: x\n" if ":" not in typed else f"key: {typed}\n"
    )
    assert diagnostics == ()
    assert tree.get("key").text == typed
    assert tree.get("key").plain
    assert ":" in typed or tree.entries[1][0].text == typed[:90]


@pytest.mark.parametrize("typed", ["Null", "~", ""])
def test_row_6_nothing_typed_is_empty_and_quoted_is_not(read, typed):
    tree, _ = read(f'plain: {typed}\nquoted: "{typed}"\n')
    assert tree.get("plain").empty
    assert not tree.get("quoted").empty


def test_row_7_a_key_twice_is_an_error_that_names_both_lines(read):
    tree, (only,) = read("name: A\nemail: a@x\nnote: n\n'email': b@x\n")
    assert (only.code, only.severity, only.span.line, only.span.column) == (
        "duplicate-key",
        "error",
        4,
        1,
    )
    assert "lines 2 and 4" in only.message
    assert to_plain(tree) == {"name": "A", "email": "a@x", "note": "n"}


def test_row_7_the_same_key_in_two_mappings_is_fine(read):
    tree, diagnostics = read("a: {x: 1}\nb: {x: 2}\n- ".removesuffix("- "))
    assert (to_plain(tree), diagnostics) == ({"a": {"x": "1"}, "b": {"x": "2"}}, ())


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("cue: keep #1 in mind", 11),
        ("code: #12", 7),
        ("primary:   #f00", 12),
        ("steps: [a, b #2\n  , c]", 14),
        ("when:\n- #1 thing\n- x", 3),
    ],
)
def test_row_8_text_lost_after_a_hash_is_told(read, line, column):
    _, (only,) = read(line + "\n")
    assert (only.severity, only.code, only.span.column) == ("warning", "hash-comment", column)
    assert "put quotes round it" in only.hint


@pytest.mark.parametrize(
    "line",
    [
        "name: Knee  # required",
        "name: Knee # required",
        "name: Knee  #required",
        "name: Knee ## required",
        "name:  # required",
        "name: 'Knee' #required",
        "name: #required, at least one\n  x: y",
        "name: C#1 and#2",
        "name: |  #text\n  keep #1 in mind",
        "# a\n#b\nname: x\n#c",
        "position: lying            # lying sitting kneeling",
        "name:\n  #- x",
    ],
)
def test_row_8_ordinary_comments_are_quiet(read, line):
    assert read(line + "\n")[1] == ()


@pytest.mark.parametrize(
    "typed",
    [
        "! now",
        "!!python/object/apply:os.system [x]",
        "!!binary aGk=",
        "!!set {a}",
        "!!str x",
        "!foo x",
        "!<x> y",
    ],
)
def test_row_10_tags_are_refused(read, typed):
    _, (only,) = read(f"name: x\ncue: {typed}\n")
    assert (only.severity, only.code) == ("error", "yaml-tag")
    assert (only.span.line, only.span.column) == (2, 6)


def test_row_10_other_problems_are_told_in_the_same_run(read):
    tree, diagnostics = read("a: !x b\na: c\n<<: {k: v}\nd: *e\n")
    assert [d.code for d in diagnostics] == [
        "yaml-tag",
        "duplicate-key",
        "yaml-merge",
        "yaml-alias",
    ]
    assert tree.get("a").text == "b"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty-file"),
        ("\n# only a comment\n", "empty-file"),
        ("---\n", "empty-file"),
        ("- a\n- b\n", "not-a-mapping"),
        ("just text\n", "not-a-mapping"),
        ("name:Knee\n", "not-a-mapping"),
    ],
)
def test_row_15_what_is_no_mapping_gets_an_example(read, content, code):
    tree, (only,) = read(content, example="title: Lower back")
    assert tree is None
    assert (only.severity, only.code) == ("error", code)
    assert "title: Lower back" in only.hint
    assert ("a space is missing" in only.message) == (content == "name:Knee\n")


@pytest.mark.parametrize("content", ["a: b\n---\nc: d\n", "a: b\n---\n", "a: b\n...\n---\nc: d\n"])
def test_row_15_two_documents(read, content):
    tree, (only,) = read(content)
    assert (tree, only.code) == (None, "yaml-documents")
    assert only.span.line == content[: content.index("---")].count("\n") + 1


def test_a_first_line_of_dashes_is_fine(read):
    assert read("--- # content\na: b\n...\n")[1] == ()


def test_quoted_and_block_scalars_are_not_plain(read):
    tree, _ = read("a: 'no'\nb: \"no\"\nc: |\n  no\nd: >-\n  no\n  no\ne: no\n")
    assert [(value.text, value.plain) for _, value in tree.entries] == [
        ("no", False),
        ("no", False),
        ("no\n", False),
        ("no no", False),
        ("no", True),
    ]


@pytest.mark.parametrize(
    "content", ["{[a]: b}", "? - a\n: b", "a: {{client}}", "{a: b}: c", "{? [a] : {b: [c]}, d: e}"]
)
def test_keys_must_be_text(read, content):
    _, diagnostics = read(content)
    assert [d.code for d in diagnostics] == ["yaml-key"]


def test_the_rest_of_a_mapping_with_a_wrong_key_is_kept(read):
    tree, _ = read("{? [a] : {b: [c]}, d: e}")
    assert to_plain(tree) == {"d": "e"}


def test_a_long_key_is_an_error(read):
    assert [d.code for d in read("k" * 101 + ": x")[1]] == ["yaml-key"]
    assert read("k" * 100 + ": x")[1] == ()


def test_quoted_merge_sign_is_a_key_like_others(read):
    tree, diagnostics = read("'<<': x")
    assert (to_plain(tree), diagnostics) == ({"<<": "x"}, ())


def test_aliases_repeat_what_they_name(read):
    tree, diagnostics = read("dose: &d {hold: 15 s}\nother: *d\nname: &n Knee\nname2: *n\n")
    assert diagnostics == ()
    assert to_plain(tree) == {
        "dose": {"hold": "15 s"},
        "other": {"hold": "15 s"},
        "name": "Knee",
        "name2": "Knee",
    }
    assert (tree.get("name").span.line, tree.get("name").span.column) == (3, 10)
    assert tree.get("name2").span == tree.get("name").span


def test_an_anchor_that_nothing_uses_is_text_lost(read):
    tree, (only,) = read("name: &Co pilates\n")
    assert (only.severity, only.code, only.span.column) == ("warning", "unused-anchor", 7)
    assert tree.get("name").text == "pilates"


def test_many_problems_end_the_reading(read):
    tree, diagnostics = read("a: b\n" + "a: c\n" * 5000)
    assert tree is None
    assert len(diagnostics) == 101
    assert "too many problems" in "".join(d.message for d in diagnostics)
    assert len(read("".join(f"k{n}: x #y\n" for n in range(500)))[1]) == 100


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_places_count_characters_after_bom_emoji_tabs_and_any_line_end(read, bom, end):
    lines = [
        '"🙂🙂k": a🙂',
        "# ä",
        "list:",
        "  - é: {x: 'y\t', w: v}",
        "  - >",
        "    long",
        "empty:",
        "last: z",
    ]
    text = end.join(lines)
    tree, diagnostics = read(bom + text)
    assert diagnostics == ()
    places = {leaf.text.strip(): (leaf.span.line, leaf.span.column) for leaf in leaves(tree)}
    assert places == {
        "🙂🙂k": (1, 1),
        "a🙂": (1, 8),
        "list": (3, 1),
        "é": (4, 5),
        "x": (4, 9),
        "y": (4, 12),
        "w": (4, 18),
        "v": (4, 21),
        "long": (5, 5),
        "empty": (7, 1),
        "": (7, 7),
        "last": (8, 1),
        "z": (8, 7),
    }
    assert (tree.get("list").span.line, tree.get("list").span.column) == (4, 3)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]),
    min_size=1,
    max_size=8,
)


@given(
    st.lists(st.tuples(words, words, st.sampled_from(["'", '"', ""])), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_spans_point_at_the_text_in_the_file(read, entries, end):
    quoted = [
        (k.replace("'", ""), v.replace("'", "").replace('"', "").replace("\\", ""), q)
        for k, v, q in entries
    ]
    text = end.join(f"'{n}{k}': {q}{v}{q}" for n, (k, v, q) in enumerate(quoted))
    tree, _ = read(text)
    assert tree is not None or any(q == "" for _, _, q in quoted)
    for leaf in leaves(tree) if tree else ():
        rest = at(text, leaf.span)
        assert rest.startswith(
            leaf.text if leaf.plain else (f"'{leaf.text}'", f'"{leaf.text}"', ">", "|")
        )


yamlish = st.text(
    st.sampled_from("ab:-?[]{},&*!|>'\"%@`# \t\n\r\\<~0🙂é\u2028\x1b\ufeff"), max_size=60
)


@given(yamlish | st.text(max_size=60))
def test_any_text_is_a_tree_or_an_error_with_a_place_in_the_file(read, text):
    tree, diagnostics = read(text.encode("utf-8", "surrogatepass"))
    assert (tree is None) <= any(d.severity == "error" for d in diagnostics)
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    for diagnostic in diagnostics:
        assert 1 <= diagnostic.span.line <= len(lines)
        assert 1 <= diagnostic.span.column <= len(lines[diagnostic.span.line - 1]) + 1
        assert diagnostic.message


@given(st.binary(max_size=40))
def test_any_bytes_are_a_tree_or_an_error(read, data):
    tree, diagnostics = read(data)
    assert (tree is None) <= any(d.severity == "error" for d in diagnostics)


@given(yamlish)
def test_keys_are_unique_and_in_order_of_place(read, text):
    def check(node):
        if isinstance(node, Mapping):
            keys = [key for key, _ in node.entries]
            assert len({key.text for key in keys}) == len(keys)
            assert all(
                (a.span.line, a.span.column) < (b.span.line, b.span.column)
                for a, b in pairwise(keys)
            )
            for _, value in node.entries:
                check(value)
        elif isinstance(node, Sequence):
            for item in node.items:
                check(item)

    tree, _ = read(f"a: 1\nb: {{{text}}}\nc: 2\n".encode("utf-8", "replace"))
    check(tree)


@pytest.mark.parametrize(
    "content",
    ["a: “Curly”", "a: „Curly“", "a: ‘Curly’", "a: «Curly»", "- “b”", "a: [“b”]", "a: “b c\n  d”"],
)
def test_curly_quotes_round_a_whole_value_are_warned_of(read, content):
    _, diagnostics = read(content if content.startswith("a") else f"a:\n{content}")
    (told,) = diagnostics
    assert (told.severity, told.code) == ("warning", "curly-quotes")
    assert told.span.line == (1 if content.startswith("a") else 2)
    assert "straight" in told.hint


@pytest.mark.parametrize(
    "content",
    [
        "a: say “ah” now",
        "a: “Ah” and “oh”",
        "a: “Ah” is fine",
        "a: say “ah”",
        'a: "“I want to sleep”"',
        "a: '‘x’'",
        "a: |\n  “b”",
        "a: “",
        "a: ”x“",
        "a: don’t",
    ],
)
def test_text_with_a_quotation_is_left_alone(read, content):
    tree, diagnostics = read(content)
    assert tree is not None
    assert not diagnostics
