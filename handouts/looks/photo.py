"""Pictures: photos of the practice's own, and drawn figures in the same frame."""

from handouts.document.nodes import Picture
from handouts.looks.desk import Desk
from handouts.looks.figure import figure, scale_of
from handouts.typeset.boxes import Box, Ink, Inset, Sheet
from handouts.typeset.pages import ImageMark


def picture(desk: Desk, node: Picture, width: float, height: float, fit: bool = False) -> Box:
    """A photo as large as fits in width and height, points; its shape is kept.

    The box is as wide as asked for, with the photo in its middle, or with `fit` as the photo.
    """
    if node.sketch is not None:
        made = figure(desk, node, scale_of(desk, (node,), width, height))
        return made if fit else Inset(made, left=(width - made.width) / 2)
    image = desk.images[node.file]
    scale = min(width / image.width, height / image.height)
    w, h = image.width * scale, image.height * scale

    number = desk.tell(node)

    def draw(sheet: Sheet, x: float, y: float, wide: float, _h: float) -> None:
        sheet.add(ImageMark(x + (wide - w) / 2, y, w, h, node.file, desk.look.radius * 0.6, number))

    return Ink(w if fit else width, h, draw)


def photo(desk: Desk, node: Picture, width: float) -> Box:
    """A photo under its step: no wider than half the text, no higher than a sixth of the page."""
    look = desk.look
    made = picture(desk, node, min(width, max(width * 0.45, 110)), look.height / 6, fit=True)
    return Inset(made, top=look.pad * 0.2, bottom=look.pad * 0.2)
