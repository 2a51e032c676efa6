"""CPU time (user and system) of fresh processes, in paired alternating runs."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from environment import child_environment


@dataclass(frozen=True)
class Way:
    """One way of making the same documents. `cache` is emptied before every run where `cold`."""

    name: str
    argv: tuple[str, ...]
    folder: Path
    output: Path
    cache: Path | None = None
    cold: bool = False
    makes: int = 1


@dataclass
class Timing:
    """What was measured of one way: milliseconds of CPU and of wall clock in each round."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        """The median of CPU."""
        return statistics.median(self.cpu)


class Failed(Exception):
    """A way did not make its documents."""


def once(way: Way) -> tuple[float, float, str]:
    """One run in a fresh process: CPU ms, wall ms, and what it said."""
    _clear(way.output)
    if way.cache and way.cold:
        _clear(way.cache)
    more = {"HANDOUTS_CACHE": str(way.cache)} if way.cache else {}
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            way.argv,
            cwd=way.folder,
            env=child_environment(**more),
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read()
    made = len(list(way.output.glob("*.pdf")))
    if child.returncode or made != way.makes:
        raise Failed(f"{way.name}: exit {child.returncode}, {made} PDFs\n{words[-2000:]}")
    return (usage.ru_utime + usage.ru_stime) * 1000, wall * 1000, words


def series(
    ways: Sequence[Way], rounds: int, tell: Callable[[str], None] = lambda _: None
) -> dict[str, Timing]:
    """Every way once a round, each round beginning with another; one unmeasured round first."""
    for way in ways:
        once(way)
    found = {way.name: Timing() for way in ways}
    for number in range(rounds):
        tell(f"round {number + 1} of {rounds}")
        turn = number % len(ways)
        for way in (*ways[turn:], *ways[:turn]):
            cpu, wall, _ = once(way)
            found[way.name].cpu.append(cpu)
            found[way.name].wall.append(wall)
    return found


def ratio(ours: Timing, theirs: Timing) -> float:
    """The median of the ratios of paired runs: the machine's drift falls out of it."""
    return statistics.median(a / b for a, b in zip(ours.cpu, theirs.cpu, strict=True))


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
