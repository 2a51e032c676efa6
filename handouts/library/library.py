"""The checked library: every value by kind and id, with what is wrong with each.

An entry may still be its pickled bytes (from the cache) until someone asks for it, so
that making one card does not unpack a hundred stretches.
"""

from typing import Any, TypeVar, cast

from msgspec import Struct

from handouts.diagnostics import ContentError, Diagnostic, nearest
from handouts.errors import UsageError
from handouts.library.packing import unpack
from handouts.model.brand import Brand, Settings
from handouts.model.figure import Figure
from handouts.model.layout import Layout, Theme
from handouts.model.pain import PainLimit
from handouts.model.stretch import Stretch
from handouts.model.text import Text
from handouts.model.words import MuscleWords, Plural

Key = tuple[str, ...]
_Form = TypeVar("_Form")


class Entry(Struct, frozen=True):
    """One file's value. `value` is None where the file has errors that leave nothing usable."""

    kind: str
    id: str
    value: Any
    file: str
    layer: int
    diagnostics: tuple[Diagnostic, ...] = ()
    needs: tuple[Key, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether something may be made from it."""
        return self.value is not None and not any(d.severity == "error" for d in self.diagnostics)


class Library:
    """Look-ups over the entries; keys are (kind, id), for layouts (kind, id, theme)."""

    def __init__(
        self, entries: dict[Key, Entry | bytes], loose: tuple[Diagnostic, ...] = ()
    ) -> None:
        self._entries = entries
        self._ids: dict[str, dict[str, None]] = {}
        for key in sorted(entries):
            self._ids.setdefault(key[0], {})[key[1]] = None
        self.loose = loose

    def entry(self, *key: str) -> Entry | None:
        """The entry of a key, or None."""
        found = self._entries.get(key)
        if isinstance(found, bytes):
            found = self._entries[key] = cast(Entry, unpack(found))
        return found

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in order."""
        return tuple(self._ids.get(kind, ()))

    def has(self, kind: str, name: str) -> bool:
        """Whether there is such an id, usable or not; opens nothing."""
        return name in self._ids.get(kind, ())

    def get(self, kind: str, name: str, form: type[_Form]) -> _Form | None:
        """The value of an entry where it is usable at all, and a `form`."""
        entry = self.entry(kind, name)
        return entry.value if entry and isinstance(entry.value, form) else None

    def need(self, kind: str, name: str, form: type[_Form]) -> _Form:
        """The value of an entry that was asked for by name.

        UsageError names the nearest where there is none; ContentError has what is wrong
        with it where it cannot be used.
        """
        found = self.get(kind, name, form)
        return found if found is not None else cast(_Form, self._refuse(kind, name))

    def _refuse(self, kind: str, name: str, *more: str) -> None:
        entry = self.entry(kind, name, *more)
        if entry is not None:
            raise ContentError(entry.diagnostics)
        hint = nearest(name, self.ids(kind)) or f"see 'handouts list {kind}s'"
        raise UsageError(f"there is no {kind} '{name}'", hint)

    def stretch(self, name: str) -> Stretch | None:
        """A stretch by id."""
        return self.get("stretch", name, Stretch)

    def layout(self, name: str, theme: str) -> Layout:
        """A layout with a family's differences applied."""
        entry = self.entry("layout", name, theme)
        if entry is None and not self.has("theme", theme):
            self._refuse("theme", theme)
        if entry is None or entry.value is None:
            self._refuse("layout", name, theme)
        return cast(Layout, cast(Entry, entry).value)

    def theme(self, name: str) -> Theme:
        """A family of looks by id."""
        return self.need("theme", name, Theme)

    def brand(self, name: str) -> Brand:
        """A brand by id."""
        return self.need("brand", name, Brand)

    @property
    def settings(self) -> Settings:
        """The workspace's settings."""
        return self.get("settings", "", Settings) or Settings()

    @property
    def flags(self) -> dict[str, Text]:
        """The contraindication flags with their plain words."""
        return self.get("flags", "", dict) or {}

    @property
    def muscles(self) -> dict[str, MuscleWords]:
        """The muscles with their plain words."""
        return self.get("muscles", "", dict) or {}

    @property
    def pain(self) -> PainLimit:
        """How much pain is too much, unless a programme says otherwise."""
        return self.get("pain", "", PainLimit) or PainLimit()

    @property
    def poses(self) -> dict[str, Figure]:
        """The named poses."""
        return self.get("poses", "", dict) or {}

    def labels(self, language: str) -> dict[str, Plural] | None:
        """The printed words of a language, or None where it has none."""
        return self.get("labels", language, dict)

    @property
    def unopened(self) -> dict[Key, Entry | bytes]:
        """A copy of the table as it stands, packed entries still packed."""
        return dict(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, unpacked, in order."""
        return tuple(e for key in sorted(self._entries) if (e := self.entry(*key)))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything wrong with any entry, and with the folders themselves."""
        found = dict.fromkeys(self.loose)
        for entry in self.entries:
            found.update(dict.fromkeys(entry.diagnostics))
        return tuple(found)
