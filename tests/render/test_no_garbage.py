"""Making a handout leaves no circle of references: memory is free again at once.

The command line searches for garbage rarely, as that took a fifth of a booklet's time.
"""

import gc

import pytest

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.library.workspace import builtin_library


@pytest.mark.parametrize("target", ["knee-to-chest", "lower-back", "programme:example"])
def test_a_handout_leaves_no_garbage(target, tmp_path):
    place = builtin_library()
    press = open_press(make_context({"HANDOUTS_CACHE": str(tmp_path)}, place, place, "2026-11-22"))
    job = press.job(find_target(press, target), Choices(brand="example-andover"))
    press.make(job)  # what is imported or kept on the way is no garbage
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        press.make(job)
        gc.collect()
        assert [getattr(each, "__qualname__", type(each).__name__) for each in gc.garbage] == []
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
