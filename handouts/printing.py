"""The day's print file: a cover list for the therapist, then each client's handout.

Each starts on a right-hand page, so that a stack printed on both sides parts cleanly.
"""

from collections.abc import Sequence

from msgspec import structs

from handouts.build import Press
from handouts.dayplan import Day, Visit
from handouts.document.cover_list import Line, cover_list
from handouts.finish.merge import Bound, merged
from handouts.jobs import Choices, Job, plan
from handouts.source.files import read_bytes

__all__ = ["print_file"]
_MOST = 100_000_000  # bytes of one handout


def print_file(press: Press, day: Day, visited: Sequence[Visit], choices: Choices) -> bytes:
    """The PDF to print; `visited` must hold at least one that was made."""
    made = [visit for visit in visited if visit.path is not None]
    entry = day.index.latest(made[0].appointment.client, day.day)
    job = plan(press.library, press.context, entry, choices)
    parts = [Bound("", _cover(press, job, day, visited))]
    printed = set[str]()
    for visit in made:
        if visit.appointment.client not in printed:
            printed.add(visit.appointment.client)
            parts.append(Bound(f"{_time(visit)} {visit.appointment.client}".strip(), _read(visit)))
    return merged(parts, f"handouts {day.day.isoformat()}", press.context.today)


def _read(visit: Visit) -> bytes:
    assert visit.path is not None
    return read_bytes(visit.path, _MOST)


def _time(visit: Visit) -> str:
    time = visit.appointment.time
    return f"{time:%H:%M}" if time is not None else ""


def _cover(press: Press, job: Job, day: Day, visited: Sequence[Visit]) -> bytes:
    lines = [_line(visit) for visit in visited]
    document = cover_list(press.scope(job, []), day.day, lines, len(day.problems))
    return press.draw(structs.replace(job, form=False), document)


def _line(visit: Visit) -> Line:
    found = visit.appointment
    return Line(_time(visit), visit.name, found.client, visit.exercises, visit.pages)
