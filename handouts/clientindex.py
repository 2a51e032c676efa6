"""Which programmes a workspace holds of which client, by the client's id.

Files are looked at by their words first and read in full only for the clients that are
asked for: a practice may keep thousands.
"""

import datetime
import re
import unicodedata
from typing import Final

from handouts.build import Press
from handouts.diagnostics import ContentError, Diagnostic, Report
from handouts.errors import FileError
from handouts.library.clients import clashes, client_id
from handouts.library.library import Entry
from handouts.library.loader import Loader
from handouts.model.programme import Programme
from handouts.source.files import read_bytes
from handouts.source.node import Mapping, Scalar

_WORD: Final = re.compile(r"[^\s\"'{}\[\],:#]+")


class Index:
    """The programmes of a workspace; with `wanted`, of those clients alone."""

    def __init__(self, press: Press, wanted: frozenset[str] | None = None) -> None:
        self._press = press
        self._names: dict[str, list[str]] = {}
        self._anyones: list[str] = []  # may have their client from a file they extend
        for name in press.files.ids("programme"):
            if wanted is None:
                for own in self._owners(name, self._entry(name)):
                    self._names.setdefault(own, []).append(name)
                continue
            words = self._words(name)
            if words is None or "extends" in words:
                self._anyones.append(name)
            else:
                for client in wanted & words:
                    self._names.setdefault(client, []).append(name)

    @property
    def ids(self) -> frozenset[str]:
        """The clients that have programmes."""
        return frozenset(self._names)

    def entries(self, client: str) -> list[Entry]:
        """All programmes of a client, also those that cannot be read and seem to be theirs."""
        found = []
        for name in (*self._names.get(client, ()), *self._anyones):
            entry = self._entry(name)
            if client in self._owners(name, entry):
                found.append(entry)
        return found

    def latest(self, client: str, day: datetime.date) -> Entry:
        """A client's programme for a day; ContentError says why there is none.

        A file that cannot be read counts as the latest: an older dose must not take its place.
        """
        found = self.entries(client)
        if not found:
            hint = "correct the id, or make one with: handouts new programme"
            message = "there is no programme for this client's id"
            raise ContentError([Diagnostic("error", "programme", message, None, hint)])
        broken = [e for e in found if not isinstance(e.value, Programme)]
        if broken:
            raise ContentError(broken[0].diagnostics)
        dated = [e for e in found if e.value.date is not None and e.value.date <= day]
        undated = [e for e in found if e.value.date is None]
        if not dated and not undated:
            message = f"this client's programmes are dated after {day}"
            raise ContentError([Diagnostic("error", "programme", message)])
        entry = max(dated, key=lambda e: (e.value.date, e.id)) if dated else undated[-1]
        claimed = clashes(found, self._press.context.today)
        if entry.file in claimed:
            raise ContentError([claimed[entry.file]])
        return entry

    def _entry(self, name: str) -> Entry:
        from handouts.library.load import load_private  # reads YAML: for those who ask for it

        return load_private(self._press.files, "programme", name, self._press.library)

    def _words(self, name: str) -> frozenset[str] | None:
        """The words of a programme's file, with its own id; None where it cannot be opened."""
        try:
            body = read_bytes(self._press.files.chains["programme", name][-1].path)
        except FileError:
            return None
        text = unicodedata.normalize("NFC", body.decode("utf-8", "replace"))
        return frozenset((name, *_WORD.findall(text)))

    def _owners(self, name: str, entry: Entry) -> frozenset[str]:
        """Whose programme it is: one client; where its file is broken, any that it mentions."""
        if isinstance(entry.value, Programme):
            return frozenset({client_id(entry)})
        node = Loader(self._press.files).resolve("programme", name, Report()).node
        client = node.get("client") if node is not None else None
        own = client.get("id") if isinstance(client, Mapping) else client
        if isinstance(own, Scalar):
            return frozenset({own.text})
        return self._words(name) or frozenset()
