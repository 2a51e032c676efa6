"""Options that several commands share, and what they enter: the Context and the Choices."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from handouts.cli.debugging import debug
from handouts.context import make_context
from handouts.jobs import Choices
from handouts.looks.variants import STANDARD, VARIANTS, variant_of
from handouts.units import PAPERS

_Wrapped = Callable[..., Any]


def in_context(function: _Wrapped) -> _Wrapped:
    """Give a command the Context as its first argument, and the options that make it."""

    @click.option(
        "--workspace",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The practice's folder. Default: the nearest one at or above where you stand.",
    )
    @click.option(
        "--date", metavar="YYYY-MM-DD", help="Take this as today; also SOURCE_DATE_EPOCH."
    )
    @click.option("--no-cache", is_flag=True, help="Read everything anew and keep nothing.")
    @debug
    @functools.wraps(function)
    def run(
        *args: Any, workspace: Path | None, date: str | None, no_cache: bool, **kwargs: Any
    ) -> Any:
        context = make_context(os.environ, Path.cwd(), workspace, date)
        if date is not None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)  # ReportLab reads it, and stumbles too
        if no_cache:
            context = structs.replace(context, cache=None)
        return function(context, *args, **kwargs)

    return run


def with_choices(function: _Wrapped) -> _Wrapped:
    """Give a command `choices`, and the options that make them."""

    @click.option("--layout", metavar="L", help="Which layout; see 'handouts list layouts'.")
    @click.option("--brand", metavar="B", help="Whose handout; see 'handouts list brands'.")
    @click.option("--theme", metavar="T", help="Which family of looks; see 'list themes'.")
    @click.option("--paper", type=click.Choice(tuple(PAPERS)), help="Which paper.")
    @click.option(
        "--variant",
        type=click.Choice(VARIANTS),
        default=(STANDARD,),
        multiple=True,
        help="large-print: 16 pt and more; mono: for a printer without colours; or both.",
    )
    @click.option(
        "--side", type=click.Choice(("left", "right")), help="Turn the figures to this side."
    )
    @functools.wraps(function)
    def run(
        *args: Any,
        layout: str | None,
        brand: str | None,
        theme: str | None,
        paper: str | None,
        variant: tuple[str, ...],
        side: str | None,
        **kwargs: Any,
    ) -> Any:
        chosen = Choices(layout, brand, theme, paper, variant_of(variant), side)
        return function(*args, choices=chosen, **kwargs)

    return run


def as_json_option(function: _Wrapped) -> _Wrapped:
    """--json, for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")(function)
