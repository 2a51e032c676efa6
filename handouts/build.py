"""Make one handout: select, personalise, compose, lay out, draw, finish.

Every stage takes a frozen value and returns one; this file only connects them.
"""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from handouts.context import Context
from handouts.diagnostics import ContentError, Diagnostic, nearest
from handouts.document.blocks.programme import Plan, prescribed
from handouts.document.compose import compose_programme, compose_stretch
from handouts.document.nodes import Document, Picture
from handouts.document.scope import Scope
from handouts.document.words import DEFAULT_LANGUAGE, Words
from handouts.errors import HandoutsError, UsageError
from handouts.images.loader import ImageProblem, load_image
from handouts.images.pixels import Image
from handouts.library.cache import open_library
from handouts.library.files import Files
from handouts.library.library import Entry, Library
from handouts.library.workspace import Workspace
from handouts.looks.fitting import set_card
from handouts.looks.look import Look, Tuning, make_look, palette_of, paper_of
from handouts.looks.setting import Bench, Set, set_flow
from handouts.model.brand import Brand
from handouts.model.layout import Layout, Theme
from handouts.model.programme import Programme
from handouts.model.stretch import Stretch
from handouts.typeset.lines import Setter
from handouts.typeset.pages import Pages
from handouts.typeset.paginate import TooTall

DEFAULT_LAYOUTS = {"stretch": "card", "booklet": "booklet", "programme": "programme"}
VARIANTS = ("standard", "mono")


class Choices(Struct, frozen=True):
    """What the command line chose; None is left to programme, layout, brand and settings."""

    layout: str | None = None
    brand: str | None = None
    theme: str | None = None
    paper: str | None = None
    variant: str = "standard"


class Job(Struct, frozen=True):
    """One handout to make: what, how, and the name its file will have."""

    entry: Entry
    layout: Layout
    brand: Brand
    theme: Theme
    paper: str
    variant: str
    name: str

    @property
    def private(self) -> bool:
        """Whether it holds a client's data."""
        return self.entry.kind == "programme"


class Made(Struct, frozen=True):
    """A finished handout in memory."""

    job: Job
    pdf: bytes
    pages: int
    warnings: tuple[Diagnostic, ...]


class Press:
    """Makes handouts from one library; shares measured words and parsed fonts between them."""

    def __init__(self, context: Context, library: Library, files: Files) -> None:
        self.context = context
        self.library = library
        self.files = files
        self._setters: dict[tuple[str, str, str], tuple[Any, Setter]] = {}

    # -- select -----------------------------------------------------------------

    def job(self, entry: Entry, choices: Choices) -> Job:
        """How `entry` is to be made, each choice by the order of design.md."""
        settings, value = self.library.settings, entry.value
        brand_id = choices.brand or getattr(value, "brand", None) or settings.brand or "default"
        brand = self.library.brand(str(brand_id))
        theme_id = choices.theme or brand.theme or settings.theme or "warm"
        theme = self.library.theme(str(theme_id))
        own = getattr(value, "layout", None)
        layout = self.library.layout(
            str(choices.layout or own or DEFAULT_LAYOUTS[entry.kind]), theme.id
        )
        if layout.for_ != entry.kind:
            fitting = [
                i for i in self.library.ids("layout") if self._lays_out(i, theme.id, entry.kind)
            ]
            hint = f"for a {entry.kind} there are: " + ", ".join(fitting)
            raise UsageError(f"the layout '{layout.id}' is for a {layout.for_}", hint)
        paper = paper_of(layout, brand, settings.paper or "a4", choices.paper)
        name = self._name(entry, layout, paper, choices)
        return Job(entry, layout, brand, theme, paper, choices.variant, name)

    def _lays_out(self, name: str, theme: str, kind: str) -> bool:
        entry = self.library.entry("layout", name, theme)
        return entry is not None and entry.value is not None and entry.value.for_ == kind

    def _name(self, entry: Entry, layout: Layout, paper: str, choices: Choices) -> str:
        """ID-layout[-paper][-variant], or CLIENTID-DATE for a programme."""
        if entry.kind == "programme":
            programme: Programme = entry.value
            day = programme.date or self.context.today
            stem = f"{programme.client.id or entry.id}-{day.isoformat()}"
        else:
            stem = f"{entry.id}-{layout.id}"
        extra = [choices.paper] if choices.paper else []
        extra += [choices.variant] if choices.variant != "standard" else []
        return "-".join([stem, *extra]) + ".pdf"

    def used(self, job: Job) -> tuple[Diagnostic, ...]:
        """All that is wrong with what a job uses."""
        entries: list[Entry | None] = [
            job.entry,
            self.library.entry("layout", job.layout.id, job.theme.id),
            self.library.entry("theme", job.theme.id),
            self.library.entry("brand", job.brand.id),
            self.library.entry("settings", ""),
            self.library.entry("flags", ""),
            self.library.entry("muscles", ""),
            self.library.entry("labels", self.language(job)),
        ]
        entries += [self.library.entry(*key) for key in job.entry.needs]
        return tuple(dict.fromkeys(d for e in entries if e for d in e.diagnostics))

    def language(self, job: Job) -> str:
        """The language of the handout."""
        own = getattr(job.entry.value, "language", None)
        return str(own or job.brand.language or self.library.settings.language or DEFAULT_LANGUAGE)

    # -- compose ----------------------------------------------------------------

    def compose(self, job: Job, problems: list[Diagnostic]) -> Document:
        """The job's Document."""
        language = self.language(job)
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
        names = {i: str(s.name) for i in self._related(job) if (s := self.library.stretch(i))}
        scope = Scope(
            Words(language, own, fallback), job.brand, job.layout, names,
            self.library.muscles,
            self.library.flags, self.context.today, problems,
        )  # fmt: skip
        if job.entry.kind == "stretch":
            return compose_stretch(job.entry.value, scope)
        return compose_programme(self._plan(job.entry.value), scope)

    def _related(self, job: Job) -> list[str]:
        if isinstance(job.entry.value, Stretch):
            return [str(r.stretch) for r in job.entry.value.related]
        return []

    def _plan(self, programme: Programme) -> Plan:
        found = []
        for item in programme.items:
            stretch = self.library.stretch(str(item.stretch))
            if stretch is not None:
                found.append(prescribed(item, stretch))
        return Plan(programme, tuple(found))

    # -- lay out ----------------------------------------------------------------

    def lay_out(self, job: Job, document: Document, images: Mapping[str, Image]) -> Set:
        """The Document as Pages."""
        palette = palette_of(job.theme, job.brand, job.variant)

        def look_at(tuning: Tuning) -> Look:
            return make_look(job.layout, job.theme, palette, job.paper, tuning)

        _, setter = self._faces(job, document.language)
        bench = Bench(setter, images, job.layout.page.columns)
        try:
            if job.layout.fit == "one-page":
                return set_card(document, look_at, bench)
            return set_flow(document, look_at(Tuning()), bench)
        except TooTall as problem:
            span = job.entry.value.span
            raise ContentError([
                Diagnostic("error", "too-tall", problem.message, span, problem.hint)
            ]) from None  # fmt: skip

    def _faces(self, job: Job, language: str) -> tuple[Any, Setter]:
        from handouts.render.fonts import Faces

        heading = str(job.brand.fonts.heading or job.theme.fonts.heading or "Source Sans 3")
        body = str(job.brand.fonts.body or job.theme.fonts.body or "Source Sans 3")
        key = heading, body, language
        if key not in self._setters:
            faces = Faces(*key)
            self._setters[key] = faces, Setter(faces)
        return self._setters[key]

    # -- draw -------------------------------------------------------------------

    def make(self, job: Job) -> Made:
        """The finished PDF; ContentError carries everything that is wrong with it."""
        from handouts.render.draw import draw_pdf

        used = self.used(job)
        stopping = [d for d in used if d.severity == "error"]
        if stopping or job.entry.value is None:
            raise ContentError(used)
        pages, images, warnings = self.pages(job)
        faces, _ = self._faces(job, pages.language)
        pdf = draw_pdf(pages, faces.first, images, self.date(job))
        return Made(
            job, pdf, len(pages.pages), (*(d for d in used if d not in warnings), *warnings)
        )

    def pages(self, job: Job) -> tuple[Pages, dict[str, Image], tuple[Diagnostic, ...]]:
        """The laid-out pages with their pictures, and warnings; ContentError for errors."""
        problems: list[Diagnostic] = []
        document = self.compose(job, problems)
        images = load_images(document, self.context.workspace)
        found = self.lay_out(job, document, images)
        errors = [d for d in found.problems if d.severity == "error"]
        if errors:
            raise ContentError((*problems, *found.problems))
        return found.pages, images, (*problems, *found.problems)

    def date(self, job: Job) -> datetime.date:
        """The day the file says it was made."""
        return self.context.today


def load_images(document: Document, workspace: Workspace) -> dict[str, Image]:
    """Every picture the document names, from inside the content folders only."""
    found: dict[str, Image] = {}
    problems = []
    for picture in _pictures((*document.parts, *document.header, *document.running)):
        if picture.file in found:
            continue
        path = Path(picture.file)
        roots = [layer / "content" for layer in workspace.layers]
        root = next((r for r in roots if path.is_relative_to(r)), path.parent)
        try:
            found[picture.file] = load_image(root, path.relative_to(root).as_posix(), picture.span)
        except ImageProblem as problem:
            problems.append(
                Diagnostic("error", "picture", problem.message, picture.span, problem.hint)
            )
    if problems:
        raise ContentError(problems)
    return found


def _pictures(nodes: Any) -> list[Picture]:
    found: list[Picture] = []
    for node in nodes:
        if isinstance(node, Picture):
            found.append(node)
        elif isinstance(node, Struct):
            fields = (getattr(node, name) for name in node.__struct_fields__)
            found += _pictures(fields)
        elif isinstance(node, tuple):
            found += _pictures(node)
    return found


def open_press(context: Context) -> Press:
    """A press over the context's library."""
    library, files = open_library(context.workspace, context.cache)
    return Press(context, library, files)


def find_target(press: Press, target: str) -> Entry:
    """The entry a TARGET names: a stretch, a booklet, `programme:ID`, or a path."""
    from handouts.library.library import Entry as EntryType

    if "/" in target or "\\" in target or target.endswith(".yaml"):
        from handouts.library.load import load_path

        path = Path(target)
        known = next((s for s in press.files.all if s.path == path.resolve()), None)
        if known is None:
            if not path.exists():
                raise UsageError(f"there is no file '{target}'", "see 'handouts list'")
            return load_path(path.resolve(), press.library)
        target = f"programme:{known.id}" if known.kind == "programme" else known.id
    kind, colon, name = target.partition(":")
    if colon and kind == "programme":
        from handouts.library.load import load_private

        if ("programme", name) not in press.files.chains:
            hint = nearest(name, press.files.ids("programme")) or "see 'handouts list programmes'"
            raise UsageError(f"there is no programme '{name}'", hint)
        return load_private(press.files, "programme", name, press.library)
    for found_kind in ("stretch", "booklet"):
        entry = press.library.entry(found_kind, target)
        if isinstance(entry, EntryType):
            return entry
    known_ids = (*press.library.ids("stretch"), *press.library.ids("booklet"))
    hint = nearest(target, known_ids) or "see 'handouts list'"
    raise UsageError(f"there is no stretch or booklet '{target}'", hint)


__all__ = ["Choices", "HandoutsError", "Job", "Made", "Press", "find_target", "open_press"]
