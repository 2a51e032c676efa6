"""The sheet that boxes write their marks on, and how it learns the numbers of pages."""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import structs

from handouts.typeset.pages import BookmarkMark, LinkMark, Mark, TextMark
from handouts.typeset.pieces import Piece

PAGE: Final = "page:"  # before an anchor: the piece prints the number of its page
END: Final = "/end"  # after an anchor: the last page of what it opens
_PART: Final = "\0"
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
        self.add: Callable[[Mark], None] = self.marks.append  # on top of those before it
        self.folios = folios
        self.width = width

    def numbered(self, piece: Piece, size: float) -> Piece:
        """A piece that held the place of a page number, with the number."""
        if self.folios is None or self.width is None:
            return piece
        anchor, *forms = piece.href.removeprefix(PAGE).split(_PART)
        text = self.folios(anchor)
        if forms:
            text = _ranged(forms, int(text), int(self.folios(anchor + END)))
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


def held(ref: str, forms: Sequence[str], digits: int) -> tuple[str, str]:
    """What holds the place of page numbers of so many digits, and the piece's address."""
    if not forms:
        return "0" * digits, PAGE + ref
    widest = max(forms, key=len)
    text = widest.replace("{page}", "0" * digits).replace("{last}", "0" * digits)
    return text, PAGE + _PART.join((ref, *forms))


def _ranged(forms: Sequence[str], first: int, last: int) -> str:
    """The pages from first to last, in the wording for one, for two or for more."""
    form = forms[min(last - first, len(forms) - 1)]
    return form.replace("{page}", str(first)).replace("{last}", str(last))
