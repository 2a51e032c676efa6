"""`handouts preview`: the pages as pictures."""

import click

from handouts.cli.complete import targets
from handouts.cli.options import in_context, with_choices
from handouts.cli.terminal import clean, out, tell_left_out, tell_problems
from handouts.context import Context
from handouts.diagnostics import show_path
from handouts.jobs import Choices


@click.command("preview")
@click.argument("target", shell_complete=targets)
@with_choices
@click.option(
    "--dpi", type=click.IntRange(36, 600), default=110, show_default=True, help="Dots per inch."
)
@click.option("-o", "--output", metavar="PATH", help="A folder, or a file name ending in .png.")
@in_context
def command(context: Context, target: str, choices: Choices, dpi: int, output: str | None) -> None:
    """Make a PNG picture of each page. Prints each file made."""
    from handouts.build import open_press
    from handouts.making import preview

    for made in preview(open_press(context), target, choices, output, dpi):
        tell_problems(made.diagnostics)
        tell_left_out(made.left_out)
        out(clean(show_path(str(made.path))))
