"""Whose each mark is: text and figures by their tags, all else an artifact.

In strict mode, which all tests use, text that belongs to no tag is an error; otherwise it
goes with the words before it, so that nothing printed is lost to who listens.
"""

from typing import Final

from handouts.errors import HandoutsError
from handouts.render.structure import BBox, Structure
from handouts.typeset.pages import LinkMark, Shares, Tags, TextMark

ARTIFACT: Final = "/Artifact BMC"
_FURNITURE: Final = "/Artifact <</Type/Pagination>> BDC"
_NOBODY: Final = -1
_ENDS: Final = (" ", "\u00ad")  # of words after which no space is missing


class Untagged(HandoutsError):
    """Text or a picture that no tag holds."""


class Marking:
    """Binds what is drawn to the structure tree."""

    def __init__(self, tags: Tags, strict: bool) -> None:
        self.structure = Structure(tags.tree)
        self._owners = tags.owners
        self._strict = strict
        self._current: int | None = None  # the tag whose marked content is open
        self._running = 0  # the number whose marks all belong to that tag
        self._language = ""  # of the words, where it is not that of their tag
        self._last = 0  # the tag of the words before
        self._left: dict[int, list[tuple[int, int, str]]] = {}  # of a number that several share
        self._spans: dict[int, tuple[str, int]] = {}  # the foreign words a tag's words end with
        self._links: dict[int, tuple[str, int]] = {}  # the link a tag's words end with
        self._boxes: dict[int, tuple[int, bool]] = {}  # a tag's last number; ends with a space
        self._words: dict[int, list[str]] = {}  # of links

    def begin(self) -> None:
        """A page starts."""
        self.structure.begin()

    def pause(self) -> None:
        """A text object ends, and marked content with it."""
        self._current = None

    def said(self, mark: TextMark) -> tuple[str, bool]:
        """What opens the mark's marked content, if it does; whether it stands a space apart."""
        if mark.node and mark.node == self._running and not mark.href and self._current is not None:
            self._boxes[self._current] = mark.node, mark.tail != ""
            return "", False
        self._running = 0
        owner = self._owners.get(mark.node)
        if type(owner) is int and owner != _NOBODY and not mark.href:
            return self._plain(owner, mark)
        place = self._place(mark)
        if place == _NOBODY:
            opens = "" if self._current == _NOBODY else _FURNITURE
            self._current = _NOBODY
            return opens, False
        apart = self._apart(place, mark)
        element = self._element(place, mark, apart)
        role = self.structure.tags[element].role
        if element == self._current:
            return "", apart
        self._current = element
        return f"/{role} <</MCID {self.structure.content(element)}>> BDC", apart

    def _plain(self, place: int, mark: TextMark) -> tuple[str, bool]:
        """The same for what belongs to one tag, as most words do."""
        self._last, self._language = place, ""
        node, ended = self._boxes.get(place, (mark.node, True))
        self._boxes[place] = mark.node, (mark.tail or mark.text)[-1:] in _ENDS
        apart = node != mark.node and not ended
        role = self.structure.tags[place].role
        if role == "Link":
            self._words.setdefault(place, []).append(_whole(mark, apart))
        else:
            self._running = mark.node
            if self._links:
                self._links.pop(place, None)
            if self._spans:
                self._spans.pop(place, None)
        if place == self._current:
            return "", apart
        self._current = place
        return f"/{role} <</MCID {self.structure.content(place)}>> BDC", apart

    def figure(self, number: int, box: BBox) -> str:
        """What opens a figure's marked content, if it is one; `box` is its place on the page."""
        place = self._owners.get(number)
        if not isinstance(place, int) or place == _NOBODY:
            return ""
        self.structure.enclose(place, box)
        return f"/Figure <</MCID {self.structure.content(place)}>> BDC"

    def link(self, mark: LinkMark, number: int) -> int | None:
        """Take the annotation with object `number` to its link; that link's place."""
        place = self._last if isinstance(self._owner(mark.node), tuple) else self._owner(mark.node)
        if not isinstance(place, int) or place == _NOBODY:
            if self._strict:
                raise Untagged(f"the link to '{mark.href}' is not tagged")
            return None
        if self.structure.tags[place].role != "Link":
            held = self._links.get(place)
            place = held[1] if held else self.structure.inline("Link", place)
        self.structure.annotate(place, number)
        return place

    def field(self, node: int, number: int) -> int:
        """Take the widget with object `number` to its form; that form's place."""
        place = self._owner(node)
        if not isinstance(place, int) or place == _NOBODY:
            raise Untagged("a place to fill in is not tagged")
        self.structure.annotate(place, number)
        return place

    def words(self, place: int) -> str:
        """What a link says."""
        return " ".join("".join(self._words.get(place, ())).split())

    def _owner(self, number: int) -> object:
        return self._owners[number] if number > 0 else number or None

    def _place(self, mark: TextMark) -> int:
        owner = self._owner(mark.node)
        if isinstance(owner, tuple):
            owner, self._language = self._shared(mark, owner)
        else:
            self._language = ""
        if owner is None:
            if self._strict:
                raise Untagged(f"the text '{mark.text}' belongs to no tag")
            return self._last
        assert isinstance(owner, int)
        if owner != _NOBODY:
            self._last = owner
        return owner

    def _shared(self, mark: TextMark, owner: Shares) -> tuple[int, str]:
        """Of a paragraph of several tags each has so many letters, in order.

        Words of one style are one mark, whoever they belong to: whose most of it is has it.
        """
        left = self._left.setdefault(mark.node, list(owner))
        count = len("".join(mark.text.split())) - (mark.tail == "\u00ad")
        most, found = -1, left[0]
        while True:
            place, letters, language = left[0]
            taken = min(count, letters)
            if taken > most:
                most, found = taken, left[0]
            count -= taken
            left[0] = place, letters - taken, language
            if left[0][1] > 0 or len(left) == 1:
                return found[0], found[2]
            del left[0]
            if not count:
                return found[0], found[2]

    def _apart(self, place: int, mark: TextMark) -> bool:
        """Whether a space must part these words from those before them in the same tag."""
        node, ended = self._boxes.get(place, (mark.node, True))
        self._boxes[place] = mark.node, (mark.tail or mark.text)[-1:] in _ENDS
        return node != mark.node and not ended

    def _element(self, place: int, mark: TextMark, apart: bool) -> int:
        """The tag itself, or the link in it that the words are part of."""
        if self.structure.tags[place].role == "Link":
            self._words.setdefault(place, []).append(_whole(mark, apart))
            return place
        if not mark.href:
            self._links.pop(place, None)
            return self._spoken(place)
        self._spans.pop(place, None)
        href, element = self._links.get(place, ("", 0))
        if href != mark.href:
            element = self.structure.inline("Link", place)
            self._links[place] = mark.href, element
        self._words.setdefault(element, []).append(_whole(mark, apart))
        return element

    def _spoken(self, place: int) -> int:
        """The tag itself, or the span in it of words in another language."""
        if not self._language:
            self._spans.pop(place, None)
            return place
        language, element = self._spans.get(place, ("", 0))
        if language != self._language:
            element = self.structure.inline("Span", place, self._language)
            self._spans[place] = self._language, element
        return element


def _whole(mark: TextMark, apart: bool) -> str:
    """The words of a mark as they stood before the line broke, `apart` from those before."""
    text = mark.text[:-1] if mark.tail == "\u00ad" else mark.text + mark.tail
    return f" {text}" if apart else text
