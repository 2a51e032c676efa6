"""Steps and pictures on stages: figures of one scale on a common floor, each over its words."""

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import structs

from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import Picture, Stages, Step, Steps
from handouts.document.nodes import Stage as StageNode
from handouts.figures.portrait import STEPS, DisplayList
from handouts.looks.desk import DECORATION, Desk, number_badge, panel, whole
from handouts.looks.figure import MOST, figure, mark_wrong, portrait_of, scale_of
from handouts.looks.panels import HOLE, measured
from handouts.looks.photo import picture
from handouts.typeset.boxes import Box, Framed, Ink, Inset, Sheet, Spread, Stack
from handouts.typeset.pages import RectMark

LYING: Final = 1.2  # wider than high by that much, a group of figures lies down
_LEAST_CARD: Final = 13.0  # of the body size: the narrowest card of a step
_LEAST_UPRIGHT: Final = 8.6
_FLOOR: Final = 0.20  # of the stage: the strip that figures lie or stand on
_STAND: Final = 0.45  # of that strip: how high up its ground is
_TALLEST: Final = 0.235  # of the page: a stage of upright figures
_LOWEST: Final = 0.150  # of the page: a stage of lying ones
_SMALL: Final = 320.0  # points: the width of a page that has no room to choose
_LEAST_WORDS: Final = 10.0  # of the body size, for words beside a picture
_AIR: Final = 0.5  # of the pad, round a figure
_HALO: Final = 1.6  # points of paper round a number on a stage
_ALONE: Final = 1.6  # times as tall as others may be
_WORDED: Final = 1.3  # times its usual height: a stage whose words stand with it
_LIFT: Final = {"middle": 0.9, "edge": 1.15, "beside": 0.9}  # of the badge, to the words under it

# Where a card's number stands: in the middle over the words, at their left edge, or beside them.
Place = Literal["middle", "edge", "beside"]


def has_figures(steps: Sequence[Step]) -> bool:
    """Whether any step is shown by a drawn figure."""
    return any(step.picture is not None and step.picture.sketch for step in steps)


def lies(desk: Desk, pictures: Sequence[Picture]) -> bool:
    """Whether a group of figures is wider than high."""
    drawn = [portrait_of(desk, p).drawn for p in pictures if p.sketch]
    wide, high = max(d.width for d in drawn), max(d.height for d in drawn)
    return wide > LYING * high


def step_cards(desk: Desk, node: Steps, width: float) -> Box:
    """Steps as cards with their stages on top: two abreast, or upright ones in one row."""
    look = desk.look
    pictures = [item.picture for item in node.items if item.picture is not None]
    lying = lies(desk, pictures)
    count = len(node.items)
    least = look.body.size * (_LEAST_CARD if lying else _LEAST_UPRIGHT)
    room = int((width + look.gap) // (least + look.gap))
    columns = min(2 if lying else 4, count, room)
    if columns < 2 or count == 1:
        return step_rows(desk, node, width)
    if look.width < _SMALL:  # on A6 whatever takes less
        cards = _cards(desk, node, width, columns, lying)
        rows = step_rows(desk, node, width)
        return min(cards, rows, key=lambda box: box.height)
    return _cards(desk, node, width, columns, lying)


def _cards(desk: Desk, node: Steps, width: float, columns: int, lying: bool) -> Box:
    """Cards in rows of `columns`."""
    look, count = desk.look, len(node.items)
    pictures = [item.picture for item in node.items if item.picture is not None]
    if not lying and count > columns:
        columns = -(-count // (-(-count // columns)))
    each = (width - look.gap * (columns - 1)) / columns
    high = look.height * (_LOWEST if lying else _TALLEST) * look.stage
    air = look.pad * _AIR
    scale = scale_of(desk, pictures, each - 2 * air, high * (1 - _FLOOR * _STAND) - air)
    high = min(high, _height(desk, pictures, scale) + air)
    badge: Place = "beside"
    if not lying:
        badge = "middle" if _clear_below(desk, pictures, high, scale) else "edge"
    rows: list[Box] = []
    for at in range(0, count, columns):
        steps = node.items[at : at + columns]
        if len(steps) == 1:  # the last one lies across the page
            room = width - _beside(desk, each) - look.pad * 0.7
            words = Stack(room, measured(desk, steps[0].children, room), 2)
            rows.append(_row(desk, steps[0], words, (width, each, high), scale))
        else:
            rows.append(_card_row(desk, steps, width, high, scale, badge))
    return Stack(width, rows, look.gap * 0.8)


def _card_row(
    desk: Desk, steps: Sequence[Step], width: float, high: float, scale: float, place: Place
) -> Spread:
    """Cards of one height that share the width."""
    gap = desk.look.gap
    each = (width - gap * (len(steps) - 1)) / len(steps)
    made = [_card(desk, step, each, high, scale, place) for step in steps]
    tallest = max(box.height for box in made)
    for box in made:
        box.height = tallest
    return Spread(width, [(n * (each + gap), box) for n, box in enumerate(made)])


def _height(desk: Desk, pictures: Sequence[Picture], scale: float) -> float:
    """A stage as high as its tallest figure needs."""
    tallest = max(portrait_of(desk, p).drawn.height for p in pictures if p.sketch)
    return stood(tallest * scale)


def _clear_below(desk: Desk, pictures: Sequence[Picture], high: float, scale: float) -> bool:
    """Whether each figure ends above a number in the middle of its stage's lower edge."""
    top = high - desk.look.badge - _HALO
    drawn = (portrait_of(desk, p).drawn for p in pictures if p.sketch)
    return all(_top(desk, each, high, scale) + each.height * scale < top for each in drawn)


def _top(desk: Desk, drawn: DisplayList, high: float, scale: float) -> float:
    """From the head of a stage to its figure: on the floor, or in the middle if seen from above."""
    tall = drawn.height * scale
    if drawn.above:
        return (high - tall) / 2
    lowest = high - tall - desk.look.pad * 0.25  # a mat seen from its corner hangs over
    return min(high - high * _FLOOR * _STAND - (tall - drawn.floor * scale), lowest)


def _card(desk: Desk, step: Step, width: float, high: float, scale: float, place: Place) -> Framed:
    """A stage, the number on its lower edge, the words under it."""
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge
    indent = pad * 0.6 + 2 * radius + pad * 0.55 if place == "beside" else pad * 0.7
    room = width - indent - pad * 0.7
    bare = step.picture is None  # words alone need no stage
    stage = _numbered(desk, step, width, radius * 1.3 if bare else high, scale, place)
    words = Stack(room, measured(desk, step.children, room), 2)
    lift = pad * 0.55 if place == "beside" and not bare else radius * _LIFT[place]
    text = Inset(words, left=indent, right=pad * 0.7, top=lift, bottom=pad * 0.6 + look.relax)
    body = Stack(width, [stage, text])

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(body, (0, 0, 0, 0), ground, look.height * HOLE, over)


def _numbered(desk: Desk, step: Step, width: float, high: float, scale: float, place: Place) -> Ink:
    """The stage of a step with its number, read before the words."""
    look, radius = desk.look, desk.look.badge
    badge = number_badge(desk, step.number, radius, (LABEL, spoken(step)))
    ground = stage_of(desk, step.picture, width, high, scale) if step.picture else None

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        if ground is not None:
            ground.place(sheet, x, y)
        left = x + (w / 2 - radius if place == "middle" else look.pad * 0.6)
        top = y + h - radius * (1.15 if place == "beside" else 1.0)
        halo = (left - _HALO, top - _HALO, 2 * (radius + _HALO), 2 * (radius + _HALO))
        panel(sheet, halo, radius + 2, fill=look.palette.paper)
        badge.place(sheet, left, top)

    return Ink(width, high, draw)


def stage_of(
    desk: Desk, shown: Picture | None, width: float, high: float, scale: float,
    corners: str = "tl tr",
) -> Ink:  # fmt: skip
    """A figure (or a photo) on the floor of its stage; round corners above."""

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        paint_stage(desk, sheet, shown, (x, y, w, h), scale, corners)
        if shown is not None and shown.sketch is None:
            rim = desk.look.pad * 0.4
            picture(desk, shown, w - 2 * rim, h - 2 * rim).place(sheet, x + rim, y + rim)

    return Ink(width, high, draw)


def paint_stage(
    desk: Desk, sheet: Sheet, shown: Picture | None, box: tuple[float, float, float, float],
    scale: float, corners: str = "tl tr",
) -> None:  # fmt: skip
    """A stage with its floor and the figure on it; what is seen from above has no floor."""
    palette, radius = desk.look.palette, desk.look.radius
    x, y, w, h = box
    strip = h * _FLOOR
    sheet.add(RectMark(x, y, w, h, radius, palette.stage, corners=corners))
    drawn = portrait_of(desk, shown).drawn if shown is not None and shown.sketch else None
    if drawn is None or not drawn.above:
        low = " ".join(corner for corner in corners.split() if corner in ("bl", "br"))
        rounded = radius if low else 0
        sheet.add(RectMark(x, y + h - strip, w, strip, rounded, palette.floor, corners=low))
    if shown is not None and drawn is not None:
        made = figure(desk, shown, scale)
        made.place(sheet, x + (w - made.width) / 2, y + _top(desk, drawn, h, scale))
        mark_wrong(desk, sheet, shown, scale, (x + w, y))


def stood(height: float) -> float:
    """How high a stage must be for a figure so high; without air."""
    return height / (1 - _FLOOR * _STAND)


def step_rows(desk: Desk, node: Steps, width: float) -> Box:
    """Steps in rows on narrow paper: the stage left, then the number, then the words."""
    look = desk.look
    pictures = [item.picture for item in node.items if item.picture is not None]
    share = 0.40 if lies(desk, pictures) else 0.26
    stage = width * share
    air = look.pad * 0.9
    room = width - _beside(desk, stage) - look.pad * 0.7
    words = [Stack(room, measured(desk, step.children, room), 2) for step in node.items]
    least = min(made.height for made in words) + air  # so high is every row anyway
    high = max(look.height * _LOWEST * 0.8 * look.stage, least)
    scale = scale_of(desk, pictures, stage - look.pad * 0.8, high - look.pad * 0.5)
    high = _height(desk, pictures, scale) + look.pad * 0.3
    rows = [
        _row(desk, step, made, (width, stage, high), scale)
        for step, made in zip(node.items, words, strict=True)
    ]
    return Stack(width, rows, look.gap * 0.7)


def _beside(desk: Desk, stage: float) -> float:
    """Where the words of a row begin."""
    return stage + 2 * desk.look.badge + desk.look.pad * 1.1


def _row(
    desk: Desk, step: Step, words: Box, sizes: tuple[float, float, float], scale: float
) -> Framed:
    """A step across the page; `sizes` are its width, and its stage's width and height."""
    look, palette = desk.look, desk.look.palette
    pad, radius = look.pad, look.badge
    width, stage, high = sizes
    badge = number_badge(desk, step.number, radius, (LABEL, spoken(step)))
    indent = _beside(desk, stage)
    height = max(high if step.picture else 0.0, words.height + pad * 0.9, 2 * radius + pad)
    row = Spread(width, [(stage + pad * 0.5, badge), (indent, words)], "middle")
    air = (height + look.relax - row.height) / 2

    def ground(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, fill=palette.paper)
        paint_stage(desk, sheet, step.picture, (x, y, stage, h), scale, "tl bl")

    def over(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)

    return Framed(row, (0, air, 0, air), ground, look.height * HOLE, over)


# ------------------------------------------------------------------ stages by themselves


def stages(desk: Desk, node: Stages, width: float) -> Box:
    """Pictures side by side, each with its number or its words."""
    look = desk.look
    count, (columns, scale, high) = len(node.items), _arranged(desk, node, width)
    rows: list[Box] = []
    for at in range(0, count, columns):
        items = node.items[at : at + columns]
        # Those of a shorter row share its width: no row has a hole at its end.
        each = (width - look.gap * (len(items) - 1)) / len(items)
        usual = (width - look.gap * (columns - 1)) / columns
        if len(items) == 1 and items[0].caption and width - usual > look.body.size * _LEAST_WORDS:
            rows.append(whole(desk, _beside_words(desk, items[0], (width, usual, high), scale)))
            continue
        made = [_stage(desk, item, each, high, scale) for item in items]
        row = Spread(width, [(n * (each + look.gap), box) for n, box in enumerate(made)])
        rows.append(whole(desk, row))  # words never leave their picture
    return Stack(width, rows, look.gap * 0.7)


def _arranged(desk: Desk, node: Stages, width: float) -> tuple[int, float, float]:
    """How many stand in a row, their scale, and the height of their stages.

    Where there is more room than usual, as many as can be drawn largest.
    """
    look = desk.look
    pictures = [item.picture for item in node.items]
    lying = not any(p.sketch for p in pictures) or lies(desk, pictures)
    least = look.body.size * (8.6 if lying else 6.5)
    room = max(1, int((width + look.gap) // (least + look.gap)))
    grown = min(look.stage, _WORDED) if any(item.caption for item in node.items) else look.stage
    most = look.height * (0.105 if lying else 0.17) * grown
    fewest = min(room, max(3, len(pictures)))  # fewer would be drawn larger than their fellows
    tries = range(fewest, 1, -1) if grown > 1 and fewest > 2 else (fewest,)
    # One figure by itself opens a page: it may be larger than those that are compared.
    tallest = MOST * (_ALONE if len(pictures) == 1 and grown > 1 else 1.0)
    found = []
    for columns in tries:
        if len(pictures) > columns:  # in rows of one length, as far as that goes
            columns = -(-len(pictures) // -(-len(pictures) // columns))
        each = (width - look.gap * (columns - 1)) / columns
        high = most * (1 - _FLOOR * _STAND) - look.pad * 0.3
        scale = scale_of(desk, pictures, each - look.pad, high, tallest)
        found.append((columns, scale, _height(desk, pictures, scale) + look.pad * 0.3))
    return max(found, key=lambda each: (round(each[1] * STEPS), each[0]))


def _beside_words(
    desk: Desk, item: StageNode, sizes: tuple[float, float, float], scale: float
) -> Spread:
    """A picture alone in its row, with its words beside it; `sizes` as those of a step's row."""
    width, stage, high = sizes
    at = stage + desk.look.gap
    shown = _stage(desk, structs.replace(item, caption=()), stage, high, scale)
    words = desk.text(item.caption, desk.look.style("body"), width - at)
    return Spread(width, [(0.0, shown), (at, words)], "middle")


def _stage(desk: Desk, item: StageNode, width: float, high: float, scale: float) -> Box:
    look, palette = desk.look, desk.look.palette
    ground = stage_of(desk, item.picture, width, high, scale, "tl tr bl br")
    badge = None
    if item.number:  # it repeats the step's own
        badge = number_badge(desk, item.number, look.badge * 0.9, DECORATION)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        ground.place(sheet, x, y)
        panel(sheet, (x, y, w, h), look.radius, stroke=palette.stagerule, line=look.line)
        if badge is not None:
            badge.place(sheet, x + look.pad * 0.35, y + look.pad * 0.35)

    made = Ink(width, high, draw)
    if not item.caption:
        return made
    words = desk.text(item.caption, look.style("body"), width)
    return Stack(width, [made, words], look.pad * 0.25)
