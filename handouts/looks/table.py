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
from handouts.looks import furniture, panels, photo, text, title
from handouts.looks.desk import Component

COMPONENTS: dict[type, Component] = {
    Paragraph: text.paragraph,
    Heading: text.heading,
    Item: text.item,
    List: text.list_,
    Title: title.title,
    Badges: title.badges,
    Strip: title.strip,
    Box: panels.box,
    Steps: panels.steps,
    Pairs: panels.pairs,
    Row: panels.row,
    Table: panels.table,
    Exercise: panels.exercise,
    Picture: photo.photo,
    Band: furniture.band,
    Imprint: furniture.imprint,
    Contact: furniture.contact,
}
