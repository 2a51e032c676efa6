"""Draw Pages as a PDF: the one place that turns marks into PDF operators.

It adds nothing and decides nothing: each mark has its place already. Text is drawn
in the order of the marks, so that it extracts in reading order. What stands on the page
is written by `operators`; links, bookmarks and the file's frame are ReportLab's.
"""

import datetime
import hashlib
import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from handouts.images.pixels import Image
from handouts.render.engine import Canvas, pdfdoc, pdfmetrics
from handouts.render.operators import Operators, drawing, rounded, square, state_name
from handouts.typeset.pages import (
    BookmarkMark,
    CircleMark,
    FormMark,
    ImageMark,
    LineMark,
    LinkMark,
    Mark,
    Page,
    Pages,
    PathMark,
    RectMark,
    TextMark,
)

PRODUCER: Final = "handouts"
_ANCHOR: Final = "to-"
_CORNERS: Final = ("tl", "tr", "br", "bl")


def draw_pdf(
    pages: Pages, first_face: str, images: Mapping[str, Image], made: datetime.date
) -> bytes:
    """The PDF's bytes. Equal pages and date give equal bytes, in any process."""
    out = io.BytesIO()
    canvas = Canvas(
        out, pagesize=(pages.pages[0].width, pages.pages[0].height), invariant=1,
        pageCompression=1, initialFontName=first_face, lang=pages.language, pdfVersion=(1, 7),
    )  # fmt: skip
    _describe(canvas, pages, made)
    drawer = _Drawer(canvas, images)
    for page in pages.pages:
        drawer.page(page)
    for label in pages.labels:
        style = None if label.name else "ARABIC"
        canvas.addPageLabel(label.page, style, label.first or None, label.name or None)
    canvas.save()
    return out.getvalue()


def _describe(canvas: Any, pages: Pages, made: datetime.date) -> None:
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
    # ReportLab starts the file's ID with SOURCE_DATE_EPOCH, to the second; a day is meant.
    canvas._doc.signature = hashlib.md5(made.isoformat().encode(), usedforsecurity=False)


class _Drawer:
    def __init__(self, canvas: Any, images: Mapping[str, Image]) -> None:
        self._canvas = canvas
        self._images = images
        self._out = Operators(canvas._doc)
        self._names: dict[str, Any] = {}
        self._height = 0.0
        self._bookmarks = 0
        self._levels: list[int] = []
        self._draw: dict[type, Callable[[Any], None]] = {
            RectMark: self._rect,
            LineMark: self._line,
            CircleMark: self._circle,
            PathMark: self._path,
            FormMark: self._form,
            ImageMark: self._image,
            LinkMark: self._link,
            BookmarkMark: self._bookmark,
        }

    def page(self, page: Page) -> None:
        """One page; text in runs of marks shares one text object."""
        canvas = self._canvas
        canvas.setPageSize((page.width, page.height))
        self._height = page.height
        self._out.begin()
        held: list[TextMark] = []
        for mark in page.marks:
            if type(mark) is TextMark:
                held.append(mark)
                continue
            if held and type(mark) is not LinkMark:
                self._text(held)
                held = []
            self._draw[type(mark)](mark)
        if held:
            self._text(held)
        canvas._code += self._out.code
        canvas.showPage()

    def _text(self, marks: list[TextMark]) -> None:
        height = self._height
        self._out.text(
            (m.x, height - m.y, self._words(m) if m.tail else m.text, m.face, m.size, m.colour)
            for m in marks
        )

    def _words(self, mark: TextMark) -> str:
        """With what the line's end swallowed, so that copied text has its spaces."""
        return f"{mark.text[:-1]}{_hyphen(mark.face)}" if mark.tail == "\u00ad" else f"{mark.text} "

    def _rect(self, mark: RectMark) -> None:
        place = mark.x, self._height - mark.y - mark.height, mark.width, mark.height
        outline = rounded(*place, _radii(mark)) if mark.radius else square(*place)
        self._out.rectangle(outline, mark.fill, mark.stroke, mark.line, mark.dash)

    def _line(self, mark: LineMark) -> None:
        ends = mark.x0, self._height - mark.y0, mark.x1, self._height - mark.y1
        self._out.line(ends, mark.colour, mark.line, mark.dash)

    def _circle(self, mark: CircleMark) -> None:
        centre = mark.x, self._height - mark.y
        self._out.disc(centre, mark.radius, mark.fill, mark.stroke, mark.line)

    def _path(self, mark: PathMark) -> None:
        place = mark.x, self._height - mark.y, mark.scale, -mark.scale
        self._out.shape(place, mark.ops, mark.fill, mark.stroke, mark.line)

    def _form(self, mark: FormMark) -> None:
        """A drawing as a form of its own; one that is shown twice is stored once."""
        key = f"form {mark.key}"
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"Fm{len(self._names) + 1}"
            form = _form_object(mark)
            self._canvas._doc.Reference(form, pdfdoc.xObjectName(name))
        self._canvas._formsinuse.append(name)
        scale = mark.width / mark.wide
        place = f"{scale:.5f} 0 0 {-scale:.5f} {mark.x:.2f} {self._height - mark.y:.2f} cm"
        self._out.code.append(f"q {place} /{pdfdoc.xObjectName(name)} Do Q")

    def _image(self, mark: ImageMark) -> None:
        x, y = mark.x, self._height - mark.y - mark.height
        w, h, radius = mark.width, mark.height, mark.radius
        clip = f"{rounded(x, y, w, h, (radius,) * 4)} W n " if radius else ""
        name = self._image_name(self._images[mark.key])
        self._canvas._formsinuse.append(name)
        place = f"{w:.3f} 0 0 {h:.3f} {x:.2f} {y:.2f} cm"
        self._out.code.append(f"q {clip}{place} /{pdfdoc.xObjectName(name)} Do Q")

    def _image_name(self, image: Image) -> str:
        """The picture's name in the file; one picture used twice is stored once."""
        name = self._names.get(image.sha256)
        if name is None:
            name = self._names[image.sha256] = f"Im{len(self._names) + 1}"
            self._canvas._doc.Reference(_image_object(image), pdfdoc.xObjectName(name))
        return str(name)

    def _link(self, mark: LinkMark) -> None:
        bottom = self._height - mark.y - mark.height
        area = (mark.x, bottom, mark.x + mark.width, bottom + mark.height)
        if mark.href.startswith("#"):
            self._canvas.linkRect("", _ANCHOR + mark.href[1:], area, relative=0, thickness=0)
            return
        self._canvas.linkURL(mark.href, area, relative=0, thickness=0)

    def _bookmark(self, mark: BookmarkMark) -> None:
        """An entry of the outline; levels never skip, whatever the headings' are."""
        while self._levels and self._levels[-1] >= mark.level:
            self._levels.pop()
        key = _ANCHOR + mark.anchor if mark.anchor else f"h{self._bookmarks}"
        self._bookmarks += 1
        self._canvas.bookmarkHorizontal(key, 0, self._height - mark.y)
        self._canvas.addOutlineEntry(mark.text, key, level=len(self._levels), closed=0)
        self._levels.append(mark.level)


def _radii(mark: RectMark) -> tuple[float, ...]:
    if mark.corners == "tl tr br bl":
        return (mark.radius,) * 4
    corners, radius = mark.corners.split(), min(mark.radius, mark.width / 2, mark.height)
    return tuple(radius if name in corners else 0.0 for name in _CORNERS)


def _hyphen(face: str) -> str:
    """A soft hyphen where the face can show one: copied text then joins its words."""
    return "\u00ad" if 0xAD in pdfmetrics.getFont(face).face.charToGlyph else "-"


def _form_object(mark: FormMark) -> Any:
    stream = pdfdoc.PDFStream(content=drawing(mark.shapes, mark.wide))
    stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
    stream.dictionary["BBox"] = pdfdoc.PDFArray([0, 0, mark.wide, mark.high])
    stream.dictionary["Resources"] = pdfdoc.PDFDictionary(_states(mark))
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _states(mark: FormMark) -> dict[str, Any]:
    """How transparent a form paints, for each that it uses; solid again after that."""
    alphas = sorted({shape.alpha for shape in mark.shapes})
    if alphas in ([], [1.0]):
        return {}
    states = {state_name(alpha): pdfdoc.PDFDictionary({"ca": alpha}) for alpha in {*alphas, 1.0}}
    return {"ExtGState": pdfdoc.PDFDictionary(dict(sorted(states.items())))}


def _image_object(image: Image) -> Any:
    stream = pdfdoc.PDFStream(content=image.data)
    stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("Image")
    stream.dictionary["Width"] = image.width
    stream.dictionary["Height"] = image.height
    stream.dictionary["BitsPerComponent"] = 8
    grey = image.mode == "L"
    stream.dictionary["ColorSpace"] = pdfdoc.PDFName("DeviceGray" if grey else "DeviceRGB")
    if image.kind == "jpeg":
        stream.dictionary["Filter"] = pdfdoc.PDFName("DCTDecode")
        stream.filters = []
    else:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


__all__ = ["Mark", "draw_pdf"]
