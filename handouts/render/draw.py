"""Draw Pages as a PDF: the one place that turns marks into PDF operators.

It adds nothing and decides nothing: each mark has its place already. Text is drawn
in the order of the marks, so that it extracts in reading order.
"""

import datetime
import hashlib
import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from handouts.colour.space import Colour
from handouts.images.pixels import Image
from handouts.render.engine import Canvas, pdfdoc
from handouts.typeset.pages import (
    BookmarkMark,
    CircleMark,
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
_KAPPA: Final = 0.5523


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
        self._names: dict[str, Any] = {}
        self._height = 0.0
        self._bookmarks = 0
        self._levels: list[int] = []
        self._draw: dict[type, Callable[[Any], None]] = {
            RectMark: self._rect,
            LineMark: self._line,
            CircleMark: self._circle,
            PathMark: self._path,
            ImageMark: self._image,
            LinkMark: self._link,
            BookmarkMark: self._bookmark,
        }

    def page(self, page: Page) -> None:
        """One page; text in runs of marks shares one text object."""
        canvas = self._canvas
        canvas.setPageSize((page.width, page.height))
        self._height = page.height
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
        canvas.showPage()

    def _text(self, marks: list[TextMark]) -> None:
        text = self._canvas.beginText()
        face: tuple[str, float] | None = None
        colour: Colour | None = None
        for mark in marks:
            if (mark.face, mark.size) != face:
                face = (mark.face, mark.size)
                text.setFont(mark.face, mark.size)
            if mark.colour != colour:
                colour = mark.colour
                text.setFillColorRGB(colour.r, colour.g, colour.b)
            text.setTextOrigin(mark.x, self._height - mark.y)
            words = mark.text
            if mark.tail == "\u00ad":
                words = words[:-1] + self._hyphen(mark.face)
            elif mark.tail:
                words += " "
            text.textOut(words)
        self._canvas.drawText(text)

    def _hyphen(self, face: str) -> str:
        """A soft hyphen where the face can show one: copied text then joins its words."""
        from handouts.render.engine import pdfmetrics

        return "\u00ad" if 0xAD in pdfmetrics.getFont(face).face.charToGlyph else "-"

    def _paint(self, fill: Colour | None, stroke: Colour | None, line: float) -> tuple[int, int]:
        canvas = self._canvas
        if fill is not None:
            canvas.setFillColorRGB(fill.r, fill.g, fill.b)
        if stroke is not None:
            canvas.setStrokeColorRGB(stroke.r, stroke.g, stroke.b)
            canvas.setLineWidth(line)
        return int(stroke is not None), int(fill is not None)

    def _rect(self, mark: RectMark) -> None:
        canvas = self._canvas
        stroke, fill = self._paint(mark.fill, mark.stroke, mark.line)
        if mark.dash:
            canvas.setDash(*mark.dash)
        bottom = self._height - mark.y - mark.height
        if not mark.radius:
            canvas.rect(mark.x, bottom, mark.width, mark.height, stroke, fill)
        elif mark.corners == "tl tr br bl":
            canvas.roundRect(mark.x, bottom, mark.width, mark.height, mark.radius, stroke, fill)
        else:
            canvas.drawPath(self._tab(mark, bottom), stroke, fill)
        if mark.dash:
            canvas.setDash()

    def _tab(self, mark: RectMark, bottom: float) -> Any:
        """A rectangle with some corners rounded."""
        corners = mark.corners.split()
        x0, x1, y0, y1 = mark.x, mark.x + mark.width, bottom, bottom + mark.height
        radius = min(mark.radius, mark.width / 2, mark.height)
        bl, br, tr, tl = (radius if name in corners else 0.0 for name in ("bl", "br", "tr", "tl"))
        c = 1 - _KAPPA
        path = self._canvas.beginPath()
        path.moveTo(x0 + bl, y0)
        path.lineTo(x1 - br, y0)
        if br:
            path.curveTo(x1 - br * c, y0, x1, y0 + br * c, x1, y0 + br)
        path.lineTo(x1, y1 - tr)
        if tr:
            path.curveTo(x1, y1 - tr * c, x1 - tr * c, y1, x1 - tr, y1)
        path.lineTo(x0 + tl, y1)
        if tl:
            path.curveTo(x0 + tl * c, y1, x0, y1 - tl * c, x0, y1 - tl)
        path.lineTo(x0, y0 + bl)
        if bl:
            path.curveTo(x0, y0 + bl * c, x0 + bl * c, y0, x0 + bl, y0)
        path.close()
        return path

    def _line(self, mark: LineMark) -> None:
        canvas = self._canvas
        self._paint(None, mark.colour, mark.line)
        canvas.setLineCap(1)
        if mark.dash:
            canvas.setDash(*mark.dash)
        canvas.line(mark.x0, self._height - mark.y0, mark.x1, self._height - mark.y1)
        if mark.dash:
            canvas.setDash()

    def _circle(self, mark: CircleMark) -> None:
        stroke, fill = self._paint(mark.fill, mark.stroke, mark.line)
        self._canvas.circle(mark.x, self._height - mark.y, mark.radius, stroke, fill)

    def _path(self, mark: PathMark) -> None:
        canvas, scale, x, top = self._canvas, mark.scale, mark.x, self._height - mark.y
        stroke, fill = self._paint(mark.fill, mark.stroke, mark.line)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
        for op in mark.ops:
            if op[0] == "Z":
                path.close()
                continue
            numbers = [float(n) for n in op[1:]]
            placed = [
                top - n * scale if index % 2 else x + n * scale for index, n in enumerate(numbers)
            ]
            draw[str(op[0])](*placed)
        canvas.drawPath(path, stroke, fill)

    def _image(self, mark: ImageMark) -> None:
        image, canvas = self._images[mark.key], self._canvas
        bottom = self._height - mark.y - mark.height
        canvas.saveState()
        if mark.radius:
            clip = canvas.beginPath()
            clip.roundRect(mark.x, bottom, mark.width, mark.height, mark.radius)
            canvas.clipPath(clip, stroke=0, fill=0)
        canvas.translate(mark.x, bottom)
        canvas.scale(mark.width, mark.height)
        name = self._image_name(image)
        canvas._formsinuse.append(name)
        canvas._code.append(f"/{pdfdoc.xObjectName(name)} Do")
        canvas.restoreState()

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
        self._canvas.linkURL(mark.href, area, relative=0, thickness=0)

    def _bookmark(self, mark: BookmarkMark) -> None:
        """An entry of the outline; levels never skip, whatever the headings' are."""
        while self._levels and self._levels[-1] >= mark.level:
            self._levels.pop()
        key = f"h{self._bookmarks}"
        self._bookmarks += 1
        self._canvas.bookmarkHorizontal(key, 0, self._height - mark.y)
        self._canvas.addOutlineEntry(mark.text, key, level=len(self._levels), closed=0)
        self._levels.append(mark.level)


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
