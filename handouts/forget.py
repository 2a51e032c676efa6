"""What a workspace holds of one client, and taking it away.

Found by id alone: the client's file, the programmes, and what was made of them in
output/. What was copied, sent or made elsewhere is beyond reach, and is said to be.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from handouts.build import Press
from handouts.clientindex import Index
from handouts.diagnostics import nearest
from handouts.errors import FileError, UsageError
from handouts.manifest import open_manifest

_MADE: Final = r"-\d{4}-\d{2}-\d{2}(-[\w-]+)?\.(pdf|png)\Z"
PRINTED: Final = "print-*.pdf"


def holdings(press: Press, client: str) -> tuple[Path, ...]:
    """The files that hold something of a client; UsageError where there are none."""
    index = Index(press)
    found = [Path(entry.file) for entry in index.entries(client)]
    own = press.files.chains.get(("client", client))
    found += [own[-1].path] if own else []
    found += _made(press.context.workspace.output, client)
    if not found:
        known = {*index.ids, *press.files.ids("client")}
        hint = nearest(client, known) or "it is the client's id that counts, not the name"
        raise UsageError(f"there is nothing of a client '{client}' here", hint)
    return tuple(sorted(dict.fromkeys(found)))


def _made(output: Path, client: str) -> Iterator[Path]:
    """Handouts and their pictures by name; files to print by their bookmarks."""
    if not output.is_dir():
        return
    own = re.compile(re.escape(client) + _MADE)
    for path in sorted(output.iterdir()):
        if own.match(path.name) and not path.is_dir():
            yield path
    for path in sorted(output.glob(PRINTED)):
        if _prints(path, client):
            yield path


def _prints(path: Path, client: str) -> bool:
    from handouts.finish.merge import bookmarks  # opens finished PDFs: slow to import

    try:
        body = path.read_bytes()
    except OSError:
        return False
    return any(name.split()[-1:] == [client] for name in bookmarks(body))


def remove(press: Press, paths: Iterable[Path]) -> None:
    """Delete the files; FileError names the first that would not go."""
    manifest = open_manifest(press)
    try:
        for path in paths:
            try:
                path.unlink(missing_ok=True)
            except OSError as problem:
                reason = (problem.strerror or "unknown reason").lower()
                raise FileError(f"cannot delete '{path}': {reason}") from None
            manifest.drop(path)
    finally:
        manifest.save()
