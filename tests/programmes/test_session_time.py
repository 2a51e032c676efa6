"""What is computed of a programme: minutes, goes a day, days, order, changes."""

import datetime

import pytest
from msgspec import structs

from handouts.document.changes import changes
from handouts.document.plan import Plan, Prescribed, ordered
from handouts.document.session import DIARY_DAYS, DIARY_MOST, days, is_rest, seconds_of, sessions
from handouts.model.programme import Client, Item, Programme
from handouts.model.stretch import Dose, Method, Step, Stretch
from handouts.model.text import Amount, Text

DAY = datetime.date(2026, 11, 22)  # a Sunday


def amount(low, high=None):
    return Amount(low, high or low)


def prescribed(name="knee", dose=Dose(), position="lying", order=None, method="One"):  # noqa: B008
    way = Method(Text(method), (Step(Text("Lie down.")),))
    stretch = Stretch(Text(name.title()), (way,), id=name, position=position)
    return Prescribed(Item(Text(name), order=order), stretch, way, way.steps, dose)


def plan(*items, **keys):
    programme = Programme(Client(Text("Jane")), tuple(p.item for p in items), **keys)
    return Plan(programme, items, DAY)


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (Dose(hold=amount(20), reps=amount(3)), 60),
        (Dose(hold=amount(20), reps=amount(3), sides="each"), 120),
        (Dose(hold=amount(20), reps=amount(3), sides="left-first"), 120),
        (Dose(hold=amount(20), reps=amount(3), sides="left"), 60),
        (Dose(hold=amount(20), reps=amount(3), sides="both"), 60),
        (Dose(hold=amount(10, 30), reps=amount(2, 4)), 60),
        (Dose(hold=amount(10), reps=amount(3), sets=amount(2), rest=amount(30)), 90),
        (Dose(hold=amount(10), reps=amount(3), rest=amount(5)), 40),
        (Dose(duration=amount(45), sets=amount(2), rest=amount(15)), 105),
        (Dose(breaths=amount(5)), 30),
        (Dose(tempo=amount(6), reps=amount(10)), 60),
        (Dose(reps=amount(10)), 40),
        (Dose(times_per_day=amount(2)), None),
    ],
)
def test_the_time_of_one_exercise(dose, seconds):
    assert seconds_of(dose) == seconds


def test_the_minutes_of_a_go_are_those_of_its_exercises():
    both = prescribed(
        "knee", Dose(hold=amount(60), reps=amount(2), times_of_day=("morning", "night"))
    )
    one = prescribed("cat", Dose(hold=amount(60), reps=amount(4), times_of_day=("night",)))
    found = sessions((both, one))
    assert (found.count, found.low, found.high) == (2, 2, 6)


def test_no_minutes_where_an_exercise_says_none():
    assert sessions((prescribed(dose=Dose(hold=amount(9))), prescribed(dose=Dose()))) is None


def test_positions_change_least_and_the_own_order_counts():
    items = [prescribed(p, position=p) for p in ("standing", "lying", "sitting", "all-fours")]
    items.insert(3, prescribed("second", position="lying"))
    assert [p.stretch.id for p in ordered(items)] == [
        "lying", "second", "all-fours", "sitting", "standing",
    ]  # fmt: skip
    own = [prescribed("a", order=2), prescribed("b", position="standing", order=1), prescribed("c")]
    assert [p.stretch.id for p in ordered(own)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ({}, DIARY_DAYS),
        ({"period": 10}, 10),
        ({"next_appointment": datetime.datetime(2026, 12, 6, 10, 30)}, 14),
        ({"next_appointment": datetime.datetime(2026, 12, 6, 10, 30), "period": 7}, 7),
        ({"next_appointment": datetime.datetime(2027, 12, 6, 10, 30)}, DIARY_MOST),
    ],
)
def test_the_diary_ends_the_day_before_the_next_visit(keys, count):
    found = days(plan(prescribed(), **keys))
    assert found[0] == DAY and len(found) == count
    assert found[-1] == DAY + datetime.timedelta(count - 1)


def test_days_that_are_not_chosen_are_rest_days():
    chosen = plan(prescribed(), weekdays=("mon", "sun"))
    assert [is_rest(chosen, d) for d in days(chosen)[:8]] == [False, False, *[True] * 5, False]
    assert not any(is_rest(plan(prescribed()), d) for d in days(plan(prescribed())))


def test_what_is_new_changed_and_stopped():
    dose = Dose(hold=amount(20))
    more = structs.replace(dose, hold=amount(30))
    before = plan(
        prescribed("a", dose), prescribed("b", dose), prescribed("c", dose), prescribed("e")
    )
    now = plan(
        prescribed("a", dose), prescribed("b", more), prescribed("d"), prescribed("e", method="Two")
    )
    found = changes(now, before)
    assert [p.stretch.id for p in found.new] == ["d"]
    assert [(a.stretch.id, b.dose.hold) for a, b in found.changed[:1]] == [("b", amount(20))]
    assert [a.method.name for a, _ in found.changed[1:]] == ["Two"]
    assert [p.stretch.id for p in found.stopped] == ["c"]


def test_one_stretch_twice_is_matched_by_method():
    before = plan(prescribed("a", method="One"), prescribed("a", method="Two"))
    now = plan(prescribed("a", method="Two"))
    found = changes(now, before)
    assert found.new == found.changed == ()
    assert [p.method.name for p in found.stopped] == ["One"]
