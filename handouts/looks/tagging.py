"""Every line finds its place in the tree that is read aloud.

Components set the Document's own runs, so what a line belongs to is known by which runs it
was set from; what is made on the way (a number, a dose in one line) is told to the desk by
the node it was made of. No component knows of roles or tags.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from handouts.document.elements import Element
from handouts.document.nodes import Document, text_of
from handouts.document.reading import reading
from handouts.looks.desk import DECORATION, Parts
from handouts.typeset.pages import Owner, Tag, Tags

_DECORATION: Final = -1
_ALL: Final = 1 << 30  # letters: the rest
_Places = dict[Any, int]


def tags_of(document: Document, told: Sequence[Any]) -> Tags:
    """The tags of a document, and whose each of the things told to its desk is."""
    tree: list[Tag] = []
    places: _Places = {}
    _flatten(reading(document), -1, tree, places)
    return Tags(tuple(tree), tuple(_owner(of, places) for of in told))


def _flatten(element: Element, above: int, tree: list[Tag], places: _Places) -> None:
    at = len(tree)
    tree.append(
        Tag(element.role, above, element.alt, element.scope, element.numbering, element.stays)
    )
    for key in element.keys:
        if key != ():
            # Of two that look the same to us the first has it: nothing is read out twice.
            places.setdefault(_named(key), at)
    for child in element.children:
        _flatten(child, at, tree, places)


def _named(key: Any) -> Any:
    """What tells a key from its equals: that it is this very object."""
    if len(key) == 2 and isinstance(key[0], str) if isinstance(key, tuple) else False:
        return key[0], id(key[1])
    return id(key)


def _owner(of: Any, places: _Places) -> Owner:
    if of is DECORATION:
        return _DECORATION
    if isinstance(of, Parts):
        found = tuple(_parts(of, places))
        return None if None in [place for place, _ in found] else found  # type: ignore[return-value]
    return places.get(_named(of))


def _parts(of: Parts, places: _Places) -> Iterator[tuple[int | None, int]]:
    last = len(of.parts) - 1
    for n, (key, runs) in enumerate(of.parts):
        letters = _ALL if n == last else len("".join(text_of(runs).split()))
        yield places.get(_named(key)), letters
