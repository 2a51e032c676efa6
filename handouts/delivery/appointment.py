"""The next appointment as a calendar file; the only importer of icalendar."""

import datetime
import hashlib
import zoneinfo

from handouts.errors import UsageError


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """A time zone by its name; UsageError where there is none of it."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = "write time_zone: Europe/London, or another name of the IANA list"
        raise UsageError(f"there is no time zone '{name}'", hint) from None


def event(when: datetime.datetime, zone: str, title: str, message_id: str, now: float) -> bytes:
    """An event that says when and with whom, and nothing of why. `when` is local time there."""
    import icalendar

    start = when.replace(tzinfo=zone_of(zone)).astimezone(datetime.UTC)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//handouts//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", hashlib.sha256(message_id.encode()).hexdigest()[:32])
    entry.add("dtstamp", datetime.datetime.fromtimestamp(now, datetime.UTC).replace(microsecond=0))
    entry.add("dtstart", start)
    entry.add("summary", title)
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
