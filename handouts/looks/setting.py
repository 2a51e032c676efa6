"""Set a Document in type: components measure it, pages are filled, marks are placed.

This is the one way from nodes to Pages. Page numbers are known before anything is
drawn, because pages are filled before marks are placed.
"""

from collections.abc import Sequence

from msgspec import Struct, structs

from handouts.diagnostics import Diagnostic, Span
from handouts.document.booklet_nodes import Folio
from handouts.document.inline import NBSP
from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import (
    Contact,
    Document,
    Imprint,
    Node,
    PageBreak,
    Pairs,
    Run,
    Stages,
    Title,
)
from handouts.looks.bench import Bench as Bench
from handouts.looks.bench import LookAt as LookAt
from handouts.looks.components import title_room
from handouts.looks.desk import Desk
from handouts.looks.look import TITLE_LEAST, Look, Tuning
from handouts.looks.tagging import tags_of
from handouts.typeset.boxes import Box, Sheet, Stack
from handouts.typeset.lines import Setter
from handouts.typeset.pages import Page, Pages
from handouts.typeset.paginate import Area, Block, Placement, TooTall, paginate

_SCRAP = 0.35  # a last page that is used less is worth saving
_TIGHTER = (0.88, 0.94)  # the closest first: where it saves no page, none is taken to
_WIDEST_PAGE = 88  # while heights are measured; as wide as any two-digit number


class Set(Struct, frozen=True):
    """The pages of a document, what is wrong with its characters, and blocks given up to fit."""

    pages: Pages
    problems: tuple[Diagnostic, ...]
    left_out: tuple[str, ...] = ()


def blocks_of(document: Document, desk: Desk, columns: int) -> list[Block]:
    """Every part measured, at the width it will have."""
    look = desk.look
    full = look.text_width
    narrow = (full - look.gap * 1.5 * (columns - 1)) / columns
    out: list[Block] = []
    breaks = False
    above: Node | None = None
    for part in document.parts:
        for node in part.children:
            if isinstance(node, PageBreak):
                breaks = bool(out)
                continue
            span = columns == 1 or _spans(node)
            if isinstance(node, Stages) and isinstance(above, Pairs):
                out[-1].box.keep_next = True  # a table of mistakes and their pictures
            box = desk.build(node, full if span else narrow)
            out.append(Block(box, part.block, span, breaks))
            above, breaks = node, False
    return out


def _spans(node: Node) -> bool:
    return isinstance(node, Title | Contact) or (isinstance(node, BoxNode) and node.role == "stop")


def set_flow(document: Document, look_at: LookAt, bench: Bench) -> Set:
    """As many pages as the document needs, a little tighter where that saves a scrap page."""
    title = _title_factor(document, look_at(Tuning()), bench.setter)
    usual = look_at(Tuning(title=title))
    try:
        best = _flow(document, usual, bench)
    except TooTall:
        document = _opened_up(document)
        best = _flow(document, usual, bench)
    if best.count > 1 and (best.last_fill <= _SCRAP or best.packed <= 1.0):
        best = _tightened(document, best, title, look_at, bench)
    return finished(document, best.desk.look, _sheets(best), best.desk)


def _tightened(
    document: Document, usual: "_Flow", title: float, look_at: LookAt, bench: Bench
) -> "_Flow":
    """Fewer pages, set no closer than that needs; as it was where the closest saves none."""
    best, most = usual, usual.count - 1
    for spacing in _TIGHTER:
        try:
            tried = _flow(document, look_at(Tuning(title=title, spacing=spacing)), bench)
        except TooTall:  # closer set, a box may be kept whole that was split before
            continue
        if tried.count > most:
            break
        best, most = tried, tried.count
    return best


def _opened_up(document: Document) -> Document:
    """What a title's panel holds besides the title in the flow after it: no page is too small."""
    parts = []
    for part in document.parts:
        children: list[Node] = []
        for node in part.children:
            if isinstance(node, Title):
                inner = (*node.below, *((node.tail,) if node.tail is not None else ()))
                children += [structs.replace(node, below=(), tail=None), *inner]
            else:
                children.append(node)
        parts.append(structs.replace(part, children=tuple(children)))
    return structs.replace(document, parts=tuple(parts))


def _title_factor(document: Document, look: Look, setter: Setter) -> float:
    """How much smaller the title is set, within its bounds, so that no word of it is broken."""
    found = (n for part in document.parts[:1] for n in part.children if isinstance(n, Title))
    title = next(found, None)
    if title is None:
        return 1.0
    longest = setter.longest_word(title.runs, look.style("title"))
    room = title_room(look) - 0.5
    return 1.0 if longest <= room else max(TITLE_LEAST, room / longest)


class _Flow(Struct, frozen=True):
    """So many pages in the making; `last_fill` is how much of the last one is used, from 0 to 1.

    `packed` is how much all of it would fill one page fewer, if no box had to stay whole.
    """

    desk: Desk
    edges: "_Edges"
    placed: tuple[Placement, ...]
    count: int
    last_fill: float
    packed: float


def _flow(document: Document, look: Look, bench: Bench) -> _Flow:
    desk = bench.desk(look)
    desk.continued = document.continued
    edges = _Edges(desk, document)
    foot = edges.foot(_WIDEST_PAGE - 1, _WIDEST_PAGE)

    def height(page: int) -> float:
        return body_room(look, edges.head(page, _WIDEST_PAGE), foot)

    area = Area(look.text_width, height, bench.columns, look.gap * 1.5, look.gap)
    blocks = blocks_of(document, desk, bench.columns)
    placed = paginate(blocks, area)
    named = {part.block for part in document.parts}
    if "questions" in named:
        from handouts.looks.writing import written_on  # only programmes need it

        placed = tuple(written_on(document, desk, blocks, placed, area))
    elif "methods" in named and desk.portraits:
        from handouts.looks.filling import grown_in_flow  # only what is drawn needs it

        placed = tuple(grown_in_flow(document, desk, bench, blocks, placed, area))
    count = max((p.page for p in placed), default=0) + 1
    last = max((p.y + p.box.height for p in placed if p.page == count - 1), default=0.0)
    fewer = sum(height(page) for page in range(count - 1)) or 1.0
    packed = sum(b.box.height + look.gap for b in blocks) / bench.columns / fewer
    return _Flow(desk, edges, placed, count, last / height(count - 1), packed)


def _sheets(flow: _Flow) -> tuple[Sheet, ...]:
    """The pages with their marks, between head and foot."""
    look, sheets = flow.desk.look, tuple(Sheet() for _ in range(flow.count))
    for number, sheet in enumerate(sheets):
        above, below = flow.edges.head(number, flow.count), flow.edges.foot(number, flow.count)
        above.place(sheet, look.left, look.top)
        top = look.top + above.height + (look.gap * 0.8 if above.height else 0)
        for p in flow.placed:
            if p.page == number:
                p.box.place(sheet, look.left + p.x, top + p.y)
        below.place(sheet, look.left, look.height - look.bottom - below.height)
    return sheets


class _Edges:
    """The head and the foot of every page; one that prints no page number is built but once."""

    def __init__(self, desk: Desk, document: Document) -> None:
        self._desk, self._document = desk, document
        self._made: dict[tuple[object, ...], Stack] = {}

    def head(self, number: int, count: int) -> Stack:
        """The head of page `number`, from 0, of `count`; the first one is read aloud."""
        document = self._document
        nodes = document.header if number == 0 or not document.running else document.running
        return self._built("head", nodes, number, count, number == 0)

    def foot(self, number: int, count: int) -> Stack:
        """The foot of a page; the last one is read aloud."""
        return self._built("foot", self._document.footer, number, count, number == count - 1)

    def _built(
        self, edge: str, nodes: Sequence[Node], number: int, count: int, once: bool
    ) -> Stack:
        numbered = any(isinstance(node, Imprint) and node.page for node in nodes)
        key = edge, once, (number, count) if numbered else None
        if key not in self._made:
            self._made[key] = furniture(self._desk, nodes, number + 1, count, once)
        return self._made[key]


def body_room(look: Look, head: Box, foot: Box) -> float:
    """Height left for the body between head and foot."""
    above = look.top + head.height + (look.gap * 0.8 if head.height else 0)
    below = look.bottom + foot.height + (look.gap * 0.8 if foot.height else 0)
    return look.height - above - below


def furniture(
    desk: Desk, nodes: Sequence[Node], page: int, pages: int, once: bool = False
) -> Stack:
    """The head or foot of page `page` of `pages`; `once` in a handout it is read aloud."""
    width = desk.look.text_width
    made = []
    for node in nodes:
        desk.furnishing = not once or isinstance(node, Folio)
        made.append(desk.build(_numbered(node, page, pages), width))
        desk.furnishing = False
    return Stack(width, made, desk.look.gap * 0.4)


def _numbered(node: Node, page: int, pages: int) -> Node:
    if not isinstance(node, Imprint) or not node.page:
        return node
    words = node.page.replace("{page}", str(page)).replace("{pages}", str(pages))
    words = words.replace(" ", NBSP)
    parts = [run.text for run in node.right] + [words]
    return structs.replace(node, right=(Run(" · ".join(p for p in parts if p)),))


def finished(document: Document, look: Look, sheets: Sequence[Sheet], desk: Desk) -> Set:
    """The frozen pages."""
    pages = tuple(Page(look.width, look.height, tuple(sheet.marks)) for sheet in sheets)
    about = document.title, document.language, document.author, document.subject
    made = Pages(*about, pages, tags=tags_of(document, desk.told, desk.standing, desk.stood))
    return Set(made, tuple(_found(problem, document) for problem in desk.problems))


def _found(problem: Diagnostic, document: Document) -> Diagnostic:
    """A problem of words that were made, not typed, is told at the head of the file."""
    if problem.span is not None or not document.file:
        return problem
    return structs.replace(problem, span=Span(document.file))
