"""Where our time goes: imports by package, stages by CPU, and our own functions by profile.

python stages.py TARGET...   run with the Python of benchmarks/.venv, or `run.py --stages`.
Stages are timed in fresh processes by wrapping the functions that build.py connects; a
stage's time is its own, without the stages inside it. What a stage imports late counts as
its own. The profile is taken with modules loaded; it makes Python look slower than C.
"""

import contextlib
import cProfile
import functools
import importlib
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
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

STAGES = (
    ("library", "handouts.build", "open_library"),
    ("library: find files", "handouts.library.cache", "find_files"),
    ("library: read and check", "handouts.library.load", "load_library"),
    ("library: write cache", "handouts.library.cache", "_write"),
    ("select", "handouts.build", "Press.job"),
    ("compose", "handouts.build", "Press.compose"),
    ("fonts", "handouts.build", "Press._faces"),
    ("lay out", "handouts.build", "Press.lay_out"),
    ("lay out: measure", "handouts.looks.setting", "blocks_of"),
    ("lay out: paginate", "handouts.looks.setting", "paginate"),
    ("draw", "handouts.render.draw", "draw_pdf"),
    ("write: PDF objects and fonts", "reportlab.pdfgen.canvas", "Canvas.save"),
    ("make", "handouts.build", "Press.make"),
    ("command line and the rest", "handouts.cli.main", "main"),
)
LOADER = "handouts.library.load"
RUNS = 9
ONCE = {True: "--once-cold", False: "--once-warm"}
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


class Clock:
    """CPU by stage, each without the stages inside it."""

    def __init__(self) -> None:
        self.own: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._inner = [0.0]

    def wrap(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        @functools.wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                spent = time.process_time() - start
                self.own[label] += spent - self._inner.pop()
                self.calls[label] += 1
                self._inner[-1] += spent

        return timed


def wrap_stages(clock: Clock, cold: bool) -> None:
    """Time every stage that exists, wherever our modules hold it by name."""
    for label, module, path in STAGES:
        if module == LOADER and not cold:
            continue  # a warm run must not pay for importing yaml
        *owners, name = path.split(".")
        try:
            holder: Any = functools.reduce(getattr, owners, importlib.import_module(module))
            function = getattr(holder, name)
        except (ImportError, AttributeError):
            print(f"no stage '{label}': there is no {module}.{path}", file=sys.stderr)
            continue
        timed = clock.wrap(label, function)
        setattr(holder, name, timed)
        for other in [m for n, m in sys.modules.items() if n.startswith("handouts")]:
            if not owners and getattr(other, name, None) is function:
                setattr(other, name, timed)


def make(targets: list[str], out: str) -> None:
    """One command in this process."""
    from handouts.cli import main

    sys.argv = ["handouts", "make", *targets, "--layout", "sheet", "-o", f"{out}/"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main.main()


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
                argv = [sys.executable, __file__, ONCE[cold], out, *targets]
                said = subprocess.run(argv, check=True, capture_output=True, text=True)
                runs.append(json.loads(said.stdout))
            rows = [(name, statistics.median(run[name] for run in runs)) for name in runs[0]]
            total = sum(spent for _, spent in rows)
            table(f"stages, fresh process, {title}: {total:.0f} ms CPU in all", rows)


def once(cold: bool, out: str, targets: list[str]) -> None:
    """One run in this process, told stage by stage as JSON."""
    clock = Clock()
    started = time.process_time()
    wrap_stages(clock, cold)
    ready = time.process_time()
    make(targets, out)
    rows = {"Python's start": started, "imports": ready - started, **clock.own}
    print(json.dumps({name: spent * 1000 for name, spent in rows.items()}))


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
    if chosen[:1] in ([ONCE[True]], [ONCE[False]]):
        return once(chosen[0] == ONCE[True], chosen[1], chosen[2:])
    imports(chosen)
    profile(chosen)
    return stages(chosen)


if __name__ == "__main__":
    main(sys.argv[1:] or ["knee-to-chest"])
