"""What only a programme has, in the tinted family: facts as pills, bands of pain, the diary."""

from typing import Final

from handouts.colour.space import Colour
from handouts.document.elements import LABEL
from handouts.document.nodes import Badges, Heading
from handouts.document.programme_nodes import (
    DiaryRow,
    Facts,
    Field,
    PainBand,
    PainScale,
    TickDiary,
    WriteLines,
)
from handouts.looks.daygrid import (
    Band,
    bands_of,
    diary_of,
    is_week,
    mark_room,
    place_fields,
    tick_places,
)
from handouts.looks.desk import DECORATION, Desk, number_badge, panel
from handouts.looks.text import heading_in
from handouts.looks.title import chips
from handouts.typeset.boxes import (
    Box,
    Draw,
    Framed,
    Ink,
    Inset,
    Repeated,
    Sheet,
    Spread,
    Stack,
)
from handouts.typeset.pages import CircleMark, FieldMark, LineMark, RectMark
from handouts.units import POINTS_PER_MM

LINE_PITCH: Final = 9.0 * POINTS_PER_MM  # between lines to write on
_DASH: Final = 4.0  # half of the dash of a rest day, in points
_LEAST_BAND: Final = 11.0  # of the body size; narrower bands of pain stand one under another


def facts(desk: Desk, node: Facts, width: float) -> Box:
    """The numbers as pills with their icons."""
    made = chips(desk, Badges(node.items, "chips"), width)
    return Inset(made, top=desk.look.pad * 0.15, bottom=desk.look.pad * 0.15)


def pain(desk: Desk, node: PainScale, width: float) -> Box:
    """The bands side by side, each in its colour with its own shape, number and words."""
    look = desk.look
    gap = look.gap * 0.6
    count = len(node.bands)
    each = (width - gap * (count - 1)) / count
    if each < look.body.size * _LEAST_BAND:
        return Stack(width, [_band(desk, band, width, 0.0) for band in node.bands], gap)
    widths = band_widths(desk, node, width - gap * (count - 1), look.pad * 1.6)
    pairs = list(zip(node.bands, widths, strict=True))
    tallest = max(_band(desk, band, wide, 0.0).height for band, wide in pairs)
    placed, x = list[tuple[float, Box]](), 0.0
    for band, wide in pairs:
        placed.append((x, _band(desk, band, wide, tallest)))
        x += wide + gap
    return Spread(width, placed)


def band_widths(desk: Desk, node: PainScale, width: float, air: float) -> list[float]:
    """Widths of the bands side by side: what each head needs, and the rest by their words."""
    look = desk.look
    head, body = look.style("heading"), look.style("body")
    icon = look.heading.size * 1.9
    least = [desk.setter.natural(band.head, head) + icon + air for band in node.bands]
    spare = width - sum(least)
    if spare < 0:
        return [width / len(least)] * len(least)
    longer = [desk.setter.natural(band.words.runs, body) for band in node.bands]
    return [one + spare * words / sum(longer) for one, words in zip(least, longer, strict=True)]


def _band(desk: Desk, node: PainBand, width: float, height: float) -> Box:
    look = desk.look
    paint, ground = _colours(desk, node.level)
    pad = look.pad * 0.8
    head = Heading(node.head, 3, node.icon, mark=False)
    inner = width - 2 * pad
    words = desk.text(node.words.runs, look.style("body"), inner)
    body = Stack(inner, [heading_in(desk, head, inner, paint, ground), words], pad * 0.15)
    extra = max(0.0, height - body.height - pad)

    def frame(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius * 0.8, fill=ground, stroke=paint, line=look.line)

    return Framed(body, (pad, pad * 0.45, pad, pad * 0.55 + extra), frame, look.height)


def _colours(desk: Desk, level: str) -> tuple[Colour, Colour]:
    palette = desk.look.palette
    return {
        "fine": (palette.do, palette.do_ground),
        "careful": (palette.tip, palette.tip_ground),
        "stop": (palette.stop, palette.stop_ground),
    }[level]


def lines(desk: Desk, node: WriteLines, width: float) -> Box:
    """Lines to write on, wide enough apart for a hand that shakes."""
    look = desk.look

    def draw(sheet: Sheet, x: float, y: float, w: float, _h: float) -> None:
        for n in range(node.count):
            at = y + LINE_PITCH * (n + 0.86)
            sheet.add(LineMark(x, at, x + w, at, look.palette.muted, look.line))

    lead = desk.build(node.lead, width)
    lead.keep_next = True
    return Stack(width, [lead, Ink(width, LINE_PITCH * node.count, draw)])


def field(desk: Desk, node: Field, width: float) -> Box:
    """A place to fill in on a screen, over what is drawn; as high as wide."""
    number = desk.tell(node)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(FieldMark(x, y, w, h, node.kind, node.name, node.tip, number))

    return Ink(width, width, draw)


def diary(desk: Desk, node: TickDiary, width: float) -> Box:
    """A framed grid: days in a tinted head, circles to tick, a heavy rule between weeks."""
    bands = [_framed(desk, node, band) for band in bands_of(desk, node, width, desk.look.pad)]
    return diary_of(desk, node, width, bands, desk.look.gap * 0.6)


def _framed(desk: Desk, node: TickDiary, band: Band) -> Box:
    """A band in its frame; one that is higher than a page goes on under its head again."""
    look, palette = desk.look, desk.look.palette
    head = Ink(band.width, band.head, _head_of(desk, band))
    rows: list[Box] = [
        Ink(band.width, band.heights[n], _row_of(desk, node.rows[n], band, n))
        for n in range(len(node.rows))
    ]
    for row in rows[:-1]:
        row.keep_next = True

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        _weeks(desk, sheet, band, (x, y, h))
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.rule, line=look.line)

    table = Repeated(head, Stack(band.width, rows))
    return Framed(table, (0, 0, 0, 0), ground, look.height, over)


def _head_of(desk: Desk, band: Band) -> Draw:
    look, palette = desk.look, desk.look.palette

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(RectMark(x, y, w, h, look.radius, palette.tint2, corners="tl tr"))
        band.corner.place(sheet, x + look.pad, y + band.lift(h))
        for n, head in enumerate(band.heads):
            head.place(sheet, x + band.left(n), y + (h - head.height) / 2)

    return draw


def _row_of(desk: Desk, row: DiaryRow, band: Band, number: int) -> Draw:
    """A row: its number and name, its ticks; rest days are tinted and have a dash."""
    look, palette = desk.look, desk.look.palette
    of = (LABEL, row.name) if not band.start else DECORATION
    badge = number_badge(desk, row.number, look.body.size * 0.66, of) if row.number else None
    name = band.names[number]

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        for n, day in enumerate(band.days):
            if day.rest and row.ticks:
                sheet.add(RectMark(x + band.left(n), y, band.each, h, fill=palette.tint))
        sheet.add(LineMark(x, y, x + w, y, palette.rule, look.line))
        at = x + look.pad * 0.7
        if badge is not None:
            badge.place(sheet, at, y + (h - badge.height) / 2)
            at += mark_room(desk)
        name.place(sheet, at, y + (h - name.height) / 2)
        for n, day in enumerate(band.days):
            left = x + band.left(n)
            if n and not is_week(band, n):
                sheet.add(LineMark(left, y, left, y + h, palette.rule, look.line))
            _ticks(desk, sheet, band, row, day.rest, (left, y, h))
            place_fields(desk, sheet, band, row, n, (left, y, h))

    return draw


def _weeks(desk: Desk, sheet: Sheet, band: Band, at: tuple[float, float, float]) -> None:
    """Heavy rules before the first day and between weeks, from the top to the foot."""
    look = desk.look
    x, y, h = at
    for n in range(len(band.days)):
        if n == 0 or is_week(band, n):
            left = x + band.left(n)
            sheet.add(LineMark(left, y, left, y + h, look.palette.text, look.line * 1.7))


def _ticks(
    desk: Desk, sheet: Sheet, band: Band, row: DiaryRow, rest: bool,
    cell: tuple[float, float, float],
) -> None:  # fmt: skip
    """Circles to tick, or a dash on a rest day."""
    look, palette = desk.look, desk.look.palette
    x, y, height = cell
    if rest and row.ticks:
        half, middle = _DASH, y + height / 2
        left = x + band.each / 2
        sheet.add(
            LineMark(left - half, middle, left + half, middle, palette.muted, look.line * 1.6)
        )
        return
    size, places = tick_places(row, band.each, height)
    for dx, dy in places:
        sheet.add(
            CircleMark(x + dx, y + dy, size / 2, palette.paper, palette.text, look.line * 1.1)
        )
