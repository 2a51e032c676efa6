"""Messages that failed, and whether their client has been sent one since."""

from collections.abc import Collection, Mapping, Sequence

from handouts.delivery.journal import Record
from handouts.delivery.manifest import Letter
from handouts.delivery.outbox import Batch, standing
from handouts.delivery.states import FAILED, GONE, OPEN, State


def later(
    letter: Letter,
    batches: Sequence[Batch],
    states: Mapping[str, Record],
    wanted: Collection[State] = GONE,
) -> str | None:
    """The batch of a later message to the same client that has gone, or may have."""
    failed = states[letter.id].time if letter.id in states else 0.0
    for batch in batches:
        for other in batch.manifest.letters:
            record = states.get(other.id)
            found = record is not None and record.state in wanted and record.time >= failed
            if found and other.id != letter.id and other.client == letter.client:
                return batch.name
    return None


def failed_letters(
    batches: Sequence[Batch], records: Sequence[Record]
) -> list[tuple[Batch, Letter]]:
    """Each client's last message that failed, where no other has left since or waits."""
    states = standing(records)
    found = {
        letter.client: (batch, letter)
        for batch in batches
        for letter in batch.manifest.letters
        if letter.id in states and states[letter.id].state in FAILED
    }
    return [
        (batch, letter)
        for batch, letter in found.values()
        if later(letter, batches, states, GONE | OPEN) is None
    ]
