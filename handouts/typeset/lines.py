"""Break runs into lines: greedy, linear in the length of the text.

Lines break at spaces, at an author's soft hyphens and between CJK characters. A word
is broken elsewhere only where it is wider than its line. A single short word is not
left alone on a last line where the paragraph can be set a little narrower instead.
Plain text goes the quick way of `plain`; the rest of this file is the long way, which
knows everything.
"""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct, structs

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
from handouts.typeset.plain import Advances, NotPlain, Paragraph

__all__ = ["SOFT_HYPHEN", "Line", "Piece", "Setter", "is_cjk"]


# What never starts a line of CJK text, and what never ends one; a no-break space does neither.
_CLOSING: Final = frozenset("、。，．：；！？）］｝〕〉》」』】’”…ー々゙゚,.:;!?)]}%\"'\u00a0")
_KEPT: Final = 1200  # paragraphs that are remembered
_ENDLESS: Final = 1e6  # points; wider than any line
_OPENING: Final = frozenset("（［｛〔〈《「『【‘“([{\u00a0")


class Word(Struct):
    """What must stay together. `glue` is the width of the space before it; `soft` a hyphen."""

    pieces: list[Piece]
    width: float
    glue: float = 0.0
    soft: bool = False
    space: Piece | None = None


class _Measured(Struct):
    """A paragraph in one style, and its lines by width; `plain` where it goes the quick way."""

    plain: Paragraph | None
    lines: dict[float, tuple[Line, ...]]
    longest: float = -1.0  # of its words, once asked for


class Setter:
    """Sets paragraphs with one set of metrics; word widths are remembered between them."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._cut: dict[tuple[FaceKey, str], tuple[tuple[str, str, float], ...]] = {}
        self._advances: dict[tuple[str, bool, bool], Advances] = {}
        self._kept: dict[tuple[Any, ...], _Measured] = {}
        self.chosen: dict[tuple[Any, ...], float] = {}  # which arrangement was lowest, by what

    def pieces(self, key: FaceKey, text: str) -> tuple[tuple[str, str, float], ...]:
        """`text` as (face, text, width at 1 pt), falling back face by face."""
        found = self._cut.get((key, text))
        if found is None:
            width = self._metrics.width
            cut = self._metrics.pieces(key, text)
            found = tuple((face, part, width(face, part)) for face, part in cut)
            if len(text) < 40:
                self._cut[key, text] = found
        return found

    def width(self, text: str, style: TextStyle) -> float:
        """Width of one line of `text` in points."""
        key = FaceKey(style.family, style.bold, style.italic)
        return sum(w for _, _, w in self.pieces(key, text)) * style.size

    def lines(self, runs: Sequence[Run], style: TextStyle, width: float) -> tuple[Line, ...]:
        """The lines of one paragraph set to `width` points."""
        known = self._measured(runs, style)
        found = known.lines.get(width)
        if found is None:
            found = known.lines[width] = self._broken(known, runs, style, width)
        return found

    def _measured(self, runs: Sequence[Run], style: TextStyle) -> "_Measured":
        """A paragraph measured once, whatever widths it is tried at.

        Kept for a while: a booklet says many words twice, and clients of a day share most.
        """
        if len(runs) == 1:
            (run,) = runs
            key: tuple[Any, ...] = style, run.text, run.bold, run.italic, run.href
        else:
            key = style, tuple([(run.text, run.bold, run.italic, run.href) for run in runs])
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
                self.chosen.clear()
            try:
                plain = Paragraph(runs, style, self._widths)
            except NotPlain:
                plain = None
            found = self._kept[key] = _Measured(plain, {})
        return found

    def _broken(
        self, known: "_Measured", runs: Sequence[Run], style: TextStyle, width: float
    ) -> tuple[Line, ...]:
        if known.plain is not None:
            with contextlib.suppress(NotPlain):
                return known.plain.at(width)
        return self.long_way(runs, style, width)

    def natural(self, runs: Sequence[Run], style: TextStyle) -> float:
        """Width in points of all of it on one line."""
        known = self._measured(runs, style)
        if known.plain is not None:
            return known.plain.natural
        return sum(line.width for line in self.long_way(runs, style, _ENDLESS))

    def long_way(self, runs: Sequence[Run], style: TextStyle, width: float) -> tuple[Line, ...]:
        """As `lines`, word by word, for text of every kind."""
        words = list(self._words(runs, style))
        if not words:
            return ()
        lines = _greedy(words, width, style, self)
        if len(lines) > 1 and (style.balance or _orphan(lines, width)):
            return tuple(_narrowed(words, width, lines, style, self))
        return tuple(lines)

    def _widths(self, family: str, bold: bool, italic: bool) -> Advances:
        found = self._advances.get((family, bold, italic))
        if found is None:
            found = Advances(self._metrics, FaceKey(family, bold, italic))
            self._advances[family, bold, italic] = found
        return found

    def longest_word(self, runs: Sequence[Run], style: TextStyle) -> float:
        """Width in points of the widest thing that cannot be broken."""
        known = self._measured(runs, style)
        if known.longest < 0:
            known.longest = max((w.width for w in self._words(runs, style)), default=0.0)
        return known.longest

    def _words(self, runs: Sequence[Run], style: TextStyle) -> Iterator[Word]:
        """Words with the space before each; a word may cross from run to run."""
        current = Word([], 0.0)
        for run in runs:
            bold, italic = run.bold or style.bold, run.italic or style.italic
            key = FaceKey(style.family, bold, italic)
            colour = style.bold_colour if bold and style.bold_colour else style.colour
            for part, breaks in _split(run.text):
                if breaks is not None and current.pieces:
                    yield current
                    current = Word([], 0.0, 0.0, breaks == SOFT_HYPHEN)
                if breaks == " ":
                    gap = self._piece(" ", key, colour, style.size, run.href)
                    current = Word([], 0.0, gap.width, False, gap)
                for face, text, w in self.pieces(key, part) if part else ():
                    piece = Piece(text, face, colour, w * style.size, run.href)
                    current.pieces.append(piece)
                    current.width += piece.width
        if current.pieces:
            yield current

    def _piece(self, text: str, key: FaceKey, colour: Colour, size: float, href: str) -> Piece:
        face, part, width = self.pieces(key, text)[0]
        return Piece(part, face, colour, width * size, href)

    def hyphen(self, after: Piece, size: float) -> Piece:
        """The hyphen that a soft hyphen shows at a line's end."""
        width = self._metrics.width(after.face, "-") * size
        return structs.replace(after, text="-", width=width)

    def bearing(self, face: str, char: str) -> float:
        """Where the ink of one character starts at 1 pt."""
        return self._metrics.bearing(face, char)

    def char_width(self, face: str, char: str) -> float:
        """Width of one character at 1 pt."""
        return self._metrics.width(face, char)


def _split(text: str) -> Iterator[tuple[str, str | None]]:
    """Parts of a run with what stands before each: " ", a soft hyphen, "" (CJK) or None."""
    if SOFT_HYPHEN not in text and not _has_cjk(text):
        before: str | None = None
        for part in text.split(" "):
            yield part, before
            before = " "
        return
    held: list[str] = []
    before = None
    previous = ""
    for char in text:
        if char in (" ", SOFT_HYPHEN):
            yield "".join(held), before
            held, before = [], char
        elif previous and _between(previous, char):
            yield "".join(held), before
            held, before = [char], ""
        else:
            held.append(char)
        previous = "" if char in (" ", SOFT_HYPHEN) else char
    yield "".join(held), before


def _has_cjk(text: str) -> bool:
    return not text.isascii() and any(is_cjk(c) for c in text)


def _between(left: str, right: str) -> bool:
    return (is_cjk(left) or is_cjk(right)) and right not in _CLOSING and left not in _OPENING


def _greedy(words: list[Word], width: float, style: TextStyle, setter: Setter) -> list[Line]:
    lines: list[Line] = []
    held: list[Word] = []
    used = 0.0
    for word in words:
        reach = used + (word.glue if held else 0.0) + word.width
        while held and reach > width + SLACK:
            kept = _kept(held, word, width, style, setter)
            below = held[kept:]
            lines.append(_line(held[:kept], (*below, word)[0], width, style, setter))
            held, used = below, _extent(below)
            reach = used + (word.glue if held else 0.0) + word.width
        if not held and word.width > width + SLACK:
            *full, rest = _chop(word, width, style, setter)
            lines.extend(_line([part], None, width, style, setter) for part in full)
            word, reach = rest, rest.width
        held.append(word)
        used = reach
    lines.append(_line(held, None, width, style, setter))
    return lines


def _kept(held: list[Word], word: Word, width: float, style: TextStyle, setter: Setter) -> int:
    """How many words stay on a full line: a break at a soft hyphen has room for its hyphen."""
    used = _extent(held)
    for count in range(len(held), 0, -1):
        following = held[count] if count < len(held) else word
        if not following.soft:
            return count
        last = held[count - 1]
        if used + setter.hyphen(last.pieces[-1], style.size).width <= width + SLACK:
            return count
        used -= last.width + last.glue
    return len(held)


def _extent(words: list[Word]) -> float:
    return sum(w.width + w.glue for w in words) - (words[0].glue if words else 0.0)


def _line(
    words: list[Word], following: Word | None, width: float, style: TextStyle, setter: Setter
) -> Line:
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        if index and word.space is not None:
            _join(pieces, word.space)
        for piece in word.pieces:
            _join(pieces, piece)
    tail, used = "", sum(p.width for p in pieces)
    if following is not None and following.soft and pieces:
        hyphen = setter.hyphen(pieces[-1], style.size)
        if used + hyphen.width <= width + SLACK:  # else a word wider than its line is cut here
            _join(pieces, hyphen)
            tail, used = SOFT_HYPHEN, used + hyphen.width
    elif following is not None and following.space:
        tail = " "
    return Line(tuple(pieces), used, tail)


def _join(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else None
    if last and (last.face, last.colour, last.href) == (piece.face, piece.colour, piece.href):
        text, width = last.text + piece.text, last.width + piece.width
        pieces[-1] = Piece(text, last.face, last.colour, width, last.href)
    else:
        pieces.append(piece)


def _chop(word: Word, width: float, style: TextStyle, setter: Setter) -> Iterator[Word]:
    """A word wider than its line, cut by characters; at least one stands on each line."""
    pieces: list[Piece] = []
    used = 0.0
    for piece in word.pieces:
        start = at = 0
        begun = used
        for at, char in enumerate(piece.text):
            step = setter.char_width(piece.face, char) * style.size
            if used + step > width and (at > start or pieces):
                if at > start:
                    part = piece.text[start:at]
                    pieces.append(structs.replace(piece, text=part, width=used - begun))
                yield Word(pieces, used)
                pieces, used, start, begun = [], 0.0, at, 0.0
            used += step
        part = piece.text[start:]
        pieces.append(structs.replace(piece, text=part, width=used - begun))
    yield Word(pieces, used)


def _orphan(lines: list[Line], width: float) -> bool:
    last = lines[-1]
    words = "".join(piece.text for piece in last.pieces)
    return lines[-2].tail == " " and is_orphan(words, last.width, width)


def _narrowed(
    words: list[Word], width: float, lines: list[Line], style: TextStyle, setter: Setter
) -> list[Line]:
    if too_long(len(words), len(lines)):
        return lines
    widest = min(width, max(word.width for word in words))

    def greedy(middle: float) -> list[Line]:
        return _greedy(words, middle, style, setter)

    return narrowed(
        lines, width, widest, style.balance, greedy, lambda tried: _orphan(tried, width)
    )
