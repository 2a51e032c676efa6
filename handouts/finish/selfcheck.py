"""Whether a finished file is tagged as it should be; run on every file that is made.

It reads the bytes again, so that a slip anywhere before is seen: content outside the tags, a
link or a page that the parent tree forgot, a figure without words, a heading that skips a
level, a table whose rows differ. veraPDF (`make conformance`) is the outside judge of more.
Rules: ISO 14289-1, 7.1 to 7.18; ISO 32000-1, 14.7.4.
"""

import functools
import itertools
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from handouts.finish.parts import Parts, parts_of

_TOLD: Final = ("Figure", "TH", "Table")  # what must say more of itself
# Each stands on a line of its own; words that are shown never hold a line's end.
_MARK: Final = re.compile(rb"\n(/\w+ <<[^\n]*>> BDC|/Artifact BMC|EMC)(?=\n)")
_MCID: Final = re.compile(rb"/MCID (\d+)>> BDC$", re.MULTILINE)
_BARE: Final = (b"1 0 0 1 0 0 cm", b"1 J 1 j", b"BT", b"ET")  # what draws nothing
_INSIDE: Final = {
    "LI": ("L",), "Lbl": ("LI", "TOCI"), "LBody": ("LI",), "TR": ("Table",), "TH": ("TR",),
    "TD": ("TR",), "TOCI": ("TOC",), "Reference": ("TOCI",),
}  # fmt: skip
_STARTS: Final = b"<</S/"
_HEAD: Final = re.compile(rb"<</S/(\w+)/P (\d+) 0 R(?:/Pg (\d+) 0 R)?(?=[/>])")
# Nearly every element holds one piece of content, or elements alone: the one or the other, and
# what it says of itself. The last group is all of an element that holds anything else.
_ELEMENT: Final = re.compile(
    rb"^<</S/(\w+)/P (\d+) 0 R(?:/Pg (\d+) 0 R/K (\d+)|/K[ [](\d+ 0 R(?: \d+ 0 R)*)]?)?(/A.*)?>>$"
    rb"|^(.*)$",
    re.MULTILINE,
)
_LARGE: Final = 600  # elements; a booklet's are not met twice, and would only take room
_EMPTY: Final = (b"/Alt()", b"/Alt<FEFF>")
_NOTE: Final = b"<</Type/Annot/Subtype/"
_NOTES: Final = {b"Link": ("link", "Link", b"/Contents"), b"Widget": ("field", "Form", b"/TU")}
_SAID: Final = {
    b"/Marked true": "the file does not say that it is tagged",
    b"/Lang": "the file does not say its language",
    b"/DisplayDocTitle true": "readers are not told to show the title",
    b"/OutputIntents": "the file does not say what its colours mean",
}


class _Element(Struct, gc=False):
    """An element of the structure tree as the file has it."""

    role: str
    above: int
    content: Sequence[tuple[int, int]]  # of a page's object and an MCID on it
    kids: Sequence[int]
    notes: Sequence[int]
    about: bytes


class _Tree(Struct):
    """The structure tree: its elements, whose each piece of content is, and what is wrong."""

    elements: Mapping[int, _Element]
    content: Mapping[tuple[int, int], int]
    problems: tuple[str, ...]


def untagged(pdf: bytes) -> tuple[str, ...]:
    """What a screen reader would miss or stumble over, in words; nothing where all is well."""
    try:
        return tuple(_problems(parts_of(pdf)))
    except (ValueError, KeyError, IndexError, zlib.error) as problem:
        return (f"the file cannot be read back: {problem!r}",)


def _problems(parts: Parts) -> Iterator[str]:
    catalog = parts.small[_after(b"/Root ", parts.trailer)]
    yield from _catalog(parts, catalog)
    root = parts.small[_after(b"/StructTreeRoot ", catalog)]
    whole = _tree(parts, _after(b"/K ", root))
    nums = root.partition(b"/Nums[")[2].partition(b"]")[0].split()
    owners = dict(zip(map(int, nums[::4]), map(int, nums[1::4]), strict=True))
    yield from _pages(parts, dict(whole.content), owners)
    yield from _links(parts, whole.elements, owners)
    yield from whole.problems


def _after(key: bytes, data: bytes) -> int:
    """The number that stands after a key. Patterns would take longer to compile than to use."""
    _, found, rest = data.partition(key)
    digits = rest[:10].replace(b">", b" ").replace(b"/", b" ").split(None, 1)
    if not found or not digits or not digits[0].isdigit():
        raise ValueError(f"there is no {key.decode()}")
    return int(digits[0])


def _catalog(parts: Parts, catalog: bytes) -> Iterator[str]:
    about = catalog
    for key in (b"/MarkInfo ", b"/ViewerPreferences "):
        if key in catalog:
            about += parts.small[_after(key, catalog)]
    yield from (problem for key, problem in _SAID.items() if key not in about)
    packet = parts.streams[_after(b"/Metadata ", catalog)][1]
    if b"<pdfuaid:part>1<" not in packet:
        yield "its metadata does not claim PDF/UA"
    if b"/Encrypt" in parts.trailer and b"<pdfaid:part>" in packet:
        yield "its metadata claims PDF/A, which an encrypted file cannot be"


def _tree(parts: Parts, top: int) -> _Tree:
    """The elements of a file, the object `top` above all others."""
    numbers = tuple([n for n, data in parts.small.items() if data.startswith(_STARTS)])
    read = _read if len(numbers) < _LARGE else _read.__wrapped__
    return read(numbers, b"\n".join([parts.small[n] for n in numbers]), top)


@functools.lru_cache(maxsize=8)  # clients' programmes differ in words, seldom in their trees
def _read(numbers: tuple[int, ...], data: bytes, top: int) -> _Tree:
    """All elements are read at once, as there are thousands."""
    found = itertools.starmap(_element, _ELEMENT.findall(data))
    tree = dict(zip(numbers, found, strict=True))
    content = {place: n for n, element in tree.items() for place in element.content}
    return _Tree(tree, content, (*_shape(tree), *_headings(tree, top)))


def _element(
    role: bytes, above: bytes, page: bytes, mcid: bytes, kids: bytes, about: bytes, other: bytes
) -> _Element:
    if other:
        return _mixed(other)
    if page:
        return _Element(role.decode(), int(above), ((int(page), int(mcid)),), (), (), about)
    inside = tuple(map(int, kids.split()[::3]))
    return _Element(role.decode(), int(above), (), inside, (), about)


def _mixed(data: bytes) -> _Element:
    """An element that holds several kinds of things, or says more of itself."""
    head = _HEAD.match(data)
    if head is None:
        raise ValueError("what stands in the tree is no element")
    role, above, page = head[1].decode(), int(head[2]), int(head[3] or 0)
    content: list[tuple[int, int]] = []
    kids: list[int] = []
    notes: list[int] = []
    inside, _, about = data.partition(b"/Lang")[0].partition(b"/K")[2].partition(b"/A")
    first, *dictionaries = inside.strip(b" []>" if b"<<" not in inside else b" [").split(b"<<")
    _references(first, page, content, kids)
    for each in dictionaries:
        told, _, following = each.partition(b">>")
        if b"/OBJR" in told:
            notes.append(_after(b"/Obj ", told))
        else:
            content.append((_after(b"/Pg ", told), _after(b"/MCID ", told)))
        _references(following, page, content, kids)
    return _Element(role, above, content, kids, notes, b"/A" + about)


def _references(data: bytes, page: int, content: list[tuple[int, int]], kids: list[int]) -> None:
    """Numbers by themselves are content of the element's page, with `0 R` they are elements."""
    words = data.replace(b"]", b" ").replace(b">", b" ").split()
    at = 0
    while at < len(words):
        if words[at + 2 : at + 3] == [b"R"]:
            kids.append(int(words[at]))
            at += 3
        else:
            content.append((page, int(words[at])))
            at += 1


def _pages(
    parts: Parts, known: dict[tuple[int, int], int], owners: Mapping[int, int]
) -> Iterator[str]:
    """Every page's content stands in the tree, and the tree's, which is `known`, in the pages."""
    pages = [(n, data) for n, data in parts.small.items() if data.startswith(b"<</Type/Page/")]
    for number, data in pages:
        page = _after(b"/StructParents ", data)
        if b"/Tabs/S" not in data:
            yield f"page {page + 1} does not say in what order its links come"
        code = parts.unpacked(_after(b"/Contents ", data))
        mcids, faults = _marked(code)
        yield from (f"page {page + 1}: {fault}" for fault in faults)
        listed = [int(n) for n in parts.small[owners[page]].strip(b"[]").split()[::3]]
        if mcids != list(range(len(listed))):
            yield f"page {page + 1}: its marked content is not what the parent tree lists"
        found = [known.pop((number, mcid), None) for mcid in range(len(listed))]
        if found != listed:
            mcid = next(n for n, owner in enumerate(listed) if found[n] != owner)
            yield f"page {page + 1}: content {mcid} is in another element than the tree says"
    if known:
        yield f"{len(known)} elements hold content that no page has"


def _marked(code: bytes) -> tuple[list[int], list[str]]:
    """The MCIDs of a page in order, and what is wrong with its marked content."""
    pieces = _MARK.split(b"\n" + code)
    marks, faults = pieces[1::2], list[str]()
    opened, closed = marks[::2], marks[1::2]
    if b"EMC" in opened or closed.count(b"EMC") < len(closed):
        faults.append("marked content is not opened and closed in turn")
    elif len(opened) > len(closed):
        faults.append("marked content is left open")
    if not all(map(_is_bare, set(pieces[::4]))):
        faults.append("something is drawn that is neither tagged nor decoration")
    return list(map(int, _MCID.findall(b"\n".join(opened)))), faults


def _is_bare(code: bytes) -> bool:
    """Whether operators draw nothing."""
    for each in _BARE:
        code = code.replace(each, b"")
    return not code.strip()


def _links(parts: Parts, tree: Mapping[int, _Element], owners: Mapping[int, int]) -> Iterator[str]:
    """Every link and every field says where it is in the tree, and what it is."""
    notes = [(n, data) for n, data in parts.small.items() if data.startswith(_NOTE)]
    for number, data in notes:
        what, role, words = _NOTES[data[len(_NOTE) :].partition(b"/")[0]]
        key = _after(b"/StructParent ", data) if b"/StructParent " in data else -1
        element = tree.get(owners.get(key, 0))
        if element is None or element.role != role or number not in element.notes:
            yield f"the {what} of object {number} is not in the tree"
        if words not in data or words + b"()" in data:
            yield f"the {what} of object {number} has no words"


def _shape(tree: Mapping[int, _Element]) -> Iterator[str]:
    """Elements stand where they may, figures have words, tables have straight rows."""
    held = {(n, kid) for n, each in tree.items() for kid in each.kids}
    for number, each in tree.items():
        above = tree.get(each.above)
        if above is not None and (each.above, number) not in held:
            yield f"a {each.role} is not among what is in the {above.role} above it"
        if each.role in _INSIDE and (above is None or above.role not in _INSIDE[each.role]):
            yield f"a {each.role} stands in a {above.role if above else 'place of its own'}"
        if each.role in _TOLD:
            yield from _untold(each, tree)


def _untold(each: _Element, tree: Mapping[int, _Element]) -> Iterator[str]:
    """What a figure, a header cell or a table lacks."""
    if each.role == "Figure" and (
        b"/Alt" not in each.about or any(e in each.about for e in _EMPTY)
    ):
        yield "a figure has no words"
    if each.role == "Figure" and b"/BBox" not in each.about:
        yield "a figure does not say where it is"
    if each.role == "TH" and b"/Scope" not in each.about:
        yield "a header cell does not say what it heads"
    if each.role == "Table" and len({len(tree[row].kids) for row in each.kids}) > 1:
        yield "the rows of a table differ in length"


def _headings(tree: Mapping[int, _Element], top: int) -> Iterator[str]:
    """Headings in reading order never skip a level."""
    last, left, unread = 0, [top], dict(tree)
    while left:
        each = unread.pop(left.pop())  # KeyError where elements go round in a circle
        left.extend(reversed(each.kids))
        if each.role[0] == "H" and each.role[1:].isdigit():
            level = int(each.role[1:])
            if level > last + 1:
                yield f"a heading of level {level} follows one of level {last}"
            last = level
