"""Draw Pages as a PDF: the one place that turns marks into PDF operators.

It adds nothing and decides nothing: each mark has its place already. Text is drawn
in the order of the marks, so that it extracts in reading order. What stands on the page
is written by `operators`, whose it is by `marking`; the file around the pages is `frame`'s.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from handouts.images.pixels import Image
from handouts.render.engine import pdfdoc, pdfmetrics
from handouts.render.forms import Form
from handouts.render.frame import TaggedCanvas, finished, new_canvas
from handouts.render.marking import ARTIFACT, Marking
from handouts.render.operators import Operators, Word, drawing, rounded, square, state_name
from handouts.typeset.pages import (
    BookmarkMark,
    CircleMark,
    FieldMark,
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

_ANCHOR: Final = "to-"
_CORNERS: Final = ("tl", "tr", "br", "bl")


class How(Struct, frozen=True):
    """How a file is made. `strict` makes text outside the tags an error, as in all tests.

    An encrypted file is not `archival`: PDF/A forbids it. Untagged files serve comparison alone.
    """

    strict: bool = True
    archival: bool = True
    tagged: bool = True


USUAL: Final = How()


def draw_pdf(
    pages: Pages,
    first_face: str,
    images: Mapping[str, Image],
    made: datetime.date,
    how: How = USUAL,
) -> bytes:
    """The PDF's bytes. Equal pages and date give equal bytes, in any process."""
    marking = Marking(pages.tags, how.strict) if how.tagged else None
    canvas = new_canvas(pages, first_face, made, marking)
    drawer = _Drawer(canvas, images, first_face)
    for page in pages.pages:
        drawer.page(page)
    drawer.finish()
    return finished(canvas, pages, made, how.archival)


class _Drawer:
    def __init__(self, canvas: TaggedCanvas, images: Mapping[str, Image], face: str) -> None:
        self._canvas = canvas
        self._images = images
        self._face = face
        self._fields: Form | None = None
        self._marking = canvas.marking
        self._out = Operators(canvas._doc)
        self._names: dict[str, Any] = {}
        self._height = 0.0
        self._bookmarks = 0
        self._levels: list[int] = []
        self._artifact = False  # whether marked content for decoration is open
        self._draw: dict[type, Callable[[Any], None]] = {
            RectMark: self._rect,
            LineMark: self._line,
            CircleMark: self._circle,
            PathMark: self._path,
            FormMark: self._form,
            ImageMark: self._image,
            LinkMark: self._link,
            BookmarkMark: self._bookmark,
            FieldMark: self._field,
        }

    def page(self, page: Page) -> None:
        """One page; text in runs of marks shares one text object."""
        canvas = self._canvas
        canvas.setPageSize((page.width, page.height))
        self._height = page.height
        self._out.begin()
        if self._marking is not None:
            self._marking.begin()
        held: list[Word] = []
        for mark in page.marks:
            if type(mark) is TextMark:
                self._say(mark, held)
                continue
            kind = type(mark)
            if kind is not LinkMark and kind is not BookmarkMark:
                self._utter(held)
                self._decorate(True)
            self._draw[kind](mark)
        self._utter(held)
        self._decorate(False)
        canvas._code += self._out.code
        canvas.showPage()

    def _say(self, mark: TextMark, held: list[Word]) -> None:
        """Hold words back, so that those of one object come together."""
        x, y, opens = mark.x, self._height - mark.y, ""
        if self._marking is not None:
            opens, apart = self._marking.said(mark)
            if apart:
                held.append((x, y, " ", mark.face, mark.size, mark.colour, opens))
                opens = ""
        text = self._words(mark) if mark.tail else mark.text
        held.append((x, y, text, mark.face, mark.size, mark.colour, opens))

    def _utter(self, held: list[Word]) -> None:
        if held:
            self._decorate(False)
            self._out.text(held)
            held.clear()
            if self._marking is not None:
                self._marking.pause()

    def _decorate(self, on: bool) -> None:
        """Open or close what readers are not told of."""
        if on != self._artifact and self._marking is not None:
            self._out.code.append(ARTIFACT if on else "EMC")
            self._artifact = on

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
        box = mark.x, mark.y, mark.width, mark.high * scale
        self._figure(mark.node, box, f"q {place} /{pdfdoc.xObjectName(name)} Do Q")

    def _image(self, mark: ImageMark) -> None:
        x, y = mark.x, self._height - mark.y - mark.height
        w, h, radius = mark.width, mark.height, mark.radius
        clip = f"{rounded(x, y, w, h, (radius,) * 4)} W n " if radius else ""
        name = self._image_name(self._images[mark.key])
        self._canvas._formsinuse.append(name)
        place = f"{w:.3f} 0 0 {h:.3f} {x:.2f} {y:.2f} cm"
        box = mark.x, mark.y, mark.width, mark.height
        self._figure(mark.node, box, f"q {clip}{place} /{pdfdoc.xObjectName(name)} Do Q")

    def _figure(self, node: int, box: tuple[float, float, float, float], drawn: str) -> None:
        """All of a figure is one piece, told by its words; without a tag it is decoration."""
        opens = ""
        if self._marking is not None:
            x, y, width, height = box
            bottom = self._height - y - height
            opens = self._marking.figure(node, (x, bottom, x + width, bottom + height))
        if not opens:
            self._out.code.append(drawn)
            return
        self._decorate(False)
        self._out.code += (opens, drawn, "EMC")

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
        target = _ANCHOR + mark.href[1:] if mark.href.startswith("#") else ""
        self._canvas.link(mark, target, area)

    def _field(self, mark: FieldMark) -> None:
        """A place to fill in; the form is made when there is a first one."""
        if self._fields is None:
            self._fields = Form(self._canvas, self._face)
        self._fields.add(mark, self._height)

    def finish(self) -> None:
        """What is known once all pages are drawn."""
        if self._fields is not None:
            self._fields.finish()

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
