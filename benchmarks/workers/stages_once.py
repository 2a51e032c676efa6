"""One make in this process, told stage by stage as JSON of CPU milliseconds.

python stages_once.py cold|warm OUT TARGET...

A stage is a function, wrapped; its time is its own, without the stages inside it. What it
imports late counts as its own. Only what the product imports anyway is imported here.
"""

import functools
import importlib
import sys
import time
from collections.abc import Callable
from typing import Any

STAGES = (
    ("library", "handouts.build", "open_library"),
    ("library: find files", "handouts.library.cache", "find_files"),
    ("library: read and check", "handouts.library.load", "load_library"),
    ("library: write cache", "handouts.library.cache", "_write"),
    ("select", "handouts.build", "Press.job"),
    ("compose", "handouts.build", "Press.compose"),
    ("fonts: find", "handouts.build", "Press.faces"),
    ("fonts: parse", "reportlab.pdfbase.ttfonts", "TTFontFile.__init__"),
    ("QR code", "handouts.looks.furniture", "modules"),
    ("lay out", "handouts.build", "Press.lay_out"),
    ("lay out: measure", "handouts.looks.setting", "blocks_of"),
    ("lay out: paginate", "handouts.looks.setting", "paginate"),
    ("draw", "handouts.render.draw", "draw_pdf"),
    ("write: PDF objects and fonts", "reportlab.pdfgen.canvas", "Canvas.save"),
    ("write: file", "handouts.making", "deliver"),
    ("make", "handouts.build", "Press.make"),
    ("command line and the rest", "handouts.cli.main", "main"),
)
LOADER = "handouts.library.load"


class Clock:
    """CPU by stage, each without the stages inside it."""

    def __init__(self) -> None:
        self.own: dict[str, float] = {}
        self._inner = [0.0]

    def wrap(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        @functools.wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                spent = time.process_time() - start
                own = spent - self._inner.pop()
                self.own[label] = self.own.get(label, 0.0) + own
                self._inner[-1] += spent

        return timed


def wrap_stages(clock: Clock, cold: bool) -> None:
    """Time every stage that exists, wherever our modules hold it by name."""
    for label, module, path in STAGES:
        if module == LOADER and not cold:
            continue  # a warm run must not pay for importing yaml
        *owners, name = path.split(".")
        try:
            holder: Any = functools.reduce(getattr, owners, importlib.import_module(module))
            function = getattr(holder, name)
        except (ImportError, AttributeError):
            print(f"no stage '{label}': there is no {module}.{path}", file=sys.stderr)
            continue
        timed = clock.wrap(label, function)
        setattr(holder, name, timed)
        for other in [m for n, m in sys.modules.items() if n.startswith("handouts")]:
            if not owners and getattr(other, name, None) is function:
                setattr(other, name, timed)


def main(cache: str, out: str, *targets: str) -> None:
    """Make, and print."""
    clock = Clock()
    started = time.process_time()
    wrap_stages(clock, cache == "cold")
    ready = time.process_time()
    sys.argv = ["handouts", "make", *targets, "--layout", "sheet", "-o", f"{out}/"]
    said, sys.stdout = sys.stdout, sys.stderr
    code = sys.modules["handouts.cli.main"].main()
    if code:
        sys.exit(code)
    rows = {"Python's start": started, "imports": ready - started, **clock.own}
    import json  # after the clock

    print(json.dumps({name: spent * 1000 for name, spent in rows.items()}), file=said)


if __name__ == "__main__":
    main(*sys.argv[1:])
