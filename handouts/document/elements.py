"""Elements: what a Document is when it is read aloud, and how nodes become them.

Roles are the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4). An element names by
`keys` what the components set when they set its words: the very runs or nodes of the
Document, or a pair of a word and such a one for what is made on the way (the number of a
step, a page number).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from handouts.document import nodes as n
from handouts.document.booklet_nodes import Anchored, Entry, Folio
from handouts.document.nodes import Node, Run, Runs

LABEL: Final = "label"  # the number of a step or of an entry
PAGE: Final = "page"  # the number of the page that a line of the contents leads to
RIGHT: Final = "right"  # the right half of an imprint
DEEPEST: Final = 6


class Element(Struct, frozen=True, gc=False):
    """An element: its role, what is in it, and for one that holds words itself, the words.

    `alt` says what a figure shows; `scope` what a header cell heads; `numbering` how a list
    is marked; one that `stays` is there even where nothing is in it, as an empty cell is.
    """

    role: str
    children: "tuple[Element, ...]" = ()
    runs: Runs = ()
    keys: tuple[Any, ...] = ()
    alt: str = ""
    scope: str = ""
    numbering: str = ""
    stays: bool = False


Elements = Iterator[Element]
Known = dict[int, tuple[Element, ...] | None]


def spoken(node: Any) -> Runs:
    """The first words of a node, by which what belongs to it can be named."""
    if isinstance(node, n.Paragraph | n.Heading):
        return node.runs
    children: tuple[Any, ...] = getattr(node, "children", ()) or getattr(node, "items", ())
    return next((found for child in children if (found := spoken(child))), ())


def says(role: str, runs: Runs, *keys: Any, **about: Any) -> Elements:
    """An element that holds words, where there are any."""
    if runs or keys:
        yield Element(role, runs=runs, keys=(runs, *keys), **about)


def listed(items: Iterable[Element], numbering: str = "None") -> Elements:
    """A list, where there is anything in it."""
    found = tuple(items)
    if found:
        yield Element("L", found, numbering=numbering)


def entry(body: Iterable[Element], label: Element | None = None) -> Element:
    """An entry of a list; a single paragraph in it needs no element of its own."""
    parts = tuple(body)
    if len(parts) == 1 and parts[0].role == "P" and not parts[0].children:
        inside = Element("LBody", runs=parts[0].runs, keys=parts[0].keys)
    else:
        inside = Element("LBody", parts)
    return Element("LI", (label, inside) if label else (inside,))


def line(runs: Runs, *keys: Any) -> Element:
    """An entry of a list that is one line."""
    return entry(says("P", runs, *keys))


def cell(role: str, runs: Runs, scope: str = "", *keys: Any) -> Element:
    """A cell of a table, which stands even where it is empty."""
    return Element(role, runs=runs, keys=(runs, *keys), scope=scope, stays=True)


def typed_of(node: n.Qr) -> Runs:
    """The words of a QR code that are its address, for those who type; () where none are."""
    address = node.url.removeprefix("https://")
    return next((runs for runs in (node.short, node.line) if address in n.text_of(runs)), ())


def label_of(number: int, node: Any) -> Element:
    """The number of a step or an entry, known by any words of what it stands before."""
    keys = tuple((LABEL, words) for words in words_in(node))
    return Element("Lbl", runs=(Run(f"{number}."),), keys=keys)


def words_in(node: Any) -> Iterator[Runs]:
    """The words of the paragraphs straight in a node, in full and in short."""
    for child in node.children:
        if isinstance(child, n.Paragraph | n.Heading):
            yield from (runs for runs in (child.runs, getattr(child, "short", ())) if runs)


class Reader:
    """Reads nodes one after another; in a booklet what belongs to a stretch stands deeper."""

    def __init__(
        self, readers: "Mapping[type, Read]", booklet: bool, known: "Known | None" = None
    ) -> None:
        self.booklet = booklet
        self._known = {} if known is None else known
        self.deeper = 0  # levels by which headings stand below the handout's own
        self.labels: dict[str, str] = {}  # what the places are called that references lead to
        self._readers = readers

    def all(self, nodes: Sequence[Node]) -> Elements:
        """The nodes in their order; lines of the contents that follow each other are one list."""
        held: list[Element] = []
        for node in nodes:
            inner = node.child if isinstance(node, Anchored) else node
            if isinstance(inner, Entry) and not (held and inner.first):
                held += self.one(inner)
                continue
            if held:
                yield Element("TOC", tuple(held))
            held = [*self.one(inner)] if isinstance(inner, Entry) else []
            if not held:
                yield from self.one(inner)
        if held:
            yield Element("TOC", tuple(held))

    def one(self, node: Any) -> Elements:
        """What a node is when read."""
        if isinstance(node, n.PageBreak | Folio):
            return iter(())
        if id(node) not in self._known:
            return self._readers[type(node)](self, node)
        found = self._known[id(node)]
        if found is None:
            found = self._known[id(node)] = tuple(self._readers[type(node)](self, node))
        return iter(found)

    def heading(self, runs: Runs, level: int, *keys: Any) -> Elements:
        """A heading of a level, from 1."""
        return says(f"H{min(level, DEEPEST)}", runs, *keys)


Read = Callable[[Reader, Any], Elements]
