"""A dose in words: which dose counts, and how it is said."""

import pytest

from handouts.document.dose import badges, cascade, columns, period, phrases, sentence
from handouts.document.words import Words, amount
from handouts.model.stretch import SIDES, TIMES, Dose
from handouts.model.text import Amount
from handouts.model.words import Plural


def n(low, high=None):
    return Amount(low, low if high is None else high)


ONE_AND_MANY = {
    "seconds": "second", "minutes": "minute", "badge-breaths": "slow breath",
    "badge-times": "time", "badge-rounds": "round",
}  # fmt: skip
COUNTED = {
    "badge-per-day": ("time a day", "times a day"), "badge-per-day-value": ("Once", "{n} a day"),
    "badge-days": ("{n} day", "{n} days"), "chip-times": ("Once", "{n} times"),
    "chip-breaths": ("{n} slow breath", "{n} slow breaths"),
    "chip-rounds": ("{n} round", "{n} rounds"), "chip-per-day": ("Once a day", "{n} times a day"),
    "chip-days": ("{n} day a week", "{n} days a week"),
}  # fmt: skip
FIXED = {
    "list-end": "{rest} and {last}", "daily": "Daily",
    "badge-hold": "{unit} each hold", "badge-duration": "{unit}, gently",
    "badge-days-unit": "a week", "badge-tempo": "{unit} each time",
    "badge-times-rounds": "{times}, {n} rounds", "chip-hold": "Hold {time}",
    "chip-duration": "For {time}", "chip-tempo": "{time} each time", "chip-rest": "Rest {time}",
    "chip-effort": "Effort: {effort}", "chip-sides": "{sides}",
    **{f"sides-{side}": f"<{side}>" for side in SIDES},
    **{f"time-{time}": time for time in TIMES},
}  # fmt: skip


@pytest.fixture(scope="module")
def words():
    """Labels of these tests' own, so that a new wording in content/ changes nothing here."""
    labels = {key: Plural(text) for key, text in FIXED.items()}
    labels |= {key: Plural(many, one) for key, (one, many) in COUNTED.items()}
    labels |= {key: Plural(f"{one}s", one) for key, one in ONE_AND_MANY.items()}
    return Words("en-GB", labels, {})


def test_the_built_in_labels_say_every_dose(library_press):
    own = library_press.library.labels("en-GB")
    keys = {*FIXED, *COUNTED, *ONE_AND_MANY}
    assert keys <= set(own)
    assert all(own[key].one for key in (*COUNTED, *ONE_AND_MANY))


def said(found):
    return [(b.value, b.unit) for b in found.items] if found else []


def chips(words, dose, **options):
    return [b.value.replace("\u00a0", " ") for b in phrases(words, dose, **options)]


# -- which dose counts ---------------------------------------------------------------------


def test_the_last_to_name_a_key_wins_and_others_stay():
    base = Dose(hold=n(15, 30), reps=n(2, 4), days_per_week=n(7))
    found = cascade(base, None, Dose(reps=n(3)), Dose(sides="left"))
    assert found == Dose(hold=n(15, 30), reps=n(3), sides="left", days_per_week=n(7))


def test_none_takes_away_what_an_earlier_dose_says():
    base = Dose(hold=n(15), reps=n(2), times_of_day=("night",))
    cleared = Dose(reps=n(3), cleared=("hold", "times_of_day"))
    assert cascade(base, cleared) == Dose(reps=n(3))
    assert cascade(base, cleared, Dose(hold=n(9))) == Dose(hold=n(9), reps=n(3))


def test_how_often_a_day_is_said_once():
    number, times = Dose(times_per_day=n(2)), Dose(times_of_day=("morning",))
    assert cascade(number, times) == times
    assert cascade(times, number) == number
    both = Dose(times_per_day=n(2), times_of_day=("morning", "night"))
    assert cascade(times, both) == both


def test_no_dose_says_nothing(words):
    assert cascade() == cascade(None) == Dose()
    assert badges(words, Dose()) is None
    assert phrases(words, Dose()) == ()
    assert columns(words, Dose()) == ("", "", "")


# -- times ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1, 1, "1 second"),
        (1, 2, "1–2 seconds"),
        (15, 30, "15–30 seconds"),
        (2.5, 2.5, "2.5 seconds"),
        (45, 60, "45–60 seconds"),
        (60, 60, "1 minute"),
        (60, 90, "60–90 seconds"),
        (60, 120, "1–2 minutes"),
        (75, 75, "75 seconds"),
        (90, 90, "90 seconds"),
        (90, 120, "90–120 seconds"),
        (120, 120, "2 minutes"),
        (120, 150, "2–2.5 minutes"),
        (150, 150, "2.5 minutes"),
        (100, 100, "100 seconds"),
        (600, 900, "10–15 minutes"),
    ],
)
def test_seconds_and_minutes(words, low, high, said):
    assert " ".join(period(words, n(low, high))) == said


def test_amounts():
    assert [amount(n(3)), amount(n(2, 4)), amount(n(1.5))] == ["3", "2–4", "1.5"]


# -- badges --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (Dose(hold=n(1)), [("1", "second each hold")]),
        (Dose(hold=n(15, 30)), [("15–30", "seconds each hold")]),
        (Dose(duration=n(60)), [("1", "minute, gently")]),
        (Dose(breaths=n(1)), [("1", "slow breath")]),
        (Dose(breaths=n(5)), [("5", "slow breaths")]),
        (Dose(reps=n(1)), [("1", "time")]),
        (Dose(reps=n(1, 2)), [("1–2", "times")]),
        (Dose(sets=n(1)), [("1", "round")]),
        (Dose(sets=n(2)), [("2", "rounds")]),
        (Dose(reps=n(8), sets=n(2)), [("8", "times, 2 rounds")]),
        (Dose(times_per_day=n(1)), [("1", "time a day")]),
        (Dose(times_per_day=n(2, 3)), [("2–3", "times a day")]),
        (Dose(times_of_day=("night",)), [("Once", "night")]),
        (Dose(times_of_day=("morning", "night")), [("2 a day", "morning and night")]),
        (Dose(days_per_week=n(1)), [("1 day", "a week")]),
        (Dose(days_per_week=n(3, 5)), [("3–5 days", "a week")]),
        (Dose(days_per_week=n(7)), [("Daily", "")]),
        (Dose(days_per_week=n(5, 7)), [("5–7 days", "a week")]),
        (
            Dose(hold=n(20), duration=n(60), breaths=n(3), reps=n(2), sides="each", times_per_day=n(2), days_per_week=n(7)),
            [("20", "seconds each hold"), ("2", "times <each>"), ("2", "times a day")],
        ),
    ],
)  # fmt: skip
def test_badges(words, dose, expected):
    assert said(badges(words, dose)) == expected


@pytest.mark.parametrize("side", SIDES)
def test_every_side_is_said(words, side):
    dose = Dose(reps=n(2), sides=side)
    phrase = words.say(f"sides-{side}")
    assert said(badges(words, dose)) == [("2", f"times {phrase}")]
    assert chips(words, dose) == [f"2 times {phrase}"]
    assert chips(words, Dose(sides=side)) == [phrase]
    assert columns(words, Dose(sides=side))[1] == phrase


# -- phrases -------------------------------------------------------------------------------


def test_phrases_say_the_whole_dose_in_order(words):
    dose = Dose(
        hold=n(15, 30), duration=n(120), breaths=n(1), reps=n(1), sides="each", sets=n(2),
        tempo=n(4), rest=n(60), times_of_day=TIMES, days_per_week=n(3), effort="mild",
    )  # fmt: skip
    assert chips(words, dose) == [
        "Hold 15–30 seconds", "For 2 minutes", "1 slow breath", "Once <each>", "2 rounds",
        "4 seconds each time", "Rest 1 minute",
        "Morning, midday, afternoon, evening and night", "3 days a week", "Effort: mild",
    ]  # fmt: skip
    assert "3 days a week" not in chips(words, dose, with_often=False)


def test_a_phrase_is_kept_on_one_line(words):
    assert all(" " not in b.value for b in phrases(words, Dose(hold=n(15), times_per_day=n(2))))


def test_columns_of_a_table(words):
    dose = Dose(hold=n(20), reps=n(3), sets=n(2), times_of_day=("morning",), days_per_week=n(7))
    assert columns(words, dose) == ("Hold 20 seconds", "3 times, 2 rounds", "Morning")
    assert sentence(["A b", "C d"]) == "A b, c d"


# -- labels --------------------------------------------------------------------------------


def polish(number, high=None):
    labels = {"x": Plural("{n} inne", "{n} jeden", "{n} kilka", "{n} wiele")}
    return Words("pl", labels, {}).say("x", n(number, high))


def test_polish_plurals():
    assert [polish(k) for k in (1, 2, 4, 5, 12, 14, 22, 25, 112)] == [
        "1 jeden", "2 kilka", "4 kilka", "5 wiele", "12 wiele", "14 wiele", "22 kilka",
        "25 wiele", "112 wiele",
    ]  # fmt: skip
    assert polish(1.5) == "1.5 inne"


@pytest.mark.parametrize("typed", ["{name}", "{n}", "{", "}", "{x.__class__}", "%s", "$HOME"])
def test_values_are_put_in_as_they_are(typed):
    labels = {"x": Plural("a {name} b {unknown} {")}
    assert Words("en-GB", labels, {}).say("x", name=typed) == f"a {typed} b {{unknown}} {{"


def test_a_missing_label_prints_in_english():
    assert Words("de", {}, {"x": Plural("word")}).say("x") == "word"
    with pytest.raises(KeyError):
        Words("de", {}, {}).say("y")
