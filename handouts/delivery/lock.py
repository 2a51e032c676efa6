"""One process at a time sends from an outbox; the system frees the lock when a process dies."""

import contextlib
import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import Any, Final

from handouts.errors import FileError, UsageError
from handouts.finish.write import write_whole

NAME: Final = "lock"
HOST: Final = "computer"
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class Busy(UsageError):
    """Another process has the outbox."""


class Lock:
    """Held from `take` to `free`, or until this process ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._host = folder / HOST
        self._handle = -1

    def take(self) -> None:
        """Take the lock at once; Busy names the process that has it."""
        try:
            self._handle = os.open(self._path, _FLAGS, 0o600)
        except OSError as problem:
            raise _unwritable(self._path, problem) from None
        try:
            if not _try(self._handle):
                raise Busy(f"the outbox is busy: process {self._holder()} is using it", _LATER)
            self._prove()
            self._know_host()
            self._sign()
        except BaseException:
            self.free()
            raise

    def free(self) -> None:
        """Give the lock back."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _holder(self) -> str:
        with contextlib.suppress(OSError):
            os.lseek(self._handle, 0, os.SEEK_SET)
            return os.read(self._handle, 20).decode("ascii", "replace").strip() or "unknown"
        return "unknown"

    def _sign(self) -> None:
        try:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, f"{os.getpid()}\n".encode())
        except OSError as problem:
            raise _unwritable(self._path, problem) from None

    def _prove(self) -> None:
        """Try the lock from a second handle: where that is let in too, locks do not hold here."""
        other = os.open(self._path, _FLAGS, 0o600)
        try:
            held = not _try(other)
        finally:
            os.close(other)
        if not held:
            raise FileError("locks do not hold in the folder of the outbox", _OWN_DISK)

    def _know_host(self) -> None:
        """Two computers on one share may each hold what they take for the only lock."""
        own = hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()
        try:
            if not self._host.exists():
                write_whole(self._host, f"{own}\n".encode(), private=True)
            known = self._host.read_text("ascii", "replace").strip()
        except OSError as problem:
            raise _unwritable(self._host, problem) from None
        if known != own:
            raise UsageError("the outbox was made by another computer", _OTHER)


_LATER: Final = "wait until it has ended, and try again"
_OWN_DISK: Final = "set email: outbox: to a folder on this computer's own disk"
_OTHER: Final = (
    "send from that one. If it is the same and has a new name, or is gone for good, "
    "delete the file 'computer' in the outbox"
)


def _unwritable(path: Path, problem: OSError) -> FileError:
    reason = (problem.strerror or "unknown reason").lower()
    return FileError(
        f"cannot write '{path}': {reason}", "nothing was sent; see who may write there"
    )


def _try(handle: int) -> bool:
    """Whether the lock could be taken. Where there are no locks, FileError."""
    try:
        _take(handle)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as problem:
        message = f"locks do not work here: {(problem.strerror or '').lower()}"
        raise FileError(message, _OWN_DISK) from None
    return True


if sys.platform == "win32":
    import msvcrt

    def _take(handle: Any) -> None:
        # Far behind the text, for Windows lets nobody read what is locked.
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(handle: Any) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
