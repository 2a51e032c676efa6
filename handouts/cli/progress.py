"""A progress bar where there is a terminal to show it; the only importer of rich."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from handouts.cli.terminal import lively

_Item = TypeVar("_Item")


def watched(items: Iterable[_Item], total: int, doing: str = "Building") -> Iterator[_Item]:
    """The items as they come, counted on stderr."""
    if not total or not lively(sys.stderr):
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn(doing), BarColumn(), MofNCompleteColumn()
    # No refreshing thread: workers are forked from this process.
    with Progress(
        *columns, console=Console(stderr=True), auto_refresh=False, transient=True
    ) as bar:
        task = bar.add_task(doing, total=total)
        bar.refresh()
        for item in items:
            yield item
            bar.advance(task)
            bar.refresh()
