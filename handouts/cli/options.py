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
from handouts.model.stretch import ITEM_SIDES
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
        context = make_context({"HANDOUTS_STRICT": "0", **os.environ}, Path.cwd(), workspace, date)
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
        "--side",
        type=click.Choice(ITEM_SIDES),
        help="The client's side: turns the figures to it (left or right).",
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
        form = bool(kwargs.pop("form", False))
        chosen = Choices(layout, brand, theme, paper, variant_of(variant), form, side)
        return function(*args, choices=chosen, **kwargs)

    return run


def with_client(function: _Wrapped) -> _Wrapped:
    """Give a command `client`: what it was told of one, {} where nothing was."""
    for name, flags, text, more in reversed(_OF_A_CLIENT):
        function = click.option(*flags, name, help=text, **more)(function)

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        found = {name: kwargs.pop(name) for name, *_ in _OF_A_CLIENT}
        said = [f[0] for name, f, *_ in _OF_A_CLIENT if found[name] not in (None, (), False)]
        if not said:
            return function(*args, client={}, **kwargs)
        if found["name"] is None:
            del found["name"]
        return function(*args, client={**found, "first": said[0]}, **kwargs)

    # Click reads the options off the outermost function.
    run.__click_params__ = function.__click_params__  # type: ignore[attr-defined]
    return run


_OF_A_CLIENT: tuple[tuple[str, tuple[str, ...], str, dict[str, Any]], ...] = (
    ("name", ("--for",), "For this client: a name, or the id of a client's file.",
     {"metavar": "NAME"}),
    ("id", ("--id",), "The client's id, for the file's name; else one is made up.",
     {"metavar": "ID"}),
    ("hold", ("--hold",), "How long each hold lasts, as 20s.", {"metavar": "TIME"}),
    ("reps", ("--reps",), "How many times.", {"metavar": "N"}),
    ("sets", ("--sets",), "How many rounds of those.", {"metavar": "N"}),
    ("breaths", ("--breaths",), "How many slow breaths.", {"metavar": "N"}),
    ("rest", ("--rest",), "The rest between rounds, as 30s.", {"metavar": "TIME"}),
    ("times_per_day", ("--per-day",), "How often a day.", {"metavar": "N"}),
    ("note", ("--note",), "A word for this client.", {"metavar": "TEXT"}),
    ("goal", ("--goal",), "The goal, in the client's words.", {"metavar": "TEXT"}),
    ("therapist", ("--therapist",), "Who made it.", {"metavar": "NAME"}),
    ("next_appointment", ("--next",), "Day and time of the next visit.",
     {"metavar": "'YYYY-MM-DD HH:MM'"}),
    ("period", ("--period",), "How long to go on, as '2 weeks'.", {"metavar": "TIME"}),
    ("when_and_where", ("--when",), "When and where the client will do them.",
     {"metavar": "TEXT"}),
    ("email", ("--email",), "The client's address.", {"metavar": "ADDRESS"}),
    ("flag", ("--flag",), "A word of content/flags.yaml that holds for the client; again for more.",
     {"metavar": "FLAG", "multiple": True}),
    ("in_order", ("--in-order",), "Keep the order typed; else positions change least.",
     {"is_flag": True}),
    ("save", ("--save",), "Write the programme's file as well.", {"is_flag": True}),
)  # fmt: skip


def with_list(text: str) -> Callable[[_Wrapped], _Wrapped]:
    """Give a command `source` and `day`: a list of appointments, and which day of it."""

    def give(function: _Wrapped) -> _Wrapped:
        kept = click.option(
            "--on", "day", metavar="YYYY-MM-DD", help="Which day of that list; else today."
        )(function)
        place = click.Path(path_type=Path)
        return click.option("--from", "source", type=place, metavar="FILE", help=text)(kept)

    return give


def as_json_option(function: _Wrapped) -> _Wrapped:
    """--json, for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")(function)
