"""Photos of the practice's own, framed like figures."""

from handouts.document.nodes import Picture
from handouts.looks.desk import Desk
from handouts.typeset.boxes import Box, Ink, Sheet
from handouts.typeset.pages import ImageMark


def picture(desk: Desk, node: Picture, width: float, height: float) -> Box:
    """A photo as large as fits in width and height, points; its shape is kept."""
    image = desk.images[node.file]
    scale = min(width / image.width, height / image.height)
    w, h = image.width * scale, image.height * scale

    def draw(sheet: Sheet, x: float, y: float, wide: float, _h: float) -> None:
        sheet.add(
            ImageMark(x + (wide - w) / 2, y, w, h, node.file, node.alt, desk.look.radius * 0.6)
        )

    return Ink(width, h, draw)


def photo(desk: Desk, node: Picture, width: float) -> Box:
    """A photo that stands by itself."""
    return picture(desk, node, width, width * 0.75)
