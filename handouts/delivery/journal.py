"""The record of what was sent: lines added to one file, each on disk before anything follows.

It names no person and no exercise: ids are keyed digests. A line cut short by a crash was
not yet relied on, and is dropped; a damaged line before the last stops everything, for
then nobody knows what was sent.
"""

import contextlib
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from handouts.errors import FileError, UsageError
from handouts.finish.write import write_whole

NAME: Final = "journal.jsonl"
_RESERVE: Final = "journal.reserve"
_RESERVE_BYTES: Final = 16_384
_HEAD: Final = b"handouts-journal 1\n"
_NEVER: Final = "nothing more was sent; free some room, or see who may write there"


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line. `id`, `client`, `address` and `key` are keyed digests; times are since 1970.

    `state` is one of State, or "batch" (its `says` is the manifest's hash), "test" or
    "hold" (nothing leaves the account until `not_before`).
    """

    time: float
    state: str
    id: str = ""
    batch: str = ""
    client: str = ""
    address: str = ""
    key: str = ""
    attempt: int = 0
    first: float = 0.0
    not_before: float = 0.0
    dated: float = 0.0
    code: int = 0
    status: str = ""
    says: str = ""


class Journal:
    """The record, open for adding. Whoever opens it holds the outbox's lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._reserve = folder / _RESERVE
        try:
            self._handle = _open(self._path)
            data = _read(self._handle)
            self.records, self._size = parse(data, self._path)
            if self._size < len(data) or not data:
                os.ftruncate(self._handle, self._size)
            if not self._size:
                self._begin(folder)
            self._fill_reserve()
        except OSError as problem:
            raise _failed(self._path, problem) from None

    def close(self) -> None:
        """Close the file; it is whole at any time."""
        os.close(self._handle)

    def add(self, *records: Record) -> None:
        """Add lines and wait until the disk has them; FileError where it does not take them."""
        data = b"".join(_line(record) for record in records)
        try:
            self._write(data)
        except OSError as problem:
            self._take_back()
            if not self._free_reserve():
                raise _failed(self._path, problem) from None
            try:
                self._write(data)
            except OSError as again:
                self._take_back()
                raise _failed(self._path, again) from None
        self._size += len(data)
        self.records.extend(records)

    def forget(self, keep: Callable[[Record], bool]) -> int:
        """Write the record anew with the lines to keep alone; how many went."""
        kept = [record for record in self.records if keep(record)]
        gone = len(self.records) - len(kept)
        if gone:
            os.close(self._handle)  # Windows replaces no file that is open
            try:
                write_whole(self._path, _HEAD + b"".join(map(_line, kept)), private=True)
            finally:
                self._handle = _open(self._path)
            self.records, self._size = parse(_read(self._handle), self._path)
        return gone

    def _write(self, data: bytes) -> None:
        os.lseek(self._handle, self._size, os.SEEK_SET)
        left = memoryview(data)
        while left:
            left = left[os.write(self._handle, left) :]
        os.fsync(self._handle)

    def _begin(self, folder: Path) -> None:
        self._write(_HEAD)
        self._size = len(_HEAD)
        sync_folder(folder)

    def _take_back(self) -> None:
        """Cut a half-written line off; where that fails, the next start does it."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, self._size)

    def _fill_reserve(self) -> None:
        """Keep some room, so that a disk filling up still takes the outcome of the last mail."""
        with contextlib.suppress(OSError, FileError):
            if not self._reserve.exists():
                write_whole(self._reserve, b"\0" * _RESERVE_BYTES, private=True)

    def _free_reserve(self) -> bool:
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT
    for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
        flags |= getattr(os, name, 0)
    return os.open(path, flags, 0o600)


def _read(handle: int) -> bytes:
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def read_records(folder: Path) -> list[Record]:
    """The record as it stands, for looking only; it may be written to meanwhile."""
    path = folder / NAME
    try:
        return parse(path.read_bytes(), path)[0]
    except FileNotFoundError:
        return []
    except OSError as problem:
        reason = (problem.strerror or "unknown reason").lower()
        raise FileError(f"cannot read '{path}': {reason}", "see who may read it") from None


def parse(data: bytes, path: Path) -> tuple[list[Record], int]:
    """The records, and the bytes they take; a last line cut short does not count."""
    if not data or (len(data) < len(_HEAD) and _HEAD.startswith(data)):
        return [], 0
    if not data.startswith(_HEAD):
        raise UsageError(f"'{path}' was not written by this version of handouts", _OTHER)
    lines = data[len(_HEAD) :].split(b"\n")
    torn = lines.pop()  # b"" where the last line is whole
    records: list[Record] = []
    size = len(_HEAD)
    for number, line in enumerate(lines, 2):
        record = _record(line)
        if record is None:
            if number == len(lines) + 1 and not torn:
                return records, size
            message = f"line {number} of '{path}' is damaged, so nobody knows what was sent"
            raise FileError(message, "put a copy from your backup back, and ask for help")
        records.append(record)
        size += len(line) + 1
    return records, size


_OTHER: Final = "use the version that wrote it, or put the whole outbox folder aside"


def _line(record: Record) -> bytes:
    body = msgspec.json.encode(record)
    return b"%08x %b\n" % (zlib.crc32(body), body)


def _record(line: bytes) -> Record | None:
    seal, _, body = line.partition(b" ")
    if seal != b"%08x" % zlib.crc32(body):
        return None
    try:
        return msgspec.json.decode(body, type=Record)
    except msgspec.MsgspecError:
        return None


def sync_folder(folder: Path) -> None:
    """Have the disk know a new file's name, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(path: Path, problem: OSError) -> FileError:
    reason = (problem.strerror or "unknown reason").lower()
    return FileError(f"the record '{path}' cannot be written: {reason}", _NEVER)
