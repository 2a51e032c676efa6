"""ReportLab, imported safely: this must be the first thing render/ imports.

ReportLab runs a `reportlab_settings.py` found on the path or in the home folder, and
obeys RL_* variables. A handout must not depend on either: an empty module takes the
name, and what the bytes depend on is set here.

It also imports Pillow, for pictures that it would open itself. Ours come decoded from
images/ and are drawn as plain streams, so while ReportLab loads an empty stand-in spares
a warm run Pillow's 10 ms; whoever imports Pillow later gets the real one.
"""

import contextlib
import sys
import types
from collections.abc import Iterator

sys.modules.setdefault("reportlab_settings", types.ModuleType("reportlab_settings"))


@contextlib.contextmanager
def _without_pillow() -> Iterator[None]:
    if "PIL" in sys.modules:
        yield
        return
    stand_in = types.ModuleType("PIL")
    stand_in.__dict__["Image"] = None  # ReportLab takes this for "no pictures"
    sys.modules["PIL"] = stand_in
    try:
        yield
    finally:
        del sys.modules["PIL"]


with _without_pillow():
    from reportlab import rl_config
    from reportlab.lib.rl_accel import escapePDF as escape
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

__all__ = ["Canvas", "TTFont", "escape", "pdfdoc", "pdfmetrics", "rl_config", "ttfonts"]
