"""Two ways out that need no server of ours: drafts for one's mail program, and a program
like sendmail."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from handouts.delivery.account import Account
from handouts.delivery.outcome import Halt, Outcome
from handouts.delivery.parcel import Parcel, Transport
from handouts.delivery.program import run
from handouts.delivery.states import State
from handouts.errors import ExitCode
from handouts.finish.write import make_folder, write_whole

_SAYS_MOST: Final = 2000
_TRY_AGAIN: Final = 75  # EX_TEMPFAIL of sysexits.h
_NO: Final = frozenset({*range(64, 70), 77, 78})


class Drafts(Transport):
    """Each message as an .eml file, which mail programs open as a draft."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, parcel: Parcel, commit: Callable[[], None]) -> Outcome:
        """Write the draft; it counts as exported, never as sent."""
        path = self._folder / f"{parcel.name}.eml"
        write_whole(path, b"X-Unsent: 1\r\n" + parcel.wire, private=True)
        return Outcome(State.EXPORTED)

    def check(self) -> tuple[str, ...]:
        """Whether the folder can be written."""
        make_folder(self._folder, private=True)
        if not os.access(self._folder, os.W_OK):
            raise Halt(f"'{self._folder}' cannot be written", code=ExitCode.FILE)
        return (f"drafts go to {self._folder}",)

    def close(self) -> None:
        """Nothing to do."""


class Command(Transport):
    """A program that takes a message on its standard input. No shell, and never its -t."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def send(self, parcel: Parcel, commit: Callable[[], None]) -> Outcome:
        """Run it once. Only what sysexits.h calls so is sent, deferred or refused."""
        account = self._account
        self.check()
        command = [*account.command, "-f", account.wire_sender, "--", parcel.recipient]
        commit()
        message = parcel.wire.replace(b"\r\n", b"\n")
        try:
            ended = run(command, account.waits.reply, message, heard="stderr")
        except (OSError, ValueError):
            raise Halt("the program of email: command cannot be started") from None
        if ended.code is None:
            return Outcome(State.UNKNOWN, says="the program did not end in time")
        return _judged(ended.code, ended.said[:_SAYS_MOST].decode("utf-8", "replace"))

    def check(self) -> tuple[str, ...]:
        """Whether the program is there."""
        program = self._account.command[0] if self._account.command else ""
        if shutil.which(program) is None:
            raise Halt(f"there is no program '{program}'", "see email: command in handouts.yaml")
        return (f"the program {program} is there",)

    def close(self) -> None:
        """Nothing to do."""


def _judged(code: int, said: str) -> Outcome:
    if code == 0:
        return Outcome(State.SENT)
    if code == _TRY_AGAIN:
        return Outcome(State.DEFERRED, code=code, says=said)
    state = State.REFUSED if code in _NO else State.UNKNOWN
    return Outcome(state, code=code, says=said)
