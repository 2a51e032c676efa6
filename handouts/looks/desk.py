"""The desk on which one handout is set: its look, its setter, its pictures.

Components get the desk and a node and return a measured box. The desk numbers the
nodes it sets, so that every line knows which node it belongs to.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct, structs

from handouts.colour.space import Colour
from handouts.diagnostics import Diagnostic, Span
from handouts.document.nodes import Run, Runs, text_of
from handouts.figures.portrait import Portrait
from handouts.images.pixels import Image
from handouts.looks.icons import draw_icon
from handouts.looks.look import Look
from handouts.looks.standing import FIRST, Kept, Shared, Standing
from handouts.typeset.boxes import Box, Draw, Framed, Ink, Sheet
from handouts.typeset.lines import Setter
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import CircleMark, RectMark
from handouts.typeset.sheet import held
from handouts.typeset.textbox import TextBox

DECORATION: Final = "decoration"  # what no reader is told of
_NONE: Mapping[str, Portrait] = {}
Component = Callable[["Desk", Any, float], Box]


class Parts(Struct, frozen=True):
    """What a paragraph belongs to that is made of several: each with the runs it has in it."""

    parts: tuple[tuple[Any, Runs], ...]


class Desk:
    """What components share while one handout is set."""

    def __init__(
        self,
        look: Look,
        setter: Setter,
        components: Mapping[type, Component],
        images: Mapping[str, Image],
        told: list[Any] | None = None,
        portraits: Mapping[str, Portrait] = _NONE,
        standing: Standing | None = None,
    ) -> None:
        self.look = look
        self.setter = setter
        self.images = images
        self.portraits = portraits
        self.problems: list[Diagnostic] = []
        self.bullet = look.palette.text
        self.continued = ""  # how a heading says that it goes on, {title} still open
        self.numbered = False  # whether anything built since this was cleared holds such a number
        self._digits = 2
        self._components = components
        # What each line set belongs to, by the number it bears; desks of one document share it.
        self.told: list[Any] = [] if told is None else told
        self._before = 0  # the first number is the one after this
        self.standing = standing
        self.stood: list[Kept] = []  # what other documents have too
        self.furnishing = False  # while what repeats on every page is set

    @property
    def digits(self) -> int:
        """Of the widest page number that is yet to be known."""
        self.numbered = True
        return self._digits

    @digits.setter
    def digits(self, digits: int) -> None:
        self._digits = digits

    def build(self, node: Any, width: float) -> Box:
        """The measured box of a node at a width, by its type's component."""

        def again() -> Box:
            return self._components[type(node)](self, node, width)

        if self.standing is None or id(node) not in self.standing.read:
            return again()
        kept = self.standing.box(node, width, self.look, lambda: self._kept(again))
        self.stood.append(kept)
        return Shared(kept, again)

    def _kept(self, build: Callable[[], Box]) -> Kept:
        """A box for all documents, whose marks bear numbers that none of them gives out.

        Nothing in it may hold on to this desk, which knows what one client is told: so no
        heading is said again by it (`continued`), and what it draws tells nothing.
        """
        assert self.standing is not None
        told, problems = self.standing.told, len(self.problems)
        first = FIRST + len(told) + 1
        before = self.told, self._before, self.continued
        self.told, self._before, self.continued = told, FIRST, ""
        box = build()
        self.told, self._before, self.continued = before
        new = tuple(enumerate(told[first - FIRST - 1 :], first))
        return Kept(box, self.look, new, len(self.problems) == problems, {})

    def tell(self, of: Any) -> int:
        """The number that marks bear which belong to `of`: see `tagging`."""
        self.told.append(DECORATION if self.furnishing else of)
        return self._before + len(self.told)

    @contextlib.contextmanager
    def furnished(self) -> Iterator[None]:
        """While what is set repeats what stands elsewhere."""
        before, self.furnishing = self.furnishing, True
        yield
        self.furnishing = before

    def text(self, runs: Runs, style: TextStyle, width: float, of: Any = None) -> TextBox:
        """A paragraph of runs. Characters that no face has are noted as problems.

        The runs are the Document's own, or `of` says what they belong to.
        """
        number = self.tell(runs if of is None else of)
        for run in runs:
            if run.ref:
                runs = tuple(self._reserved(run) if run.ref else run for run in runs)
                break
        lines = self.setter.lines(runs, style, width)
        for line in lines:
            for piece in line.pieces:
                if not piece.face:
                    self._missing(piece.text, runs)
        return TextBox(lines, style, width, number)

    def _reserved(self, run: Run) -> Run:
        """Room for a page number before it is known; text faces have digits of one width."""
        text, href = held(run.ref, run.forms, self.digits)
        return structs.replace(run, text=text, href=href)

    def again(self, heading: Runs) -> Runs:
        """What a heading says where its text goes on over the page, nothing where it is not said.

        One that leads into a list is said again as it is.
        """
        words = text_of(heading)
        if words and self.continued and not words.rstrip().endswith((":", "…")):
            return (Run(self.continued.replace("{title}", words)),)
        return heading if self.continued else ()

    def _missing(self, text: str, runs: Runs) -> None:
        char = text[0]
        span: Span | None = next((r.span for r in runs if char in r.text and r.span), None)
        message = f"no font here has the character '{char}' (U+{ord(char):04X})"
        hint = "write it another way; scripts that join or run right to left are not supported yet"
        if text_of(runs) and Diagnostic("error", "glyph", message, span, hint) not in self.problems:
            self.problems.append(Diagnostic("error", "glyph", message, span, hint))

    def icon(
        self, name: str, size: float, colour: Colour, ground: Colour, weight: float = 2.1
    ) -> Ink:
        """An icon as a box of its own."""

        def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
            draw_icon(sheet, name, x, y, size, colour, ground, weight)

        return Ink(size, size, draw)


def panel(
    sheet: Sheet, box: tuple[float, float, float, float], radius: float, **paint: Any
) -> None:
    """A rounded rectangle; `box` is x, y, width, height and `paint` what RectMark takes."""
    x, y, w, h = box
    sheet.add(RectMark(x, y, w, h, min(radius, w / 2, h / 2), **paint))


def whole(desk: "Desk", row: Box, decorate: Draw | None = None) -> Framed:
    """A row of a table: never split, unless it is higher than a page."""
    return Framed(row, (0, 0, 0, 0), decorate or _nothing, desk.look.height)


def _nothing(_sheet: Sheet, _x: float, _y: float, _w: float, _h: float) -> None:
    return


def number_badge(desk: Desk, number: int, radius: float, of: Any, ring: bool = False) -> Ink:
    """A step's number in a disc, or in a ring where numbers stand inside numbers."""
    palette = desk.look.palette
    size = radius * (1.2 if number < 10 else 1.0)
    colour = palette.text if ring else palette.paper
    style = desk.look.style("value", colour, size=size, leading=size)
    label = desk.text(_run(str(number)), style, radius * 2, of)

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        if ring:
            sheet.add(
                CircleMark(x + radius, y + radius, radius - 0.6, palette.paper, palette.text, 1.1)
            )
        else:
            sheet.add(CircleMark(x + radius, y + radius, radius, palette.text))
        wide = label.lines[0].width
        label.place(sheet, x + radius - wide / 2, y + radius - size / 2 + size * 0.03)

    return Ink(2 * radius, 2 * radius, draw)


def _run(text: str) -> Runs:
    return (Run(text),)
