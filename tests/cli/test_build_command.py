"""`handouts build`: everything, only what changed, each file alone."""

import json
import os
import signal
import sys
import time

import pytest


@pytest.fixture
def only(practice, monkeypatch):
    """Build without the built-in stretches, which other tests cover: three quick files."""

    def names(*more):
        return ("build", "reach", *more)

    return names


def made(result):
    return result.stdout.splitlines()


CARD_AND_SHEET = ["output/reach-card.pdf", "output/reach-sheet.pdf"]


def test_a_stretch_becomes_a_card_and_a_sheet(run, only):
    result = run(*only())
    assert result.exit_code == 0
    assert made(result) == CARD_AND_SHEET
    assert result.stderr == "2 files made, 0 unchanged, 0 failed\n"


def test_everything_is_the_whole_library_and_the_programmes(run, jane, broken):
    result = run("build", "--date", "2026-11-22")
    assert result.exit_code == 3
    assert "output/knee-to-chest-sheet.pdf" in made(result)
    assert "output/jane-2026-11-22.pdf" in made(result)
    assert result.stderr.count("unknown key 'stepz'") == 1
    assert result.stderr.endswith("0 unchanged, 2 failed\n")
    again = run("build", "--date", "2026-11-22", "-j", "2")
    assert again.exit_code == 3 and made(again) == []


def test_what_is_unchanged_is_skipped_and_force_makes_it(run, only):
    run(*only())
    assert made(run(*only())) == []
    assert made(run(*only("--force"))) == CARD_AND_SHEET


def test_a_new_day_alone_changes_nothing_but_a_date_does(run, only, monkeypatch):
    run(*only("--date", "2026-01-02"))
    assert made(run(*only())) == []
    assert made(run(*only("--date", "2026-01-02"))) == []
    assert made(run(*only("--date", "2026-01-03"))) == CARD_AND_SHEET


@pytest.mark.parametrize("change", ["words", "file", "gone", "brand"])
def test_what_has_changed_is_made_anew(run, only, practice, change):
    run(*only())
    stretch = practice / "content/stretches/reach.yaml"
    if change == "words":
        stretch.write_text(stretch.read_text().replace("Reach up.", "Reach far up."))
    if change == "brand":
        (practice / "content/brands/default.yaml").write_text("name: My practice\n")
    if change == "file":
        (practice / CARD_AND_SHEET[0]).write_bytes(b"%PDF-1.7 another program's")
    if change == "gone":
        (practice / CARD_AND_SHEET[0]).unlink()
    wanted = CARD_AND_SHEET[:1] if change in ("file", "gone") else CARD_AND_SHEET
    assert made(run(*only())) == wanted


def test_a_comment_changes_no_page(run, only, practice):
    run(*only())
    stretch = practice / "content/stretches/reach.yaml"
    stretch.write_text("# a comment\n" + stretch.read_text())
    assert made(run(*only())) == []


def test_all_that_was_named_failing_is_exit_1(run, broken):
    assert run("build", "broken").exit_code == 1


def test_a_file_that_cannot_be_written_fails_alone(run, only, practice):
    (practice / CARD_AND_SHEET[0]).mkdir(parents=True)
    result = run(*only())
    assert result.exit_code == 3
    assert made(result) == CARD_AND_SHEET[1:]
    (practice / CARD_AND_SHEET[1]).unlink()
    (practice / CARD_AND_SHEET[1]).mkdir()
    assert run(*only()).exit_code == 5


def test_an_unknown_name_is_a_usage_error(run):
    result = run("build", "raech")
    assert result.exit_code == 2 and "did you mean 'reach'?" in result.stderr


def test_processes_make_the_same_bytes(run, practice):
    names = ("build", "reach", "cat-cow", "pelvic-tilt", "--date", "2026-01-02", "--force", "-j")
    assert run(*names, "1").exit_code == 0
    alone = {p.name: p.read_bytes() for p in (practice / "output").iterdir()}
    assert run(*names, "3").exit_code == 0
    assert alone == {p.name: p.read_bytes() for p in (practice / "output").iterdir()}
    assert len(alone) == 6


def test_booklets_are_built(run, practice):
    (practice / "content/booklets").mkdir()
    (practice / "content/booklets/both.yaml").write_text(
        "title: Both\nsections: [{title: One, stretches: [reach]}]\n"
    )
    assert run("build", "both").exit_code == 0
    assert (practice / "output/both-booklet.pdf").exists()
    assert "0 files made, 1 unchanged" in run("build", "both").stderr


def test_the_manifest_names_no_client(run, jane, cache):
    run("build", "programme:jane-plan", "--date", "2026-11-22")
    kept = [p for p in cache.iterdir() if p.suffix == ".json"]
    assert kept
    for path in kept:
        assert path.stat().st_mode & 0o077 == 0
        assert "jane" not in path.name + json.dumps(json.loads(path.read_text())).lower()


def test_a_damaged_manifest_costs_only_time(run, only, cache):
    run(*only())
    for path in cache.glob("built-*.json"):
        path.write_text('{"x": [1]}')
    assert made(run(*only())) == CARD_AND_SHEET


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_is_130_and_leaves_no_half_file(start, practice, workers):
    for number in range(60):
        text = (practice / "content/stretches/reach.yaml").read_text()
        (practice / f"content/stretches/reach-{number}.yaml").write_text(text)
    process = start("build", "-j", workers)
    output = practice / "output"
    limit = time.monotonic() + 30
    while time.monotonic() < limit and not (output.exists() and list(output.glob("*.pdf"))):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    files = list(output.iterdir())
    assert files and all(p.suffix == ".pdf" for p in files)
    assert all(p.read_bytes().rstrip().endswith(b"%%EOF") for p in files)
    assert len(files) < 120


@pytest.mark.skipif(sys.platform != "linux", reason="the fault is handed on by forking")
def test_a_process_that_dies_fails_its_files_and_is_no_internal_problem(run, practice, monkeypatch):
    from handouts import batch

    build = batch._build

    def dying(press, task, fixed_date):
        if task.target == "reach":
            os._exit(9)
        return build(press, task, fixed_date)

    monkeypatch.setattr(batch, "_build", dying)
    result = run("build", "reach", "cat-cow", "pelvic-tilt", "-j", "2")
    assert result.exit_code in (1, 3)
    assert "internal problem" not in result.stderr
    assert "ended before" in result.stderr and "-j 1" in result.stderr
    assert not (practice / CARD_AND_SHEET[0]).exists()
    summary = result.stderr.splitlines()[-1]
    assert len(made(result)) + int(summary.split()[-2]) == 6


def test_kinds_are_listed_once():
    from handouts.cli import debugging, listing, main, new
    from handouts.library.files import LISTED
    from handouts.scaffold import KINDS

    assert tuple(new.command.params[0].type.choices) == KINDS
    assert tuple(listing.command.params[0].type.choices) == tuple(LISTED)
    callbacks = {p.callback for p in main.cli.params if p.name == "debug"}
    callbacks |= {p.callback for p in debugging.debug(lambda: 0).__click_params__}
    assert len(callbacks) == 1
