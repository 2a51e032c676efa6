"""The only place that prints: data on stdout, talk on stderr, both safe to show.

Names and texts come from files a stranger may have written, so what could drive a
terminal is shown as an escape, never sent.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Final, TextIO

from msgspec import structs

from handouts.diagnostics import Diagnostic, as_json, as_text

MOST_SHOWN: Final = 50
# Marks that turn the direction of what follows, so that a name reads as another.
_TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_COLOURS: Final = {"error": "31", "warning": "33", "hint": "36"}


def prepare_streams() -> None:
    """UTF-8 out, whatever the locale says; what cannot be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def clean(text: str) -> str:
    """`text` on one line, with control characters and turning marks as escapes."""
    if text.isprintable():
        return text
    return "".join(c if _harmless(c) else _escape(c) for c in text)


def _harmless(char: str) -> bool:
    return (char.isprintable() or char in "\u00a0\u00ad\u200d\u2009\u202f") and char not in _TURNING


def _escape(char: str) -> str:
    if char in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char]
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")


def out(line: str) -> None:
    """One line of data. A reader that has gone away is no reason to stop working."""
    _print(line, sys.stdout)


def out_json(value: Any) -> None:
    """A value as JSON for a script or an editor."""
    import json

    out(json.dumps(value, ensure_ascii=False, indent=2))


def talk(line: str) -> None:
    """One line for the person."""
    _print(line, sys.stderr)


def _print(line: str, stream: TextIO) -> None:
    try:
        print(line, file=stream, flush=True)
    except BrokenPipeError:
        # Whatever else is printed, and the flush at exit, now goes nowhere.
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def lively(stream: TextIO) -> bool:
    """Whether a stream takes colours and bars: a terminal that nobody asked to keep plain."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def paint(text: str, colour: str) -> str:
    """`text` in the colour of a severity, where stderr takes it."""
    if not lively(sys.stderr):
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


def tell_error(message: str, hint: str = "") -> None:
    """A problem that has no place in a file."""
    talk(f"{paint('error:', 'error')} {clean(message)}")
    if hint:
        talk(f"  {paint('hint:', 'hint')} {clean(hint)}")


def tell_warning(message: str) -> None:
    """Something a person should know, that stops nothing."""
    talk(f"{paint('warning:', 'warning')} {clean(message)}")


def tell_left_out(blocks: Iterable[str]) -> None:
    """Blocks that a full card gave up: no problem, but nobody should have to find out."""
    if names := ", ".join(blocks):
        talk(f"{paint('note:', 'hint')} left out to fit one page: {clean(names)}")


def tell_problems(diagnostics: Iterable[Diagnostic]) -> None:
    """Problems by place, errors and warnings together, at most MOST_SHOWN of them."""
    found = list(dict.fromkeys(diagnostics))
    for diagnostic in found[:MOST_SHOWN]:
        first, _, hint = as_text(_cleaned(diagnostic)).partition("\n  hint: ")
        mark = f"{diagnostic.severity}[{diagnostic.code}]"
        talk(first.replace(mark, paint(mark, diagnostic.severity), 1))
        if hint:
            talk(f"  {paint('hint:', 'hint')} {hint}")
    if len(found) > MOST_SHOWN:
        talk(f"... and {len(found) - MOST_SHOWN} more problems")


def _cleaned(diagnostic: Diagnostic) -> Diagnostic:
    span = diagnostic.span
    return structs.replace(
        diagnostic,
        message=clean(diagnostic.message),
        hint=clean(diagnostic.hint),
        span=structs.replace(span, file=clean(span.file)) if span else None,
    )


def problems_json(diagnostics: Iterable[Diagnostic]) -> list[Mapping[str, Any]]:
    """All problems for a script, none left off."""
    return [as_json(d) for d in dict.fromkeys(diagnostics)]


def count_text(number: int, one: str, many: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
