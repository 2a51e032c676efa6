"""The files of a library by kind and id, the practice's own over the built-in."""

import unicodedata
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.diagnostics import Report, Span
from handouts.library.workspace import SETTINGS, Workspace
from handouts.model.scalars import check_id

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
    "settings": SETTINGS,
}
PRIVATE: Final = frozenset({"programme", "client"})


class Source(Struct, frozen=True):
    """One file: `layer` counts from 0, the built-in library."""

    kind: str
    id: str
    path: Path
    layer: int


class Files(Struct, frozen=True):
    """All files found, lowest layer first for each kind and id."""

    chains: dict[tuple[str, str], tuple[Source, ...]]

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in order."""
        return tuple(sorted(i for k, i in self.chains if k == kind))

    @property
    def all(self) -> tuple[Source, ...]:
        """Every file, in a fixed order."""
        return tuple(s for key in sorted(self.chains) for s in self.chains[key])


def find_files(workspace: Workspace, report: Report) -> Files:
    """Every YAML file of the overlaid library; odd names are reported, none is read yet."""
    chains: dict[tuple[str, str], tuple[Source, ...]] = {}
    for layer, root in enumerate(workspace.layers):
        for source in _layer(root, layer, workspace, report):
            key = (source.kind, source.id)
            chains[key] = (*chains.get(key, ()), source)
    for name in set(_ids(chains, "stretch")) & set(_ids(chains, "booklet")):
        _same_id(name, chains, report)
    return Files(chains)


def _ids(chains: dict[tuple[str, str], tuple[Source, ...]], kind: str) -> list[str]:
    return [i for k, i in chains if k == kind]


def _same_id(name: str, chains: dict[tuple[str, str], tuple[Source, ...]], report: Report) -> None:
    path = chains["booklet", name][-1].path
    hint = "give the booklet's file another name"
    report.error(
        "same-id", f"a stretch and a booklet are both called '{name}'", Span(str(path)), hint
    )


def _layer(root: Path, layer: int, workspace: Workspace, report: Report) -> list[Source]:
    found = []
    for kind, folder in FOLDERS.items():
        if kind in PRIVATE and root != workspace.root:
            continue
        seen: dict[str, Path] = {}
        for path in _yaml_files(root / folder, report):
            name = _id(path, kind, report)
            if name in seen:
                report.error("same-id", f"two files are called '{name}'", Span(str(path)))
            elif name:
                seen[name] = path
                found.append(Source(kind, name, path, layer))
    for kind, place in SINGLE.items():
        if (root / place).is_file() and (kind != "settings" or root == workspace.root):
            found.append(Source(kind, "", root / place, layer))
    return found


def _yaml_files(folder: Path, report: Report) -> list[Path]:
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")) or path.is_dir():
            continue
        if path.suffix == ".yaml":
            found.append(path)
        elif path.suffix.lower() in (".yml", ".yaml"):
            hint = f"call it {path.stem}.yaml"
            report.warning("file-name", f"'{path.name}' is not read", Span(str(path)), hint)
    return found


def _id(path: Path, kind: str, report: Report) -> str:
    stem = unicodedata.normalize("NFC", path.stem)
    if kind == "labels":
        return stem
    try:
        return check_id(stem)
    except ValueError as problem:
        report.error("file-name", str(problem), Span(str(path)), "rename the file")
        return ""
