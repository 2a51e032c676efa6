"""The structure tree of a file: which content belongs to which element, and its objects.

Content is told by page and number of marked content (MCID), links
by the number of their annotation's object. What has no content is not written, save the
empty cells of a table's rows. ISO 32000-1, 14.7 and 14.8; ISO 14289-1 for what must be there.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from handouts.render.body import text_string
from handouts.typeset.pages import Tag

_LONE: Final = -1
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

    def settle(self) -> list[bool]:
        """Hang elements with content under those above them; which ones are in the tree."""
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
        return there

    def _level(self, there: Sequence[bool]) -> None:
        """Headings start at 1 and never skip a level, whatever was left out between them."""
        last = 0
        for at, tag in enumerate(self.tags):
            if there[at] and tag.role[0] == "H" and tag.role[1:].isdigit():
                last = min(int(tag.role[1:]), last + 1)
                self.tags[at] = structs.replace(tag, role=f"H{last}")


def objects(tree: Structure, first: int, pages: Sequence[int]) -> list[bytes]:
    """The tree as PDF objects numbered from `first` on, its root first.

    `pages` are the numbers of the pages' objects. MCIDs of page n are found under the key n of
    the parent tree, annotation n under the number of pages + n.
    """
    there = [at for at, found in enumerate(tree.settle()) if found]
    number = [0] * len(tree.tags)
    for following, at in enumerate(there, first + 1):
        number[at] = following
    out = [b""]
    for at in there:
        above = tree.tags[at].above
        parent = number[above] if above >= 0 else first
        out.append(_element(tree, at, parent, number, pages))
    numbers = []
    for key, owners in enumerate(tree.pages):
        refs = " ".join(f"{number[place]} 0 R" for place in owners)
        out.append(f"[{refs}]".encode())
        numbers.append(f"{key} {first + len(out) - 1} 0 R")
    count = len(tree.pages)
    numbers += [f"{count + n} {number[place]} 0 R" for n, place in enumerate(tree.notes)]
    root = (
        f"<</Type/StructTreeRoot/K {number[0]} 0 R/ParentTree<</Nums[{' '.join(numbers)}]>>"
        f"/ParentTreeNextKey {count + len(tree.notes)}>>"
    )
    out[0] = root.encode()
    return out


def _element(
    tree: Structure, at: int, parent: int, number: Sequence[int], pages: Sequence[int]
) -> bytes:
    tag, kids = tree.tags[at], tree.kids[at]
    if len(kids) == 1 and not (tag.scope or tag.alt or tag.language):
        kid = kids[0]  # most are so: a line of text, or an entry with nothing but its words
        head = f"<</S/{tag.role}/P {parent} 0 R"
        if type(kid) is Content:
            return f"{head}/Pg {pages[kid.page]} 0 R/K {kid.mcid}>>".encode()
        if type(kid) is int and not tag.numbering:
            return f"{head}/K {number[kid]} 0 R>>".encode()
    page = next((kid.page for kid in kids if isinstance(kid, Content)), _LONE)
    parts = [f"<</S/{tag.role}/P {parent} 0 R"]
    if page != _LONE:
        parts.append(f"/Pg {pages[page]} 0 R")
    written = list(_kids(kids, page, number, pages))
    if written:
        parts.append(f"/K {written[0]}" if len(written) == 1 else f"/K[{' '.join(written)}]")
    parts.append(_attributes(tag, tree.boxes.get(at)))
    out = "".join(parts).encode()
    if tag.alt:
        out += b"/Alt" + text_string(tag.alt)
    if tag.language:
        out += b"/Lang" + text_string(tag.language)
    return out + b">>"


def _kids(
    kids: Sequence[Kid], page: int, number: Sequence[int], pages: Sequence[int]
) -> Iterator[str]:
    for kid in kids:
        if isinstance(kid, int):
            yield f"{number[kid]} 0 R"
        elif isinstance(kid, Note):
            yield f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {kid.number} 0 R>>"
        elif kid.page == page:
            yield str(kid.mcid)
        else:
            yield f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>"


def _attributes(tag: Tag, box: BBox | None) -> str:
    if tag.scope:
        return f"/A<</O/Table/Scope/{tag.scope}>>"
    if tag.numbering and tag.role == "L":
        return f"/A<</O/List/ListNumbering/{tag.numbering}>>"
    if box is not None:
        return f"/A<</O/Layout/Placement/Block/BBox[{' '.join(f'{edge:.2f}' for edge in box)}]>>"
    return ""
