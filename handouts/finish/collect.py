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

_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_WHOSE: Final = rf"([^|\s]{{1,60}})\|({_DAY})\|"
_TICK: Final = re.compile(rf"{_WHOSE}tick\|({_DAY})\|\d{{1,2}}\|([^|\s]{{1,60}})\|(\d)\Z")
_PAIN: Final = re.compile(rf"{_WHOSE}pain\|({_DAY})\Z")
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
    found, problems, ours = list[Filled](), list[str](), False
    for name, value in values.items():
        tick, pain = _TICK.match(name), _PAIN.match(name)
        ours = ours or bool(tick or pain)
        if tick:
            done = "1" if value not in ("", "/Off", "Off") else "0"
            client, made, day, exercise, time = tick.groups()
            found.append(Filled(client, made, day, "done", exercise, time, done))
        elif pain and _is_pain(value):
            found.append(Filled(pain[1], pain[2], pain[3], "pain", value=value.strip()))
        elif pain:
            problems.append(f"the pain of {pain[3]} is not a number from 0 to {PAIN_MOST}")
    if not ours:
        raise HandoutsError(
            "it is no programme made with --form", "a sheet that was printed again has no fields"
        )
    return tuple(found), tuple(problems)


def _value(value: Any) -> str:
    return "" if value is None else str(value)


def _is_pain(value: str) -> bool:
    text = value.strip()
    return not text or (text.isascii() and text.isdecimal() and int(text) <= PAIN_MOST)
