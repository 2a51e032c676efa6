"""Mistakes beside their cures, and the stop box: shapes and words carry it, colour seconds."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.colour.space import Colour
from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Heading, List, Node, Pairs, Paragraph, Runs
from handouts.looks.desk import Desk, panel, whole
from handouts.looks.look import Look
from handouts.looks.panels import HOLE, as_ink, carried
from handouts.looks.text import heading_in
from handouts.typeset.boxes import (
    Box,
    Framed,
    Ink,
    Inset,
    Marked,
    Repeated,
    Sheet,
    Spread,
    Stack,
)
from handouts.typeset.pages import LineMark, RectMark

WHOLE: Final = 0.7  # of a page: less than that may stay empty over the stop box
_PROGRAMME: Final = 0.8  # where lines to write on fill what is left over it
_ASKED: Final = 0.15
STOP_LINE: Final = 2.4


def pairs(desk: Desk, node: Pairs, width: float) -> Box:
    """Mistakes and their cures in two joined columns; icons carry it, colour seconds them."""
    look, palette = desk.look, desk.look.palette
    half = width / 2
    head = Spread(
        width,
        [
            (
                0,
                _pairs_head(
                    desk, node.heads[0], "avoid", palette.avoid, palette.avoid_ground, half
                ),
            ),
            (half, _pairs_head(desk, node.heads[1], "do", palette.do, palette.do_ground, half)),
        ],
    )
    head.keep_next = True
    rows = [_pair_row(desk, row.avoid, row.instead, half) for row in node.rows]
    if len(rows) > 2:
        rows[0].keep_next = rows[-2].keep_next = True
    table = Repeated(head, Stack(width, rows))

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(RectMark(x, y, half, h, look.radius, palette.avoid_ground, corners="tl bl"))
        sheet.add(RectMark(x + half, y, half, h, look.radius, palette.do_ground, corners="tr br"))
        sheet.add(LineMark(x + half, y, x + half, y + h, palette.paper, look.line * 3))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(table, (0, 0, 0, look.pad * 0.35), ground, look.height * HOLE, over)


def _pairs_head(
    desk: Desk, runs: Runs, icon: str, colour: Colour, ground: Colour, width: float
) -> Box:
    pad = desk.look.pad * 0.8
    heading = Heading(runs, 3, icon, mark=False)
    made = heading_in(desk, heading, width - 2 * pad, colour, ground)
    return Inset(made, left=pad, top=pad * 0.5, right=pad, bottom=pad * 0.3)


def _pair_row(desk: Desk, avoid: Paragraph, instead: Paragraph, half: float) -> Box:
    look, palette = desk.look, desk.look.palette
    pad = look.pad * 0.8
    size = look.body.size * 1.06
    cells: list[tuple[float, Box]] = []
    for x, node, icon, colour, ground in (
        (0.0, avoid, "cross", palette.avoid, palette.avoid_ground),
        (half, instead, "check", palette.do, palette.do_ground),
    ):
        words = desk.text(node.runs, look.style("body"), half - 2 * pad - size - 4)
        if not words.lines:
            continue
        glyph = desk.icon(icon, size, colour, ground, 3.3)
        marker = Inset(glyph, top=(look.body.leading - size) / 2)
        cells.append((x + pad, Marked(as_ink(marker), words, size + 4)))
    air = pad * 0.24 + min(look.relax * 0.2, look.body.leading * 0.3)
    row = Inset(Spread(2 * half, cells, "middle"), top=air, bottom=air)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        line = look.line * 0.55
        sheet.add(LineMark(x + pad, y, x + half - pad, y, palette.avoid, line))
        sheet.add(LineMark(x + half + pad, y, x + w - pad, y, palette.do, line))

    return whole(desk, row, draw)


def stop(desk: Desk, node: BoxNode, width: float) -> Box:
    """The stop box: the heaviest frame of the page, an octagon, and the words themselves."""
    look, palette = desk.look, desk.look.palette
    groups = grouped(node.children)
    pad, inner = look.pad, width - 2 * look.pad
    line = look.line * STOP_LINE
    desk.bullet = palette.stop
    body, middle = _safety_columns(desk, groups, inner)
    desk.bullet = palette.text

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet,
            (x, y, w, h),
            look.radius,
            fill=palette.stop_ground,
            stroke=palette.stop,
            line=line,
        )
        if middle:
            at, dash = x + pad + middle, (look.line * 2, look.line * 3)
            sheet.add(LineMark(at, y + pad, at, y + h - pad, palette.stop, look.line, dash))

    return Framed(
        body,
        (pad, pad * 0.65, pad, pad * 0.75),
        frame,
        hole_of(node, look),
        None,
        carried(desk, node.children[0], inner, (palette.stop, palette.stop_ground)),
    )


def hole_of(node: BoxNode, look: Look) -> float:
    """Points of a page that stay empty sooner than that the box is split.

    What says stop is split only where it must be; long lists of what to ask about go on.
    """
    asks = all(n.icon == "ask" for n in node.children if isinstance(n, Heading))
    stops = _PROGRAMME if look.lays_out == "programme" else WHOLE
    return (look.height - look.top - look.bottom) * (_ASKED if asks else stops)


_SHARES: Final = (0.5, 0.44, 0.38)
_GUTTER: Final = 1.6  # of the pad
_LEAST_COLUMN: Final = 11.5  # of the body size


def _safety_columns(desk: Desk, groups: list[list[Node]], inner: float) -> tuple[Box, float]:
    """The groups side by side or stacked, whichever is lower.

    The second value is where the rule between columns stands, 0 for none. What was lowest
    once is remembered: the clients of a day share their stop signs.
    """
    look = desk.look
    key = "safety", tuple(map(tuple, groups)), inner, look.body, look.heading, look.pad
    share = desk.setter.chosen.get(key)
    if share is not None:
        return _arranged(desk, groups, inner, share)
    best, share = _arranged(desk, groups, inner, 0.0), 0.0
    for tried in _SHARES if len(groups) == 2 else ():
        if (inner - look.pad * _GUTTER) * tried < look.body.size * _LEAST_COLUMN:
            continue
        made = _arranged(desk, groups, inner, tried)
        if made[0].height < best[0].height - 1:
            best, share = made, tried
    desk.setter.chosen[key] = share
    return best


def _arranged(
    desk: Desk, groups: list[list[Node]], inner: float, share: float
) -> tuple[Box, float]:
    """The groups stacked (`share` 0), or side by side with that share of the width on the left."""
    if not share:
        stacked = [_safety(desk, in_columns(group), inner) for group in groups]
        parted = [box for group in stacked for box in (_dotted(desk, inner), group)][1:]
        return Stack(inner, parted), 0.0
    gutter = desk.look.pad * _GUTTER
    left = (inner - gutter) * share
    right = inner - gutter - left
    columns = [
        (0.0, _safety(desk, groups[0], left)),
        (left + gutter, _safety(desk, groups[1], right)),
    ]
    return Spread(inner, columns), left + gutter / 2


def _dotted(desk: Desk, width: float) -> Ink:
    """A dotted rule between stacked groups."""
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        dash = (look.line * 2, look.line * 3)
        sheet.add(LineMark(x, y + h / 2, x + w, y + h / 2, look.palette.stop, look.line, dash))

    return Ink(width, look.pad * 1.1, draw)


def in_columns(nodes: list[Node]) -> list[Node]:
    """Long lists in two columns where they have the whole width."""
    return [
        structs.replace(n, columns=2) if isinstance(n, List) and len(n.items) > 3 else n
        for n in nodes
    ]


def grouped(nodes: Sequence[Node]) -> list[list[Node]]:
    """The nodes, each heading with what follows it."""
    groups: list[list[Node]] = []
    for node in nodes:
        if isinstance(node, Heading) or not groups:
            groups.append([])
        groups[-1].append(node)
    return groups


def _safety(desk: Desk, nodes: Sequence[Node], width: float) -> Stack:
    palette = desk.look.palette
    made: list[Box] = []
    for node in nodes:
        if isinstance(node, Heading):
            made.append(heading_in(desk, node, width, palette.stop, palette.stop_ground))
        elif isinstance(node, Paragraph):
            made.append(Inset(desk.build(node, width), top=desk.look.pad * 0.25))
        else:
            made.append(desk.build(node, width))
    return Stack(width, made, desk.look.pad * 0.12)
