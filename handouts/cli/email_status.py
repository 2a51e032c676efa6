"""`handouts email status` and `resolve`: how it stands, and what a person found out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.email_shown import quiet_faults, row_of, table, who
from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import clean, count_text, out, out_json, talk
from handouts.context import Context
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.delivery.journal import Record
    from handouts.delivery.manifest import Letter
    from handouts.delivery.outbox import Batch

_LOOK = """\
Nobody knows whether the mail server took these. Look in the Sent folder of your account (some
providers keep no copy there), ask your provider with the message's id, or ask the client. Then:
  handouts email resolve ID --was-sent      it arrived: it is never sent again
  handouts email resolve ID --send-again    it did not: the next send sends it once more"""


@click.command("status")
@click.argument("name", metavar="[BATCH|ID]", required=False)
@click.option("--reveal", is_flag=True, help="Show names and addresses in full.")
@click.option(
    "--forget-older",
    type=click.IntRange(1, 600),
    metavar="MONTHS",
    help="Take what is older out of the record and the outbox.",
)
@click.option("--withdraw", is_flag=True, help="Do not send what of this BATCH still waits.")
@as_json_option
@in_context
@quiet_faults
def status(
    context: Context,
    name: str | None,
    reveal: bool,
    forget_older: int | None,
    withdraw: bool,
    as_json: bool,
) -> None:
    """Show how the messages stand.

    With a message's ID, all that is known of it.
    """
    from handouts.delivery.outbox import letters_by_id, read_only

    folder = _folder(context)
    if forget_older is not None:
        _forget(context, forget_older)
        return
    if withdraw:
        _withdraw(context, name)
        return
    found, records = read_only(folder)
    if name is not None and not any(batch.name == name for batch in found):
        from handouts.delivery.resolve import find_id

        known = letters_by_id(found)
        _show_history(known[find_id(name, known)], records, reveal)
        return
    chosen = [batch for batch in found if name in (None, batch.name)]
    if as_json:
        out_json([_as_json(batch, records) for batch in chosen])
        return
    for batch in chosen:
        _show_batch(batch, found, records, reveal)
    if not chosen:
        talk("the outbox is empty")


def _folder(context: Context) -> Path:
    from handouts import emailing
    from handouts.build import open_press

    return emailing.account(open_press(context)).outbox


def _show_batch(
    batch: "Batch", others: "list[Batch]", records: "list[Record]", reveal: bool
) -> None:
    from handouts.delivery.manifest import day_text
    from handouts.delivery.outbox import hashes, standing
    from handouts.delivery.outstanding import later
    from handouts.delivery.states import FAILED, MEANING, State

    lost = batch.name not in hashes(records)
    states = standing(records)
    talk(f"batch {batch.name}, prepared {day_text(batch.manifest.made)}, {batch.sha256[:12]}")
    rows = []
    for letter in batch.manifest.letters:
        record = states.get(letter.id)
        if lost or record is None:
            said = "unknown: its record is lost"
        else:
            said = f"{record.state}: {_why(record) or MEANING[State(record.state)]}"
            if record.not_before:
                said += f", not before {day_text(record.not_before)}"
            if record.state in FAILED and (after := later(letter, others, states)):
                said += f"; another has gone since, in batch {after}"
        rows.append([*row_of(letter, reveal), said])
    table(rows)


def _why(record: "Record") -> str:
    """The server's reason, where it did not take the message."""
    if record.state in ("sent", "planned"):
        return ""
    return " ".join(p for p in (str(record.code or ""), record.status, record.says) if p)


def _as_json(batch: "Batch", records: "list[Record]") -> dict[str, object]:
    from handouts.delivery.outbox import standing

    states = standing(records)
    return {
        "batch": batch.name,
        "hash": batch.sha256[:12],
        "messages": [
            {
                "id": letter.id,
                "client": letter.client,
                "state": states[letter.id].state if letter.id in states else "unknown",
                "attempts": states[letter.id].attempt if letter.id in states else 0,
            }
            for letter in batch.manifest.letters
        ],
    }


def _show_history(found: "tuple[Batch, Letter]", records: "list[Record]", reveal: bool) -> None:
    from handouts.delivery.manifest import day_text

    batch, letter = found
    out(clean(f"{letter.id}  {who(letter, reveal)}  batch {batch.name}"))
    out(clean(f"Message-ID {letter.message_id}"))
    out(clean(f"PDF {letter.pdf_sha256}, handout {letter.handout}"))
    for record in records:
        if record.id == letter.id:
            words = (str(record.code or ""), record.status, record.says)
            said = " ".join(word for word in words if word)
            out(clean(f"{day_text(record.time)}  {record.state}  {said}".rstrip()))


def _withdraw(context: Context, name: str | None) -> None:
    from handouts.delivery.clock import SystemClock
    from handouts.delivery.outbox import Outbox, find_batch
    from handouts.delivery.resolve import withdraw

    with Outbox(_folder(context)) as outbox:
        batch = find_batch(outbox.folder, outbox.journal.records, name)
        count = withdraw(outbox, batch, SystemClock()) if batch else 0
    talk(f"{count_text(count, 'message')} withdrawn")


def _forget(context: Context, months: int) -> None:
    from handouts.delivery.clock import SystemClock
    from handouts.delivery.resolve import forget

    lines, folders = forget(_folder(context), months, SystemClock())
    talk(f"{count_text(lines, 'line')} of the record and {count_text(folders, 'batch', 'batches')} "
         "are gone")  # fmt: skip


@click.command("resolve")
@click.argument("id", metavar="[ID]", required=False)
@click.option("--was-sent", is_flag=True, help="It arrived: never send it again.")
@click.option("--send-again", is_flag=True, help="It did not arrive: send it once more.")
@click.option("--reveal", is_flag=True, help="Show names and addresses in full.")
@in_context
@quiet_faults
def resolve(
    context: Context, id: str | None, was_sent: bool, send_again: bool, reveal: bool
) -> None:
    """Settle messages of unknown fate.

    Without an ID shows them; with one, takes what you found out about it. The same message
    sent again keeps its Message-ID and date, so that some mail systems drop the second copy
    if there was a first.
    """
    from handouts.delivery.clock import SystemClock
    from handouts.delivery.outbox import Outbox
    from handouts.delivery.resolve import resolve as enter

    if id is None:
        _show_unknown(context, reveal)
        return
    if was_sent == send_again:
        raise UsageError("say what became of it", "add --was-sent, or --send-again")
    with Outbox(_folder(context)) as outbox:
        letter = enter(outbox, id, SystemClock(), was_sent)
    if was_sent:
        talk(f"{letter.id} counts as sent")
    else:
        talk(f"{letter.id} waits to be sent again: run 'handouts email send'")


def _show_unknown(context: Context, reveal: bool) -> None:
    from handouts.delivery.manifest import day_text
    from handouts.delivery.outbox import read_only
    from handouts.delivery.resolve import unknown_letters

    found = unknown_letters(*read_only(_folder(context)))
    if not found:
        talk("there is no message of unknown fate")
        return
    rows = []
    for _, letter, record in found:
        when = day_text(record.time) if record else "its record is lost"
        rows.append([*row_of(letter, reveal), letter.message_id, when])
    table(rows)
    talk(_LOOK)
