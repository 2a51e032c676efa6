"""What was built, and from what, so that an unchanged file is not built again.

It lies in the cache folder and holds digests alone: no client's name or text, not even
in a file name. Losing it costs a rebuild, nothing else.
"""

import contextlib
import datetime
import hashlib
import importlib.metadata
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, structs

import handouts
from handouts.build import Press, load_images
from handouts.diagnostics import Diagnostic, Span
from handouts.document.named import named_in
from handouts.jobs import Job, used
from handouts.library.cache import ours, write_private

_ENGINES: Final = ("reportlab", "rendercv-fonts", "pillow", "segno")
# A document may print today; composed for this day instead, a new day alone changes nothing.
_ANY_DAY: Final = datetime.date(2000, 1, 1)


class Record(Struct, frozen=True):
    """One file as it was made: from which inputs, on which day, how it then looked, and whose."""

    inputs: str
    day: str
    size: int
    changed: int
    owner: str = ""


class Manifest:
    """The records of one workspace's output."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._records = _read(place) if place else {}

    def get(self, path: Path) -> Record | None:
        """What is known of a file."""
        return self._records.get(_key(path))

    def put(self, path: Path, record: Record) -> None:
        """Remember a file."""
        self._records[_key(path)] = record

    def drop(self, path: Path) -> None:
        """Forget a file."""
        self._records.pop(_key(path), None)

    def save(self) -> None:
        """Keep the records; where that fails, the next build does more than it must."""
        if self._place:
            rows = {key: structs.astuple(record) for key, record in self._records.items()}
            write_private(self._place, json.dumps(rows).encode())


def open_manifest(press: Press) -> Manifest:
    """The manifest of the press's workspace."""
    folder = press.context.cache
    if folder is None:
        return Manifest(None)
    name = _key(press.context.workspace.root)[:32]
    return Manifest(folder / f"built-{name}.json")


def _key(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()


def _read(place: Path) -> dict[str, Record]:
    if not ours(place.parent):
        return {}
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        rows = json.loads(place.read_bytes())
        return {str(key): Record(*row) for key, row in rows.items()}
    return {}


def same(before: Record | None, path: Path, inputs: str, day: str) -> bool:
    """Whether the file still is what would be made; `day` is "" where no date was fixed."""
    if before is None or before.inputs != inputs or (day and before.day != day):
        return False
    try:
        state = path.stat()
    except OSError:
        return False
    return (before.size, before.changed) == (state.st_size, state.st_mtime_ns)


def record_of(path: Path, inputs: str, day: str, owner: str = "") -> Record:
    """The record of a file just made."""
    state = path.stat()
    return Record(inputs, day, state.st_size, state.st_mtime_ns, owner)


def fingerprint(press: Press, job: Job) -> str:
    """A digest of all that decides the bytes of a file, but for the day.

    It is taken of the composed document, so that whatever composing uses is in it.
    """
    problems: list[Diagnostic] = []
    undated = structs.replace(press.context, today=_ANY_DAY)
    document = Press(undated, press.library, press.files).compose(job, problems)
    pictures = load_images(named_in(document).pictures, press.context.workspace)
    digest = hashlib.sha256(_program().encode())
    for part in (document, job.layout, job.theme, job.brand, used(press.library, job), problems):
        digest.update(json.dumps(_plain(part), sort_keys=True).encode("utf-8", "surrogatepass"))
    digest.update(f"\0{job.paper}\0{job.variant}\0{job.form}\0{job.name}\0".encode())
    for name in sorted(pictures):
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """A frozen value as JSON; places in files are left out, for moving a line changes no page."""
    if isinstance(value, Span):
        return None
    if isinstance(value, Struct):
        fields = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return {"": type(value).__name__, **fields}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | float | bool | type(None)) else str(value)


@cache
def _program() -> str:
    """This program and what draws for it: a new version makes every file anew."""
    package = Path(handouts.__file__).parent
    states = [
        f"{path.relative_to(package)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in sorted(package.rglob("*.py"))
    ]
    return "\n".join([*states, *(f"{e} {importlib.metadata.version(e)}" for e in _ENGINES)])
