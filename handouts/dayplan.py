"""The programmes of one day's clients: each appointment finds its client's programme.

A programme is found by the client's id alone, never by a name: the latest dated on or
before the day. One appointment that goes wrong costs its own handout and no other.
"""

import datetime
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from handouts.appointments.lists import read_list
from handouts.appointments.model import Appointment
from handouts.build import Made, Press
from handouts.clientindex import Index
from handouts.deliver import deliver
from handouts.diagnostics import ContentError, Diagnostic, Span
from handouts.errors import ExitCode, HandoutsError
from handouts.jobs import Choices, plan
from handouts.library.library import Entry
from handouts.making import without_words
from handouts.manifest import Manifest
from handouts.owners import another_owner, keep


class Visit(Struct, frozen=True):
    """An appointment and what became of its handout; a client's second has that of the first."""

    appointment: Appointment
    name: str = ""
    exercises: int = 0
    path: Path | None = None
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    code: ExitCode = ExitCode.DONE


class Day(Struct, frozen=True):
    """The appointments of a day in order, and the lines of the list that nobody could read."""

    day: datetime.date
    appointments: tuple[Appointment, ...]
    problems: tuple[Diagnostic, ...]
    others: int
    index: Index


def day_of(press: Press, source: Path, day: datetime.date) -> Day:
    """The appointments of `day` in a list."""
    zone = str(press.library.settings.time_zone or "")
    # A calendar has no column for ids: there every client that is known may be meant.
    index = Index(press) if source.suffix.lower() == ".ics" else None
    known = index.ids if index else frozenset()
    listed = read_list(source, press.library.settings.appointments, zone, known)
    found = [a for a in listed.found if a.day == day]
    index = index or Index(press, frozenset(a.client for a in found))
    ordered = sorted(found, key=lambda a: (a.time or datetime.time.min, a.line))
    return Day(day, tuple(ordered), listed.problems, len(listed.found) - len(found), index)


def visits(
    press: Press, day: Day, source: Path, choices: Choices, folder: Path, manifest: Manifest
) -> Iterator[Visit]:
    """Make each appointment's handout, in order; a client's only once."""
    done = dict[str, Visit]()
    for appointment in day.appointments:
        before = done.get(appointment.client)
        if before is not None and before.path is not None:
            yield structs.replace(before, appointment=appointment, diagnostics=())
            continue
        try:
            visit = _visit(press, day, appointment, (choices, folder, manifest))
        except HandoutsError as problem:
            visit = Visit(appointment, diagnostics=told(problem, source, appointment),
                          code=problem.exit_code)  # fmt: skip
        except Exception as problem:  # a fault of ours in one handout must not lose the others
            said = without_words(problem)
            visit = Visit(appointment, diagnostics=told(said, source, appointment),
                          code=ExitCode.CONTENT)  # fmt: skip
        done[appointment.client] = visit
        yield visit


def told(problem: HandoutsError, source: Path, appointment: Appointment) -> tuple[Diagnostic, ...]:
    """What went wrong, at the list's line where nothing else has a place."""
    where = Span(str(source), appointment.line)
    if not isinstance(problem, ContentError):
        return (Diagnostic("error", "appointment", problem.message, where, problem.hint),)
    errors = [d for d in problem.diagnostics if d.severity == "error"]
    if errors and all(d.span is not None for d in errors):
        message = f"no handout for this appointment: {len(errors)} problem"
        message += "" if len(errors) == 1 else "s"
        return (*problem.diagnostics, Diagnostic("error", "appointment", message, where))
    return tuple(
        d if d.span is not None else structs.replace(d, span=where) for d in problem.diagnostics
    )


def _visit(
    press: Press,
    day: Day,
    appointment: Appointment,
    how: tuple[Choices, Path, Manifest],
) -> Visit:
    choices, folder, manifest = how
    entry = entry_of(day, appointment)
    job = plan(press.library, press.context, entry, choices)
    path = folder / job.name
    problem = another_owner(press, manifest, job, path)
    if problem is not None:
        raise problem
    made: Made = press.make(job)
    deliver(made, path)
    keep(press, manifest, job, path)
    programme = entry.value
    count = len(programme.items)
    return Visit(
        appointment, str(programme.client.name or ""), count, path, made.pages, made.warnings
    )


def entry_of(day: Day, appointment: Appointment) -> Entry:
    """The programme of an appointment's client; ContentError says why there is none."""
    entry = day.index.latest(appointment.client, day.day)
    if entry.value.date is None:
        entry = structs.replace(entry, value=structs.replace(entry.value, date=day.day))
    _check_name(appointment, entry)
    return entry


def _check_name(appointment: Appointment, entry: Entry) -> None:
    """The list's name and the programme's must agree, in whatever order their words stand."""
    own = entry.value.client.name
    if not appointment.name or own is None:
        return
    if _words(appointment.name) != _words(str(own)):
        message = "the name on this line is not that of the client with this id"
        hint = "correct the id in the list, or the name in the client's file"
        raise ContentError([Diagnostic("error", "client", message, None, hint)])


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return sorted("".join(c if c.isalnum() else " " for c in folded).split())


def exit_code(visited: Iterable[Visit], problems: Iterable[Diagnostic]) -> ExitCode:
    """Done, some failed, or none came out."""
    results = list(visited)
    failed = [v.code for v in results if v.path is None] + [ExitCode.CONTENT for _ in problems]
    made = any(v.path is not None for v in results)
    if not failed:
        return ExitCode.DONE
    return ExitCode.PARTIAL if made else max(failed)
