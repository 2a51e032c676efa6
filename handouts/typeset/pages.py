"""The Pages: every line, box and picture with its place, before anything is drawn.

All lengths are points; x runs right and y runs down from the page's top left corner.
Marks bear the number of what they belong to in the Document, so that tags follow the tree;
what is not text, and has no number, is decoration.
"""

from collections.abc import Mapping

from msgspec import Struct

from handouts.colour.space import Colour

# ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("R", x, y, width, height), ("Z",)
Ops = tuple[tuple[str | float, ...], ...]


class TextMark(Struct, frozen=True, tag=True):
    """Text in one face on one baseline. `tail` is the space or soft hyphen of a line's end.

    With `href` it is part of a link, whose area is a mark of its own.
    """

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: Colour
    node: int = 0
    tail: str = ""
    href: str = ""


class RectMark(Struct, frozen=True, tag=True):
    """A rectangle; `corners` are the rounded ones, any of tl tr br bl."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: Colour | None = None
    stroke: Colour | None = None
    line: float = 0
    corners: str = "tl tr br bl"
    dash: tuple[float, ...] = ()


class LineMark(Struct, frozen=True, tag=True):
    """A straight rule with round ends."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: Colour
    line: float
    dash: tuple[float, ...] = ()


class CircleMark(Struct, frozen=True, tag=True):
    """A circle by its centre."""

    x: float
    y: float
    radius: float
    fill: Colour | None = None
    stroke: Colour | None = None
    line: float = 0


class PathMark(Struct, frozen=True, tag=True):
    """Strokes and fills in a unit box scaled by `scale` with its top left at x, y."""

    x: float
    y: float
    scale: float
    ops: Ops
    fill: Colour | None = None
    stroke: Colour | None = None
    line: float = 0


class Shape(Struct, frozen=True):
    """One path of a drawing, in its units: `ops`, or `code` written out already.

    A mirrored one shows its image about the middle as well.
    """

    ops: Ops
    fill: Colour | None = None
    stroke: Colour | None = None
    line: float = 0
    dash: tuple[float, ...] = ()
    mirrored: bool = False
    code: str = ""
    alpha: float = 1.0


class FormMark(Struct, frozen=True, tag=True):
    """A drawing in one piece, `wide` by `high` units scaled to `width` points.

    Equal keys mean equal shapes: a file stores them once. Nothing shows outside its box.
    Drawings of one number are one figure.
    """

    x: float
    y: float
    width: float
    wide: float
    high: float
    key: str
    shapes: tuple[Shape, ...]
    node: int = 0


class ImageMark(Struct, frozen=True, tag=True):
    """A picture in its frame; `key` names it among the images handed to the renderer."""

    x: float
    y: float
    width: float
    height: float
    key: str
    radius: float = 0
    node: int = 0


class LinkMark(Struct, frozen=True, tag=True):
    """A place that leads to an address when clicked, or with `#` to an anchor in the file."""

    x: float
    y: float
    width: float
    height: float
    href: str
    node: int = 0


class BookmarkMark(Struct, frozen=True, tag=True):
    """A heading's entry in the bookmarks; links lead to its anchor."""

    y: float
    text: str
    level: int
    anchor: str = ""


class FieldMark(Struct, frozen=True, tag=True):
    """A place to fill in on a screen, for the node it belongs to.

    `kind` is tick or number; `tip` is what a screen reader says of it.
    """

    x: float
    y: float
    width: float
    height: float
    kind: str
    name: str
    tip: str
    node: int


Mark = (
    TextMark | RectMark | LineMark | CircleMark | PathMark | FormMark | ImageMark | LinkMark
    | BookmarkMark | FieldMark
)  # fmt: skip


class Page(Struct, frozen=True):
    """One page: its marks in drawing order, which is reading order for text."""

    width: float
    height: float
    marks: tuple[Mark, ...]


class Tag(Struct, frozen=True, gc=False):
    """An element of the structure tree, `above` the place of the one it stands in; -1 for none."""

    role: str
    above: int
    alt: str = ""
    scope: str = ""
    numbering: str = ""
    stays: bool = False
    language: str = ""


class Tags(Struct, frozen=True):
    """The structure tree in reading order, and what in it the numbers of marks stand for.

    `owners` is by number: the place of a tag, -1 for decoration, None where it is not known;
    or several places, each with how many letters belong to it, and their language where it
    is not the tag's.
    """

    tree: tuple[Tag, ...] = ()
    owners: Mapping[int, "Owner"] = {}


Shares = tuple[tuple[int, int, str], ...]
Owner = int | None | Shares


class PageLabel(Struct, frozen=True):
    """What a viewer calls the pages from `page` (from 0) on: a name, or a number from `first`."""

    page: int
    name: str = ""
    first: int = 0


class Pages(Struct, frozen=True):
    """A handout ready to draw."""

    title: str
    language: str
    author: str
    subject: str
    pages: tuple[Page, ...]
    labels: tuple[PageLabel, ...] = ()
    tags: Tags = Tags()
