"""The nodes of the body map: the picture, muscles beside it, and where a stretch is felt."""

from typing import Final, Literal

from msgspec import Struct

from handouts.document.nodes import Heading, Paragraph, Special

Rank = Literal["primary", "secondary"]
RANKS: Final[tuple[Rank, ...]] = ("primary", "secondary")


class Mark(Struct, frozen=True, tag=True):
    """A place of the map that is worked most, or as well."""

    place: str
    rank: Rank


class BodyMap(Special, frozen=True, tag=True):
    """The body from the views that show its marks; `alt` says what is marked."""

    alt: str
    views: tuple[str, ...]
    marks: tuple[Mark, ...]


class MuscleLine(Struct, frozen=True, tag=True):
    """A muscle in words, and the places its line may lead to; an unknown one has none."""

    words: Paragraph
    rank: Rank
    places: tuple[str, ...] = ()


class MuscleColumn(Struct, frozen=True, tag=True):
    """Muscles from head to foot on one side of the map; one with a head holds one rank."""

    lines: tuple[MuscleLine, ...]
    head: Paragraph | None = None


class MuscleMap(Special, frozen=True, tag=True):
    """The map between the muscles, each with a line to its place where there is room for it."""

    map: BodyMap
    columns: tuple[MuscleColumn, ...]
    key: Paragraph


class Felt(Special, frozen=True, tag=True):
    """Where a stretch is felt: the map, with the words that carry the meaning.

    `lead` is said before the words where there is no room for the map.
    """

    heading: Heading
    words: Paragraph
    map: BodyMap
    lead: str
