"""A paragraph as a box: its lines, placed and split."""

from handouts.typeset.boxes import EPSILON, Box, Split
from handouts.typeset.lines import Line
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import LineMark, LinkMark, TextMark
from handouts.typeset.pieces import Piece
from handouts.typeset.sheet import PAGE, Sheet


class TextBox(Box):
    """A paragraph's lines. Splits leave two lines on either side."""

    __slots__ = ("first", "last", "lines", "node", "style")

    def __init__(
        self,
        lines: tuple[Line, ...],
        style: TextStyle,
        width: float,
        node: int = 0,
        bounds: tuple[int, int] | None = None,
    ) -> None:
        self.first, self.last = bounds or (0, len(lines))
        self.height = (self.last - self.first) * style.leading
        self.width, self.keep_next = width, False
        self.lines, self.style, self.node = lines, style, node

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        style, node, add = self.style, self.node, sheet.add
        size, leading = style.size, style.leading
        for line in self.lines[self.first : self.last]:
            at = x + _shift(style.align, self.width, line.width)
            baseline = y + leading / 2 + size * 0.33
            last = line.pieces[-1] if line.pieces else None
            for piece in line.pieces:
                tail = line.tail if piece is last else ""
                href = piece.href
                if href.startswith(PAGE):
                    piece = sheet.numbered(piece, size)
                    href = piece.href
                add(
                    TextMark(
                        at, baseline, piece.text, piece.face, size, piece.colour, node, tail, href
                    )
                )
                if href:
                    _link(sheet, at, y, baseline, piece, self)
                at += piece.width
            y += leading

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        count = self.last - self.first
        fits = int((room + EPSILON) / self.style.leading)
        fits = min(fits, count - 2)
        if fits < 2:
            return None, self
        middle = self.first + fits
        parts = ((self.first, middle), (middle, self.last))
        head, tail = (TextBox(self.lines, self.style, self.width, self.node, b) for b in parts)
        return head, tail


def _link(sheet: Sheet, x: float, top: float, baseline: float, piece: Piece, box: TextBox) -> None:
    """A link is underlined, not only coloured, and can be clicked; one within the file is plain."""
    style = box.style
    under = baseline + style.size * 0.13
    if not piece.href.startswith("#"):
        sheet.add(LineMark(x, under, x + piece.width, under, piece.colour, style.size * 0.05))
    sheet.add(LinkMark(x, top, piece.width, style.leading, piece.href, box.node))


def _shift(align: str, width: float, line: float) -> float:
    return (width - line) / 2 if align == "center" else width - line if align == "right" else 0.0
