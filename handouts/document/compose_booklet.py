"""A booklet becomes the Document: parts that open pages, and a spread for each stretch."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from handouts.document.blocks.bound import Bound, Group, Volume
from handouts.document.booklet_nodes import Anchored, Notes, Opening
from handouts.document.compose import blocks_for, furniture, nodes_of, small_print
from handouts.document.inline import placed, plain
from handouts.document.nodes import Badges, Document, Heading, Node, PageBreak, Part, Title
from handouts.document.scope import Scope, foreign
from handouts.model.blocks import ANY_BLOCKS, BlockUse, SectionsOptions


def compose_booklet(volume: Volume, scope: Scope) -> Document:
    """A booklet as a document."""
    booklet = volume.booklet
    return Document(
        title=str(booklet.title),
        language=scope.words.language,
        parts=tuple(_parts(volume, scope)),
        header=furniture(scope.layout.header, volume, scope),
        footer=small_print(furniture(scope.layout.footer, volume, scope)),
        author=str(scope.brand.name),
        subject=str(booklet.subtitle or booklet.title),
        file=booklet.span.file if booklet.span else "",
        continued=scope.words.say("continued", title="{title}"),
        foreign=foreign((bound.stretch for bound in volume.stretches), scope.words.language),
    )


def _parts(volume: Volume, scope: Scope) -> Iterator[Part]:
    breaks = False
    for use in scope.layout.blocks:
        if isinstance(use.options, SectionsOptions):
            for group in volume.groups:
                for bound in group.stretches:
                    yield from _stretch(scope, group, bound, use.options)
        elif use.name in ANY_BLOCKS:
            found = nodes_of(use, volume, scope)
            if any(isinstance(node, PageBreak) for node in found):
                breaks = True
            elif found:
                yield Part(use.name, found, opens="page" if breaks else "")
                breaks = False
        else:
            for part in blocks_for("booklet")[use.name](scope, volume, use.options):
                yield structs.replace(part, running=_title_of(part))


def _title_of(part: Part) -> Any:
    first = part.children[0]
    return plain(first.label) if isinstance(first, Anchored) else ()


def _stretch(scope: Scope, group: Group, bound: Bound, options: SectionsOptions) -> Iterator[Part]:
    """The opener, what faces it, and what follows; its section's words over the first."""
    name = plain(bound.stretch.name)
    opener = _blocks(options.opener, bound, scope)
    opening = _opening(scope, group, bound)
    if opener and isinstance(opener[0], Title):
        opener = _tucked(opener[0], opener[1:], bound)
    else:
        opening = _anchored(opening, bound)
    yield Part("opener", (opening, *opener), opens="left", running=name)
    facing = _blocks(options.facing, bound, scope)
    if facing:
        yield Part("facing", tuple(facing), opens="right", running=name)
    then = _blocks(options.then, bound, scope)
    if options.notes:
        then.append(Notes(plain(scope.words.say("booklet-notes"))))
    if then:
        yield Part("then", tuple(then), running=name)


def _opening(scope: Scope, group: Group, bound: Bound) -> Node:
    section = bound.section
    said = scope.words.say("stretch-of", number=str(bound.number), total=str(bound.total))
    if not bound.first:
        return Opening(plain(section.title), plain(said), bound.number)
    intro = scope.prose(section.intro) if section.intro else ()
    opening = Opening(plain(section.title), plain(said), bound.number, intro, first=True)
    return Anchored(opening, group.anchor, placed(str(section.title), str(section.title)), 1)


def _blocks(uses: tuple[BlockUse, ...], bound: Bound, scope: Scope) -> list[Node]:
    return [_unmarked(node) for use in uses for node in nodes_of(use, bound, scope)]


def _tucked(title: Title, rest: list[Node], bound: Bound) -> list[Node]:
    """The title with its place, and the dose over its edge where that comes next."""
    title = structs.replace(title, mark=False)
    if rest and isinstance(rest[0], Badges):
        title = structs.replace(title, tail=rest[0])
        rest = rest[1:]
    return [_anchored(title, bound), *rest]


def _anchored(node: Node, bound: Bound) -> Node:
    return Anchored(node, bound.anchor, placed(str(bound.stretch.name), bound.stretch.name), 2)


def _unmarked(node: Any) -> Any:
    """Headings inside a stretch stay out of a booklet's bookmarks: they would drown the rest."""
    if isinstance(node, Heading):
        return structs.replace(node, mark=False)
    if isinstance(node, tuple):
        return tuple(map(_unmarked, node)) if node and isinstance(node[0], Struct) else node
    children = getattr(node, "children", ())
    if isinstance(node, Struct) and children and isinstance(children[0], Struct):
        return structs.replace(node, children=_unmarked(children))
    return node
