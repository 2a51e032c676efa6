"""More lines to write on where a page would end with nothing."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Document
from handouts.document.programme_nodes import WriteLines
from handouts.looks.desk import Desk
from handouts.looks.programme import LINE_PITCH
from handouts.typeset.boxes import Stack
from handouts.typeset.paginate import Area, Block, Placement

_BLOCK: Final = "questions"
_LEAST: Final = 2  # lines: fewer more are not worth it


def written_on(
    document: Document, desk: Desk, blocks: Sequence[Block], placed: Sequence[Placement], area: Area
) -> Sequence[Placement]:
    """The placements, with as many lines for questions as fit where those end a page.

    The last page is left as it is: white paper at the end is no hole.
    """
    asked = next((p.children[0] for p in document.parts if p.block == _BLOCK), None)
    box = next((block.box for block in blocks if block.name == _BLOCK), None)
    last = max((p.page for p in placed), default=0)
    if not isinstance(asked, BoxNode) or box is None:
        return placed
    for at, placement in enumerate(placed):
        boxes = list(placement.box.boxes()) if isinstance(placement.box, Stack) else []
        room = area.height(placement.page) - placement.y - placement.box.height
        more = int(room // LINE_PITCH)
        if placement.page < last and more >= _LEAST and boxes and boxes[-1] is box:
            larger = desk.build(_longer(asked, more), area.width)
            stack = Stack(area.width, [*boxes[:-1], larger], area.gap)
            return [*placed[:at], structs.replace(placement, box=stack), *placed[at + 1 :]]
    return placed


def _longer(box: BoxNode, more: int) -> BoxNode:
    """The box with so many more lines to write on."""
    children = tuple(
        structs.replace(child, count=child.count + more) if isinstance(child, WriteLines) else child
        for child in box.children
    )
    return structs.replace(box, children=children)
