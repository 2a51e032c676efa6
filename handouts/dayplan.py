"""The programmes of one day's clients: each appointment finds its client's programme.

A programme is found by the client's id alone, never by a name: the latest dated on or
before the day. One appointment that goes wrong costs its own handout and no other.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from handouts.appointments.lists import read_list
from handouts.appointments.model import Appointment
from handouts.build import Made, Press
from handouts.deliver import deliver
from handouts.diagnostics import ContentError, Diagnostic, Report, Span, nearest
from handouts.errors import ExitCode, FileError, HandoutsError
from handouts.jobs import Choices, Job, plan
from handouts.library.clients import clashes, client_id
from handouts.library.files import Files
from handouts.library.library import Entry
from handouts.library.loader import Loader
from handouts.manifest import Manifest
from handouts.model.programme import Programme
from handouts.owners import another_owner, keep
from handouts.source.files import read_bytes
from handouts.source.node import Mapping, Scalar

_WORD: Final = re.compile(r"[^\s\"'{}\[\],:#]+")


class Visit(Struct, frozen=True):
    """An appointment and what became of its handout; a client's second has that of the first."""

    appointment: Appointment
    job: Job | None = None
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
    index: "Index"


def day_of(press: Press, source: Path, day: datetime.date) -> Day:
    """The appointments of `day` in a list."""
    zone = str(press.library.settings.time_zone or "")
    # A calendar has no column for ids: there every client that is known may be meant.
    index = Index(press) if source.suffix.lower() == ".ics" else None
    known = frozenset(index.clients) if index else frozenset()
    listed = read_list(source, press.library.settings.appointments, zone, known)
    found = [a for a in listed.found if a.day == day]
    index = index or Index(press, frozenset(a.client for a in found))
    ordered = sorted(found, key=lambda a: (a.time or datetime.time.min, a.line))
    return Day(day, tuple(ordered), listed.problems, len(listed.found) - len(found), index)


class Index:
    """The workspace's programmes by client id; with `wanted`, of those clients alone."""

    def __init__(self, press: Press, wanted: frozenset[str] | None = None) -> None:
        from handouts.library.load import load_private  # reads YAML: for those who ask for it

        self._press = press
        self.clients: dict[str, list[Entry]] = {}
        self.unread: list[Entry] = []
        loader = Loader(press.files)
        for name in press.files.ids("programme"):
            if wanted is not None and not _names(press.files, name, wanted):
                continue
            entry = load_private(press.files, "programme", name, press.library)
            own = client_id(entry) if isinstance(entry.value, Programme) else _raw_id(loader, name)
            if own:
                self.clients.setdefault(own, []).append(entry)
            else:
                self.unread.append(entry)
        claimed = [e for found in self.clients.values() for e in found]
        self._clashes = clashes(claimed, press.context.today)

    def latest(self, client: str, day: datetime.date) -> Entry:
        """A client's programme for a day; ContentError says why there is none.

        A file that cannot be read counts as the latest: an older dose must not take its place.
        """
        found = self.clients.get(client, [])
        if not found:
            hint = nearest(client, self.clients) or "make one with: handouts new programme"
            raise ContentError([
                Diagnostic("error", "programme", "there is no programme for this id", None, hint)
            ])  # fmt: skip
        broken = [e for e in found if not isinstance(e.value, Programme)]
        if broken:
            raise ContentError(broken[0].diagnostics)
        dated = [e for e in found if e.value.date is not None and e.value.date <= day]
        undated = [e for e in found if e.value.date is None]
        if not dated and not undated:
            message = f"this client's programmes are dated after {day}"
            raise ContentError([Diagnostic("error", "programme", message)])
        entry = max(dated, key=lambda e: (e.value.date, e.id)) if dated else undated[-1]
        if entry.file in self._clashes:
            raise ContentError([self._clashes[entry.file]])
        return entry


def _names(files: Files, name: str, wanted: frozenset[str]) -> bool:
    """Whether a programme's file may be one of these clients': a look at its words alone.

    One that extends another may have its client from there, and one that cannot be read
    now will be reported when it is.
    """
    try:
        body = read_bytes(files.chains["programme", name][-1].path)
        text = unicodedata.normalize("NFC", body.decode("utf-8", "replace"))
    except FileError:
        return True
    return name in wanted or "extends" in text or not wanted.isdisjoint(_WORD.findall(text))


def _raw_id(loader: Loader, name: str) -> str:
    """The client's id of a programme whose file has errors."""
    node = loader.resolve("programme", name, Report()).node
    client = node.get("client") if node is not None else None
    own = client.get("id") if isinstance(client, Mapping) else client
    return own.text if isinstance(own, Scalar) else ""


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
            visit = Visit(appointment, None, diagnostics=_told(problem, source, appointment),
                          code=problem.exit_code)  # fmt: skip
        except Exception as problem:  # a fault of ours in one handout must not lose the others
            # Its words could hold the client's: only its kind is told.
            said = HandoutsError(f"internal problem: {type(problem).__name__}", "please report it")
            visit = Visit(appointment, None, diagnostics=_told(said, source, appointment),
                          code=ExitCode.CONTENT)  # fmt: skip
        done[appointment.client] = visit
        yield visit


def _told(problem: HandoutsError, source: Path, appointment: Appointment) -> tuple[Diagnostic, ...]:
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
    entry = day.index.latest(appointment.client, day.day)
    if entry.value.date is None:
        entry = structs.replace(entry, value=structs.replace(entry.value, date=day.day))
    _check_name(appointment, entry)
    job = plan(press.library, press.context, entry, choices)
    path = folder / job.name
    problem = another_owner(press, manifest, job, path)
    if problem is not None:
        raise problem
    made: Made = press.make(job)
    deliver(made, path)
    keep(press, manifest, job, path)
    return Visit(appointment, job, path, made.pages, made.warnings)


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
