"""Lengths, paper sizes, durations and counts as people write them.

Each parser takes the typed text and returns a number in the unit named, or
raises ValueError with words a therapist can act on.
"""

import re
from typing import Final

# Patterns are compiled when they are first used: a run with a filled cache reads no unit.
POINTS_PER_MM: Final = 72 / 25.4
_PER_UNIT: Final = {"mm": POINTS_PER_MM, "cm": 10 * POINTS_PER_MM, "in": 72.0, "pt": 1.0}
_LENGTH: Final = r"(?a)(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)\Z"
_SECONDS_PER_UNIT: Final = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "min": 60, "mins": 60, "minute": 60, "minutes": 60,
}  # fmt: skip
_DURATION: Final = r"(?ai)(\d{1,4}(?:\.\d)?)(?:\s*[-–]\s*(\d{1,4}(?:\.\d)?))?\s*([a-z]+)\Z"
_CLOCK: Final = r"(?a)(\d{1,2}):([0-5]\d)\Z"
_COUNT: Final = r"(?a)(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\Z"
_DAYS: Final = r"(?ai)(\d{1,3})\s*(days?|weeks?)\Z"
_DAYS_MOST: Final = 366
_TYPE: Final = r"(?a)(\d{1,3}(?:\.\d{1,2})?)(?:\s*/\s*(\d{1,3}(?:\.\d{1,2})?))?(?:\s*pt)?\Z"
_LENGTH_MOST: Final = 1200 * POINTS_PER_MM
_LEADING_ZERO: Final = r"0\d"

# Portrait width and height in points (ISO 216; US Letter is 8.5 by 11 in).
PAPERS: Final[dict[str, tuple[float, float]]] = {
    "a4": (210 * POINTS_PER_MM, 297 * POINTS_PER_MM),
    "letter": (612.0, 792.0),
    "a5": (148 * POINTS_PER_MM, 210 * POINTS_PER_MM),
    "a6": (105 * POINTS_PER_MM, 148 * POINTS_PER_MM),
}
# The least size of reading text by paper in points, whatever a layout says (RNIB clear print).
FLOORS: Final = {"a4": 12.0, "letter": 12.0, "a5": 10.0, "a6": 9.0}


def points(text: str) -> float:
    """`12 mm`, `0.5 in` or `10 pt` in points; a bare number is refused."""
    found = re.match(_LENGTH, text.strip())
    if not found:
        raise ValueError(f"'{text}' is not a length; write it with a unit, such as 12 mm or 10 pt")
    length = float(found[1]) * _PER_UNIT[found[2]]
    if length > _LENGTH_MOST:
        raise ValueError(f"'{text}' is longer than any paper")
    return length


def seconds(text: str) -> tuple[float, float]:
    """`15-30 s`, `2 min` or `1:30` as least and most, in seconds."""
    clock = re.match(_CLOCK, text.strip())
    if clock:
        total = int(clock[1]) * 60.0 + int(clock[2])
        return _ascending(total, total, text)
    found = re.match(_DURATION, text.strip())
    if not found or found[3].lower() not in _SECONDS_PER_UNIT:
        raise ValueError(f"'{text}' is not a duration; write 20 s, 15-30 s, 2 min or 1:30")
    _check_zeros(text, found[1], found[2])
    unit = _SECONDS_PER_UNIT[found[3].lower()]
    return _ascending(float(found[1]) * unit, float(found[2] or found[1]) * unit, text)


def count(text: str) -> tuple[int, int]:
    """`3` or `2-4` as least and most; `010` is refused, for nobody knows what it means."""
    found = re.match(_COUNT, text.strip())
    if not found:
        raise ValueError(f"'{text}' is not a number; write 3, or 2-4")
    _check_zeros(text, found[1], found[2])
    low, high = _ascending(float(found[1]), float(found[2] or found[1]), text)
    return int(low), int(high)


def days(text: str) -> int:
    """`2 weeks` or `10 days` in days."""
    found = re.match(_DAYS, text.strip())
    if not found:
        raise ValueError(f"'{text}' is not a period; write it as 2 weeks or 10 days")
    _check_zeros(text, found[1])
    total = int(found[1]) * (7 if found[2].lower().startswith("week") else 1)
    if not 1 <= total <= _DAYS_MOST:
        raise ValueError(f"'{text}' is out of range: 1 day to {_DAYS_MOST} days")
    return total


def type_size(text: str) -> tuple[float, float]:
    """`13/16.5` as size and leading in points; `13` alone is led at 1.27 times its size."""
    found = re.match(_TYPE, text.strip())
    if not found:
        raise ValueError(f"'{text}' is not a type size; write size/leading in points, as 13/16.5")
    size = float(found[1])
    leading = float(found[2]) if found[2] else round(size * 1.27, 2)
    if not 5 <= size <= 120 or not size <= leading <= size * 2.5:
        raise ValueError(f"'{text}' is out of range: 5 to 120 pt, leading at least the size")
    return size, leading


def _check_zeros(text: str, *numbers: str | None) -> None:
    if any(number and re.match(_LEADING_ZERO, number) for number in numbers):
        raise ValueError(f"'{text}' has a leading zero; write the number without it")


def _ascending(low: float, high: float, text: str) -> tuple[float, float]:
    if low <= 0 or high < low:
        raise ValueError(f"'{text}' must be more than nothing, the smaller number first")
    return low, high
