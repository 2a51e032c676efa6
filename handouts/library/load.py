"""From files to the checked Library: read, lay over, decode, cross-check.

Files that extend others are merged as node trees, so each value still knows which
file set it; only the merged tree is decoded.
"""

from pathlib import Path
from typing import Any

from msgspec import structs

from handouts.diagnostics import Diagnostic, Report, Span, nearest
from handouts.library.files import PRIVATE, Files, Source
from handouts.library.library import Entry, Key, Library
from handouts.library.references import cross_check
from handouts.model.booklet import Booklet
from handouts.model.brand import Brand, Settings
from handouts.model.decode import decode, decode_value
from handouts.model.layout import Layout, Theme
from handouts.model.programme import Client, Programme
from handouts.model.stretch import Stretch
from handouts.model.text import Rule, Text
from handouts.model.words import MuscleWords, Plural
from handouts.source.merge import merge
from handouts.source.node import Mapping, Node, Scalar
from handouts.source.reader import parse, read_bytes

FORMS: dict[str, Any] = {
    "stretch": Stretch,
    "booklet": Booklet,
    "programme": Programme,
    "client": Client,
    "brand": Brand,
    "layout": Layout,
    "theme": Theme,
    "settings": Settings,
}
_TABLES: dict[str, tuple[Any, Rule]] = {
    "labels": (dict[str, Plural], Rule("Printed words.")),
    "flags": (dict[str, Text], Rule("Plain words.", "prose", most=200)),
    "muscles": (dict[str, MuscleWords], Rule("Plain words.")),
}
_MAX_EXTENDS = 8


class Loader:
    """Reads each file once; resolves `extends` and the layers of a workspace."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._parsed: dict[Path, tuple[Node | None, tuple[Diagnostic, ...]]] = {}

    def parse(self, source: Source) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        """The node tree of one file and what is wrong with it as YAML."""
        if source.path not in self._parsed:
            report = Report()
            node = parse(read_bytes(source.path), str(source.path), report)
            self._parsed[source.path] = node, report.diagnostics
        return self._parsed[source.path]

    def resolve(
        self, kind: str, name: str, report: Report, theme: Mapping | None = None
    ) -> Node | None:
        """The node tree of an id with everything it extends merged in."""
        chain = self.files.chains.get((kind, name), ())
        return self._resolve(chain, len(chain) - 1, report, theme, ()) if chain else None

    def _resolve(
        self,
        chain: tuple[Source, ...],
        index: int,
        report: Report,
        theme: Mapping | None,
        above: tuple[tuple[str, int], ...],
    ) -> Node | None:
        source = chain[index]
        node, problems = self.parse(source)
        report.extend(problems)
        if not isinstance(node, Mapping):
            return node
        extends, node = node.get("extends"), _without(node, "extends")
        if extends is not None and not (isinstance(extends, Scalar) and extends.empty):
            base = self._base(source, index, extends, report, theme, above)
            node = merge(base, node) if base is not None else node
        if theme is not None and source.layer == 0:
            difference = theme.get(source.id)
            node = merge(node, difference) if isinstance(difference, Mapping) else node
        return node

    def _base(
        self,
        source: Source,
        index: int,
        extends: Node,
        report: Report,
        theme: Mapping | None,
        above: tuple[tuple[str, int], ...],
    ) -> Node | None:
        if not isinstance(extends, Scalar):
            report.error("extends", "'extends' names one file", extends.span)
            return None
        name, here = extends.text, (source.id, index)
        chain = self.files.chains.get((source.kind, name), ())
        target = index - 1 if name == source.id else len(chain) - 1
        if here in above or len(above) > _MAX_EXTENDS:
            report.error("extends", f"'{name}' extends itself in a circle", extends.span)
        elif not chain or target < 0:
            hint = nearest(name, self.files.ids(source.kind))
            report.error(
                "extends", f"there is no {source.kind} '{name}' to extend", extends.span, hint
            )
        else:
            return self._resolve(chain, target, report, theme, (*above, here))
        return None


def _without(node: Mapping, key: str) -> Mapping:
    return Mapping(tuple(e for e in node.entries if e[0].text != key), node.span)


def load_library(files: Files, loose: Report) -> Library:
    """Every public file decoded and cross-checked; clients' files are left alone."""
    loader = Loader(files)
    entries: dict[Key, Entry | bytes] = {}
    for kind, name in sorted(files.chains):
        if kind not in PRIVATE and kind != "layout":
            entries[kind, name] = load_entry(loader, kind, name)
    for theme in files.ids("theme"):
        for name in files.ids("layout"):
            entries["layout", name, theme] = load_entry(loader, "layout", name, theme)
    library = Library(entries, loose.diagnostics)
    return cross_check(library)


def load_entry(loader: Loader, kind: str, name: str, theme: str = "") -> Entry:
    """One id of the overlaid library, decoded."""
    report = Report()
    if kind in _TABLES:
        node: Node | None = _table(loader, kind, name, report)
        value = decode_value(node, *_TABLES[kind], report) if node else None
    else:
        node = loader.resolve(kind, name, report, _differences(loader, theme) if theme else None)
        extra = {"id": name} if kind not in ("settings", "client") else {}
        value = decode(node, FORMS[kind], report, **extra) if node is not None else None
    source = loader.files.chains[kind, name][-1]
    return Entry(kind, name, value, str(source.path), source.layer, report.diagnostics)


def _table(loader: Loader, kind: str, name: str, report: Report) -> Node | None:
    merged: Node | None = None
    for source in loader.files.chains[kind, name]:
        node, problems = loader.parse(source)
        report.extend(problems)
        if node is not None:
            merged = merge(merged, node) if merged is not None else node
    return merged


def _differences(loader: Loader, theme: str) -> Mapping | None:
    node = loader.resolve("theme", theme, Report())
    found = node.get("layouts") if isinstance(node, Mapping) else None
    return found if isinstance(found, Mapping) else None


def load_private(files: Files, kind: str, name: str, library: Library) -> Entry:
    """A client's file: read when asked for, never cached."""
    entry = load_entry(Loader(files), kind, name)
    if kind == "programme" and entry.value is not None:
        entry = _with_client(files, entry)
    checked = cross_check(library, (entry,))
    return checked.entry(kind, name) or entry


def _with_client(files: Files, entry: Entry) -> Entry:
    programme: Programme = entry.value
    client = programme.client
    if client.name is not None or client.id is None:
        return entry
    if ("client", str(client.id)) not in files.chains:
        hint = nearest(client.id, files.ids("client")) or "or write {name: ...}"
        problem = Diagnostic(
            "error", "unknown-id", f"there is no client '{client.id}'", client.id.span, hint
        )
        return structs.replace(entry, diagnostics=(*entry.diagnostics, problem))
    found = load_entry(Loader(files), "client", str(client.id))
    value = structs.replace(found.value, id=client.id) if found.value else client
    return structs.replace(
        entry,
        value=structs.replace(programme, client=value),
        diagnostics=(*entry.diagnostics, *found.diagnostics),
    )


def load_path(path: Path, library: Library) -> Entry:
    """A stretch or programme named by its path, wherever it lies, not only in the library."""
    kind = "programme" if path.parent.name == "programmes" else "stretch"
    report = Report()
    node = parse(read_bytes(path), str(path), report)
    if isinstance(node, Mapping) and node.get("client") is not None:
        kind = "programme"
    if isinstance(node, Mapping) and node.get("extends") is not None:
        report.error("extends", "a file named by its path cannot extend another", Span(str(path)))
    value = decode(node, FORMS[kind], report, id=path.stem.lower()) if node is not None else None
    entry = Entry(kind, path.stem.lower(), value, str(path), 1, report.diagnostics)
    return cross_check(library, (entry,)).entry(kind, entry.id) or entry
