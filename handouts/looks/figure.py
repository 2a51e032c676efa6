"""A drawn figure on the page: its form in the page's colours, on one scale with its fellows."""

from collections.abc import Iterable
from typing import Final

from handouts.colour.people import people_colours
from handouts.document.nodes import Picture
from handouts.figures.portrait import STEPS, Portrait
from handouts.looks.desk import Desk
from handouts.looks.icons import draw_icon
from handouts.typeset.boxes import Ink, Sheet
from handouts.typeset.pages import FormMark, Shape

# A person so many points tall has lines as drawn; smaller ones wider lines, and larger finer.
_THIN, _THICK = 95.0, 150.0
MOST: Final = 190.0  # points in a person's height: larger than that is a poster
_SIGN: Final = 0.105  # of a person's height: the cross on a mistake


def portrait_of(desk: Desk, node: Picture) -> Portrait:
    """The portrait of a drawn picture."""
    assert node.sketch is not None
    return desk.portraits[node.sketch.key]


def scale_of(
    desk: Desk, nodes: Iterable[Picture], width: float, height: float, most: float = MOST
) -> float:
    """The one scale, in points a step, at which all these figures fit a box.

    No person is more than `most` points tall.
    """
    found = [portrait_of(desk, node).drawn for node in nodes if node.sketch]
    fits = [min(width / d.width, height / d.height) for d in found if d.width and d.height]
    return min([*fits, most / STEPS])


def figure(desk: Desk, node: Picture, scale: float) -> Ink:
    """A figure at a scale, as large as its box."""
    sketch = node.sketch
    assert sketch is not None
    drawn = portrait_of(desk, node).drawn
    factor = _lines(scale * STEPS)
    palette, number = desk.look.palette, desk.tell(node)

    def draw(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        colours = people_colours(palette, sketch.skin, sketch.hair, sketch.style)
        shapes = tuple(
            Shape((), None, colours[op.tone], op.width * factor, code=op.path)
            if op.width
            else Shape((), colours[op.tone], code=op.path, alpha=op.alpha)
            for op in drawn.ops
        )
        key = f"{sketch.key} {sketch.skin}{sketch.hair} {factor}"
        sheet.add(FormMark(x, y, w, drawn.width, drawn.height, key, shapes, node=number))

    return Ink(drawn.width * scale, drawn.height * scale, draw)


def mark_wrong(
    desk: Desk, sheet: Sheet, node: Picture, scale: float, corner: tuple[float, float]
) -> None:
    """The cross on a mistake, in the corner (x, y) of its stage: there it hides no face."""
    if node.sketch is not None and node.sketch.wrong:
        look = desk.look
        size = max(look.body.size * 1.1, _SIGN * scale * STEPS)
        left, top = corner[0] - look.pad * 0.5 - size, corner[1] + look.pad * 0.5
        draw_icon(sheet, "avoid", left, top, size, look.palette.avoid, look.palette.paper, 2.6)


def _lines(tall: float) -> float:
    """Times the drawn width of lines, so that they stay lines on a thumbnail and on a cover."""
    return round(min(max(tall, _THIN), _THICK) / tall * 10) / 10 if tall else 1.0
