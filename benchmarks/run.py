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
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from environment import CLIENTS, DAY, FEW, HERE, WORK, Bench, client, prepare
from measure import Failed, Timing, Way, once, ratio, series
from report import as_markdown, as_table, record
from tagging import missed as missed_by_tags
from tagging import note, tagging

SHEET = "knee-to-chest"
PLAIN = "plain"  # the theme with few boxes, once there is one
BOOKLET = "booklet"
MEMORY_MB = {"one sheet": 80.0, "24 sheets": 80.0, BOOKLET: 120.0}
TO_PLATYPUS = 0.3  # of the booklet in the full design
TO_REUSED = 0.3  # of 200 programmes, to one reused Typst compiler
FURTHER = 0.1  # of a further programme
GROWTH_MB = 10.0  # from 200 programmes to 2,000
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
            words = template if ids == (BOOKLET,) else ids[0]
            tail = [f"/scratch/data/{words}.json", f"{out}/{ids[0]}.pdf"]
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


def programmes(bench: Bench, quick: bool) -> tuple[list[Row], dict[str, float]]:
    """A day's programmes in one process; against one reused Typst compiler alone."""
    ways, rounds, made = Ways(bench), 3 if quick else 7, {}
    many, most = CLIENTS
    for count in (FEW, many):
        ids = tuple(client(n) for n in range(count))
        made[count] = (
            ours_of_a_day(bench, many, count, DAY),
            ways.typst(f"typst best {count}", ids, "best", "programme"),
        )
    found = series([way for pair in made.values() for way in pair], rounds)
    rows = []
    for count, (own, peer) in made.items():
        mine, theirs = found[own.name], found[peer.name]
        title = f"{count} programmes"
        target = TO_REUSED if count == many else None
        over = ratio(mine, theirs)
        wall = sorted(mine.wall)[len(mine.wall) // 2]
        rows.append(Row(title, own.name, mine.ms, wall, over, over, target))
        rows.append(Row(title, peer.name, theirs.ms, wall, 1.0, 1.0))
    further = [found[way.name].ms for count in (many, FEW) for way in made[count]]
    slopes = (further[0] - further[2]) / (further[1] - further[3])
    peaks = [_peak(bench, count, DAY) for count in (many, most)]
    told = {"further": slopes, "growth_mb": peaks[1] - peaks[0], "same_bytes": _same(bench, DAY)}
    return rows, told


def ours_of_a_day(bench: Bench, workspace: int, count: int, day: str) -> Way:
    """`handouts make --from`, as a person runs it, but for the file to print."""
    out = WORK / "out" / f"programmes-{workspace}-{count}"
    argv = ("make", "--from", f"appointments-{count}.csv", "--on", day, "--no-print-file")
    folder = WORK / f"clients-{workspace}"
    cache = WORK / "cache" / "programmes"
    return Way(
        f"ours {count}",
        (str(bench.command), *argv, "-o", f"{out}/"),
        folder,
        out,
        cache,
        False,
        count,
    )


def _peak(bench: Bench, count: int, day: str) -> float:
    """Peak memory of a day with so many clients, in MB."""
    way = ours_of_a_day(bench, count, count, day)
    worker = (str(bench.python), str(HERE / "workers" / "ours.py"))
    _, _, said = once(replace(way, argv=(*worker, *way.argv[1:])))
    return float(said.split()[-1])


def _same(bench: Bench, day: str) -> float:
    """The share of a day's documents whose bytes are those of each made alone; a sample."""
    many = CLIENTS[0]
    way = ours_of_a_day(bench, many, many, day)
    once(way)
    sample = [client(n) for n in range(0, many, 20)]
    alone = WORK / "out" / "programmes-alone"
    argv = (str(bench.command), "make", *(f"programme:{i}" for i in sample), "-o", f"{alone}/")
    once(Way("alone", argv, way.folder, alone, way.cache, False, len(sample)))
    same = [p.read_bytes() == (way.output / p.name).read_bytes() for p in alone.glob("*.pdf")]
    return sum(same) / len(sample)


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
    return sheet | full | _compared(bench, own, peers) | _programme_words(bench)


def _programme_words(bench: Bench) -> dict[str, float]:
    ids = tuple(client(n) for n in range(FEW))
    peer = Ways(bench).typst("typst", ids, "best", "programme")
    return _compared(bench, ours_of_a_day(bench, CLIENTS[0], FEW, DAY), [peer])


def _compared(bench: Bench, own: Way, peers: list[Way]) -> dict[str, float]:
    import subprocess

    for way in (own, *peers):
        once(way)
    files = [str(min(way.output.glob("*.pdf"))) for way in (own, *peers)]
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
    clients, batch = programmes(bench, quick)
    rows = speed(bench, quick) + bound + clients
    peaks = memory(bench)
    tags = tags_of(bench, quick)
    apart = max(abs(1 - share) for share in shares.values())
    missed = [f"{r.workload}: {r.way}" for r in rows if r.verdict == "FAIL"]
    missed += [f"memory: {name}" for name, peak in peaks.items() if peak >= MEMORY_MB[name]]
    missed += [f"{name} to platypus" for name, share in over.items() if share > TO_PLATYPUS]
    missed += ["a further programme"] if batch["further"] > FURTHER else []
    missed += ["memory of programmes"] if batch["growth_mb"] >= GROWTH_MB else []
    missed += ["programmes made alone differ"] if batch["same_bytes"] < 1 else []
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
        "batch": batch,
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
    parser.add_argument("--programmes", action="store_true", help="programmes alone")
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
        if chosen.programmes:
            rows, told = programmes(bench, chosen.quick)
            print(
                json.dumps(
                    [asdict(row) for row in rows] + [told, _programme_words(bench)], indent=1
                )
            )
            return 0
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
