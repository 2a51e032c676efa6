"""The objects of a structure tree. ISO 32000-1, 14.7.2 to 14.7.4."""

import functools
from collections.abc import Iterator, Sequence
from typing import Final

from handouts.render.body import text_string
from handouts.render.structure import BBox, Content, Kid, Note, Tree
from handouts.typeset.pages import Tag

_LONE: Final = -1
_LARGE: Final = 600  # elements; a booklet's are not met twice, and would only take room


def objects(tree: Tree, first: int, pages: Sequence[int]) -> tuple[bytes, ...]:
    """The tree as PDF objects numbered from `first` on, its root first.

    `pages` are the numbers of the pages' objects. MCIDs of page n are found under the key n of
    the parent tree, annotation n under the number of pages + n.
    """
    write = _written if len(tree.tags) < _LARGE else _written.__wrapped__
    return write(tree, first, tuple(pages))


@functools.lru_cache(maxsize=8)  # clients' programmes differ in words, seldom in their trees
def _written(tree: Tree, first: int, pages: tuple[int, ...]) -> tuple[bytes, ...]:
    there, boxes = tree.there, dict(tree.boxes)
    number, following = [0] * len(there), first + 1
    for at, found in enumerate(there):
        if found:
            number[at], following = following, following + 1
    out = [b""]
    for at, found in enumerate(there):
        if found:
            above = tree.tags[at].above
            parent = number[above] if above >= 0 else first
            out.append(_element(tree, at, (parent, boxes.get(at)), number, pages))
    numbers = []
    for key, owners in enumerate(tree.owners):
        refs = " ".join(f"{number[place]} 0 R" for place in owners)
        out.append(f"[{refs}]".encode())
        numbers.append(f"{key} {first + len(out) - 1} 0 R")
    count = len(tree.owners)
    numbers += [f"{count + n} {number[place]} 0 R" for n, place in enumerate(tree.notes)]
    root = (
        f"<</Type/StructTreeRoot/K {number[0]} 0 R/ParentTree<</Nums[{' '.join(numbers)}]>>"
        f"/ParentTreeNextKey {count + len(tree.notes)}>>"
    )
    out[0] = root.encode()
    return tuple(out)


def _element(
    tree: Tree, at: int, about: tuple[int, BBox | None], number: Sequence[int], pages: Sequence[int]
) -> bytes:
    tag, kids = tree.tags[at], tree.kids[at]
    parent, box = about
    if len(kids) == 1 and not (tag.scope or tag.alt or tag.language):
        kid = kids[0]  # most are so: a line of text, or an entry with nothing but its words
        if type(kid) is Content:
            where = parent, pages[kid.page], kid.mcid
            return b"<</S/%s/P %d 0 R/Pg %d 0 R/K %d>>" % (tag.role.encode(), *where)
        if type(kid) is int and not tag.numbering:
            return b"<</S/%s/P %d 0 R/K %d 0 R>>" % (tag.role.encode(), parent, number[kid])
    page = next((kid.page for kid in kids if isinstance(kid, Content)), _LONE)
    parts = [f"<</S/{tag.role}/P {parent} 0 R"]
    if page != _LONE:
        parts.append(f"/Pg {pages[page]} 0 R")
    written = list(_kids(kids, page, number, pages))
    if written:
        parts.append(f"/K {written[0]}" if len(written) == 1 else f"/K[{' '.join(written)}]")
    parts.append(_attributes(tag, box))
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
