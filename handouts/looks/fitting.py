"""One page, always: what a full card gives up, in order, and what it does with room.

In order: short wordings; optional blocks by rank; the title down to 72 %; the body
to its floor; spacing to .85; conditions to ask about first, closed with "and others
on your full sheet". Then an error says what to cut. Never given up: a step, a stop
line, the title, the dose, the contact line where the layout gives it no rank.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from handouts.diagnostics import ContentError, Diagnostic, Span
from handouts.document.nodes import Document, Paragraph, Part, Step, Steps, Title, text_of
from handouts.looks.components import title_room
from handouts.looks.look import BODY_MOST, SPACING_LEAST, TITLE_LEAST, Look, Tuning
from handouts.looks.setting import Bench, LookAt, Set, blocks_of, body_room, finished, furniture
from handouts.looks.shorten import fewer_conditions, shape, shorter, without_maps
from handouts.looks.title import title_lines, too_long
from handouts.typeset.boxes import Box, Sheet
from handouts.typeset.paginate import Area, Block, paginate

_SAFETY = frozenset({"stop", "programme-stop"})
_ANCHORED = frozenset({"stop", "contact", "programme-stop"})
_GAP_MOST = 1.3
_LEAST_MAPPED = 320.0  # points: narrower paper (A6) has no room for a body map
_ODDLY_MANY = 20  # lines; so much is seldom the words' fault
_STAGES = (0.86, 0.74, 0.62, 0.5)  # times the usual height of stages
_LAST_STAGE = 0.4  # before figures are given up
_ENDLESS = 1e5  # points: higher than any card


class Try(Struct, frozen=True):
    """A document with a tuning, and by how many points it is too high for its page."""

    document: Document
    tuning: Tuning
    over: float

    @property
    def fits(self) -> bool:
        """Whether it stands on one page."""
        return self.over <= 0.01


def set_card(document: Document, look_at: LookAt, bench: Bench) -> Set:
    """The document on one page; ContentError says what to cut where it cannot be."""
    if look_at(Tuning()).width < _LEAST_MAPPED:
        document = without_maps(document)
    fitter = _Fitter(look_at, bench)
    found = fitter.fit(document)
    if not found.fits:
        raise ContentError([_too_much(found, look_at(found.tuning))])
    if not fitter.title_fits(found):
        raise ContentError([_long_name(found)])
    found = fitter.grow(fitter.lengthen(found, document))
    return structs.replace(fitter.place(found), left_out=_left_out(document, found.document))


class _Fitter:
    def __init__(self, look_at: LookAt, bench: Bench) -> None:
        self._look_at = look_at
        self._bench = bench

    def measure(self, document: Document, tuning: Tuning) -> Try:
        look = self._look_at(tuning)
        desk = self._bench.desk(look)
        head = furniture(desk, document.header, 1, 1)
        foot = furniture(desk, document.footer, 1, 1)
        blocks = blocks_of(document, desk, self._bench.columns)
        placed = _stand(blocks, look, self._bench.columns, look.gap)
        need = max((y + box.height for _, _, y, box in placed), default=0.0)
        return Try(document, tuning, need - body_room(look, head, foot))

    def fit(self, document: Document) -> Try:
        """The first rung of the ladder that fits, or the last one tried."""
        tuning = Tuning(title=self._title_factor(document))
        best = self.measure(document, tuning)
        if not best.fits and _has_figures(document):  # stages take what is left, down to a floor
            for stage in _STAGES:
                tuning = structs.replace(tuning, stage=stage)
                best = self.measure(document, tuning)
                if best.fits:
                    return best
        for less in shorter(document):
            if best.fits:
                return best
            best = self.measure(less, tuning)
        for tuning in self._smaller(best.tuning):
            if best.fits:
                return best
            best = self.measure(best.document, tuning)
        for fewer in fewer_conditions(best.document):
            if best.fits:
                return best
            best = self.measure(fewer, best.tuning)
        if not best.fits and _has_figures(document):  # words before pictures
            least = structs.replace(best.tuning, stage=_LAST_STAGE)
            best = self.measure(best.document, least)
            return best if best.fits else self.fit(_without_figures(document))
        return best

    def _title_factor(self, document: Document) -> float:
        """The largest title of at most three lines whose longest word fits its line."""
        factors = (max(TITLE_LEAST, 1 - 0.02 * step) for step in range(15))
        return next((f for f in factors if self._title_at(document, f, whole=True)), TITLE_LEAST)

    def title_fits(self, found: Try) -> bool:
        """Whether the title keeps to three lines at the size it came to."""
        return self._title_at(found.document, found.tuning.title, whole=False)

    def _title_at(self, document: Document, factor: float, whole: bool) -> bool:
        """Whether titles keep to three lines, and with `whole` have no word to break."""
        look = self._look_at(Tuning(title=factor))
        desk = self._bench.desk(look)
        room = title_room(look)
        titles = [n for p in document.parts for n in p.children if isinstance(n, Title)]
        style = look.style("title")
        return all(
            not too_long(title_lines(desk, t, room))
            and (not whole or desk.setter.longest_word(t.runs, style) <= room)
            for t in titles
        )

    def _smaller(self, tuning: Tuning) -> Iterator[Tuning]:
        title = tuning.title
        while title > TITLE_LEAST + 0.001:
            title = max(TITLE_LEAST, title - 0.04)
            tuning = structs.replace(tuning, title=title)
            yield tuning
        natural = self._look_at(Tuning()).body.size
        floor = self._look_at(Tuning()).floor
        body = 0.0
        while natural + body - 0.25 >= floor - 0.001:
            body -= 0.25
            tuning = structs.replace(tuning, body=body)
            yield tuning
        for spacing in (0.95, 0.9, SPACING_LEAST):
            tuning = structs.replace(tuning, spacing=spacing)
            yield tuning

    def lengthen(self, found: Try, original: Document) -> Try:
        """Full wordings again where they fit after all: safety first, then from the top."""
        full: dict[tuple[str, int | None, int], Part] = {}
        for whole in (without_maps(original), original):
            full |= zip(_keys(whole), whole.parts, strict=True)
        keys = _keys(found.document)
        for at in sorted(range(len(keys)), key=lambda n: keys[n][0] not in _SAFETY):
            part, longer = found.document.parts[at], full.get(keys[at])
            if longer is None or longer == part or shape(longer) != shape(part):
                continue
            tried = self._with(found, at, longer)
            found = tried if tried.fits else self._steps_in_full(found, at, longer)
        return found

    def _with(self, found: Try, at: int, new: Part) -> Try:
        parts = (*found.document.parts[:at], new, *found.document.parts[at + 1 :])
        return self.measure(structs.replace(found.document, parts=parts), found.tuning)

    def _steps_in_full(self, found: Try, at: int, longer: Part) -> Try:
        """Single steps in full, where not all of them fit so."""
        part = found.document.parts[at]
        node, full = part.children[0], longer.children[0]
        if not isinstance(node, Steps) or not isinstance(full, Steps):
            return found
        items = list(node.items)
        for n, step in enumerate(full.items):
            trial = [*items[:n], step, *items[n + 1 :]]
            new = structs.replace(part, children=(Steps(tuple(trial)),))
            tried = self._with(found, at, new)
            if tried.fits:
                found, items = tried, trial
        return found

    def grow(self, found: Try) -> Try:
        """Use room that is left: larger text first, then airier steps; never stretched frames."""
        found = self._higher_stages(found)
        if found.tuning.spacing < 1 or found.tuning.body < 0:
            return found
        best = found
        for step in range(1, int(BODY_MOST / 0.25) + 1):
            tried = self.measure(found.document, structs.replace(found.tuning, body=0.25 * step))
            if not tried.fits:
                break
            best = tried
        leading = self._look_at(best.tuning).body.leading
        for share in (1.6, 1.3, 1.0, 0.7, 0.4, 0.2):
            tuning = structs.replace(best.tuning, relax=share * leading)
            tried = self.measure(best.document, tuning)
            if tried.fits:
                return tried
        return best

    def _higher_stages(self, found: Try) -> Try:
        """Figures as large as the page allows."""
        if not _has_figures(found.document):
            return found
        for stage in (1.3, 1.2, 1.1, 1.0, *_STAGES):
            if stage <= found.tuning.stage:
                break
            tried = self.measure(found.document, structs.replace(found.tuning, stage=stage))
            if tried.fits:
                return tried
        return found

    def place(self, found: Try) -> Set:
        """The page: what is left over widens gaps a little, the rest stays above the stop box."""
        look = self._look_at(found.tuning)
        desk = self._bench.desk(look)
        head = furniture(desk, found.document.header, 1, 1, once=True)
        foot = furniture(desk, found.document.footer, 1, 1, once=True)
        blocks = blocks_of(found.document, desk, self._bench.columns)
        gaps = max(1, len(blocks) - 1)
        slack = max(0.0, -found.over)
        gap = look.gap + min(slack / gaps, look.gap * (_GAP_MOST - 1))
        slack -= (gap - look.gap) * gaps
        sheet = Sheet()
        head.place(sheet, look.left, look.top)
        top = look.top + head.height + (look.gap * 0.8 if head.height else 0)
        pushed = 0.0
        for name, x, y, box in _stand(blocks, look, self._bench.columns, gap):
            pushed = slack if name in _ANCHORED else pushed
            box.place(sheet, look.left + x, top + y + pushed)
        foot.place(sheet, look.left, look.height - look.bottom - foot.height)
        return finished(found.document, look, [sheet], desk)


def _stand(
    blocks: list[Block], look: Look, columns: int, gap: float
) -> list[tuple[str, float, float, Box]]:
    """Name, x, y and box of each block, on a page as high as they need."""
    if columns > 1:
        endless = Area(look.text_width, lambda _page: _ENDLESS, columns, look.gap * 1.5, gap)
        return [("", p.x, p.y, p.box) for p in paginate(blocks, endless)]
    placed, y = [], 0.0
    for block in blocks:
        placed.append((block.name, 0.0, y, block.box))
        y += block.box.height + gap
    return placed


def _keys(document: Document) -> list[tuple[str, int | None, int]]:
    """What tells parts apart while others are given up: block, rank, and which one of those."""
    seen: Counter[tuple[str, int | None]] = Counter()
    keys = []
    for part in document.parts:
        kind = part.block, part.drop
        keys.append((*kind, seen[kind]))
        seen[kind] += 1
    return keys


def _left_out(asked: Document, kept: Document) -> tuple[str, ...]:
    """The blocks that were given up, in the layout's order; the author must hear of it."""
    left = Counter(part.block for part in kept.parts)
    names = [name for part in asked.parts for name in _asked(part, part.block in left)]
    gone = Counter(names) - left
    return tuple(dict.fromkeys(name for name in names if name in gone))


def _asked(part: Part, whole: bool) -> list[str]:
    """The block, or those of a row that gave way to its blocks one by one."""
    return [part.block] if whole or not part.instead else [each.block for each in part.instead]


def _too_much(found: Try, look: Look) -> Diagnostic:
    lines = max(1, -(-int(found.over * 100) // int(look.body.leading * 100)))
    words, span = _longest_step(found.document)
    message = (
        f"too much for one page of {look.paper} (layout {look.layout}, theme {look.theme}): "
        f"cut about {lines} line{'' if lines == 1 else 's'}"
    )
    if lines > _ODDLY_MANY:
        hint = "so much points to the measures: look at margins, gap, pad and the type sizes"
        return Diagnostic("error", "too-full", message, span, f"{hint} of that layout and theme")
    hint = "choose fewer steps under card:, give short: wordings, or use the sheet or larger paper"
    if _has_photos(found.document):
        hint = "photos take room: leave some out; " + hint
    elif words:
        hint = f"the longest step begins '{words[:40]}'; {hint}"
    return Diagnostic("error", "too-full", message, span, hint)


def _steps(document: Document) -> Iterator[Step]:
    for part in document.parts:
        for node in part.children:
            if isinstance(node, Steps):
                yield from node.items


def _longest_step(document: Document) -> tuple[str, Span | None]:
    """The words of the longest step, and where they stand."""
    longest, span = "", None
    for step in _steps(document):
        words = " ".join(text_of(c.runs) for c in step.children if isinstance(c, Paragraph))
        if len(words) > len(longest):
            longest, span = words, _span(step.children[0])
    return longest, span


def _has_photos(document: Document) -> bool:
    return any(step.picture and not step.picture.sketch for step in _steps(document))


def _without_figures(document: Document) -> Document:
    """The steps in words alone."""

    def bare(node: Any) -> Any:
        if not isinstance(node, Steps):
            return node
        return Steps(tuple(structs.replace(step, picture=None) for step in node.items))

    parts = (
        structs.replace(part, children=tuple(bare(n) for n in part.children))
        for part in document.parts
    )
    return structs.replace(document, parts=tuple(parts))


def _has_figures(document: Document) -> bool:
    return any(step.picture and step.picture.sketch for step in _steps(document))


def _long_name(found: Try) -> Diagnostic:
    title = next(n for p in found.document.parts for n in p.children if isinstance(n, Title))
    span = title.runs[0].span if title.runs else None
    message = "the name takes more than three lines at the smallest size a card allows"
    return Diagnostic("error", "too-full", message, span, "shorten the name")


def _span(node: Any) -> Span | None:
    return node.runs[0].span if isinstance(node, Paragraph) and node.runs else None
