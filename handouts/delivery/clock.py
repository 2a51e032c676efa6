"""The time of day, and waiting: handed in, so that a day can pass in a test."""

import time
from collections.abc import Callable
from typing import Final, Protocol

_SLICE: Final = 0.2  # seconds until a signal is noticed
DAY: Final = 86_400.0
MINUTE: Final = 60.0


class Clock(Protocol):
    """Seconds since 1970, and waiting, which ends early where `stop` says so."""

    def now(self) -> float:
        """The time of day in seconds since 1970; it may jump."""

    def sleep(self, seconds: float, stop: Callable[[], bool]) -> None:
        """Wait, unless `stop` turns true."""


class SystemClock:
    """The clock of this computer."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float, stop: Callable[[], bool]) -> None:
        """Wait in slices; a set-back clock lengthens nothing."""
        end = time.monotonic() + seconds
        while not stop() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE))
