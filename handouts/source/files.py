"""Reads a file's bytes, whatever stands at the path.

A content folder may be unpacked from a stranger's archive: a named pipe would
hang the run and a device would never end, so only plain files are ever opened.
"""

import os
import stat
from pathlib import Path

from handouts.diagnostics import show_path
from handouts.errors import FileError

MEGABYTE = 1_000_000

# Where the system has it, keeps a pipe that was swapped in after the check from blocking us.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, cap: int = MEGABYTE) -> bytes:
    """The content of the plain file at `path`, at most `cap` bytes; else a FileError."""
    try:
        _check_kind(path.stat(), path)
        descriptor = os.open(path, _FLAGS)
        with os.fdopen(descriptor, "rb") as stream:
            _check_kind(os.fstat(descriptor), path)
            data = stream.read(cap + 1)
    except (OSError, ValueError) as problem:
        raise _in_words(problem, show_path(str(path))) from problem
    if len(data) > cap:
        name = show_path(str(path))
        raise FileError(f"{name} is too large: at most {size_text(cap)} is read")
    return data


def size_text(size: int) -> str:
    """`size` bytes as a person would say it."""
    return f"{size / MEGABYTE:.3g} MB" if size >= MEGABYTE else f"{size} bytes"


def _check_kind(found: os.stat_result, path: Path) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    name = show_path(str(path))
    if stat.S_ISDIR(found.st_mode):
        raise FileError(f"{name} is a folder, not a file")
    raise FileError(f"{name} is not an ordinary file (a pipe, socket or device)")


def _in_words(problem: OSError | ValueError, name: str) -> FileError:
    match problem:
        case FileNotFoundError() | NotADirectoryError():
            return FileError(f"there is no file {name}")
        case PermissionError():
            return FileError(f"{name} may not be read", "check who may read the file")
        case OSError():
            return FileError(f"{name} could not be read: {problem.strerror or problem}")
    return FileError(f"{name!r} is not a name a file can have")
