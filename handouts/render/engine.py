"""ReportLab's reader of faces, imported safely: nothing else may import ReportLab.

ReportLab runs a `reportlab_settings.py` found on the path or in the home folder. A handout
must not depend on it: an empty module takes the name.

It also imports what we never use: Pillow, its temporary files and its evaluator of
expressions. While ReportLab loads, empty stand-ins spare a first run these 15 ms; whoever
imports Pillow later gets the real one.
"""

import contextlib
import sys
import types
from collections.abc import Iterator
from typing import Final

_UNUSED: Final = {
    "PIL": ("Image",),
    "reportlab.lib.rltempfile": ("get_rl_tempfile", "get_rl_tempdir"),
    "reportlab.lib.rl_safe_eval": (
        "rl_safe_exec",
        "rl_safe_eval",
        "safer_globals",
        "rl_extended_literal_eval",
    ),
}

sys.modules.setdefault("reportlab_settings", types.ModuleType("reportlab_settings"))


@contextlib.contextmanager
def _without_unused() -> Iterator[None]:
    stand_ins = [name for name in _UNUSED if name not in sys.modules]
    for name in stand_ins:
        module = sys.modules[name] = types.ModuleType(name)
        module.__dict__.update(dict.fromkeys(_UNUSED[name]))
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


with _without_unused():
    from reportlab.pdfbase import ttfonts

__all__ = ["ttfonts"]
