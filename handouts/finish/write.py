"""Write a finished file whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from handouts.errors import FileError


def write_whole(path: Path, data: bytes, private: bool = False) -> None:
    """Put `data` at `path`: a new file takes its place at once, or the old one stays.

    A link at `path` is replaced, never followed. `private` files are readable by
    their owner alone. FileError says what was in the way.
    """
    try:
        if private:
            _private_folder(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            raise FileError(f"'{path}' is a folder", "name a file, or end the name with /")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".handouts-")
    except OSError as problem:
        raise FileError(f"cannot write to '{path.parent}': {_why(problem)}", _CURE) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600 if private else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as problem:
        raise FileError(f"cannot write '{path}': {_why(problem)}", _CURE) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


_CURE = "free some room, close the file where it is open, or choose another place with -o"


def _private_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)


def _why(problem: OSError) -> str:
    return (problem.strerror or "unknown reason").lower()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def looks_whole(data: bytes) -> bool:
    """Whether bytes start and end as a PDF does; a cheap last look before they are kept."""
    tail = data[-64:]
    return data.startswith(b"%PDF-1.") and b"startxref" in tail and tail.rstrip().endswith(b"%%EOF")
