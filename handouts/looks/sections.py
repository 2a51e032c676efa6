"""Ruled sections: an accent rule, the heading in the left columns, its text in the right."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from handouts.document.body import Felt, MuscleMap
from handouts.document.nodes import (
    Badges,
    Heading,
    List,
    Node,
    Paragraph,
    Row,
    Run,
    Runs,
    Stages,
    Table,
    text_of,
)
from handouts.document.nodes import Box as BoxNode
from handouts.document.programme_nodes import PainScale
from handouts.looks.bodymap import felt_in
from handouts.looks.desk import Desk
from handouts.looks.numerals import loosened
from handouts.looks.panels import ACROSS, HOLE, across, hole_of, measured
from handouts.looks.rules import (
    CAPS_HEADING,
    bookmark,
    column,
    columns,
    opened,
    over_caps,
    sand,
    under_baseline,
    unit,
    words,
)
from handouts.typeset.boxes import Box, Carry, Framed, Inset, Space, Spread, Stack

_FEW: Final = 4.5  # lines that are nothing without what follows them
_LEFT: Final = 4  # columns of twelve
_LEAST_TEXT: Final = 18.0  # of the body size; on less the heading stands over its text


def box(desk: Desk, node: BoxNode, width: float) -> Box:
    """A box with a heading is a section; one without is a quiet panel, or nothing but its text."""
    look = desk.look
    if isinstance(node.children[0], Heading):
        return section(desk, node, width)
    if node.role == "plain":
        return Stack(width, measured(desk, node.children, width), _gap(desk))
    side, air = unit(look) * 2.4, unit(look) * 2.2
    inner = width - 2 * side
    text = _text(desk, node.children, inner)
    return Framed(text, (side, air, side, air), sand(desk), look.height * HOLE)


def felt(desk: Desk, node: Felt, width: float) -> Box:
    """A quiet panel with the body map."""
    side, air = unit(desk.look) * 2.0, unit(desk.look) * 2.2
    return felt_in(desk, node, width, (side, air, side, air), sand(desk))


def section(desk: Desk, node: BoxNode, width: float) -> Box:
    """The heading beside its text where there is room, over it where there is not."""
    look = desk.look
    heading, rest = node.children[0], node.children[1:]
    assert isinstance(heading, Heading)
    left, right = columns(look, width, _LEFT), columns(look, width, 12 - _LEFT)
    longest = desk.setter.longest_word(heading.runs, look.style("heading"))
    wide = any(isinstance(child, Table | PainScale | MuscleMap) for child in rest)
    if wide or longest > left or right < _LEAST_TEXT * look.body.size:
        head = heading_box(desk, heading, node.chips, width)
        body: Box = Stack(width, [head, _text(desk, rest, width)], unit(look) * 1.9)
        head.keep_next = True
        left = width
    else:
        head = heading_box(desk, heading, node.chips, left)
        rest = tuple(_opened_up(desk, rest))
        told, figures = _parted(rest)
        if figures is not None:
            shown = desk.build(figures, left)
            head = Stack(left, [head, shown], unit(look) * 2.2)
        at = column(look, width, _LEFT)
        body = _wide_stages(desk, node, told, width) or Spread(
            width, [(0.0, head), (at, _text(desk, told, right))]
        )
    frame, carry = opened(desk), _carried(desk, heading, width, left)
    hole = look.height * hole_of(rest)
    return Framed(body, (0, unit(look) * 2.6, 0, 0), frame, hole, None, carry)


def _wide_stages(desk: Desk, node: BoxNode, nodes: Sequence[Node], width: float) -> Box | None:
    """Where a page has room: figures across it, under the heading, and the steps under them.

    All words stand in the right columns, as where the figures are among them.
    """
    look, heading = desk.look, node.children[0]
    place = next((n for n, child in enumerate(nodes) if isinstance(child, Stages)), None)
    if look.stage < ACROSS or place is None or place + 1 >= len(nodes):
        return None
    assert isinstance(heading, Heading)
    at, right = column(look, width, _LEFT), columns(look, width, 12 - _LEFT)
    head = heading_box(desk, heading, node.chips, columns(look, width, _LEFT))
    top = Spread(width, [(0.0, head), (at, _text(desk, nodes[:place], right))])
    under = Spread(width, [(at, _text(desk, nodes[place + 1 :], right))])
    return Stack(width, [top, desk.build(nodes[place], width), under], unit(look) * 1.6)


def _opened_up(desk: Desk, nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, the figures of a row before its words where they have room across the page."""
    for node in nodes:
        first = across(desk, node) if isinstance(node, Row) else None
        yield from first or [node]


def _parted(nodes: Sequence[Node]) -> tuple[list[Node], Stages | None]:
    """The nodes without the figures that stand beside them in a row, and those figures."""
    out: list[Node] = []
    figures: Stages | None = None
    for node in nodes:
        beside = node.children[-1] if isinstance(node, Row) else None
        if isinstance(node, Row) and isinstance(beside, Stages) and figures is None:
            figures = beside
            out += node.children[:-1]
        else:
            out.append(node)
    return out, figures


def _carried(desk: Desk, node: Heading, width: float, left: float) -> Carry | None:
    """Says the heading again beside or over what goes on over the page."""
    runs = desk.again(node.runs)
    if not runs:
        return None
    again = structs.replace(node, runs=runs, aside=(), mark=False)

    def carry(tail: Box) -> Box:
        with desk.furnished():
            head = heading_box(desk, again, None, left)
        if left < width:
            return Spread(width, [(0.0, head), (0.0, tail)])
        head.keep_next = True
        return Stack(width, [head, tail], unit(desk.look) * 1.9)

    return carry


def heading_box(desk: Desk, node: Heading, chips: Badges | None, width: float) -> Box:
    """A heading in ink, what is set beside it in other families, and a dose, in lines under it."""
    look = desk.look
    one = unit(look)
    parts: list[Box] = [bookmark(node), _name(desk, node.runs, width)]
    if node.aside:
        soft = look.style("body", look.palette.muted)
        parts += [Space(width, one * 1.5), words(desk, node.aside, soft, width)]
    for n, item in enumerate(chips.items if chips else ()):
        text = loosened(f"{item.value} {item.unit}".strip())
        runs = (Run(text, span=item.span),)
        line = words(desk, runs, look.style("body", bold=True), width, item)
        parts += [Space(width, one * (1.7 if n else 2.0)), line]
    return Stack(width, parts)


def _name(desk: Desk, runs: Runs, width: float) -> Box:
    """A heading; one of several lines breaks after its colon before it breaks elsewhere."""
    style = desk.look.style("heading")
    lead, colon, rest = text_of(runs).partition(": ")
    if not rest or desk.setter.natural(runs, style) <= width:
        return words(desk, runs, style, width)
    gap = style.leading - CAPS_HEADING * style.size
    first, last = (Run(lead + colon.rstrip(), span=runs[0].span),), (Run(rest, span=runs[0].span),)
    lines = [words(desk, each, style, width, runs) for each in (first, last)]
    return Stack(width, lines, gap)


def heading(desk: Desk, node: Heading, width: float) -> Box:
    """A heading by itself, without an icon; kept with what follows."""
    made = heading_box(desk, node, None, width)
    style = desk.look.style("heading")
    framed = Inset(made, top=over_caps(style), bottom=under_baseline(style))
    framed.keep_next = True
    return framed


def _text(desk: Desk, nodes: Sequence[Node], width: float) -> Box:
    """The nodes one under another; where they begin or end with text, from cap line to baseline."""
    nodes = _unfolded(desk, nodes, width)
    style, made = desk.look.style("body"), measured(desk, nodes, width)
    if len(made) > 1 and made[0].height < _FEW * style.leading:
        made[0].keep_next = True  # no heading with a few words at a page's foot
    text = Stack(width, made, _gap(desk))
    if not nodes:
        return text
    top = over_caps(style) if _is_text(nodes[0], 0) else 0.0
    bottom = under_baseline(style) if _is_text(nodes[-1], -1) else 0.0
    return Inset(text, top=-top, bottom=-bottom)


def _is_text(node: Node, end: int) -> bool:
    """Whether a node begins (`end` 0) or ends (-1) with a line of text and nothing round it."""
    if isinstance(node, BoxNode) and node.role == "plain":
        return _is_text(node.children[end], end)
    return isinstance(node, Paragraph | List)


def _unfolded(desk: Desk, nodes: Sequence[Node], width: float) -> list[Node]:
    """The nodes, where a row would have narrow columns with its boxes one under another."""
    out: list[Node] = []
    for node in nodes:
        narrow = isinstance(node, Row) and width / len(node.children) < (
            _LEAST_TEXT * desk.look.body.size
        )
        out += node.children if isinstance(node, Row) and narrow else [node]
    return out


def _gap(desk: Desk) -> float:
    return unit(desk.look) * 1.0
