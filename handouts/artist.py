"""Draws figures for handouts, each once: what has been drawn is kept in the cache folder.

A kept drawing is known by all it depends on: the pose, the person, the style, and this
program's code. It holds no client's data, and may be deleted at any time.
"""

import functools
import hashlib
from pathlib import Path
from typing import Final

import msgspec

from handouts.figures.people import Person
from handouts.figures.portrait import Portrait, depends_on, packed, unpacked
from handouts.figures.spec import Spec
from handouts.keep import read_sealed, write_sealed

_KEY: Final = 24
_STATE: Final = 8


class Artist:
    """Portraits by key, for one process; `cache` is where they outlast it."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self.portraits: dict[str, Portrait] = {}

    def draw(self, spec: Spec, person: Person, style: str, mirror: bool) -> str:
        """The key of the portrait, which is drawn now if it is not known yet."""
        said = depends_on(spec, person, style, mirror)
        key = hashlib.sha256(said).hexdigest()[:_KEY]
        if key not in self.portraits:
            self.portraits[key] = self._kept(key) or self._drawn(key, spec, person, style, mirror)
        return key

    def _kept(self, key: str) -> Portrait | None:
        body = read_sealed(self._place(key)) if self._cache is not None else None
        if body is None:
            return None
        try:
            return unpacked(body)
        except msgspec.MsgspecError:
            return None

    def _drawn(self, key: str, spec: Spec, person: Person, style: str, mirror: bool) -> Portrait:
        from handouts.figures.draw import portray  # slow to import, and not for a warm run

        found = portray(spec, person, style, mirror)
        if self._cache is not None:
            write_sealed(self._place(key), packed(found))
        return found

    def _place(self, key: str) -> Path:
        assert self._cache is not None
        return self._cache / f"figure-{key}-{_code_state()}"


@functools.cache
def _code_state() -> str:
    """What changes when the drawing code does."""
    digest = hashlib.sha256()
    for path in sorted((Path(__file__).resolve().parent / "figures").glob("*.py")):
        state = path.stat()
        digest.update(f"{path.name} {state.st_size} {state.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:_STATE]
