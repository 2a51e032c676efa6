"""`handouts email`: the group of its commands, each in a file of its own."""

import click

from handouts.cli import email_prepare, email_send, email_status

_EPILOG = """\b
prepare makes a batch and sends nothing. send shows what would go; with --really it
goes. A message is never sent twice by itself: where nobody knows whether the server
took it, exit code 4 says so, and resolve asks you.
"""


class _InOrder(click.Group):
    """Lists its commands in the order of their use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as they were added."""
        return list(self.commands)


@click.group("email", cls=_InOrder, epilog=_EPILOG)
def command() -> None:
    """Send each client the right PDF, and never twice by itself."""


command.add_command(email_prepare.command)
command.add_command(email_send.test)
command.add_command(email_send.send)
command.add_command(email_status.status)
command.add_command(email_status.resolve)
