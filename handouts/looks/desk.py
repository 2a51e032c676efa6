"""The desk on which one handout is set: its look, its setter, its pictures.

Components get the desk and a node and return a measured box. The desk numbers the
nodes it sets, so that every line knows which node it belongs to.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import structs

from handouts.colour.space import Colour
from handouts.diagnostics import Diagnostic, Span
from handouts.document.nodes import Run, Runs, text_of
from handouts.figures.portrait import Portrait
from handouts.images.pixels import Image
from handouts.looks.icons import draw_icon
from handouts.looks.look import Look
from handouts.typeset.boxes import Box, Draw, Framed, Ink, Sheet
from handouts.typeset.lines import Setter
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import CircleMark, RectMark
from handouts.typeset.sheet import PAGE
from handouts.typeset.textbox import TextBox

_NONE: Mapping[str, Portrait] = {}
Component = Callable[["Desk", Any, float], Box]


class Desk:
    """What components share while one handout is set."""

    def __init__(
        self,
        look: Look,
        setter: Setter,
        components: Mapping[type, Component],
        images: Mapping[str, Image],
        portraits: Mapping[str, Portrait] = _NONE,
    ) -> None:
        self.look = look
        self.setter = setter
        self.images = images
        self.portraits = portraits
        self.problems: list[Diagnostic] = []
        self.bullet = look.palette.text
        self.numbered = False  # whether anything built since this was cleared holds such a number
        self._digits = 2
        self._components = components
        self._nodes = 0

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
        self._nodes += 1
        return self._components[type(node)](self, node, width)

    def text(self, runs: Runs, style: TextStyle, width: float) -> TextBox:
        """A paragraph of runs. Characters that no face has are noted as problems."""
        self._nodes += 1
        if any(run.ref for run in runs):
            runs = tuple(self._reserved(run) if run.ref else run for run in runs)
        lines = self.setter.lines(runs, style, width)
        for line in lines:
            for piece in line.pieces:
                if not piece.face:
                    self._missing(piece.text, runs)
        return TextBox(lines, style, width, self._nodes)

    def _reserved(self, run: Run) -> Run:
        """Room for a page number before it is known; text faces have digits of one width."""
        return structs.replace(run, text="0" * self.digits, href=PAGE + run.ref)

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


def number_badge(desk: Desk, number: int, radius: float, ring: bool = False) -> Ink:
    """A step's number in a disc, or in a ring where numbers stand inside numbers."""
    palette = desk.look.palette
    size = radius * (1.2 if number < 10 else 1.0)
    colour = palette.text if ring else palette.paper
    style = desk.look.style("value", colour, size=size, leading=size)
    label = desk.text(_run(str(number)), style, radius * 2)

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
