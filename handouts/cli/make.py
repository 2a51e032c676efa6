"""`handouts make`: a few handouts, now."""

import sys

import click

from handouts.cli.complete import targets
from handouts.cli.options import in_context, with_choices
from handouts.cli.terminal import clean, count_text, out, tell_error, tell_problems, tell_warning
from handouts.context import Context
from handouts.diagnostics import show_path
from handouts.jobs import Choices


@click.command("make")
@click.argument("target", nargs=-1, required=True, shell_complete=targets)
@with_choices
@click.option(
    "-o", "--output", metavar="PATH", help="A file; or a folder, if it exists or ends in /."
)
@click.option("--text", is_flag=True, help="Write plain text instead of a PDF.")
@in_context
def command(
    context: Context, target: tuple[str, ...], choices: Choices, output: str | None, text: bool
) -> None:
    """Make handouts now.

    TARGET is a stretch, programme:ID, or the path of a file. Prints each file made.
    """
    from handouts.build import open_press
    from handouts.making import Outcome, elsewhere, exit_code, make_targets

    press = open_press(context)
    results: list[Outcome] = []
    for result in make_targets(press, target, choices, output, text):
        tell_problems(result.diagnostics)
        if result.message:
            tell_error(result.message, result.hint)
        if result.path is not None:
            out(clean(show_path(str(result.path))))
        results.append(result)
    others = elsewhere(press, results)
    if others:
        said = count_text(others, "problem")
        tell_warning(f"{said} elsewhere in the library; 'handouts check' shows more")
    sys.exit(exit_code(results))
