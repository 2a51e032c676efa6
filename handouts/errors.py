"""Exit codes and the exceptions that carry them.

An error that reaches the person says what is wrong and what to do; one handler
in the command line prints it, so no other module prints or exits.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees; stable, documented in docs/errors.md."""

    DONE = 0
    CONTENT = 1
    USAGE = 2
    PARTIAL = 3
    HUMAN = 4
    FILE = 5
    DEFERRED = 6
    INTERRUPTED = 130


class HandoutsError(Exception):
    """A problem to tell the person: message, cure and exit code."""

    exit_code = ExitCode.CONTENT

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(HandoutsError):
    """The command line or a setting asks for something that is not there."""

    exit_code = ExitCode.USAGE


class FileError(HandoutsError):
    """A file could not be read or written."""

    exit_code = ExitCode.FILE
