"""A complaint of the YAML parser, and the line it is about, taken apart."""

import re

from msgspec import Struct

from handouts.source.text import SourceText

_DASHES = re.compile(r"^(?:- +)+")


class Problem(Struct, frozen=True):
    """The parser's complaint, lower-case; `at` and `start` index the text, and so does
    `bracket`: where the outermost [ or { opened that was still open."""

    source: SourceText
    what: str
    context: str
    at: int
    start: int
    bracket: int | None = None


class Finding(Struct, frozen=True):
    """The same for a person."""

    message: str
    hint: str
    index: int


class Line(Struct, frozen=True):
    """A line taken apart: `- key: value`."""

    text: str
    begin: int
    indent: int
    key: str
    value: str

    @property
    def value_at(self) -> int:
        """The index of the value's first character."""
        return self.begin + len(self.text) - len(self.value)


def line_at(problem: Problem, index: int) -> Line:
    return line_of(problem.source, problem.source.span(index).line)


def line_of(source: SourceText, number: int) -> Line:
    text = source.line(number).rstrip()
    begin = source.starts[number - 1] if 1 <= number <= len(source.starts) else 0
    rest = text.lstrip()
    indent = len(text) - len(rest)
    rest = _DASHES.sub("", rest, count=1)
    key, colon, value = rest.partition(": ")
    if rest.endswith(":") and not colon:
        return Line(text, begin, indent, rest[:-1], "")
    if not colon or key[:1] in "\"'[{" or not key:
        return Line(text, begin, indent, "", rest)
    return Line(text, begin, indent, key, value.lstrip())


def line_above(problem: Problem, index: int) -> Line:
    """The nearest line above that holds something besides a comment."""
    number = problem.source.span(index).line - 1
    while number > 1 and problem.source.line(number).lstrip()[:1] in ("", "#"):
        number -= 1
    return line_of(problem.source, number)


def quoted(line: Line) -> str:
    example = f'{line.key}: "..."' if 0 < len(line.key) <= 40 else '"..."'
    return f"put quotes round the text: {example}"
