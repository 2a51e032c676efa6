"""Every line finds its place in the tree that is read aloud.

Components set the Document's own runs, so what a line belongs to is known by which runs it
was set from; what is made on the way (a number, a dose in one line) is told to the desk by
the node it was made of. No component knows of roles or tags.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from handouts.document.elements import Element
from handouts.document.nodes import Document, Run
from handouts.document.reading import reading
from handouts.looks.desk import DECORATION, Parts
from handouts.typeset.pages import Owner, Tag, Tags

_DECORATION: Final = -1
_ALL: Final = 1 << 30  # letters: the rest


def tags_of(document: Document, told: Sequence[Any]) -> Tags:
    """The tags of a document, and whose each of the things told to its desk is."""
    binder = _Binder(dict(document.foreign))
    binder.flatten(reading(document), -1)
    owners = tuple(map(binder.owner, told))
    return Tags(tuple(binder.tree), owners)


class _Binder:
    """Finds tags by what their words were made of; `foreign` are languages by file."""

    def __init__(self, foreign: Mapping[str, str]) -> None:
        self.tree: list[Tag] = []
        self._places: dict[Any, int] = {}
        self._foreign = foreign

    def flatten(self, element: Element, above: int) -> None:
        """An element and what is in it, in reading order."""
        at = len(self.tree)
        self.tree.append(
            Tag(
                element.role, above, element.alt, element.scope, element.numbering, element.stays,
                self._language(element) if self._foreign else "",
            )
        )  # fmt: skip
        for key in element.keys:
            if key != ():
                # Of two that look the same to us the first has it: nothing is read out twice.
                self._places.setdefault(_named(key), at)
        for child in element.children:
            self.flatten(child, at)

    def owner(self, of: Any) -> Owner:
        """Whose the thing told is."""
        if of is DECORATION:
            return _DECORATION
        if not self._foreign and not isinstance(of, Parts):
            return self._places.get(_named(of))
        parts = of.parts if isinstance(of, Parts) else ((of, ()),)
        found = [self._places.get(_named(key)) for key, _ in parts]
        if None in found:
            return None
        if len(parts) == 1 and not self._foreign:
            return found[0]
        shares: list[tuple[int, int, str]] = []
        for place, (key, runs) in zip(found, parts, strict=True):
            assert place is not None
            shares += self._shares(place, runs or key, whole=not runs)
        return shares[0][0] if len(shares) == 1 else tuple(shares)

    def _shares(self, place: int, runs: Any, whole: bool) -> Iterator[tuple[int, int, str]]:
        """Stretches of one language; the last of a `whole` paragraph is as long as may be."""
        own = self.tree[place].language
        typed = runs if isinstance(runs, tuple) and isinstance(runs[0], Run) else ()
        languages = [(self._of(run), run) for run in typed]
        same = [list(group) for _, group in itertools.groupby(languages, lambda each: each[0])]
        for n, group in enumerate(same or [[("", Run(""))]]):
            letters = sum(len("".join(r.text.replace("\u00ad", "").split())) for _, r in group)
            last = whole and n >= len(same) - 1
            language = group[0][0]
            yield place, _ALL if last else letters, "" if language == own else language

    def _language(self, element: Element) -> str:
        """The language of an element whose words are all in one that is not the document's."""
        if element.role == "Figure":
            span = getattr(element.keys[0], "span", None)
            return self._foreign.get(span.file, "") if span else ""
        worded = [run for run in element.runs if run.text.strip(" ,.;:()")]
        found = {self._of(run) for run in worded}
        return found.pop() if len(found) == 1 else ""

    def _of(self, run: Run) -> str:
        return self._foreign.get(run.span.file, "") if run.span and self._foreign else ""


def _named(key: Any) -> Any:
    """What tells a key from its equals: that it is this very object."""
    if type(key) is tuple and key and isinstance(key[0], str):
        return key[0], id(key[1])
    return id(key)
