"""Which component sets which node."""

from handouts.document.nodes import (
    Badges,
    Band,
    Box,
    Contact,
    Exercise,
    Heading,
    Imprint,
    Item,
    List,
    Pairs,
    Paragraph,
    Picture,
    Row,
    Steps,
    Strip,
    Table,
    Title,
)
from handouts.looks import furniture, panels, photo, safety, steps, tables, text, title
from handouts.looks.desk import Component, Desk
from handouts.typeset.boxes import Box as Measured


def _box(desk: Desk, node: Box, width: float) -> Measured:
    return (safety.stop if node.role == "stop" else panels.box)(desk, node, width)


COMPONENTS: dict[type, Component] = {
    Paragraph: text.paragraph,
    Heading: text.heading,
    Item: text.item,
    List: text.list_,
    Title: title.title,
    Badges: title.badges,
    Strip: title.strip,
    Box: _box,
    Steps: steps.steps,
    Pairs: safety.pairs,
    Row: panels.row,
    Table: tables.table,
    Exercise: steps.exercise,
    Picture: photo.photo,
    Band: furniture.band,
    Imprint: furniture.imprint,
    Contact: furniture.contact,
}
