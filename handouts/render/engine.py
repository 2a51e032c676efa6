"""ReportLab, imported safely: this must be the first thing render/ imports.

ReportLab runs a `reportlab_settings.py` found on the path or in the home folder, and
obeys RL_* variables. A handout must not depend on either: an empty module takes the
name, and what the bytes depend on is set here.
"""

import sys
import types

sys.modules.setdefault("reportlab_settings", types.ModuleType("reportlab_settings"))

from reportlab import rl_config  # noqa: E402
from reportlab.pdfbase import pdfdoc, pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

rl_config.useA85 = 0
rl_config.pageCompression = 1
rl_config.invariant = 0
rl_config.pdfComments = 0
rl_config.ttfAsciiReadable = 1
rl_config.trustedHosts = None
rl_config.trustedSchemes = []

__all__ = ["Canvas", "TTFont", "pdfdoc", "pdfmetrics"]
