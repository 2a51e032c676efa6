"""What says the same to many clients, set in type once for all programmes of a press.

Warnings, limits of pain, the practice's address and a stretch's steps come in one programme
after another in the very same words. A node of a document that equals one met before is replaced
by that one; of what is known by being the same object, boxes, marks and tags are kept. Only
equal nodes are ever shared, so no word of one client can come to another.
"""

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct, structs

from handouts.document.elements import Element
from handouts.document.nodes import Document, Exercise, List, Node, Part
from handouts.looks.look import Look
from handouts.typeset.boxes import EPSILON, Box, Split
from handouts.typeset.pages import Mark, Tag
from handouts.typeset.sheet import Sheet

FIRST: Final = 1 << 24  # above all numbers that a desk gives to what one document alone says
# What is of the library and the practice alone; others would only fill the memory.
_BLOCKS: Final = frozenset({"programme-stop", "contact", "pain", "adjust"})
_EXERCISES: Final = "exercises"
_NODES: Final = 200  # before all are forgotten, as it is with so many boxes or things told
_BOXES: Final = 200
_TOLD: Final = 5000
_FRAGMENTS: Final = 64
_PLACES: Final = 4  # of one box, at which its marks are kept


class Kept(Struct):
    """A box in one look, what was told while it was built, and its marks by its place.

    One that is not `sound` has something wrong with it, which every document must be told.
    """

    box: Box
    look: Look
    told: tuple[tuple[int, Any], ...]
    sound: bool
    marks: dict[tuple[float, float], tuple[Mark, ...]]


class Fragment(Struct, frozen=True):
    """Tags from one place in the tree on, and the places of what was told in them."""

    tags: tuple[Tag, ...]
    places: dict[Any, int]


class Standing:
    """What documents of one press in one set of faces have in common."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.read: dict[int, tuple[Element, ...] | None] = {}  # of nodes by identity, once read
        self.fragments: dict[tuple[int, int], Fragment] = {}  # by element and place in the tree
        self._nodes: dict[Node, Node] = {}
        self._boxes: dict[tuple[int, float, int], Kept] = {}

    def shared(self, document: Document) -> Document:
        """The document with what it has in common with others in the very same nodes."""
        if document.foreign:  # its words may be in another language, which is told word by word
            return document
        if len(self._nodes) >= _NODES or len(self._boxes) >= _BOXES or len(self.told) >= _TOLD:
            self._forget()  # now, while nobody has any of it in hand
        used = set[int]()  # what is said twice is told apart by being two objects
        parts = (self._part(part, used) for part in document.parts)
        return structs.replace(document, parts=tuple(parts))

    def _part(self, part: Part, used: set[int]) -> Part:
        """A part whose nodes are the same throughout, or that has such nodes in it."""
        if part.block in _BLOCKS:
            nodes = tuple(self._same(node, used) for node in part.children)
        elif part.block == _EXERCISES:
            nodes = tuple(self._exercise(node, used) for node in part.children)
        else:
            return part
        return structs.replace(part, children=nodes)

    def _exercise(self, node: Node, used: set[int]) -> Node:
        """An exercise, its steps those of the stretch; the dose and the notes are the client's."""
        if not isinstance(node, Exercise):
            return node
        children = (self._same(n, used) if isinstance(n, List) else n for n in node.box.children)
        return structs.replace(node, box=structs.replace(node.box, children=tuple(children)))

    def _forget(self) -> None:
        for known in (self.read, self.fragments, self._nodes, self._boxes):
            known.clear()
        self.told = []

    def _same(self, node: Node, used: set[int]) -> Node:
        known = self._nodes.setdefault(node, node)
        if id(known) in used:
            return node
        used.add(id(known))
        self.read.setdefault(id(known), None)
        return known

    def box(self, node: Any, width: float, look: Look, build: Callable[[], Kept]) -> Kept:
        """A node's box, built for the first document that has it in this look."""
        key = id(node), width, id(look)
        kept = self._boxes.get(key)
        if kept is None:
            kept = build()
            if kept.sound:
                self._boxes[key] = kept
        return kept

    def elements(self) -> frozenset[int]:
        """The elements that documents have in common, by identity."""
        return frozenset(id(each) for found in self.read.values() if found for each in found)

    def keep(self, element: Element, at: int, fragment: Fragment) -> None:
        """Keep the tags of an element of one of these nodes."""
        if len(self.fragments) >= _FRAGMENTS:
            self.fragments.clear()
        self.fragments[id(element), at] = fragment


class Shared(Box):
    """A box that other documents place too: nothing that is done to this one changes it."""

    __slots__ = ("again", "inner", "kept")

    def __init__(self, kept: Kept, again: Callable[[], Box]) -> None:
        super().__init__(kept.box.width, kept.box.height, kept.box.keep_next)
        self.kept, self.inner, self.again = kept, kept.box, again

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        known = self.kept.marks if self.inner is self.kept.box else {}
        marks = known.get((x, y))
        if marks is not None:
            sheet.marks += marks
            return
        start = len(sheet.marks)
        self.inner.place(sheet, x, y)
        if len(known) < _PLACES:
            known[x, y] = tuple(sheet.marks[start:])

    def split(self, room: float) -> Split:
        if self.height <= room + EPSILON:
            return self, None
        head, tail = self.inner.split(room)
        if head is None:
            return None, self
        if tail is None or self.inner is not self.kept.box:
            return head, tail
        # What stands over the rest is said by this document alone.
        self.inner = self.again()
        return self.inner.split(room)

    def loosen(self) -> None:
        self.inner = self.again()
        self.inner.loosen()
        self.keep_next = False
