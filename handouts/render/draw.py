"""Draw Pages as a PDF: the one place that turns marks into PDF operators.

It adds nothing and decides nothing: each mark has its place already. Text is drawn
in the order of the marks, so that it extracts in reading order. What stands on the page
is written by `operators`, whose it is by `marking`; the file around the pages is `frame`'s.
"""

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from handouts.images.pixels import Image
from handouts.render.body import BRISK, Body, deflated
from handouts.render.fonts import Faces
from handouts.render.forms import Form
from handouts.render.frame import Frame
from handouts.render.lettering import Lettering
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
    Shape,
    TextMark,
)

_ANCHOR: Final = "to-"
_CORNERS: Final = ("tl", "tr", "br", "bl")
_SOFT: Final = "\u00ad"  # a hyphen that is there only where a line breaks


class How(Struct, frozen=True):
    """How a file is made. `strict` makes text outside the tags an error, as in all tests.

    An encrypted file is not `archival`: PDF/A forbids it. Untagged files serve comparison alone.
    Of a `private` one nothing outlasts the process, not even the letters it uses.
    """

    strict: bool = True
    archival: bool = True
    tagged: bool = True
    private: bool = False


USUAL: Final = How()


def draw_pdf(
    pages: Pages,
    faces: Faces,
    images: Mapping[str, Image],
    made: datetime.date,
    how: How = USUAL,
) -> bytes:
    """The PDF's bytes. Equal pages and date give equal bytes, in any process."""
    frame = Frame(Marking(pages.tags, how.strict) if how.tagged else None)
    drawer = _Drawer(frame, images, faces)
    for page in pages.pages:
        drawer.page(page)
    fonts = drawer.lettering.embed(frame.body, not how.private)
    return frame.finished(pages, made, how.archival, fonts, drawer.fields())


class _Drawer:
    def __init__(self, frame: Frame, images: Mapping[str, Image], faces: Faces) -> None:
        self._frame = frame
        self._images = images
        self._faces = faces
        self._form_fields: Form | None = None
        self._marking = frame.marking
        self.lettering = Lettering(faces.case)
        self._out = Operators(self.lettering)
        self._names: dict[str, str] = {}
        self._height = 0.0
        self._levels: list[int] = []
        self._artifact = False  # whether marked content for decoration is open

    def page(self, page: Page) -> None:
        """One page; text in runs of marks shares one text object."""
        self._frame.begin()
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
                if held:
                    self._utter(held)
                if not self._artifact:
                    self._decorate(True)
            _DRAWN[kind](self, mark)
        self._utter(held)
        self._decorate(False)
        self._frame.end(page.width, page.height, "\n".join([*self._out.code, ""]))

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
        return (
            f"{mark.text[:-1]}{self._hyphen(mark.face)}" if mark.tail == _SOFT else f"{mark.text} "
        )

    def _hyphen(self, face: str) -> str:
        """A soft hyphen where the face can show one: copied text then joins its words."""
        return _SOFT if ord(_SOFT) in self._faces.case.faces[face].widths else "-"

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
        name = self._names.get(mark.key)
        if name is None:
            name = self._named(mark.key, "Fm", _form_object(self._frame.body, mark))
        scale = mark.width / mark.wide
        place = f"{scale:.5f} 0 0 {-scale:.5f} {mark.x:.2f} {self._height - mark.y:.2f} cm"
        box = mark.x, mark.y, mark.width, mark.high * scale
        self._figure(mark.node, box, f"q {place} {name} Do Q")

    def _image(self, mark: ImageMark) -> None:
        """A picture; one that is used twice is stored once."""
        image = self._images[mark.key]
        name = self._names.get(image.sha256)
        if name is None:
            name = self._named(image.sha256, "Im", _image_object(self._frame.body, image))
        x, y = mark.x, self._height - mark.y - mark.height
        w, h, radius = mark.width, mark.height, mark.radius
        clip = f"{rounded(x, y, w, h, (radius,) * 4)} W n " if radius else ""
        place = f"{w:.3f} 0 0 {h:.3f} {x:.2f} {y:.2f} cm"
        box = mark.x, mark.y, mark.width, mark.height
        self._figure(mark.node, box, f"q {clip}{place} {name} Do Q")

    def _named(self, key: str, kind: str, number: int) -> str:
        name = self._names[key] = f"/{kind}{len(self._names) + 1}"
        self._frame.form(name, number)
        return name

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

    def _link(self, mark: LinkMark) -> None:
        bottom = self._height - mark.y - mark.height
        area = (mark.x, bottom, mark.x + mark.width, bottom + mark.height)
        target = _ANCHOR + mark.href[1:] if mark.href.startswith("#") else ""
        self._frame.link(mark, target, area)

    def _field(self, mark: FieldMark) -> None:
        """A place to fill in; the form is made when there is a first one."""
        if self._form_fields is None:
            self._form_fields = Form(self._frame, self.lettering.name(self._faces.first))
        self._form_fields.add(mark, self._height)

    def fields(self) -> str:
        """What the catalogue is told of the places to fill in."""
        return self._form_fields.entry() if self._form_fields is not None else ""

    def _bookmark(self, mark: BookmarkMark) -> None:
        """An entry of the outline; levels never skip, whatever the headings' are."""
        while self._levels and self._levels[-1] >= mark.level:
            self._levels.pop()
        key, top = _ANCHOR + mark.anchor if mark.anchor else "", self._height - mark.y
        self._frame.bookmark(key, mark.text, len(self._levels), top)
        self._levels.append(mark.level)


# Not held by the drawer itself: a circle of references would keep a whole file in memory.
_DRAWN: Final[dict[type, Callable[[_Drawer, Any], None]]] = {
    RectMark: _Drawer._rect,
    LineMark: _Drawer._line,
    CircleMark: _Drawer._circle,
    PathMark: _Drawer._path,
    FormMark: _Drawer._form,
    ImageMark: _Drawer._image,
    LinkMark: _Drawer._link,
    BookmarkMark: _Drawer._bookmark,
    FieldMark: _Drawer._field,
}


def _radii(mark: RectMark) -> tuple[float, ...]:
    if mark.corners == "tl tr br bl":
        return (mark.radius,) * 4
    corners, radius = mark.corners.split(), min(mark.radius, mark.width / 2, mark.height)
    return tuple(radius if name in corners else 0.0 for name in _CORNERS)


def _form_object(body: Body, mark: FormMark) -> int:
    about = f"/Type/XObject/Subtype/Form/BBox[0 0 {mark.wide:g} {mark.high:g}]"
    return body.packed(_drawn(mark.shapes, mark.wide), f"{about}/Resources<<{_states(mark)}>>")


@functools.lru_cache(maxsize=32)  # file after file shows the same maps
def _drawn(shapes: tuple[Shape, ...], wide: float) -> bytes:
    return deflated(drawing(shapes, wide).encode("ascii"))


def _states(mark: FormMark) -> str:
    """How transparent a form paints, for each that it uses; solid again after that."""
    alphas = sorted({shape.alpha for shape in mark.shapes})
    if alphas in ([], [1.0]):
        return ""
    states = "".join(f"/{state_name(a)}<</ca {a:g}>>" for a in sorted({*alphas, 1.0}))
    return f"/ExtGState<<{states}>>"


def _image_object(body: Body, image: Image) -> int:
    about = (
        f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
        f"/BitsPerComponent 8/ColorSpace/Device{'Gray' if image.mode == 'L' else 'RGB'}"
    )
    if image.kind == "jpeg":
        return body.stream(image.data, about + "/Filter/DCTDecode")
    return body.packed(deflated(image.data, BRISK), about)


__all__ = ["Mark", "draw_pdf"]
