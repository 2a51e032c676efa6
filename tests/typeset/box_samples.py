"""Random boxes whose every part says what it is, and where it came to stand."""

from hypothesis import strategies as st
from msgspec import Struct

from handouts.colour.space import BLACK
from handouts.typeset.boxes import (
    Framed,
    Ink,
    Inset,
    Marked,
    Repeated,
    Sheet,
    Spread,
    Stack,
)
from handouts.typeset.lines import Line, Piece
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import RectMark, TextMark
from handouts.typeset.textbox import TextBox

LEADING = 12.0
STYLE = TextStyle("body", 10.0, LEADING, BLACK)
PAGE = 200.0
WIDTH = 120_000.0  # wide enough for boxes in boxes in boxes side by side


class Part(Struct, frozen=True):
    """A leaf as it was placed: its name, and its place on the page."""

    name: str
    x: float
    y: float
    width: float
    height: float


def ink(name, height, width=20.0, keep_next=False):
    """A leaf that cannot be split."""

    def draw(sheet, x, y, w, h):
        sheet.add(RectMark(x, y, w, h))
        sheet.add(TextMark(x, y, name, "f", 1, BLACK))

    return Ink(width, height, draw, keep_next)


def text(names, width=20.0):
    """A paragraph with a line for each name."""
    lines = tuple(Line((Piece(name, "f", BLACK, 10.0),), 10.0) for name in names)
    return TextBox(lines, STYLE, width)


def parts(sheet):
    """What stands on a sheet, in order."""
    found, rect = [], None
    for mark in sheet.marks:
        if isinstance(mark, RectMark):
            rect = mark
        elif mark.size == 1:
            found.append(Part(mark.text, rect.x, rect.y, rect.width, rect.height))
        else:
            top = mark.y - LEADING / 2 - mark.size * 0.33
            found.append(Part(mark.text, mark.x, top, 10.0, LEADING))
    return found


def placed(box):
    """What a box places with its corner at 0, 0."""
    sheet = Sheet()
    box.place(sheet, 0.0, 0.0)
    return parts(sheet)


leaves = st.one_of(
    st.tuples(st.just("ink"), st.floats(1, 60), st.booleans()),
    st.tuples(st.just("text"), st.integers(1, 9)),
)


def _nested(inner):
    several = st.lists(inner, min_size=1, max_size=5)
    return st.one_of(
        st.tuples(st.just("stack"), several, st.sampled_from([0.0, 3.0])),
        st.tuples(st.just("inset"), inner, st.floats(0, 8)),
        st.tuples(st.just("framed"), inner, st.sampled_from([0.0, 30.0])),
        st.tuples(st.just("marked"), inner),
        st.tuples(st.just("repeated"), several),
        st.tuples(st.just("spread"), st.lists(inner, min_size=1, max_size=3)),
    )


specs = st.recursive(leaves, _nested, max_leaves=12)


class Maker:
    """Makes boxes from specs and names their parts in order."""

    def __init__(self):
        self.names = []
        self.ordered = True

    def name(self):
        """The next name."""
        self.names.append(f"p{len(self.names)}")
        return self.names[-1]

    def make(self, spec, width=WIDTH):
        """The box of a spec."""
        return getattr(self, f"_{spec[0]}")(spec, width)

    def _ink(self, spec, width):
        return ink(self.name(), spec[1], min(width, 20), spec[2])

    def _text(self, spec, width):
        return text([self.name() for _ in range(spec[1])], width)

    def _stack(self, spec, width):
        return Stack(width, [self.make(s, width) for s in spec[1]], spec[2])

    def _inset(self, spec, width):
        return Inset(self.make(spec[1], width - 2), 1, spec[2], 1, spec[2])

    def _framed(self, spec, width):
        child = self.make(spec[1], width - 4)
        return Framed(child, (2, 3, 2, 4), lambda *_: None, spec[2])

    def _marked(self, spec, width):
        marker = ink(self.name(), 6, 4)
        return Marked(marker, self.make(spec[1], width - 5), 5)

    def _repeated(self, spec, width):
        head = ink("head", 7, min(width, 20))
        return Repeated(head, Stack(width, [self.make(s, width) for s in spec[1]]))

    def _spread(self, spec, width):
        self.ordered = self.ordered and len(spec[1]) == 1
        each = width / len(spec[1])
        return Spread(width, [(each * n, self.make(s, each)) for n, s in enumerate(spec[1])])
