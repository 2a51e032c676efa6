"""A dose in words: badges for a card, chips for a bar, a line for a table."""

from typing import Any

from msgspec import structs

from handouts.document.inline import NBSP
from handouts.document.nodes import Badge, Badges
from handouts.document.words import Words, amount
from handouts.model.stretch import Dose
from handouts.model.text import Amount

_MINUTE = 60
_WEEK = 7  # days
_NOTHING = {field.name: field.default for field in structs.fields(Dose) if field.name != "cleared"}


_ALTERNATIVES = (("times_of_day", "times_per_day"), ("hold", "duration", "breaths", "tempo"))


def cascade(*doses: Dose | None) -> Dose:
    """Doses laid over one another key by key; the last to name a key wins, `none` clears it."""
    found = Dose()
    for dose in doses:
        if dose is not None:
            found = structs.replace(found, **_named(dose))
    return found


def _named(dose: Dose) -> dict[str, Any]:
    """The keys a dose names, and those it takes away."""
    named: dict[str, Any] = {name: _NOTHING[name] for name in dose.cleared}
    for name, nothing in _NOTHING.items():
        value = getattr(dose, name)
        if value != nothing:
            named[name] = value
    # What says the same thing in another way gives way: the later word counts.
    for group in _ALTERNATIVES:
        if any(name in named and named[name] != _NOTHING[name] for name in group):
            named = {name: _NOTHING[name] for name in group} | named
    return named


def period(words: Words, value: Amount) -> tuple[str, str]:
    """A time as number and unit: seconds up to a minute and a half, else minutes.

    Whole minutes are minutes however few; `1.5 minutes` is harder to count than `90 seconds`.
    """
    whole = value.low % _MINUTE == 0 and value.high % _MINUTE == 0
    halves = value.low > 1.5 * _MINUTE and value.low % 30 == 0 and value.high % 30 == 0
    if whole or halves:
        minutes = Amount(value.low / _MINUTE, value.high / _MINUTE)
        return amount(minutes), words.say("minutes", minutes)
    return amount(value), words.say("seconds", value)


def badges(words: Words, dose: Dose) -> Badges | None:
    """At most three badges: how long, how many, how often."""
    items = [_how_long(words, dose), _how_many(words, dose), _how_often(words, dose)]
    found = tuple(item for item in items if item is not None)
    return Badges(found) if found else None


def _how_long(words: Words, dose: Dose) -> Badge | None:
    if dose.hold is not None:
        number, unit = period(words, dose.hold)
        return Badge("clock", number, words.say("badge-hold", unit=unit), dose.span)
    if dose.duration is not None:
        number, unit = period(words, dose.duration)
        return Badge("clock", number, words.say("badge-duration", unit=unit), dose.span)
    if dose.breaths is not None:
        unit = words.say("badge-breaths", dose.breaths)
        return Badge("breath", amount(dose.breaths), unit, dose.span)
    if dose.tempo is not None:
        number, unit = period(words, dose.tempo)
        return Badge("clock", number, words.say("badge-tempo", unit=unit), dose.span)
    return None


def _how_many(words: Words, dose: Dose) -> Badge | None:
    count = dose.reps or dose.sets
    if count is None:
        return None
    unit = words.say("badge-times" if dose.reps else "badge-rounds", count)
    side = side_words(words, dose)
    if dose.reps and dose.sets:
        unit = words.say("badge-times-rounds", dose.sets, times=words.say("badge-times", dose.reps))
    return Badge("repeat", amount(count), f"{unit} {side}".strip(), dose.span)


def side_words(words: Words, dose: Dose) -> str:
    """`each side`, `left side only` ..."""
    return words.say(f"sides-{dose.sides}") if dose.sides else ""


def _how_often(words: Words, dose: Dose) -> Badge | None:
    if dose.times_per_day is not None:
        unit = words.say("badge-per-day", dose.times_per_day)
        return Badge("calendar", amount(dose.times_per_day), unit, dose.span)
    if dose.times_of_day:
        count = len(dose.times_of_day)
        unit = words.listed([words.say(f"time-{t}") for t in dose.times_of_day])
        often = words.say("badge-per-day-value", Amount(count, count))
        return Badge("calendar", often, unit, dose.span)
    if dose.days_per_week is not None and dose.days_per_week.low >= _WEEK:
        return Badge("calendar", words.say("daily"), "", dose.span)
    if dose.days_per_week is not None:
        days = words.say("badge-days", dose.days_per_week)
        return Badge("calendar", days, words.say("badge-days-unit"), dose.span)
    return None


def leftover(words: Words, dose: Dose) -> list[str]:
    """What three badges do not say: they must not hide a side, a rest or the days."""
    out = []
    shown = dose.hold or dose.duration or dose.breaths
    if dose.hold and dose.duration:
        out.append(words.say("chip-duration", time=" ".join(period(words, dose.duration))))
    if (dose.hold or dose.duration) and dose.breaths:
        out.append(words.say("chip-breaths", dose.breaths))
    if shown and dose.tempo:
        out.append(words.say("chip-tempo", time=" ".join(period(words, dose.tempo))))
    if dose.sides and not (dose.reps or dose.sets):
        out.append(words.say("chip-sides", sides=side_words(words, dose)))
    if dose.rest:
        out.append(words.say("chip-rest", time=" ".join(period(words, dose.rest))))
    some_days = dose.days_per_week is not None and dose.days_per_week.low < _WEEK
    if some_days and (dose.times_per_day or dose.times_of_day):
        out.append(words.say("chip-days", dose.days_per_week))
    if dose.effort:
        out.append(words.say("chip-effort", effort=str(dose.effort)))
    return out


def phrases(words: Words, dose: Dose, with_often: bool = True) -> tuple[Badge, ...]:
    """The whole dose as short phrases with their icons, each one kept on one line."""
    out: list[Badge] = []

    def add(icon: str, text: str) -> None:
        out.append(Badge(icon, text.replace(" ", NBSP), "", dose.span))

    for key, value in (("hold", dose.hold), ("duration", dose.duration)):
        if value is not None:
            number, unit = period(words, value)
            add("clock", words.say(f"chip-{key}", time=f"{number} {unit}"))
    if dose.breaths is not None:
        add("breath", words.say("chip-breaths", dose.breaths))
    if dose.reps is not None:
        add("repeat", f"{words.say('chip-times', dose.reps)} {side_words(words, dose)}".strip())
    elif dose.sides:
        add("sides", words.say("chip-sides", sides=side_words(words, dose)))
    if dose.sets is not None:
        add("repeat", words.say("chip-rounds", dose.sets))
    if dose.tempo is not None:
        number, unit = period(words, dose.tempo)
        add("clock", words.say("chip-tempo", time=f"{number} {unit}"))
    if dose.rest is not None:
        number, unit = period(words, dose.rest)
        add("clock", words.say("chip-rest", time=f"{number} {unit}"))
    for text in often(words, dose) if with_often else ():
        add("calendar", text)
    if dose.effort is not None:
        add("target", words.say("chip-effort", effort=str(dose.effort)))
    return tuple(out)


def often(words: Words, dose: Dose) -> list[str]:
    """How often a day and a week, as phrases."""
    out = []
    if dose.times_per_day is not None:
        out.append(words.say("chip-per-day", dose.times_per_day))
    if dose.times_of_day:
        times = words.listed([words.say(f"time-{t}") for t in dose.times_of_day])
        out.append(times[:1].upper() + times[1:])
    if dose.days_per_week is not None:
        every = dose.days_per_week.low >= _WEEK
        if not every:
            out.append(words.say("chip-days", dose.days_per_week))
        elif not out:  # a time of day is every day's
            out.append(words.say("daily"))
    return out


def sentence(parts: list[str]) -> str:
    """Phrases in one cell: only the first keeps its capital."""
    return ", ".join(parts[:1] + [part[:1].lower() + part[1:] for part in parts[1:]])


def columns(words: Words, dose: Dose) -> tuple[str, str, str]:
    """The dose as the three cells of a table: how long, how many, when."""
    long = [
        text
        for value, key in ((dose.hold, "hold"), (dose.duration, "duration"))
        if value is not None
        for text in [words.say(f"chip-{key}", time=" ".join(period(words, value)))]
    ]
    if dose.breaths is not None:
        long.append(words.say("chip-breaths", dose.breaths))
    if not long and dose.tempo is not None:
        long.append(words.say("chip-tempo", time=" ".join(period(words, dose.tempo))))
    many = []
    if dose.reps is not None:
        many.append(f"{words.say('chip-times', dose.reps)} {side_words(words, dose)}".strip())
    elif dose.sides:
        many.append(words.say("chip-sides", sides=side_words(words, dose)))
    if dose.sets is not None:
        many.append(words.say("chip-rounds", dose.sets))
    when = often(words, dose)
    return sentence(long), sentence(many), sentence(when)
