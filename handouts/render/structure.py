"""The structure tree of a file: which content belongs to which element.

Content is told by page and number of marked content (MCID), links
by the number of their annotation's object. What has no content is not written, save the
empty cells of a table's rows. ISO 32000-1, 14.7 and 14.8; ISO 14289-1 for what must be there.
"""

from collections.abc import Sequence

from msgspec import Struct, structs

from handouts.typeset.pages import Tag

BBox = tuple[float, float, float, float]


class Content(Struct, frozen=True, gc=False):
    """Marked content `mcid` of a page, counted from 0."""

    page: int
    mcid: int


class Note(Struct, frozen=True, gc=False):
    """An annotation, by the number of its object."""

    page: int
    number: int


Kid = Content | Note | int  # a number is an element's own place


class Tree(Struct, frozen=True):
    """All of the tree, settled; `owners` are, page by page, the element of each MCID."""

    tags: tuple[Tag, ...]
    kids: tuple[tuple[Kid, ...], ...]
    there: tuple[bool, ...]
    boxes: tuple[tuple[int, BBox], ...]
    owners: tuple[tuple[int, ...], ...]
    notes: tuple[int, ...]


class Structure:
    """Collects the content of elements while pages are drawn."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self.tags = list(tags)
        self._whole = len(tags)  # without links and spans, which come as words are drawn
        self.kids: list[list[Kid]] = [[] for _ in tags]
        self.boxes: dict[int, BBox] = {}
        self.pages: list[list[int]] = []  # of each page, the element of each MCID
        self.notes: list[int] = []  # the element of each annotation

    def begin(self) -> None:
        """A page starts."""
        self.pages.append([])

    def content(self, place: int) -> int:
        """Take marked content of the page into an element; its MCID."""
        owners = self.pages[-1]
        owners.append(place)
        self.kids[place].append(Content(len(self.pages) - 1, len(owners) - 1))
        return len(owners) - 1

    def enclose(self, place: int, box: BBox) -> None:
        """A figure, or one more piece of it, stands there."""
        x0, y0, x1, y1 = self.boxes.get(place, box)
        self.boxes[place] = min(x0, box[0]), min(y0, box[1]), max(x1, box[2]), max(y1, box[3])

    def inline(self, role: str, above: int, language: str = "") -> int:
        """A new element, a link or a span, among the content of another; its place."""
        self.tags.append(Tag(role, above, language=language))
        self.kids.append([])
        place = len(self.tags) - 1
        self.kids[above].append(place)
        return place

    def annotate(self, place: int, number: int) -> None:
        """Take the next annotation, object `number`, into a link."""
        self.kids[place].append(Note(len(self.pages) - 1, number))
        self.notes.append(place)

    def settle(self) -> Tree:
        """Hang elements with content under those above them; once, when all is drawn."""
        tags, kids = self.tags, self.kids
        there = list(map(bool, kids))
        for at in range(len(tags) - 1, 0, -1):
            if there[at]:
                there[tags[at].above] = True
        for at in range(1, self._whole):  # those after it hang among their content already
            tag = tags[at]
            if there[at] or (tag.stays and there[tag.above]):
                there[at] = True
                kids[tag.above].append(at)
        self._level(there)
        return Tree(
            tuple(tags), tuple(map(tuple, kids)), tuple(there), tuple(self.boxes.items()),
            tuple(map(tuple, self.pages)), tuple(self.notes),
        )  # fmt: skip

    def _level(self, there: Sequence[bool]) -> None:
        """Headings start at 1 and never skip a level, whatever was left out between them."""
        last = 0
        for at, tag in enumerate(self.tags):
            if there[at] and tag.role[0] == "H" and tag.role[1:].isdigit():
                last = min(int(tag.role[1:]), last + 1)
                self.tags[at] = structs.replace(tag, role=f"H{last}")
