"""Run somebody else's program: no shell, a limit of time, and a limit to what it may say.

It counts as over when it ends, even where something it started keeps its output open.
"""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from typing import IO, Final, Literal

from msgspec import Struct

MOST: Final = 16_384
_GRACE: Final = 0.5  # seconds for words said just before the end


class Ended(Struct, frozen=True):
    """How it ended: its code, None where it took too long; `said` holds at most MOST + 1 bytes."""

    code: int | None
    said: bytes


def run(
    command: Sequence[str],
    seconds: float,
    given: bytes | None = None,
    heard: Literal["stdout", "stderr"] = "stdout",
) -> Ended:
    """Run `command` with `given` on its input; OSError or ValueError where it cannot start."""
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    process = subprocess.Popen(
        list(command),
        stdin=nothing if given is None else pipe,
        stdout=pipe if heard == "stdout" else nothing,
        stderr=pipe if heard == "stderr" else nothing,
        start_new_session=True,
    )
    said = bytearray()
    stream = process.stdout or process.stderr
    threads = [threading.Thread(target=_hear, args=(stream, said), daemon=True)]
    if process.stdin is not None:
        threads.append(threading.Thread(target=_give, args=(process.stdin, given), daemon=True))
    try:
        for thread in threads:
            thread.start()
        code: int | None = process.wait(seconds)
        threads[0].join(_GRACE)
    except subprocess.TimeoutExpired:
        code = None
    finally:
        if process.poll() is None:
            _end(process)
    return Ended(code, bytes(said[: MOST + 1]))


def _hear(stream: IO[bytes], said: bytearray) -> None:
    """Listen to the end, lest the program be stuck; keep the beginning."""
    with contextlib.suppress(OSError, ValueError), stream:
        while part := os.read(stream.fileno(), 65_536):
            if len(said) <= MOST:
                said += part


def _give(stream: IO[bytes], given: bytes) -> None:
    """A program need not read all that it is given."""
    with contextlib.suppress(OSError, ValueError), stream:
        stream.write(given)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
