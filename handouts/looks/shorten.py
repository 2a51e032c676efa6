"""What a full card gives up: the same document with less in it, rung by rung."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct, structs

from handouts.document.nodes import (
    Contact,
    ContactLine,
    Document,
    List,
    Node,
    Pairs,
    Paragraph,
    Part,
    Title,
)

Change = Callable[[Any], Any]
Changed = Part | tuple[Part, ...] | None


def shorter(document: Document) -> Iterator[Document]:
    """Short wordings first; then blocks by rank, entry by entry; then the title's lead."""
    document = _map_nodes(document, _short)
    yield document
    for rank in _ranks(document.parts):
        while True:
            fewer = map_parts(document, functools.partial(_fewer, rank))
            if fewer == document:
                break
            document = fewer
            yield document
        document = map_parts(document, functools.partial(_gone, rank))
        yield document
    yield _map_nodes(document, _without_lead)


def _ranks(parts: tuple[Part, ...]) -> list[int]:
    """The ranks of the parts and of those that take their places."""
    every = [*parts, *(other for part in parts for other in part.instead)]
    return sorted({part.drop for part in every if part.drop is not None})


def without_maps(document: Document) -> Document:
    """The document with what stands in the place of its maps: on paper too small for one."""
    return map_parts(document, lambda part: part.instead or part)


def in_short(node: Node) -> Node:
    """A node in its short wordings."""
    found: Node = _walk(node, _short)
    return found


def fewer_conditions(document: Document) -> Iterator[Document]:
    """Conditions to ask about, one fewer each time; the list then says that there are others."""
    while (fewer := _map_nodes(document, _one_condition_fewer)) != document:
        document = fewer
        yield document


def map_parts(document: Document, change: Callable[[Part], Changed]) -> Document:
    """The document with each part changed; `change` gives several, or None to leave it out."""
    parts: list[Part] = []
    for part in document.parts:
        changed = change(part)
        if changed is not None:
            parts += changed if isinstance(changed, tuple) else (changed,)
    return structs.replace(document, parts=tuple(parts))


def shape(part: Part) -> tuple[int, ...]:
    """How many entries each list of a part has: full wordings must not bring dropped ones back."""
    counts: list[int] = []

    def count(node: Any) -> Any:
        for form, field in ((List, "items"), (Pairs, "rows"), (Contact, "lines")):
            if isinstance(node, form):
                counts.append(len(getattr(node, field)))
        return node

    for child in part.children:
        _walk(child, count)
    return tuple(counts)


def _map_nodes(document: Document, change: Change) -> Document:
    return map_parts(document, functools.partial(_changed, change))


def _changed(change: Change, part: Part) -> Part:
    children = tuple(_walk(c, change) for c in part.children)
    instead = tuple(_changed(change, each) for each in part.instead)
    return structs.replace(part, children=children, instead=instead)


def _fewer(rank: int, part: Part) -> Part:
    """One entry fewer in each list of a part of this rank that may be shortened."""
    if part.drop != rank or part.instead:
        return part
    return structs.replace(part, children=tuple(_walk(c, _drop_last) for c in part.children))


def _gone(rank: int, part: Part) -> Changed:
    """A part that must stay is shortened only: the telephone stays, the code beside it goes."""
    if part.drop == rank and part.instead:
        return part.instead
    return None if part.drop == rank and not part.keep else part


def _drop_last(node: Any) -> Any:
    if isinstance(node, Contact) and node.qr is not None:
        line = ContactLine("film", node.qr.line or node.qr.short)
        return structs.replace(node, qr=None, lines=(*node.lines, line))
    if isinstance(node, Pairs) and node.least >= 0 and len(node.rows) > max(1, node.least):
        return structs.replace(node, rows=node.rows[:-1])
    plain = isinstance(node, List) and node.least >= 0 and not node.others
    if plain and len(node.items) > max(1, node.least):
        return structs.replace(node, items=node.items[:-1])
    return node


def _short(node: Any) -> Any:
    if isinstance(node, Paragraph) and node.full_only:
        return structs.replace(node, runs=())
    if isinstance(node, Paragraph) and node.short:
        return structs.replace(node, runs=node.short)
    return node


def _without_lead(node: Any) -> Any:
    return structs.replace(node, lead=()) if isinstance(node, Title) else node


def _one_condition_fewer(node: Any) -> Any:
    if isinstance(node, List) and node.others and len(node.items) > 1:
        return structs.replace(node, items=node.items[:-1], overflow=node.others)
    return node


def _walk(node: Any, change: Change) -> Any:
    """The node with `change` applied to everything in it, and then to it."""
    updates: dict[str, Any] = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Struct):
            new: Any = tuple(_walk(child, change) for child in value)
        elif isinstance(value, Struct):
            new = _walk(value, change)
        else:
            continue
        if new != value:
            updates[name] = new
    return change(structs.replace(node, **updates) if updates else node)
