"""The outbox on disk: one folder a batch, the record beside them, all for their owner alone.

outbox/journal.jsonl      the record
outbox/key                makes the ids of the record tell nothing
outbox/2026-11-22-1/      a batch: manifest.json, 001.eml ...
"""

import contextlib
import hashlib
import hmac
import os
import shutil
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from handouts.delivery.journal import NAME as JOURNAL
from handouts.delivery.journal import Journal, Record, read_records, sync_folder
from handouts.delivery.lock import Lock
from handouts.delivery.manifest import Letter, Manifest, decoded, encoded, hash_of
from handouts.delivery.states import OPEN, STATES, State
from handouts.errors import FileError, HandoutsError, UsageError
from handouts.finish.write import make_folder, write_whole

_KEY: Final = "key"
_KEY_BYTES: Final = 32
_LIST: Final = "manifest.json"
_NEW: Final = ".new-"
_SIZE_MOST: Final = 1 << 28
_TAMPERED: Final = (
    "nothing was sent just now. Find out who changed it; then handouts email status BATCH "
    "--withdraw, and prepare it anew"
)
_NO_LIST: Final = "put it back from a backup; or move the batch's folder away, and prepare it anew"


class Batch:
    """One prepared batch as it lies there."""

    def __init__(self, folder: Path, manifest: Manifest, sha256: str) -> None:
        self.folder = folder
        self.manifest = manifest
        self.sha256 = sha256

    @property
    def name(self) -> str:
        """Its folder's name, as 2026-11-22-1."""
        return self.manifest.batch

    def read(self, letter: Letter) -> bytes:
        """A message's bytes, if they are those prepared; HandoutsError where they are not."""
        data = _regular(self.folder / letter.file)
        if data is None or hashlib.sha256(data).hexdigest() != letter.sha256:
            what = "is gone" if data is None else "was changed"
            message = f"the message {letter.id} {what} since it was prepared"
            raise HandoutsError(message, _TAMPERED)
        return data

    def holds(self, letter: Letter) -> bool:
        """Whether the message still lies there; one that was sent does not."""
        return os.path.lexists(self.folder / letter.file)

    def drop(self, letter: Letter) -> None:
        """Delete a message that is no longer needed; its hash stays."""
        with contextlib.suppress(OSError):
            (self.folder / letter.file).unlink()


class Outbox:
    """The folder, open for writing under its lock; use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock(folder)
        self.journal: Journal

    def __enter__(self) -> Self:
        make_folder(self.folder, private=True)
        self._lock.take()
        try:
            self._key = self._open_key()
            self.journal = Journal(self.folder)
            self._sweep()
        except BaseException:
            self._lock.free()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.journal.close()
        self._lock.free()

    def _open_key(self) -> bytes:
        path = self.folder / _KEY
        try:
            if not path.exists():
                if (self.folder / JOURNAL).exists():
                    raise FileError("the record's key is gone from the outbox", _KEY_CURE)
                write_whole(path, os.urandom(_KEY_BYTES), private=True)
                sync_folder(self.folder)
            return path.read_bytes()
        except OSError as problem:
            reason = (problem.strerror or "unknown reason").lower()
            raise FileError(f"cannot read '{path}': {reason}", "see who may read it") from None

    def _sweep(self) -> None:
        """Remove what a run that was killed while preparing left behind."""
        for left in self.folder.glob(f"{_NEW}*"):
            shutil.rmtree(left, ignore_errors=True)

    def mark(self, *words: str) -> str:
        """A keyed digest that tells nothing to who has no key."""
        text = "\0".join(words).encode("utf-8", "surrogatepass")
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()[:20]

    def freeze(
        self, manifest: Manifest, messages: Sequence[bytes], withdrawn: Sequence[Record] = ()
    ) -> Batch:
        """Put a batch on disk, whole or not at all, and into the record.

        `withdrawn` lines of older messages go into the record in the same breath, so that a
        crash leaves either the old ones waiting or the new, never both.
        """
        listed = encoded(manifest)
        sha256 = hash_of(listed)
        new = self.folder / f"{_NEW}{manifest.batch}"
        make_folder(new, private=True)
        for letter, message in zip(manifest.letters, messages, strict=True):
            write_whole(new / letter.file, message, private=True)
        write_whole(new / _LIST, listed, private=True)
        sync_folder(new)
        self._enter_batch(manifest, sha256, withdrawn)
        folder = self.folder / manifest.batch
        try:
            new.rename(folder)
            sync_folder(self.folder)
        except OSError as problem:
            reason = (problem.strerror or "unknown reason").lower()
            raise FileError(f"cannot make '{folder}': {reason}", "choose email: outbox:") from None
        return Batch(folder, manifest, sha256)

    def _enter_batch(self, manifest: Manifest, sha256: str, withdrawn: Sequence[Record]) -> None:
        head = Record(manifest.made, "batch", batch=manifest.batch, says=sha256)
        rows = [planned(manifest, letter) for letter in manifest.letters]
        self.journal.add(*withdrawn, head, *rows)

    def next_name(self, day: str) -> str:
        """The name of the next batch of a day; one that was deleted is not used again."""
        used = {record.batch for record in self.journal.records}
        number = 1
        while f"{day}-{number}" in used or (self.folder / f"{day}-{number}").exists():
            number += 1
        return f"{day}-{number}"


_KEY_CURE: Final = "put it back from a backup, or put the whole outbox folder aside"


def planned(manifest: Manifest, letter: Letter) -> Record:
    """The first line of a message in the record."""
    return Record(
        manifest.made, State.PLANNED, letter.id, manifest.batch,
        letter.client_mark, letter.address_mark, letter.key,
    )  # fmt: skip


def _regular(path: Path) -> bytes | None:
    """A regular file's bytes; None for a link, a folder, a device, or nothing."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode) or state.st_size > _SIZE_MOST:
                return None
            return file.read()
    except OSError:
        return None


def batches(folder: Path) -> list[Batch]:
    """All batches that lie there, the oldest first."""
    found = []
    for place in sorted(folder.glob("????-??-??-*"), key=_order):
        listed = _regular(place / _LIST)
        if listed is None:
            raise HandoutsError(f"the list of batch {place.name} is gone", _NO_LIST)
        found.append(Batch(place, decoded(listed), hash_of(listed)))
    return found


def _order(place: Path) -> tuple[str, int]:
    number = place.name[11:]
    return place.name[:10], int(number) if number.isdecimal() else 0


def standing(records: Sequence[Record]) -> dict[str, Record]:
    """The last line of each message: how it stands."""
    return {r.id: r for r in records if r.id and r.state in STATES}


def hashes(records: Sequence[Record]) -> dict[str, str]:
    """The manifest's hash of each batch that the record knows."""
    return {r.batch: r.says for r in records if r.state == "batch"}


def check_recorded(batch: Batch, records: Sequence[Record]) -> None:
    """Refuse a batch whose record is lost, and one whose list was changed."""
    known = hashes(records).get(batch.name)
    if known is None:
        message = f"there is no record of batch {batch.name}: nobody knows what of it was sent"
        raise HandoutsError(message, "handouts email resolve shows its messages: look, and decide")
    if known != batch.sha256:
        raise HandoutsError(f"the list of batch {batch.name} was changed", _TAMPERED)


def open_batches(folder: Path, records: Sequence[Record]) -> list[Batch]:
    """The batches with something still to send."""
    states = standing(records)
    return [
        batch
        for batch in batches(folder)
        if any(_is_open(states.get(letter.id)) for letter in batch.manifest.letters)
    ]


def _is_open(record: Record | None) -> bool:
    return record is None or record.state in OPEN


def find_batch(folder: Path, records: Sequence[Record], name: str | None) -> Batch | None:
    """The batch named, or the one still open; None where there is nothing to send."""
    if name is not None:
        found = next((b for b in batches(folder) if b.name == name), None)
        if found is None:
            raise UsageError(f"there is no batch '{name}'", "see 'handouts email status'")
        return found
    waiting = open_batches(folder, records)
    if len(waiting) > 1:
        names = ", ".join(batch.name for batch in waiting)
        raise UsageError("more than one batch waits to be sent", f"name one of {names}")
    return waiting[0] if waiting else None


def by_hash(folder: Path, digits: str) -> Batch | None:
    """The batch whose hash begins so."""
    return next((b for b in batches(folder) if b.sha256.startswith(digits.lower())), None)


def read_only(folder: Path) -> tuple[list[Batch], list[Record]]:
    """Everything, for looking at; nothing is locked, made or changed."""
    return batches(folder), read_records(folder)


def letters_by_id(found: Sequence[Batch]) -> Mapping[str, tuple[Batch, Letter]]:
    """Each message of some batches, by id."""
    return {letter.id: (batch, letter) for batch in found for letter in batch.manifest.letters}
