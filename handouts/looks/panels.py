"""Boxes: panels, method boxes, steps, mistakes beside cures, the stop box, rows, tables."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.colour.space import Colour
from handouts.document.nodes import (
    Badges,
    Exercise,
    Heading,
    Node,
    Pairs,
    Paragraph,
    Row,
    Run,
    Runs,
    Steps,
    Table,
)
from handouts.document.nodes import Box as BoxNode
from handouts.looks.desk import Desk, number_badge, panel
from handouts.looks.photo import picture
from handouts.looks.text import heading_in
from handouts.looks.title import chip_rows, chips
from handouts.typeset.boxes import (
    Box,
    Draw,
    Framed,
    Ink,
    Inset,
    Layered,
    Marked,
    Repeated,
    Sheet,
    Space,
    Spread,
    Stack,
    TextBox,
)
from handouts.typeset.pages import CircleMark, LineMark, RectMark

HOLE: Final = 0.3  # a box is split only where moving it would leave this share of a page empty
STOP_LINE: Final = 2.4


def box(desk: Desk, node: BoxNode, width: float) -> Box:
    """A box by its role."""
    if node.role == "method":
        return method(desk, node, width)
    if node.role == "stop":
        return stop(desk, node, width)
    look, palette = desk.look, desk.look.palette
    if node.role == "plain":
        inset = look.pad * 0.2
        body = Stack(
            width - 2 * inset, _children(desk, node.children, width - 2 * inset), _gap(desk)
        )
        return Inset(body, left=inset, right=inset)
    fill, stroke = {
        "panel": (palette.tint, palette.rule),
        "card": (palette.paper, palette.rule),
        "tip": (palette.tip_ground, palette.stagerule),
        "note": (palette.tip_ground, palette.tip_ground),
    }[node.role]
    pad = look.pad
    side = pad * (0.75 if node.role == "note" else 1)
    children = _children(desk, node.children, width - 2 * side)
    body = Stack(width - 2 * side, children, _gap(desk))
    pads = (side, pad * 0.6, side, pad * 0.75)
    if node.role == "note":
        pads = (side, pad * 0.2, side, pad * 0.3)
    return Framed(body, pads, _frame(desk, fill, stroke, look.line), look.height * HOLE)


def _gap(desk: Desk) -> float:
    return desk.look.pad * 0.22


def _children(desk: Desk, nodes: Sequence[Node], width: float) -> list[Box]:
    return [desk.build(node, width) for node in nodes]


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
    for part in parts[:3]:
        part.keep_next = True
    body = Stack(width, parts)
    radius, line = look.radius, look.line

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(RectMark(x, y, w, h, radius, None, palette.rule, line))

    ground = _frame(desk, palette.paper, None, 0)
    return Framed(body, (0, 0, 0, pad * 0.8), ground, look.height * HOLE, over)


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
    beside = bool(rows) and len(rows) == 1 and natural + pad + chips_wide <= inner
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
    name = desk.setter.lines(heading.runs, look.style("heading"), 1e6)
    aside = desk.setter.lines(heading.aside, look.style("body", italic=True), 1e6)
    gap = look.heading.size * 0.6 if heading.aside else 0
    return sum(line.width for line in (*name, *aside)) + gap


def steps(desk: Desk, node: Steps, width: float) -> Box:
    """Steps in cards of their own, the number on a cream stage, the words beside it."""
    boxes = [_step(desk, item, width) for item in node.items]
    return Stack(width, boxes, desk.look.gap * 0.75)


def _step(desk: Desk, item, width: float) -> Box:  # type: ignore[no-untyped-def]
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge
    photo = picture(desk, item.picture, width * 0.36, width * 0.27) if item.picture else None
    stage = photo.width if photo else 2 * radius + pad * 1.3
    indent = stage + (radius + pad * 0.8 if photo else pad * 0.9)
    words = Stack(width - indent - pad, _children(desk, item.children, width - indent - pad), 2)
    badge = number_badge(desk, item.number, radius)
    relax = look.relax
    height = max(words.height + pad * 1.1, 2 * radius + pad * 0.9) + relax
    pads_y = (height - max(words.height, 2 * radius)) / 2
    row = Spread(width, [(pad * 0.65, badge), (indent, words)], "middle")
    if photo:
        row = Spread(width, [(0, photo), (stage - radius, badge), (indent, words)], "middle")
        pads_y = 0.0 if photo.height >= height else pads_y

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, stage, h, look.radius, palette.stage, corners="tl bl"))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(row, (0, pads_y, 0, pads_y), ground, look.height * HOLE, over)


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
        cells.append((x + pad, Marked(_as_ink(marker), words, size + 4)))
    air = pad * 0.24 + min(look.relax * 0.2, look.body.leading * 0.3)
    row = Inset(Spread(2 * half, cells, "middle"), top=air, bottom=air)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        line = look.line * 0.55
        sheet.add(LineMark(x + pad, y, x + half - pad, y, palette.avoid, line))
        sheet.add(LineMark(x + half + pad, y, x + w - pad, y, palette.do, line))
        row.place(sheet, x, y)

    return Ink(2 * half, row.height, draw)


def _as_ink(made: Box) -> Ink:
    return Ink(made.width, made.height, lambda sheet, x, y, _w, _h: made.place(sheet, x, y))


def stop(desk: Desk, node: BoxNode, width: float) -> Box:
    """The stop box: the heaviest frame of the page, an octagon, and the words themselves."""
    look, palette = desk.look, desk.look.palette
    groups = _groups(node.children)
    pad = look.pad
    inner = width - 2 * pad
    gutter = pad * 1.6
    each = (inner - gutter) / 2
    side_by_side = len(groups) == 2 and each > look.body.size * 13
    columns = [_safety(desk, group, each if side_by_side else inner) for group in groups]
    line = look.line * STOP_LINE
    if side_by_side:
        body: Box = Spread(inner, [(0, columns[0]), (each + gutter, columns[1])])
    else:
        body = Stack(inner, columns, pad * 0.5)

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(
            sheet,
            (x, y, w, h),
            look.radius,
            fill=palette.stop_ground,
            stroke=palette.stop,
            line=line,
        )
        if side_by_side:
            middle = x + w / 2
            dash = (look.line * 2, look.line * 2.5)
            sheet.add(LineMark(middle, y + pad, middle, y + h - pad, palette.stop, look.line, dash))

    return Framed(body, (pad, pad * 0.65, pad, pad * 0.75), frame, look.height * HOLE)


def _groups(nodes: Sequence[Node]) -> list[list[Node]]:
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
        else:
            made.append(desk.build(node, width))
    return Stack(width, made, desk.look.pad * 0.12)


def row(desk: Desk, node: Row, width: float) -> Box:
    """Boxes side by side, all as high as the highest; on narrow paper one under another."""
    look = desk.look
    count = len(node.children)
    total = sum(node.widths)
    room = width - look.gap * (count - 1)
    widths = [room * share / total for share in node.widths]
    if min(widths) < look.body.size * 9:
        return Stack(width, _children(desk, node.children, width), look.gap)
    made = [desk.build(child, each) for child, each in zip(node.children, widths, strict=True)]
    tallest = max(box.height for box in made)
    x, placed = 0.0, []
    for box_, each in zip(made, widths, strict=True):
        if isinstance(box_, Framed):
            box_.height = tallest
        placed.append((x, box_))
        x += each + look.gap
    return Spread(width, placed)


def table(desk: Desk, node: Table, width: float) -> Box:
    """Rows under a head that repeats on each page; ruled between, numbered where asked."""
    look, palette = desk.look, desk.look.palette
    total = sum(node.widths)
    widths = [width * share / total for share in node.widths]
    muted = look.style("body", palette.muted)
    head = _table_row(
        desk, [desk.text(c, muted, w - 6) for c, w in zip(node.head, widths, strict=True)], widths
    )
    body = look.style("body")
    rows: list[Box] = []
    for number, cells in enumerate(node.rows, 1):
        made: list[Box] = []
        for index, (cell, each) in enumerate(zip(cells, widths, strict=True)):
            style = structs.replace(body, bold=True) if index == 0 else body
            made.append(
                _cell(desk, cell, style, each, number if node.numbered and not index else 0)
            )
        rows.append(_ruled(desk, _table_row(desk, made, widths)))
    if len(rows) > 2:
        rows[0].keep_next = rows[-2].keep_next = True
    return Repeated(head, Stack(width, rows))


def _cell(desk: Desk, runs: Runs, style, width: float, number: int) -> Box:  # type: ignore[no-untyped-def]
    if not number:
        return desk.text(runs, style, width - 6)
    radius = style.size * 0.7
    badge = number_badge(desk, number, radius)
    drop = Inset(badge, top=(style.leading - 2 * radius) / 2)
    indent = 2 * radius + style.size * 0.5
    return Marked(_as_ink(drop), desk.text(runs, style, width - indent - 6), indent)


def _table_row(desk: Desk, cells: Sequence[Box], widths: Sequence[float]) -> Box:
    air = desk.look.pad * 0.22
    x, placed = 0.0, []
    for cell, each in zip(cells, widths, strict=True):
        placed.append((x, cell))
        x += each
    return Inset(Spread(sum(widths), placed), top=air, bottom=air)


def _ruled(desk: Desk, made: Box) -> Box:
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(LineMark(x, y, x + w, y, look.palette.rule, look.line * 0.7))
        made.place(sheet, x, y)

    return Ink(made.width, made.height, draw)


def exercise(desk: Desk, node: Exercise, width: float) -> Box:
    """An item of a programme: its number on a cream stage, what to do beside it."""
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge
    stage = 2 * radius + pad * 1.3
    inner = width - stage - 2 * pad
    badge = number_badge(desk, node.number, radius)
    body = Stack(inner, _children(desk, node.box.children, inner), pad * 0.4)
    content = Marked(_as_ink(Inset(badge, left=pad * 0.65)), body, stage + pad)

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        sheet.add(RectMark(x, y, stage, h, look.radius, palette.stage, corners="tl bl"))

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(content, (0, pad * 0.7, pad, pad * 0.8), ground, look.height * HOLE, over)


__all__ = [
    "Badges", "CircleMark", "Layered", "Run", "TextBox", "box", "exercise", "method",
    "pairs", "row", "steps", "stop", "table",
]  # fmt: skip
