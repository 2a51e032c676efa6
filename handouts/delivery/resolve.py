"""What a person found out about a message of unknown fate goes into the record."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from handouts.delivery.clock import DAY, Clock
from handouts.delivery.journal import Record
from handouts.delivery.manifest import Letter
from handouts.delivery.outbox import (
    Batch,
    Outbox,
    batches,
    hashes,
    letters_by_id,
    planned,
    standing,
)
from handouts.delivery.run import settle
from handouts.delivery.states import OPEN, State
from handouts.diagnostics import nearest
from handouts.errors import HandoutsError, UsageError

MONTH: Final = 30.5 * DAY
_ID_LEAST: Final = 4


def unknown_letters(
    found: Sequence[Batch], records: Sequence[Record]
) -> list[tuple[Batch, Letter, Record | None]]:
    """The messages nobody knows the fate of; None where their record is lost."""
    states, known = standing(records), hashes(records)
    rows: list[tuple[Batch, Letter, Record | None]] = []
    for batch in found:
        for letter in batch.manifest.letters:
            record = states.get(letter.id)
            if batch.name not in known:
                rows.append((batch, letter, None))
            elif record is not None and record.state in (State.UNKNOWN, State.ATTEMPTING):
                rows.append((batch, letter, record))
    return rows


def resolve(outbox: Outbox, name: str, clock: Clock, was_sent: bool) -> Letter:
    """Enter that the message was sent, or that it may be sent again; the message it was."""
    _adopt_lost(outbox, clock)
    settle(outbox, clock)
    known = letters_by_id(batches(outbox.folder))
    batch, letter = known[find_id(name, known)]
    record = standing(outbox.journal.records)[letter.id]
    if record.state != State.UNKNOWN:
        message = f"the message {letter.id} is not of unknown fate: it is {record.state}"
        raise UsageError(message, "see 'handouts email status'")
    if not was_sent:
        batch.read(letter)  # it must still be there, unchanged
    state = State.SENT if was_sent else State.PLANNED
    says = f"a person decided: {'it was sent' if was_sent else 'send it again'}"
    outbox.journal.add(
        Record(
            clock.now(), state, letter.id, batch.name, letter.client_mark, letter.address_mark,
            letter.key, record.attempt, record.first, dated=record.dated, says=says,
        )
    )  # fmt: skip
    if was_sent:
        batch.drop(letter)
    return letter


def withdraw(outbox: Outbox, batch: Batch, clock: Clock) -> int:
    """Cancel what of a batch has not been sent; how many messages."""
    states, count = standing(outbox.journal.records), 0
    for letter in batch.manifest.letters:
        record = states.get(letter.id)
        if record is not None and record.state in OPEN:
            count += 1
            outbox.journal.add(
                Record(
                    clock.now(), State.CANCELLED, letter.id, batch.name, letter.client_mark,
                    letter.address_mark, letter.key,
                )
            )  # fmt: skip
            batch.drop(letter)
    return count


def find_id(name: str, known: Iterable[str]) -> str:
    """The one id that begins with `name`."""
    ids = list(known)
    found = [each for each in ids if each.startswith(name)] if len(name) >= _ID_LEAST else []
    if len(found) != 1:
        hint = nearest(name, ids) or "'handouts email resolve' lists them"
        raise UsageError(f"there is no message '{name}'", hint)
    return found[0]


def forget(folder: Path, months: int, clock: Clock) -> tuple[int, int]:
    """Take old batches and lines out; how many lines and how many batches went.

    What still waits, and what nobody knows the fate of, stays.
    """
    before = clock.now() - months * MONTH
    with Outbox(folder) as outbox:
        states = standing(outbox.journal.records)
        old = [
            batch
            for batch in batches(folder)
            if batch.manifest.made < before and not _needed(batch, states)
        ]
        for batch in old:
            shutil.rmtree(batch.folder)
        kept = {batch.name for batch in batches(folder)}
        lines = outbox.journal.forget(lambda r: r.time >= before or r.batch in kept)
    return lines, len(old)


def _needed(batch: Batch, states: Mapping[str, Record]) -> bool:
    wanted = (*OPEN, State.UNKNOWN, State.ATTEMPTING)
    return any(
        letter.id not in states or states[letter.id].state in wanted
        for letter in batch.manifest.letters
    )


def _adopt_lost(outbox: Outbox, clock: Clock) -> None:
    """A batch without a record: each of its messages may have been sent."""
    known = hashes(outbox.journal.records)
    for batch in batches(outbox.folder):
        if batch.name in known:
            if known[batch.name] != batch.sha256:
                raise HandoutsError(f"the list of batch {batch.name} was changed")
            continue
        now = clock.now()
        rows = [Record(now, "batch", batch=batch.name, says=batch.sha256)]
        for letter in batch.manifest.letters:
            row = planned(batch.manifest, letter)
            rows.append(
                Record(
                    now, State.UNKNOWN, row.id, row.batch, row.client, row.address, row.key,
                    says="the record was lost",
                )
            )  # fmt: skip
        outbox.journal.add(*rows)
