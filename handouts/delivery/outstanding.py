"""Messages that failed, and whether their client has been sent one since."""

from collections.abc import Mapping, Sequence

from handouts.delivery.journal import Record
from handouts.delivery.manifest import Letter
from handouts.delivery.outbox import Batch, standing
from handouts.delivery.states import FAILED, GONE


def sent_since(
    letter: Letter, batches: Sequence[Batch], states: Mapping[str, Record]
) -> str | None:
    """The batch of a later message to the same client that has left, or may have."""
    failed = states[letter.id].time if letter.id in states else 0.0
    for batch in batches:
        for other in batch.manifest.letters:
            record = states.get(other.id)
            later = record is not None and record.state in GONE and record.time >= failed
            if later and other.id != letter.id and other.client == letter.client:
                return batch.name
    return None


def failed_letters(
    batches: Sequence[Batch], records: Sequence[Record]
) -> list[tuple[Batch, Letter]]:
    """Each client's last message that failed, where nothing has left for them since."""
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
        if sent_since(letter, batches, states) is None
    ]
