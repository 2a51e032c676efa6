"""The transport that the settings name."""

from handouts.delivery.account import Account
from handouts.delivery.local import Command, Drafts
from handouts.delivery.parcel import Transport
from handouts.delivery.secrets import Prompt


def transport_of(account: Account, prompt: Prompt) -> Transport:
    """The way out; nothing is opened yet."""
    if account.transport == "drafts":
        return Drafts(account.drafts)
    if account.transport == "command":
        return Command(account)
    from handouts.delivery.smtp import Smtp  # not for a dry run

    return Smtp(account, prompt)
