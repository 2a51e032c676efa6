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


__all__ = ["Command", "click"]
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


class Command(click.Command):
    """A command with short options that are found at once.

    Click looks for `-o` among the long options first, and where it is not there works out
    which one may have been meant, with what it imports for that: 3 ms.
    """

    def make_parser(self, ctx: click.Context) -> typing.Any:
        """Click's parser."""
        parser = super().make_parser(ctx)
        parser._long_opt.update(parser._short_opt)
        return parser
