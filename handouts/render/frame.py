"""The file around the pages: what it is, its links and bookmarks, its structure tree, its colours.

Links are annotations that the structure tree holds; both need each other's object numbers,
which are given out before anything is written. ISO 32000-1, 7.7, 12.3, 12.5 and 14.3.
"""

import datetime
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from handouts.render.body import (
    Body,
    address_string,
    deflated,
    deflated_again,
    length,
    refs,
    text_string,
)
from handouts.render.elements import objects
from handouts.render.file import written
from handouts.render.marking import Marking
from handouts.render.metadata import srgb_profile, xmp
from handouts.typeset.pages import LinkMark, Pages

PRODUCER: Final = "handouts"
_PRINT: Final = 4  # an annotation's flag: it is not left out on paper
Area = tuple[float, float, float, float]


class _Place(Struct, frozen=True):
    """Where a link or a bookmark leads: a page's object, and points up from its foot."""

    page: int
    top: float

    def array(self) -> str:
        """As the file has it; what is seen is not enlarged."""
        return f"[{self.page} 0 R/XYZ 0 {length(self.top)} 0]"


class _Entry(Struct, frozen=True):
    """A bookmark; those below it have a higher level, and levels never skip."""

    text: str
    level: int
    place: _Place


class _Note(Struct, frozen=True):
    """An annotation that is written once all places are known; `head` is, but for its end."""

    number: int
    head: bytes
    target: str = ""  # the bookmark that a link leads to
    place: int | None = None  # of a link, in the structure tree


class Frame:
    """A file in the making: pages come one by one, the rest at its end."""

    def __init__(self, marking: Marking | None) -> None:
        self.body = Body()
        self.marking = marking
        self.fonts = self.body.reserve()
        self._root, self._resources = self.body.reserve(), self.body.reserve()
        self._pages: list[int] = []
        self._forms: list[str] = []
        self._places: dict[str, _Place] = {}
        self._entries: list[_Entry] = []
        self._notes: list[_Note] = []
        self._first = 0  # of the notes of the page in hand

    def begin(self) -> None:
        """A page starts."""
        self._pages.append(self.body.reserve())
        self._first = len(self._notes)

    def end(self, width: float, height: float, code: str) -> None:
        """The page in hand, so many points wide and high, is drawn by `code` (in Latin-1)."""
        content = self.body.packed(deflated(code.encode("latin-1")))
        notes = [note.number for note in self._notes[self._first :]]
        tags = f"/StructParents {len(self._pages) - 1}/Tabs/S" if self.marking is not None else ""
        page = (
            f"<</Type/Page/Parent {self._root} 0 R/MediaBox[0 0 {length(width)} {length(height)}]"
            f"/Resources {self._resources} 0 R/Contents {content} 0 R{tags}"
            f"{f'/Annots{refs(notes)}' if notes else ''}>>"
        )
        self.body.put(self._pages[-1], page.encode())

    def form(self, name: str, number: int) -> None:
        """A drawing or a picture that any page may show by this name."""
        self._forms.append(f"{name} {number} 0 R")

    def bookmark(self, key: str, text: str, level: int, top: float) -> None:
        """An entry of the outline, and where links to `key` lead, if it has one."""
        place = _Place(self._pages[-1], top)
        if key:
            self._places[key] = place
        self._entries.append(_Entry(text, level, place))

    def link(self, mark: LinkMark, target: str, area: Area) -> None:
        """A link to a bookmark of the file, or where there is none to the mark's address."""
        number, place = self.body.following, None
        if self.marking is not None:
            place = self.marking.link(mark, number)
            if place is None:
                return
        head = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F %d" % _PRINT + _rect(area)
        if not target:
            head += b"/A<</S/URI/URI" + address_string(mark.href) + b">>"
        self._notes.append(_Note(self.body.reserve(), head, target, place))

    def field(self, head: bytes, node: int, area: Area) -> int:
        """A place to fill in, written but for its end; the number of its object."""
        number = self.body.following
        if self.marking is not None:
            self.marking.field(node, number)
        self._notes.append(_Note(self.body.reserve(), head + _rect(area)))
        return number

    def finished(
        self, pages: Pages, made: datetime.date, archival: bool, fonts: str, more: str = ""
    ) -> bytes:
        """The bytes of the file; `archival` claims PDF/A, which an encrypted one may not.

        `fonts` are the entries of the dictionary of fonts, `more` one of the catalogue's.
        """
        put, forms = self.body.put, "".join(self._forms)
        kids = f"/Count {len(self._pages)}/Kids{refs(self._pages)}"
        put(self._root, f"<</Type/Pages{kids}>>".encode())
        put(self.fonts, f"<<{fonts}>>".encode())
        put(self._resources, f"<</Font {self.fonts} 0 R/XObject<<{forms}>>>>".encode())
        for n, note in enumerate(self._notes):
            put(note.number, self._noted(note, len(self._pages) + n))
        catalog = (
            f"<</Type/Catalog/Pages {self._root} 0 R/ViewerPreferences<</DisplayDocTitle true>>"
            f"{_outlined(self.body, self._entries)}{_labelled(pages)}{more}"
        )
        if self.marking is not None:
            catalog += self._tagged(self.marking, pages, made, archival)
        root = catalog.encode() + b"/Lang" + text_string(pages.language) + b">>"
        return written(self.body, self.body.add(root), self.body.add(_properties(pages, made)))

    def _noted(self, note: _Note, key: int) -> bytes:
        """An annotation, which says where it is in the tree and what it says on the page."""
        out = note.head
        if note.target:
            out += b"/Dest" + self._places[note.target].array().encode()
        if self.marking is not None:
            out += b"/StructParent %d" % key
            if note.place is not None:
                out += b"/Contents" + text_string(self.marking.words(note.place))
        return out + b">>"

    def _tagged(self, marking: Marking, pages: Pages, made: datetime.date, archival: bool) -> str:
        """The structure tree, and what else the catalogue of a tagged file names."""
        body, about = self.body, (pages.title, pages.author, pages.subject, pages.language)
        first = body.following
        body.extend(objects(marking.structure.settle(), first, self._pages))
        packet = body.stream(xmp(*about, PRODUCER, made, archival), "/Type/Metadata/Subtype/XML")
        profile = body.packed(deflated_again(srgb_profile()), "/N 3")
        return (
            f"/MarkInfo<</Marked true>>/StructTreeRoot {first} 0 R/Metadata {packet} 0 R"
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            f"/DestOutputProfile {profile} 0 R>>]"
        )


def _rect(area: Area) -> bytes:
    edges = " ".join(f"{edge:.2f}" for edge in area)
    return f"/Rect[{edges}]".encode()


def _outlined(body: Body, entries: Sequence[_Entry]) -> str:
    """Write the outline, all of it open; what the catalogue says of it."""
    if not entries:
        return ""
    root = body.reserve(len(entries) + 1)
    above, below = [-1] * len(entries), dict[int, list[int]]()
    line: list[int] = []  # the entries that the one in hand stands under
    for n, entry in enumerate(entries):
        del line[entry.level :]
        above[n] = line[-1] if line else -1
        below.setdefault(above[n], []).append(n)
        line.append(n)
    count = [0] * (len(entries) + 1)  # of all below each; the root's comes last
    for n in reversed(range(len(entries))):
        count[above[n]] += count[n] + 1
    for siblings in below.values():
        for before, n, after in zip([-1, *siblings], siblings, [*siblings[1:], -1], strict=False):
            links = f"/Parent {root + 1 + above[n]} 0 R{_kids(root, below.get(n), count[n])}"
            links += f"/Prev {root + 1 + before} 0 R" if before >= 0 else ""
            links += f"/Next {root + 1 + after} 0 R" if after >= 0 else ""
            head = b"<</Title" + text_string(entries[n].text)
            put = f"/Dest{entries[n].place.array()}{links}>>".encode()
            body.put(root + 1 + n, head + put)
    body.put(root, f"<</Type/Outlines{_kids(root, below[-1], count[-1])}>>".encode())
    return f"/Outlines {root} 0 R"


def _kids(root: int, found: Sequence[int] | None, count: int) -> str:
    if not found:
        return ""
    return f"/First {root + 1 + found[0]} 0 R/Last {root + 1 + found[-1]} 0 R/Count {count}"


def _labelled(pages: Pages) -> str:
    """What viewers call the pages: by name, or by numbers from a first one on."""
    if not pages.labels:
        return ""
    ranges = []
    for label in pages.labels:
        style = "" if label.name else "/S/D"
        start = f"/St {label.first}" if label.first else ""
        name = f"/P{text_string(label.name).decode()}" if label.name else ""
        ranges.append(f"{label.page}<<{style}{name}{start}>>")
    return f"/PageLabels<</Nums[{' '.join(ranges)}]>>"


def _properties(pages: Pages, made: datetime.date) -> bytes:
    """The document information dictionary; XMP says the same, as PDF/A wants."""
    moment = f"D:{made:%Y%m%d}000000+00'00'"
    about = {
        "Title": pages.title, "Author": pages.author, "Subject": pages.subject,
        "Creator": PRODUCER, "Producer": PRODUCER, "CreationDate": moment, "ModDate": moment,
    }  # fmt: skip
    said = (b"/" + key.encode() + text_string(value) for key, value in about.items() if value)
    return b"<<" + b"".join(said) + b">>"
