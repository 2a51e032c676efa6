"""Pack entries for the cache, and unpack only what is ours.

A pickle can make any object and call any function; this one makes nothing but this
package's frozen values, so that a foreign file in the cache folder is refused, not obeyed.
"""

import io
import pickle
from typing import Any, Final

from msgspec import Struct

from handouts.model.text import Text

_PACKAGES: Final = ("handouts.model.", "handouts.source.node", "handouts.diagnostics")
# Days and times, and how msgspec makes a value whose fields are given by name.
_OTHERS: Final = {("datetime", "date"), ("datetime", "datetime"), ("msgspec._utils", "rebuild")}


class _OurUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Allow value classes of this package, never a function or a dotted way round."""
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if "." not in name and (module.startswith(_PACKAGES) or module == _LIBRARY):
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, Struct | Text):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in the cache")


_LIBRARY: Final = "handouts.library.library"  # Entry


def pack(value: Any) -> bytes:
    """The value as bytes for `unpack`."""
    return pickle.dumps(value, 5)


def unpack(data: bytes) -> Any:
    """The value that was packed; pickle.UnpicklingError where it is not one of ours."""
    return _OurUnpickler(io.BytesIO(data)).load()
