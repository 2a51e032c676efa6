"""The outside judge: veraPDF, in one Java process for all files.

Maven fetches it, at the version that pom.xml pins, into a folder that git ignores. Neither is
needed by anyone who makes handouts.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
CACHE: Final = HERE / ".cache"
FLAVOURS: Final = ("ua1", "2a")
_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"


class Verdict(NamedTuple):
    """What veraPDF says of a file: "pass", "fail" with the rules that failed, or "error"."""

    flavour: str
    outcome: str
    rules: str
    file: Path


class Missing(Exception):
    """Java or Maven is not there, or Maven found nothing."""


def class_path() -> str:
    """The jars; fetched once for each content of pom.xml, and where they have gone."""
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise Missing(f"'{tool}' is missing: conformance needs a JDK from 11 on, and Maven")
    pom, known = HERE / "pom.xml", CACHE / "class-path.txt"
    if not _is_there(known) or known.stat().st_mtime < pom.stat().st_mtime:
        CACHE.mkdir(exist_ok=True)
        jars = f"-Dmaven.repo.local={CACHE / 'jars'}"
        fetch = ["mvn", "-B", "-q", "-f", pom, jars, _PLUGIN, f"-Dmdep.outputFile={known}"]
        if subprocess.run(fetch, check=False).returncode:
            raise Missing("Maven could not fetch veraPDF")
    return known.read_text("utf-8").strip()


def _is_there(known: Path) -> bool:
    """Whether every jar is where it was; a folder that was moved or copied says other places."""
    if not known.exists():
        return False
    return all(Path(jar).exists() for jar in known.read_text("utf-8").strip().split(os.pathsep))


def judged(files: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> list[Verdict]:
    """A verdict for each file and flavour."""
    command = ["java", "-cp", class_path(), str(HERE / "Validate.java"), *flavours]
    names = "".join(f"{os.fspath(file)}\n" for file in files)
    done = subprocess.run(command, input=names, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"the judge stopped: {done.stderr.strip()}")
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return [Verdict(flavour, outcome, rules, Path(file)) for flavour, outcome, rules, file in lines]
