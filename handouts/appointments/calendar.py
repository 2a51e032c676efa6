"""A calendar's export (.ics): the client's id stands as a word in its title or its notes."""

import datetime
import re
import zoneinfo
from typing import Any, Final

from icalendar import Calendar

from handouts.appointments.model import Appointment, Listed
from handouts.diagnostics import Diagnostic, Span
from handouts.errors import UsageError

_WORD: Final = re.compile(r"[\w-]+")
_HINT: Final = "write the client's id into the appointment's title or notes, or make it by hand"


def read_calendar(body: bytes, file: str, time_zone: str, known: frozenset[str]) -> Listed:
    """The appointments of a calendar, in order of time; `known` are the ids of clients."""
    try:
        calendar = Calendar.from_ical(body)
        events = list(calendar.walk("VEVENT"))
    except (ValueError, TypeError, KeyError, AttributeError, UnicodeDecodeError):
        raise UsageError("the calendar cannot be read", "export it anew, as .ics") from None
    zone = _zone(time_zone)
    found, problems = list[Appointment](), list[Diagnostic]()
    for number, event in enumerate(events, 1):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            found.append(_appointment(event, number, zone, known))
        except ValueError as problem:
            message = f"appointment {number}: {problem}"
            problems.append(Diagnostic("error", "appointment", message, Span(file), _HINT))
    order = sorted(found, key=lambda a: (a.day, a.time or datetime.time.min))
    return Listed(tuple(order), tuple(problems))


def _zone(name: str) -> datetime.tzinfo | None:
    if not name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise UsageError(f"there is no time zone '{name}'", "as time_zone: Europe/London") from None


def _appointment(
    event: Any, number: int, zone: datetime.tzinfo | None, known: frozenset[str]
) -> Appointment:
    if event.get("RRULE") is not None:
        raise ValueError("it repeats; export single appointments")
    start = event.get("DTSTART")
    when = getattr(start, "dt", None)
    if when is None:
        raise ValueError("it has no start that can be read")
    client = _client(event, known)
    if not isinstance(when, datetime.datetime):
        return Appointment(client, when, None, number)
    local = when.astimezone(zone) if when.tzinfo is not None and zone is not None else when
    return Appointment(client, local.date(), local.time().replace(tzinfo=None), number)


def _client(event: Any, known: frozenset[str]) -> str:
    """The one known id among the words of its title and notes."""
    words = " ".join(str(event.get(key, "")) for key in ("SUMMARY", "DESCRIPTION", "CATEGORIES"))
    met = {word.lower() for word in _WORD.findall(words)} & known
    if len(met) != 1:
        raise ValueError("it names no client that is known" if not met else "it names two clients")
    return str(met.pop())
