"""Where a value stands in its file, and what is wrong with it.

Everything that checks content adds to a Report; nothing stops at the first
problem, so that one run tells the author all of them.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from handouts.errors import ExitCode, HandoutsError

Severity = Literal["error", "warning"]

_WORD_MOST = 100


class Span(Struct, frozen=True, gc=False):
    """A place in a file. `line` and `column` count from 1; `file` is an absolute path."""

    file: str
    line: int = 1
    column: int = 1


class Diagnostic(Struct, frozen=True):
    """One problem: what, where, and what to do about it."""

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hint: str = ""


class Report:
    """Collects the diagnostics of one run."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._all: dict[Diagnostic, None] = dict.fromkeys(diagnostics)

    def error(self, code: str, message: str, span: Span | None = None, hint: str = "") -> None:
        """Add a problem that stops what uses the value at `span`."""
        self._all[Diagnostic("error", code, message, span, hint)] = None

    def warning(self, code: str, message: str, span: Span | None = None, hint: str = "") -> None:
        """Add a problem that a person should look at but that stops nothing."""
        self._all[Diagnostic("warning", code, message, span, hint)] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics found elsewhere; the same one twice counts once."""
        self._all.update(dict.fromkeys(diagnostics))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All, by file, line and column; those without a place come last."""
        return tuple(sorted(self._all, key=_place))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop a build, in order of place."""
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop nothing, in order of place."""
        return tuple(d for d in self.diagnostics if d.severity == "warning")


class ContentError(HandoutsError):
    """Content with problems; carries every diagnostic found, not only the first."""

    exit_code = ExitCode.CONTENT

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        count = sum(d.severity == "error" for d in self.diagnostics)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} found")


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the known name most like `word`, or "" where none is near."""
    import difflib  # only a mistake needs it

    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word[:_WORD_MOST].casefold(), list(folded), 1, cutoff=0.55)
    return f"did you mean '{folded[found[0]]}'?" if found else ""


def show_path(file: str, base: Path | None = None) -> str:
    """`file` as a person would type it: relative to `base` (default: here) when below it."""
    path, root = Path(file), base or Path.cwd()
    return str(path.relative_to(root)) if path.is_relative_to(root) else file


def as_text(diagnostic: Diagnostic, base: Path | None = None) -> str:
    """`file:line:col: error[code]: message`, and the hint on a line of its own."""
    span = diagnostic.span
    where = f"{show_path(span.file, base)}:{span.line}:{span.column}: " if span else ""
    text = printable(f"{where}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}")
    return f"{text}\n  hint: {printable(diagnostic.hint)}" if diagnostic.hint else text


def printable(text: str) -> str:
    """`text` safe for a terminal: what does not print, as in a file's odd name, as its escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def as_json(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    """The diagnostic as a flat object for scripts and editors."""
    span = diagnostic.span
    return {
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


def _place(diagnostic: Diagnostic) -> tuple[bool, str, int, int, str, str]:
    span = diagnostic.span or Span("", 0, 0)
    missing = diagnostic.span is None
    return missing, span.file, span.line, span.column, diagnostic.code, diagnostic.message
