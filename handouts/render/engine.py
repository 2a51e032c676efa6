"""ReportLab, imported safely: this must be the first thing render/ imports.

ReportLab runs a `reportlab_settings.py` found on the path or in the home folder, and
obeys RL_* variables. A handout must not depend on either: an empty module takes the
name, and what the bytes depend on is set here.

It also imports what we never use: Pillow, for pictures that it would open itself (ours
come decoded from images/ and are drawn as plain streams), its temporary files and its
evaluators of expressions. While ReportLab loads, stand-ins spare a warm run these 17 ms;
whoever imports Pillow later gets the real one.
"""

import functools
import sys
import types
from typing import Any, Final

from handouts.spare import standing_in


def _literal(text: str) -> Any:
    import ast

    return ast.literal_eval(text)


_UNUSED: Final[dict[str, dict[str, Any]]] = {
    "PIL": {"Image": None},
    "ast": {"literal_eval": _literal},
    "reportlab.lib.rltempfile": {"get_rl_tempfile": None, "get_rl_tempdir": None},
    "reportlab.lib.rl_safe_eval": {
        "rl_safe_exec": None,
        "rl_safe_eval": None,
        "safer_globals": None,
        "rl_extended_literal_eval": None,
    },
}

sys.modules.setdefault("reportlab_settings", types.ModuleType("reportlab_settings"))


with standing_in(_UNUSED):
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
