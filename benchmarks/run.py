"""How fast: our command against Typst and plain platypus on the same words.

    python3 benchmarks/run.py [--quick] [--json] [--record] [--stages] [--tags]

Needs Linux or macOS and Python 3.11; everything else is installed in benchmarks/.venv.
Exit code 1 where a target is missed.
"""

import argparse
import datetime
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from environment import HERE, WORK, Bench, prepare
from measure import Failed, Timing, Way, once, ratio, series
from report import as_markdown, as_table, record
from tagging import missed as missed_by_tags
from tagging import note, tagging

SHEET = "knee-to-chest"
PLAIN = "plain"  # the theme with few boxes, once there is one
BOOKLET = "booklet"
MEMORY_MB = {"one sheet": 80.0, "24 sheets": 80.0, BOOKLET: 120.0}
TO_PLATYPUS = 0.3  # of the booklet in the full design
WORDS_APART = 0.03
MODES = {
    "typst": "system fonts searched, our faces named besides; tagged; a call of typst.compile each",
    "typst best": "only a folder of our faces; tagged; for 24 documents one reused Compiler",
    "platypus": "SimpleDocTemplate, untagged, no caches",
}


@dataclass(frozen=True)
class Row:
    """One line of the result: a way, and what it stands against."""

    workload: str
    way: str
    cpu_ms: float
    wall_ms: float
    to_typst: float | None = None
    to_best: float | None = None
    target: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if self.target is None or self.to_typst is None:
            return ""
        return "pass" if self.to_typst <= self.target else "FAIL"


class Ways:
    """The commands of all contenders."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def ours(self, name: str, ids: tuple[str, ...], cold: bool, *more: str) -> Way:
        """`handouts make`, as a person runs it."""
        out = WORK / "out" / name.replace(" ", "-")
        cache = WORK / "cache" / name.replace(" ", "-")
        layout = () if ids == (BOOKLET,) else ("--layout", "sheet")
        argv = (str(self.bench.command), "make", *ids, *layout, *more, "-o", f"{out}/")
        folder = self.bench.empty if ids == (SHEET,) else self.bench.many
        return Way(name, argv, folder, out, cache, cold, len(ids))

    def memory(self, name: str, ids: tuple[str, ...]) -> Way:
        """The same in a process that tells its peak of memory."""
        way = self.ours(name, ids, cold=True)
        worker = (str(self.bench.python), str(HERE / "workers" / "ours.py"))
        return Way(
            name, (*worker, *way.argv[1:]), way.folder, way.output, way.cache, True, len(ids)
        )

    def typst(self, name: str, ids: tuple[str, ...], mode: str, template: str) -> Way:
        """Typst through its wheel: one document, or all in one process."""
        out = WORK / "out" / f"{name}-{template}".replace(" ", "-")
        paths = [str(HERE / "peers" / f"{template}.typ"), str(HERE), str(self.bench.fonts)]
        if len(ids) == 1:
            tail = [f"/scratch/data/{ids[0]}.json", f"{out}/{ids[0]}.pdf"]
            worker = "typst_one.py"
        else:
            tail = [str(out), *ids]
            worker = "typst_batch.py"
        argv = (str(self.bench.python), str(HERE / "workers" / worker), mode, *paths, *tail)
        return Way(name, argv, WORK, out, makes=len(ids))

    def platypus(self, name: str, ids: tuple[str, ...]) -> Way:
        """Plain ReportLab platypus."""
        out = WORK / "out" / name
        book = ids == (BOOKLET,)
        script = str(HERE / "peers" / ("platypus_booklet.py" if book else "platypus_sheet.py"))
        argv = (str(self.bench.python), script, str(self.bench.fonts), str(self.bench.data))
        return Way(name, (*argv, str(out), *(() if book else ids)), WORK, out, makes=len(ids))

    def peers(self, ids: tuple[str, ...], template: str = "sheet") -> list[Way]:
        """Typst in both modes."""
        default = self.typst("typst", ids, "default", template)
        return [default, self.typst("typst best", ids, "best", template)]


def measured(
    workload: str, ways: list[Way], rounds: int, targets: dict[str, float]
) -> tuple[list[Row], dict[str, Timing]]:
    """A series as rows; ratios stand against `typst` and `typst best`."""
    found = series(ways, rounds, lambda words: say(f"{workload}: {words}"))
    rows = []
    for way in ways:
        own = found[way.name]
        wall = sorted(own.wall)[len(own.wall) // 2]
        ratios = [ratio(own, found[peer]) for peer in ("typst", "typst best")]
        rows.append(Row(workload, way.name, own.ms, wall, *ratios, targets.get(way.name)))
    return rows, found


def speed(bench: Bench, quick: bool) -> list[Row]:
    """All workloads."""
    ways, one, many = Ways(bench), (SHEET,), bench.names
    single = [ways.ours("ours cold", one, True), ways.ours("ours warm", one, False)]
    single += [*ways.peers(one), ways.platypus("platypus", one)]
    rows, _ = measured(
        "one sheet", single, 5 if quick else 21, {"ours cold": 3.5, "ours warm": 2.0}
    )
    count = f"{len(many)} sheets"
    batch = [ways.ours("ours 24 cold", many, True), ways.ours("ours 24 warm", many, False)]
    batch += [*ways.peers(many), ways.platypus("platypus-24", many)]
    targets = {"ours 24 cold": 1.0, "ours 24 warm": 1.0}
    rows += measured(f"{count}, full design", batch, 3 if quick else 9, targets)[0]
    theme = PLAIN if PLAIN in bench.themes else ""
    extra = ("--theme", theme) if theme else ()
    title = f"{count}, plain theme" + ("" if theme else " (none yet: ours full, not counted)")
    plain = [ways.ours(f"ours 24 {PLAIN} {t}", many, t == "cold", *extra) for t in ("cold", "warm")]
    targets = {way.name: 0.6 for way in plain if theme}
    plain += ways.peers(many, "plain")
    return rows + measured(title, plain, 3 if quick else 9, targets)[0]


def booklet(bench: Bench, quick: bool) -> tuple[list[Row], dict[str, float]]:
    """One booklet of all 24 stretches; and ours over platypus, in the full design."""
    ways, ids, rounds = Ways(bench), (BOOKLET,), 3 if quick else 7
    full = [ways.ours(f"booklet {t}", ids, t == "cold") for t in ("cold", "warm")]
    targets = {way.name: 1.0 for way in full}
    platypus = ways.platypus("platypus-booklet", ids)
    full += [*ways.peers(ids, "booklet"), platypus]
    rows, found = measured("booklet, full design", full, rounds, targets)
    shares = {name: ratio(found[name], found[platypus.name]) for name in targets}
    extra = ("--theme", PLAIN)
    plain = [ways.ours(f"booklet {PLAIN} {t}", ids, t == "cold", *extra) for t in ("cold", "warm")]
    targets = {way.name: 0.6 for way in plain}
    plain += ways.peers(ids, "booklet-plain")
    return rows + measured("booklet, plain theme", plain, rounds, targets)[0], shares


def memory(bench: Bench) -> dict[str, float]:
    """Peak memory of ours in MB, caches empty."""
    ways = Ways(bench)
    found = {}
    many = f"{len(bench.names)} sheets"
    for name, ids in (("one sheet", (SHEET,)), (many, bench.names), (BOOKLET, (BOOKLET,))):
        _, _, said = once(ways.memory(f"memory {name}", ids))
        found[name] = float(said.split()[-1])
    return found


def tags_of(bench: Bench, quick: bool) -> dict[str, dict[str, object]]:
    """What tags cost."""
    ways = Ways(bench)
    return tagging(ways.ours, ways.typst, bench, 5 if quick else 21)


def words(bench: Bench) -> dict[str, float]:
    """Words of the peers' PDFs over ours; all must be within WORDS_APART of 1."""
    ways, book = Ways(bench), (BOOKLET,)
    peers = [*ways.peers((SHEET,)), ways.typst("typst", (SHEET,), "best", "plain")]
    peers.append(ways.platypus("platypus", (SHEET,)))
    sheet = _compared(bench, ways.ours("ours cold", (SHEET,), True), peers)
    peers = [ways.typst("typst", book, "best", "booklet"), ways.platypus("platypus-booklet", book)]
    full = _compared(bench, ways.ours("booklet cold", book, True), peers)
    peers = [ways.typst("typst", book, "best", "booklet-plain")]
    own = ways.ours(f"booklet {PLAIN} cold", book, True, "--theme", PLAIN)
    return sheet | full | _compared(bench, own, peers)


def _compared(bench: Bench, own: Way, peers: list[Way]) -> dict[str, float]:
    import subprocess

    for way in (own, *peers):
        once(way)
    files = [str(next(way.output.glob("*.pdf"))) for way in (own, *peers)]
    argv = [str(bench.python), str(HERE / "check_text.py"), *files]
    said = json.loads(subprocess.run(argv, check=True, capture_output=True, text=True).stdout)
    place = WORK / f"words-{own.output.name}.json"
    place.write_text(json.dumps(said, indent=1, ensure_ascii=False))
    return {Path(path).parent.name: found["ratio"] for path, found in said["peers"].items()}


def say(text: str) -> None:
    """Talk, where someone watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr)


def result(bench: Bench, quick: bool) -> dict[str, object]:
    """Everything measured, as plain data."""
    shares = words(bench)
    bound, over = booklet(bench, quick)
    rows = speed(bench, quick) + bound
    peaks = memory(bench)
    tags = tags_of(bench, quick)
    apart = max(abs(1 - share) for share in shares.values())
    missed = [f"{r.workload}: {r.way}" for r in rows if r.verdict == "FAIL"]
    missed += [f"memory: {name}" for name, peak in peaks.items() if peak >= MEMORY_MB[name]]
    missed += [f"{name} to platypus" for name, share in over.items() if share > TO_PLATYPUS]
    missed += missed_by_tags(tags)
    missed += ["the words differ: see scratch/words-*.json"] if apart > WORDS_APART else []
    say("")
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "versions": bench.versions,
        "modes": MODES,
        "quick": quick,
        "words": shares,
        "memory_mb": peaks,
        "to_platypus": over,
        "tags": tags,
        "tags_note": note(tags),
        "rows": [{**asdict(row), "verdict": row.verdict} for row in rows],
        "missed": missed,
    }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Our command against Typst on the same words.")
    parser.add_argument("--quick", action="store_true", help="few rounds: a first impression")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--record", action="store_true", help="write the result into README.md")
    parser.add_argument("--stages", action="store_true", help="where our time goes, and no peers")
    parser.add_argument("--tags", action="store_true", help="what tags cost, and nothing else")
    parser.add_argument("--project", type=Path, default=HERE.parent, help="measure another copy")
    chosen = parser.parse_args()
    bench = prepare(chosen.project.resolve())
    if chosen.stages:
        worker = str(HERE / "stages.py")
        os.chdir(bench.empty)
        os.execv(bench.python, [str(bench.python), worker, SHEET])
    if chosen.tags:
        tags = tags_of(bench, chosen.quick)
        print(note(tags))
        return 1 if missed_by_tags(tags) else 0
    try:
        found = result(bench, chosen.quick)
    except Failed as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 2
    print(json.dumps(found, indent=1, ensure_ascii=False) if chosen.json else as_table(found))
    if chosen.record:
        record(HERE / "README.md", as_markdown(found))
    return 1 if found["missed"] else 0


if __name__ == "__main__":
    sys.exit(main())
