"""How often a run searches memory for garbage: seldom, for nearly all it has made is in use."""

import atexit
import gc
from typing import Final

_MORE: Final = 60_000  # objects more than at the last search; Python's own is 700


def collect_rarely() -> None:
    """Spare a short run the search for garbage, a fifth of its time, mostly as it ends.

    For a process that is ours alone. One handout stays below the threshold; a batch is still
    searched every few dozen.
    """
    gc.enable()
    gc.set_threshold(_MORE, 20, 100)
    atexit.register(gc.freeze)


def collect_never() -> None:
    """Where one handout is all there is to make: a booklet's objects are in use to the end."""
    if gc.get_threshold()[0] == _MORE:  # else the process belongs to others
        gc.disable()
