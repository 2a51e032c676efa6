"""A day, a time and a client's id as lists of appointments write them."""

import datetime
import re
import unicodedata
from typing import Final

from handouts.model.scalars import check_id

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?\Z", re.ASCII)
_PARTS: Final = re.compile(
    r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[,T ]+(.*))?\Z", re.ASCII
)
_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*([ap]\.?m\.?)?(?:\s*[-–].*)?\Z",
    re.ASCII | re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"[^\W\d]+\.?,?\s+")


def day_and_time(text: str, form: str) -> tuple[datetime.date, datetime.time | None]:
    """A day, and the time if one follows it; ValueError with the cure.

    `form` says how days without the year in front are meant.
    """
    typed = _WEEKDAY.sub("", text.strip(), count=1) if text[:1].isalpha() else text.strip()
    iso, other = _ISO.match(typed), _PARTS.match(typed)
    try:
        if iso:
            day = datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
            return day, clock(iso[4]) if iso[4] else None
        if other and form != "year-month-day":
            first, second, year = int(other[1]), int(other[2]), int(other[3])
            month, number = (second, first) if form == "day-month-year" else (first, second)
            day = datetime.date(year + (2000 if year < 100 else 0), month, number)
            return day, clock(other[4]) if other[4] else None
    except ValueError:
        pass
    raise ValueError("the day cannot be read")


def clock(text: str) -> datetime.time:
    """A time of day; ValueError where it is none."""
    found = _TIME.match(text.strip())
    if not found or not (found[2] or found[3]):
        raise ValueError("the time cannot be read")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise ValueError("the time cannot be read")
        hour = hour % 12 + (12 if found[3][0] in "pP" else 0)
    return datetime.time(hour, minute)


def client_of(text: str) -> str:
    """A client's id as a file has it: `C 1042` is c-1042; ValueError where it can be none."""
    composed = unicodedata.normalize("NFC", text).strip().lower()
    if not composed:
        raise ValueError("there is no client's id")
    try:
        return check_id("-".join(composed.replace("_", " ").replace("/", " ").split()))
    except ValueError:
        raise ValueError("the client's id is not one: letters, digits and hyphens") from None
