"""What people filled into a programme's diary: ticks and numbers, from the PDF they sent back.

A file from outside is read, never obeyed: only fields of our own names count, and only
values they can have.
"""

import io
import logging
import re
from typing import Any, Final

from msgspec import Struct
from pypdf import PdfReader

from handouts.errors import HandoutsError

_TICK: Final = re.compile(r"tick (\d{4}-\d{2}-\d{2}) (\d{1,2}) (\S{1,60}) (\d)\Z")
_PAIN: Final = re.compile(r"pain (\d{4}-\d{2}-\d{2})\Z")
_WHOSE: Final = re.compile(r"(\S{1,60}) (\d{4}-\d{2}-\d{2})\Z")
PAIN_MOST: Final = 10
# It writes of each oddity it mends; what is wrong is said once, in our words.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Filled(Struct, frozen=True):
    """One place of a diary as it came back: `time` counts the goes of a day."""

    client: str
    made: str
    day: str
    what: str
    exercise: str = ""
    time: str = ""
    value: str = ""


def filled(pdf: bytes) -> tuple[tuple[Filled, ...], tuple[str, ...]]:
    """All places of a form in its order, and what cannot be read of it.

    HandoutsError where it is no form of ours.
    """
    try:
        fields: dict[str, Any] = PdfReader(io.BytesIO(pdf)).get_fields() or {}
        values = {str(name): _value(field.get("/V")) for name, field in fields.items()}
    except Exception:  # a broken or hostile file: whatever it raises means the same
        raise HandoutsError("it cannot be read as a PDF", "ask for it again") from None
    whose = _WHOSE.match(values.get("programme", ""))
    if not whose:
        raise HandoutsError(
            "it is no programme made with --form", "a sheet that was printed again has no fields"
        )
    found, problems = list[Filled](), list[str]()
    for name, value in values.items():
        tick, pain = _TICK.match(name), _PAIN.match(name)
        if tick:
            done = "1" if value not in ("", "/Off", "Off") else "0"
            day, _, exercise, time = tick.groups()
            found.append(Filled(whose[1], whose[2], day, "done", exercise, time, done))
        elif pain and _is_pain(value):
            found.append(Filled(whose[1], whose[2], pain[1], "pain", value=value.strip()))
        elif pain:
            problems.append(f"the pain of {pain[1]} is not a number from 0 to {PAIN_MOST}")
    return tuple(found), tuple(problems)


def _value(value: Any) -> str:
    return "" if value is None else str(value)


def _is_pain(value: str) -> bool:
    text = value.strip()
    return not text or (text.isascii() and text.isdecimal() and int(text) <= PAIN_MOST)
