"""Make one handout: select, personalise, compose, lay out, draw, finish.

Every stage takes a frozen value and returns one; this file only connects them.
"""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, structs

from handouts.artist import Artist
from handouts.colour.roles import Palette
from handouts.context import Context
from handouts.diagnostics import ContentError, Diagnostic, nearest
from handouts.document.compose import compose_programme, compose_stretch
from handouts.document.drawn import Studio
from handouts.document.named import named_in
from handouts.document.nodes import Document, Picture, Run
from handouts.document.scope import Composed, Scope
from handouts.document.words import Words
from handouts.errors import HandoutsError
from handouts.figures.people import person_for
from handouts.finish.selfcheck import untagged
from handouts.images.pixels import Image
from handouts.jobs import Choices, Job, find_entry, language_of, plan, used
from handouts.library.cache import open_library
from handouts.library.files import Files
from handouts.library.library import Entry, Library
from handouts.library.workspace import Workspace
from handouts.looks.fitting import set_card
from handouts.looks.look import Look, Tuning, make_look, palette_of
from handouts.looks.setting import Bench, LookAt, Set, set_flow
from handouts.looks.standing import Standing
from handouts.looks.variants import is_mono
from handouts.model.stretch import Stretch
from handouts.model.words import DEFAULT_LANGUAGE
from handouts.qr import recall
from handouts.typeset.lines import Setter
from handouts.typeset.pages import Pages
from handouts.typeset.paginate import TooTall

if TYPE_CHECKING:
    from handouts.model.booklet import Booklet

_LOOKS: Final = 32  # before all are forgotten
_FEW: Final = 3  # faults of one kind come in crowds


class Made(Struct, frozen=True):
    """A finished handout in memory."""

    job: Job
    pdf: bytes
    pages: int
    warnings: tuple[Diagnostic, ...]
    left_out: tuple[str, ...] = ()  # blocks given up to fit one page


class Press:
    """Makes handouts from one library; shares measured words and parsed fonts between them."""

    def __init__(self, context: Context, library: Library, files: Files) -> None:
        self.context = context
        self.library = library
        self.files = files
        self._setters: dict[tuple[str, str, str, bool], tuple[Any, Setter]] = {}
        self._standing: dict[Setter, Standing] = {}
        self._made: dict[tuple[object, ...], Composed] = {}
        self._looks: dict[Any, tuple[Look, Job]] = {}
        self.artist = Artist(context.cache)
        self.programmes: dict[str, Entry] = {}  # by file, once all had to be read: see owners
        self._case: Any = None

    # -- select -----------------------------------------------------------------

    def job(self, entry: Entry, choices: Choices) -> Job:
        """How `entry` is to be made, each choice by the order of design.md."""
        return plan(self.library, self.context, entry, choices)

    def usable(self, job: Job) -> tuple[Diagnostic, ...]:
        """The warnings about what a job uses; ContentError where an error stops it."""
        problems = used(self.library, job)
        if job.entry.value is None or any(d.severity == "error" for d in problems):
            raise ContentError(problems)
        return problems

    # -- compose ----------------------------------------------------------------

    def compose(self, job: Job, problems: list[Diagnostic]) -> Document:
        """The job's Document."""
        scope = self.scope(job, problems)
        if job.entry.kind == "stretch":
            return compose_stretch(job.entry.value, scope)
        if job.entry.kind == "booklet":
            return self._composed_booklet(job, scope)
        from handouts.personal import plan_of

        plan = plan_of(self.library, self.files, job.entry, self.context.today, problems)
        return compose_programme(structs.replace(plan, fields=job.form), scope)

    def scope(self, job: Job, problems: list[Diagnostic]) -> Scope:
        """What composing a job needs to know."""
        names = {i: str(s.name) for i in self._related(job) if (s := self.library.stretch(i))}
        return Scope(
            self.words(job), job.brand, job.layout, names,
            self.library.muscles,
            self.context.today, problems, self.studio(job), self._made,
        )  # fmt: skip

    def studio(self, job: Job) -> Studio:
        """Where the job's figures are drawn."""
        people, artist = job.brand.people, self.artist
        style = "print" if is_mono(job.variant) else people.style
        return Studio(
            self.library.poses, self.library.muscles, artist.draw, artist.portraits,
            lambda name: person_for(people, name), style, job.side,
        )  # fmt: skip

    def words(self, job: Job) -> Words:
        """The printed words of the job's language."""
        language = language_of(self.library, job)
        fallback = self.library.labels(DEFAULT_LANGUAGE) or {}
        own = self.library.labels(language)
        if own is None:
            span = getattr(job.entry.value.language, "span", None)
            hint = (
                nearest(language, self.library.ids("labels"))
                or f"write content/labels/{language}.yaml"
            )
            raise ContentError([
                Diagnostic("error", "language", f"there are no labels for '{language}'", span, hint)
            ])  # fmt: skip
        return Words(language, own, fallback)

    def _related(self, job: Job) -> list[str]:
        found: list[Stretch] = []
        if isinstance(job.entry.value, Stretch):
            found = [job.entry.value]
        if job.entry.kind == "booklet":
            found = list(self._bound(job.entry.value).values())
        related = [str(r.stretch) for stretch in found for r in stretch.related]
        return [*dict.fromkeys([*(s.id for s in found), *related])]

    def _bound(self, booklet: "Booklet") -> dict[str, Stretch]:
        """The stretches of a booklet by id."""
        names = [str(name) for section in booklet.sections for name in section.stretches]
        return {name: s for name in names if (s := self.library.stretch(name)) is not None}

    def _composed_booklet(self, job: Job, scope: Scope) -> Document:
        from handouts.document.blocks.bound import volume
        from handouts.document.compose_booklet import compose_booklet

        booklet, blocks = job.entry.value, frozenset(use.name for use in job.layout.blocks)
        return compose_booklet(volume(booklet, self._bound(booklet), blocks), scope)

    # -- lay out ----------------------------------------------------------------

    def lay_out(self, job: Job, document: Document, images: Mapping[str, Image]) -> Set:
        """The Document as Pages."""
        palette = palette_of(job.theme, job.brand, job.variant)

        def look_at(tuning: Tuning) -> Look:
            return self._look(job, palette, tuning)

        _, setter = self.faces(job, document.language)
        standing = None
        if job.entry.kind == "programme":
            standing = self._standing.setdefault(setter, Standing())
            document = standing.shared(document)
        columns = job.layout.page.columns
        bench = Bench(setter, images, columns, self.artist.portraits, standing)
        try:
            if job.entry.kind == "booklet":
                return self._bind(job, document, look_at, bench)
            if job.layout.fit == "one-page":
                return set_card(document, look_at, bench)
            return set_flow(document, look_at, bench)
        except TooTall as problem:
            span = job.entry.value.span
            raise ContentError([
                Diagnostic("error", "too-tall", problem.message, span, problem.hint)
            ]) from None  # fmt: skip

    def _look(self, job: Job, palette: Palette, tuning: Tuning) -> Look:
        """The very same look for all jobs that have it."""
        key = id(job.layout), id(job.theme), palette, job.paper, tuning, job.variant
        known = self._looks.get(key)
        if known is None:
            if len(self._looks) >= _LOOKS:
                self._looks.clear()
            look = make_look(job.layout, job.theme, palette, job.paper, tuning, job.variant)
            known = self._looks[key] = look, job  # with what the identities in the key are of
        return known[0]

    def _bind(self, job: Job, document: Document, look_at: LookAt, bench: Bench) -> Set:
        """A booklet, with the words for pages that no block is on."""
        from handouts.document.booklet_nodes import Notes
        from handouts.looks.binding import set_booklet
        from handouts.looks.chapters import Rules

        words, page = self.words(job), job.layout.page
        notes = Notes((Run(words.say("booklet-notes")),))
        columns = tuple((Run(words.say(key)),) for key in ("log-date", "log-did", "log-felt"))
        log = Notes((Run(words.say("booklet-log")),), columns=columns)
        names = words.say("cover-label"), words.say("back-label")
        rules = Rules(page.binding is not None, page.multiple, notes, log, *names)
        return set_booklet(document, look_at, bench, rules)

    def faces(self, job: Job, language: str) -> tuple[Any, Setter]:
        """The fonts of a job, and what sets words in them."""
        from handouts.render.fonts import Faces
        from handouts.render.typecase import Typecase

        self._case = self._case or Typecase(self.context.cache)
        heading = str(job.brand.fonts.heading or job.theme.fonts.heading or "Source Sans 3")
        body = str(job.brand.fonts.body or job.theme.fonts.body or "Source Sans 3")
        key = heading, body, language, job.private
        if key not in self._setters:
            faces = Faces(*key[:3], self._case, job.private)
            self._setters[key] = faces, Setter(faces)
        return self._setters[key]

    # -- draw -------------------------------------------------------------------

    def make(self, job: Job) -> Made:
        """The finished PDF; ContentError carries everything that is wrong with it."""
        from handouts.render.draw import How, draw_pdf

        problems = self.usable(job)
        found, images, warnings = self._laid_out(job)
        pages = found.pages
        faces, _ = self.faces(job, pages.language)
        how = How(strict=self.context.strict, private=job.private)
        pdf = draw_pdf(pages, faces, images, self.date(job), how)
        warnings += self._unread(job, pdf)
        said = (*(d for d in problems if d not in warnings), *warnings)
        return Made(job, pdf, len(pages.pages), said, found.left_out)

    def draw(self, job: Job, document: Document) -> bytes:
        """The PDF of a document of our own making, in the look of a job."""
        from handouts.render.draw import How, draw_pdf

        images = load_images(named_in(document).pictures, self.context.workspace)
        found = self.lay_out(job, document, images)
        faces, _ = self.faces(job, document.language)
        return draw_pdf(found.pages, faces, images, self.date(job), How(private=job.private))

    def text(self, job: Job) -> tuple[str, tuple[Diagnostic, ...]]:
        """The handout in plain text, with warnings; nothing is laid out, so all of it fits."""
        from handouts.document.plaintext import plain_text

        problems = list(self.usable(job))
        document = self.compose(job, problems)
        said = tuple(dict.fromkeys(problems))
        if any(d.severity == "error" for d in said):
            raise ContentError(said)
        return plain_text(document), said

    def _unread(self, job: Job, pdf: bytes) -> tuple[Diagnostic, ...]:
        """What screen readers would miss of a finished file, which is a fault of this program."""
        found = untagged(pdf)
        if found and self.context.strict:
            raise AssertionError("; ".join(found))
        hint = "the page prints as it should; please tell the makers of this program"
        span = job.entry.value.span
        return tuple(
            Diagnostic("warning", "tags", f"for screen readers: {each}", span, hint)
            for each in found[:_FEW]
        )

    def pages(self, job: Job) -> tuple[Pages, dict[str, Image], tuple[Diagnostic, ...]]:
        """The laid-out pages with their pictures, and warnings; ContentError for errors."""
        found, images, said = self._laid_out(job)
        return found.pages, images, said

    def _laid_out(self, job: Job) -> tuple[Set, dict[str, Image], tuple[Diagnostic, ...]]:
        problems: list[Diagnostic] = []
        document = self.compose(job, problems)
        named = named_in(document)
        images = load_images(named.pictures, self.context.workspace)
        if self.context.cache is not None and not job.private:
            for link in named.links:
                recall(link, self.context.cache)
        found = self.lay_out(job, document, images)
        said = tuple(dict.fromkeys((*problems, *found.problems)))
        if any(d.severity == "error" for d in said):
            raise ContentError(said)
        return found, images, said

    def date(self, job: Job) -> datetime.date:
        """The day the file says it was made."""
        return self.context.today


def load_images(pictures: Sequence[Picture], workspace: Workspace) -> dict[str, Image]:
    """The pictures a document names, from inside the content folders only."""
    if not pictures:
        return {}
    from handouts.images.loader import ImageProblem, load_image

    found: dict[str, Image] = {}
    problems = []
    for picture in pictures:
        if picture.file in found:
            continue
        root, name = _inside(picture, workspace)
        try:
            found[picture.file] = load_image(root, name, picture.span)
        except ImageProblem as problem:
            problems.append(
                Diagnostic("error", "picture", problem.message, picture.span, problem.hint)
            )
    if problems:
        raise ContentError(problems)
    return found


def _inside(picture: Picture, workspace: Workspace) -> tuple[Path, str]:
    """The folder a picture may not leave, and its name there.

    That is content/, or for a file named by its path the folder the file lies in.
    """
    path = Path(picture.file)
    roots = [layer / "content" for layer in workspace.layers]
    beside = Path(picture.span.file).parent if picture.span else path.parent
    root = next((r for r in (*roots, beside) if path.is_relative_to(r)), None)
    return (root, path.relative_to(root).as_posix()) if root else (beside, picture.file)


def open_press(context: Context) -> Press:
    """A press over the context's library."""
    library, files = open_library(context.workspace, context.cache)
    return Press(context, library, files)


def find_target(press: Press, target: str) -> Entry:
    """The entry a TARGET names: a stretch, a booklet, `programme:ID`, or a path."""
    return find_entry(press.library, press.files, target)


__all__ = ["Choices", "HandoutsError", "Job", "Made", "Press", "find_target", "open_press"]
