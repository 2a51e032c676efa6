"""`handouts preview`: the pages as pictures."""

import click

from handouts.cli.complete import targets
from handouts.cli.options import in_context, with_choices
from handouts.cli.terminal import clean, out, tell_left_out, tell_problems
from handouts.context import Context
from handouts.diagnostics import show_path
from handouts.jobs import Choices


@click.command("preview")
@click.argument("target", required=False, shell_complete=targets)
@with_choices
@click.option(
    "--dpi", type=click.IntRange(36, 600), default=110, show_default=True, help="Dots per inch."
)
@click.option("--figure", metavar="NAME", help="Only this figure of the stretch, large.")
@click.option("--poses", is_flag=True, help="All named poses on one sheet, without a TARGET.")
@click.option("-o", "--output", metavar="PATH", help="A folder, or a file name ending in .png.")
@in_context
def command(
    context: Context,
    target: str | None,
    choices: Choices,
    dpi: int,
    figure: str | None,
    poses: bool,
    output: str | None,
) -> None:
    """Make a PNG picture of each page, of one figure, or of all poses. Prints each file made."""
    from handouts.build import open_press
    from handouts.making import preview, preview_figures

    if poses == (target is not None) or (poses and figure):
        raise click.UsageError("name one TARGET, or write --poses")
    press = open_press(context)
    if poses or figure is not None:
        subject = target or next(iter(press.library.ids("stretch")), "")
        seen = preview_figures(press, subject, choices, output, dpi, figure)
        tell_problems(seen.diagnostics)
        out(clean(show_path(str(seen.path))))
        return
    assert target is not None
    for made in preview(press, target, choices, output, dpi):
        tell_problems(made.diagnostics)
        tell_left_out(made.left_out)
        out(clean(show_path(str(made.path))))
