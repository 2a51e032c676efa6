"""What tags cost: CPU over the same pages untagged, and files over Typst's tagged ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from environment import HERE, Bench
from measure import Way, once, ratio, series

MOST_CPU = 1.3  # times the CPU of the same pages untagged
MOST_SIZE = 1.0  # times Typst's tagged file; a third is the aim


def tagging(
    ours: Callable[..., Way], typst: Callable[..., Way], bench: Bench, rounds: int
) -> dict[str, dict[str, Any]]:
    """By workload: the ratio of CPU, and of sizes; `ours` and `typst` make a Way of documents."""
    return {
        "one sheet": _one(ours, typst("typst", ("knee-to-chest",), "best", "sheet"), rounds,
                          bench, ("knee-to-chest",)),
        "booklet": _one(ours, typst("typst", ("booklet",), "best", "booklet"), max(3, rounds // 3),
                        bench, ("booklet",)),
    }  # fmt: skip


def _one(
    ours: Callable[..., Way], typst: Way, rounds: int, bench: Bench, ids: Sequence[str]
) -> dict[str, Any]:
    tagged = _through(bench, ours(f"tagged {ids[0]}", ids, False), "ours.py")
    bare = _through(bench, ours(f"untagged {ids[0]}", ids, False), "untagged.py")
    found = series([tagged, bare], rounds)
    once(typst)
    sizes = [next(way.output.glob("*.pdf")).stat().st_size for way in (tagged, bare, typst)]
    return {
        "cpu_over_untagged": ratio(found[tagged.name], found[bare.name]),
        "bytes": sizes[0],
        "bytes_untagged": sizes[1],
        "bytes_typst": sizes[2],
        "size_to_typst": sizes[0] / sizes[2],
    }


def _through(bench: Bench, way: Way, worker: str) -> Way:
    """The way, in one of the workers."""
    argv = (str(bench.python), str(HERE / "workers" / worker), *way.argv[1:])
    return replace(way, argv=argv)


def missed(found: dict[str, dict[str, Any]]) -> list[str]:
    """The targets that were not met."""
    out = []
    for name, each in found.items():
        if each["cpu_over_untagged"] > MOST_CPU:
            out.append(f"tags: CPU of {name}")
        if each["size_to_typst"] > MOST_SIZE:
            out.append(f"tags: size of {name}")
    return out


def note(found: dict[str, dict[str, Any]]) -> str:
    """The result in a sentence."""
    told = "; ".join(
        f"{name}: CPU {each['cpu_over_untagged']:.2f} of untagged, {each['bytes'] / 1000:.0f} kB"
        f" ({each['bytes_untagged'] / 1000:.0f} kB untagged, Typst"
        f" {each['bytes_typst'] / 1000:.0f} kB, {each['size_to_typst']:.2f} of it)"
        for name, each in found.items()
    )
    return f"Tags (target: CPU {MOST_CPU} of untagged, size {MOST_SIZE:.1f} of Typst's): {told}."
