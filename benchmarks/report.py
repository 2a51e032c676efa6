"""The result as a table, for the terminal and for README.md."""

from pathlib import Path
from typing import Any

HEADS = ("workload", "way", "CPU ms", "to Typst", "to Typst best", "target", "")
BEGIN, END = "<!-- results -->", "<!-- /results -->"


def cells(row: dict[str, Any]) -> tuple[str, ...]:
    """One row in words."""
    numbers = [f"{row[key]:.2f}" if row[key] is not None else "" for key in ("to_typst", "to_best")]
    target = f"{row['target']:.1f}" if row["target"] is not None else ""
    return (row["workload"], row["way"], f"{row['cpu_ms']:.0f}", *numbers, target, row["verdict"])


def as_table(found: dict[str, Any]) -> str:
    """Aligned columns."""
    lines = [HEADS, *(cells(row) for row in found["rows"])]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADS))]
    out = []
    for line in lines:
        sized = list(zip(line, widths, strict=True))
        left = [cell.ljust(width) for cell, width in sized[:2]]
        out.append("  ".join([*left, *(cell.rjust(width) for cell, width in sized[2:])]))
    return "\n".join([*out, "", *notes(found)])


def as_markdown(found: dict[str, Any]) -> str:
    """The same as a Markdown table."""
    lines = [HEADS, ("---",) * len(HEADS), *(cells(row) for row in found["rows"])]
    table = [f"| {' | '.join(line)} |" for line in lines]
    return "\n\n".join([*notes(found)[:1], "\n".join(table), *notes(found)[1:]])


def notes(found: dict[str, Any]) -> list[str]:
    """What the numbers rest on."""
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    peaks = ", ".join(f"{name} {peak:.0f} MB" for name, peak in found["memory_mb"].items())
    shares = ", ".join(f"{name} {share:.3f}" for name, share in found["words"].items())
    over = ", ".join(f"{name} {share:.2f}" for name, share in found["to_platypus"].items())
    missed = "; ".join(found["missed"])
    quick = ", --quick" if found["quick"] else ""
    return [
        f"{found['date']}{quick}, {found['machine']}; {versions}.",
        f"Peak memory of ours (target: under 80 MB, the booklet 120): {peaks}.",
        "A further programme over the reused Typst compiler's (target: 0.1): "
        f"{found['batch']['further']:.2f}; memory from 200 to 2,000 grows by "
        f"{found['batch']['growth_mb']:.0f} MB (target: under 10); "
        f"{found['batch']['same_bytes']:.0%} of a sample are the bytes of each made alone.",
        f"The booklet over platypus (target: 0.3): {over}.",
        f"Words over ours (target: within 3 %): {shares}.",
        found["tags_note"],
        f"Missed: {missed}." if missed else "All targets met.",
    ]


def record(readme: Path, text: str) -> None:
    """Replace what stands between the marks."""
    old = readme.read_text("utf-8")
    before, _, rest = old.partition(BEGIN)
    after = rest.partition(END)[2]
    readme.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
