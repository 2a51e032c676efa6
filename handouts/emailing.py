"""From programmes to what the outbox takes: the one place where making and sending meet."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from handouts.build import Job, Press
from handouts.delivery.account import Account, account_of
from handouts.delivery.appointment import zone_of
from handouts.delivery.clock import Clock
from handouts.delivery.handout import Handout, Person
from handouts.delivery.leaks import folded
from handouts.delivery.prepare import Prepared, Preparer
from handouts.delivery.vetting import Leave
from handouts.diagnostics import ContentError, Diagnostic
from handouts.document.plaintext import plain_text
from handouts.errors import ExitCode, HandoutsError, UsageError
from handouts.jobs import Choices, find_entry, plan
from handouts.library.clients import client_id
from handouts.library.library import Entry
from handouts.library.workspace import builtin_library
from handouts.manifest import fingerprint
from handouts.model.brand import Brand
from handouts.model.email import Email
from handouts.model.programme import Client, Programme

LENT = "make your own: handouts new brand NAME, and name it in handouts.yaml"
_SETTINGS_HINT = "write email: {from: you@practice.example, provider: ...}; see docs/email.md"


class BadSettings(ContentError):
    """handouts.yaml has problems: told as content, but a usage error for the shell."""

    exit_code = ExitCode.USAGE


def settings_of(press: Press) -> Email:
    """The workspace's settings for email; UsageError where there are none, or they are wrong."""
    entry = press.library.entry("settings", "")
    if entry is not None and not entry.usable:
        raise BadSettings(entry.diagnostics)
    settings = press.library.settings.email
    if settings is None:
        raise UsageError("email is not set up in handouts.yaml", _SETTINGS_HINT)
    return settings


def account(press: Press) -> Account:
    """The account of the workspace."""
    settings = settings_of(press)
    name = press.library.settings.brand or "default"
    return account_of(settings, str(press.library.brand(str(name)).name), _root(press))


def _root(press: Press) -> Any:
    return press.context.workspace.root


def handouts_of(press: Press, jobs: Sequence[Job]) -> list[Handout]:
    """Make each client's handout; ContentError with the problems of all that fail."""
    found, problems = [], list[Diagnostic]()
    for job in jobs:
        try:
            found.append(_handout(press, job))
        except ContentError as problem:
            problems += problem.diagnostics
    if problems:
        raise ContentError(problems)
    return found


def jobs_of(press: Press, targets: Sequence[str], choices: Choices) -> list[Job]:
    """What the targets name; only a programme is for one client."""
    jobs = []
    for target in dict.fromkeys(targets):
        entry = find_entry(press.library, press.files, target)
        if entry.kind != "programme":
            raise UsageError(f"'{target}' is for no one client", "write programme:ID")
        jobs.append(plan(press.library, press.context, entry, choices))
    return jobs


class Chosen(Struct, frozen=True):
    """The jobs of a day's list, and the ids of who gets no email with the reason."""

    jobs: tuple[Job, ...]
    left_out: tuple[tuple[str, str], ...]


def jobs_of_day(press: Press, source: Path, day: datetime.date, choices: Choices) -> Chosen:
    """The programmes of a day's clients, each once.

    Who has not agreed to email, or has no programme, is left out and told: such clients get
    theirs on paper. Whatever else is wrong with the list stops everything.
    """
    from handouts import dayplan

    found = dayplan.day_of(press, source, day)
    problems, jobs = list(found.problems), dict[str, Job]()
    left_out: dict[str, str] = {}
    for appointment in found.appointments:
        client = appointment.client
        if client in jobs or client in left_out:
            continue
        if not found.index.entries(client):
            left_out[client] = "there is no programme for this id"
            continue
        try:
            entry = dayplan.entry_of(found, appointment)
            if _has_agreed(press, entry):
                jobs[client] = plan(press.library, press.context, entry, choices)
            else:
                left_out[client] = "has not agreed to email"
        except HandoutsError as problem:
            problems += dayplan.told(problem, source, appointment)
    if any(d.severity == "error" for d in problems):
        raise ContentError(problems)
    return Chosen(tuple(jobs.values()), tuple(left_out.items()))


def _has_agreed(press: Press, entry: Entry) -> bool:
    needed = settings_of(press).require_consent
    return not needed or entry.value.client.email_consent is not None


def prepare(press: Press, jobs: Sequence[Job], clock: Clock, leave: Leave) -> Prepared:
    """Everything of `handouts email prepare`, once the jobs are known."""
    settings = settings_of(press)
    zone = str(press.library.settings.time_zone or "")
    if zone:
        zone_of(zone)
    handouts = handouts_of(press, jobs)
    preparer = Preparer(account(press), settings, zone, clock, leave)
    found = preparer.prepare(handouts, people(press))
    return structs.replace(found, warnings=(*_lent_brands(press, jobs), *found.warnings))


def _lent_brands(press: Press, jobs: Sequence[Job]) -> list[Diagnostic]:
    """A warning for each brand that is the program's own: clients know no such practice."""
    names = dict.fromkeys(str(job.brand.name) for job in jobs if lent(press, job.brand))
    return [
        Diagnostic("warning", "brand", f"clients read that this comes from '{name}'", None, LENT)
        for name in names
    ]


def lent(press: Press, brand: Brand) -> bool:
    """Whether a brand came with the program, and the workspace is another's."""
    place = builtin_library()
    own = press.context.workspace.root == place
    return not own and brand.span is not None and Path(brand.span.file).is_relative_to(place)


def _handout(press: Press, job: Job) -> Handout:
    entry, problems = job.entry, list[Diagnostic]()
    made = press.make(job)
    programme: Programme = entry.value
    client = programme.client
    document = press.compose(job, problems)
    phone = job.brand.contact.phone
    return Handout(
        client=client_id(entry),
        name=str(client.name),
        address=str(client.email or ""),
        pdf=made.pdf,
        pages=made.pages,
        digest=fingerprint(press, job),
        title=_first_title(press, programme),
        twin=plain_text(document),
        typed=_typed(programme),
        about=_about(press, programme),
        words=press.words(job),
        practice=str(job.brand.name),
        phone=str(phone or ""),
        day=programme.date or press.context.today,
        span=client.email.span if client.email is not None else _place(entry, client),
        consent=client.email_consent,
        shared_address=client.shared_address,
        appointment=programme.next_appointment,
    )


def _place(entry: Entry, client: Client) -> Any:
    return client.span or entry.value.span


def _first_title(press: Press, programme: Programme) -> str:
    stretch = press.library.stretch(str(programme.items[0].stretch))
    return str(stretch.name) if stretch else ""


def _typed(programme: Programme) -> str:
    """What was typed for this client alone, where a copied note would show."""
    notes = [programme.goal, programme.note, *(item.note for item in programme.items)]
    return "\n".join(str(note) for note in notes if note)


def _about(press: Press, programme: Programme) -> frozenset[str]:
    """Words that say what the client has: of the stretches, the body, the flags and the goal."""
    texts = [str(programme.goal or ""), *map(str, programme.client.flags)]
    for item in programme.items:
        stretch = press.library.stretch(str(item.stretch))
        if stretch is not None:
            texts += [str(stretch.name), *map(str, (*stretch.regions, *stretch.used_for))]
    return frozenset(re.findall(r"\w{4,}", folded(" ".join(texts)))) - _HARMLESS


_HARMLESS = frozenset(("exercise", "exercises", "handout", "stretch", "stretches", "your", "from"))


def people(press: Press) -> list[Person]:
    """Everybody of the practice's files that can be read."""
    found: dict[Person, None] = {}
    for kind in ("client", "programme"):
        for name in press.files.ids(kind):
            person = _person(press, kind, name)
            if person is not None:
                found[person] = None
    return list(found)


def _person(press: Press, kind: str, name: str) -> Person | None:
    from handouts.library.load import load_private

    try:
        entry = load_private(press.files, kind, name, press.library)
    except HandoutsError:
        return None
    client = entry.value.client if isinstance(entry.value, Programme) else entry.value
    if not isinstance(client, Client):
        return None
    owner = name if kind == "client" else client_id(entry)
    return Person(owner, str(client.name or ""), str(client.email or ""))
