"""Lines: nothing is lost, nothing sticks out, and it takes time in proportion."""

import gc
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from handouts.document.nodes import Run
from handouts.typeset.lines import SOFT_HYPHEN, is_cjk
from handouts.typeset.metrics import TextStyle

CLOSERS = "、。，．：；！？）］｝」』】’”…ー々,.:;!?)]}%\u00a0"
OPENERS = "（［｛「『【‘“([{\u00a0"
LETTERS = "abcdefgh  .,(-é中文字。，「」）" + SOFT_HYPHEN + "\u00a0"


def words_of(line):
    return "".join(piece.text for piece in line.pieces)


def joined(lines):
    """The text that lines make when they are read on: spaces come back, hyphens go."""
    out = []
    for line in lines:
        words = words_of(line)
        out.append(words[:-1] if line.tail == SOFT_HYPHEN else words + line.tail)
    return "".join(out)


def folded(text):
    return re.sub(" +", " ", text.replace(SOFT_HYPHEN, "")).strip(" ")


def split_runs(text, cuts):
    """`text` as runs of changing weight, cut at the places named."""
    at = sorted({c % (len(text) + 1) for c in cuts} | {0, len(text)})
    pairs = zip(at, at[1:], strict=False)  # noqa: RUF007
    return tuple(Run(text[a:b], bold=bool(n % 2)) for n, (a, b) in enumerate(pairs))


texts = st.text(st.sampled_from(LETTERS), max_size=120)
cuts = st.lists(st.integers(0, 200), max_size=4)
widths = st.floats(4, 400)


@given(text=texts, at=cuts, width=widths, balance=st.booleans())
@settings(max_examples=150, deadline=None)
def test_all_words_stand_in_order_inside_the_measure(setter, body, text, at, width, balance):
    style = structs.replace(body, balance=balance)
    lines = setter.lines(split_runs(text, at), style, width)
    assert joined(lines) == folded(text)
    for line in lines:
        assert line.width == pytest.approx(sum(p.width for p in line.pieces))
        single = len(words_of(line).rstrip("\u00a0")) <= 1
        assert line.width <= width + 0.02 or single


@given(text=texts, at=cuts, width=widths)
@settings(max_examples=100, deadline=None)
def test_narrowing_never_changes_the_number_of_lines(simple_setter, body, text, at, width):
    """The cure of orphans and balancing only move words between lines that are there anyway."""
    runs = split_runs(text, at)
    plain = len(simple_setter.lines(runs, body, width))
    balanced = len(simple_setter.lines(runs, structs.replace(body, balance=True), width))
    assert plain == balanced


@given(text=st.text(st.sampled_from("中文字，。」「（）！a b,.)("), max_size=60))
@settings(deadline=None)
def test_cjk_breaks_between_characters_but_not_before_closers(simple_setter, body, text):
    lines = simple_setter.lines((Run(text),), body, 65.0)
    for left, right in zip(lines, lines[1:], strict=False):  # noqa: RUF007
        first, last = words_of(right)[0], words_of(left)[-1]
        if left.tail or not (is_cjk(first) or is_cjk(last)):
            continue
        if left.width < 60 and right.width < 60:  # else it was wider than its line
            assert first not in CLOSERS
            assert last not in OPENERS


def test_lines_break_at_spaces(simple_setter, body):
    lines = simple_setter.lines((Run("aa bb cc dd ee ff"),), body, 40)
    assert [words_of(line) for line in lines] == ["aa bb cc", "dd ee ff"]
    assert [line.tail for line in lines] == [" ", ""]


def test_no_break_spaces_hold(simple_setter, body):
    lines = simple_setter.lines((Run("aa bb 3\u00a0min cc"),), body, 40)
    assert [words_of(line) for line in lines] == ["aa bb", "3\u00a0min cc"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (f"exer{SOFT_HYPHEN}cise", 30, ["exer-", "cise"]),
        (f"exer{SOFT_HYPHEN}cise", 40, ["exercise"]),
        (f"an exer{SOFT_HYPHEN}cise", 40, ["an exer-", "cise"]),
        (f"an exer{SOFT_HYPHEN}cise", 35, ["an", "exer-", "cise"]),
        (f"exer{SOFT_HYPHEN}cise", 20, ["exer", "cise"]),  # no room for a hyphen
        (f"an {SOFT_HYPHEN}exercise", 80, ["an exercise"]),
        (f"{SOFT_HYPHEN}a{SOFT_HYPHEN} {SOFT_HYPHEN}b{SOFT_HYPHEN}", 80, ["a b"]),
        (f"a{SOFT_HYPHEN}{SOFT_HYPHEN}b", 80, ["ab"]),
    ],
)
def test_soft_hyphens_show_only_at_a_break(simple_setter, body, text, width, expected):
    lines = simple_setter.lines((Run(text),), body, width)
    assert [words_of(line) for line in lines] == expected


def test_a_word_wider_than_its_line_is_cut(simple_setter, body):
    lines = simple_setter.lines((Run("ab " + "c" * 11 + " de"),), body, 20)
    assert [words_of(line) for line in lines] == ["ab", "cccc", "cccc", "ccc", "de"]
    thin = simple_setter.lines((Run("abc"),), body, 1)
    assert [words_of(line) for line in thin] == ["a", "b", "c"]


def test_a_word_may_cross_from_run_to_run(simple_setter, body):
    runs = (Run("one t"), Run("w", bold=True), Run("o three"))
    lines = simple_setter.lines(runs, body, 35)
    assert [words_of(line) for line in lines] == ["one two", "three"]
    assert [p.face for p in lines[0].pieces] == ["text0", "text1", "text0"]


def test_links_keep_to_their_words(simple_setter, body):
    runs = (Run("see "), Run("this page", href="https://a.example"), Run(" now"))
    lines = simple_setter.lines(runs, body, 45)
    linked = [p.text for line in lines for p in line.pieces if p.href]
    assert [words_of(line) for line in lines] == ["see this", "page now"]
    assert linked == ["this", "page"]


def test_a_short_word_is_not_left_alone(simple_setter, body):
    text = "aaaaa bbbbb ccccc ddddd eeeee f"
    lines = simple_setter.lines((Run(text),), body, 150)
    assert [words_of(line) for line in lines] == ["aaaaa bbbbb ccccc ddddd", "eeeee f"]


def test_balanced_lines_are_of_a_length(simple_setter, body):
    style = structs.replace(body, balance=True)
    lines = simple_setter.lines((Run("aa bb cc dd ee ff gg hh"),), style, 100)
    assert [words_of(line) for line in lines] == ["aa bb cc dd", "ee ff gg hh"]


def test_nothing_makes_no_lines(simple_setter, body):
    assert simple_setter.lines((), body, 50) == ()
    assert simple_setter.lines((Run("  "), Run(SOFT_HYPHEN)), body, 50) == ()


def test_characters_without_a_face_are_told(simple_setter, body):
    lines = simple_setter.lines((Run("ab¤c"),), body, 50)
    assert [(p.text, p.face) for p in lines[0].pieces] == [
        ("ab", "text0"), ("¤", ""), ("c", "text0"),
    ]  # fmt: skip


def test_the_same_question_gets_the_same_answer(real_setter, body):
    runs = (Run("Hold for 20 seconds, "), Run("gently", bold=True))
    assert real_setter.lines(runs, body, 60) == real_setter.lines(runs, body, 60)


# -- time ----------------------------------------------------------------------------------


def best_time(work):
    found = []
    gc.disable()  # its cost depends on what else lives
    for _ in range(2):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    gc.enable()
    return min(found)


@pytest.mark.parametrize(
    ("unit", "count", "width"),
    [
        ("a", 100_000, 400),
        ("a", 50_000, 3),
        ("a ", 100_000, 400),
        ("中文", 30_000, 400),
        ("ab" + SOFT_HYPHEN, 30_000, 400),
        ("ab" + SOFT_HYPHEN, 30_000, 11),
        ("a\u00a0", 50_000, 400),
    ],
)
def test_time_grows_with_the_length(real_setter, unit, count, width):
    style = TextStyle("body", 12.0, 15.0, None, balance=True)
    quarter, whole = (Run(unit * (count // part)) for part in (4, 1))
    once = best_time(lambda: real_setter.lines((quarter,), style, width))
    four = best_time(lambda: real_setter.lines((whole,), style, width))
    assert four < 8 * once + 0.05  # a square would take 16 times as long


def test_a_million_characters_take_time_that_grows_with_their_number(real_setter, body):
    quarter, whole = (Run("lorem ipsum dolor " * (55_556 // part)) for part in (4, 1))
    assert joined(real_setter.lines((whole,), body, 400)) == whole.text.strip()
    once = best_time(lambda: real_setter.lines((quarter,), body, 400))
    assert best_time(lambda: real_setter.lines((whole,), body, 400)) < 8 * once
