"""Hostile and clumsy files are refused early, in plain words; rows 11-14 and 28 of delivery.md."""

import time

import pytest

HOSTILE = {
    "32 000 [": "[" * 32_000,
    "1 100 [": "a: " + "[" * 1_100,
    "1 100 {": "{a: " * 1_100,
    "1 000 000 [": "[" * 1_000_000,
    "1 000 000 [ in a value": "a: " + "[" * 999_997,
    "100 000 ?": "? " * 100_000,
    "500 000 ?": "? " * 500_000,
    "500 000 -": "- " * 500_000,
    "depth 900": "".join(" " * n + "a:\n" for n in range(900)),
    "depth 900, flow": "a: " + "{a: " * 900 + "}" * 900,
    "- on a line that fails": 'a: "\n  ' + "- " * 400_000 + '\\q"',
    "many values": "a: [" + "b," * 400_000 + "]",
    "many keys": "".join(f"k{n}: v\n" for n in range(70_000)),
    "many documents": "---\n" * 250_000,
    "same key": "a: b\n" * 180_000,
    "long alias": "a: *" + "b" * 900_000 + ": : c",
    "tabs": "a:\n" + "\t" * 900_000,
    "open quote": 'a: "' + "x\n" * 400_000,
    "spaces then failure": "a: b" + " " * 900_000 + "\n  c: d",
    "colons": "a" + ": " * 400_000,
}
LAUGHS = "a0: &a0 [x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
FEW_LAUGHS = (
    "a0: &a0 ["
    + "x, " * 2_000
    + "]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 9))
)
STAIRS = "a0: &a0 " + "[" * 30 + "]" * 30 + "\na1: " + "[" * 30 + "*a0" + "]" * 30 + "\n"


@pytest.mark.parametrize("name", HOSTILE)
def test_row_12_hostile_files_are_refused_in_time(name):
    from handouts.diagnostics import Report
    from handouts.source.reader import parse

    report, data = Report(), HOSTILE[name].encode()
    begin = time.process_time()
    tree = parse(data, "/f.yaml", report)
    taken = time.process_time() - begin
    assert tree is None
    assert report.errors
    assert sum(len(d.message) + len(d.hint) for d in report.diagnostics) < 50_000
    # The last value that is allowed has to be read first; all else is refused at once.
    assert taken < (2 if name.startswith("many") else 0.5)


@pytest.mark.parametrize(
    "name", ["32 000 [", "1 100 [", "1 100 {", "100 000 ?", "depth 900", "500 000 -"]
)
def test_row_12_depth_is_named_by_either_parser(read, name):
    tree, (only,) = read(HOSTILE[name])
    assert (tree, only.code) == (None, "yaml-limit")
    assert "40 deep" in only.message


def test_forty_deep_is_read_and_one_more_is_not(read):
    assert read("a: " + "[" * 39 + "x" + "]" * 39)[1] == ()
    assert [d.code for d in read("a: " + "[" * 40 + "x" + "]" * 40)[1]] == ["yaml-limit"]


def test_row_11_a_billion_laughs_are_refused(read):
    tree, diagnostics = read(LAUGHS)
    assert (tree, diagnostics[-1].code) == (None, "yaml-limit")
    assert "20 repeats" in diagnostics[-1].message


def test_row_11_few_aliases_that_make_much_are_refused(read):
    tree, diagnostics = read(FEW_LAUGHS)
    assert (tree, diagnostics[-1].code) == (None, "yaml-limit")
    assert "too large" in diagnostics[-1].message


def test_row_11_aliases_do_not_get_round_the_depth(read):
    tree, diagnostics = read(STAIRS)
    assert (tree, diagnostics[-1].code) == (None, "yaml-limit")
    assert "deep" in diagnostics[-1].message


@pytest.mark.parametrize("content", ["a: *no", "a: [*no, b]", "a: &b c\nd: *no"])
def test_an_alias_to_nothing_is_an_error(read, content):
    told = [d for d in read(content)[1] if d.severity == "error"]
    assert [d.code for d in told] == ["yaml-alias"]
    assert "quotes" in told[0].hint


@pytest.mark.parametrize("content", ["a: &a [*a]", "a: &a {b: *a}", "&a x: &b [c, {d: *b}]"])
def test_row_11_an_alias_to_itself_is_refused(read, content):
    tree, diagnostics = read(content)
    assert tree is None
    assert "stands in itself" in diagnostics[-1].message


def test_twenty_aliases_are_fine(read):
    assert read("a: &a x\nb: [" + "*a, " * 20 + "]\n")[1] == ()
    assert [d.code for d in read("a: &a x\nb: [" + "*a, " * 21 + "]\n")[1]] == ["yaml-limit"]


def test_a_file_over_a_megabyte_is_refused(read):
    assert [d.code for d in read("a: " + "b" * 1_000_000)[1]] == ["yaml-limit"]
    assert read("a: " + "b" * 999_997)[1] == ()


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        ("name: x\nwhy: café".encode("latin-1"), 2, 9, "'é'"),
        ("why: “no”".encode("cp1252"), 1, 6, "'“'"),
        ("name: x".encode("utf-16"), 1, 1, "UTF-16"),
        ("name: x".encode("utf-16-le"), 1, 1, "UTF-16"),
        ("name: x".encode("utf-16-be"), 1, 1, "UTF-16"),
        ("name: Łukasz".encode("utf-32"), 1, 1, "UTF-16"),
        ("a: é\r\nb: ".encode() + b"\xff", 2, 4, "damaged"),
        (b"%PDF-1.7\n\xe2\xe3\x00\x00 some text that is long", 2, 1, "not a text file"),
    ],
)
def test_row_14_other_encodings_are_named_with_the_cure(read, data, line, column, says):
    tree, (only,) = read(data)
    assert (tree, only.severity, only.code) == (None, "error", "encoding")
    assert (only.span.line, only.span.column) == (line, column)
    assert says in only.message
    assert "save it as UTF-8" in only.hint


def test_row_14_a_byte_order_mark_is_fine(read):
    tree, diagnostics = read(b"\xef\xbb\xbfname: x")
    assert (tree.get("name").text, diagnostics) == ("x", ())


@pytest.mark.parametrize(
    "character", "\x00\x01\x08\x0b\x0c\x1b\x7f\x80\x85\x9f\u2028\u2029\ufffe\uffff"
)
def test_row_14_control_characters_are_refused_at_their_place(read, character):
    tree, (only,) = read(f"name: x\r\nwhy: é🙂{character}more text here")
    assert (tree, only.code) == (None, "control-character")
    assert (only.span.line, only.span.column) == (2, 8)
    assert f"U+{ord(character):04X}" in only.message


def test_row_14_many_control_characters_make_few_messages(read):
    assert len(read("a: b" + "\x01" * 5000)[1]) == 10


@pytest.mark.parametrize(
    "escape", [r"\e[31m", r"\0", r"\x07", r"\N", r"\L", r"\P", r"\r", r"\x85", r"\ud800"]
)
def test_row_14_and_28_escapes_do_not_bring_them_back(read, escape):
    tree, (only,) = read(f'name: x\nwhy: "{escape}"\n')
    assert only.severity == "error"
    assert only.span.line == 2
    assert tree is None or only.code == "control-character"


def test_harmless_escapes_are_read(read):
    tree, diagnostics = read(r'a: "1\n2\t3 \"\u00e9\" \\"')
    assert (tree.get("a").text, diagnostics) == ('1\n2\t3 "é" \\', ())


def test_row_28_a_lone_surrogate_is_refused_at_its_place(read):
    tree, (only,) = read("name: é\ud83d x".encode("utf-8", "surrogatepass"))
    assert (tree, only.code, only.span.column) == (None, "control-character", 8)
