"""What the nodes of a booklet are when they are read aloud."""

from typing import Final

from handouts.document import booklet_nodes as b
from handouts.document.elements import (
    LABEL,
    PAGE,
    Element,
    Elements,
    Read,
    Reader,
    cell,
    entry,
    line,
    listed,
    says,
)
from handouts.document.nodes import Run, Runs, text_of


def _headline(reader: Reader, node: b.Headline) -> Elements:
    reader.deeper = 0
    yield from reader.heading(node.runs, 1)
    if node.lead:
        yield from says("P", node.lead, getattr(node, "boxes", ()))


def _opening(reader: Reader, node: b.Opening) -> Elements:
    if node.first:
        yield from reader.heading(node.section, 1)
    else:
        yield from says("P", node.section)
    yield from says("P", node.number)
    yield from reader.all(node.intro)


def _group(reader: Reader, node: b.Group) -> Elements:
    yield from reader.heading(node.runs, node.level)


def _entry(_: Reader, node: b.Entry) -> Elements:
    """Name and page lead to the place; a picture in the contents only repeats what is there."""
    keys = (node.name, node.about, (PAGE, node.name))
    link = Element("Link", runs=node.name, keys=keys)
    parts = [Element("Reference", (link,))]
    if node.number:
        label = Element("Lbl", runs=(Run(f"{node.number}."),), keys=((LABEL, node.name),))
        parts.insert(0, label)
    yield Element("TOCI", tuple(parts))


def _locations(reader: Reader, node: b.Locations) -> Elements:
    yield from reader.heading(node.heading, 2)
    yield from listed(
        line(_located(reader, each), each.name, (PAGE, each.name)) for each in node.items
    )


def _located(reader: Reader, node: b.Located) -> Runs:
    """The name; without pages, as in plain text, also what it leads to, unless that is itself."""
    labels = ", ".join(reader.labels.get(ref, "") for ref in node.refs)
    return node.name if labels in ("", text_of(node.name)) else (*node.name, Run(f": {labels}"))


def _days(reader: Reader, node: b.Days) -> Elements:
    yield from listed(
        entry(reader.one(day.do), Element("Lbl", runs=day.name, keys=(day.name,)))
        for day in node.items
    )


def _week(_: Reader, node: b.Week) -> Elements:
    """A table to fill in: its cells are empty, their heads say what belongs there."""
    days = (cell("TH", day, "Column") for day in node.days)
    rows = [Element("TR", (cell("TH", node.label, "Column"), *days))]
    for kind in (node.done, node.sore):
        rows.append(Element("TR", (cell("TH", kind, "Row"), *(cell("TD", ()) for _ in node.days))))
    yield Element("Table", tuple(rows))


def _notes(_: Reader, node: b.Notes) -> Elements:
    yield from says("P", node.heading)
    for runs in node.columns:
        yield from says("P", runs)


def _cover(reader: Reader, node: b.Cover) -> Elements:
    yield from says("P", node.practice)
    yield from reader.heading(node.title, 1)
    yield from says("P", node.subtitle)
    if node.lists:
        yield from says("P", node.heading)
    for part in node.lists:
        yield from says("P", part.title)
        yield from listed(line(name) for name in part.names)
    yield from says("P", node.audience)
    for _, runs in node.lines:
        yield from says("P", runs)
    yield from says("P", node.imprint)


def _back_cover(reader: Reader, node: b.BackCover) -> Elements:
    yield from says("P", node.practice)
    yield from says("P", node.tagline)
    reader.deeper = 0
    yield from reader.heading(node.heading, 1)
    yield from reader.all(node.words)
    yield from reader.all((node.call,))
    yield from listed(line(each.runs) for each in node.contact)
    for _, runs in node.lines:
        yield from says("P", runs)
    if node.qr is not None:
        yield from reader.one(node.qr)
    yield from says("P", node.disclaimer)
    yield from says("P", node.imprint)


BOOKLET: Final[dict[type, Read]] = {
    b.Headline: _headline,
    b.DiaryHead: _headline,
    b.Opening: _opening,
    b.Group: _group,
    b.Entry: _entry,
    b.Locations: _locations,
    b.Days: _days,
    b.Week: _week,
    b.Notes: _notes,
    b.Cover: _cover,
    b.BackCover: _back_cover,
}
