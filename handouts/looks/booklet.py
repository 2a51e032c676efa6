"""Which component sets which node of a booklet."""

from typing import Final

from handouts.document import booklet_nodes as nodes
from handouts.looks import book, contents, covers, diary
from handouts.looks.desk import Component

BOOKLET: Final[dict[type, Component]] = {
    nodes.Anchored: book.anchored,
    nodes.Headline: book.headline,
    nodes.Opening: book.opening,
    nodes.Folio: book.folio,
    nodes.Notes: book.notes,
    nodes.Entry: contents.entry,
    nodes.Locations: contents.locations,
    nodes.Week: diary.week,
    nodes.Days: diary.days,
    nodes.Cover: covers.cover,
    nodes.BackCover: covers.back_cover,
}
