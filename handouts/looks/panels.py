"""Boxes: panels, method boxes, and boxes side by side."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.colour.space import Colour
from handouts.document.body import Felt, MuscleMap
from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Heading, Node, Paragraph, Row, Stages
from handouts.looks.desk import Desk, panel
from handouts.looks.text import heading_in
from handouts.looks.title import chip_rows, chips
from handouts.typeset.boxes import (
    Box,
    Carry,
    Draw,
    Framed,
    Ink,
    Inset,
    Marked,
    Sheet,
    Space,
    Spread,
    Stack,
)
from handouts.typeset.pages import RectMark

_CHIPS_BESIDE: Final = 41.0  # of the body size; on less all doses stand under their bars
_LEAST_BESIDE: Final = 11.0  # of the body size; narrower boxes stand one under another
_AFTER_HEADING: Final = 2.6  # of its size: its icon, and the gap before words on its line
WHOLE: Final = 0.85  # the same for a box that had better not be split at all
ACROSS: Final = 1.5  # times the usual height of stages: where there is so much more room
HOLE: Final = 0.3  # a box is split only where moving it would leave this share of a page empty


def box(desk: Desk, node: BoxNode, width: float) -> Box:
    """A box by its role."""
    if node.role == "method":
        return method(desk, node, width)
    look, palette = desk.look, desk.look.palette
    if node.role == "plain":
        return Stack(width, measured(desk, node.children, width), _gap(desk))
    fill, stroke = {
        "panel": (palette.tint, palette.rule),
        "card": (palette.paper, palette.rule),
        "tip": (palette.tip_ground, palette.stagerule),
        "note": (palette.tip_ground, palette.stagerule),
    }[node.role]
    pad = look.pad
    top, bottom = (pad * 0.6, pad * 0.75)
    if not isinstance(node.children[0], Heading):
        top = bottom = pad * (0.3 if node.role == "note" else 0.65)
    line = _on_one_line(desk, node, width - 2 * pad)
    body = line or _with_icon(desk, node, width - 2 * pad, fill)
    frame = _frame(desk, fill, stroke, look.line)
    carry = carried(desk, node.children[0], width - 2 * pad)
    hole = look.height * hole_of(node.children)
    return Framed(body, (pad, top, pad, bottom), frame, hole, None, carry)


def _on_one_line(desk: Desk, node: BoxNode, width: float) -> Box | None:
    """A heading and a few words after it on one line, where a panel holds no more than those."""
    if node.role != "panel" or len(node.children) != 2:
        return None
    heading, words = node.children
    if not isinstance(heading, Heading) or heading.aside or not isinstance(words, Paragraph):
        return None
    at = _natural(desk, heading) + desk.look.heading.size * _AFTER_HEADING
    wide = desk.setter.natural(words.runs, desk.look.style("body")) + 0.5
    if at + wide > width:
        return None
    head = desk.build(heading, at)
    return Spread(width, [(0.0, head), (at, desk.build(words, width - at))], "middle")


def hole_of(nodes: Sequence[Node]) -> float:
    """How much of a page may stay empty so that a box is not split.

    A figure must not stand on another page than its step, nor a map than its muscles.
    """
    return WHOLE if any(isinstance(node, Stages | MuscleMap) for node in nodes) else HOLE


def carried(
    desk: Desk, node: Node, width: float, colours: tuple[Colour, Colour] | None = None
) -> Carry | None:
    """Says a box's heading again over what goes on over the page."""
    if not isinstance(node, Heading) or not (runs := desk.again(node.runs)):
        return None
    again = structs.replace(node, runs=runs, mark=False)

    def carry(tail: Box) -> Box:
        with desk.furnished():
            head = heading_in(desk, again, width, *(colours or ()))
        return Stack(width, [head, tail], _gap(desk))

    return carry


def _with_icon(desk: Desk, node: BoxNode, width: float, ground: Colour) -> Box:
    """A box's content; a small box without a heading carries its icon before its first line."""
    if not node.icon:
        return Stack(width, measured(desk, node.children, width), _gap(desk))
    palette, body = desk.look.palette, desk.look.body
    size = body.size * 1.25
    indent = size + body.size * 0.5
    colour = palette.tip if node.role in ("tip", "note") else palette.text
    marker = Inset(desk.icon(node.icon, size, colour, ground), top=(body.leading - size) / 2)
    text = Stack(width - indent, measured(desk, node.children, width - indent), _gap(desk))
    return Marked(as_ink(marker), text, indent)


def _gap(desk: Desk) -> float:
    return desk.look.pad * 0.22


def measured(desk: Desk, nodes: Sequence[Node], width: float) -> list[Box]:
    """The nodes measured at a width; a label stays with what it names."""
    boxes = [desk.build(node, width) for node in nodes]
    for node, box in zip(nodes, boxes[:-1], strict=False):
        if isinstance(node, Paragraph) and node.role in ("label", "muted"):
            box.keep_next = True
    return boxes


def _frame(desk: Desk, fill: Colour | None, stroke: Colour | None, line: float) -> Draw:
    radius = desk.look.radius

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), radius, fill=fill, stroke=stroke, line=line)

    return draw


def method(desk: Desk, node: BoxNode, width: float) -> Box:
    """A way of doing the stretch: its name in a bar with the dose, then its steps."""
    look, palette = desk.look, desk.look.palette
    pad, inner = look.pad, width - 2 * look.pad
    bar, left_over = _bar(desk, node, width)
    parts: list[Box] = [bar, Space(inner, pad * 0.6, keep_next=True)]
    if left_over is not None:
        parts += [Inset(left_over, left=pad), Space(inner, pad * 0.6, keep_next=True)]
    for index, child in enumerate(node.children[1:]):
        if index:
            parts.append(Space(inner, pad * 0.45))
        made = desk.build(child, inner)
        parts.append(Inset(made, left=pad, right=pad))
    for part in parts[: 5 if left_over else 3]:
        part.keep_next = True
    body = Stack(width, parts)
    radius, line = look.radius, look.line

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(RectMark(x, y, w, h, radius, None, palette.rule, line))

    ground = _frame(desk, palette.paper, None, 0)
    hole = hole_of(node.children)
    carry = _barred(desk, node, width)
    return Framed(body, (0, 0, 0, pad * 0.8), ground, look.height * hole, over, carry)


def _barred(desk: Desk, node: BoxNode, width: float) -> Carry | None:
    """Says a method's name again, in a bar, over the steps that go on over the page."""
    heading = node.children[0]
    assert isinstance(heading, Heading)
    runs = desk.again(heading.runs)
    if not runs:
        return None
    again = structs.replace(heading, runs=runs, mark=False)

    def carry(tail: Box) -> Box:
        with desk.furnished():
            bar, _ = _bar(desk, structs.replace(node, children=(again,), chips=None), width)
        return Stack(width, [bar, Space(width, desk.look.pad * 0.6, keep_next=True), tail])

    return carry


def _bar(desk: Desk, node: BoxNode, width: float) -> tuple[Box, Box | None]:
    """The title bar, and the chips that found no room in it."""
    look, palette = desk.look, desk.look.palette
    pad, inner = look.pad, width - 2 * look.pad
    heading = node.children[0]
    assert isinstance(heading, Heading)
    rows = chip_rows(desk, node.chips, inner) if node.chips else []
    chips_wide = 0.0
    if len(rows) == 1 and isinstance(rows[0], Spread):
        chips_wide = max(x + b.width for x, b in rows[0].children)
    natural = _natural(desk, heading)
    wide = inner >= _CHIPS_BESIDE * look.body.size
    beside = wide and len(rows) == 1 and natural + pad + chips_wide <= inner
    words = heading_in(desk, heading, inner - (chips_wide + pad if beside else 0))
    parts: list[tuple[float, Box]] = [(pad, words)]
    if beside:
        parts.append((pad + inner - chips_wide, rows[0]))
    row = Spread(width, parts, "middle")
    height = row.height + pad * 1.0
    row.height = height

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(RectMark(x, y, w, h, look.radius, palette.tint2, corners="tl tr"))
        row.place(sheet, x, y)

    rest = chips(desk, node.chips, inner) if node.chips and not beside else None
    return Ink(width, height, draw, keep_next=True), rest


def _natural(desk: Desk, heading: Heading) -> float:
    look = desk.look
    name = desk.setter.natural(heading.runs, look.style("heading"))
    if not heading.aside:
        return name
    aside = desk.setter.natural(heading.aside, look.style("body", italic=True))
    return name + aside + look.heading.size * 0.6


def as_ink(made: Box) -> Ink:
    """A box as ink, for use as a marker."""
    return Ink(made.width, made.height, lambda sheet, x, y, _w, _h: made.place(sheet, x, y))


def row(desk: Desk, node: Row, width: float) -> Box:
    """Boxes side by side, all as high as the highest; on narrow paper one under another."""
    look = desk.look
    if (first := across(desk, node)) is not None:
        return Stack(width, measured(desk, first, width), look.pad * 0.45)
    count = len(node.children)
    total = sum(node.widths)
    room = width - look.gap * (count - 1)
    widths = [room * share / total for share in node.widths]
    if min(widths) < look.body.size * _LEAST_BESIDE:
        return Stack(width, measured(desk, node.children, width), look.gap)
    made, widths = min(
        (_set_row(desk, node.children, shares) for shares in _divisions(widths, node)),
        key=lambda found: round(max(box.height for box in found[0])),
    )
    tallest = max(box.height for box in made)
    x, placed = 0.0, []
    for box_, each in zip(made, widths, strict=True):
        if isinstance(box_, Framed):
            box_.height = tallest
        placed.append((x, box_))
        x += each + look.gap
    return Spread(width, placed)


def across(desk: Desk, node: Row) -> list[Node] | None:
    """Where a page has much room: the figures of a row first, to stand across the page."""
    last = node.children[-1]
    if desk.look.stage < ACROSS or not isinstance(last, Stages):
        return None
    return [last, *node.children[:-1]]


def _set_row(
    desk: Desk, nodes: Sequence[Node], widths: list[float]
) -> tuple[list[Box], list[float]]:
    return [desk.build(n, each) for n, each in zip(nodes, widths, strict=True)], widths


def _divisions(widths: list[float], node: Row) -> list[list[float]]:
    """The widths asked for, and for two boxes also halves and the other way round.

    A map is as wide as it is asked to be: it grows with its height, not with its words.
    """
    mapped = any(isinstance(child, Felt) for child in node.children)
    if mapped or len(widths) != 2 or widths[0] == widths[1]:
        return [widths]
    half = sum(widths) / 2
    return [widths, [half, half], widths[::-1]]
