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
from handouts.looks.standing import Fragment, Kept, Standing
from handouts.typeset.pages import Owner, Tag, Tags

_DECORATION: Final = -1
_ALL: Final = 1 << 30  # letters: the rest


def tags_of(
    document: Document, told: Sequence[Any], standing: Standing | None = None,
    stood: Sequence[Kept] = (),
) -> Tags:  # fmt: skip
    """The tags of a document, and whose each of the things told to its desk is.

    `stood` are boxes it has in common with others.
    """
    binder = _Binder(dict(document.foreign))
    whole = reading(document, standing.read if standing else None)
    binder.add(whole, -1)
    ours = standing.elements() if standing else frozenset[int]()
    for element in whole.children:
        if standing is not None and id(element) in ours:
            binder.known(element, standing)
        else:
            binder.flatten(element, 0)
    owners = dict(enumerate(map(binder.owner, told), 1))
    owners |= {number: binder.owner(of) for kept in stood for number, of in kept.told}
    return Tags(tuple(binder.tree), owners)


class _Binder:
    """Finds tags by what their words were made of; `foreign` are languages by file."""

    def __init__(self, foreign: Mapping[str, str]) -> None:
        self.tree: list[Tag] = []
        self._places: dict[Any, int] = {}
        self._foreign = foreign

    def known(self, element: Element, standing: Standing) -> None:
        """An element that other documents have too: at the same place it is bound as before."""
        at, before = len(self.tree), len(self._places)
        fragment = standing.fragments.get((id(element), at))
        if fragment is not None:
            self.tree += fragment.tags
            self._places.update(fragment.places)
            return
        self.flatten(element, 0)
        places = dict(itertools.islice(self._places.items(), before, None))
        standing.keep(element, at, Fragment(tuple(self.tree[at:]), places))

    def flatten(self, element: Element, above: int) -> None:
        """An element and what is in it, in reading order."""
        at = self.add(element, above)
        for child in element.children:
            self.flatten(child, at)

    def add(self, element: Element, above: int) -> int:
        """An element by itself; its place."""
        at = len(self.tree)
        self.tree.append(
            Tag(
                element.role, above, element.alt, element.scope, element.numbering, element.stays,
                self._language(element),
            )
        )  # fmt: skip
        for key in element.keys:
            if key != ():
                # Of two that look the same to us the first has it: nothing is read out twice.
                self._places.setdefault(_named(key), at)
        return at

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
        if not self._foreign:
            return ""
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
    if isinstance(key, tuple) and key and isinstance(key[0], str):
        return key[0], id(key[1])
    return id(key)
