"""What a booklet is bound of: chapters of measured blocks, leaves, and the layout's rules."""

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct, structs

from handouts.document.booklet_nodes import Anchored, BackCover, Headline, Locations, Notes
from handouts.document.nodes import Document, Heading, Node, Pairs, Part, Runs, Stages
from handouts.looks.bench import Bench, LookAt
from handouts.looks.desk import Desk
from handouts.looks.look import Look, Tuning
from handouts.looks.shorten import in_short
from handouts.typeset.boxes import Box, Inset
from handouts.typeset.paginate import Block, Placement

_STRETCH: Final = frozenset({"opener", "facing", "then"})


class Rules(Struct, frozen=True):
    """What the layout says of the whole: mirrored margins, and what the page count divides by."""

    mirror: bool = False
    multiple: int = 1
    notes: Notes | None = None  # on pages that no block is on, at the end
    log: Notes | None = None  # and before the end, where a stretch has to open left
    cover: str = ""
    back: str = ""


class Leaf(Struct):
    """A page in the making: what is placed on it, and what its foot says."""

    running: Runs
    placed: list[Placement]
    bare: bool = False


class Made(Struct, frozen=True):
    """A box, what it was made of, and in which look."""

    box: Box
    node: Node
    built: "Built"


class Built(Struct, frozen=True):
    """Boxes that hold no page number, by node and width: more room for digits leaves them be."""

    desk: Desk
    boxes: dict[tuple[int, float], Box]
    shorts: dict[int, Node]  # those of all looks are the same
    made: "dict[int, Made]"  # by the box's id, which lives as long as this; one for all looks
    roomier: "Callable[[float], Built]"  # the same with stages so many times as high

    @property
    def look(self) -> Look:
        """The look of all its boxes."""
        return self.desk.look

    def short(self, node: Node) -> Node:
        """A node of the document in its short wordings; itself where it has none."""
        found = self.shorts.get(id(node))
        if found is None:
            less = in_short(node)
            found = self.shorts[id(node)] = node if less == node else less
        return found

    def box(self, node: Node, width: float) -> Box:
        """The measured box of a node of the document, which outlives this."""
        found = self.boxes.get((id(node), width))
        if found is None:
            self.desk.numbered = False
            found = self.desk.build(node, width)
            if not self.desk.numbered:
                self.boxes[id(node), width] = found
            self.made[id(found)] = Made(found, node, self)
        return found

    def made_of(self, box: Box) -> Made | None:
        """What a box was made of, with or without room round it; None for a part of one."""
        found = self.made.get(id(box))
        if found is None and isinstance(box, Inset):
            found = self.made.get(id(box.child))
        return found


class Looks:
    """The document's boxes in every look that is asked for; each is made once."""

    def __init__(self, document: Document, look_at: LookAt, bench: Bench, digits: int) -> None:
        self._document, self._look_at, self._bench = document, look_at, bench
        self._made: dict[Tuning, Built] = {}
        self._shorts: dict[int, Node] = {}
        self._boxes: dict[int, Made] = {}
        self._told: list[Any] = []
        self.digits = digits  # of the widest page number that is yet to be known

    def at(self, tuning: Tuning) -> Built:
        """What is built in a look."""
        made = self._made.get(tuning)
        if made is None:
            desk = self._bench.desk(self._look_at(tuning), self._told)
            desk.continued = self._document.continued

            def roomier(stage: float) -> Built:
                return self.at(structs.replace(tuning, stage=stage))

            made = self._made[tuning] = Built(desk, {}, self._shorts, self._boxes, roomier)
        made.desk.digits = self.digits
        return made

    def forget(self) -> None:
        """Leaves no circle of references: looks know what is built, and boxes their looks."""
        self._made.clear()
        self._boxes.clear()


class Chapter(Struct):
    """What opens a page together with what flows on after it."""

    opens: str
    running: Runs
    parts: list[Part]
    blocks: list[Block]
    anchors: list[tuple[str, Box]]
    built: Built
    notes: Notes | None = None
    title: Runs = ()
    fixed: int = 0  # blocks that fill the page where it opens

    @property
    def of_stretch(self) -> bool:
        """Whether it is a stretch's, and none of the booklet's own pages."""
        return self.parts[0].block in _STRETCH

    def add(self, part: Part) -> None:
        """Measure a part, and put its blocks after those there are."""
        look = self.built.look
        width = look.width if self.opens == "bare" else look.text_width
        self.parts.append(part)
        for node in part.children:
            if isinstance(node, Notes):
                self.notes = node
                continue
            block = self._block(part, node, width)
            last = self.blocks[-1] if self.blocks else None
            if isinstance(node, Stages) and last is not None:
                # The pictures of mistakes stay with their table.
                above = self.built.made_of(last.box)
                last.box.keep_next = above is not None and isinstance(above.node, Pairs)
            if last is not None and last.box.apart and not block.box.apart:
                below = look.gap * 0.5  # between a frame and the rule that opens a section
                self.blocks[-1] = structs.replace(last, box=Inset(last.box, bottom=below))
            self.blocks.append(block)

    def _block(self, part: Part, node: Node, width: float) -> Block:
        box = self.built.box(node, width)
        inner = node
        while isinstance(inner, Anchored):
            self.anchors.append((inner.anchor, box))
            inner = inner.child
        if isinstance(inner, BackCover):
            self.anchors.append((inner.call.anchor, box))
        if isinstance(inner, Headline):
            self.title = inner.runs
        gap = self.built.look.gap
        if isinstance(node, Heading | Locations) and self.blocks:
            # A heading stands nearer to what it heads.
            top, bottom = (0.6, -0.4) if isinstance(node, Heading) else (0.2, 0.0)
            box = Inset(box, top=gap * top, bottom=gap * bottom)
        return Block(box, part.block)

    def rebuilt(self, built: Built) -> "Chapter":
        """The same in another look; what is fixed on the first page stays as it is."""
        made = Chapter(self.opens, self.running, [], self.blocks[: self.fixed], [], built)
        made.fixed, made.notes = self.fixed, self.notes
        if self.fixed:
            made.parts.append(self.parts[0])
        for part in self.parts[1 if self.fixed else 0 :]:
            made.add(part)
        return made

    def shortened(self, built: Built, parts: int) -> "Chapter":
        """The first parts in another look and in short words."""
        made = Chapter(self.opens, self.running, [], [], [], built)
        for part in self.parts[:parts]:
            made.add(structs.replace(part, children=tuple(map(built.short, part.children))))
        return made

    @property
    def height(self) -> float:
        """Points that all of it takes on one page."""
        return height_of(self.blocks, self.built.look.gap)


def height_of(blocks: list[Block], gap: float) -> float:
    """Points that blocks take one under another."""
    return sum(b.box.height for b in blocks) + gap * max(0, len(blocks) - 1)
