"""How long one go takes, how often a day there is one, and on which days.

The time is added up from sets, repetitions, holds, rests and sides. What a dose does
not say is not guessed, but for two things that every dose leaves open: a slow breath and
a repetition without a tempo. Ranges count with their middle.
"""

import datetime
import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from handouts.document.plan import Plan, Prescribed
from handouts.model.programme import WEEKDAYS
from handouts.model.stretch import TIMES, Dose
from handouts.model.text import Amount

BREATH_SECONDS: Final = 6  # ten breaths a minute: slow breathing at rest
REPETITION_SECONDS: Final = 4  # two out, two back
TICKS_MOST: Final = 4  # circles in one day of the diary
DIARY_DAYS: Final = 14  # where neither a visit nor a period ends it
DIARY_MOST: Final = 84  # twelve weeks; more is another programme
_BOTH: Final = frozenset({"each", "left-first", "right-first", "alternate"})


class Sessions(Struct, frozen=True):
    """The goes of a day: how many, and the minutes of the shortest and the longest."""

    count: int
    low: int
    high: int


def middle(value: Amount | None, otherwise: float = 1.0) -> float:
    """The middle of a range."""
    return (value.low + value.high) / 2 if value is not None else otherwise


def seconds_of(dose: Dose) -> float | None:
    """How long one go of an exercise takes; None where its dose says nothing of time."""
    each = _repetition(dose)
    if each is None:
        return None
    reps, rounds = middle(dose.reps), middle(dose.sets)
    pauses = rounds - 1 if dose.sets is not None else reps - 1
    sides = 2 if dose.sides in _BOTH else 1
    return (each * reps * rounds + middle(dose.rest, 0.0) * max(0.0, pauses)) * sides


def _repetition(dose: Dose) -> float | None:
    """One repetition of it, in seconds."""
    if dose.hold is not None:
        return middle(dose.hold)
    if dose.duration is not None:
        return middle(dose.duration)
    if dose.breaths is not None:
        return middle(dose.breaths) * BREATH_SECONDS
    if dose.tempo is not None:
        return middle(dose.tempo)
    return float(REPETITION_SECONDS) if dose.reps is not None else None


def goes(dose: Dose) -> int:
    """How many times a day an exercise is done."""
    if dose.times_of_day:
        return len(dose.times_of_day)
    return max(1, int(dose.times_per_day.high)) if dose.times_per_day is not None else 1


def sessions(items: Sequence[Prescribed]) -> Sessions | None:
    """The goes of a day; None where an exercise does not say how long it takes."""
    times = [seconds_of(p.dose) for p in items]
    if not items or None in times:
        return None
    named = [t for t in TIMES if any(t in p.dose.times_of_day for p in items)]
    count = max(len(named), *(goes(p.dose) for p in items))
    totals = [0.0] * count
    for found, seconds in zip(items, times, strict=True):
        own = found.dose.times_of_day
        places = [named.index(t) for t in own] if own else range(goes(found.dose))
        for place in places:
            totals[place] += seconds or 0.0
    minutes = sorted(max(1, math.ceil(total / 60 - 0.05)) for total in totals if total)
    return Sessions(count, minutes[0], minutes[-1]) if minutes else None


def is_rest(plan: Plan, day: datetime.date) -> bool:
    """Whether nothing is to be done on a day."""
    chosen = plan.programme.weekdays
    return bool(chosen) and WEEKDAYS[day.weekday()] not in chosen


def days(plan: Plan) -> tuple[datetime.date, ...]:
    """The days of the programme, up to the day before the next visit or to its period's end."""
    programme, first = plan.programme, plan.day
    count = programme.period
    if programme.next_appointment is not None:
        until = (programme.next_appointment.date() - first).days
        count = min(count, until) if count is not None else until
    count = min(DIARY_MOST, max(1, count if count is not None else DIARY_DAYS))
    return tuple(first + datetime.timedelta(n) for n in range(count))


def open_ended(plan: Plan) -> bool:
    """Whether nobody has said when it ends; then the diary has two weeks, and no end is printed."""
    return plan.programme.next_appointment is None and plan.programme.period is None
