"""A programme with everything it refers to: stretches, limits of pain, the client's former plan."""

import datetime

from msgspec import structs

from handouts.diagnostics import Diagnostic, nearest
from handouts.document.plan import Plan, ordered, prescribed
from handouts.document.session import DIARY_MOST, days, sessions
from handouts.library.clients import client_id
from handouts.library.files import Files
from handouts.library.library import Entry, Library
from handouts.model.pain import PAIN_MOST, PainLimit
from handouts.model.programme import Programme

_MINUTE = 60


def plan_of(
    library: Library, files: Files, entry: Entry, today: datetime.date, problems: list[Diagnostic]
) -> Plan:
    """The Plan of a programme's entry; what is wrong with it as a whole goes to `problems`."""
    plan = _alone(library, entry.value, today)
    _check_dates(plan, problems)
    _check_time(plan, problems)
    return structs.replace(plan, former=_former(library, files, entry, plan, problems))


def _alone(library: Library, programme: Programme, today: datetime.date) -> Plan:
    found = []
    for item in programme.items:
        stretch = library.stretch(str(item.stretch))
        if stretch is not None:
            found.append(prescribed(item, stretch))
    return Plan(
        programme,
        ordered(found),
        programme.date or today,
        _pain(library, programme.pain),
        library.flags,
    )


def _pain(library: Library, own: PainLimit) -> PainLimit:
    """The usual limits with the client's own over them, key by key."""
    named = {n: getattr(own, n) for n in own.__struct_fields__ if getattr(own, n) is not None}
    return structs.replace(library.pain, **named)


def _check_dates(plan: Plan, problems: list[Diagnostic]) -> None:
    programme = plan.programme
    span = programme.span
    visit = programme.next_appointment
    if visit is not None and visit.date() <= plan.day:
        message = "the next appointment is not after the day of the programme"
        problems.append(Diagnostic("error", "appointment", message, span, "correct one of the two"))
    far = (visit.date() - plan.day).days if visit is not None else 0
    if max(far, programme.period or 0) > DIARY_MOST and len(days(plan)) == DIARY_MOST:
        message = f"the diary has the first {DIARY_MOST // 7} weeks only"
        problems.append(
            Diagnostic("warning", "diary", message, span, "set a 'period', or make a new one later")
        )
    limit = plan.pain
    if (limit.careful_to or PAIN_MOST) <= (limit.fine_to or 0):
        message = "'careful_to' must be more than 'fine_to'"
        problems.append(Diagnostic("error", "pain", message, limit.span or span))


def _check_time(plan: Plan, problems: list[Diagnostic]) -> None:
    """A warning where one go takes longer than the client has."""
    limit, found = plan.programme.time_limit, sessions(plan.items)
    if limit is None or found is None or found.high * _MINUTE <= limit.high:
        return
    message = f"one go takes about {found.high} minutes; the limit is {limit.high / _MINUTE:g}"
    hint = "take a stretch out, or shorten a dose"
    problems.append(Diagnostic("warning", "time", message, plan.programme.span, hint))


def _former(
    library: Library, files: Files, entry: Entry, plan: Plan, problems: list[Diagnostic]
) -> Plan | None:
    """The former programme, which must be the same client's."""
    name = plan.programme.former
    if name is None:
        return None
    if ("programme", str(name)) not in files.chains:
        hint = nearest(name, files.ids("programme")) or "see 'handouts list programmes'"
        problems.append(
            Diagnostic("error", "unknown-id", f"there is no programme '{name}'", name.span, hint)
        )
        return None
    from handouts.library.load import load_private  # reads YAML: for those who ask for it

    found = load_private(files, "programme", str(name), library)
    value = found.value
    if not isinstance(value, Programme):
        message = f"the programme '{name}' has problems of its own"
        hint = "see 'handouts check'"
        problems.append(Diagnostic("error", "former", message, name.span, hint))
        return None
    if value.client.id is None or client_id(found) != client_id(entry):
        message = f"the programme '{name}' is not this client's: their ids differ"
        hint = "name one with the same client id"
        problems.append(Diagnostic("error", "former", message, name.span, hint))
        return None
    return _alone(library, value, plan.day)
