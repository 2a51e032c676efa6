"""What a transport takes, and what every transport does."""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from handouts.delivery.outcome import Outcome


class Parcel(Struct, frozen=True):
    """One message on its way: its bytes as the line takes them, and one vetted recipient.

    `private` are words that a server's answer may repeat and no record may keep.
    """

    name: str
    recipient: str
    wire: bytes
    utf8: bool = False
    private: tuple[str, ...] = ()


class Transport(Protocol):
    """A way out. `send` calls `commit` before the step after which the message may be gone."""

    def send(self, parcel: Parcel, commit: Callable[[], None]) -> Outcome:
        """Hand one message over; Halt where none can go now."""

    def check(self) -> tuple[str, ...]:
        """Try the way without sending; Halt where it is closed."""

    def close(self) -> None:
        """Be done."""
