"""Make every kind of handout and let veraPDF judge it: `make conformance`.

With files as arguments it judges those. Exit code 1 where a file fails, or where one that was
broken on purpose passes both the judge and our own check; 2 where there is no judge.
"""

import sys
import tempfile
from pathlib import Path

from conformance.broken import broken
from conformance.judge import Missing, Verdict, judged
from conformance.samples import samples


def main(arguments: list[str]) -> int:
    """Judge, and say what failed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _run([Path(name) for name in arguments], Path(folder))
        except Missing as problem:
            print(problem, file=sys.stderr)
            return 2


def _run(files: list[Path], folder: Path) -> int:
    spoiled: dict[Path, tuple[str, ...]] = {}
    if not files:
        for name, pdf in samples(folder / "workspace", folder / "cache"):
            files.append(_written(folder / f"{name}.pdf", pdf))
        for name, pdf, found in broken(folder / "workspace", folder / "cache"):
            spoiled[_written(folder / f"broken-{name}.pdf", pdf)] = found
    verdicts = judged([*files, *spoiled])
    failures = [v for v in verdicts if v.file not in spoiled and v.outcome != "pass"]
    for each in failures:
        print(f"{each.file.name}: {each.flavour} {each.outcome}: {each.rules}")
    unseen = [file for file in spoiled if not _seen(file, spoiled[file], verdicts)]
    for file in unseen:
        print(f"{file.name}: broken, and no one saw it")
    print(
        f"{len(files)} files judged for PDF/UA-1 and PDF/A-2a, {len(failures)} failures; "
        f"{len(spoiled) - len(unseen)} of {len(spoiled)} broken ones seen"
    )
    return 1 if failures or unseen else 0


def _written(path: Path, pdf: bytes) -> Path:
    path.write_bytes(pdf)
    return path


def _seen(file: Path, found: tuple[str, ...], verdicts: list[Verdict]) -> bool:
    """Whether our own check or the judge saw what is wrong with a file."""
    return bool(found) or any(v.file == file and v.outcome == "fail" for v in verdicts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
