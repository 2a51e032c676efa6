"""Problems are told once, in order of place, and never garble the terminal."""

from pathlib import Path

import pytest

from handouts.diagnostics import (
    ContentError,
    Diagnostic,
    Report,
    Span,
    as_json,
    as_text,
    nearest,
    show_path,
)
from handouts.errors import ExitCode

PLACE = Span("/place/content/stretches/knee.yaml", 3, 7)


def test_a_problem_as_one_line_and_its_hint():
    problem = Diagnostic("error", "value", "'x' is not a day", PLACE, "write 2026-11-22")
    assert as_text(problem, Path("/place")) == (
        "content/stretches/knee.yaml:3:7: error[value]: 'x' is not a day\n  hint: write 2026-11-22"
    )


def test_without_place_or_hint_nothing_stands_for_them():
    assert as_text(Diagnostic("warning", "odd", "odd")) == "warning[odd]: odd"


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\n", "\u202e", "\u2028", "\udcff"])
def test_row_14_nothing_reaches_the_terminal_that_does_not_print(character):
    problem = Diagnostic(
        "error", "x", f"a{character}b", Span(f"/w/{character}.yaml"), f"h{character}"
    )
    assert all(line.isprintable() for line in as_text(problem).split("\n"))
    assert as_text(problem).count("\n") == 1


def test_as_json_is_flat():
    assert as_json(Diagnostic("error", "x", "m", PLACE)) == {
        "severity": "error", "code": "x", "message": "m", "hint": "", "file": PLACE.file, "line": 3, "column": 7,
    }  # fmt: skip
    assert as_json(Diagnostic("error", "x", "m"))["line"] is None


def test_a_report_sorts_by_place_and_counts_a_problem_once():
    report = Report()
    report.error("b", "later", Span("/f", 9, 1))
    report.warning("c", "nowhere")
    report.error("a", "first", Span("/f", 2, 5))
    report.extend(report.diagnostics)
    assert [d.message for d in report.diagnostics] == ["first", "later", "nowhere"]
    assert [d.message for d in report.errors] == ["first", "later"]
    assert [d.message for d in report.warnings] == ["nowhere"]


def test_the_error_carries_all_and_counts_errors_only():
    one = Diagnostic("error", "x", "m")
    assert ContentError([one, Diagnostic("warning", "y", "n")]).message == "1 problem found"
    assert ContentError([one, one]).exit_code is ExitCode.CONTENT


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stepz", "steps"),
        ("LYING", "lying"),
        ("Standing", "standing"),
        ("zzz", ""),
        ("w" * 100_000, ""),
    ],
)
def test_nearest(typed, expected):
    known = ["steps", "lying", "standing"]
    assert nearest(typed, known) == (f"did you mean '{expected}'?" if expected else "")


def test_paths_elsewhere_are_shown_whole():
    assert show_path("/other/a.yaml", Path("/place")) == "/other/a.yaml"
