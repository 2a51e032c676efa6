"""Mistakes in YAML are told in plain words at the right place; rows 9 and 12 of delivery.md."""

import pytest
import yaml

from handouts.diagnostics import Report
from handouts.source.reader import parse

CASES = [
    # content, line, column, in the message, in the hint
    ("cue: Breathe: slowly", 1, 13, "colon", 'cue: "..."'),
    ("a: b\n  - cue: Breathe: slowly".replace("a: b", "a:"), 2, 17, "colon", 'cue: "..."'),
    ("name: Knee, with: comma", 1, 17, "colon", 'name: "..."'),
    ("a: “x: y”", 1, 6, "colon", "straight"),
    ("steps: ['a', b: c d: e]", 1, 20, "colon", "quotes"),
    ("a: b\ncue: @home", 2, 6, "cannot start with @", 'cue: "..."'),
    ("cue: *x*", 1, 6, "cannot start with *", 'cue: "..."'),
    ("cue: **bold** text", 1, 6, "cannot start with *", 'cue: "..."'),
    ("cue: %50", 1, 6, "cannot start with %", 'cue: "..."'),
    ("cue: `x", 1, 6, "cannot start with `", 'cue: "..."'),
    ("cue: & then", 1, 6, "cannot start with &", 'cue: "..."'),
    ("cue: !a!b x", 1, 6, "cannot start with !", 'cue: "..."'),
    ("- a\n- @home", 2, 3, "cannot start with @", '"..."'),
    ("cue: | text", 1, 6, "| at the start announces text", 'cue: "..."'),
    ("cue: >5 reps", 1, 6, "> at the start announces text", 'cue: "..."'),
    ("cue: [draft] Knee", 1, 6, "taken as a list", 'cue: "..."'),
    ("cue: {x} Knee", 1, 6, "taken as a group", 'cue: "..."'),
    ("a: [b, c\nd: e", 1, 4, "[ that opens here is not closed", "end it with ]"),
    ("a: {b: c", 1, 4, "{ that opens here is not closed", "end it with }"),
    ("a: ['b' c]", 1, 9, "not finished", "comma"),
    ("a: [b, , c]", 1, 8, ", cannot stand here", "missing"),
    ("a: {b: @c}", 1, 8, "cannot start with @", "quotes"),
    ("a: {b: |c}", 1, 8, "cannot start with |", "quotes"),
    ("cue: - x", 1, 6, "a list cannot start", "next line"),
    ("a:\n\tb: c", 2, 1, "tab", "spaces"),
    ("a:\n  \tb: c", 2, 3, "tab", "spaces"),
    ("\ta: b", 1, 1, "tab", "spaces"),
    ("a: b\n\tc: d", 2, 1, "tab", "spaces"),
    ("name: Knee\ncode:KTC\nsummary: x", 2, 1, "space is missing after 'code:'", "'code: '"),
    ("name: Knee\ncode:KTC", 2, 1, "space is missing after 'code:'", "'code: '"),
    ("code:KTC\n# x\nname: x", 1, 1, "space is missing after 'code:'", "'code: '"),
    ("steps:\n- a\n-b\n", 3, 1, "space is missing after the -", "'- '"),
    ("a: b\nc\n", 2, 1, "neither 'key: value' nor", "indented"),
    ("a b\nc: d", 1, 1, "neither 'key: value' nor", "indented"),
    ("a: b\n  c: d", 2, 3, "already has a value", "column"),
    ("a:\n    b: c\n  d: e", 3, 3, "indentation", "same column"),
    ("a:\n  - b\n - c", 3, 2, "indentation", "same column"),
    (": x", 1, 1, "no key before the colon", "key: value"),
    ('cue: "open\nb: c\n', 1, 6, 'mark " that opens here is never closed', "end of the text"),
    ("cue: 'open\nb: c\n", 1, 6, "mark ' that opens here is never closed", "end of the text"),
    ("cue: 'it's ok'", 1, 10, "after the closing '", "double quotes"),
    ('cue: "say "hi" now"', 1, 12, 'after the closing "', "single quotes"),
    ("a: keep #1 in\n  mind", 1, 9, "comment", 'a: "..."'),
    ("a: b\n...\nc: d", 3, 1, "outside the content", "quotes"),
]


@pytest.mark.parametrize(("content", "line", "column", "message", "hint"), CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_row_9_plain_words_at_the_place(read, content, line, column, message, hint, end):
    tree, diagnostics = read(content.replace("\n", end))
    (told,) = [d for d in diagnostics if d.code == "yaml"]
    assert tree is None
    assert told.severity == "error"
    assert (told.span.line, told.span.column) == (line, column)
    assert message in told.message
    assert hint in told.hint


def test_an_unknown_escape_is_told(read):
    _, (only,) = read('a: "C:\\qux"')
    assert only.span.line == 1
    assert "backslash" in only.message
    assert "single quotes" in only.hint


@pytest.mark.parametrize("content", ["a: {b:, c: d}", "a: {b:[c]}", "a: [b:, c]"])
def test_a_colon_in_brackets_without_its_space(content):
    report = Report()
    parse(content.encode(), "/f", report)
    if not yaml.__with_libyaml__:
        pytest.skip("only the C parser is so strict")
    (only,) = report.diagnostics
    assert only.span.column == 6
    assert "a space and a value" in only.message


@pytest.mark.parametrize("content", [case[0] for case in CASES])
def test_no_word_of_the_parser_reaches_the_person(read, content):
    for diagnostic in read(content)[1]:
        told = f"{diagnostic.message} {diagnostic.hint}".lower()
        for word in ("token", "scalar", "mapping", "expected", "scanning", "parsing", "anchor"):
            assert word not in told


@pytest.mark.parametrize(
    "secret",
    ["Jane Doe: fell", "*Jane Doe* fell", "'Jane's' fall", "[Jane] Doe fell", "> Jane fell"],
)
def test_the_text_of_a_client_is_not_repeated(read, secret):
    (only,) = read(f"note: {secret}")[1]
    assert "Jane" not in only.message + only.hint


HASHES = [
    # content, line, column of the '#', in the hint
    ("colours: {primary: #123456}", 1, 20, "put quotes round the colour: '#123456'"),
    ("colours: {primary: #123456}\n\n", 1, 20, "the colour"),
    ("a: b\ncolours: {primary: #123456}\nname: B\n", 2, 20, "the colour"),
    ("colours: {primary: #123456, accent: #345}\nd: {a: b}\n", 1, 20, "the colour"),
    ("colours: {primary: '#123456', accent: #345}\nd: e", 1, 39, "'#345'"),
    ("colours: {primary: #123,\n  accent: #456}\nd: e", 1, 20, "'#123'"),
    ("a: [x, #abc]\nd: e", 1, 8, "'#abc'"),
    ("a: ['b #c]', hash #1, b]\nd: e", 1, 19, "quotes round the text"),
    ("a: [it's, # one]\nd: e", 1, 11, "quotes round the text"),
    ("a: {b: {c: #d}}\n", 1, 12, "quotes round the text"),
    ("a: &x [b, #c]\nd: e", 1, 11, "quotes round the text"),
]


@pytest.mark.parametrize(("content", "line", "column", "hint"), HASHES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_hash_that_swallows_the_closing_bracket(read, content, line, column, hint, end):
    tree, diagnostics = read(content.replace("\n", end))
    (told,) = [d for d in diagnostics if d.code == "yaml"]
    assert tree is None
    assert (told.span.line, told.span.column) == (line, column)
    assert "# starts a comment here" in told.message
    assert hint in told.hint


@pytest.mark.parametrize(
    "content",
    ["a: [b, # first\n  c]\n", "a: [b#, c]", "a: ['#b']", 'a: ["b #c]", d]  # list [e]'],
)
def test_comments_inside_brackets_are_no_problem(read, content):
    tree, diagnostics = read(content)
    assert tree is not None
    assert not diagnostics


@pytest.mark.parametrize(
    "content",
    ["# a list [like this]\na: [b, , c]", "a: [b, # first\n  c\nd: e", "a: {b: '# {', c\nd: e"],
)
def test_an_innocent_comment_is_not_blamed(read, content):
    (told,) = read(content)[1]
    assert "comment" not in told.message
