"""`handouts new`: a commented starter file."""

from pathlib import Path

import click

from handouts.cli.options import in_context
from handouts.cli.terminal import clean, out, tell_warning
from handouts.context import Context
from handouts.diagnostics import Report, show_path
from handouts.errors import UsageError
from handouts.library.files import find_files
from handouts.scaffold import KINDS, covers, new_file, new_workspace


@click.command("new")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", required=False)
@in_context
def command(context: Context, kind: str, name: str | None) -> None:
    """Write a starter with comments, good to build as it is. Nothing is ever overwritten.

    NAME is the new file's name without .yaml; for a workspace, the folder. A programme
    without a NAME is asked for, question by question.
    """
    if name is None:
        if kind != "programme":
            raise UsageError(f"the new {kind} has no name", f"as: handouts new {kind} NAME")
        from handouts.cli.ask import ask_programme

        out(clean(show_path(str(ask_programme(context)))))
        return
    if kind == "workspace":
        made = new_workspace(Path(name))
    else:
        files = find_files(context.workspace, Report())
        made = (new_file(context.workspace, files, kind, name),)
        if covers(files, kind, name):
            tell_warning(f"this file stands in for the built-in {kind} '{name}'")
    for path in made:
        out(clean(show_path(str(path))))
