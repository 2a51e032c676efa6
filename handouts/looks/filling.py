"""Fill a booklet's pages: figures grow into what is left, and boxes move up to save pages.

A method stays on one page with its figures, so a page may end early. Its figures are then
drawn larger, which helps whoever reads from the floor. And where a stretch would end on a
left page, boxes that may stand anywhere are tried in the gaps further up.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from handouts.document.booklet_nodes import Notes
from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Document, Node, PageBreak, Pairs, Row, Stages
from handouts.looks.bench import Bench
from handouts.looks.chapters import Built, Chapter, Made, height_of
from handouts.looks.desk import Desk
from handouts.typeset.boxes import EPSILON, Box, Inset, Stack
from handouts.typeset.paginate import Area, Block, Placement

_STAGES: Final = (2.6, 2.2, 1.9, 1.75, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1)  # of a stage's usual height
LARGER: Final = (1.5, 1.75, 2.2)  # for a whole stretch that is to fill one page more
_WORTH: Final = 0.05  # of a page: less room than that stays as it is
_OPENER_LEAST: Final = 3  # the line over it, the title, and what says what it is
_LATE: Final = ("tip", "panel")
_AGAIN: Final = 0.12  # of a page: that heading, and the lines that stay together
_NEARLY: Final = 1.02  # of the pages' room: what is more does not fit in any order


class Unit(Struct, frozen=True):
    """Nodes that stay together, and their height.

    Methods are `fixed` in their order; what is `late` speaks of all of them, and comes after.
    """

    nodes: tuple[Node, ...]
    height: float
    fixed: bool
    late: bool


def grown(placed: Sequence[Placement], built: Built, room: float) -> list[Placement]:
    """The placements, each page's figures as large as what it leaves empty lets them be."""
    return [_grown(p, built, room - p.y) for p in placed]


def grown_in_flow(
    document: Document, desk: Desk, bench: Bench, blocks: Sequence[Block],
    placed: Sequence[Placement], area: Area,
) -> Iterator[Placement]:  # fmt: skip
    """The placements of a sheet, the figures of all pages but the last as large as fits."""
    made: dict[int, Made] = {}

    def roomier(stage: float) -> Built:
        larger = bench.desk(structs.replace(desk.look, stage=stage), desk.told)
        larger.continued = desk.continued
        return Built(larger, {}, {}, made, roomier)

    built = Built(desk, {}, {}, made, roomier)
    nodes = [n for p in document.parts for n in p.children if not isinstance(n, PageBreak)]
    for node, block in zip(nodes, blocks, strict=True):
        made[id(block.box)] = Made(block.box, node, built)
    last = max((p.page for p in placed), default=0)
    for placement in placed:
        room = area.height(placement.page) - placement.y
        yield _grown(placement, built, room) if placement.page < last else placement
    made.clear()  # no circle of references is left


def _grown(placed: Placement, built: Built, room: float) -> Placement:
    if not isinstance(placed.box, Stack) or room - placed.box.height < room * _WORTH:
        return placed
    children = list(placed.box.boxes())
    staged = {n: made for n, box in enumerate(children) if (made := _staged(built, box))}
    if not staged:
        return placed
    gap, width = placed.box.gap, placed.box.width
    for stage in _STAGES:
        boxes = [
            _refitted(box, staged[n].built.roomier(stage).box(staged[n].node, width))
            if n in staged
            else box
            for n, box in enumerate(children)
        ]
        whole = Stack(width, boxes, gap)
        if whole.height <= room + EPSILON:
            better = whole.height > placed.box.height
            return structs.replace(placed, box=whole) if better else placed
    return placed


def _staged(built: Built, box: Box) -> Made | None:
    """What a box that shows figures was made of."""
    made = built.made_of(box)
    return made if made is not None and any(_stages(made.node)) else None


def _stages(node: Node) -> Iterator[Stages]:
    if isinstance(node, Stages) and any(item.picture.sketch for item in node.items):
        yield node
    for child in node.children if isinstance(node, BoxNode | Row) else ():
        yield from _stages(child)


def _refitted(was: Box, box: Box) -> Box:
    """A box with the room that the one in its place had round it."""
    if not isinstance(was, Inset):
        return box
    return Inset(box, was.left, was.top, was.right, was.bottom)


def shows_figures(chapter: Chapter) -> bool:
    """Whether anything of a chapter is drawn."""
    return any(any(_stages(node)) for part in chapter.parts for node in part.children)


def emptiest(placed: Sequence[Placement], built: Built, room: float, whole: bool = False) -> float:
    """The share of a page that stays empty at its end where most does.

    The last page is left out unless the `whole` is asked for.
    """
    filled = grown(placed, built, room)
    last = max((p.page for p in filled), default=0) + whole
    return max((1 - (p.y + p.box.height) / room for p in filled if p.page < last), default=0.0)


# ------------------------------------------------------------------ order


def surplus(opener: Chapter, room: float) -> list[Block]:
    """The last blocks of an opener that is too high, taken off it; none if that is in vain.

    How to lie or stand at the start is read before any method, so it is never taken off.
    """
    kept, gap = list(opener.blocks), opener.built.look.gap
    while height_of(kept, gap) > room:
        made = opener.built.made_of(kept[-1].box)
        starts = made is not None and isinstance(made.node, BoxNode) and made.node.role == "card"
        if starts or len(kept) == _OPENER_LEAST:
            return []
        kept.pop()
    moved, opener.blocks[:] = opener.blocks[len(kept) :], kept
    return moved


def pulled(
    chapter: Chapter, room: float, pages: int, least: float, after_first: bool = False
) -> Chapter | None:
    """The chapter with boxes moved up into gaps, None where so few pages cannot hold it.

    Gaps of less than `least` of a page stay. Methods keep their order, and what fills the
    first page keeps its place; `after_first` nothing is moved onto it.
    """
    gap = chapter.built.look.gap
    if len(chapter.parts) < 2:
        return None
    if height_of(chapter.blocks, gap) > pages * room * _NEARLY:
        return None
    stays = chapter.fixed or len(chapter.parts[0].children)
    used = room if after_first else _used(chapter.blocks[:stays], room, gap)
    notes = [n for part in chapter.parts for n in part.children if isinstance(n, Notes)]
    units = list(_units(chapter, stays))
    order = [
        node for unit in _packed(units, room, used, (gap, room * least)) for node in unit.nodes
    ]
    then = structs.replace(chapter.parts[1], children=(*order, *notes))
    return structs.replace(chapter, parts=[chapter.parts[0], then])


def _used(blocks: Sequence[Block], room: float, gap: float) -> float:
    """Points that blocks take on the last of their pages, and a gap."""
    used = 0.0
    for block in blocks:
        high = block.box.height
        used = _over(high + (used if used + high <= room else 0.0), room) + gap
    return used


def _over(used: float, room: float) -> float:
    """What is higher than a page goes on over the page, under its heading said again."""
    return min(used % room + room * _AGAIN, room) if used > room else used


def _units(chapter: Chapter, at: int) -> Iterator[Unit]:
    """What stands after the first `at` blocks of a chapter."""
    nodes = [n for part in chapter.parts[1:] for n in part.children if not isinstance(n, Notes)]
    blocks: Sequence[Block] = chapter.blocks[at:]
    gap, at = chapter.built.look.gap, 0
    while at < len(nodes):
        count = 2 if _paired(nodes[at : at + 2]) else 1
        high = height_of(list(blocks[at : at + count]), gap)
        first = nodes[at]
        fixed = isinstance(first, BoxNode) and first.role == "method"
        yield Unit(tuple(nodes[at : at + count]), high, fixed, _speaks_of_all(first))
        at += count


def _speaks_of_all(node: Node) -> bool:
    """Whether it is of mistakes, of what is easier or of what is harder, in any method."""
    return isinstance(node, Pairs) or (isinstance(node, BoxNode) and node.role in _LATE)


def _paired(nodes: Sequence[Node]) -> bool:
    """Whether a table of mistakes is followed by their pictures."""
    return len(nodes) == 2 and isinstance(nodes[0], Pairs) and isinstance(nodes[1], Stages)


def _packed(
    units: list[Unit], room: float, used: float, gaps: tuple[float, float]
) -> Iterator[Unit]:
    """Units in the order in which they fill pages best: the next one, or the highest that fits.

    `gaps` are that between two units, and the least at a page's end that is worth filling.
    """
    fits: Callable[[Unit], bool] = lambda unit: used + unit.height <= room  # noqa: E731
    while units:
        worth = room - used >= gaps[1]
        early = any(unit.fixed for unit in units)
        movable = [unit for unit in units if not unit.fixed and not (unit.late and early)]
        free = [unit for unit in movable if worth and fits(unit)]
        chosen = units[0] if fits(units[0]) else max(free, key=lambda u: u.height, default=None)
        if chosen is None:
            chosen, used = units[0], 0.0
        units.remove(chosen)
        used = _over(used + chosen.height, room) + gaps[0]
        yield chosen
