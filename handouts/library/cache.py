"""The checked library kept between runs, so that a warm make reads no YAML.

Keyed by the bytes of every file and by this program's own code: any change makes it
anew. It holds no client's text, is private to its owner, and may be deleted any time.
"""

import contextlib
import hashlib
import sys
from pathlib import Path
from typing import Final

from handouts import __version__
from handouts.diagnostics import Report
from handouts.errors import FileError
from handouts.keep import forget_old, ours, read_sealed, write_private, write_sealed
from handouts.library.files import PRIVATE, Files, find_files
from handouts.library.library import Entry, Key, Library
from handouts.library.packing import pack, unpack
from handouts.library.workspace import Workspace
from handouts.source.files import read_bytes

_CODE: Final = ("library", "model", "source", "units.py", "diagnostics.py")
_KEPT: Final = 6

__all__ = ["open_library", "ours", "write_private"]


def open_library(workspace: Workspace, cache: Path | None) -> tuple[Library, Files]:
    """The checked library of a workspace, from the cache where nothing has changed."""
    loose = Report()
    files = find_files(workspace, loose)
    bodies = _read_all(files)
    if cache is None:
        return _load(files, loose, bodies), files
    place = cache / f"library-{_digest(files, bodies)}.{sys.implementation.cache_tag}.pickle"
    kept = _read(place)
    if kept is not None:
        return Library(kept, loose.diagnostics), files
    library = _load(files, loose, bodies)
    _write(place, library)
    return library, files


def _load(files: Files, loose: Report, bodies: dict[Path, bytes]) -> Library:
    from handouts.library.load import load_library  # reads YAML: not on a warm run

    return load_library(files, loose, bodies)


def _read_all(files: Files) -> dict[Path, bytes]:
    """Each public file's bytes, read once, so that what is keyed is what is loaded."""
    bodies = {}
    for source in files.all:
        if source.kind not in PRIVATE:
            with contextlib.suppress(FileError):  # the loader says why, where it stands
                bodies[source.path] = read_bytes(source.path)
    return bodies


def _digest(files: Files, bodies: dict[Path, bytes]) -> str:
    digest = hashlib.sha256(__version__.encode())
    for path in _code_files():
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\0".encode("utf-8", "replace"))
    for source in files.all:
        if source.kind not in PRIVATE:
            body = bodies.get(source.path)
            size = "unread" if body is None else len(body)
            name = f"\0{source.layer} {source.path} {size}\0"
            digest.update(name.encode("utf-8", "surrogateescape"))
            digest.update(body or b"")
    return digest.hexdigest()[:32]


def _code_files() -> list[Path]:
    package = Path(__file__).resolve().parent.parent
    found: list[Path] = []
    for name in _CODE:
        place = package / name
        found += sorted(place.glob("*.py")) if place.is_dir() else [place]
    return [path for path in found if path.exists()]


def _read(place: Path) -> dict[Key, Entry | bytes] | None:
    body = read_sealed(place)
    if body is None:
        return None
    try:
        kept = unpack(body)
    except Exception:  # of another version, or foreign: it is made anew
        return None
    whole = isinstance(kept, dict) and all(isinstance(part, bytes) for part in kept.values())
    return kept if whole else None


def _write(place: Path, library: Library) -> None:
    write_sealed(place, pack({key: pack(library.entry(*key)) for key in library.unopened}))
    # A few stay, for two workspaces may take turns.
    forget_old(place.parent, "library-*.pickle", _KEPT)
