"""Whether a finished file is tagged as it should be; run on every file that is made.

It reads the bytes again, so that a slip anywhere before is seen: content outside the tags, a
link or a page that the parent tree forgot, a figure without words, a heading that skips a
level, a table whose rows differ. veraPDF (`make conformance`) is the outside judge of more.
Rules: ISO 14289-1, 7.1 to 7.18; ISO 32000-1, 14.7.4.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from handouts.finish.parts import Parts, parts_of

_ELEMENT: Final = re.compile(rb"<</S/(\w+)/P (\d+) 0 R(?:/Pg (\d+) 0 R)?")
_KID: Final = re.compile(
    rb"<</Type/OBJR/Pg \d+ 0 R/Obj (\d+) 0 R>>|<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>"
    rb"|(\d+) 0 R|(\d+)"
)
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_PAIR: Final = re.compile(rb"(\d+) (\d+) 0 R")
# Each stands on a line of its own; a line's end within words is written as a number.
_MARK: Final = re.compile(rb"\n((?:/\w+ <<[^\n]*>> BDC)|/Artifact BMC|EMC)(?=\n)")
_MCID: Final = re.compile(rb"/MCID (\d+)")
_BARE: Final = re.compile(rb"(?:\s|BT|ET|1 0 0 1 0 0 cm|1 J 1 j)*")  # what draws nothing
_INSIDE: Final = {
    "LI": ("L",), "Lbl": ("LI", "TOCI"), "LBody": ("LI",), "TR": ("Table",), "TH": ("TR",),
    "TD": ("TR",), "TOCI": ("TOC",), "Reference": ("TOCI",),
}  # fmt: skip
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
    content: Sequence[tuple[int, int]]  # a page's object, and an MCID on it
    kids: Sequence[int]
    notes: Sequence[int]
    about: bytes


def untagged(pdf: bytes) -> tuple[str, ...]:
    """What a screen reader would miss or stumble over, in words; nothing where all is well."""
    try:
        return tuple(_problems(parts_of(pdf)))
    except (ValueError, KeyError, IndexError, zlib.error) as problem:
        return (f"the file cannot be read back: {problem!r}",)


def _problems(parts: Parts) -> Iterator[str]:
    catalog = parts.small[_number(rb"/Root (\d+) 0 R", parts.trailer)]
    yield from _catalog(parts, catalog)
    root = parts.small[_number(rb"/StructTreeRoot (\d+) 0 R", catalog)]
    tree = {n: _element(data) for n, data in parts.small.items() if data.startswith(b"<</S/")}
    owners = {int(key): int(number) for key, number in _PAIR.findall(root.split(b"/Nums", 1)[1])}
    yield from _pages(parts, tree, owners)
    yield from _links(parts, tree, owners)
    yield from _shape(tree)
    yield from _headings(tree, _number(rb"/K (\d+) 0 R", root))


def _number(pattern: bytes, data: bytes) -> int:
    found = re.search(pattern, data)
    if found is None:
        raise ValueError(f"there is no {pattern.decode()}")
    return int(found[1])


def _catalog(parts: Parts, catalog: bytes) -> Iterator[str]:
    about = catalog + b"".join(parts.small.get(int(n), b"") for n in _REFERENCE.findall(catalog))
    yield from (problem for key, problem in _SAID.items() if key not in about)
    packet = parts.streams[_number(rb"/Metadata (\d+) 0 R", catalog)][1]
    if b"<pdfuaid:part>1<" not in packet:
        yield "its metadata does not claim PDF/UA"
    if b"/Encrypt" in parts.trailer and b"<pdfaid:part>" in packet:
        yield "its metadata claims PDF/A, which an encrypted file cannot be"


def _element(data: bytes) -> _Element:
    parts = data.split(b"/", 5)
    if len(parts) == 6 and parts[5][2:-2].isdigit() and parts[4].startswith(b"Pg "):
        # Most hold one piece of content and nothing else: S, P, Pg and K.
        place = int(parts[4][3:-4]), int(parts[5][2:-2])
        return _Element(parts[2].decode(), int(parts[3][2:-4]), (place,), (), (), b"")
    found = _ELEMENT.match(data)
    if found is None:
        raise ValueError(f"an element is not known: {data[:60]!r}")
    page = int(found[3] or 0)
    rest = data[found.end() :].partition(b"/Lang")[0]
    kids, _, about = rest.partition(b"/A")
    content: list[tuple[int, int]] = []
    inner: list[int] = []
    notes: list[int] = []
    for note, other, elsewhere, element, mcid in _KID.findall(kids):
        if note:
            notes.append(int(note))
        elif other:
            content.append((int(other), int(elsewhere)))
        elif element:
            inner.append(int(element))
        else:
            content.append((page, int(mcid)))
    return _Element(found[1].decode(), int(found[2]), content, inner, notes, b"/A" + about)


def _pages(parts: Parts, tree: Mapping[int, _Element], owners: Mapping[int, int]) -> Iterator[str]:
    """Every page's content stands in the tree, and the tree's in the pages."""
    known = {place: n for n, element in tree.items() for place in element.content}
    pages = {n: data for n, data in parts.small.items() if b"/Type /Page\n" in data}
    for number, data in pages.items():
        page = _number(rb"/StructParents (\d+)", data)
        if b"/Tabs /S" not in data:
            yield f"page {page + 1} does not say in what order its links come"
        code = parts.unpacked(_number(rb"/Contents (\d+) 0 R", data))
        mcids, faults = _marked(code)
        yield from (f"page {page + 1}: {fault}" for fault in faults)
        listed = [int(n) for n in _REFERENCE.findall(parts.small[owners.get(page, 0)])]
        if mcids != list(range(len(listed))):
            yield f"page {page + 1}: its marked content is not what the parent tree lists"
        for mcid, owner in enumerate(listed):
            if known.pop((number, mcid), None) != owner:
                yield f"page {page + 1}: content {mcid} is in another element than the tree says"
    if known:
        yield f"{len(known)} elements hold content that no page has"


def _marked(code: bytes) -> tuple[list[int], list[str]]:
    """The MCIDs of a page in order, and what is wrong with its marked content."""
    mcids: list[int] = []
    faults: list[str] = []
    pieces = _MARK.split(b"\n" + code)
    inside = False
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            if not inside and not _BARE.fullmatch(piece):
                faults.append("something is drawn that is neither tagged nor decoration")
            continue
        if (piece == b"EMC") != inside:
            faults.append("marked content is not opened and closed in turn")
        inside = piece != b"EMC"
        found = _MCID.search(piece) if inside else None
        if found:
            mcids.append(int(found[1]))
    if inside:
        faults.append("marked content is left open")
    return mcids, faults


def _links(parts: Parts, tree: Mapping[int, _Element], owners: Mapping[int, int]) -> Iterator[str]:
    """Every link says where it is in the tree, and what it is."""
    for number, data in parts.small.items():
        if b"/Subtype/Link" not in data:
            continue
        key = re.search(rb"/StructParent (\d+)", data)
        element = tree.get(owners.get(int(key[1]), 0)) if key else None
        if element is None or element.role != "Link" or number not in element.notes:
            yield f"the link of object {number} is not in the tree"
        if b"/Contents" not in data or b"/Contents()" in data:
            yield f"the link of object {number} has no words"


def _shape(tree: Mapping[int, _Element]) -> Iterator[str]:
    """Elements stand where they may, figures have words, tables have straight rows."""
    for number, each in tree.items():
        above = tree.get(each.above)
        if above is not None and number not in above.kids:
            yield f"a {each.role} is not among what is in the {above.role} above it"
        if each.role in _INSIDE and (above is None or above.role not in _INSIDE[each.role]):
            yield f"a {each.role} stands in a {above.role if above else 'place of its own'}"
        if each.role == "Figure" and (b"/Alt" not in each.about or b"/Alt()" in each.about):
            yield "a figure has no words"
        if each.role == "Figure" and b"/BBox" not in each.about:
            yield "a figure does not say where it is"
        if each.role == "TH" and b"/Scope" not in each.about:
            yield "a header cell does not say what it heads"
        if each.role == "Table" and len({len(tree[row].kids) for row in each.kids}) > 1:
            yield "the rows of a table differ in length"


def _headings(tree: Mapping[int, _Element], top: int) -> Iterator[str]:
    """Headings in reading order never skip a level."""
    last, left = 0, [top]
    while left:
        each = tree[left.pop()]
        left.extend(reversed(each.kids))
        if each.role[0] == "H" and each.role[1:].isdigit():
            level = int(each.role[1:])
            if level > last + 1:
                yield f"a heading of level {level} follows one of level {last}"
            last = level
