"""What composing needs to know besides the content itself."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from handouts.diagnostics import Diagnostic
from handouts.document.drawn import Studio, check_side
from handouts.document.inline import inline, paragraphs, placed, plain
from handouts.document.nodes import (
    Box,
    Heading,
    Item,
    List,
    Marker,
    Node,
    Paragraph,
    Picture,
    Run,
    Runs,
)
from handouts.document.words import Words
from handouts.model.blocks import Headed, ListOptions, Options
from handouts.model.brand import Brand
from handouts.model.figure import Figure
from handouts.model.layout import Layout
from handouts.model.stretch import Step, Stretch, Wording
from handouts.model.text import Text
from handouts.model.words import MuscleWords

_MADE: Final = 32  # before all are forgotten


class Composed(Struct, frozen=True):
    """Nodes, what they were made of, and what was wrong with it."""

    of: tuple[object, ...]
    nodes: tuple[Node, ...]
    problems: tuple[Diagnostic, ...]


class Scope(Struct, frozen=True):
    """The words, the brand, the layout, and what the rest of the library is called."""

    words: Words
    brand: Brand
    layout: Layout
    names: Mapping[str, str]
    muscles: Mapping[str, MuscleWords]
    today: datetime.date
    problems: list[Diagnostic]
    studio: Studio | None = None
    made: dict[tuple[object, ...], Composed] | None = None  # for clients before

    def once(self, make: Callable[["Scope"], tuple[Node, ...]], *of: object) -> tuple[Node, ...]:
        """The nodes made `of` these very objects: made once for all clients who have them."""
        if self.made is None:
            return make(self)
        used = (*of, self.brand, self.layout)
        key = (self.words.language, *map(id, used))
        found = self.made.get(key)
        if found is None:
            if len(self.made) >= _MADE:
                self.made.clear()
            alone = structs.replace(self, problems=[])
            found = self.made[key] = Composed(used, make(alone), tuple(alone.problems))
        self.problems.extend(found.problems)
        return found.nodes

    def runs(self, text: str) -> Runs:
        """The inline markup of one paragraph."""
        return inline(text, self.problems)

    def prose(self, text: Text) -> tuple[Paragraph, ...]:
        """All paragraphs of a text."""
        return tuple(Paragraph(runs) for runs in paragraphs(text, self.problems))

    def wording(self, wording: Wording | Step) -> Paragraph:
        """A sentence with its short form."""
        short = self.runs(wording.short) if wording.short else ()
        return Paragraph(self.runs(wording.text), short)

    def wordings(self, wording: Wording | Step) -> tuple[Paragraph, ...]:
        """All paragraphs of an entry; its short form stands for them all."""
        first, *rest = paragraphs(wording.text, self.problems)
        short = self.runs(wording.short) if wording.short else ()
        return (Paragraph(first, short), *(Paragraph(r, full_only=bool(short)) for r in rest))

    def heading(self, options: Options, key: str, icon: str, *, mark: bool = True) -> Heading:
        """The usual heading of a block, or the layout's own."""
        own = options.heading if isinstance(options, Headed) else None
        words = own or self.words.say(key)
        return Heading(plain(words), 2, icon, mark=mark)

    def bullets(
        self, wordings: tuple[Wording, ...], options: Options, marker: Marker = "bullet"
    ) -> List:
        """Wordings as a list, as many as the layout shows."""
        columns, least, shown = 1, -1, wordings
        if isinstance(options, ListOptions):
            columns, least = options.columns, options.min
            shown = wordings[: options.max] if options.max else wordings
        items = tuple(Item(self.wordings(w)) for w in shown)
        return List(items, marker, columns, least)

    def figure(self, form: Figure | None, stretch: Stretch, wrong: bool = False) -> Picture | None:
        """A drawn figure of a stretch, with its description."""
        if form is None or self.studio is None:
            return None
        return self.studio.picture(form, stretch, self.words, self.problems, wrong)

    def picture(self, step: Step, stretch: Stretch, drawn: bool = True) -> Picture | None:
        """What shows a step: the practice's photo, or the figure; with its alternative text."""
        if step.photo is None and step.figure is not None and drawn and self.studio is not None:
            turned = self.studio.turned(step.figure, stretch)
            check_side(step, turned, self.words, self.problems)
            return self.figure(step.figure, stretch)
        if step.photo is None or step.photo.span is None:
            return None
        folder = Path(step.photo.span.file).parent
        alt = step.alt or self.words.say("picture", text=str(step.short or step.text))
        return Picture(str(folder / step.photo), str(alt)[:300], step.photo.span)


def foreign(stretches: Iterable[Stretch], language: str) -> tuple[tuple[str, str], ...]:
    """The files of stretches that are in another language than the handout, with theirs."""
    found = {
        stretch.span.file: str(stretch.language)
        for stretch in stretches
        if stretch.span and stretch.language and str(stretch.language) != language
    }
    return tuple(found.items())


def boxed(role: str, heading: Heading, *children: Node) -> tuple[Node, ...]:
    """A box with its heading, or nothing where it would be empty."""
    filled = tuple(c for c in children if not (isinstance(c, List) and not c.items))
    if not filled:
        return ()
    return (Box(role, (heading, *filled)),)  # type: ignore[arg-type]


def bold_lead(lead: str, runs: Runs) -> Runs:
    """`Lead: ` in bold before the runs."""
    return (*plain(placed(f"{lead}:", lead), bold=True), Run(" "), *runs)
