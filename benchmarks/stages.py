"""Where our time goes: imports by package, stages by CPU, and our own functions by profile.

python stages.py TARGET...   run with the Python of benchmarks/.venv, or `run.py --stages`.
Stages are timed in fresh processes (workers/stages_once.py). The profile is taken with
modules loaded; it makes Python look slower than C.
"""

import contextlib
import cProfile
import io
import json
import os
import pstats
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

RUNS = 9
ONCE = Path(__file__).resolve().parent / "workers" / "stages_once.py"
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def make(targets: list[str], out: str) -> None:
    """One command in this process."""
    from handouts.cli import main

    sys.argv = ["handouts", "make", *targets, "--layout", "sheet", "-o", f"{out}/"]
    with contextlib.redirect_stdout(io.StringIO()):
        if code := main.main():
            sys.exit(code)


@contextlib.contextmanager
def folders() -> Iterator[tuple[str, Path]]:
    """A folder for output and one for the cache, named to the product."""
    with tempfile.TemporaryDirectory() as place:
        cache = Path(place) / "cache"
        os.environ["HANDOUTS_CACHE"] = str(cache)
        out = Path(place) / "out"
        out.mkdir()
        yield str(out), cache


def imports(targets: list[str]) -> None:
    """What a warm run imports, by top-level package, slowest first."""
    with folders() as (out, _):
        command = ["handouts", "make", *targets, "--layout", "sheet", "-o", f"{out}/"]
        code = f"import sys; sys.argv = {command!r}; from handouts.cli.main import main; main()"
        for _ in range(2):
            argv = [sys.executable, "-X", "importtime", "-c", code]
            said = subprocess.run(argv, capture_output=True, text=True).stderr
    packages: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for spent, name in IMPORT.findall(said):
        packages[name.partition(".")[0]] += int(spent)
        modules[name] += int(spent)
    title = f"imports of a warm run, ms of wall clock: {packages.total() / 1000:.0f} in all"
    table(title, [(n, us / 1000) for n, us in packages.most_common(18)])
    table("... slowest modules", [(n, us / 1000) for n, us in modules.most_common(12)])


def stages(targets: list[str]) -> None:
    """Each stage's own CPU in fresh processes, with empty caches and then with warm ones."""
    with folders() as (out, cache):
        for title, cold in (("empty caches", True), ("warm caches", False)):
            runs: list[dict[str, float]] = []
            for _ in range(RUNS):
                if cold:
                    shutil.rmtree(cache, ignore_errors=True)
                argv = [sys.executable, str(ONCE), "cold" if cold else "warm", out, *targets]
                said = subprocess.run(argv, check=True, capture_output=True, text=True)
                runs.append(json.loads(said.stdout))
            rows = [(name, statistics.median(run[name] for run in runs)) for name in runs[0]]
            total = sum(spent for _, spent in rows)
            table(f"stages, fresh process, {title}: {total:.0f} ms CPU in all", rows)


def profile(targets: list[str]) -> None:
    """Our own functions by cumulative time, modules loaded."""
    with folders() as (out, cache):
        make(targets, out)
        for title, cold in (("empty caches", True), ("warm caches", False)):
            if cold:
                shutil.rmtree(cache, ignore_errors=True)
            profiler = cProfile.Profile()
            profiler.runcall(make, targets, out)
            top(title, profiler)


def top(title: str, profiler: cProfile.Profile) -> None:
    """The fifteen of ours with most time in and below them; packages by their own time."""
    ours, packages = [], Counter[str]()
    for (file, line, name), (_, _, own, spent, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        parts = Path(file).parts
        place = parts.index("handouts") if "handouts" in parts else 0
        if place:
            module = "/".join(parts[place + 1 :])
            ours.append((f"{module}:{line} {name}", spent * 1000))
            packages["handouts/" + parts[place + 1]] += own
        else:
            packages[library_of(parts)] += own
    ours.sort(key=lambda row: -row[1])
    table(f"cumulative, {title}, profiled", ours[:25])
    rows = [(name, spent * 1000) for name, spent in packages.most_common(12)]
    table(f"own time by package, {title}, profiled", rows)


def library_of(parts: tuple[str, ...]) -> str:
    """The package a file belongs to."""
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "built-in functions" if parts[0] == "~" else "standard library"


def table(title: str, rows: list[tuple[str, float]]) -> None:
    """Names and milliseconds."""
    print(f"\n{title}")
    for name, spent in rows:
        print(f"  {spent:8.2f}  {name}")


def main(chosen: list[str]) -> None:
    """All tables."""
    imports(chosen)
    profile(chosen)
    stages(chosen)


if __name__ == "__main__":
    main(sys.argv[1:] or ["knee-to-chest"])
