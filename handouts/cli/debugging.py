"""--debug, which is taken before a command's name as well as after it."""

from collections.abc import Callable
from typing import Any, Final

import click

_KEY: Final = "handouts.debug"


def debug(function: Callable[..., Any], eager: bool = False) -> Callable[..., Any]:
    """Give a command, or the group of them, the option --debug."""
    return click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        is_eager=eager,
        callback=_remember,
        help="Show where an internal problem happened.",
    )(function)


def _remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_KEY] = True


def debugging(ctx: click.Context) -> bool:
    """Whether the person asked for it."""
    return bool(ctx.meta.get(_KEY))
