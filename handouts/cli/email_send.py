"""`handouts email send` and `test`: dry unless --really, and then only what was confirmed."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from handouts.cli.email_shown import (
    ask_password,
    present,
    quiet_faults,
    redirect,
    row_of,
    table,
    who,
)
from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import clean, count_text, out, out_json, talk, tell_error
from handouts.context import Context
from handouts.errors import ExitCode, HandoutsError, UsageError

if TYPE_CHECKING:
    from handouts.delivery.account import Account
    from handouts.delivery.outbox import Batch, Outbox
    from handouts.delivery.run import Stopped, Told


def _gates(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that let messages out."""
    for option in (
        click.option("--reveal", is_flag=True, help="Show names and addresses in full."),
        click.option("--hash", "digits", metavar="H", help="The hash that prepare told."),
        click.option(
            "--expect", type=click.IntRange(0), metavar="N", help="The number prepare told."
        ),
        click.option("--really", is_flag=True, help="Send. Without it, only show."),
        click.argument("batch", required=False),
    ):
        function = option(function)
    return function


@click.command("send")
@_gates
@as_json_option
@in_context
@quiet_faults
def send(
    context: Context,
    batch: str | None,
    really: bool,
    expect: int | None,
    digits: str | None,
    reveal: bool,
    as_json: bool,
) -> None:
    """Show what would be sent; with --really, send it.

    BATCH is the name that prepare told, if more than one waits. On a terminal you are asked
    to type the number of messages; a script gives --expect and --hash. May be run again at
    any time: what was sent is never sent again.
    """
    _main(context, _Order(batch, really, expect, digits, reveal, as_json, redirect()))


@click.command("test")
@click.option("--to", required=True, metavar="ADDRESS", help="Your own address.")
@_gates
@in_context
@quiet_faults
def test(
    context: Context,
    to: str,
    batch: str | None,
    really: bool,
    expect: int | None,
    digits: str | None,
    reveal: bool,
) -> None:
    """Send a batch to yourself, marked [TEST]; none counts as sent.

    The PDFs are real, so the same care holds: shows only, without --really.
    """
    _main(context, _Order(batch, really, expect, digits, reveal, False, to))


class _Order(Struct, frozen=True):
    """What was asked for. `to` redirects everything."""

    batch: str | None
    really: bool
    expect: int | None
    digits: str | None
    reveal: bool
    as_json: bool
    to: str


def _main(context: Context, order: _Order) -> None:
    from handouts import emailing
    from handouts.build import open_press
    from handouts.delivery.outbox import Outbox

    if order.to:
        from handouts.delivery.message import vetted

        vetted(order.to)
    account = emailing.account(open_press(context))
    if not order.really:
        _show(account, order)
        return
    _refuse_unconfirmed(order)
    with Outbox(account.outbox) as outbox:
        batch = _chosen(account, order, outbox.journal.records)
        if batch is None:
            _nothing(account, outbox.journal.records, order)
            return
        if not _confirmed(batch, order, outbox):
            talk("nothing was sent")
            sys.exit(ExitCode.USAGE)
        sys.exit(_sent(account, outbox, batch, order))


def _refuse_unconfirmed(order: _Order) -> None:
    scripted = order.expect is not None and order.digits is not None
    if not scripted and not present():
        hint = "a script gives both --expect N and --hash H, as prepare told them"
        raise UsageError("nobody is here to confirm what is sent", hint)


def _chosen(account: "Account", order: _Order, records: Any) -> "Batch | None":
    from handouts.delivery.outbox import by_hash, find_batch

    if order.digits is not None:
        if len(order.digits) < 12 or not (found := by_hash(account.outbox, order.digits)):
            raise HandoutsError("no batch has this hash", "see 'handouts email status'")
        if order.batch is not None and order.batch != found.name:
            raise HandoutsError("the batch named has another hash", "nothing was sent")
        return found
    return find_batch(account.outbox, records, order.batch)


def _waiting(batch: "Batch", records: Any) -> int:
    from handouts.delivery.outbox import standing
    from handouts.delivery.states import OPEN

    states = standing(records)
    return sum(
        letter.id not in states or states[letter.id].state in OPEN
        for letter in batch.manifest.letters
    )


def _confirmed(batch: "Batch", order: _Order, outbox: "Outbox") -> bool:
    """Whether the number that a person or script gave is the number there is."""
    total = len(batch.manifest.letters)
    if order.expect is not None and order.expect != total:
        message = f"{total} messages are in batch {batch.name}, not {order.expect}"
        raise HandoutsError(message, "nothing was sent; look at the batch again")
    if order.expect is not None and order.digits is not None:
        return True
    count = total if order.to else _waiting(batch, outbox.journal.records)
    where = f" to {order.to}" if order.to else ""
    table([row_of(letter, order.reveal) for letter in batch.manifest.letters])
    try:
        question = f"Type the number of messages to send{where} ({count}), or nothing to stop"
        answer = click.prompt(question, default="", show_default=False, err=True)
    except (click.Abort, EOFError):
        return False
    return bool(answer.strip() == str(count))


def _show(account: "Account", order: _Order) -> None:
    """What would go. Nothing is locked, written or connected to."""
    from handouts.delivery.journal import read_records
    from handouts.delivery.outbox import standing
    from handouts.delivery.states import MEANING, OPEN, State

    records = read_records(account.outbox)
    batch = _chosen(account, order, records)
    if batch is None:
        _nothing(account, records, order)
        return
    states, count = standing(records), 0
    rows = []
    for letter in batch.manifest.letters:
        state = State(states[letter.id].state) if letter.id in states else State.PLANNED
        goes = state in OPEN or bool(order.to)
        count += goes
        rows.append([*row_of(letter, order.reveal), "would be sent" if goes else MEANING[state]])
    table(rows)
    where = f" to {order.to}" if order.to else ""
    talk(f"{count_text(count, 'message')} would be sent{where}; nothing was. Add --really to send")
    talk(f"  in a script: --expect {len(rows)} --hash {batch.sha256[:12]}")


def _nothing(account: "Account", records: Any, order: _Order) -> None:
    """Nothing waits; but who was to get a message and did not is not forgotten."""
    from handouts.delivery.outbox import batches
    from handouts.delivery.outstanding import failed_letters

    talk("nothing to send")
    failed = failed_letters(batches(account.outbox), records)
    if failed:
        talk(f"{count_text(len(failed), 'message')} failed, and no other has been made since:")
        table([[batch.name, *row_of(letter, order.reveal)] for batch, letter in failed])
        talk("correct what was wrong ('handouts email status' says what), and prepare again")


def _sent(account: "Account", outbox: "Outbox", batch: "Batch", order: _Order) -> ExitCode:
    from handouts.delivery.clock import SystemClock
    from handouts.delivery.outbox import standing
    from handouts.delivery.run import Run, exit_code
    from handouts.delivery.secrets import Prompt
    from handouts.delivery.states import State
    from handouts.delivery.ways import transport_of

    prompt = Prompt(ask_password if present() else None, dict(os.environ))
    with _stoppable() as stop:
        run = Run(
            account, outbox, transport_of(account, prompt), SystemClock(),
            lambda told: _tell(told, order), stop,
        )  # fmt: skip
        stopped = run.rehearse(batch, order.to) if order.to else run.send(batch)
    if stopped is not None:
        tell_error(stopped.message, stopped.hint)
    if order.to:
        return stopped.code if stopped else ExitCode.DONE
    states = standing(outbox.journal.records)
    found = [State(states[letter.id].state) for letter in batch.manifest.letters]
    _sum_up(found, batch, stopped, order)
    return exit_code(found, stopped)


def _tell(told: "Told", order: _Order) -> None:
    if told.letter is None:
        talk(clean(told.says))
    else:
        said = f" ({told.says})" if told.says else ""
        talk(clean(f"{told.letter.id}  {who(told.letter, order.reveal)}  {told.state}{said}"))
    if told.hint:
        talk(f"  hint: {clean(told.hint)}")


def _sum_up(states: list[Any], batch: "Batch", stopped: "Stopped | None", order: _Order) -> None:
    from collections import Counter

    from handouts.delivery.states import State

    counted = Counter(str(state) for state in states)
    if order.as_json:
        reason = stopped.message if stopped else None
        out_json({"batch": batch.name, "states": dict(counted), "stopped": reason})
    else:
        out(", ".join(f"{number} {state}" for state, number in counted.items()))
    if State.REFUSED in states:
        talk("Correct what was refused, and prepare again: who has the handout is left out.")
    if State.UNKNOWN in states:
        talk("A person must look: 'handouts email resolve' shows which, and where to look.")


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C or SIGTERM lets the message in hand end; the second does not wait."""
    asked: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        talk("stopping after this message; once more to stop at once")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
