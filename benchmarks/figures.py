"""How long a figure takes: new, and read back from the cache. `python -m benchmarks.figures`.

With `--sketch DIR` the prototype of the figures is run beside it, turn and turn about, on the
fifteen poses both have; a ratio is the median of the rounds' own ratios.
"""

import argparse
import gc
import importlib
import io
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from handouts.artist import Artist
from handouts.build import open_press
from handouts.context import make_context
from handouts.figures.draw import portray
from handouts.figures.people import CAST
from handouts.figures.spec import Spec, resolved

# The prototype's names for the poses, and ours.
PAIRS = {
    "Lying on back (start)": "lying-knees-bent", "Single knee to chest": "knee-to-chest",
    "Double knee to chest": "double-knee-to-chest", "Seated knee to chest": "seated-knee-to-chest",
    "Cat": "cat", "Cow": "cow", "Child's pose": "childs-pose", "Pelvic tilt": "pelvic-tilt",
    "Figure four (piriformis)": "figure-four", "Supine twist (from above)": "spinal-twist",
    "Standing quad stretch": "quad-stretch", "Kneeling hip flexor lunge": "hip-flexor-lunge",
    "Wall calf stretch": "calf-stretch", "Doorway chest stretch": "chest-doorway",
    "Neck side bend": "neck-side-bend",
}  # fmt: skip
ROUNDS = 5


def timed(run: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def poses() -> dict[str, Spec]:
    """Every named pose of the built-in library."""
    home = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as cache:
        known = open_press(make_context({"HANDOUTS_CACHE": cache}, home, home)).library.poses
    return {name: resolved(form, {}, known) for name, form in known.items()}


def main() -> None:
    """Print the numbers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sketch", type=Path)
    chosen = options.parse_args()
    every = poses()
    ours = [every[name] for name in PAIRS.values()]
    fresh = [timed(lambda: [portray(s, CAST[0]) for s in ours]) / len(ours) for _ in range(ROUNDS)]
    print(f"new: {1000 * statistics.median(fresh):.1f} ms a figure")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        for spec in ours:
            Artist(cache).draw(spec, CAST[0], "clothed", False)
        kept = [_cached(cache, ours) for _ in range(4 * ROUNDS)]
    print(f"cached: {1000 * statistics.median(kept):.2f} ms a figure")
    sizes = [_size(spec) for spec in every.values()]
    print(f"bytes: mean {statistics.mean(sizes):.0f}, most {max(sizes)} of {len(sizes)} poses")
    if chosen.sketch is not None:
        _against(chosen.sketch, ours, statistics.median(kept))


def _cached(cache: Path, specs: list[Spec]) -> float:
    artist = Artist(cache)
    return timed(lambda: [artist.draw(s, CAST[0], "clothed", False) for s in specs]) / len(specs)


def _size(spec: Spec) -> int:
    drawn = portray(spec, CAST[0]).drawn
    return len(zlib.compress("\n".join(f"{op.path} f" for op in drawn.ops).encode()))


def _against(folder: Path, ours: list[Spec], kept: float) -> None:
    sys.path.insert(0, str(folder))
    sketch, theirs = importlib.import_module("draw"), importlib.import_module("final").P
    theme = sketch.theme()

    def prototype() -> None:
        canvas = importlib.import_module("reportlab.pdfgen.canvas").Canvas(io.BytesIO())
        for name in PAIRS:
            drawn, _ = sketch.render(theirs[name], theme)
            sketch.to_pdf(canvas, drawn, 150, 60, 115)

    ratios, base = [], []
    for _ in range(ROUNDS):
        mine, other = timed(lambda: [portray(s, CAST[0]) for s in ours]), timed(prototype)
        ratios.append(mine / other)
        base.append(other / len(ours))
    print(f"against the prototype: new {statistics.median(ratios):.2f} times its CPU,", end=" ")
    print(f"cached {kept / statistics.median(base):.4f} times")


if __name__ == "__main__":
    main()
