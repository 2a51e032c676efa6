"""The figure of each exercise: the one that shows it best, the client's side, on its own page."""

import io

import pytest
from pypdf import PdfReader

from handouts.build import Choices, find_entry, open_press
from handouts.context import make_context
from handouts.document.drawn import ALT_MOST
from handouts.document.nodes import Exercise
from handouts.typeset.pages import FormMark, TextMark

PLAN = """\
client: {{name: Jane Example, id: c-1}}
date: 2026-11-22
items:
  - {{stretch: knee, {0}}}
"""
KNEE = """\
name: Knee
methods:
  - name: Lying
    steps:
      - {text: Lie down., figure: lying}
      - {text: Draw SIDE knee up., figure: drawn}
      - {text: Lower it., figure: lying}
figures:
  drawn: {pose: lying, right_leg: {hip: 100, knee: 120}, right_hand: hold right shin, glow: [GLOW]}
stop: [Sharp pain]
"""
SHOWN = KNEE.replace("SIDE", "one").replace("GLOW", "right glutes")
LOOKS = [
    (theme, paper, variant)
    for theme in ("warm", "calm", "plain")
    for paper, variant in (("a4", "standard"), ("a5", "standard"), ("a6", "mono"), ("a5", "large-print"))
]  # fmt: skip


@pytest.fixture
def press_of(write, practice, kept):
    """A press over a practice with the stretch and one programme."""

    def open_it(said, stretch=SHOWN):
        write("content/stretches/knee.yaml", stretch)
        write("content/programmes/plan.yaml", PLAN.format(said))
        return open_press(
            make_context({"HANDOUTS_CACHE": str(kept / "run")}, practice, practice, "2026-11-22")
        )

    return open_it


def job_of(press, **choices):
    entry = find_entry(press.library, press.files, "programme:plan")
    return press.job(entry, Choices(**choices))


def composed(press):
    """The picture of the one exercise, and the codes of what is wrong."""
    problems = []
    document = press.compose(job_of(press), problems)
    (found,) = [n for part in document.parts for n in part.children if isinstance(n, Exercise)]
    return found.picture, [d for d in problems if d.code == "side"]


@pytest.mark.parametrize("side", ["left", "left-first"])
def test_the_figure_is_turned_to_the_clients_side(press_of, side):
    usual, left = (composed(press_of(f"side: {s}"))[0] for s in ("both", side))
    right = composed(press_of(f"side: {side.replace('left', 'right')}"))[0]
    assert usual.sketch.key == right.sketch.key != left.sketch.key
    assert "right knee drawn up" in usual.alt and "right knee drawn up" not in left.alt
    assert "left knee drawn up" in left.alt and len(left.alt) <= ALT_MOST


def test_the_figure_with_what_is_felt_goes_before_the_last_steps(press_of):
    felt, _ = composed(press_of("dose: {reps: 3}"))
    assert "knee drawn up" in felt.alt
    last, _ = composed(press_of("dose: {reps: 3}", SHOWN.replace(", glow: [right glutes]", "")))
    assert "knee drawn up" not in last.alt


def test_a_figure_of_the_start_does_where_no_step_has_one(press_of):
    bare = SHOWN.replace(", figure: lying", "").replace(", figure: drawn", "")
    assert composed(press_of("dose: {reps: 3}", bare))[0] is None
    found, _ = composed(press_of("dose: {reps: 3}", bare + "start: [{text: Lie, figure: drawn}]\n"))
    assert "knee drawn up" in found.alt


def test_steps_that_name_a_side_are_not_turned_silently(press_of):
    stretch = KNEE.replace("SIDE", "your right").replace("GLOW", "right glutes")
    _, (told,) = composed(press_of("side: left-first", stretch))
    assert (told.severity, told.span.line) == ("error", 6)
    assert told.span.file.endswith("knee.yaml")
    assert composed(press_of("side: right-first", stretch))[1] == []


@pytest.mark.parametrize(("theme", "paper", "variant"), LOOKS)
def test_a_figure_stands_on_the_page_of_its_name(press_of, theme, paper, variant):
    """However long the steps are; and what goes on over the page bears no second one."""
    long = SHOWN.replace("Lower it.", " ".join(["Lower it without haste."] * 20))
    press = press_of("side: left, note: Slowly", long)
    pages = press.pages(job_of(press, theme=theme, paper=paper, variant=variant))[0]
    drawn, named = [], []
    for number, page in enumerate(pages.pages):
        drawn += [number for mark in page.marks if isinstance(mark, FormMark)]
        named += [
            number for mark in page.marks
            if isinstance(mark, TextMark) and mark.text.startswith("Lie down")
        ]  # fmt: skip
    assert len(drawn) == 1 and drawn == named


@pytest.mark.parametrize("theme", ["warm", "calm"])
def test_for_a_name_turns_it_too_and_says_it_to_those_who_do_not_see(run, press_of, theme):
    press_of("side: left")
    result = run("make", "--for", "Jane Example", "knee", "--side", "left", "--theme", theme)
    assert result.exit_code == 0, result.stderr
    reader = PdfReader(result.stdout.strip())
    said = [a for a in alts(reader) if "left knee drawn up" in a]
    assert len(said) == 1 and len(said[0]) <= ALT_MOST


def alts(reader):
    """The alternative text of every figure of the structure tree."""
    left, out = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while left:
        node = left.pop().get_object()
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            out += [str(node["/Alt"])] if "/Alt" in node else []
            left += [node["/K"]] if "/K" in node else []
    return out


def test_clients_of_one_practice_share_what_is_drawn(press_of, monkeypatch):
    press = press_of("side: left")
    drawn = press.artist.portraits
    first = press.make(job_of(press)).pdf
    keys = set(drawn)
    monkeypatch.setattr(press.artist, "_drawn", None)
    assert press.make(job_of(press)).pdf == first and set(drawn) == keys
    assert PdfReader(io.BytesIO(first)).pages
