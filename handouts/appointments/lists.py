"""A list of appointments, a .csv or .ics file: every line that can be read, and what cannot.

Messages name the file and the line, never a person.
"""

from pathlib import Path

from handouts.appointments.fields import client_of, clock, day_and_time
from handouts.appointments.model import Appointment, Listed
from handouts.appointments.table import BYTES_MOST, Row, folded, rows, text_of
from handouts.diagnostics import Diagnostic, Span, nearest
from handouts.errors import FileError, UsageError
from handouts.model.brand import Appointments
from handouts.source.files import read_bytes


def read_list(path: Path, settings: Appointments, time_zone: str, known: frozenset[str]) -> Listed:
    """The appointments of a file; `known` are the ids of clients, for lists without a column."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".txt", ".tsv", ".ics"):
        raise UsageError(f"'{path.name}' is no list of appointments", "export it as .csv or .ics")
    if not path.is_file():
        raise FileError(f"there is no file '{path}'", "export the list anew, or correct its name")
    body = read_bytes(path, BYTES_MOST)
    if ending == ".ics":
        from handouts.appointments.calendar import read_calendar

        return read_calendar(body, str(path), time_zone, known)
    return _read_table(body, str(path), settings)


def _read_table(body: bytes, file: str, settings: Appointments) -> Listed:
    columns = settings.columns
    wanted = str(columns.client or "client")
    head, found = rows(text_of(body), wanted)
    places = _places(head, settings)
    appointments, problems = list[Appointment](), list[Diagnostic]()
    for row in found:
        try:
            one = _appointment(row, places, settings)
        except ValueError as problem:
            hint = "correct that line in the list, or make this one by hand"
            where = Span(file, row.line)
            problems.append(Diagnostic("error", "appointment", f"{problem}", where, hint))
        else:
            if one is not None:
                appointments.append(one)
    return Listed(tuple(appointments), tuple(problems))


def _places(head: tuple[str, ...], settings: Appointments) -> dict[str, int]:
    """Where each column stands. What handouts.yaml names must be there; the rest may lack."""
    names = [folded(cell) for cell in head]
    out: dict[str, int] = {}
    for key in ("client", "date", "time", "name", "status"):
        typed = getattr(settings.columns, key)
        wanted = folded(str(typed or key))
        if names.count(wanted) > 1:
            raise UsageError(f"the list has two columns '{wanted}'", "rename one in the export")
        if wanted in names:
            out[key] = names.index(wanted)
        elif typed or key == "date":
            hint = nearest(wanted, names) or "its columns are " + ", ".join(h for h in head if h)
            raise UsageError(f"the list has no column '{typed or key}'", hint)
    return out


def _appointment(row: Row, places: dict[str, int], settings: Appointments) -> Appointment | None:
    """The row's appointment; None where its status says that nobody comes."""
    if row.cells is None:
        raise ValueError("the row cannot be read: a quote or a separator too many or too few")
    cells = {key: row.cells[place] for key, place in places.items()}
    skipped = {folded(str(word)) for word in settings.skip}
    if folded(cells.get("status", "")) in skipped:
        return None
    client = client_of(cells["client"])
    day, time = day_and_time(cells["date"], settings.dates)
    if cells.get("time"):
        time = clock(cells["time"])
    return Appointment(client, day, time, row.line, cells.get("name", ""))
