"""Which component sets which node of a booklet, unless the theme chooses another."""

from typing import Final

from handouts.document import booklet_nodes as nodes
from handouts.looks import book, contents, covers, diary
from handouts.looks.desk import Component

BOOKLET: Final[dict[type, Component]] = {
    nodes.Anchored: book.anchored,
    nodes.Headline: book.headline,
    nodes.Opening: book.opening,
    nodes.Notes: book.notes,
    nodes.Locations: contents.locations,
    nodes.Days: diary.days,
    nodes.BackCover: covers.back_cover,
}
