"""Lists of appointments as other programs export them: every row is read, or told by its number."""

import datetime

import pytest

from handouts.appointments.fields import client_of, clock, day_and_time
from handouts.appointments.lists import read_list
from handouts.errors import HandoutsError
from handouts.model.brand import Appointments, Columns
from handouts.model.text import Text

DAY = datetime.date(2026, 11, 23)
OWN = Appointments(
    Columns(Text("Client No."), Text("Appt Date"), Text("Start"), Text("Patient"), Text("Status")),
    skip=(Text("Cancelled"),),
)


def read(tmp_path, body, settings=Appointments(), name="list.csv", zone="", known=frozenset()):  # noqa: B008
    path = tmp_path / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return read_list(path, settings, zone, known)


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("2026-11-23", "day-month-year"),
        ("23/11/2026", "day-month-year"),
        ("23.11.26", "day-month-year"),
        ("11/23/2026", "month-day-year"),
        ("Mon 23/11/2026", "day-month-year"),
        ("2026/11/23", "year-month-day"),
    ],
)
def test_days_are_read_as_the_list_writes_them(typed, form):
    assert day_and_time(typed, form) == (DAY, None)
    assert day_and_time(f"{typed} 9:05", form) == (DAY, datetime.time(9, 5))


@pytest.mark.parametrize("typed", ["", "31/11/2026", "tomorrow", "2026-13-01", "11/23/2026", "23"])
def test_a_day_that_is_none_is_refused(typed):
    with pytest.raises(ValueError, match="day"):
        day_and_time(typed, "day-month-year")


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [("9:30", 9, 30), ("09.30", 9, 30), ("9:30:00", 9, 30), ("9:30 AM", 9, 30), ("12 pm", 12, 0),
     ("12:15 a.m.", 0, 15), ("21:00", 21, 0), ("14:00 - 14:30", 14, 0)],
)  # fmt: skip
def test_times(typed, hour, minute):
    assert clock(typed) == datetime.time(hour, minute)


@pytest.mark.parametrize("typed", ["", "9", "25:00", "9:75", "13 pm", "soon"])
def test_a_time_that_is_none_is_refused(typed):
    with pytest.raises(ValueError):
        clock(typed)


def test_ids_are_lowered_and_joined():
    assert [client_of(t) for t in ("C-1042", " c 1042 ", "1042")] == ["c-1042", "c-1042", "1042"]
    for bad in ("", "   ", "../x", "a@b"):
        with pytest.raises(ValueError):
            client_of(bad)


MESSY = (
    "Practice export;;;;;\r\n"
    '"Week 48";;;;;\r\n'
    "Appt Date;Start;CLIENT  NO.;Patient;Notes;Status\r\n"
    '23/11/2026;9:00;C-1;"Smith, Jane";"said ""ok""; fine";Booked\r\n'
    '23/11/2026;9:30;C-2;"Jones, Bob";"two\r\nlines";Booked\r\n'
    '23/11/2026;10:00;C-3;"Broken;"oops;Booked\r\n'
    "23/11/2026;10:30;C-4;Ann;;cancelled\r\n"
    "\r\n;;;;;\r\n"
    "31/11/2026;11:00;C-5;Ann;;Booked\r\n"
    "23/11/2026;11:30;;Ann;;Booked\r\n"
    "23/11/2026;12:00;C-6;Ann;;Booked;too;many\r\n"
    "24/11/2026;12:30;C-7;Ann;;Booked\r\n"
    '23/11/2026;13:00;C-8;"never closed;;Booked\r\n'
    "23/11/2026;13:30;C-9;Zoë;;Booked\r\n"
)


@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_messy_export_loses_no_row_in_silence(tmp_path, coded):
    found = read(tmp_path, MESSY.encode(coded), OWN)
    assert [a.client for a in found.found] == ["c-1", "c-2", "c-7", "c-9"]
    assert [p.span.line for p in found.problems] == [7, 11, 12, 13, 15]
    assert found.found[0].name == "Smith, Jane" and found.found[-1].name == "Zoë"
    said = " ".join(p.message + p.hint for p in found.problems)
    assert not any(name in said for name in ("Ann", "Broken", "Jones"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(tmp_path, separator):
    rows = [["client", "date", "time"], ["c-1", "2026-11-23", "9:00"]]
    found = read(tmp_path, "\n".join(separator.join(row) for row in rows))
    assert [(a.client, a.day, a.line) for a in found.found] == [("c-1", DAY, 2)]


@pytest.mark.parametrize(
    ("text", "says"),
    [("who,date\nc-1,2026-11-23\n", "no column 'client'"), ("client,day\nc-1,x\n", "no column 'date'"),
     ("client,date,date\nc-1,a,b\n", "two columns"), ("", "no column")],
)  # fmt: skip
def test_a_list_without_its_columns_is_refused(tmp_path, text, says):
    with pytest.raises(HandoutsError, match=says):
        read(tmp_path, text)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1
DTSTART:20261123T093000Z
SUMMARY:Jane Smith (C-1)
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261123
SUMMARY:Bob
DESCRIPTION:client c-2\\, knee
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20261123T110000Z
SUMMARY:Nobody known
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20261123T120000Z
RRULE:FREQ=WEEKLY
SUMMARY:c-1
END:VEVENT
BEGIN:VEVENT
UID:5
STATUS:CANCELLED
DTSTART:20261123T120000Z
SUMMARY:c-1
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_names_clients_by_id(tmp_path):
    known = frozenset({"c-1", "c-2"})
    body = CALENDAR.replace("\n", "\r\n")
    found = read(tmp_path, body, name="x.ics", zone="Europe/Warsaw", known=known)
    assert [(a.client, a.time) for a in found.found] == [
        ("c-2", None),
        ("c-1", datetime.time(10, 30)),
    ]
    assert [p.message.split(":")[0] for p in found.problems] == ["appointment 3", "appointment 4"]
    assert "Nobody" not in " ".join(p.message + p.hint for p in found.problems)
