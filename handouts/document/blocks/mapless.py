"""What a full card sets instead of a body map: the same in words, in parts of its own."""

from collections.abc import Callable

from msgspec import structs

from handouts.document.blocks.body import in_words
from handouts.document.body import Felt
from handouts.document.nodes import Node, Part, Row, Title
from handouts.model.blocks import BlockUse, BodyMapOptions, RowOptions

_FEEL = "feel"
Compose = Callable[[BlockUse], tuple[Part, ...]]


def or_words(part: Part, use: BlockUse, compose: Compose) -> tuple[Part, ...]:
    """A part with a map gives way to words at the map's rank; one that has no map is words.

    A row that is for a map becomes its blocks one under another, each with its own rank.
    """
    if isinstance(use.options, BodyMapOptions):
        if part.children and isinstance(part.children[0], Felt):
            return (structs.replace(part, instead=(_words(part.children[0], use.options),)),)
        return (structs.replace(part, block=_FEEL, drop=use.options.words),)
    if not isinstance(use.options, RowOptions):
        return (part,)
    uses = use.options.blocks
    options = next((u.options for u in uses if isinstance(u.options, BodyMapOptions)), None)
    if options is None:
        return (part,)
    alone = tuple(found for each in uses for found in compose(each))
    if not any(map(is_map, alone)) or not part.children or not isinstance(part.children[0], Row):
        return alone
    instead = tuple(_words(p.children[0], options) if is_map(p) else p for p in alone)
    return (structs.replace(part, drop=options.drop, instead=instead),)


def _words(felt: Node, options: BodyMapOptions) -> Part:
    assert isinstance(felt, Felt)
    return Part(_FEEL, (in_words(felt),), options.words)


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
