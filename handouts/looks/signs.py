"""Avoid beside instead, and the stop box, in ink alone: shapes and words, no alarm colours."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.document.elements import spoken
from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Heading, List, Node, Pairs, Run, Runs
from handouts.looks.desk import Desk, Parts, whole
from handouts.looks.emblems import octagon, ring
from handouts.looks.panels import HOLE, as_ink
from handouts.looks.rules import (
    bookmark,
    capped,
    column,
    columns,
    hairline,
    opened,
    over_caps,
    under_baseline,
    unit,
    upright,
    words,
)
from handouts.looks.safety import grouped, hole_of, in_columns
from handouts.looks.text import run_on
from handouts.typeset.boxes import (
    Box,
    Carry,
    Draw,
    Framed,
    Ink,
    Inset,
    Marked,
    Repeated,
    Sheet,
    Space,
    Spread,
    Stack,
)
from handouts.typeset.pages import RectMark

_FRAME: Final = 2.7  # of a hairline
_LITTLE: Final = 2.0  # times the octagon's height
_SIGN: Final = 3.0  # the octagon's width, of the body size
_ASK: Final = 1.4  # a question mark's width, of the heading's size
_LEAST_COLUMN: Final = 11.5  # of the body size
_SHARES: Final = (0.5, 0.44, 0.38)


def pairs(desk: Desk, node: Pairs, width: float) -> Box:
    """Mistakes and cures in two open columns: a ring with a cross, a disc with a tick."""
    look = desk.look
    one = unit(look)
    at, wide = column(look, width, 6), columns(look, width, 6)
    style = look.style("heading")
    heads = [words(desk, runs, style, wide) for runs in node.heads]
    head = Inset(Spread(width, [(0.0, heads[0]), (at, heads[1])]), bottom=one * 1.2)
    rows = []
    for row in node.rows:
        cells = [
            (x, cell)
            for x, runs, good in ((0.0, row.avoid.runs, False), (at, row.instead.runs, True))
            if (cell := _signed(desk, runs, good, wide)) is not None
        ]
        air = one * 0.3 + min(look.relax * 0.2, look.body.leading * 0.3)
        rows.append(whole(desk, Inset(Spread(width, cells), top=air, bottom=air)))
    if len(rows) > 2:
        rows[0].keep_next = rows[-2].keep_next = True
    table = Repeated(head, Stack(width, rows))
    under = under_baseline(look.style("body"))
    return Framed(table, (0, one * 2.6, 0, -under), opened(desk), look.height * HOLE)


def _signed(desk: Desk, runs: Runs, good: bool, width: float) -> Box | None:
    look, palette = desk.look, desk.look.palette
    size = look.body.size * 1.05
    indent = look.body.size * 1.5
    text = desk.text(runs, look.style("body"), width - indent)
    if not text.lines:
        return None
    tick = desk.icon("do", size, palette.do, palette.paper, 2.6)
    sign = tick if good else ring(size, palette.avoid)
    return Marked(as_ink(Inset(sign, top=(look.body.leading - size) / 2)), text, indent)


def stop(desk: Desk, node: BoxNode, width: float) -> Box:
    """White in an ink frame, an octagon that says stop, the words beside it."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    size = look.body.size * _SIGN
    side, air = one * 2, one * 2.2
    at = size + one * 2
    inner = width - 2 * side
    groups = grouped(node.children)
    if _asks(node):
        return _asked(desk, node, width)
    text, middle = _columns(desk, groups, inner - at)
    # Beside little text the sign stands at its middle, beside more at its head.
    lift = max(0.0, text.height - size) / 2 if text.height < _LITTLE * size else 0.0
    sign = Inset(octagon(size, palette.stop, palette.stop_ground), top=lift)
    drop = max(0.0, size - text.height) / 2
    body = Spread(inner, [(0.0, sign), (at, Inset(text, top=drop))])

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        _framed(desk)(sheet, x, y, w, h)
        if middle:
            upright(desk, sheet, x + side + at + middle, y + air, y + h - air)

    carry = _carried(desk, node.children[0], inner, at) if len(groups) == 1 else None
    return Sign(body, (side, air, side, air), frame, hole_of(node, look), None, carry)


def _asks(node: BoxNode) -> bool:
    """Whether it says what to ask about, and nothing of when to stop."""
    return all(n.icon == "ask" for n in node.children if isinstance(n, Heading))


def _asked(desk: Desk, node: BoxNode, width: float) -> Box:
    """What to ask about first, in the same frame: a question mark, and no octagon."""
    look = desk.look
    one = unit(look)
    side, air = one * 2, one * 2.2
    inner = width - 2 * side
    head, rest = node.children[0], node.children[1:]
    assert isinstance(head, Heading)
    gap = Space(inner, one * 1.8, keep_next=True)
    rows = [desk.build(n, inner) for n in rest]
    text = capped(Stack(inner, rows, one), look.style("body"))
    body = Stack(inner, [bookmark(head), _question(desk, head.runs, inner), gap, text])

    def carry(tail: Box) -> Box:
        with desk.furnished():
            again = _question(desk, desk.again(head.runs), inner)
        return Stack(inner, [again, gap, tail])

    goes_on = carry if desk.again(head.runs) else None
    return Sign(body, (side, air, side, air), _framed(desk), hole_of(node, look), None, goes_on)


def _question(desk: Desk, runs: Runs, width: float) -> Box:
    """A heading after a question mark in a ring."""
    look, palette = desk.look, desk.look.palette
    style = look.style("heading")
    size = style.size * _ASK
    sign = desk.icon("ask", size, palette.stop, palette.stop_ground)
    head = words(desk, runs, style, width - size * 1.4)
    row = Spread(width, [(0.0, sign), (size * 1.4, head)], "middle")
    row.keep_next = True
    return row


def _framed(desk: Desk) -> Draw:
    look, palette = desk.look, desk.look.palette

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        line, radius = look.line * _FRAME, unit(look)
        sheet.add(RectMark(x, y, w, h, radius, palette.stop_ground, palette.stop, line))

    return frame


def _carried(desk: Desk, node: Node, width: float, indent: float) -> Carry | None:
    """Says the heading again over what goes on over the page."""
    if not isinstance(node, Heading) or not (runs := desk.again(node.runs)):
        return None

    def carry(tail: Box) -> Box:
        room = width - indent
        with desk.furnished():
            text = words(desk, runs, desk.look.style("heading"), room)
        head = Inset(text, left=indent)
        head.keep_next = True
        return Stack(width, [head, Space(width, unit(desk.look) * 2.2, keep_next=True), tail])

    return carry


class Sign(Framed):
    """The stop box: a rule that opens a section keeps its distance from its frame."""

    __slots__ = ()
    apart = True


def _columns(desk: Desk, groups: list[list[Node]], inner: float) -> tuple[Box, float]:
    """The groups side by side or stacked, whichever is lower; where the rule between stands."""
    gutter = unit(desk.look) * 4.8
    stacked = [_group(desk, in_columns(group), inner) for group in groups]
    body = desk.look.style("body")
    listed = any(isinstance(n, List) and n.marker != "run-on" for g in groups for n in g)
    if listed:
        parts = [box for group in stacked for box in (_between(desk, inner), group)][1:]
        best: tuple[Box, float] = Stack(inner, parts), 0.0
    else:
        gap = over_caps(body) + under_baseline(body) + unit(desk.look) * 0.9
        best = Stack(inner, stacked, gap), 0.0
    for share in _SHARES if len(groups) == 2 and listed else ():
        left = (inner - gutter) * share
        right = inner - gutter - left
        if left < desk.look.body.size * _LEAST_COLUMN:
            continue
        made = Spread(
            inner,
            [(0.0, _group(desk, groups[0], left)), (left + gutter, _group(desk, groups[1], right))],
        )
        if made.height < best[0].height - 1:
            best = made, left + gutter / 2
    return best


def _between(desk: Desk, width: float) -> Ink:
    """A hairline between stacked groups."""
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        hairline(sheet, look, look.palette.hair, x, y + h / 2, w)

    return Ink(width, unit(look) * 4.4, draw)


def _group(desk: Desk, nodes: Sequence[Node], width: float) -> Box:
    """A heading with its list, or both in one paragraph where the list runs on."""
    first, rest = nodes[0], list(nodes[1:])
    style = desk.look.style("body")
    if not isinstance(first, Heading):
        return capped(Stack(width, [desk.build(n, width) for n in nodes]), style)
    if rest and isinstance(rest[0], List) and rest[0].marker == "run-on":
        lead = _run_in(first.runs)
        sentence = run_on(rest[0])
        of = Parts(((first.runs, lead), (spoken(rest[0]), sentence)))
        paragraph = desk.text((*lead, *sentence), style, width, of)
        made: list[Box] = [bookmark(first), paragraph, *(desk.build(n, width) for n in rest[1:])]
        return capped(Stack(width, made), style)
    head = words(desk, first.runs, desk.look.style("heading"), width)
    text = capped(Stack(width, [desk.build(n, width) for n in rest], unit(desk.look)), style)
    space = Space(width, unit(desk.look) * 2.2, keep_next=True)
    head.keep_next = True
    return Stack(width, [bookmark(first), head, space, text])


def _run_in(runs: Runs) -> Runs:
    """A heading as the bold opening of its sentence; dots that led to a list below go."""
    bold = [structs.replace(run, bold=True) for run in runs]
    if bold:
        bold[-1] = structs.replace(bold[-1], text=bold[-1].text.rstrip(" …"))
    return (*bold, Run(" "))
