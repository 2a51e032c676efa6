"""Labels keep the names in braces, for a dose without its number is a dose nobody can follow."""

import pytest

from handouts.library.workspace import builtin_library

BASE = 'times: {one: Once, other: "{n} times"}\nhold: "Hold {time}"\nstop: Stop\n'


@pytest.fixture
def labels(place):
    """What is wrong with a language's own file, as (code, line)."""
    place.write("content/labels/en-GB.yaml", BASE, place.builtin)

    def write(text, language="en-GB"):
        place.write(f"content/labels/{language}.yaml", text)
        return place.open().entry("labels", language).diagnostics

    return write


def said(diagnostics):
    return [(d.code, d.span.line) for d in diagnostics]


@pytest.mark.parametrize(
    "wrong",
    [
        "hold: Hold it", 'hold: "Hold {tiem}"', 'hold: "Hold {time} {time2}"',
        'hold: "Hold {time"', 'hold: "Hold {{time}}"', 'hold: "Hold {Time}"',
        'times: {other: "times"}', 'times: {one: "{m} once", other: "{n} times"}',
        'times: {few: "a few", other: "{n} times"}', 'times: {many: "{N}", other: "{n} times"}',
        'stop: "Stop {n}"',
    ],
)  # fmt: skip
def test_braces_lost_or_misspelt_are_an_error_at_their_line(labels, wrong):
    assert said(labels(f"# mine\n{wrong}\n")) == [("braces", 2)]


@pytest.mark.parametrize(
    "right",
    [
        'hold: "{time} halten"', 'hold: "{time}, yes {time}"', "stop: Halt",
        'times: {one: "{n} time", few: "{n} few", many: "{n} many", other: "{n} times"}',
        "times: {one: Just once}",
    ],
)  # fmt: skip
def test_the_same_braces_are_fine(labels, right):
    assert labels(f"{right}\n") == ()


def test_the_hint_names_what_belongs_there(labels):
    (only,) = labels('hold: "Hold {tiem}"\n')
    assert "{time}" in only.hint


def test_an_unknown_label_is_an_error_with_the_nearest(labels):
    (only,) = labels('stop: Halt\nhodl: "Hold {time}"\n')
    assert (only.code, only.span.line, "'hold'" in only.hint) == ("unknown-key", 2, True)


def test_other_languages_are_held_to_the_same(labels):
    text = 'stop: Halt\nhold: Halten\nholdt: x\ntimes: {one: Einmal, other: "{n} Mal"}\n'
    assert said(labels(text, "de")) == [("braces", 2), ("unknown-key", 3)]
    assert said(labels("stop: Halt\n", "de")) == [("missing-label", 1)] * 2
    assert labels("extends: en-GB\nstop: Quit\n", "en-US") == ()


def test_the_built_in_labels_pass(place):
    text = (builtin_library() / "content/labels/en-GB.yaml").read_text("utf-8")
    place.write("content/labels/en-GB.yaml", text, place.builtin)
    place.write("content/labels/de.yaml", text)
    assert place.open().diagnostics == ()
