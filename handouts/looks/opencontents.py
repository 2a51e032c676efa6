"""Contents without boxes or dots: numerals, names, page numbers, hairlines; and bare folios."""

from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import Entry, Folio, Group, Opening
from handouts.document.elements import LABEL
from handouts.document.nodes import Run
from handouts.looks.book import page_number, shortened
from handouts.looks.contents import THUMB, thumbnail
from handouts.looks.desk import DECORATION, Desk
from handouts.looks.rules import (
    CAPS_HEADING,
    accent,
    bold,
    column,
    hairline,
    numeral,
    over_caps,
    under_baseline,
    unit,
    words,
)
from handouts.typeset.boxes import Box, Ink, Inset, Sheet, Space, Spread, Stack
from handouts.typeset.pages import LinkMark

_SUNK: Final = 0.36  # of a page number's size, its baseline under its middle
_OVER: Final = 0.06  # over the number, of its height: its line has a little over its capitals
_TAILS: Final = 0.3  # of a numeral's height: what lies under its baseline
_OPENER: Final = 3.3  # of a dose's value: the number that opens a stretch
_LINES: Final = 2.0  # of text: how high a picture is, between hairlines
_PAGE: Final = 1.1  # a page number's size, of a heading's


def group(desk: Desk, node: Group, width: float) -> Box:
    """A section's name in soft ink under an accent rule; kept with its first line."""
    look = desk.look
    one = unit(look)
    style = look.style("label", look.palette.muted)
    name = words(desk, node.runs, style, width)

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        accent(desk, sheet, x, y, w)
        name.place(sheet, x, y + one * 2.6)

    return Ink(width, name.height + one * 2.6, draw, keep_next=True)


def opening(desk: Desk, node: Opening, width: float) -> Box:
    """The stretch's number, very large, and beside it its section, whose own words follow."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    number = numeral(desk, node.ordinal, min(look.value.size * _OPENER, width / 6), DECORATION)
    at = number.width + one * 3
    room = width - at
    soft = look.style("body", palette.muted)
    said = words(desk, node.number, structs.replace(soft, align="right"), room * 0.4)
    name = look.style("heading") if node.first else bold(soft)
    head = Spread(room, [(0.0, words(desk, node.section, name, room * 0.58)), (room * 0.6, said)])
    parts: list[Box] = [head]
    for child in node.intro:
        parts += [Space(room, one * 1.2), desk.build(child, room)]
    row = Spread(width, [(0.0, number), (at, Stack(room, parts))])
    below = max(0.0, number.height * _TAILS - look.gap)
    return Inset(row, top=number.height * _OVER, bottom=below)


def entry(desk: Desk, node: Entry, width: float) -> Box:
    """A stretch by its numeral, another page by its name; the page number on the right."""
    look, palette = desk.look, desk.look.palette
    one = unit(look)
    size = look.heading.size * _PAGE
    indent = _indent(desk, width) if node.number else 0.0
    shown = thumbnail(desk, node.picture, width * THUMB, _LINES) if node.picture else None
    at = indent + (shown.width + one * 2 if shown else 0.0)
    room = width - at - size * (0.4 + 0.65 * desk.digits)
    names = _names(desk, node, room)
    parts: list[tuple[float, Box]] = [(at, names)]
    if shown:
        parts.append((indent, Inset(shown, top=min(0.0, names.height - shown.height))))
    if node.number:
        parts.append((0.0, numeral(desk, node.number, _numeral(desk), (LABEL, node.name))))
    row = Spread(width, parts)
    above = one * (1.8 if node.first and node.number else 2.1)
    below = one * 1.8 - look.gap
    kind = look.style("heading" if node.number else "body")
    level = above + kind.leading - over_caps(kind) - under_baseline(kind) - size * _SUNK

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        if not node.first:
            hairline(sheet, look, palette.hair, x + indent, y, w - indent)
        elif not node.number:
            accent(desk, sheet, x, y, w)
        row.place(sheet, x, y + above)
        page_number(desk, sheet, node, (x + w, y + level), size, "right")
        high = above + row.height + one
        sheet.add(LinkMark(x, y, w, high, f"#{node.ref}", desk.tell(node.name)))

    made = Ink(width, row.height + above + below, draw)
    apart = node.first and not node.number  # as far from what is above as a heading is
    return Inset(made, top=look.gap * 0.6) if apart else made


def _numeral(desk: Desk) -> float:
    return max(1.7 * desk.look.badge / CAPS_HEADING, desk.look.heading.size * 1.3)


def _indent(desk: Desk, width: float) -> float:
    return max(column(desk.look, width, 1), _numeral(desk) * 1.5)


def _names(desk: Desk, node: Entry, room: float) -> Box:
    look = desk.look
    kind = look.style("heading") if node.number else bold(look.style("body"))
    parts: list[Box] = [words(desk, node.name, kind, room)]
    if node.about:
        soft = look.style("body", look.palette.muted)
        parts += [Space(room, unit(look) * 1.4), words(desk, node.about, soft, room)]
    return Stack(room, parts)


def folio(desk: Desk, node: Folio, width: float) -> Box:
    """The page's number in bold on the outer edge, the running title beside it in soft ink."""
    look, palette = desk.look, desk.look.palette
    right = node.page % 2 == 1
    soft = look.style("imprint", palette.muted, align="right" if right else "left")
    size = soft.size * 1.2
    style = look.style("value", size=size, leading=soft.leading)
    number = desk.text((Run(str(node.page)),), style, size * 6)
    wide = number.lines[0].width
    number = desk.text((Run(str(node.page)),), structs.replace(style, align=soft.align), wide + 0.5)
    indent = wide + unit(look) * 2.5
    room = width - indent
    title = desk.text(shortened(desk, node.runs, room, soft), soft, room)
    places = (width - wide - 0.5, 0.0) if right else (0.0, indent)
    row = Spread(width, [(places[0], number), (places[1], title)], "middle")
    return Inset(row, top=unit(look) * 2)  # text without a box ends well over it
