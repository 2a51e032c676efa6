"""ReportLab, imported safely: this must be the first thing render/ imports.

ReportLab runs a `reportlab_settings.py` found on the path or in the home folder, and
obeys RL_* variables. A handout must not depend on either: an empty module takes the
name, and what the bytes depend on is set here.

It also imports what we never use: Pillow, for pictures that it would open itself (ours
come decoded from images/ and are drawn as plain streams), its temporary files and its
evaluator of expressions. While ReportLab loads, empty stand-ins spare a warm run these
15 ms; whoever imports Pillow later gets the real one.
"""

import contextlib
import functools
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
    from reportlab import rl_config
    from reportlab.lib.rl_accel import escapePDF
    from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

rl_config.useA85 = 0
rl_config.pageCompression = 1
rl_config.invariant = 0
rl_config.pdfComments = 0
rl_config.ttfAsciiReadable = 1
rl_config.trustedHosts = None
rl_config.trustedSchemes = []

# A pure function, asked the same few dozen names again and again, letter by letter.
pdfdoc.PDFName = functools.lru_cache(maxsize=256)(pdfdoc.PDFName)

__all__ = ["Canvas", "TTFont", "escapePDF", "pdfdoc", "pdfmetrics", "rl_config", "ttfonts"]
