"""`handouts make`: a few handouts, now."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import structs

from handouts.cli.complete import targets
from handouts.cli.options import in_context, with_choices, with_client, with_list
from handouts.cli.terminal import (
    clean,
    count_text,
    out,
    talk,
    tell_error,
    tell_left_out,
    tell_problems,
    tell_warning,
)
from handouts.context import Context
from handouts.diagnostics import show_path
from handouts.errors import UsageError
from handouts.jobs import Choices

if TYPE_CHECKING:
    from handouts.build import Press
    from handouts.making import Outcome


@click.command("make")
@click.argument("target", nargs=-1, shell_complete=targets)
@with_choices
@click.option(
    "-o", "--output", metavar="PATH", help="A file; or a folder, if it exists or ends in /."
)
@click.option("--text", is_flag=True, help="Write plain text instead of a PDF.")
@click.option("--form", is_flag=True, help="A programme's diary can be filled in on a screen.")
@with_client
@with_list("The programmes of all clients in a list of appointments, a .csv or .ics file.")
@click.option("--no-print-file", is_flag=True, help="Only the handouts, not the file to print.")
@in_context
def command(
    context: Context,
    target: tuple[str, ...],
    choices: Choices,
    output: str | None,
    source: Path | None,
    day: str | None,
    no_print_file: bool,
    text: bool,
    client: dict[str, Any],
) -> None:
    """Make handouts now.

    TARGET is a stretch, a booklet, programme:ID, or the path of a file. With --for the
    stretches become one client's programme. Prints each file made.
    """
    from handouts.build import open_press

    press = open_press(context)
    _refuse_mixed(target, client, source, day, text)
    if source is not None:
        from handouts.cli.appointments import make_appointments

        bound = not no_print_file
        sys.exit(make_appointments(press, source, day, choices, output, bound))
    _told(press, _outcomes(press, target, choices, output, client, text))


def _refuse_mixed(
    target: tuple[str, ...],
    client: dict[str, Any],
    source: Path | None,
    day: str | None,
    text: bool,
) -> None:
    """Options that need another one, or shut one another out."""
    if source is not None and (target or client):
        raise UsageError("--from makes what its list says", "leave the other names and options out")
    if day is not None and source is None:
        raise UsageError("--on needs --from FILE", "as --from appointments.csv --on 2026-11-23")
    if not target and source is None:
        raise UsageError("there is no TARGET", "name a stretch; see 'handouts list'")
    if text and (client or source is not None):
        raise UsageError(
            "--text is for targets with a file", "save the programme, then make its text"
        )
    if client and "name" not in client:
        option = client.get("first", "--save")
        raise UsageError(f"{option} needs --for NAME", "it is for one client's programme")


def _outcomes(
    press: "Press",
    target: tuple[str, ...],
    choices: Choices,
    output: str | None,
    client: dict[str, Any],
    text: bool,
) -> "Iterator[Outcome]":
    from handouts.making import make_request, make_targets

    if not client:
        return make_targets(press, target, choices, output, text)
    from handouts.cli.asked import request_of

    request = request_of(target, client, choices.side)
    choices = structs.replace(choices, side=None)  # each stretch of the programme has its own
    return make_request(press, request, choices, output, client["save"])


def _told(press: "Press", outcomes: "Iterator[Outcome]") -> None:
    from handouts.making import elsewhere, exit_code

    results: list[Outcome] = []
    for result in outcomes:
        tell_problems(result.diagnostics)
        tell_left_out(result.left_out)
        if result.message:
            tell_error(result.message, result.hint)
        if result.path is not None:
            out(clean(show_path(str(result.path))))
        if result.note:
            talk(clean(result.note))
        results.append(result)
    others = elsewhere(press, results)
    if others:
        said = count_text(others, "problem")
        tell_warning(f"{said} elsewhere in the library; 'handouts check' shows more")
    sys.exit(exit_code(results))
