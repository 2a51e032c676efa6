"""An appointment as a list tells it, and what a list's line can have wrong with it."""

import datetime

from msgspec import Struct

from handouts.diagnostics import Diagnostic


class Appointment(Struct, frozen=True):
    """One line of a list of appointments. `line` counts from 1; an empty `name` was not told."""

    client: str
    day: datetime.date
    time: datetime.time | None
    line: int
    name: str = ""


class Listed(Struct, frozen=True):
    """What a list held: the appointments in its order, and the lines that could not be read."""

    found: tuple[Appointment, ...]
    problems: tuple[Diagnostic, ...]
