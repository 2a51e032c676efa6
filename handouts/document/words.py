"""Every printed word that is not content, in the handout's language.

Words come from content/labels/<language>.yaml, with its plurals and dates; a key
that a language lacks is an error of `check`, and prints in British English meanwhile.
"""

import datetime

from handouts.document.inline import NBSP
from handouts.model.text import Amount
from handouts.model.words import Plural


class Words:
    """The labels of one language."""

    def __init__(self, language: str, own: dict[str, Plural], fallback: dict[str, Plural]) -> None:
        self.language = language
        self._own = own
        self._fallback = fallback

    def say(
        self, key: str, count: Amount | None = None, fallback: str | None = None, **values: str
    ) -> str:
        """The words of a key. `count` chooses the plural and fills {n}; values fill the rest.

        Values are put in as they are and never read again for braces. KeyError for an
        unknown key without a `fallback`.
        """
        found = self._own.get(key) or self._fallback.get(key)
        if found is None and fallback is not None:
            return fallback
        if found is None:
            raise KeyError(f"there is no label '{key}'")
        pattern = str(found.other)
        if count is not None:
            pattern = str(_plural(found, count, self.language))
            values = {"n": amount(count), **values}
        return _filled(pattern, values)

    def date(self, day: datetime.date) -> str:
        """A day as people write it, `22 Nov 2026`."""
        month = self.say(f"month-{day.month}")
        return self.say("date", day=str(day.day), month=month, year=str(day.year)).replace(
            " ", NBSP
        )

    def short_date(self, day: datetime.date) -> str:
        """A day without its weekday and year, `6 Dec`."""
        month = self.say(f"month-{day.month}")
        return self.say("day-month", day=str(day.day), month=month).replace(" ", NBSP)

    def day(self, day: datetime.date) -> str:
        """A day without its year, `Sun 6 Dec`."""
        return self.say(
            "day",
            weekday=self.say(f"weekday-{day.isoweekday()}"),
            day=str(day.day),
            month=self.say(f"month-{day.month}"),
        ).replace(" ", NBSP)

    def month(self, day: datetime.date) -> str:
        """A month as people write it, `Nov 2028`."""
        return self.say("month-year", month=self.say(f"month-{day.month}"), year=str(day.year))

    def moment(self, when: datetime.datetime) -> str:
        """A day and time as people write it, `Sun 6 Dec, 10:30`."""
        return self.say(
            "moment",
            weekday=self.say(f"weekday-{when.isoweekday()}"),
            day=str(when.day),
            month=self.say(f"month-{when.month}"),
            time=f"{when:%H:%M}",
        )

    def listed(self, parts: list[str]) -> str:
        """`morning, midday and night`."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("list-end", rest=", ".join(parts[:-1]), last=parts[-1])


def amount(value: Amount) -> str:
    """`3`, or `2–4`."""
    low, high = f"{value.low:g}", f"{value.high:g}"
    return low if low == high else f"{low}–{high}"


def _filled(pattern: str, values: dict[str, str]) -> str:
    """The pattern with its names in braces filled, in one pass."""
    if "{" not in pattern:
        return pattern
    out, rest = [], pattern
    while True:
        before, brace, after = rest.partition("{")
        name, close, later = after.partition("}")
        out.append(before)
        if not brace:
            return "".join(out)
        if close and name in values:
            out.append(values[name])
            rest = later
        else:
            out.append("{")
            rest = after


def _plural(word: Plural, count: Amount, language: str) -> str:
    """The form for a number, by the rules of CLDR for the languages we know."""
    number = count.high
    if number != int(number):
        return word.other
    last, last_two = int(number) % 10, int(number) % 100
    if language.split("-")[0] in ("pl", "uk", "ru"):
        if 2 <= last <= 4 and not 12 <= last_two <= 14:
            return word.few or word.other
        if number == 1:
            return word.one or word.other
        return word.many or word.other
    if number == 1 and count.low == count.high:
        return word.one or word.other
    return word.other
