"""The tiny inline markup: **bold**, *italic*, [links](https://...); all else is text.

A mark counts only where it touches the words it marks, so `5 * 3 * 2` prints as
typed. A backslash makes the next mark plain. Nothing here can fail on any text: what
is not markup, or is markup left open, prints as it was typed.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Final

from handouts.diagnostics import Diagnostic, Span
from handouts.document.nodes import Run, Runs
from handouts.model.scalars import check_link
from handouts.model.text import Text

_TOKEN: Final = re.compile(
    r"\\([\\*\[\]()])|(\*{1,3})"
    r"|\[([^\[\]\n]{1,300})\]\(((?:[^()\s]|\([^()\s]{0,99}\)){1,300})\)"
)
_MARKUP: Final = re.compile(r"[\\*\[]")  # without one of these there is no token
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")
_SPACES: Final = re.compile(r"[ \t\n]+")
# A number stays with its unit, and a range of numbers in one piece.
_UNITS: Final = r"(?:s|sec|seconds?|min|minutes?|times?|cm|mm|weeks?|days?|breaths?|steps?)\b"
_UNIT: Final = re.compile(rf"(?<=\d) (?={_UNITS})")
_RANGE: Final = re.compile(rf"(?<=\d) (to|or|and) (?=\d+ {_UNITS})")
_DIGIT: Final = re.compile(r"\d")
NBSP: Final = "\u00a0"


def paragraphs(text: str, problems: list[Diagnostic] | None = None) -> tuple[Runs, ...]:
    """The paragraphs of `text` as runs; a blank line parts them, a line end is a space."""
    span = text.span if isinstance(text, Text) else None
    if "\n" not in text:
        found = _runs(_spaced(text), span, problems)
        return (found,) if found else ()
    parts = [part for part in _PARAGRAPH.split(text.strip()) if part.strip()]
    return tuple(_runs(_spaced(part), span, problems) for part in parts)


def inline(text: str, problems: list[Diagnostic] | None = None) -> Runs:
    """`text` as the runs of one paragraph."""
    span = text.span if isinstance(text, Text) else None
    return _runs(_spaced(text), span, problems)


def _spaced(text: str) -> str:
    """`text` with single spaces between its words."""
    if "\n" in text or "\t" in text or "  " in text:
        text = _SPACES.sub(" ", text)
    return text.strip()


def plain(text: str, *, bold: bool = False) -> Runs:
    """`text` as one run, with no markup read in it: names, codes, labels."""
    if not text:
        return ()
    span = text.span if isinstance(text, Text) else None
    return (Run(typographic(str(text)), bold=bold, span=span),)


def placed(words: str, source: str) -> Text:
    """Words made of a typed text, at its place, so that what is wrong with them is found."""
    return Text(words, source.span if isinstance(source, Text) else None)


def exact(text: str) -> Runs:
    """`text` as one run to the letter: telephone numbers, addresses, codes."""
    span = text.span if isinstance(text, Text) else None
    return (Run(str(text), span=span),) if text else ()


def typographic(text: str) -> str:
    """Numbers bound to their units by a space that does not break; it prints as typed."""
    if not _DIGIT.search(text):
        return text
    return _UNIT.sub(NBSP, _RANGE.sub(rf"{NBSP}\1{NBSP}", text))


def _runs(text: str, span: Span | None, problems: list[Diagnostic] | None) -> Runs:
    if not _MARKUP.search(text):
        return (Run(typographic(text), span=span),) if text else ()
    bold = _bold_alone(text)
    if bold is not None:
        return tuple([Run(typographic(t), n % 2 == 1, span=span) for n, t in enumerate(bold) if t])
    runs, found = _marked(text, span)
    if problems is not None:
        problems.extend(found)
    return (*runs,)  # words are told apart by which object they are: never the remembered one


def _bold_alone(text: str) -> list[str] | None:
    """Where all markup is **bold**, as it nearly always is: the parts, every second one bold."""
    if "[" in text or "\\" in text:
        return None
    parts = text.split("**")
    if len(parts) % 2 == 0 or "*" in "".join(parts):
        return None
    for n in range(1, len(parts), 2):
        bold, before, after = parts[n], parts[n - 1][-1:], parts[n + 1][:1]
        if not bold or bold[0].isspace() or bold[-1].isspace():
            return None
        if before.isalnum() or after.isalnum() or not (before or n == 1):
            return None
    return parts


@functools.lru_cache(maxsize=1024)
def _marked(text: str, span: Span | None) -> tuple[Runs, tuple[Diagnostic, ...]]:
    """The runs of a text with marks, and what is wrong with it; remembered for a while."""
    problems: list[Diagnostic] = []
    pieces = _tokens(text, span, problems)
    _pair_marks(pieces)
    out: list[Run] = []
    for (bold, italic, href), same in itertools.groupby(_styled(pieces), key=lambda s: s[0]):
        words = "".join(part for _, part in same)
        # An address that is shown must stay the address that works.
        words = words if href and words in href else typographic(words)
        out.append(Run(words, bold, italic, href, span))
    return tuple(run for run in out if run.text), tuple(problems)


def _styled(pieces: list["Run | _Mark"]) -> Iterator[tuple[tuple[bool, bool, str], str]]:
    """Each piece's style and words; marks that pair change the style and print nothing."""
    bold = italic = False
    for piece in pieces:
        if isinstance(piece, Run):
            if piece.text:
                yield (bold or piece.bold, italic or piece.italic, piece.href), piece.text
        elif piece.pairs:
            bold ^= piece.width >= 2
            italic ^= piece.width % 2 == 1
        else:
            yield (bold, italic, ""), "*" * piece.width


class _Mark:
    """One to three asterisks: they open, close, both, or are plain stars."""

    __slots__ = ("closes", "opens", "pairs", "width")

    def __init__(self, width: int, before: str, after: str) -> None:
        self.width = width
        self.opens = bool(after) and not after.isspace() and not before.isalnum()
        self.closes = bool(before) and not before.isspace() and not after.isalnum()
        self.pairs = False


def _tokens(text: str, span: Span | None, problems: list[Diagnostic] | None) -> list["Run | _Mark"]:
    out: list[Run | _Mark] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            out.append(Run(text[at : found.start()], span=span))
        at = found.end()
        escaped, stars, words, target = found.groups()
        if escaped:
            out.append(Run(escaped, span=span))
        elif stars:
            start = found.start()
            out.append(_Mark(len(stars), text[max(0, start - 1) : start], text[at : at + 1]))
        else:
            out += _link(found[0], words, target, span, problems)
    out.append(Run(text[at:], span=span))
    return out


def _link(
    typed: str, words: str, target: str, span: Span | None, problems: list[Diagnostic] | None
) -> list[Run]:
    """A link's words, which may be bold or italic in turn; as typed where it leads nowhere."""
    try:
        href = check_link(target)
    except ValueError as problem:
        if problems is not None:
            hint = "links lead to https:// or mailto: addresses; others print as typed"
            problems.append(Diagnostic("warning", "link", str(problem), span, hint))
        return [Run(typed, span=span)]
    pieces = _tokens(words, span, None)
    _pair_marks(pieces)
    styled = _styled(pieces)
    return [Run(part, bold, italic, href, span) for (bold, italic, _), part in styled]


def _pair_marks(pieces: list["Run | _Mark"]) -> None:
    """Mark each opener that has a closer of its width after it; one pass, no nesting of equals."""
    open_: dict[int, _Mark] = {}
    for piece in pieces:
        if not isinstance(piece, _Mark):
            continue
        opener = open_.get(piece.width)
        if opener is not None and piece.closes:
            opener.pairs = piece.pairs = True
            del open_[piece.width]
        elif opener is None and piece.opens:
            open_[piece.width] = piece
