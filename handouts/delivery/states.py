"""What is known of a message. The one promise: never twice by itself.

    planned -> attempting -> sent | deferred | refused | unknown
A message is `unknown` where the server may have it and may not; only a person leaves
that state, for another copy is worse than asking.
"""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """The state of a message in the record."""

    PLANNED = "planned"  # not sent, will be
    ATTEMPTING = "attempting"  # the next byte may commit the server
    SENT = "sent"  # the server said that it has it
    DEFERRED = "deferred"  # not sent; to be tried again
    REFUSED = "refused"  # not sent, and never by itself again
    UNKNOWN = "unknown"  # a person must look
    CANCELLED = "cancelled"  # not sent; made anew or withdrawn
    EXPIRED = "expired"  # not sent; too late
    EXPORTED = "exported"  # a draft, to be sent from one's own mail program


STATES: Final = frozenset(map(str, State))
OPEN: Final = frozenset({State.PLANNED, State.DEFERRED})
# These stand for a copy that has left, or may have.
GONE: Final = frozenset({State.SENT, State.UNKNOWN, State.ATTEMPTING, State.EXPORTED})
FAILED: Final = frozenset({State.REFUSED, State.EXPIRED})
MEANING: Final = {
    State.PLANNED: "not sent yet",
    State.ATTEMPTING: "being sent now",
    State.SENT: "accepted by the mail server",
    State.DEFERRED: "not sent yet; to be tried again",
    State.REFUSED: "not sent: refused",
    State.UNKNOWN: "nobody knows whether it was sent: a person must look",
    State.CANCELLED: "not sent: withdrawn",
    State.EXPIRED: "not sent: too late",
    State.EXPORTED: "a draft, to be sent from your mail program",
}
