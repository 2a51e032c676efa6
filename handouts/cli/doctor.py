"""`handouts doctor`: what this machine has and lacks."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import clean, out, out_json
from handouts.context import Context
from handouts.errors import ExitCode

if TYPE_CHECKING:
    from handouts.doctor import Finding


@click.command("doctor")
@click.option(
    "--email", is_flag=True, help="Look at email alone: connect and sign in, and send nothing."
)
@as_json_option
@in_context
def command(context: Context, email: bool, as_json: bool) -> None:
    """Show what this machine has and lacks, each lack with its cure; fonts and their licences."""
    from handouts.doctor import examine

    code = ExitCode.DONE
    if email:
        found, code = _examine_email(context)
    else:
        found = examine(context, os.environ, Path.cwd())
    if as_json:
        out_json([structs.asdict(finding) for finding in found])
    else:
        width = max(len(finding.about) for finding in found)
        for finding in found:
            mark = "" if finding.state == "ok" else f"{finding.state}: "
            out(clean(f"{finding.about:{width}}  {mark}{finding.says}"))
            if finding.cure:
                out(clean(f"{'':{width}}  -> {finding.cure}"))
    lacking = any(finding.state == "lack" for finding in found)
    sys.exit(code or (ExitCode.CONTENT if lacking else ExitCode.DONE))


def _examine_email(context: Context) -> "tuple[tuple[Finding, ...], ExitCode]":
    from handouts.build import open_press
    from handouts.cli.email_shown import ask_password, present
    from handouts.delivery.secrets import Prompt
    from handouts.email_doctor import examine_email

    prompt = Prompt(ask_password if present() else None, dict(os.environ))
    return examine_email(open_press(context), prompt)
