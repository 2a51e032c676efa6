"""Starter files for `handouts new`: commented, and good to build as they are."""

import os
import string
from pathlib import Path
from typing import Final

from handouts.errors import FileError, UsageError
from handouts.finish.write import make_folder
from handouts.library.files import FOLDERS, PRIVATE, Files
from handouts.library.workspace import SETTINGS, Workspace
from handouts.model.scalars import check_id

KINDS: Final = ("workspace", "stretch", "booklet", "layout", "theme", "brand", "programme")
_STARTERS: Final = Path(__file__).parent / "starters"
_OPEN_KINDS: Final = ("stretch", "booklet", "brand", "layout", "theme")


def new_workspace(folder: Path) -> tuple[Path, ...]:
    """A practice's folder with settings and the places for its files; the files made."""
    files = {folder / SETTINGS: "workspace.yaml", folder / ".gitignore": "gitignore"}
    for path in files:
        if path.exists():
            raise UsageError(f"there is already a file '{path}'", "nothing was changed")
    for kind in _OPEN_KINDS:
        make_folder(folder / FOLDERS[kind])
    for kind in sorted(PRIVATE):
        make_folder(folder / FOLDERS[kind], private=True)
    make_folder(folder / "output", private=True)
    for path, starter in files.items():
        create(path, (_STARTERS / starter).read_text("utf-8"))
    return tuple(files)


def new_file(workspace: Workspace, files: Files, kind: str, name: str) -> Path:
    """A starter for one file of the workspace; its path."""
    try:
        check_id(name)
    except ValueError as problem:
        raise UsageError(str(problem)) from None
    _refuse_other(files, kind, name)
    path = workspace.root / FOLDERS[kind] / f"{name}.yaml"
    if path.exists() or path.is_symlink():
        raise UsageError(f"there is already a file '{path}'", "choose another name, or edit it")
    text = string.Template((_STARTERS / f"{kind}.yaml").read_text("utf-8"))
    private = kind in PRIVATE
    make_folder(path.parent, private)
    create(path, text.substitute(id=name, title=_title(name)), private)
    return path


def covers(files: Files, kind: str, name: str) -> bool:
    """Whether a new file of this name stands in for a built-in one."""
    return any(source.layer == 0 for source in files.chains.get((kind, name), ()))


def _refuse_other(files: Files, kind: str, name: str) -> None:
    other = {"stretch": "booklet", "booklet": "stretch"}.get(kind, "")
    if (other, name) in files.chains:
        raise UsageError(f"there is already a {other} '{name}'", "choose another name")


def _title(name: str) -> str:
    words = name.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def create(path: Path, text: str, private: bool = False) -> None:
    """A new file; one that appeared meanwhile is never written over."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as problem:
        reason = (problem.strerror or "unknown reason").lower()
        raise FileError(f"cannot write '{path}': {reason}") from None
