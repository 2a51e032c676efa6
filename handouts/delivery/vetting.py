"""May these handouts go to these people? Every reason why not, before anything is made.

Messages name clients by their ids alone.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from handouts.delivery.account import Account, allowed
from handouts.delivery.addresses import is_role, slip_in
from handouts.delivery.handout import Handout, Person
from handouts.delivery.leaks import Search, folded
from handouts.delivery.message import is_utf8
from handouts.diagnostics import Report
from handouts.finish.identity import title_of
from handouts.finish.texts import page_texts
from handouts.model.address import wire_form


class Leave(Struct, frozen=True):
    """What the person at the keyboard has allowed for this run."""

    again: bool = False
    accept: bool = False
    new_address: frozenset[str] = frozenset()
    consent_needed: bool = True


def vet(
    handouts: Sequence[Handout],
    people: Sequence[Person],
    account: Account,
    leave: Leave,
    report: Report,
) -> None:
    """Report all that speaks against sending, one handout after the other and together."""
    for handout in handouts:
        _vet_client(handout, account, leave, report)
        if handout.address:
            _vet_address(handout, account, leave, report)
        _vet_pages(handout, people, account, report)
    _vet_together(handouts, people, report)
    if len(handouts) > account.batch:
        message = f"{len(handouts)} messages are more than one batch may have ({account.batch})"
        report.error("too-many", message, None, "prepare fewer at once")


def _vet_client(handout: Handout, account: Account, leave: Leave, report: Report) -> None:
    who = f"the client '{handout.client}'"
    if not handout.address:
        hint = "write 'email: ...' in the client's file"
        report.error("no-email", f"{who} has no email address", handout.span, hint)
    if leave.consent_needed and handout.consent is None:
        hint = "ask, then write email_consent: {date: 2026-11-22, how: on the intake form}"
        report.error("consent", f"{who} has not agreed to email", handout.span, hint)
    if len(handout.pdf) > account.megabytes * 1_000_000:
        message = f"the PDF of {who} has {len(handout.pdf) / 1e6:.1f} MB"
        report.error("too-big", message, handout.span, "use fewer or smaller photos")


def _vet_address(handout: Handout, account: Account, leave: Leave, report: Report) -> None:
    who, address = f"the client '{handout.client}'", handout.address
    if not allowed(account, address):
        hint = "see allowed_domains and allowed_addresses in handouts.yaml"
        report.error("not-allowed", f"{who} has an address that is not allowed", handout.span, hint)
    meant = slip_in(address)
    if meant:
        hint = f"did you mean '{meant}'? If it is right, add --accept"
        message = f"the address of {who} looks mistyped"
        if leave.accept:
            report.warning("typo-address", message, handout.span, hint)
        else:
            report.error("typo-address", message, handout.span, hint)
    if is_role(address):
        message = f"several people may read the address of {who}"
        report.warning("role-address", message, handout.span, "ask for one of the client's own")
    if folded(address) in (folded(account.sender), folded(account.reply_to)):
        message = f"the address of {who} is the practice's own"
        report.warning("own-address", message, handout.span, "correct it in the client's file")
    if is_utf8(address) and account.transport == "smtp":
        message = f"the address of {who} has accents before the @, which few servers take"
        report.warning("accents", message, handout.span, "ask for an address without")


def _vet_pages(
    handout: Handout, people: Sequence[Person], account: Account, report: Report
) -> None:
    """Search everything the client will see for everybody else."""
    search = Search(Person(handout.client, handout.name, handout.address), people)
    pages = page_texts(handout.pdf)
    who = f"the handout of '{handout.client}'"
    for number, text in enumerate(pages, 1):
        _tell_others(search, text, f"{who}, page {number},", handout, report)
    _tell_others(search, handout.twin, f"the text for '{handout.client}'", handout, report)
    if not search.named_in(pages):
        message = f"{who} does not bear the client's name"
        report.error("own-name", message, handout.span, "use a layout that prints the name")
    for client in dict.fromkeys(search.first_names_in(handout.typed)):
        message = f"what was typed for '{handout.client}' holds the first name of '{client}'"
        report.warning("first-name", message, handout.span, "read it once more")
    title = folded(title_of(handout.pdf))
    if folded(handout.name) in title:
        message = f"{who} has the client's name in the file's properties"
        report.error("own-name", message, handout.span, "please report it")


def _tell_others(search: Search, text: str, where: str, handout: Handout, report: Report) -> None:
    for client in dict.fromkeys(search.others_in(text)):
        message = f"{where} holds the name or address of '{client}'"
        report.error("other-client", message, handout.span, "nothing was prepared: take it out")


def _vet_together(handouts: Sequence[Handout], people: Iterable[Person], report: Report) -> None:
    """One message a client, and one client an address unless both say that they share it."""
    seen: dict[str, Handout] = {}
    for handout in handouts:
        if seen.setdefault(handout.client, handout) is not handout:
            message = f"the client '{handout.client}' would get two messages"
            report.error("same-client", message, handout.span, "leave one of them out")
    sharing = {handout.client for handout in handouts if handout.shared_address}
    owners: dict[str, set[str]] = {}
    for person in (*(Person(h.client, h.name, h.address) for h in handouts), *people):
        if person.address:
            owners.setdefault(wire_form(person.address).casefold(), set()).add(person.client)
    for handout in handouts:
        if not handout.address:
            continue
        others = owners[wire_form(handout.address).casefold()] - {handout.client}
        if others and handout.client not in sharing:
            names = ", ".join(f"'{name}'" for name in sorted(others))
            message = f"the client '{handout.client}' has the same address as {names}"
            hint = "correct it; or, if they share it, write shared_address: true for each"
            report.error("shared-address", message, handout.span, hint)


def vet_subject(subject: str, practice: str, handout: Handout, report: Report) -> None:
    """A subject is read on locked screens: it may not tell what the client has."""
    words = set(re.findall(r"\w{4,}", folded(subject.replace(practice, " "))))
    told = sorted(words & handout.about)
    if told or folded(handout.name) in folded(subject):
        what = ", ".join(f"'{word}'" for word in told) or "the client's name"
        message = f"the subject tells too much: {what}"
        report.error("subject", message, None, "change the label email-subject")
