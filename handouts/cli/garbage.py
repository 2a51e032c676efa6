"""How often a run searches memory for garbage: hardly ever, for making a handout leaves none."""

import atexit
import gc
from typing import Final

_MORE: Final = 1_000_000  # objects more than at the last search; Python's own is 700


def collect_rarely() -> None:
    """Spare a run the search for garbage, a fifth of its time, mostly as it ends.

    For a process that is ours alone. A booklet stays below the threshold, and a day's batch
    does not grow, as tests/render/test_no_garbage.py makes sure.
    """
    gc.enable()
    gc.set_threshold(_MORE, 20, 100)
    atexit.register(gc.freeze)
