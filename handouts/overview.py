"""What a library holds, as plain rows and lines: for `list` and `show`."""

from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct

from handouts.build import Press
from handouts.diagnostics import nearest
from handouts.errors import UsageError
from handouts.jobs import DEFAULT_BRAND, DEFAULT_THEME, programme
from handouts.library.library import Entry
from handouts.model.booklet import Booklet
from handouts.model.brand import Brand
from handouts.model.layout import Layout, Theme
from handouts.model.programme import Programme
from handouts.model.stretch import REGIONS, Stretch
from handouts.model.text import Amount, Text
from handouts.model.words import Plural

_SHOWN: Final = ("stretch", "booklet", "layout", "brand", "theme")
_EXACT: Final = (*_SHOWN, "labels")  # labels only with their kind: pl is also an id


class Row(Struct, frozen=True):
    """One line of a list."""

    id: str
    name: str
    about: str
    source: str
    usable: bool


def rows(press: Press, kind: str, region: str | None = None) -> tuple[Row, ...]:
    """All of a kind; of stretches those of one region of the body, if given."""
    if region is not None:
        _check_region(kind, region)
    if kind == "muscle":
        return _muscles(press)
    found = _entries(press, kind)
    return tuple(
        Row(e.id, _name(e), _about(e), "workspace" if e.layer else "built-in", e.usable)
        for e in found
        if region is None or region in _regions(e)
    )


def _muscles(press: Press) -> tuple[Row, ...]:
    """The muscle table: name, plain words, and where on the body map."""
    from handouts.figures.bodymap import where

    own = press.library.entry("muscles", "")
    return tuple(
        Row(name, str(found.plain), where(found.map),
            "workspace" if _is_own(found.plain, own) else "built-in", True)
        for name, found in sorted(press.library.muscles.items())
    )  # fmt: skip


def _is_own(words: Text, entry: Entry | None) -> bool:
    """Whether a muscle stands in the workspace's own file, not in the built-in one."""
    return bool(entry and entry.layer and words.span and words.span.file == entry.file)


def _entries(press: Press, kind: str) -> list[Entry]:
    if kind == "programme":
        names = press.files.ids(kind)
        return [programme(press.library, press.files, name) for name in names]
    found = (_entry(press, kind, name) for name in press.library.ids(kind))
    return [entry for entry in found if entry is not None]


def _entry(press: Press, kind: str, name: str) -> Entry | None:
    """An entry; a layout as the workspace's own family of looks has it."""
    if kind != "layout":
        return press.library.entry(kind, name)
    return press.library.entry(kind, name, theme_of(press))


def theme_of(press: Press) -> str:
    """The family of looks that is used unless told otherwise."""
    brand = press.library.get("brand", str(press.library.settings.brand or DEFAULT_BRAND), Brand)
    own = brand.theme if brand else None
    return str(own or press.library.settings.theme or DEFAULT_THEME)


def _check_region(kind: str, region: str) -> None:
    if kind != "stretch":
        raise UsageError("--region is for stretches only")
    if region not in REGIONS:
        hint = nearest(region, REGIONS) or "there are: " + ", ".join(REGIONS)
        raise UsageError(f"there is no region '{region}'", hint)


def _regions(entry: Entry) -> tuple[str, ...]:
    value = entry.value
    return tuple(str(r) for r in value.regions) if isinstance(value, Stretch) else ()


def _name(entry: Entry) -> str:
    match entry.value:
        case Stretch() | Brand() | Theme():
            return str(entry.value.name)
        case Booklet():
            return str(entry.value.title)
        case Layout():
            return f"for a {entry.value.for_}"
        case Programme():  # a client's name is for `show`: a list may be read over a shoulder
            return f"for {entry.value.client.id or entry.id}"
    return "(has errors: run 'handouts check')"


def _about(entry: Entry) -> str:
    match entry.value:
        case Stretch():
            return ", ".join(_regions(entry))
        case Booklet():
            return _counted(sum(len(s.stretches) for s in entry.value.sections), "stretches")
        case Layout():
            return "one page" if entry.value.fit == "one-page" else "as many pages as it needs"
        case Programme():
            day = entry.value.date
            said = _counted(len(entry.value.items), "stretches")
            return f"{day.isoformat()}, {said}" if day else said
    return ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}"


def find_shown(press: Press, target: str) -> Entry:
    """What `show ID` means: a stretch, booklet, layout, brand, theme; `KIND:ID` is exact.

    The printed words of a language are shown as `labels:LANGUAGE`.
    """
    kind, colon, name = target.partition(":")
    if colon and kind == "programme":
        return programme(press.library, press.files, name)
    if colon and kind in _EXACT:
        return _needed(press, name, (kind,))
    return _needed(press, target, _SHOWN)


def _needed(press: Press, name: str, kinds: Iterable[str]) -> Entry:
    for kind in kinds:
        entry = _entry(press, kind, name)
        if entry is not None:
            return entry
    known = [i for kind in kinds for i in press.library.ids(kind)]
    if ("programme", name) in press.files.chains:
        raise UsageError(f"'{name}' is a programme", f"write programme:{name}")
    raise UsageError(
        f"there is nothing called '{name}'", nearest(name, known) or "see 'handouts list'"
    )


def outline(entry: Entry) -> list[tuple[str, str]]:
    """The main facts of an entry as (what, words), in the order of its form."""
    head = [("kind", entry.kind), ("id", entry.id), ("file", entry.file)]
    if entry.value is None:
        return [*head, ("state", "has errors: nothing can be made from it")]
    if isinstance(entry.value, dict):
        return [*head, *((str(key), _forms(words)) for key, words in entry.value.items())]
    found = []
    for field in entry.value.__struct_fields__:
        if field in ("id", "span"):
            continue
        words = _words(getattr(entry.value, field))
        if words:
            found.append((field.rstrip("_").replace("_", " "), words))
    return [*head, *found]


def _forms(words: Plural) -> str:
    """A printed word; one that depends on a number with the form for each."""
    forms = [(name, getattr(words, name)) for name in ("one", "few", "many", "other")]
    typed = [(name, text) for name, text in forms if text is not None]
    if len(typed) == 1:
        return str(typed[0][1])
    return "; ".join(f"{name}: {text}" for name, text in typed)


def _words(value: Any) -> str:
    """A value in a few words: texts as they are, parts by name, long lists as a count."""
    if value is None or value is False:
        return ""
    if isinstance(value, tuple | list):
        short = [w for each in value if (w := _words(each))]
        line = "; ".join(short)
        return line if len(line) <= 160 else f"{len(short)}: {line[:140].rstrip()} ..."
    if isinstance(value, dict):
        return ", ".join(str(key) for key in value)
    if isinstance(value, Struct):
        return _part(value)
    return str(value)


def _part(value: Struct) -> str:
    for field in ("name", "text", "title", "stretch", "avoid"):
        if getattr(value, field, None):
            return str(getattr(value, field))
    if isinstance(value, Amount):
        return f"{value.low:g}" if value.low == value.high else f"{value.low:g}-{value.high:g}"
    fields = (f for f in value.__struct_fields__ if f != "span")
    pairs = ((f.rstrip("_"), _words(getattr(value, f))) for f in fields)
    return ", ".join(f"{name.replace('_', ' ')}: {words}" for name, words in pairs if words)
