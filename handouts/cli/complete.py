"""What the shell offers when a name is begun: file names only, nothing is read."""

import os
from pathlib import Path

import click


def targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Stretches, booklets and programmes that begin so."""
    from handouts.context import make_context
    from handouts.diagnostics import Report
    from handouts.errors import HandoutsError
    from handouts.library.files import find_files

    try:
        context = make_context(os.environ, Path.cwd(), ctx.params.get("workspace"))
        files = find_files(context.workspace, Report())
    except (HandoutsError, OSError):
        return []
    known = [*files.ids("stretch"), *files.ids("booklet")]
    known += [f"programme:{name}" for name in files.ids("programme")]
    return [name for name in known if name.startswith(incomplete)]
