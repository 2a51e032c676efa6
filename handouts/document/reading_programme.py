"""What the nodes of a programme are when they are read aloud."""

from typing import Final

from handouts.document import programme_nodes as p
from handouts.document.elements import (
    LABEL,
    Element,
    Elements,
    Read,
    Reader,
    cell,
    line,
    listed,
    says,
)
from handouts.document.nodes import Run


def _facts(_: Reader, node: p.Facts) -> Elements:
    yield from listed(
        line((Run(f"{item.value} {item.unit}".strip()),), item) for item in node.items
    )


def _pain(_: Reader, node: p.PainScale) -> Elements:
    """Each band is one line: its numbers, what they mean, what to do."""
    yield from listed(
        Element("LI", (*says("Lbl", band.head), *says("LBody", band.words.runs)))
        for band in node.bands
    )


def _diary(reader: Reader, node: p.TickDiary) -> Elements:
    """One table, however many weeks stand beside one another; its cells are to be filled in."""
    yield from reader.all(node.head)
    corner = cell("TH", node.corner, "Column")
    heads = [
        cell("TH", (*d.weekday, Run(" "), *d.number), "Column", d.weekday, d.number)
        for d in node.days
    ]
    rows = [Element("TR", (corner, *heads))]
    for row in node.rows:
        runs = (Run(f"{row.number}. "), *row.name) if row.number else row.name
        name = cell("TH", runs, "Row", row.name, (LABEL, row.name))
        fields = row.fields or ((),) * len(node.days)
        days = zip(node.days, fields, strict=True)
        rows.append(Element("TR", (name, *(_day(row, day, own) for day, own in days))))
    yield Element("Table", tuple(rows))


def _day(row: p.DiaryRow, day: p.DiaryDay, fields: tuple[p.Field, ...]) -> Element:
    """A cell: empty, a dash on a rest day, or the fields of a form."""
    forms = tuple(Element("Form", keys=(field,)) for field in fields)
    runs = (Run("–"),) if day.rest and row.ticks else ()
    return Element("TD", forms, runs=runs, stays=True)


def _lines(reader: Reader, node: p.WriteLines) -> Elements:
    yield from reader.one(node.lead)


PROGRAMME: Final[dict[type, Read]] = {
    p.Facts: _facts,
    p.PainScale: _pain,
    p.TickDiary: _diary,
    p.WriteLines: _lines,
}
