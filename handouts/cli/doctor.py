"""`handouts doctor`: what this machine has and lacks."""

import os
import sys
from pathlib import Path

import click
from msgspec import structs

from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import clean, out, out_json
from handouts.context import Context
from handouts.errors import ExitCode


@click.command("doctor")
@as_json_option
@in_context
def command(context: Context, as_json: bool) -> None:
    """Show what this machine has and lacks, each lack with its cure; fonts and their licences."""
    from handouts.doctor import examine

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
    sys.exit(ExitCode.CONTENT if lacking else ExitCode.DONE)
