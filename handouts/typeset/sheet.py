"""The sheet that boxes write their marks on, and how it learns the numbers of pages."""

from collections.abc import Callable
from typing import Final

from msgspec import structs

from handouts.typeset.pages import BookmarkMark, LinkMark, Mark, TextMark
from handouts.typeset.pieces import Piece

PAGE: Final = "page:"  # before an anchor: the piece prints the number of its page
Folios = Callable[[str], str]


class Sheet:
    """Collects the marks of one page, in reading order.

    `folios` says the page number of an anchor, which is known once pages are filled;
    `width` is that of (face, text) at 1 pt.
    """

    def __init__(
        self, folios: Folios | None = None, width: Callable[[str, str], float] | None = None
    ) -> None:
        self.marks: list[Mark] = []
        self.folios = folios
        self.width = width

    def numbered(self, piece: Piece, size: float) -> Piece:
        """A piece that held the place of a page number, with the number."""
        if self.folios is None or self.width is None:
            return piece
        anchor = piece.href.removeprefix(PAGE)
        text = self.folios(anchor)
        return Piece(
            text, piece.face, piece.colour, self.width(piece.face, text) * size, f"#{anchor}"
        )

    def decorate(self, start: int) -> None:
        """Make the marks from `start` on decoration: they stand a second time on the sheet."""
        self.marks[start:] = [
            structs.replace(mark, node=-1, href="") if isinstance(mark, TextMark) else mark
            for mark in self.marks[start:]
            if not isinstance(mark, LinkMark | BookmarkMark)
        ]

    def add(self, mark: Mark) -> None:
        """Add a mark on top of those before it."""
        self.marks.append(mark)
