"""The therapist's list of a day's clients: the first sheet of the print file."""

import datetime
from collections.abc import Sequence

from msgspec import Struct, structs

from handouts.document.compose import furniture
from handouts.document.inline import plain
from handouts.document.nodes import (
    Band,
    Box,
    Document,
    Imprint,
    Node,
    Paragraph,
    Part,
    Runs,
    Table,
    Title,
)
from handouts.document.scope import Scope
from handouts.model.text import Amount


class Line(Struct, frozen=True):
    """One appointment; without pages nothing was made for it."""

    time: str
    name: str
    client: str
    exercises: int
    pages: int


def cover_list(scope: Scope, day: datetime.date, lines: Sequence[Line], unread: int) -> Document:
    """When, who, how many exercises and pages; and what the therapist has to make by hand."""
    words = scope.words
    title = words.say("list-title", date=words.day(day))
    keys = ("time", "client", "id", "exercises", "pages")
    head = tuple(plain(words.say(f"list-{key}")) for key in keys)
    table = Table(head, tuple(_row(scope, line) for line in lines), (1.4, 4.2, 3.0, 2.0, 1.8))
    children: list[Node] = [Box("panel", (table,))]
    missing = sum(1 for line in lines if not line.pages) + unread
    if missing:
        said = words.say("list-missing", Amount(missing, missing))
        children.append(Box("note", (Paragraph(plain(said)),), icon="tip"))
    made = words.say("made", date=words.date(scope.today))
    return Document(
        title=words.say("list-kind"),
        language=words.language,
        parts=(Part("title", (Title(plain(title)),)), Part("list", tuple(children))),
        header=tuple(_unkind(node) for node in furniture(scope.layout.header, None, scope)),
        footer=(Imprint(plain(made), plain(words.say("list-private")), words.say("page")),),
        author=str(scope.brand.name),
    )


def _unkind(node: Node) -> Node:
    """The practice's name without what kind of page a programme is."""
    return structs.replace(node, aside=()) if isinstance(node, Band) else node


def _row(scope: Scope, line: Line) -> tuple[Runs, ...]:
    pages = str(line.pages) if line.pages else scope.words.say("list-none")
    exercises = str(line.exercises) if line.exercises else "–"
    cells = (line.time, line.name or "–", line.client, exercises, pages)
    return tuple(plain(cell) for cell in cells)
