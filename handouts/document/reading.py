"""The Document as it is read aloud: headings, paragraphs, lists and tables in one order.

This one tree becomes the tags of the PDF and the plain-text twin, so that both say what the
page says.
"""

from typing import Final

from handouts.document import nodes as n
from handouts.document.body import BodyMap, Felt, MuscleMap
from handouts.document.booklet_nodes import Anchored
from handouts.document.elements import (
    LABEL,
    RIGHT,
    Element,
    Elements,
    Known,
    Read,
    Reader,
    cell,
    entry,
    label_of,
    line,
    listed,
    says,
    typed_of,
    words_in,
)
from handouts.document.nodes import Document, Run

_OF_PROGRAMMES: Final = frozenset({"glance", "pain", "tick-diary", "questions"})


def reading(document: Document, known: Known | None = None) -> Element:
    """The whole handout. Furniture is in it once: the first head and the last foot.

    `known` are nodes that other documents have too, by identity, each with how it is read.
    """
    readers = READERS
    booklet = any(part.opens for part in document.parts)
    if booklet:
        from handouts.document.reading_booklet import BOOKLET  # a card does without

        readers = READERS | BOOKLET
    elif _is_programme(document):
        from handouts.document.reading_programme import PROGRAMME

        readers = READERS | PROGRAMME
    reader = Reader(readers, booklet, {} if known is None else known)
    parts = [node for part in document.parts for node in part.children]
    reader.labels = {node.anchor: node.label for node in parts if isinstance(node, Anchored)}
    children = [
        *reader.all(document.header),
        *reader.all(parts),
        *reader.all(document.footer),
    ]
    return Element("Document", tuple(children))


def _is_programme(document: Document) -> bool:
    """Whether it has blocks whose nodes only a programme has."""
    return any(part.block in _OF_PROGRAMMES for part in document.parts)


def _paragraph(_: Reader, node: n.Paragraph) -> Elements:
    if node.runs or node.short:
        yield from says("P", node.runs, node.short)


def _heading(reader: Reader, node: n.Heading) -> Elements:
    yield from reader.heading(node.runs, node.level + reader.deeper)
    yield from says("P", node.aside)


def _picture(_: Reader, node: n.Picture) -> Elements:
    if node.alt:
        yield Element("Figure", keys=(node,), alt=node.alt)


def _stages(reader: Reader, node: n.Stages) -> Elements:
    """The figures, each with its words; the number on one is that of its step."""
    for stage in node.items:
        yield from reader.one(stage.picture)
        yield from says("P", stage.caption)


def _item(reader: Reader, node: n.Item) -> Elements:
    label = label_of(node.number, node) if node.number else None
    yield entry(reader.all(node.children), label)


def _list(reader: Reader, node: n.List) -> Elements:
    items = tuple(found for each in node.items for found in reader.one(each))
    if node.marker == "run-on":
        # Set as one sentence, so it is read as one; the twin in plain text has it as a list.
        keys = tuple(w for each in node.items for w in words_in(each))
        yield Element("P", items, keys=keys, numbering="Disc")
        yield from says("P", node.overflow)
        return
    ordered = node.marker in ("number", "ring")
    yield from listed(items, "Decimal" if ordered else "None" if node.marker == "none" else "Disc")


def _step(reader: Reader, node: n.Step) -> Elements:
    pictures = (node.picture,) if node.picture else ()
    body = reader.all((*node.children, *pictures))
    yield entry(body, label_of(node.number, node))


def _steps(reader: Reader, node: n.Steps) -> Elements:
    yield from listed((found for each in node.items for found in _step(reader, each)), "Decimal")


def _pairs(_: Reader, node: n.Pairs) -> Elements:
    heads = tuple(cell("TH", head, "Column") for head in node.heads)
    rows = [
        Element("TR", tuple(cell("TD", p.runs, "", p.short) for p in (row.avoid, row.instead)))
        for row in node.rows
    ]
    yield Element("Table", (Element("TR", heads), *rows))


def _badges(_: Reader, node: n.Badges) -> Elements:
    yield from listed(
        line((Run(f"{item.value} {item.unit}".strip()),), item) for item in node.items
    )


def _strip(_: Reader, node: n.Strip) -> Elements:
    yield from listed(
        Element("LI", (*says("Lbl", each.label), *says("LBody", each.value))) for each in node.cells
    )


def _title(reader: Reader, node: n.Title) -> Elements:
    reader.deeper = int(reader.booklet)
    yield from reader.heading(node.runs, 1 + reader.deeper)
    yield from says("P", node.lead)
    yield from reader.all(node.below)
    for child in (node.tail, node.aside):
        if child is not None:
            yield from reader.one(child)


def _box(reader: Reader, node: n.Box) -> Elements:
    children = node.children
    if node.chips is None:
        yield from reader.all(children)
        return
    yield from reader.all(children[:1])
    yield from reader.one(node.chips)
    yield from reader.all(children[1:])


def _row(reader: Reader, node: n.Row) -> Elements:
    yield from reader.all(node.children)


def _table(_: Reader, node: n.Table) -> Elements:
    rows = [Element("TR", tuple(cell("TH", head, "Column") for head in node.head))]
    for number, (first, *rest) in enumerate(node.rows, 1):
        runs = (Run(f"{number}. "), *first) if node.numbered else first
        cells = (cell("TH", runs, "Row", first), *(cell("TD", runs) for runs in rest))
        rows.append(Element("TR", cells))
    yield Element("Table", tuple(rows))


def _exercise(reader: Reader, node: n.Exercise) -> Elements:
    first, *rest = node.box.children
    if isinstance(first, n.Heading):
        runs = (Run(f"{node.number}. "), *first.runs)
        level = first.level + reader.deeper
        yield from reader.heading(runs, level, first.runs, (LABEL, first.runs))
        yield from says("P", first.aside)
    if node.picture is not None:
        yield from _picture(reader, node.picture)
    yield from _box(reader, n.Box("plain", tuple(rest), node.box.chips))


def _qr(_: Reader, node: n.Qr) -> Elements:
    """The code itself is for cameras: whoever reads has the address that it holds."""
    yield from says("P", node.note)
    typed = typed_of(node)
    for runs in (node.short, node.line):
        if runs is node.line and typed is node.short:
            return  # it stands for the code where that has no room
        if runs is typed:
            link = tuple(Run(run.text, href=node.url) for run in runs)
            yield Element("P", (Element("Link", runs=link, keys=(runs,)),))
        else:
            yield from says("P", runs)


def _body_map(_: Reader, node: BodyMap) -> Elements:
    yield Element("Figure", keys=(node,), alt=node.alt)


def _felt(reader: Reader, node: Felt) -> Elements:
    yield from reader.all((node.heading, node.map, node.words))


def _muscle_map(reader: Reader, node: MuscleMap) -> Elements:
    """The lines from muscles to their places say what the figure's words say."""
    yield from reader.one(node.map)
    for column in node.columns:
        if column.head is not None:
            yield from reader.one(column.head)
        yield from listed(line(each.words.runs, each.words.short) for each in column.lines)
    yield from reader.one(node.key)


def _contact(reader: Reader, node: n.Contact) -> Elements:
    yield from listed(line(each.runs) for each in node.lines)
    if node.qr is not None:
        yield from reader.one(node.qr)


def _band(_: Reader, node: n.Band) -> Elements:
    for runs in (node.name, node.tagline, node.aside):
        yield from says("P", runs)


def _imprint(_: Reader, node: n.Imprint) -> Elements:
    yield from says("P", node.left)
    yield from says("P", node.right, (RIGHT, node.left))
    yield from says("P", node.below)


READERS: Final[dict[type, Read]] = {
    n.Paragraph: _paragraph,
    n.Heading: _heading,
    n.Picture: _picture,
    n.Stages: _stages,
    n.Item: _item,
    n.List: _list,
    n.Step: _step,
    n.Steps: _steps,
    n.Pairs: _pairs,
    n.Badges: _badges,
    n.Strip: _strip,
    n.Title: _title,
    n.Box: _box,
    n.Row: _row,
    n.Table: _table,
    n.Exercise: _exercise,
    n.Qr: _qr,
    n.Contact: _contact,
    BodyMap: _body_map,
    Felt: _felt,
    MuscleMap: _muscle_map,
    n.Band: _band,
    n.Imprint: _imprint,
}
