"""Click and msgspec, imported without what no run needs: main imports this before all else.

Click cleans the help of its options with `inspect`, and else uses it only to show help or
pages; it looks for translations of its words, and has none. msgspec takes from
`typing_extensions` what Python has had itself since 3.11, makes schemas with an `inspect` of
its own, and wants `uuid`, which asks `platform` for one word. `pathlib` writes paths as
addresses. These modules would be 14 ms of every run.
"""

import sys
import typing

from handouts.spare import standing_in


def _clean(text: str) -> str:
    """As inspect.cleandoc, for the one line that the help of an option is."""
    if "\n" not in text and "\t" not in text:
        return text.lstrip()
    import inspect

    return inspect.cleandoc(text)


def _as_it_is(text: str) -> str:
    return text


def _of_count(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


def _quoted(path: bytes) -> str:
    """As urllib.parse.quote_from_bytes, which an address of a path needs alone."""
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(path)


__all__ = ["click"]
_SYSTEMS: typing.Final = {"win32": "Windows", "darwin": "Darwin"}
_STAND_INS: typing.Final[dict[str, dict[str, typing.Any]]] = {
    "inspect": {"cleandoc": _clean},
    "gettext": {"gettext": _as_it_is, "ngettext": _of_count},
    "msgspec.inspect": {},
    "platform": {"system": lambda: _SYSTEMS.get(sys.platform, "Linux")},
    "textwrap": {},
    "urllib.parse": {"quote_from_bytes": _quoted},
    "typing_extensions": {
        "get_type_hints": typing.get_type_hints,
        "NotRequired": typing.NotRequired,
        "Required": typing.Required,
    },
}

with standing_in(_STAND_INS):
    import pathlib  # noqa: F401 - these two for those who import them after

    import click
    import msgspec  # noqa: F401
