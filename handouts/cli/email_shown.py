"""What the email commands share: rows for people, and errors that hold nobody's data."""

import functools
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from handouts.cli.debugging import debugging
from handouts.cli.terminal import clean, out
from handouts.delivery.manifest import Letter, initials, masked
from handouts.errors import HandoutsError


def quiet_faults(function: Callable[..., Any]) -> Callable[..., Any]:
    """Tell a fault of ours without its words, which may hold a client's."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except (HandoutsError, click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as problem:
            if debugging(click.get_current_context()):
                raise
            message = f"internal problem: {type(problem).__name__}"
            raise HandoutsError(message, "please report it; --debug shows where") from None

    return run


def who(letter: Letter, reveal: bool) -> str:
    """Whom a message is for: in full only if asked; without a terminal the id alone."""
    if reveal:
        return f"{letter.name} <{letter.address}>"
    if not sys.stdout.isatty():
        return letter.client
    return f"{initials(letter.name)} {masked(letter.address)}"


def about(letter: Letter, reveal: bool) -> str:
    """The first exercise, which tells something of the client, on a terminal alone."""
    return letter.title if reveal or sys.stdout.isatty() else ""


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        out(clean("  ".join(cells).rstrip()))


def row_of(letter: Letter, reveal: bool) -> list[str]:
    """A message as a row: id, who, pages, size, what."""
    pages = f"{letter.pages} page{'' if letter.pages == 1 else 's'}"
    lock = "password" if letter.encrypted else ""
    size = f"{letter.size / 1000:.0f} kB"
    return [letter.id, who(letter, reveal), pages, size, lock, about(letter, reveal)]


def redirect() -> str:
    """Where HANDOUTS_EMAIL_REDIRECT sends everything, for training; "" where it is not set."""
    return os.environ.get("HANDOUTS_EMAIL_REDIRECT", "")


def ask_password(question: str) -> str:
    """A password typed without being shown."""
    found: str = click.prompt(question, hide_input=True, err=True)
    return found


def present() -> bool:
    """Whether a person sits here to be asked."""
    try:
        return sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False
