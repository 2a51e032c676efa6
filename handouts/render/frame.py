"""The file around the pages: what it is, its links, its structure tree, its colours.

Links are annotations that the structure tree holds; both need each other's object numbers,
which ReportLab gives out before anything is written.
"""

import datetime
from collections.abc import Mapping
from typing import Any, Final

from handouts.render.engine import Canvas, pdfdoc
from handouts.render.file import written
from handouts.render.marking import Marking
from handouts.render.metadata import srgb_profile, xmp
from handouts.render.structure import objects, text_string
from handouts.typeset.pages import LinkMark, Pages

PRODUCER: Final = "handouts"
_PRINT: Final = 4  # an annotation's flag: it is not left out on paper
Area = tuple[float, float, float, float]


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages and links know their place in the structure tree."""

    marking: Marking | None = None

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        super()._setAnnotations(page)
        if self.marking is not None:
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = len(self.marking.structure.pages) - 1
            page.Tabs = pdfdoc.PDFName("S")

    def link(self, mark: LinkMark, target: str, area: Area) -> None:
        """A link to a bookmark of the file, or where there is none to the mark's address."""
        number = self._doc.objectcounter + 1
        place = None
        if self.marking is not None:
            place = self.marking.link(mark, number)
            if place is None:
                return
        self._doc.objectcounter = number
        self._annotationrefs.append(f"{number} 0 R")
        leads = self._bookmarkReference(target) if target else mark.href
        self._waiting.append((number, area, leads, place))

    def field(self, body: bytes, node: int, area: Area) -> int:
        """A place to fill in, written but for its end; the number of its object."""
        number = self._doc.objectcounter + 1
        place = self.marking.field(node, number) if self.marking is not None else None
        self._doc.objectcounter = number
        self._annotationrefs.append(f"{number} 0 R")
        self._waiting.append((number, area, body, place))
        return int(number)

    def links(self) -> dict[int, bytes]:
        """The annotations, which say where they are in the tree and what they say on the page."""
        made = {}
        pages = self._doc.pageCounter - 1
        for n, (number, area, leads, place) in enumerate(self._waiting):
            edges = " ".join(f"{edge:.2f}" for edge in area)
            if isinstance(leads, bytes):
                tree = b"/StructParent %d" % (pages + n) if self.marking is not None else b""
                made[number] = leads + f"/Rect[{edges}]".encode() + tree + b">>"
                continue
            if isinstance(leads, str):
                where = b"/A<</S/URI/URI" + text_string(leads) + b">>"
            else:
                where = b"/Dest" + leads.format(self._doc)
            if self.marking is not None:
                words = text_string(self.marking.words(place))
                where += b"/StructParent %d/Contents%s" % (pages + n, words)
            head = f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F {_PRINT}"
            made[number] = head.encode() + where + b">>"
        return made


def new_canvas(
    pages: Pages, first_face: str, made: datetime.date, marking: Marking | None
) -> TaggedCanvas:
    """An empty file that says what it will be."""
    canvas = TaggedCanvas(
        "", pagesize=(pages.pages[0].width, pages.pages[0].height), invariant=1,
        pageCompression=1, initialFontName=first_face, lang=pages.language, pdfVersion=(1, 7),
    )  # fmt: skip
    canvas.marking = marking
    canvas._waiting = []
    canvas.setTitle(pages.title)
    canvas.setAuthor(pages.author)
    canvas.setSubject(pages.subject)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    stamp = canvas._doc._timeStamp  # the only door to the file's dates
    stamp.t = datetime.datetime(made.year, made.month, made.day, tzinfo=datetime.UTC).timestamp()
    stamp.lt = made.timetuple()
    stamp.YMDhms = (made.year, made.month, made.day, 0, 0, 0)
    stamp.dhh = stamp.dmm = 0
    return canvas


def finished(canvas: TaggedCanvas, pages: Pages, made: datetime.date, archival: bool) -> bytes:
    """The bytes of the file; `archival` claims PDF/A, which an encrypted one may not."""
    for label in pages.labels:
        style = None if label.name else "ARABIC"
        canvas.addPageLabel(label.page, style, label.first or None, label.name or None)
    if canvas.marking is None:
        return written(canvas._doc, canvas, canvas.links())
    packet = xmp(pages.title, pages.author, pages.subject, pages.language, PRODUCER, made, archival)
    catalog = canvas._doc.Catalog
    catalog.Metadata = _stream(packet, Type="Metadata", Subtype="XML")
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalog.OutputIntents = _output_intents(canvas._doc)
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    tree = _tree(canvas._doc, canvas.marking)
    return written(canvas._doc, canvas, {**canvas.links(), **tree})


def _output_intents(document: Any) -> Any:
    """Colours are sRGB."""
    profile = _stream(srgb_profile(), [pdfdoc.PDFZCompress], N=3)
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
        "DestOutputProfile": document.Reference(profile),
    }
    return pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def _tree(document: Any, marking: Marking) -> Mapping[int, bytes]:
    """The structure tree's objects by number; the document's catalogue names the root."""
    first = document.objectcounter + 1
    numbers = document.idToObjectNumberAndVersion
    pages = [numbers[f"Page{n + 1}"][0] for n in range(len(marking.structure.pages))]
    tree = objects(marking.structure, first, pages)
    document.objectcounter += len(tree)
    document.Catalog.StructTreeRoot = f"{first} 0 R"
    return dict(enumerate(tree, first))


def _stream(data: bytes, filters: Any = (), **about: Any) -> Any:
    stream = pdfdoc.PDFStream(content=data, filters=list(filters))
    for name, value in about.items():
        stream.dictionary[name] = pdfdoc.PDFName(value) if isinstance(value, str) else value
    return stream
