"""Bytes to text: what is not clean UTF-8 is refused before YAML sees it.

YAML's own messages name bytes and code points; people need to hear which
program setting to change, and at which line and column.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from handouts.diagnostics import Report, Span
from handouts.source.files import MEGABYTE, size_text

# Control characters, line ends that most editors do not show, and code points that are never text.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

_NAMES = {
    "\x00": "a NUL character",
    "\x0b": "a vertical tab",
    "\x0c": "a page break",
    "\x1b": "an escape character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
}
_LINE_END = re.compile("\r\n|\r|\n")
# Inside brackets: a quoted text (it opens where a text starts), or a comment.
_QUOTED_OR_COMMENT = re.compile(
    r"""(?<=[\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<=\s)#[^\r\n]*""", re.DOTALL
)
_FOLDED_END = re.compile(r"\n+")
_BLANKS = (" ", "\t")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_CONTROLS = 10
_HINT = (
    "save it as UTF-8: in Notepad or Word choose 'Save as' and the encoding 'UTF-8'; "
    "in other editors look for 'Encoding'"
)


class SourceText(Struct, frozen=True):
    """A file's text, and where each of its lines starts."""

    file: str
    text: str
    starts: tuple[int, ...]

    def span(self, index: int) -> Span:
        """The place of the character at `index`; columns count characters."""
        line = bisect_right(self.starts, index)
        return Span(self.file, line, index - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end; "" outside the file."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")


def source_text(text: str, file: str) -> SourceText:
    """`text` with its line starts; LF, CRLF and CR end a line."""
    ends = (match.end() for match in _LINE_END.finditer(text))
    return SourceText(file, text, (0, *ends))


def comments_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The comments of `text`, which is inside brackets from `start` on, that begin before `end`."""
    for found in _QUOTED_OR_COMMENT.finditer(text, start):
        if found.start() >= end:
            return
        if found[0].startswith("#"):
            yield found


def decode(data: bytes, file: str, report: Report) -> SourceText | None:
    """The text of `data`, or None once it is reported why there is none."""
    if len(data) > MEGABYTE:
        report.error(
            "yaml-limit",
            f"the file is too large: at most {size_text(MEGABYTE)} is read",
            Span(file),
            "is it really a content file? Long content belongs in several files",
        )
        return None
    if data.startswith(_UTF16) or data.count(0) * 3 > len(data):
        message = "the file is saved as UTF-16 ('Unicode'), or is not a text file"
        report.error("encoding", message, Span(file), _HINT)
        return None
    try:
        source = source_text(data.decode("utf-8").removeprefix("\ufeff"), file)
    except UnicodeDecodeError as problem:
        _report_encoding(problem, file, report)
        return None
    return None if _report_controls(source, report) else source


def describe_control(character: str) -> str:
    """A control character in words, with its code point."""
    unnamed = "half a character" if "\ud800" <= character <= "\udfff" else "a control character"
    name = _NAMES.get(character, unnamed)
    return f"{name} (U+{ord(character):04X})"


def _report_encoding(problem: UnicodeDecodeError, file: str, report: Report) -> None:
    data, start = problem.object, problem.start
    before = data[:start].decode("utf-8").removeprefix("\ufeff")
    span = source_text(before, file).span(len(before))
    if b"\0" in data:
        report.error("encoding", "this is not a text file", span, _HINT)
    elif re.match(rb"\xed[\xa0-\xbf][\x80-\xbf]", data[start : start + 3]):
        message = "half a character stands here (a lone surrogate), often part of an emoji"
        report.error("control-character", message, span, "delete it and type the character again")
    elif before.isascii():
        guess = data[start : start + 1].decode("cp1252", "replace")
        message = (
            f"the file is not saved as UTF-8 but probably as Windows-1252 or Latin-1 ('{guess}')"
        )
        report.error("encoding", message, span, _HINT)
    else:
        message = "a damaged character stands here; the rest of the file is not clean UTF-8"
        report.error("encoding", message, span, f"type the character again, then {_HINT}")


def _report_controls(source: SourceText, report: Report) -> bool:
    found = [m.start() for m in islice(CONTROL.finditer(source.text), _MOST_CONTROLS)]
    for index in found:
        report.error(
            "control-character",
            f"{describe_control(source.text[index])} stands here; it cannot be printed",
            source.span(index),
            "delete it; it often comes along with text pasted from another program",
        )
    return bool(found)


def unfolded(text: str, style: str | None, typed: str) -> str:
    """`text` with one line end for each line end typed, so that a blank line stays blank.

    YAML turns a line end into a space, and a blank line into one line end, except in a
    `|` block, beside the indented lines of a `>` block, and where `\\n` was typed out.
    """
    if style == "|" or (style == '"' and "\n" not in typed and "\r" not in typed):
        return text

    def restore(found: re.Match[str]) -> str:
        above = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        kept = style == ">" and text.startswith(_BLANKS, found.end())
        kept |= style == ">" and above.startswith(_BLANKS)
        return found[0] if kept else found[0] + "\n"

    return _FOLDED_END.sub(restore, text)
