"""The rows of a CSV file as real programs export them: any separator, marks, quotes, titles.

Records are read one by one, so that a row with a quote that never closes costs that row
and not all those after it.
"""

import csv
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from handouts.errors import UsageError

_SEPARATORS: Final = (",", ";", "\t", "|")
_TITLES_MOST: Final = 30  # lines that may stand over the head
_JOINED_MOST: Final = 50  # lines that one record may take
BYTES_MOST: Final = 20_000_000


class Row(Struct, frozen=True):
    """A record with the line it starts on; `cells` is None where it cannot be read."""

    line: int
    cells: tuple[str, ...] | None


def text_of(body: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else as Windows has it."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def rows(text: str, wanted: str) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The head and the rows after it; the head is the first line with the column `wanted`."""
    lines = text.replace("\0", "").splitlines()
    for number, line in enumerate(lines[:_TITLES_MOST]):
        for separator in _SEPARATORS:
            cells = _record(line, separator)
            if cells and folded(wanted) in map(folded, cells):
                return cells, _rows(lines, number + 1, separator, len(cells))
    raise UsageError(
        f"the list has no column '{wanted}'",
        "name its columns in handouts.yaml, under appointments: columns: {client: ...}",
    )


def folded(head: str) -> str:
    """A column's name as people mean it: without capitals and spare spaces."""
    return " ".join(head.casefold().split())


def _rows(lines: list[str], start: int, separator: str, width: int) -> Iterator[Row]:
    at = start
    while at < len(lines):
        if not lines[at].strip(f" \t{separator}"):
            at += 1
            continue
        end, cells = _longest(lines, at, separator, width)
        yield Row(at + 1, cells)
        at = end


def _longest(
    lines: list[str], at: int, separator: str, width: int
) -> tuple[int, tuple[str, ...] | None]:
    """The record that starts at a line, and the line after it.

    Only quotes that open and close, and cells as many as the head has, join lines.
    """
    if lines[at].count('"') % 2 == 0:
        return at + 1, _fitting(_record(lines[at], separator), width)
    text = lines[at]
    for end in range(at + 1, min(at + _JOINED_MOST, len(lines))):
        text = f"{text}\n{lines[end]}"
        if text.count('"') % 2 == 0:
            cells = _fitting(_record(text, separator), width)
            if cells is not None:
                return end + 1, cells
            break
    return at + 1, None


def _fitting(cells: tuple[str, ...] | None, width: int) -> tuple[str, ...] | None:
    """The cells, if they are as many as the head's; programs leave empty ones off the end."""
    if cells is None:
        return None
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells if len(cells) == width else None


def _record(text: str, separator: str) -> tuple[str, ...] | None:
    try:
        found = list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return tuple(cell.strip() for cell in found[0]) if len(found) == 1 else None
