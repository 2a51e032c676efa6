"""Bind a booklet: chapters fill pages once, then page numbers are known and marks are placed.

A chapter is what opens a page and all that flows on after it. Numbers of pages are given
room before they are known; where one needs more digits than it was given, everything is
set once more with more room, and that can happen only as often as a number has digits.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import structs

from handouts.diagnostics import ContentError, Diagnostic, Span
from handouts.document.booklet_nodes import Folio, Notes
from handouts.document.nodes import Document, Node, Part, Runs
from handouts.looks.book import notes_of
from handouts.looks.chapters import Built, Chapter, Leaf, Looks, Rules, height_of
from handouts.looks.filling import LARGER, emptiest, grown, pulled, shows_figures, surplus
from handouts.looks.look import Look, Tuning
from handouts.looks.setting import Bench, LookAt, Set, body_room, finished, furniture
from handouts.typeset.boxes import Box, Inset, Sheet, Stack
from handouts.typeset.pages import PageLabel
from handouts.typeset.paginate import Area, Block, Placement, paginate
from handouts.typeset.sheet import END

_DIGITS: Final = (2, 3, 4)
_MANY: Final = 23  # stretches; a booklet of more has a hundred pages, so it is set for them at once
# The look as the theme has it, and a little smaller where that saves a page.
_TUNINGS: Final = (
    Tuning(), Tuning(spacing=0.9, body=-0.3), Tuning(spacing=0.75, body=-0.5),
)  # fmt: skip
_SHARES: Final = (0.07, 0.16)  # what those save, at most, of a page of boxes
_SCRAP: Final = 0.65  # a last page that is used less is worth saving
_REST: Final = 0.35  # and so a stretch's, which ends with room for notes
_GAP: Final = 0.25  # of a page: what stays empty at its end is worth another order of boxes
# Where figures are larger: gaps that are filled, and whether those of the first page stay.
_WAYS: Final = ((_GAP, False), (0.35, False), (_GAP, True))
_BETTER: Final = 0.7  # that other order leaves so much less empty
_LONG: Final = 5  # pages; of so many nobody minds the last
_NOTES_LEAST: Final = 0.14  # of a page's height; less room than that stays white


def set_booklet(document: Document, look_at: LookAt, bench: Bench, rules: Rules) -> Set:
    """The pages of a booklet, every reference with its number."""
    looks = Looks(document, look_at, bench, _DIGITS[0])
    stretches = sum(1 for part in document.parts if part.opens == "left")
    for digits in _DIGITS[stretches > _MANY :]:
        looks.digits = digits
        binder = _Binder(document, [looks.at(tuning) for tuning in _TUNINGS], rules)
        binder.fill()
        if binder.needed() <= digits:
            made = binder.place()
            looks.forget()
            return made
    last = max(binder.pages.items(), key=lambda pair: pair[1])
    raise ContentError([_unsettled(document, f"'{last[0]}' on page {last[1]}")])


def _unsettled(document: Document, what: str) -> Diagnostic:
    message = f"the page number of {what} does not settle"
    span = Span(document.file) if document.file else None
    return Diagnostic("error", "reference", message, span, "make two booklets of it")


class _Binder:
    def __init__(self, document: Document, looks: Sequence[Built], rules: Rules) -> None:
        self.document, self.rules = document, rules
        self.built, *self.tighter = looks
        self.desk = desk = self.built.desk
        self.look: Look = desk.look
        self.pages: dict[str, int] = {}
        self.leaves: list[Leaf] = []
        self.moved: dict[int, Part | None] = {}  # parts whose boxes stand in another order
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
                self._spread(chapters[at - 1] if at else None, chapter, following)
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
                current = Chapter(part.opens or "page", part.running, [], [], [], self.built)
            current.add(part)
        if current is not None:
            yield current

    def _spread(self, after: Chapter | None, opener: Chapter, facing: Chapter) -> None:
        """An opener goes left where what faces it fits the right page, in full or in short.

        Of several ways of doing a stretch the first is enough: with its pictures it may fill
        the page, and the others stand on the pages after it.
        What it may help with follows on after that page where the opener has no room for it.
        """
        fits, count = self._one_page(facing, 1), facing.fixed or _count(facing.parts[:1])
        kept = count
        if not fits:
            fits, kept = height_of(facing.blocks[:1], self.look.gap) <= self.room, 1
        if fits and not self._one_page(opener, len(opener.parts)):
            moved = surplus(opener, self.room)
            facing.blocks[kept:kept] = moved
            fits, count = bool(moved), count + len(moved)
        if fits and len(self.leaves) % 2 == 0:
            self._filler(after)
        facing.fixed = count
        if not fits:
            facing.opens, facing.fixed = "page", 0

    def _one_page(self, chapter: Chapter, parts: int) -> bool:
        """Whether the first parts fit a page, in short words or a little smaller if they must."""
        over = self._fitted(chapter, parts)
        count = _count(chapter.parts[:parts])
        for built, share in zip(self.tighter, _SHARES, strict=True):
            if over <= 0 or over > self.room * share:
                continue
            tried = chapter.shortened(built, parts)
            if tried.height <= self.room:
                boxes = [block.box for block in tried.blocks[:count]]
                page = Stack(self.look.text_width, boxes, built.look.gap)
                chapter.blocks[:count] = [Block(page, chapter.parts[0].block)]
                chapter.anchors, chapter.fixed = tried.anchors, 1
                return True
        return over <= 0

    def _fitted(self, chapter: Chapter, parts: int) -> float:
        """Points by which the first parts are over a page, in short words from the last node on."""
        nodes = [
            node
            for part in chapter.parts[:parts]
            for node in part.children
            if not isinstance(node, Notes)
        ]
        blocks = chapter.blocks[: len(nodes)]
        over = height_of(blocks, chapter.built.look.gap) - self.room
        for at in reversed(range(len(nodes))):
            if over <= 0:
                break
            less = chapter.built.short(nodes[at])
            if less is nodes[at]:
                continue
            was, box = blocks[at].box, chapter.built.box(less, self.look.text_width)
            box = Inset(box, bottom=was.bottom) if box.apart and isinstance(was, Inset) else box
            over -= was.height - box.height
            blocks[at] = structs.replace(blocks[at], box=box)
        if over > 0:
            return over
        new = {id(old.box): b.box for old, b in zip(chapter.blocks, blocks, strict=False)}
        chapter.anchors = [(name, new.get(id(box), box)) for name, box in chapter.anchors]
        chapter.blocks[: len(nodes)] = blocks
        return 0.0

    def _pour(self, chapter: Chapter) -> None:
        """A chapter's blocks on pages of its own."""
        first = len(self.leaves)
        if chapter.opens == "bare":
            box = chapter.blocks[0].box
            self.leaves.append(Leaf((), [Placement(0, 0.0, 0.0, box)], bare=True))
            self._found(chapter, first, {})
            return
        chapter, placed = self._shorter(chapter, self._placed(chapter))
        pages = {id(b): p.page for p in placed for b in _boxes(p.box)}
        if chapter.of_stretch:
            placed = grown(placed, chapter.built, self.room)
        for number in range(_last(placed) + 1):
            self.leaves.append(Leaf(chapter.running, [p for p in placed if p.page == number]))
        self._found(chapter, first, pages)
        if chapter.notes is not None:
            self._write_on(self.leaves[-1], chapter.notes)

    def _placed(self, chapter: Chapter) -> list[Placement]:
        """A chapter's blocks on pages; what goes on stands under its title, said again."""
        built, look, runs = chapter.built, chapter.built.look, self.desk.again(chapter.title)
        again, down = None, 0.0
        if runs:
            with built.desk.furnished():
                again = built.desk.text(runs, look.style("heading"), look.text_width)
            down = again.height + look.gap
        area = Area(look.text_width, lambda n: self.room - (down if n else 0), 1, 0.0, look.gap)
        placed = list(paginate(chapter.blocks, area))
        if again is None or not _last(placed):
            return placed
        moved = [structs.replace(p, y=p.y + down) if p.page else p for p in placed]
        heads = [Placement(n, 0.0, 0.0, again) for n in range(1, _last(placed) + 1)]
        return sorted([*heads, *moved], key=lambda p: p.page)

    def _shorter(
        self, chapter: Chapter, placed: list[Placement]
    ) -> tuple[Chapter, list[Placement]]:
        """A chapter a little smaller where that saves a page.

        A stretch's only where it would end on a left page: the next one opens left, and a
        page to pass over would take what was saved.
        """
        count = _last(placed)
        used = max((p.y + p.box.height for p in placed if p.page == count), default=0.0)
        ends_left = (len(self.leaves) + count + 1) % 2 == 0
        little = used < self.room * (_SCRAP if chapter.title else _REST * ends_left)
        share = used / (used + count * self.room)
        tries = zip(self.tighter, _SHARES, strict=True) if little and 0 < count < _LONG else ()
        for built, most in tries:
            if share > most * (1.0 if chapter.of_stretch else 2.5):
                continue
            tried = chapter.rebuilt(built)
            found = self._placed(tried)
            if _last(found) < count:
                return tried, found
        if not chapter.of_stretch:
            return chapter, placed
        gap = 1.0 if ends_left else emptiest(placed, chapter.built, self.room)
        again = self._reordered(chapter, count - ends_left) if gap > _GAP else None
        scrap = used < self.room * _REST and count > 0
        if again and emptiest(again[1], again[0].built, self.room) >= gap * _BETTER:
            again = None
        if again is None and chapter.fixed and (ends_left or scrap):
            again = self._larger(chapter, count + ends_left)
        if again is None:
            return chapter, placed
        if again[0].parts[-1] is not chapter.parts[-1]:  # its boxes stand in another order
            self.moved[id(chapter.parts[1])] = again[0].parts[1]
            self.moved |= {id(part): None for part in chapter.parts[2:]}
        return again

    def _larger(self, chapter: Chapter, last: int) -> tuple[Chapter, list[Placement]] | None:
        """A stretch whose figures are so much larger that it ends on the `last` page.

        It had a page to pass over after it, or a scrap on its last one.
        """
        ways: list[tuple[float, Chapter, list[Placement]]] = []
        for stage in LARGER if shows_figures(chapter) else ():
            larger = chapter.rebuilt(chapter.built.roomier(stage))
            if any(block.box.height > self.room for block in larger.blocks):
                continue
            pulls = (pulled(larger, self.room, last + 1, *way) for way in _WAYS)
            orders = [(1 / _BETTER, order.rebuilt(larger.built)) for order in pulls if order]
            for worse, tried in ((1.0, larger), *orders):
                found = self._placed(tried)
                if _last(found) == last:
                    whole = tried.notes is None  # else lines to write on fill the last page
                    empty = emptiest(found, tried.built, self.room, whole)
                    ways.append((empty * worse, tried, found))
        best = min(ways, key=lambda way: way[0], default=None)
        return best[1:] if best else None

    def _reordered(self, chapter: Chapter, last: int) -> tuple[Chapter, list[Placement]] | None:
        """A stretch with its boxes in an order that fills pages, if it ends on the `last` then.

        Only figures leave gaps large enough to measure everything anew for.
        """
        looks = (self.built, *self.tighter) if shows_figures(chapter) else (self.built,)
        for built, least in itertools.product(looks, (_GAP, 0.0)):
            again = chapter if built is chapter.built else chapter.rebuilt(built)
            tried = pulled(again, self.room, last + 1, least)
            if tried is None:
                continue
            tried = tried.rebuilt(built)
            found = self._placed(tried)
            if _last(found) == last:
                return tried, found
        return None

    def _found(self, chapter: Chapter, first: int, pages: Mapping[int, int]) -> None:
        """Notes the page of each anchor, and the last of its chapter."""
        for anchor, box in chapter.anchors:
            self.pages.setdefault(anchor, first + 1 + pages.get(id(box), 0))
            self.pages.setdefault(anchor + END, len(self.leaves))

    def _write_on(self, leaf: Leaf, node: Notes | None) -> None:
        """Lines on what is left of a page, if that is worth it."""
        if node is None:
            return
        used = max((p.y + p.box.height for p in leaf.placed), default=-self.look.gap)
        left = self.room - used - self.look.gap
        box = notes_of(self.desk, node, self.look.text_width, left)
        if left >= max(box.height - 0.01, self.look.height * _NOTES_LEAST):
            leaf.placed.append(Placement(0, 0.0, used + self.look.gap, box))

    def _filler(self, after: Chapter | None) -> None:
        """A page to write on, where a page must be passed over."""
        log = self.rules.log if after is not None and after.of_stretch else None
        self._to_write_on(self.leaves[-1].running if self.leaves else (), log or self.rules.notes)

    def _to_write_on(self, running: Runs, node: Notes | None) -> None:
        """A page with nothing to read on it."""
        leaf = Leaf(running, [])
        with self.desk.furnished():
            self._write_on(leaf, node)
        self.leaves.append(leaf)

    def _pad(self, last: int = 1) -> None:
        """Pages to write on at the end, a table to fill in and lines by turns."""
        kinds = [kind for kind in (self.rules.log, self.rules.notes) if kind is not None]
        count = -(len(self.leaves) + last) % self.rules.multiple
        for n in range(count):
            self._to_write_on((), kinds[(n + count) % len(kinds)] if kinds else None)

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
        parts = tuple(p for part in self.document.parts if (p := self.moved.get(id(part), part)))
        document = structs.replace(self.document, parts=parts)  # read in the order it is set in
        made = finished(document, self.look, sheets, self.desk)
        return structs.replace(made, pages=structs.replace(made.pages, labels=self._labels()))

    def _sheet(self, number: int, leaf: Leaf) -> Sheet:
        sheet = Sheet(self.folio, self.desk.setter.char_width)
        if leaf.bare:
            leaf.placed[0].box.place(sheet, 0.0, 0.0)
            return sheet
        look = self.look
        left = look.right if self.rules.mirror and number % 2 == 0 else look.left
        if self.document.header:
            once = number == self._printed()[0]
            head = furniture(self.desk, self.document.header, number, len(self.leaves), once)
            head.place(sheet, left, look.top)
        for placement in leaf.placed:
            placement.box.place(sheet, left, look.top + self.head + placement.y)
        running = leaf.running if number % 2 else ()
        feet = _feet(self.document, number, running)
        once = number == self._printed()[-1]
        foot = furniture(self.desk, feet, number, len(self.leaves), once)
        foot.place(sheet, left, look.height - look.bottom - foot.height)
        return sheet

    def _printed(self) -> list[int]:
        """The numbers of the pages that have a head and a foot."""
        return [number for number, leaf in enumerate(self.leaves, 1) if not leaf.bare]

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


def _last(placed: Sequence[Placement]) -> int:
    """The last page of placements, from 0."""
    return max((p.page for p in placed), default=0)


def _boxes(box: Box, levels: int = 2) -> Iterator[Box]:
    """What a placement holds, two levels down."""
    yield box
    if isinstance(box, Stack) and levels:
        for inner in box.boxes():
            yield from _boxes(inner, levels - 1)


def _feet(document: Document, page: int, running: Runs) -> tuple[Node, ...]:
    """The foot of a page: its number, and on right pages what the page is about."""
    return tuple(
        structs.replace(node, page=page, runs=running or node.runs)
        if isinstance(node, Folio) else node
        for node in document.footer
    )  # fmt: skip
