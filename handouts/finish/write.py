"""Write a finished file whole or not at all."""

import contextlib
import os
import stat
import time
from pathlib import Path
from typing import Final

from handouts.errors import FileError

_PREFIX: Final = ".handouts-"
_STALE_SECONDS: Final = 3600
_FLAGS: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL  # a file or link that someone put there is never written through
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_CURE: Final = "free some room, close the file where it is open, or choose another place with -o"


def write_whole(path: Path, data: bytes, private: bool = False) -> None:
    """Put `data` at `path`: a new file takes its place at once, or the old one stays.

    A link at `path` is replaced, never followed. `private` files are readable by
    their owner alone, and so is a folder made for them. FileError says what was in the way.
    """
    make_folder(path.parent, private)
    _refuse_folder(path)
    temporary = path.with_name(f"{_PREFIX}{os.getpid()}-{os.urandom(6).hex()}.tmp")
    try:
        # Born with its rights: a private file is at no moment open to others.
        handle = os.open(temporary, _FLAGS, 0o600 if private else 0o666)
    except (OSError, ValueError) as problem:
        raise FileError(f"cannot write to '{path.parent}': {_why(problem)}", _CURE) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except (OSError, ValueError) as problem:
        raise FileError(f"cannot write '{path}': {_why(problem)}", _CURE) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def make_folder(folder: Path, private: bool = False) -> None:
    """Make a folder and those above it; a `private` one is for its owner alone."""
    if folder.is_dir():
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
    except (OSError, ValueError) as problem:
        raise FileError(f"cannot make the folder '{folder}': {_why(problem)}", _CURE) from None


def _refuse_folder(path: Path) -> None:
    try:
        found = stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return  # nothing there, or writing will say what is wrong
    if found:
        raise FileError(f"'{path}' is a folder", "name a file, or end the name with /")


def _why(problem: OSError | ValueError) -> str:
    if isinstance(problem, OSError):
        return (problem.strerror or "unknown reason").lower()
    return "that is not a name a file can have"


def sweep(folder: Path) -> None:
    """Remove what a run that was killed left behind; a run that still writes is left alone."""
    for left in folder.glob(f"{_PREFIX}*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _STALE_SECONDS:
                left.unlink()


def refuse_to_replace(path: Path, magic: bytes) -> None:
    """FileError where `path` holds something that is not of our making.

    A slip with -o must not cost a therapist the stretch she wrote: only a file that starts
    with `magic` is ever replaced, and an empty one.
    """
    try:
        if not path.is_file():
            return
        with path.open("rb") as file:
            start = file.read(len(magic))
    except OSError:
        return  # writing will say what is in the way
    if start and start != magic:
        raise FileError(
            f"'{path}' is not a handout; it was left alone", "choose another name for -o"
        )


def looks_whole(data: bytes) -> bool:
    """Whether bytes start and end as a PDF does; a cheap last look before they are kept."""
    tail = data[-64:]
    return data.startswith(b"%PDF-1.") and b"startxref" in tail and tail.rstrip().endswith(b"%%EOF")
