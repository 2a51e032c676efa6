"""The files of a library by kind and id, the practice's own over the built-in."""

import unicodedata
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.diagnostics import Report, Span
from handouts.library.workspace import SETTINGS, Workspace
from handouts.model.scalars import check_id, check_language

# Where each kind lives; a kind of one file has no ids of its own.
FOLDERS: Final = {
    "stretch": "content/stretches",
    "booklet": "content/booklets",
    "programme": "content/programmes",
    "client": "content/clients",
    "brand": "content/brands",
    "labels": "content/labels",
    "layout": "layouts",
    "theme": "layouts/themes",
}
SINGLE: Final = {
    "flags": "content/flags.yaml",
    "muscles": "content/muscles.yaml",
    "pain": "content/pain.yaml",
    "poses": "content/poses.yaml",
    "settings": SETTINGS,
}
PRIVATE: Final = frozenset({"programme", "client"})
# What `list` lists, as people ask for it.
LISTED: Final = {
    "stretches": "stretch",
    "booklets": "booklet",
    "layouts": "layout",
    "themes": "theme",
    "brands": "brand",
    "programmes": "programme",
    "poses": "pose",
    "muscles": "muscle",
}

_FileKey = tuple[str, str]


class Source(Struct, frozen=True):
    """One file: `layer` counts from 0, the built-in library."""

    kind: str
    id: str
    path: Path
    layer: int


class Files(Struct, frozen=True):
    """All files found, lowest layer first for each kind and id."""

    chains: dict[_FileKey, tuple[Source, ...]]

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in order."""
        return tuple(sorted(i for k, i in self.chains if k == kind))

    @property
    def all(self) -> tuple[Source, ...]:
        """Every file, in a fixed order."""
        return tuple(s for key in sorted(self.chains) for s in self.chains[key])


def find_files(workspace: Workspace, report: Report) -> Files:
    """Every YAML file of the overlaid library; odd names are reported, none is read yet."""
    chains: dict[_FileKey, tuple[Source, ...]] = {}
    for layer, root in enumerate(workspace.layers):
        for source in _layer(root, layer, workspace, report):
            key = (source.kind, source.id)
            chains[key] = (*chains.get(key, ()), source)
    for kind, name in sorted(chains):
        if kind == "stretch" and ("booklet", name) in chains:
            _report_both(chains["stretch", name][-1], chains["booklet", name][-1], report)
    return Files(chains)


def _report_both(stretch: Source, booklet: Source, report: Report) -> None:
    """The built-in file cannot be renamed, so the practice's own is the one to point at."""
    own, other = (stretch, booklet) if stretch.layer > booklet.layer else (booklet, stretch)
    message = f"a stretch and a booklet are both called '{own.id}'"
    hint = f"give this {own.kind}'s file another name; the {other.kind} is {other.path}"
    report.error("same-id", message, Span(str(own.path)), hint)


def _layer(root: Path, layer: int, workspace: Workspace, report: Report) -> list[Source]:
    found = []
    for kind, folder in FOLDERS.items():
        if kind not in PRIVATE or root == workspace.root:
            found += _folder(root / folder, kind, layer, report)
    for kind, place in SINGLE.items():
        if kind == "settings" and root != workspace.root:
            continue
        if (root / place).is_file():
            found.append(Source(kind, "", root / place, layer))
        elif (wrong := (root / place).with_suffix(".yml")).is_file():
            _report_ending(wrong, report)
    return found


def _folder(folder: Path, kind: str, layer: int, report: Report) -> list[Source]:
    found: dict[str, Source] = {}
    for path in _yaml_files(folder, report):
        name = _id(path, kind, report)
        if name in found:
            hint = f"rename one of them; the other is {found[name].path.name!a}"
            report.error("same-id", f"two files are called '{name}'", Span(str(path)), hint)
        elif name:
            found[name] = Source(kind, name, path, layer)
    return list(found.values())


def _yaml_files(folder: Path, report: Report) -> list[Path]:
    try:
        listed = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as problem:
        message = f"the folder could not be read: {problem.strerror or problem}"
        report.error("file", message, Span(str(folder)), "check who may read it")
        return []
    found = []
    for path in listed:
        if path.name.startswith((".", "~")) or path.is_dir():
            continue
        if path.suffix == ".yaml":
            found.append(path)
        elif path.suffix.lower() in (".yml", ".yaml"):
            _report_ending(path, report)
    return found


def _report_ending(path: Path, report: Report) -> None:
    hint = f"call it {path.stem}.yaml"
    report.warning("file-name", f"'{path.name}' is not read", Span(str(path)), hint)


def _id(path: Path, kind: str, report: Report) -> str:
    stem = unicodedata.normalize("NFC", path.stem)
    try:
        return check_language(stem) if kind == "labels" else check_id(stem)
    except ValueError as problem:
        hint = "name it after its language, as en-GB.yaml"
        if kind != "labels":
            hint = f"call it {suggested}.yaml" if (suggested := _cure(stem)) else "rename the file"
        report.error("file-name", str(problem), Span(str(path)), hint)
        return ""


def _cure(stem: str) -> str:
    """The nearest id, or "" where there is none."""
    words = "".join(c if c.isalnum() else " " for c in stem.lower()).split()
    try:
        return check_id("-".join(words))
    except ValueError:
        return ""
