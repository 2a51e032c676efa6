"""The checked library kept between runs, so that a warm make reads no YAML.

Keyed by the bytes of every file and by this program's own code: any change makes it
anew. It holds no client's text, is private to its owner, and may be deleted any time.
"""

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from handouts.diagnostics import Report
from handouts.library.files import PRIVATE, Files, find_files
from handouts.library.library import Entry, Key, Library
from handouts.library.packing import pack, unpack
from handouts.library.workspace import Workspace

_CODE = ("library", "model", "source", "units.py", "diagnostics.py")


def open_library(workspace: Workspace, cache: Path | None) -> tuple[Library, Files]:
    """The checked library of a workspace, from the cache where nothing has changed."""
    loose = Report()
    files = find_files(workspace, loose)
    if cache is None:
        return _load(files, loose), files
    place = cache / f"library-{_digest(files)}.{sys.implementation.cache_tag}.pickle"
    kept = _read(place)
    if kept is not None:
        return Library(kept, loose.diagnostics), files
    library = _load(files, loose)
    _write(place, library)
    return library, files


def _load(files: Files, loose: Report) -> Library:
    from handouts.library.load import load_library  # reads YAML: not on a warm run

    return load_library(files, loose)


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    for path in _code_files():
        digest.update(f"{path.name} {path.stat().st_mtime_ns}".encode())
    for source in files.all:
        if source.kind in PRIVATE:
            continue
        with contextlib.suppress(OSError):
            if source.path.is_file() and source.path.stat().st_size <= 1 << 20:
                body = source.path.read_bytes()
                digest.update(
                    f"\0{source.layer} {source.path} {len(body)}\0".encode("utf-8", "replace")
                )
                digest.update(body)
    return digest.hexdigest()[:32]


def _code_files() -> list[Path]:
    package = Path(__file__).resolve().parent.parent
    found: list[Path] = []
    for name in _CODE:
        place = package / name
        found += sorted(place.glob("*.py")) if place.is_dir() else [place]
    return [path for path in found if path.exists()]


def ours(folder: Path) -> bool:
    """Whether a cache folder is this person's own and closed to others."""
    if os.name != "posix":
        return True
    with contextlib.suppress(OSError):
        state = folder.stat()
        return state.st_uid == os.getuid() and not stat.S_IMODE(state.st_mode) & 0o022
    return False


def _read(place: Path) -> dict[Key, Entry | bytes] | None:
    if not ours(place.parent):
        return None
    try:
        kept = unpack(place.read_bytes())
        return kept if isinstance(kept, dict) else None
    except Exception:  # absent, cut short or foreign: it is made anew
        return None


def _write(place: Path, library: Library) -> None:
    packed = {key: pack(library.entry(*key)) for key in library.unopened}
    write_private(place, pack(packed))
    for old in place.parent.glob("library-*.pickle"):
        _forget(old, place)


def _forget(old: Path, place: Path) -> None:
    """Drop caches of other states, but keep a few, for two workspaces may take turns."""
    kept = sorted(place.parent.glob("library-*.pickle"), key=lambda p: p.stat().st_mtime_ns)
    if old != place and old in kept[:-6]:
        with contextlib.suppress(OSError):
            old.unlink()


def write_private(place: Path, data: bytes) -> None:
    """Write a cache file whole, readable by its owner alone; failing to is no problem."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
