"""A client's file never takes the place of another's: whose each file is, by digest alone."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from handouts.build import Press
from handouts.diagnostics import Diagnostic
from handouts.errors import HandoutsError
from handouts.jobs import Job, programme
from handouts.library.clients import clashes
from handouts.library.library import Entry
from handouts.manifest import Manifest, record_of


def owner_of(job: Job) -> str:
    """A digest of the programme that a client's file is made from; "" for what is no client's."""
    if not job.private:
        return ""
    path = Path(job.entry.file)
    # What was said on the command line has no file: there it is the client's name that tells.
    client = job.entry.value.client
    own = "\0".join(str(client.name).casefold().split())
    place = str(path.resolve()) if path.is_absolute() else f"{job.entry.file}\0{own}"
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()


def claims(press: Press, entries: Iterable[Entry]) -> dict[str, Diagnostic]:
    """The clashes of these programmes, also with others of the workspace, by their files."""
    if not press.programmes:
        for name in press.files.ids("programme"):
            file = str(press.files.chains["programme", name][-1].path)
            press.programmes[file] = programme(press.library, press.files, name)
    known = {**press.programmes, **{entry.file: entry for entry in entries}}
    return clashes(known.values(), press.context.today)


def another_owner(press: Press, manifest: Manifest, job: Job, path: Path) -> HandoutsError | None:
    """Why a client's file may not be written at `path`, where another programme's lies there.

    Where nothing is known of that file (the cache is gone), it counts as another's if
    another programme of the workspace claims the same client.
    """
    if not job.private or not os.path.lexists(path):
        return None
    record = manifest.get(path)
    if record is not None and record.owner:
        strange = record.owner != owner_of(job)
    else:
        strange = job.entry.file in claims(press, [job.entry])
    if not strange:
        return None
    message = f"'{path.name}' is there already, made from another programme"
    hint = "give the clients different ids; if it is the same client's, delete the old file first"
    return HandoutsError(message, hint)


def remember(press: Press, manifest: Manifest, job: Job, path: Path) -> None:
    """Keep whose a file just made is; `build` will still look at what it was made from."""
    keep(press, manifest, job, path)
    manifest.save()


def keep(press: Press, manifest: Manifest, job: Job, path: Path) -> None:
    """The same, where the manifest is saved once for many."""
    day = press.context.today.isoformat()
    manifest.put(path, record_of(path, "", day, owner_of(job)))
