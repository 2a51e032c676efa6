"""What a full card sets instead of a body map: the same in words, in parts of its own."""

from msgspec import structs

from handouts.document.blocks.body import in_words
from handouts.document.body import Felt
from handouts.document.nodes import Node, Part, Row, Title
from handouts.model.blocks import BlockUse, RowOptions


def blocks_without_map(part: Part, use: BlockUse) -> tuple[BlockUse, ...]:
    """The blocks of a row that is for a map, where this stretch has none: they stand alone."""
    options = use.options
    if not isinstance(options, RowOptions) or "body-map" not in {u.name for u in options.blocks}:
        return ()
    row = part.children[0] if part.children else None
    mapped = isinstance(row, Row) and any(isinstance(child, Felt) for child in row.children)
    return () if mapped or isinstance(row, Felt) else options.blocks


def or_words(part: Part, use: BlockUse) -> Part:
    """A part with a map, and the parts that take its place: at the map's rank, not its own.

    The words stay longer than the map: they go with the rank of the row's other blocks, or
    never.
    """
    if part.children and isinstance(part.children[0], Felt):
        return structs.replace(part, instead=(Part("feel", (in_words(part.children[0]),)),))
    if not isinstance(use.options, RowOptions) or not part.children:
        return part
    row = part.children[0]
    maps = [u.options.drop for u in use.options.blocks if u.name == "body-map"]
    if not maps or not isinstance(row, Row):
        return part
    others = [u for u in use.options.blocks if u.name != "body-map"]
    instead = [Part("feel", (in_words(c),), part.drop) for c in row.children if isinstance(c, Felt)]
    rest = [c for c in row.children if not isinstance(c, Felt)]
    instead += [Part(u.name, (c,), u.options.drop) for u, c in zip(others, rest, strict=False)]
    return structs.replace(part, drop=maps[0], instead=tuple(instead))


def is_map(part: Part) -> bool:
    """Whether a part is a map and nothing else."""
    return len(part.children) == 1 and isinstance(part.children[0], Felt)


def beside(title: Part, part: Part) -> Part:
    """The title with the map beside it; without it the words stand under the title."""
    head, felt = title.children[0], part.children[0]
    assert isinstance(head, Title)
    assert isinstance(felt, Felt)
    with_map = structs.replace(head, aside=felt)
    return structs.replace(
        title, children=(with_map, *title.children[1:]), drop=part.drop,
        instead=(title, *part.instead),
    )  # fmt: skip


def with_title(part: Part, title: Title, rest: tuple[Node, ...]) -> Part:
    """The part with another title, also where its map is given up."""
    instead = part.instead
    if instead and title.aside is not None:
        bare = structs.replace(title, aside=None)
        first = structs.replace(instead[0], children=(bare, *instead[0].children[1:], *rest))
        instead = (first, *instead[1:])
    return structs.replace(part, children=(title, *part.children[1:], *rest), instead=instead)
