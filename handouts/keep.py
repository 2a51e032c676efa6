"""Files of the cache folder: private to their owner, checked when read, never needed.

A file that is absent, cut short, another person's or open to others counts as absent.
What is kept can always be made again, so no failure to read or write is a problem.
"""

import contextlib
import hashlib
import os
import stat
from pathlib import Path
from typing import Final

_SEAL: Final = hashlib.sha256().digest_size
_MOST_BYTES: Final = 1 << 28
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def ours(place: Path) -> bool:
    """Whether a cache folder or file is this person's own and closed to others' writing."""
    if os.name != "posix":
        return True
    with contextlib.suppress(OSError):
        state = place.lstat()
        return state.st_uid == os.getuid() and not stat.S_IMODE(state.st_mode) & 0o022
    return False


def read_sealed(place: Path) -> bytes | None:
    """What write_sealed put there, whole; or None."""
    if not ours(place.parent) or not ours(place):
        return None
    with contextlib.suppress(OSError, ValueError):
        descriptor = os.open(place, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            data = file.read(_MOST_BYTES)
        body = data[_SEAL:]
        if hashlib.sha256(body).digest() == data[:_SEAL]:
            return body
    return None


def write_sealed(place: Path, body: bytes) -> None:
    """Keep `body`, so sealed that a file cut short or scribbled over is known as such."""
    write_private(place, hashlib.sha256(body).digest() + body)


def write_private(place: Path, data: bytes) -> None:
    """Write a cache file whole, readable by its owner alone; failing to is no problem."""
    import tempfile  # 3 ms, and a warm run writes nothing here

    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not ours(place.parent):
            return
        handle, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)


def forget_old(folder: Path, pattern: str, kept: int) -> None:
    """Drop the oldest files of a pattern beyond a number of them."""
    with contextlib.suppress(OSError):
        found = sorted(folder.glob(pattern), key=lambda place: place.stat().st_mtime_ns)
        for old in found[:-kept]:
            old.unlink()
