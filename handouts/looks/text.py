"""Paragraphs, headings and lists."""

import math
from collections.abc import Callable

from msgspec import structs

from handouts.colour.space import Colour
from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import Heading, Item, List, Paragraph, Picture, Run, Runs, text_of
from handouts.looks.desk import Desk, Parts, number_badge
from handouts.typeset.boxes import Box, Ink, Inset, Marked, Sheet, Spread, Stack
from handouts.typeset.metrics import TextStyle
from handouts.typeset.pages import BookmarkMark, CircleMark
from handouts.typeset.textbox import TextBox

_SOLID = frozenset({"stop", "do", "avoid", "ask"})  # filled, or standing beside filled ones
_SHORT_LIST = 4  # entries that stay on one page
_CHAR = 0.47  # of the size, the width of a character
_LOWER = 0.8  # of the height of one column, at most
_LEAST_COLUMN = 13  # of the body size; with less a list stands in one column
_INDENT = 1.2  # of the body size, for bullets and ticks alike
_WHOLE = 10  # lines; a list's entry of fewer is never split
_PAIR = 6  # lines; two entries of more may be parted anywhere
LIST_GAP = 0.12  # of the body's leading, between entries


def paragraph(desk: Desk, node: Paragraph, width: float) -> Box:
    """Running text in the role's style."""
    palette = desk.look.palette
    role = node.role if node.role in ("lead", "label", "imprint") else "body"
    style = desk.look.style(role, palette.muted if node.role in ("muted", "imprint") else None)
    if node.role == "term":
        style = structs.replace(style, bold_colour=palette.head)
    return desk.text(node.runs, style, width)


def heading(desk: Desk, node: Heading, width: float) -> Box:
    """A heading with its icon; kept with what follows."""
    return heading_in(desk, node, width)


def heading_in(
    desk: Desk,
    node: Heading,
    width: float,
    colour: Colour | None = None,
    ground: Colour | None = None,
) -> Stack:
    """A heading in a colour of its own, as the safety boxes have."""
    look, palette = desk.look, desk.look.palette
    paint = colour or palette.head
    style = look.style("heading", paint)
    size = style.size * (1.25 if node.icon not in _SOLID else 1.4)
    indent = size + style.size * 0.4 if node.icon else 0.0
    text = desk.text(node.runs, style, width - indent)
    parts: list[tuple[float, Box]] = [(indent, text)]
    if node.icon:
        icon = desk.icon(node.icon, size, paint, ground or palette.paper)
        parts.insert(0, (0.0, Inset(icon, top=(style.leading - size) / 2)))
    below = _aside(desk, node, style, parts, indent, width) if node.aside else None
    boxes: list[Box] = [Spread(width, parts)]
    if node.mark:
        boxes.insert(0, _bookmark(node, width))
    if below is not None:
        boxes.append(below)
    for box in boxes:
        box.keep_next = True
    stack = Stack(width, boxes)
    stack.keep_next = True
    return stack


def _aside(
    desk: Desk,
    node: Heading,
    style: TextStyle,
    parts: list[tuple[float, Box]],
    indent: float,
    width: float,
) -> TextBox | None:
    """The quiet words of a heading: put beside it, or given back to stand under it."""
    look = desk.look
    aside = desk.text(node.aside, look.style("body", look.palette.muted, italic=True), width)
    natural = desk.setter.natural(node.runs, style)
    aside_wide = sum(line.width for line in aside.lines)
    if indent + natural + style.size * 0.6 + aside_wide > width:
        return aside
    drop = style.leading / 2 + style.size * 0.33
    drop -= aside.style.leading / 2 + aside.style.size * 0.33
    parts.append((indent + natural + style.size * 0.5, Inset(aside, top=drop)))
    return None


def _bookmark(node: Heading, width: float) -> Ink:
    label = "".join(run.text for run in node.runs)

    def draw(sheet: Sheet, _x: float, y: float, _w: float, _h: float) -> None:
        sheet.add(BookmarkMark(y, label, node.level))

    return Ink(width, 0.0, draw)


def item(desk: Desk, node: Item, width: float) -> Box:
    """The paragraphs of one entry."""
    gap = desk.look.body.leading * LIST_GAP
    boxes = [desk.build(child, width) for child in node.children]
    for box, following in zip(boxes, node.children[1:], strict=False):
        box.keep_next = isinstance(following, Picture)  # a photo stays with its step
    return Stack(width, boxes, gap)


Marking = Callable[[Desk, List, Item], tuple[Ink, float]]


def list_(desk: Desk, node: List, width: float) -> Box:
    """A list with round marks: dots, ticks, numbers in discs."""
    return list_with(_marker, desk, node, width)


def list_with(marker: Marking, desk: Desk, node: List, width: float) -> Box:
    """A list, in columns filled downwards where it asks for them.

    `marker` gives an entry's mark and how far its words are indented.
    """
    if node.marker == "run-on":
        runs = run_on(node)
        return desk.text(runs, desk.look.style("body"), width, Parts(((spoken(node), runs),)))
    gap = desk.look.body.leading * LIST_GAP * (1 if node.marker in ("bullet", "tick") else 2.2)
    columns = _columns(desk, node, width)
    if columns < 2 or len(node.items) < 3:
        entries = [_entry(marker, desk, node, entry, width) for entry in node.items]
        return _column(entries, width, gap, desk.look.body.leading)
    gutter = desk.look.gap * 1.3
    each = (width - gutter * (columns - 1)) / columns
    entries = [_entry(marker, desk, node, entry, each) for entry in node.items]
    parts = [
        ((each + gutter) * n, _column(boxes, each, gap, desk.look.body.leading))
        for n, boxes in enumerate(_balanced(entries, columns, gap))
    ]
    return Spread(width, [(x, box) for x, box in parts])


def _columns(desk: Desk, node: List, width: float) -> int:
    """As many columns as it asks for, where they are wide enough and make the list lower.

    Lines are reckoned from the number of characters: setting the list twice would cost more.
    """
    size, many = desk.look.body.size, node.columns
    if many < 2 or width <= _LEAST_COLUMN * size * many:
        return 1
    whole = width / size - _INDENT
    each = whole / many - _INDENT
    wide = [
        _CHAR * sum(len(text_of(c.runs)) for c in entry.children if isinstance(c, Paragraph))
        for entry in node.items
    ]
    beside = sum(math.ceil(one / each) for one in wide) / many
    return many if beside < _LOWER * sum(math.ceil(one / whole) for one in wide) else 1


def _balanced(entries: list[Box], columns: int, gap: float) -> list[list[Box]]:
    """The entries in columns, filled downwards, the highest as low as can be."""
    total = sum(box.height + gap for box in entries)
    low, high = total / columns, total
    for _ in range(12):
        middle = (low + high) / 2
        fits = len(_filled(entries, middle, gap)) <= columns
        low, high = (low, middle) if fits else (middle, high)
    return _filled(entries, high, gap)


def _filled(entries: list[Box], height: float, gap: float) -> list[list[Box]]:
    found: list[list[Box]] = [[]]
    used = 0.0
    for box in entries:
        if found[-1] and used + box.height > height:
            found.append([])
            used = 0.0
        found[-1].append(box)
        used += box.height + gap
    return found


def _column(boxes: list[Box], width: float, gap: float, leading: float) -> Stack:
    if len(boxes) <= _SHORT_LIST:
        for box in boxes[:-1]:
            box.keep_next = True
    elif boxes:  # no short entry alone at a page's foot or head
        for first in (0, -2):
            low = boxes[first].height + boxes[first + 1].height < _PAIR * leading
            boxes[first].keep_next = low
    return Stack(width, boxes, gap)


def _entry(marking: Marking, desk: Desk, node: List, entry: Item, width: float) -> Box:
    marker, indent = marking(desk, node, entry)
    child = item(desk, entry, width - indent)
    return Marked(marker, child, indent, child.height < _WHOLE * desk.look.body.leading)


def _marker(desk: Desk, node: List, entry: Item) -> tuple[Ink, float]:
    palette, body = desk.look.palette, desk.look.body
    if node.marker in ("number", "ring"):
        radius = body.size * 0.62
        of = LABEL, spoken(entry)
        badge = number_badge(desk, entry.number, radius, of, node.marker == "ring")
        dy = (body.leading - 2 * radius) / 2
        return _lowered(badge, dy), 2 * radius + body.size * 0.5
    if node.marker == "tick":
        size = body.size * 0.84
        icon = desk.icon("check", size, palette.text, palette.paper, 3.2)
        return _lowered(icon, (body.leading - size) / 2), body.size * _INDENT
    if node.marker == "none":
        return Ink(0, 0, lambda *_: None), 0.0

    colour = desk.bullet

    def dot(sheet: Sheet, x: float, y: float, _w: float, _h: float) -> None:
        sheet.add(
            CircleMark(
                x + body.size * 0.4,
                y + body.leading / 2 + body.size * 0.05,
                body.size * 0.15,
                colour,
            )
        )

    return Ink(body.size, body.leading, dot), body.size * _INDENT


def _lowered(ink: Ink, dy: float) -> Ink:
    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        ink.draw(sheet, x, y + dy, w, h)

    return Ink(ink.width, ink.height, draw)


def run_on(node: List) -> Runs:
    """A list as one sentence: entries parted by semicolons, closed with a full stop.

    `overflow` goes on with the sentence, or is a sentence of its own.
    """
    out: list[Run] = []
    goes_on = bool(node.overflow) and node.overflow[0].text[:1].islower()
    for index, entry in enumerate(node.items):
        runs = [r for child in entry.children if isinstance(child, Paragraph) for r in child.runs]
        if not runs:
            continue
        last = runs[-1]
        end = ";" if index < len(node.items) - 1 else ("" if goes_on else ".")
        runs[-1] = structs.replace(last, text=last.text.rstrip(" .;,") + end)
        out += [Run(" "), *runs] if out else runs
    if node.overflow:
        out += [Run(" "), *node.overflow]
    return tuple(out)
