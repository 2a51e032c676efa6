"""The quick way to break lines, for text that breaks at single spaces alone.

Nearly every paragraph is such text: each character is in its run's own face, there is
no soft hyphen and no CJK, and no word is wider than its line. Its widths are summed up
once, character by character; a line's end is then found by bisection, and pieces are
cut out of the text line by line instead of being put together from words. Whatever
else there is goes the long way of `lines`; both ways give the same lines.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from handouts.colour.space import Colour
from handouts.document.nodes import Run
from handouts.typeset.metrics import FaceKey, Metrics, TextStyle
from handouts.typeset.pieces import (
    SLACK,
    SOFT_HYPHEN,
    Line,
    Piece,
    is_cjk,
    is_orphan,
    narrowed,
    too_long,
)


class NotPlain(Exception):
    """A character that needs the long way."""


class Advances(dict[str, float]):
    """Widths at 1 pt by character, asked of the metrics once; NotPlain for the others."""

    def __init__(self, metrics: Metrics, key: FaceKey) -> None:
        super().__init__()
        self._metrics, self._key = metrics, key
        self.face = metrics.pieces(key, "n")[0][0]

    def __missing__(self, char: str) -> float:
        face = self._metrics.pieces(self._key, char)[0][0]
        if not face or face != self.face or char == SOFT_HYPHEN or is_cjk(char):
            raise NotPlain
        width = self[char] = self._metrics.width(face, char)
        return width


Segment = tuple[int, int, str, Colour, str]  # start, end, face, colour, href


class Paragraph:
    """Runs measured in one style; `at` breaks them at a width, as often as is asked."""

    __slots__ = ("_segments", "_style", "_sums", "_text")

    def __init__(
        self,
        runs: Sequence[Run],
        style: TextStyle,
        advances: Callable[[str, bool, bool], Advances],
    ) -> None:
        self._style, self._text = style, "".join([run.text for run in runs])
        text = self._text
        if "  " in text or text[:1] in ("", " ") or text[-1] == " ":
            raise NotPlain  # which spaces count is known the long way
        self._segments: list[Segment] = []
        widths: list[float] = []
        for run in runs:
            bold = run.bold or style.bold
            found = advances(style.family, bold, run.italic or style.italic)
            start = len(widths)
            widths += map(found.__getitem__, run.text)
            colour = style.bold_colour if bold and style.bold_colour else style.colour
            self._add(start, len(widths), found.face, colour, run.href)
        self._sums = [0.0, *accumulate(widths)]

    def _add(self, start: int, end: int, face: str, colour: Colour, href: str) -> None:
        """A run's segment; runs that look alike make one."""
        last = self._segments[-1] if self._segments else None
        if last and last[2:] == (face, colour, href):
            self._segments[-1] = (last[0], end, face, colour, href)
        elif start < end:
            self._segments.append((start, end, face, colour, href))

    @property
    def natural(self) -> float:
        """Width in points of all of it on one line."""
        return self._sums[-1] * self._style.size

    def at(self, width: float) -> tuple[Line, ...]:
        """The lines at `width` points; NotPlain where a word is wider."""
        ends = self._ends(width)
        if len(ends) > 1 and (self._style.balance or self._orphaned(ends, width)):
            ends = self._narrowed(ends, width)
        lines, start, size = [], 0, len(self._text)
        for end in ends:
            lines.append(self._line(start, end, "" if end == size else " "))
            start = end + 1
        return tuple(lines)

    def _ends(self, width: float) -> list[int]:
        """Where lines end, each as full as it goes."""
        text, sums, size = self._text, self._sums, len(self._text)
        room = (width + SLACK) / self._style.size
        ends, start = [], 0
        while True:
            fits = bisect_right(sums, sums[start] + room, start) - 1  # text[start:fits] does
            if fits >= size:
                ends.append(size)
                return ends
            end = text.rfind(" ", start, fits + 1)
            if end < 0:
                raise NotPlain
            ends.append(end)
            start = end + 1

    def _orphaned(self, ends: list[int], width: float) -> bool:
        start = ends[-2] + 1
        wide = (self._sums[-1] - self._sums[start]) * self._style.size
        return is_orphan(self._text[start:], wide, width)

    def _narrowed(self, ends: list[int], width: float) -> list[int]:
        spaces = [n for n, char in enumerate(self._text) if char == " "]
        if too_long(len(spaces) + 1, len(ends)):
            return ends
        sums = self._sums
        begins = (0, *[n + 1 for n in spaces])
        words = zip(begins, (*spaces, len(self._text)), strict=True)
        widest = max(sums[end] - sums[start] for start, end in words) * self._style.size
        return narrowed(
            ends, width, min(width, widest), self._style.balance, self._ends,
            lambda tried: self._orphaned(tried, width),
        )  # fmt: skip

    def _line(self, start: int, end: int, tail: str) -> Line:
        text, sums, size = self._text, self._sums, self._style.size
        wide = (sums[end] - sums[start]) * size
        if len(self._segments) == 1:
            _, _, face, colour, href = self._segments[0]
            return Line((Piece(text[start:end], face, colour, wide, href),), wide, tail)
        pieces = []
        for first, last, face, colour, href in self._segments:
            a, b = max(first, start), min(last, end)
            if a < b:
                pieces.append(Piece(text[a:b], face, colour, (sums[b] - sums[a]) * size, href))
        return Line(tuple(pieces), wide, tail)
