"""`handouts forget`: what the workspace holds of one client, and taking it away."""

import click

from handouts.cli.options import in_context
from handouts.cli.terminal import clean, count_text, out, talk
from handouts.context import Context
from handouts.diagnostics import show_path


@click.command("forget")
@click.argument("client")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@click.option("--list", "listed", is_flag=True, help="Only list what there is.")
@in_context
def command(context: Context, client: str, yes: bool, listed: bool) -> None:
    """List and delete what the workspace holds of one client.

    CLIENT is the client's id. A print file of a whole day goes too, if the client is in it.
    Copies elsewhere, backups and sent mail are yours to find.
    """
    from handouts.build import open_press
    from handouts.forget import holdings, remove

    press = open_press(context)
    found = holdings(press, client)
    for path in found:
        out(clean(show_path(str(path))))
    if listed:
        return
    if not yes:
        click.confirm(f"Delete {count_text(len(found), 'file')} for good?", abort=True, err=True)
    remove(press, found)
    talk(f"{count_text(len(found), 'file')} deleted; look for copies, backups and sent mail, too")
