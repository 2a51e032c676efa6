"""`handouts check`: every problem at once."""

import sys
from pathlib import Path

import click

from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import count_text, out_json, problems_json, talk, tell_problems
from handouts.context import Context
from handouts.errors import ExitCode


@click.command("check")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings fail as well.")
@as_json_option
@in_context
def command(context: Context, path: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Find every problem of the library, or of the files named and what they refer to.

    Pages are laid out as well, so that an overfull card or a letter no font has is found.
    """
    from handouts.build import open_press
    from handouts.checking import check_all, check_paths

    press = open_press(context)
    found = check_paths(press, path) if path else check_all(press)
    errors = sum(d.severity == "error" for d in found)
    warnings = len(found) - errors
    if as_json:
        out_json({"errors": errors, "warnings": warnings, "problems": problems_json(found)})
    else:
        tell_problems(found)
        talk(f"{count_text(errors, 'error')}, {count_text(warnings, 'warning')}")
    failed = errors or (strict and warnings)
    sys.exit(ExitCode.CONTENT if failed else ExitCode.DONE)
