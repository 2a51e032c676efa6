"""Import a library without what it imports itself and a run never uses.

Start-up is a good half of what one handout takes, and a third of that are modules that
Click and ReportLab name and that nothing here comes to. While such a library loads, small
stand-ins take their names; who imports the real ones later gets them.
"""

import contextlib
import importlib
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any


@contextlib.contextmanager
def standing_in(modules: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """For as long as it lasts, `modules` stand for those not loaded yet, each with its names.

    A name that a stand-in has not is looked up in the real module as soon as it is asked for,
    so another version of the library, which needs more, is slower and not broken.
    """
    fresh = [name for name in modules if name not in sys.modules]
    for name in fresh:
        sys.modules[name] = _StandIn(name, modules[name])
    try:
        yield
    finally:
        for name in fresh:
            if isinstance(sys.modules.get(name), _StandIn):
                del sys.modules[name]


class _StandIn(types.ModuleType):
    def __init__(self, name: str, known: Mapping[str, Any]) -> None:
        super().__init__(name)
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)
