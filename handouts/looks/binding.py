"""Bind a booklet: chapters fill pages once, then page numbers are known and marks are placed.

A chapter is what opens a page and all that flows on after it. Numbers of pages are given
room before they are known; where one needs more digits than it was given, everything is
set once more with more room, and that can happen only as often as a number has digits.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from handouts.diagnostics import ContentError, Diagnostic, Span
from handouts.document.booklet_nodes import Anchored, Folio, Locations, Notes
from handouts.document.nodes import Document, Heading, Node, Part, Runs
from handouts.looks.book import notes_of
from handouts.looks.desk import Desk
from handouts.looks.look import Look, Tuning
from handouts.looks.setting import Bench, LookAt, Set, body_room, finished, furniture
from handouts.looks.shorten import in_short
from handouts.typeset.boxes import Box, Inset, Sheet, Stack
from handouts.typeset.pages import PageLabel
from handouts.typeset.paginate import Area, Block, Placement, paginate

_DIGITS: Final = (2, 3, 4)
_OPENER_LEAST: Final = 3  # the line over it, the title, and what says what it is
_NOTES_LEAST: Final = 0.14  # of a page's height; less room than that stays white


class Rules(Struct, frozen=True):
    """What the layout says of the whole: mirrored margins, and what the page count divides by."""

    mirror: bool = False
    multiple: int = 1
    notes: Runs = ()
    cover: str = ""
    back: str = ""


class Leaf(Struct):
    """A page in the making: what is placed on it, and what its foot says."""

    running: Runs
    placed: list[Placement]
    bare: bool = False


class Chapter(Struct):
    """What opens a page together with what flows on after it."""

    opens: str
    running: Runs
    parts: list[Part]
    blocks: list[Block]
    anchors: list[tuple[str, Box]]
    notes: Notes | None = None


class Built(Struct):
    """Boxes that hold no page number, by node and width: more room for digits leaves them be."""

    boxes: dict[tuple[int, float], Box]

    def box(self, desk: Desk, node: Node, width: float) -> Box:
        """The measured box of a node of the document, which outlives this."""
        found = self.boxes.get((id(node), width))
        if found is None:
            desk.numbered = False
            found = desk.build(node, width)
            if not desk.numbered:
                self.boxes[id(node), width] = found
        return found


def set_booklet(document: Document, look_at: LookAt, bench: Bench, rules: Rules) -> Set:
    """The pages of a booklet, every reference with its number."""
    desk, built = bench.desk(look_at(Tuning())), Built({})
    for digits in _DIGITS:
        desk.digits = digits
        binder = _Binder(document, desk, rules, built)
        binder.fill()
        if binder.needed() <= digits:
            return binder.place()
    last = max(binder.pages.items(), key=lambda pair: pair[1])
    raise ContentError([_unsettled(document, f"'{last[0]}' on page {last[1]}")])


def _unsettled(document: Document, what: str) -> Diagnostic:
    message = f"the page number of {what} does not settle"
    span = Span(document.file) if document.file else None
    return Diagnostic("error", "reference", message, span, "make two booklets of it")


class _Binder:
    def __init__(self, document: Document, desk: Desk, rules: Rules, built: Built) -> None:
        self.document, self.desk, self.rules, self.built = document, desk, rules, built
        self.look: Look = desk.look
        self.pages: dict[str, int] = {}
        self.leaves: list[Leaf] = []
        foot = furniture(desk, _feet(document, 88, ()), 88, 88)
        head = furniture(desk, document.header, 2, 88)
        self.head = head.height + (self.look.gap * 0.8 if head.height else 0)
        self.room = body_room(self.look, head, foot)

    # -- fill -------------------------------------------------------------------

    def fill(self) -> None:
        """Pages from first to last; nothing is placed yet."""
        chapters = list(self._chapters())
        for at, chapter in enumerate(chapters):
            following = chapters[at + 1] if at + 1 < len(chapters) else None
            if chapter.opens == "left" and following is not None and following.opens == "right":
                self._spread(chapter, following)
            elif chapter.opens == "bare" and following is None:
                self._pad()
            self._pour(chapter)
        if not (self.leaves and self.leaves[-1].bare):
            self._pad(last=0)

    def _chapters(self) -> Iterator[Chapter]:
        current: Chapter | None = None
        for part in self.document.parts:
            follows = current is not None and not part.opens and current.opens != "bare"
            if current is None or not follows:
                if current is not None:
                    yield current
                current = Chapter(part.opens or "page", part.running, [], [], [])
            self._add(current, part)
        if current is not None:
            yield current

    def _add(self, chapter: Chapter, part: Part) -> None:
        width = self.look.width if chapter.opens == "bare" else self.look.text_width
        chapter.parts.append(part)
        for node in part.children:
            if isinstance(node, Notes):
                chapter.notes = node
                continue
            chapter.blocks.append(self._block(chapter, part, node, width))

    def _block(self, chapter: Chapter, part: Part, node: Node, width: float) -> Block:
        box = self.built.box(self.desk, node, width)
        inner = node
        while isinstance(inner, Anchored):
            chapter.anchors.append((inner.anchor, box))
            inner = inner.child
        if isinstance(node, Heading | Locations) and chapter.blocks:
            gap = self.look.gap  # a heading stands nearer to what it heads
            box = Inset(box, top=gap * 0.6, bottom=-gap * 0.4 if isinstance(node, Heading) else 0)
        return Block(box, part.block)

    def _spread(self, opener: Chapter, facing: Chapter) -> None:
        """An opener goes left where what faces it fits the right page, in full or in short.

        Of several ways of doing a stretch the first is enough: with its pictures it may fill
        the page, and the others stand on the pages after it.
        What the opener has no room for even in short follows on after that page.
        """
        count = _count(facing.parts[:1])
        fits = self._fitted(facing, 1) or self._height(facing.blocks[:1]) <= self.room
        if fits and not self._fitted(opener, len(opener.parts)):
            moved = self._surplus(opener)
            facing.blocks[count:count] = moved
            fits = bool(moved)
        if fits and len(self.leaves) % 2 == 0:
            self._filler()
        if not fits:
            facing.opens = "page"

    def _surplus(self, opener: Chapter) -> list[Block]:
        """The last blocks of an opener that is too high, taken off it; none if that is in vain."""
        kept = list(opener.blocks)
        while len(kept) > _OPENER_LEAST and self._height(kept) > self.room:
            kept.pop()
        if self._height(kept) > self.room:
            return []
        moved, opener.blocks[:] = opener.blocks[len(kept) :], kept
        return moved

    def _fitted(self, chapter: Chapter, parts: int) -> bool:
        """Whether the first parts fit a page, from the last node on in short words if they must."""
        nodes = [
            node
            for part in chapter.parts[:parts]
            for node in part.children
            if not isinstance(node, Notes)
        ]
        blocks = chapter.blocks[: len(nodes)]
        over = self._height(blocks) - self.room
        for at in reversed(range(len(nodes))):
            if over <= 0:
                break
            less = in_short(nodes[at])
            if less == nodes[at]:
                continue
            box = self.desk.build(less, self.look.text_width)
            over -= blocks[at].box.height - box.height
            blocks[at] = structs.replace(blocks[at], box=box)
        if over > 0:
            return False
        was = {id(old.box): new.box for old, new in zip(chapter.blocks, blocks, strict=False)}
        chapter.anchors = [(name, was.get(id(box), box)) for name, box in chapter.anchors]
        chapter.blocks[: len(nodes)] = blocks
        return True

    def _height(self, blocks: Sequence[Block]) -> float:
        return sum(b.box.height for b in blocks) + self.look.gap * max(0, len(blocks) - 1)

    def _pour(self, chapter: Chapter) -> None:
        """A chapter's blocks on pages of its own."""
        first = len(self.leaves)
        if chapter.opens == "bare":
            box = chapter.blocks[0].box
            self.leaves.append(Leaf((), [Placement(0, 0.0, 0.0, box)], bare=True))
            return
        area = Area(self.look.text_width, lambda _: self.room, 1, 0.0, self.look.gap)
        placed = paginate(chapter.blocks, area)
        for number in range(max((p.page for p in placed), default=0) + 1):
            here = [p for p in placed if p.page == number]
            self.leaves.append(Leaf(chapter.running, here))
        found = {id(b): p.page for p in placed for b in _boxes(p.box)}
        for anchor, box in chapter.anchors:
            self.pages.setdefault(anchor, first + 1 + found.get(id(box), 0))
        if chapter.notes is not None:
            self._write_on(self.leaves[-1], chapter.notes)

    def _write_on(self, leaf: Leaf, node: Notes) -> None:
        """Lines on what is left of a page, if that is worth it."""
        used = max((p.y + p.box.height for p in leaf.placed), default=-self.look.gap)
        left = self.room - used - self.look.gap
        box = notes_of(self.desk, node, self.look.text_width, left)
        if left >= max(box.height - 0.01, self.look.height * _NOTES_LEAST):
            leaf.placed.append(Placement(0, 0.0, used + self.look.gap, box))

    def _filler(self) -> None:
        """A page to write on, where a page must be passed over."""
        leaf = Leaf(self.leaves[-1].running if self.leaves else (), [])
        self._write_on(leaf, Notes(self.rules.notes))
        self.leaves.append(leaf)

    def _pad(self, last: int = 1) -> None:
        while (len(self.leaves) + last) % self.rules.multiple:
            leaf = Leaf((), [])
            self._write_on(leaf, Notes(self.rules.notes))
            self.leaves.append(leaf)

    # -- place ------------------------------------------------------------------

    def needed(self) -> int:
        """Digits of the largest page that something refers to."""
        return max((len(str(page)) for page in self.pages.values()), default=1)

    def folio(self, anchor: str) -> str:
        """The number of an anchor's page; an anchor nobody set is the program's fault."""
        if anchor not in self.pages:
            raise ContentError([_unsettled(self.document, f"'{anchor}'")])
        return str(self.pages[anchor])

    def place(self) -> Set:
        """Marks on every page."""
        sheets = [self._sheet(n, leaf) for n, leaf in enumerate(self.leaves, 1)]
        made = finished(self.document, self.look, sheets, self.desk)
        return structs.replace(made, pages=structs.replace(made.pages, labels=self._labels()))

    def _sheet(self, number: int, leaf: Leaf) -> Sheet:
        sheet = Sheet(self.folio, self.desk.setter.char_width)
        if leaf.bare:
            leaf.placed[0].box.place(sheet, 0.0, 0.0)
            return sheet
        look = self.look
        left = look.right if self.rules.mirror and number % 2 == 0 else look.left
        if self.document.header:
            furniture(self.desk, self.document.header, number, len(self.leaves)).place(
                sheet, left, look.top
            )
        for placement in leaf.placed:
            placement.box.place(sheet, left, look.top + self.head + placement.y)
        running = leaf.running if number % 2 else ()
        feet = _feet(self.document, number, running)
        foot = furniture(self.desk, feet, number, len(self.leaves))
        foot.place(sheet, left, look.height - look.bottom - foot.height)
        return sheet

    def _labels(self) -> tuple[PageLabel, ...]:
        """Pages are numbered as printed, the first being 1; covers have names."""
        count = len(self.leaves)
        found = [PageLabel(0, first=1)]
        if self.leaves[0].bare and self.rules.cover:
            found = [PageLabel(0, self.rules.cover)]
            found += [PageLabel(1, first=2)] if count > 1 else []
        if count > 2 and self.leaves[-1].bare and self.rules.back:
            found.append(PageLabel(count - 1, self.rules.back))
        return tuple(found)


def _count(parts: Sequence[Part]) -> int:
    """How many blocks parts make."""
    return sum(1 for part in parts for node in part.children if not isinstance(node, Notes))


def _boxes(box: Box) -> Iterator[Box]:
    """What a placement holds, one level down."""
    yield box
    if isinstance(box, Stack):
        yield from box.boxes()


def _feet(document: Document, page: int, running: Runs) -> tuple[Node, ...]:
    """The foot of a page: its number, and on right pages what the page is about."""
    return tuple(
        structs.replace(node, page=page, runs=running or node.runs)
        if isinstance(node, Folio) else node
        for node in document.footer
    )  # fmt: skip
