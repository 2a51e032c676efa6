"""From files to the checked Library: read, lay over, decode, cross-check."""

from pathlib import Path

from msgspec import structs

from handouts.diagnostics import Diagnostic, Report, nearest
from handouts.library.clients import other_name, with_file
from handouts.library.files import FOLDERS, PRIVATE, Files, Source
from handouts.library.labels import base_labels, checked_labels
from handouts.library.library import Entry, Key, Library
from handouts.library.loader import Loader
from handouts.library.references import checked, cross_check
from handouts.model.decode import decode, decode_value
from handouts.model.forms import FORMS, TABLES
from handouts.model.programme import Client, Programme
from handouts.model.scalars import check_id
from handouts.source.node import Mapping, Node
from handouts.source.reader import parse, read_bytes

__all__ = ["FORMS", "Loader", "load_entry", "load_library", "load_path", "load_private"]

# What can be named by its path, by the folder it lies in.
_MADE = ("stretch", "booklet", "programme")
_KIND_OF = {Path(FOLDERS[kind]).name: kind for kind in _MADE}


def load_library(files: Files, loose: Report, bodies: dict[Path, bytes] | None = None) -> Library:
    """Every public file decoded and cross-checked; clients' files are left alone."""
    loader = Loader(files, bodies)
    entries: dict[Key, Entry | bytes] = {}
    for kind, name in sorted(files.chains):
        if kind not in PRIVATE and kind not in ("layout", "labels"):
            entries[kind, name] = load_entry(loader, kind, name)
    base = base_labels(loader)
    for name in files.ids("labels"):
        entries["labels", name] = checked_labels(load_entry(loader, "labels", name), base)
    for theme in files.ids("theme"):
        for name in files.ids("layout"):
            entries["layout", name, theme] = load_entry(loader, "layout", name, theme)
    return cross_check(Library(entries, loose.diagnostics))


def load_entry(loader: Loader, kind: str, name: str, theme: str = "") -> Entry:
    """One id of the overlaid library, decoded."""
    report = Report()
    resolved = loader.resolve(kind, name, report, theme)
    value = None
    if resolved.node is not None:
        found = Report()
        value = _decoded(resolved.node, kind, name, found)
        # Where the file extended is missing, that its keys are missing too says nothing new.
        said = found.diagnostics
        report.extend(d for d in said if resolved.whole or d.code != "missing-key")
        value = value if resolved.whole else None
    source = loader.files.chains[kind, name][-1]
    return Entry(kind, name, value, str(source.path), source.layer, report.diagnostics)


def _decoded(node: Node, kind: str, name: str, report: Report) -> object | None:
    if kind in TABLES:
        found: object | None = decode_value(node, FORMS[kind], TABLES[kind], report)
        return found
    extra = {"id": name} if kind not in ("settings", "client", "pain") else {}
    return decode(node, FORMS[kind], report, **extra)


def load_private(files: Files, kind: str, name: str, library: Library) -> Entry:
    """A client's file: read when asked for, never cached."""
    entry = load_entry(Loader(files), kind, name)
    return checked(_with_client(files, entry), library)


def _with_client(files: Files, entry: Entry) -> Entry:
    """A programme whose client has an id, with what that client's own file holds."""
    programme = entry.value
    name = programme.client.id if isinstance(programme, Programme) else None
    if not isinstance(programme, Programme) or name is None:
        return entry
    if ("client", str(name)) not in files.chains:
        if programme.client.name is not None:
            return entry
        hint = nearest(name, files.ids("client")) or "or write {name: ...}"
        message = f"there is no client '{name}'"
        problem = Diagnostic("error", "unknown-id", message, name.span, hint)
        return structs.replace(entry, diagnostics=(*entry.diagnostics, problem))
    found = load_entry(Loader(files), "client", str(name))
    problems = (*entry.diagnostics, *found.diagnostics)
    if not isinstance(found.value, Client):
        return structs.replace(entry, value=None, diagnostics=problems)
    wrong = other_name(programme.client, found.value, name)
    if wrong is not None:
        return structs.replace(entry, diagnostics=(*problems, wrong))
    whole = structs.replace(programme, client=with_file(programme.client, found.value))
    return structs.replace(entry, value=whole, diagnostics=problems)


def load_path(path: Path, library: Library, files: Files | None = None) -> Entry:
    """A stretch, booklet or programme named by its path, wherever it lies.

    With `files`, a path that leads into the library is that library's entry, and a
    client named by id is found.
    """
    source = _in_library(path, files)
    if source is not None and files is not None and source.kind in PRIVATE:
        return load_private(files, source.kind, source.id, library)
    known = library.entry(source.kind, source.id) if source else None
    return known or _load_loose(path, library, files)


def _in_library(path: Path, files: Files | None) -> Source | None:
    """The source at `path`, where it is the one in force for its id."""
    if files is None:
        return None
    wanted = path.resolve()
    chains = (chain[-1] for (kind, _), chain in files.chains.items() if kind in _MADE)
    return next((s for s in chains if s.path.resolve() == wanted), None)


def _load_loose(path: Path, library: Library, files: Files | None) -> Entry:
    report = Report()
    # Pictures are looked for beside the file, so its folder is told without `..` in it.
    file, name = str(path.parent.resolve() / path.name), path.stem.lower()
    node = parse(read_bytes(path), file, report)
    kind = _kind(path, node)
    if node is not None:
        node = _checked_top(node, path, report)
    value = decode(node, FORMS[kind], report, id=name) if node is not None else None
    entry = Entry(kind, name, value, file, 1, report.diagnostics)
    return checked(_with_client(files, entry) if files else entry, library)


def load_text(body: bytes, file: str, files: Files, library: Library) -> Entry:
    """A programme that is kept nowhere, as its file would be; `file` is what messages call it."""
    report = Report()
    node = parse(body, file, report)
    value = decode(node, FORMS["programme"], report, id="") if node is not None else None
    entry = Entry("programme", "", value, file, 1, report.diagnostics)
    return checked(_with_client(files, entry), library)


def _kind(path: Path, node: Mapping | None) -> str:
    if path.parent.name in _KIND_OF:
        return _KIND_OF[path.parent.name]
    keys = {key.text for key, _ in node.entries} if node else set()
    if keys & {"client", "items"}:
        return "programme"
    return "booklet" if "sections" in keys and "methods" not in keys else "stretch"


def _checked_top(node: Mapping, path: Path, report: Report) -> Mapping:
    """Report a stem that is no id and an `extends`; give the rest of the file."""
    try:
        check_id(path.stem.lower())
    except ValueError as problem:
        report.error("file-name", str(problem), node.span, "rename the file")
    extends = node.get("extends")
    if extends is None:
        return node
    message = "a file outside the library cannot extend another"
    report.error("extends", message, extends.span, "put it into the content folder")
    return Mapping(tuple(e for e in node.entries if e[0].text != "extends"), node.span)
