"""The body map on the page: the drawing itself, and the panel of where a stretch is felt."""

import functools
from collections.abc import Mapping
from typing import Final

from msgspec import structs

from handouts.colour.drawn import body_colours
from handouts.colour.roles import Palette
from handouts.colour.space import Colour, to_hex
from handouts.document.body import BodyMap, Felt
from handouts.document.nodes import Heading
from handouts.figures.bodymap import HIGH, VIEWS, WIDE, Rank, View, body_map
from handouts.figures.display import Display
from handouts.looks.desk import Desk, panel
from handouts.looks.text import heading_in
from handouts.typeset.boxes import (
    Box,
    Draw,
    Framed,
    Ink,
    Inset,
    Sheet,
    Space,
    Spread,
    Stack,
)
from handouts.typeset.pages import FormMark, Shape

FELT_HIGH: Final = 6.4  # of the body size: the map of a card
BETWEEN: Final = 0.8  # of the body size, between two views
_LEAST_WORDS: Final = 5.0  # of the body size: words beside a card's map


def drawing(desk: Desk, node: BodyMap, height: float, low: float = HIGH) -> Ink:
    """Its views side by side, `height` points high: one figure.

    They are shown from the crown to `low` units below it.
    """
    between = desk.look.body.size * BETWEEN
    each = height * WIDE / low
    views, palette, number = views_of(node), desk.look.palette, desk.tell(node)

    def draw(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        # Only now: fitting a card measures it many times and draws it once.
        marks = tuple(sorted({mark.place: mark.rank for mark in node.marks}.items()))
        tint = "".join(map(to_hex, body_colours(palette).values()))
        for n, view in enumerate(views):
            parts = _drawn(view, marks, height * HIGH / low, palette)
            key = f"{view} {height:.2f} {low:.0f} {[*marks]} {tint}"
            left = x + n * (each + between)
            sheet.add(FormMark(left, y, each, WIDE, low, key, parts, number))

    return Ink(len(views) * (each + between) - between, height, draw)


@functools.lru_cache(maxsize=64)
def _drawn(
    view: View, marks: tuple[tuple[str, Rank], ...], height: float, palette: Palette
) -> tuple[Shape, ...]:
    """The map in the page's colours. It is remembered: a booklet shows some maps twice."""
    return tinted(body_map(view, dict(marks), height), body_colours(palette))


def views_of(node: BodyMap) -> tuple[View, ...]:
    return tuple(view for view in VIEWS if view in node.views)


def tinted(display: Display, colours: Mapping[str, Colour]) -> tuple[Shape, ...]:
    """A display list in the page's colours."""
    return tuple(
        Shape(p.commands, colours.get(p.fill), colours.get(p.stroke), p.width, p.dash, p.mirrored)
        for p in display.paths
    )


def alone(desk: Desk, node: BodyMap, width: float) -> Box:
    """The map by itself, as high as where a stretch is felt."""
    made = drawing(desk, node, desk.look.body.size * FELT_HIGH)
    return Inset(made, left=max(0.0, (width - made.width) / 2))


def felt(desk: Desk, node: Felt, width: float) -> Box:
    """A tinted panel: the map with the words beside it, or under it where it is narrow."""
    look, palette = desk.look, desk.look.palette

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        box = (x, y, w, h)
        panel(sheet, box, look.radius, fill=palette.tint, stroke=palette.rule, line=look.line)

    pad = look.pad
    return felt_in(desk, node, width, (pad, pad * 0.6, pad, pad * 0.75), frame)


def felt_in(
    desk: Desk, node: Felt, width: float, pads: tuple[float, float, float, float], frame: Draw
) -> Framed:
    """Heading, map and words in a frame; where it is stretched to a neighbour, the map grows."""
    left, top, right, bottom = pads
    inner = width - left - right
    least = felt_body(desk, node, inner)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        frame(sheet, x, y, w, h)
        room = h - top - bottom
        body = least if room <= least.height + 0.5 else felt_body(desk, node, inner, room)
        body.place(sheet, x + left, y + top)

    return Framed(Space(inner, least.height), pads, draw)


def felt_body(desk: Desk, node: Felt, width: float, height: float = 0.0) -> Box:
    """Heading, map and words, without a frame. With a `height` to fill the map grows to it."""
    look = desk.look
    size, style = look.body.size, look.style("body")
    head = heading_in(desk, _fitting(desk, node.heading, width), width)
    gap, space = look.pad * 0.8, look.pad * 0.4
    picture = drawing(desk, node.map, size * FELT_HIGH)
    ratio = picture.width / picture.height
    least = max(desk.setter.longest_word(node.words.runs, style), size * _LEAST_WORDS)
    if width - picture.width - gap >= least:
        most = (width - gap - least) / ratio
        picture = _grown(desk, node.map, picture, min(most, height - head.height - space))
        words = desk.text(node.words.runs, style, width - picture.width - gap)
        body: Box = Spread(width, [(0.0, picture), (picture.width + gap, words)], "middle")
        slack = max(0.0, height - head.height - body.height - space)
        return Stack(width, [head, Inset(body, top=slack / 2)], space)
    words = desk.text(node.words.runs, structs.replace(style, align="center"), width)
    most = min(width / ratio, height - head.height - words.height - 2 * space)
    picture = _grown(desk, node.map, picture, most)
    slack = max(0.0, height - head.height - picture.height - words.height - 2 * space)
    middle = Inset(picture, left=(width - picture.width) / 2, top=slack / 2)
    return Stack(width, [head, middle, words], space)


def _grown(desk: Desk, node: BodyMap, picture: Ink, height: float) -> Ink:
    """The drawing at a height, where that is more than it has."""
    return drawing(desk, node, height) if height > picture.height else picture


def _fitting(desk: Desk, heading: Heading, width: float) -> Heading:
    """Without its icon, where that keeps the heading to one line: the map is picture enough."""
    style = desk.look.style("heading")
    natural = sum(line.width for line in desk.setter.lines(heading.runs, style, 1e6))
    return heading if natural + style.size * 1.7 <= width else structs.replace(heading, icon="")
