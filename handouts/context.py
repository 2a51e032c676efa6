"""What a run knows of the world: entered once, then only read.

Nothing below reads the clock, the environment or the current folder again, so a
run can be repeated exactly and two runs in one process cannot feel each other.
"""

import datetime
import os
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from handouts.errors import UsageError
from handouts.library.workspace import Workspace, find_workspace

_DAY = r"(?a)\d{4}-\d{2}-\d{2}\Z"


class Context(Struct, frozen=True):
    """Today, where content comes from, and where things are kept (None: nowhere).

    A `strict` run stops at what no screen reader could be told of. All are but those from the
    command line, where a client's page matters more than a tag of it.
    """

    today: datetime.date
    workspace: Workspace
    cache: Path | None
    strict: bool = True


def make_context(
    environment: Mapping[str, str],
    here: Path,
    workspace: Path | None = None,
    date: str | None = None,
) -> Context:
    """The context of this run; `date` (YYYY-MM-DD) or SOURCE_DATE_EPOCH fixes today."""
    found = find_workspace(here, workspace)
    strict = environment.get("HANDOUTS_STRICT") != "0"
    return Context(_today(environment, date), found, _cache(environment, here), strict)


def _today(environment: Mapping[str, str], date: str | None) -> datetime.date:
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        if date is not None:
            if not re.match(_DAY, date):  # fromisoformat takes 20261122 and 2026-W47-7 as well
                raise ValueError
            return datetime.date.fromisoformat(date)
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        if date is None:
            message = f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds"
            raise UsageError(message, "unset it, or set it as 1795305600") from None
        raise UsageError(f"'{date}' is not a date", "write --date as 2026-11-22") from None
    return datetime.date.today()


def _cache(environment: Mapping[str, str], here: Path) -> Path:
    named = environment.get("HANDOUTS_CACHE")
    if named:
        return here / named
    if os.name == "posix" and environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"]) / "handouts"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("handouts", appauthor=False))
