"""Inline markup: what is a mark, and that everything else prints as it was typed."""

import gc
import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Span
from handouts.document.inline import exact, inline, paragraphs, plain, typographic
from handouts.document.nodes import text_of
from handouts.model.text import Text

NBSP = "\u00a0"


def shape(text):
    """Runs as (words, style) with b, i and l."""
    return [
        (r.text, "b" * r.bold + "i" * r.italic + (f"l:{r.href}" if r.href else ""))
        for r in inline(text)
    ]


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("plain words", [("plain words", "")]),
        ("**Lie down** now", [("Lie down", "b"), (" now", "")]),
        ("*slowly* now", [("slowly", "i"), (" now", "")]),
        ("***both***", [("both", "bi")]),
        ("**bold *and italic* text**", [("bold ", "b"), ("and italic", "bi"), (" text", "b")]),
        ("(**bold**)", [("(", ""), ("bold", "b"), (")", "")]),
        ("**Stop,** then go.", [("Stop,", "b"), (" then go.", "")]),
        ("[here](https://a.example/b)", [("here", "l:https://a.example/b")]),
        ("**[here](https://a.example)**", [("here", "bl:https://a.example")]),
        ("[w](https://a.example/b_(c)).", [("w", "l:https://a.example/b_(c)"), (".", "")]),
        ("[mail](mailto:a@b.example)", [("mail", "l:mailto:a@b.example")]),
        ("", []),
        ("   ", []),
    ],
)
def test_marks(typed, runs):
    assert shape(typed) == runs


@pytest.mark.parametrize(
    "typed",
    [
        "5 * 3 * 2",
        "5*3*2",
        "a ** b ** c",
        "**never closed",
        "never opened**",
        "* a bullet",
        "one * star",
        "2**3**4",
        "[no target]",
        "[no target](",
        "[](https://a.example)",
        "[spaced] (https://a.example)",
        "(parens) and [brackets]",
        "<b>not html</b> &bogus; {{x}} %s $HOME",
        "_under_ `tick` ~~strike~~ # hash",
        "****",
    ],
)
def test_as_typed(typed):
    assert text_of(inline(typed)) == typed
    assert not any(r.bold or r.italic or r.href for r in inline(typed))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"\*not italic\*", "*not italic*"),
        (r"\[not a link\](https://a.example)", "[not a link](https://a.example)"),
        (r"\\ a backslash", "\\ a backslash"),
        (r"C:\new \d", r"C:\new \d"),
    ],
)
def test_a_backslash_makes_the_next_mark_plain(typed, printed):
    assert text_of(inline(typed)) == printed
    assert [r.bold or r.italic or bool(r.href) for r in inline(typed)] == [False]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "http://plain.example",
        "file:///etc/passwd",
        "https://",
        "https://user@evil.example",
        "mailto:a@b.example,c@d.example",
        "mailto:a@b.example?bcc=c@d.example",
        "data:text/html,x",
        "//evil.example",
    ],
)
def test_other_links_print_as_typed_with_a_warning(target):
    problems = []
    typed = Text(f"see [this]({target}) now", Span("/w/a.yaml", 3, 7))
    runs = inline(typed, problems)
    assert text_of(runs) == str(typed)
    assert not any(r.href for r in runs)
    assert [(d.severity, d.code, d.span) for d in problems] == [("warning", "link", typed.span)]


def test_runs_keep_the_place_they_were_typed_at():
    span = Span("/w/a.yaml", 4, 9)
    assert all(r.span == span for r in inline(Text("a **b** [c](https://d.example)", span)))


def test_paragraphs_are_parted_by_blank_lines_and_line_ends_are_spaces():
    found = paragraphs("one\ntwo\n\n  three \n \t\n\n**four**\n")
    assert [text_of(runs) for runs in found] == ["one two", "three", "four"]
    assert paragraphs(" \n\n ") == ()


def test_numbers_stay_with_units_and_print_as_typed():
    assert typographic("hold 15-30 s, 2 min") == f"hold 15-30{NBSP}s, 2{NBSP}min"
    assert typographic("2 times a day") == f"2{NBSP}times a day"
    assert typographic("a-b, 1-a, 2026-11-22, 3 apples") == "a-b, 1-a, 2026-11-22, 3 apples"


@pytest.mark.parametrize("typed", ["01632-960142", "a.example/1-2", "x1-2@a.example", "KTC-1-2"])
def test_what_is_dialled_or_typed_again_is_printed_to_the_letter(typed):
    assert text_of(exact(typed)) == typed
    link = f"https://a.example/{typed}"
    assert text_of(inline(f"[{link}]({link})")) == link


def test_plain_reads_no_markup():
    assert [(r.text, r.bold) for r in plain("**a** [b](https://c.example)")] == [
        ("**a** [b](https://c.example)", False)
    ]
    assert plain("") == ()


marky = st.text(st.sampled_from("ab 1-*[]()\\\n\t.é中") | st.characters(), max_size=60)


@given(marky)
def test_any_text_becomes_runs(typed):
    problems = []
    for runs in (inline(typed, problems), *paragraphs(typed, problems)):
        assert all(r.text for r in runs)
        styles = [(r.bold, r.italic, r.href) for r in runs]
        assert all(a != b for a, b in itertools.pairwise(styles))


@given(st.text(st.characters(exclude_characters="*[]()\\"), max_size=80))
def test_without_marks_the_text_prints_as_typed(typed):
    folded = re.sub(r"[ \t\n]+", " ", typed).strip()
    assert text_of(inline(typed)) == typographic(folded)


@given(st.lists(st.sampled_from(["a", "b c", "*", "**", "***", " ", "."]), max_size=20))
def test_a_mark_that_prints_is_all_that_is_left_of_it(parts):
    """Words are never lost, and only whole pairs of marks vanish."""
    typed = re.sub(" +", " ", "".join(parts)).strip()
    printed = text_of(inline(typed))
    assert printed.replace("*", "") == typed.replace("*", "")
    assert (typed.count("*") - printed.count("*")) % 2 == 0


def best_time(work):
    found = []
    gc.disable()  # its cost depends on what else lives
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    gc.enable()
    return min(found)


@pytest.mark.parametrize(
    "unit", ["*", "[", "[a](", "*a ", "**a b** ", "a* ", "\\*", "* ", "1-", "[a]", "(" * 9]
)
def test_time_grows_with_the_length(unit):
    quarter, whole = (unit * (size // len(unit)) for size in (25_000, 100_000))
    inline(unit)
    once, four = best_time(lambda: inline(quarter)), best_time(lambda: inline(whole))
    assert four < 1
    assert four < 8 * once + 0.02  # a square would take 16 times as long


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hold for 2 to 3 seconds.", "2 to 3 seconds"), ("8 to 10 times", "8 to 10 times"),
        ("1 or 2 minutes", "1 or 2 minutes"), ("from 10 to 12", None),
    ],
)  # fmt: skip
def test_a_range_stays_with_its_unit(typed, kept):
    said = "".join(run.text for run in plain(typed))
    assert said == (typed if kept is None else typed.replace(kept, kept.replace(" ", NBSP)))
