"""Exercises of a programme: a figure on its stage or a number, and what to do beside it."""

from typing import Final

from msgspec import structs

from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import Badges, Exercise, Heading, Picture
from handouts.figures.portrait import STEPS
from handouts.looks.desk import Desk, number_badge, panel
from handouts.looks.figure import portrait_of, scale_of
from handouts.looks.panels import as_ink, measured
from handouts.looks.stages import paint_stage, stage_of, stood
from handouts.looks.text import heading_in
from handouts.typeset.boxes import (
    EPSILON,
    Box,
    Carry,
    Draw,
    Framed,
    Holder,
    Ink,
    Inset,
    Layered,
    Marked,
    Sheet,
    Split,
    Stack,
)
from handouts.typeset.pages import RectMark

WHOLE: Final = 0.45  # of the page: so much stays empty sooner than that an exercise is split
_SHARE: Final = 0.32  # of the width: the stage
_LEAST_WORDS: Final = 16.5  # of the body size; with less beside it the stage stands above
_STATURE: Final = 1.0  # of the stage's width: a person, so that figures are of like scales
_LEAST_STAGE: Final = 0.115  # of the page
_ABOVE: Final = 0.16  # of the page: a stage over its words
_LEAST_FIGURE: Final = 62.0  # points in a person's height: smaller ones show nothing


def exercise(desk: Desk, node: Exercise, width: float) -> Box:
    """An item of a programme: its number and figure on a cream stage, what to do beside it."""
    shown = node.picture
    if shown is None or shown.sketch is None:
        return _numbered(desk, node, width)
    stage = width * _SHARE
    if width - stage - 2 * desk.look.pad >= _LEAST_WORDS * desk.look.body.size:
        return _beside(desk, node, shown, (width, stage))
    return _under(desk, node, shown, width)


def _words(desk: Desk, node: Exercise, width: float) -> Stack:
    parts = measured(desk, node.box.children, width)
    for n, child in enumerate(node.box.children):
        if isinstance(child, Badges):  # the dose is whole, and heads the steps
            parts[n] = as_ink(parts[n])
            parts[n].keep_next = True
    if len(parts) > 2:
        parts[-2].keep_next = True  # a last line by itself says little on another page
    return Stack(width, parts, desk.look.pad * 0.4)


def again(node: Exercise, desk: Desk) -> Heading | None:
    """The name of an exercise as it is said over what goes on over the page."""
    heading = next((n for n in node.box.children if isinstance(n, Heading)), None)
    runs = desk.again(heading.runs) if heading is not None else ()
    return structs.replace(heading, runs=runs, aside=(), mark=False) if heading and runs else None


def _named_again(desk: Desk, node: Exercise, left: float) -> Carry:
    """Says the name over what goes on, in a text that stands `left` points from its box's edge."""
    head, pad = again(node, desk), desk.look.pad

    def carry(tail: Box) -> Box:
        if head is None:
            return tail
        with desk.furnished():
            name = heading_in(desk, head, tail.width - left - pad)
        return Stack(tail.width, [Inset(name, left=left, top=pad * 0.7, right=pad), tail])

    return carry


def _badge(desk: Desk, node: Exercise) -> Ink:
    return number_badge(desk, node.number, desk.look.badge, (LABEL, spoken(node.box)))


def _framed(
    desk: Desk,
    content: Box,
    pads: tuple[float, float, float, float],
    carry: Carry | None = None,
) -> Framed:
    look, palette = desk.look, desk.look.palette

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(content, pads, ground, look.height * WHOLE, over, carry)


class _Staged(Holder):
    """Words beside their stage, which is as high as they; what goes on has a bare one."""

    __slots__ = ("bare", "carry", "indent", "least", "stage")

    def __init__(
        self, stage: Draw, bare: Draw, child: Box, indent: float, least: float, carry: Carry
    ) -> None:
        super().__init__(child.width + indent, max(child.height, least))
        self.stage, self.bare, self.child = stage, bare, child
        self.indent, self.least, self.carry = indent, least, carry

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        self.stage(sheet, x, y, self.indent, self.height)
        self.child.place(sheet, x + self.indent, y)

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        head, tail = self.child.split(room) if self.least <= room else (None, None)
        if head is None or tail is None:
            return None, self
        above = _Staged(self.stage, self.bare, head, self.indent, self.least, self.carry)
        below = self.carry(tail)
        return above, _Staged(self.bare, self.bare, below, self.indent, 0.0, self.carry)


def _beside(desk: Desk, node: Exercise, shown: Picture, sizes: tuple[float, float]) -> Box:
    """The stage at the left; `sizes` are the width and the stage's."""
    look = desk.look
    width, stage = sizes
    pad, radius = look.pad, look.badge
    body = _words(desk, node, width - stage - 2 * pad)
    words = Inset(body, left=pad, top=pad * 0.7, right=pad, bottom=pad * 0.8)
    high = max(words.height, look.height * _LEAST_STAGE)
    corner = pad * 0.45 + 2 * radius  # of the number, from the stage's
    scale, least = _fit(desk, shown, stage, high, corner)
    badge = _badge(desk, node)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        paint_stage(desk, sheet, shown, (x, y, w, h), scale, "tl bl")
        _place_badge(desk, sheet, badge, x + pad * 0.45, y + pad * 0.45)

    def bare(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(RectMark(x, y, w, h, look.radius, look.palette.stage, corners="tl bl"))

    carry = _named_again(desk, node, pad)
    return _framed(desk, _Staged(draw, bare, words, stage, least, carry), (0, 0, 0, 0))


def _fit(
    desk: Desk, shown: Picture, width: float, high: float, corner: float
) -> tuple[float, float]:
    """The scale of a figure on a stage, clear of the number in its corner; the least height."""
    air, drawn = desk.look.pad * 0.5, portrait_of(desk, shown).drawn
    most = width * _STATURE / STEPS

    def at(over: float) -> float:
        room = (high - over) / stood(1.0) if not drawn.above else high - 2 * over
        return min(most, scale_of(desk, [shown], width - 2 * air, room))

    scale = at(air)
    if (width - drawn.width * scale) / 2 < corner + air:  # it reaches under the number
        scale, air = at(corner), corner
    needed = drawn.height * scale
    return scale, needed + 2 * air if drawn.above else stood(needed) + air


def _place_badge(desk: Desk, sheet: Sheet, badge: Box, x: float, y: float) -> None:
    """The number with a halo of the paper round it."""
    size = badge.width + 3.2
    panel(sheet, (x - 1.6, y - 1.6, size, size), size / 2, fill=desk.look.palette.paper)
    badge.place(sheet, x, y)


def _under(desk: Desk, node: Exercise, shown: Picture, width: float) -> Box:
    """The stage across narrow paper, the number on its lower edge, the words under it."""
    look = desk.look
    pad, radius = look.pad, look.badge
    high = look.height * _ABOVE
    scale = scale_of(desk, [shown], width - pad, high / stood(1.0) - pad * 0.3)
    if scale * STEPS < _LEAST_FIGURE:
        return _numbered(desk, node, width)
    drawn = portrait_of(desk, shown).drawn
    stage = stage_of(desk, shown, width, min(high, stood(drawn.height * scale) + pad * 0.3), scale)
    stage.keep_next = True
    indent = pad * 1.3 + 2 * radius
    words = _words(desk, node, width - indent - pad)
    badge = _badge(desk, node)

    def mark(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        _place_badge(desk, sheet, badge, x + pad * 0.65, y - radius * 1.1)

    text = Marked(Ink(radius, radius, mark), words, indent)
    body = Inset(text, top=pad * 0.5, right=pad, bottom=pad * 0.8)
    carry = _named_again(desk, node, indent)
    return _framed(desk, Stack(width, [stage, body]), (0, 0, 0, 0), carry)


def _numbered(desk: Desk, node: Exercise, width: float) -> Box:
    """Without a figure: the number on its stage."""
    look = desk.look
    pad, radius = look.pad, look.badge
    stage = 2 * radius + pad * 1.3
    lift = look.heading.leading / 2 - radius  # the number stands on the heading's line
    marker = Layered(2 * radius, 2 * radius, [(pad * 0.65, lift, _badge(desk, node))])
    words = _words(desk, node, width - stage - 2 * pad)
    text = Marked(as_ink(marker), words, stage + pad)
    carry = _named_again(desk, node, stage + pad)
    made = _framed(desk, text, (0, pad * 0.7, pad, pad * 0.8), carry)
    ground = made.decorate

    def decorate(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        ground(sheet, x, y, w, h)
        sheet.add(RectMark(x, y, stage, h, look.radius, look.palette.stage, corners="tl bl"))

    made.decorate = decorate
    return made
