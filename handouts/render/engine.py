"""ReportLab's reader of faces, imported safely: nothing else may import ReportLab.

ReportLab runs a `reportlab_settings.py` found on the path or in the home folder. A handout
must not depend on it: an empty module takes the name.

It also imports what we never use: Pillow, its temporary files and its evaluators of
expressions. While ReportLab loads, stand-ins spare a first run these 17 ms; whoever
imports Pillow later gets the real one.
"""

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
    from reportlab.pdfbase import ttfonts

__all__ = ["ttfonts"]
