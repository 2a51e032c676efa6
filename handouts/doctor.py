"""What this machine has and lacks, each lack with its cure."""

import importlib.metadata
import importlib.util
import os
import platform
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts import __version__
from handouts.context import Context
from handouts.errors import HandoutsError
from handouts.library.cache import ours
from handouts.library.workspace import is_workspace
from handouts.model.brand import FONT_FAMILIES

_PACKAGES: Final = (
    "click", "cryptography", "icalendar", "msgspec", "pillow", "platformdirs", "pypdf", "pypdfium2",
    "pyyaml", "rendercv-fonts", "reportlab", "rich", "segno",
)  # fmt: skip


class Finding(Struct, frozen=True):
    """One line of the doctor: `state` is ok, note or lack; a lack has its cure."""

    about: str
    state: str
    says: str
    cure: str = ""


def examine(context: Context, environment: Mapping[str, str], here: Path) -> tuple[Finding, ...]:
    """Everything that handouts needs of its machine."""
    return (
        *_versions(),
        *_yaml_parser(),
        *_fonts(),
        _cache(context.cache),
        _workspace(context),
        _output(context.workspace.output),
        _private(context),
        *_strays(environment, here),
    )


def _versions() -> Iterator[Finding]:
    yield Finding("handouts", "ok", __version__)
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.platform()}")
    for name in _PACKAGES:
        try:
            yield Finding(name, "ok", importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, "lack", "is not installed", f"pip install {name}")


def _yaml_parser() -> Iterator[Finding]:
    try:
        fast = importlib.util.find_spec("yaml._yaml") is not None
    except ModuleNotFoundError:
        return  # told above, with its cure
    says = "the fast parser (libyaml)" if fast else "the slow parser: all works, but later"
    yield Finding("yaml", "ok" if fast else "note", says)


def _fonts() -> Iterator[Finding]:
    from handouts.render.fonts import face_files, fonts_folder

    for family in FONT_FAMILIES:
        try:
            styles = face_files(family)
        except HandoutsError:
            yield Finding(f"font {family}", "lack", "is missing", "pip install rendercv-fonts")
            continue
        licence = _licence(fonts_folder() / family)
        yield Finding(f"font {family}", "ok", f"{len(styles)} styles, {licence}")


def _licence(folder: Path) -> str:
    """The licence of a family, by the text that lies beside it."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8", "replace")[:4000].casefold()
        for name, mark in _LICENCES.items():
            if mark in text:
                return f"{name} ({path})"
    return "licence not found beside it"


_LICENCES: Final = {
    "SIL Open Font License 1.1": "sil open font license",
    "Ubuntu Font Licence 1.0": "ubuntu font licence",
    "Apache License 2.0": "apache license",
    "MIT License": "permission is hereby granted, free of charge",
}


def _cache(folder: Path | None) -> Finding:
    if folder is None:
        return Finding("cache", "note", "not used in this run (--no-cache)")
    if not folder.exists():
        return Finding("cache", "ok", f"{folder} (made when first needed)")
    if not ours(folder):
        cure = f"chmod 700 {folder}, or set HANDOUTS_CACHE to a folder of your own"
        return Finding("cache", "lack", f"{folder} is open to others, so it is not used", cure)
    if not os.access(folder, os.W_OK):
        return Finding("cache", "lack", f"{folder} cannot be written", "set HANDOUTS_CACHE")
    size = sum(f.stat().st_size for f in folder.iterdir() if f.is_file())
    return Finding("cache", "ok", f"{folder}, {size / 1e6:.1f} MB; safe to delete")


def _workspace(context: Context) -> Finding:
    root = context.workspace.root
    if is_workspace(root):
        return Finding("workspace", "ok", str(root))
    cure = "handouts new workspace NAME makes one"
    return Finding(
        "workspace", "note", f"none here: {root} is used with the built-in library", cure
    )


def _output(folder: Path) -> Finding:
    place = next((p for p in (folder, *folder.parents) if p.exists()), folder)
    if place.is_dir() and os.access(place, os.W_OK):
        return Finding("output", "ok", str(folder))
    return Finding("output", "lack", f"{folder} cannot be written", "choose another place with -o")


def _private(context: Context) -> Finding:
    """Clients' files that other people of this machine can read."""
    folders = [context.workspace.root / "content" / name for name in ("programmes", "clients")]
    open_ones = [f for f in folders if _readable_by_others(f)]
    if not open_ones or len(context.workspace.layers) == 1:
        return Finding("clients", "ok", "no client's file is open to other users of this machine")
    names = " ".join(str(f) for f in open_ones)
    return Finding("clients", "lack", f"others can read {names}", f"chmod 700 {names}")


def _readable_by_others(folder: Path) -> bool:
    if os.name != "posix" or not folder.is_dir():
        return False
    return bool(stat.S_IMODE(folder.stat().st_mode) & 0o077) and any(folder.glob("*.yaml"))


def _strays(environment: Mapping[str, str], here: Path) -> Iterator[Finding]:
    """What would change how ReportLab or Python behaves, were it obeyed."""
    home = Path(environment.get("HOME", here))
    for folder in dict.fromkeys((here, home)):
        for name in ("reportlab_settings.py", ".reportlab_settings"):
            if (folder / name).exists():
                says = f"{folder / name} is there; handouts does not run it, other programs do"
                yield Finding(
                    "reportlab", "note", says, "remove it unless you know why it is there"
                )
    if sys.flags.dont_write_bytecode:
        says = "PYTHONDONTWRITEBYTECODE is set: every start is slower"
        yield Finding("python", "note", says, "unset PYTHONDONTWRITEBYTECODE")
