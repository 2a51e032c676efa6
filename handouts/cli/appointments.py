"""`handouts make --from`: the programmes of a day's clients, and one file to print them."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.build import Press
from handouts.cli.progress import watched
from handouts.cli.terminal import clean, count_text, out, talk, tell_problems, tell_warning
from handouts.diagnostics import Diagnostic, show_path
from handouts.errors import ExitCode, UsageError
from handouts.jobs import Choices

if TYPE_CHECKING:
    from handouts.dayplan import Day, Visit


def make_appointments(
    press: Press,
    source: Path,
    day: str | None,
    choices: Choices,
    output: str | None,
    bound: bool,
) -> ExitCode:
    """Make them all, and `bound` the file to print; tell what became of each: the exit code."""
    from handouts import dayplan
    from handouts.deliver import names_folder
    from handouts.finish.write import sweep
    from handouts.manifest import open_manifest

    if output is not None and not names_folder(output):
        raise UsageError(f"'{output}' is one file", "name a folder that exists, or end it with /")
    folder = Path(output) if output is not None else press.context.workspace.output
    found = dayplan.day_of(press, source, day_chosen(press, day))
    sweep(folder)
    manifest = open_manifest(press)
    visited: list[Visit] = []
    try:
        running = dayplan.visits(press, found, source, choices, folder, manifest)
        for visit in watched(running, len(found.appointments), "Making"):
            visited.append(visit)
    finally:
        manifest.save()
    _report(found, visited)
    if bound:
        _print_file(press, found, visited, folder, choices)
    _summary(found, visited)
    return dayplan.exit_code(visited, found.problems)


def day_chosen(press: Press, text: str | None) -> datetime.date:
    """The day that --on names, else today."""
    if text is None:
        return press.context.today
    try:
        if len(text) != len("2026-11-23"):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a date", "write --on as 2026-11-23") from None


def _report(found: "Day", visited: list["Visit"]) -> None:
    problems: list[Diagnostic] = list(found.problems)
    for visit in visited:
        problems += visit.diagnostics
    tell_problems(problems)
    for path in dict.fromkeys(visit.path for visit in visited if visit.path is not None):
        out(clean(show_path(str(path))))


def _print_file(
    press: Press, found: "Day", visited: list["Visit"], folder: Path, choices: Choices
) -> None:
    from handouts.finish.write import refuse_to_replace, write_whole

    if any(visit.path is not None for visit in visited):
        from handouts.printing import print_file  # opens finished PDFs: slow to import

        path = folder / f"print-{found.day.isoformat()}.pdf"
        refuse_to_replace(path, b"%PDF-")
        write_whole(path, print_file(press, found, visited, choices), private=True)
        out(clean(show_path(str(path))))


def _summary(found: "Day", visited: list["Visit"]) -> None:
    made = [visit for visit in visited if visit.path is not None]
    failed = len(visited) - len(made) + len(found.problems)
    if not found.appointments and not found.problems:
        tell_warning(f"the list has no appointment on {found.day.isoformat()}")
    talk(
        f"{count_text(len({v.path for v in made}), 'handout')} made, {failed} failed, "
        f"{count_text(found.others, 'appointment')} on other days"
    )
