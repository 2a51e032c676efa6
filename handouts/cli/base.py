"""Click and msgspec, imported without what no run needs: main imports this before all else.

Click cleans the help of its options with `inspect`, and else uses it only to show help or
pages; msgspec takes from `typing_extensions` what Python has had itself since 3.11, and
wraps the texts of schemas. These modules would be 8 ms of every run.
"""

import typing

from handouts.spare import standing_in


def _clean(text: str) -> str:
    """As inspect.cleandoc, for the one line that the help of an option is."""
    if "\n" not in text and "\t" not in text:
        return text.lstrip()
    import inspect

    return inspect.cleandoc(text)


__all__ = ["click"]
_STAND_INS: typing.Final[dict[str, dict[str, typing.Any]]] = {
    "inspect": {"cleandoc": _clean},
    "textwrap": {},
    "typing_extensions": {
        "get_type_hints": typing.get_type_hints,
        "NotRequired": typing.NotRequired,
        "Required": typing.Required,
    },
}

with standing_in(_STAND_INS):
    import click
    import msgspec  # noqa: F401 - for those who import it after
