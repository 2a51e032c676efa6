"""The window of a cover: somebody who stretches, or what is inside, and for whom."""

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import Cover
from handouts.document.nodes import Band, Picture
from handouts.looks.desk import Desk, panel
from handouts.looks.figure import figure, portrait_of
from handouts.looks.furniture import mark_of
from handouts.looks.photo import picture
from handouts.typeset.boxes import Box, Ink, Sheet, Space, Spread, Stack
from handouts.typeset.pages import RectMark

_SCENES: Final = (0.24, 0.16)  # of the page's height: the figure in the cover's window
_GROUND: Final = 0.06  # of the figure's height: how far its mat lies in the floor


def windows(desk: Desk, node: Cover, wide: float) -> Iterator[Box | None]:
    """What the window may show: somebody who stretches, else what is inside; ever less of it."""
    if node.picture is not None:
        yield from (_scene(desk, node, wide, share) for share in _SCENES)
    fewer = tuple(structs.replace(part, names=()) for part in node.lists)
    for lists in (node.lists, fewer, ()):
        yield _window(desk, structs.replace(node, lists=lists), wide)


def _window(desk: Desk, node: Cover, width: float) -> Box | None:
    """A cream window: the sections with their stretches, and on its floor whom it is for."""
    look, palette = desk.look, desk.look.palette
    pad = look.pad * 1.6
    inner = width - 2 * pad
    body = look.style("lead", palette.ink)
    rows: list[Box] = []
    for part in node.lists:
        if rows:
            rows.append(Space(inner, look.pad * 0.7))
        rows.append(desk.text(part.title, look.style("heading"), inner))
        rows += [desk.text(name, body, inner) for name in part.names]
    floor = _floor(desk, node, inner)
    if not rows and floor is None:
        return None
    words = Stack(inner, rows)
    mark = _emblem(desk, node, words.height, inner)
    solid = words.height + 2 * pad if rows else 0.0
    strip = floor.height + pad * 1.1 if floor else pad * 1.4
    total = solid + strip

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        panel(sheet, (x, y, w, h), look.radius * 1.4, fill=palette.stage)
        sheet.add(
            RectMark(x, y + solid, w, strip, look.radius * 1.4, palette.floor, corners="bl br")
        )
        words.place(sheet, x + pad, y + pad)
        if mark:
            mark.place(sheet, x + w - pad - mark.width, y + pad + (words.height - mark.height) / 2)
        if floor:
            floor.place(sheet, x + pad, y + solid + (strip - floor.height) / 2)
        panel(sheet, (x, y, w, h), look.radius * 1.4, stroke=palette.stagerule, line=look.line)

    return Ink(width, total, draw)


def _scene(desk: Desk, node: Cover, width: float, share: float) -> Box:
    """A window on somebody who stretches; on the floor before them stands whom it is for.

    `share` of the page is the height of the figure. What is done is told where the stretch is,
    so no reader is told of the picture.
    """
    look, palette = desk.look, desk.look.palette
    assert node.picture is not None
    pad = look.pad * 1.6
    with desk.furnished():
        shown = large(desk, node.picture, width - 2 * pad, look.height * share)
    floor = _floor(desk, node, width - 2 * pad)
    ground = shown.height * _GROUND
    strip = (floor.height + pad * 0.55 if floor else 0.0) + ground + pad * 0.6
    solid = shown.height - ground + pad * 1.4

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        radius = look.radius * 1.4
        panel(sheet, (x, y, w, h), radius, fill=palette.stage)
        sheet.add(RectMark(x, y + solid, w, strip, radius, palette.floor, corners="bl br"))
        shown.place(sheet, x + (w - shown.width) / 2, y + pad * 1.4)
        if floor:
            floor.place(sheet, x + pad, y + h - floor.height - pad * 0.6)
        panel(sheet, (x, y, w, h), radius, stroke=palette.stagerule, line=look.line)

    return Ink(width, solid + strip, draw)


def large(desk: Desk, node: Picture, width: float, height: float) -> Box:
    """A picture as large as fits; on a cover that may be larger than anywhere else."""
    if node.sketch is None:
        return picture(desk, node, width, height, fit=True)
    drawn = portrait_of(desk, node).drawn
    return figure(desk, node, min(width / drawn.width, height / drawn.height))


def _emblem(desk: Desk, node: Cover, height: float, inner: float) -> Ink | None:
    """The built-in mark, large, beside a list that is high enough for it."""
    size = min(height * 0.8, inner * 0.3)
    if node.logo is not None or size < desk.look.title.size * 2:
        return None
    return mark_of(desk, Band(node.practice), size, size)


def _floor(desk: Desk, node: Cover, inner: float) -> Box | None:
    if not node.audience:
        return None
    look, palette = desk.look, desk.look.palette
    body = look.style("body")
    size = body.size * 1.4
    words = desk.text(node.audience, body, inner - size - look.pad * 0.8)
    icon = desk.icon("person", size, palette.text, palette.floor)
    return Spread(inner, [(0, icon), (size + look.pad * 0.8, words)], "middle")
