"""`handouts list`: what there is, without opening files."""

import click
from msgspec import structs

from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import clean, out, out_json
from handouts.context import Context
from handouts.library.files import LISTED


@click.command("list")
@click.argument("kind", type=click.Choice(tuple(LISTED)), default="stretches")
@click.option("--region", metavar="R", help="Only stretches for this region, as lower-back.")
@as_json_option
@in_context
def command(context: Context, kind: str, region: str | None, as_json: bool) -> None:
    """List what the library holds: stretches, unless you say what."""
    from handouts.build import open_press
    from handouts.overview import rows

    found = rows(open_press(context), LISTED[kind], region)
    if as_json:
        out_json([structs.asdict(row) for row in found])
        return
    ids = max((len(row.id) for row in found), default=0)
    names = max((len(row.name) for row in found), default=0)
    for row in found:
        out(clean(f"{row.id:{ids}}  {row.name:{names}}  {row.about}".rstrip()))
