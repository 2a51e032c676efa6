"""The benchmark's own environment: project, peers, fonts, data and workspaces.

Everything is made below benchmarks/ (.venv and work, both ignored by git) and kept
until what it was made from changes.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WORK = HERE / "scratch"
VENV = HERE / ".venv"
PARTS = ("handouts", "content", "layouts", "pyproject.toml")
DAY = "2026-11-23"  # of the appointments
FEW = 20  # clients; with the whole, they tell what one more document costs
CLIENTS = (200, 2000)  # programmes: those that are timed, and more for memory
FACES = ("Poppins", "Source Sans 3")
EPOCH = "1795305600"  # 22 Nov 2026, the date that words.py prints
VERSIONS = """
import json, platform
from importlib.metadata import version
names = ("handouts", "reportlab", "rl_accel", "typst", "msgspec", "click", "pyyaml")
print(json.dumps({"python": platform.python_version(), **{n: version(n) for n in names}}))
"""
FONT_FOLDERS = (
    "import rendercv_fonts as f, json; print(json.dumps({k: str(p) for k, p in f.path_of.items()}))"
)


@dataclass(frozen=True)
class Bench:
    """Where everything is, once prepared."""

    python: Path
    command: Path
    fonts: Path
    data: Path
    empty: Path
    many: Path
    names: tuple[str, ...]
    themes: tuple[str, ...]
    versions: dict[str, str]


def client(number: int) -> str:
    """A client's id."""
    return f"c-{10000 + number}"


def child_environment(**more: str) -> dict[str, str]:
    """What children see: no PYTHON* variable (PYTHONDONTWRITEBYTECODE falsifies timings)."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HANDOUTS", "RL_"))}
    return {**kept, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": EPOCH, **more}


def prepare(project: Path) -> Bench:
    """Install, byte-compile, and write what the peers read."""
    WORK.mkdir(exist_ok=True)
    python = _install(project)
    fonts = _fonts(python)
    data, many, empty = WORK / "data", WORK / "many", WORK / "empty"
    for folder in (data, many):
        shutil.rmtree(folder, ignore_errors=True)
    (empty / "layouts").mkdir(parents=True, exist_ok=True)  # stretches without figures
    _run(python, HERE / "words.py", project / "content", data, many)
    _run(python, HERE / "booklet.py", project / "content", data, many)
    for count in CLIENTS:
        place = WORK / f"clients-{count}"
        shutil.rmtree(place, ignore_errors=True)
        _run(python, HERE / "programmes.py", data, place, str(count))
    names = tuple(sorted(p.stem for p in (many / "content" / "stretches").glob("*.yaml")))
    themes = tuple(sorted(p.stem for p in (project / "layouts" / "themes").glob("*.yaml")))
    versions = _ask(python, VERSIONS)
    command = python.parent / "handouts"
    return Bench(python, command, fonts, data, empty, many, names, themes, versions)


def _install(project: Path) -> Path:
    python = VENV / "bin" / "python"
    if not python.exists():
        venv.create(VENV, with_pip=True, clear=True)
    mark = VENV / "made-from"
    state = _fingerprint(project)
    if mark.exists() and mark.read_text() == state:
        return python
    print("installing the project and the peers in benchmarks/.venv ...", file=sys.stderr)
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, project, "-r", HERE / "peers" / "requirements.txt")
    _run(*pip, "--no-deps", "--force-reinstall", project)
    _run(
        python, "-m", "compileall", "-q", "-j", "0", VENV / "lib", HERE / "workers", HERE / "peers"
    )
    mark.write_text(state)
    return python


def _fingerprint(project: Path) -> str:
    digest = hashlib.sha256((HERE / "peers" / "requirements.txt").read_bytes())
    for part in PARTS:
        place = project / part
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
        for path in files:
            if "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(project)).encode() + path.read_bytes())
    return digest.hexdigest()


def _fonts(python: Path) -> Path:
    """The peers' font folder: the same faces as ours, and no others."""
    target = WORK / "fonts"
    if not target.exists():
        folders = _ask(python, FONT_FOLDERS)
        target.mkdir(parents=True)
        for face in FACES:
            for path in sorted(Path(folders[face]).glob("*.ttf")):
                shutil.copy(path, target)
    return target


def _ask(python: Path, code: str) -> Any:
    found = subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True, env=child_environment()
    )
    return json.loads(found.stdout)


def _run(*argv: Path | str) -> None:
    subprocess.run([str(a) for a in argv], check=True, env=child_environment())
