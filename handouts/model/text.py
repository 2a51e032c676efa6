"""Text that knows where it was typed, and the rules a field puts on its value."""

from typing import Literal

from msgspec import Struct

from handouts.diagnostics import Span

Kind = Literal[
    "line", "prose", "id", "number", "degrees", "count", "seconds", "length", "type-size",
    "colour", "date", "moment", "days", "url", "email", "mailbox", "file", "language", "flag",
    "text-map", "raw",
]  # fmt: skip


class Text(str):
    """A string from a file. It behaves as the string; `span` says where it stands."""

    __slots__ = ("span",)
    span: Span | None

    def __new__(cls, text: str, span: Span | None = None) -> "Text":
        """Bind `text` to its place."""
        self = str.__new__(cls, text)
        self.span = span
        return self

    def __reduce__(self) -> tuple[type["Text"], tuple[str, Span | None]]:
        """Pickle as text and place, so the cached library keeps its line numbers."""
        return Text, (str(self), self.span)


class Rule(Struct, frozen=True):
    """What a field takes: one definition gives the check, the schema and the docs.

    `doc` is for the author; `most` bounds characters of text, items of a list or a
    number, which is also at least `least`; `choices` closes the list of words;
    `refers` names the kind of id it points to.
    """

    doc: str
    kind: Kind = "line"
    most: int = 0
    choices: tuple[str, ...] = ()
    refers: str = ""
    example: str = ""
    least: int = 0


class Amount(Struct, frozen=True):
    """A number or a range: repetitions, or seconds. `low` equals `high` for one number."""

    low: float
    high: float


class TypeSize(Struct, frozen=True):
    """Type size and leading (baseline to baseline), both in points."""

    size: float
    leading: float
