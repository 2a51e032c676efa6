"""Which handouts to make, and how: the names and choices a person gives become Jobs.

Choosing is apart from making, so that a batch can be planned, compared and refused
before anything is composed.
"""

from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.context import Context
from handouts.diagnostics import Diagnostic, nearest
from handouts.errors import UsageError
from handouts.library.files import Files
from handouts.library.library import Entry, Library
from handouts.looks.look import paper_of
from handouts.looks.variants import STANDARD
from handouts.model.brand import Brand
from handouts.model.layout import Layout, Theme
from handouts.model.words import DEFAULT_LANGUAGE

DEFAULT_LAYOUTS: Final = {"stretch": "card", "booklet": "booklet", "programme": "programme"}
DEFAULT_BRAND: Final = "default"
DEFAULT_THEME: Final = "warm"
DEFAULT_PAPER: Final = "a4"


class Choices(Struct, frozen=True):
    """What the command line chose; None is left to programme, layout, brand and settings."""

    layout: str | None = None
    brand: str | None = None
    theme: str | None = None
    paper: str | None = None
    variant: str = STANDARD
    form: bool = False
    side: str | None = None


class Job(Struct, frozen=True):
    """One handout to make: what, how, and the name its file will have."""

    entry: Entry
    layout: Layout
    brand: Brand
    theme: Theme
    paper: str
    variant: str
    name: str
    form: bool = False
    side: str | None = None

    @property
    def private(self) -> bool:
        """Whether it holds a client's data."""
        return self.entry.kind == "programme"


def plan(library: Library, context: Context, entry: Entry, choices: Choices) -> Job:
    """How `entry` is to be made, each choice by the order of design.md."""
    settings, value = library.settings, entry.value
    brand_id = choices.brand or getattr(value, "brand", None) or settings.brand or DEFAULT_BRAND
    brand = library.brand(str(brand_id))
    theme_id = choices.theme or brand.theme or settings.theme or DEFAULT_THEME
    theme = library.theme(str(theme_id))
    own = getattr(value, "layout", None)
    layout = library.layout(str(choices.layout or own or DEFAULT_LAYOUTS[entry.kind]), theme.id)
    if layout.for_ != entry.kind:
        hint = f"for a {entry.kind} there are: " + ", ".join(layouts_for(library, entry.kind))
        raise UsageError(f"the layout '{layout.id}' is for a {layout.for_}", hint)
    paper = paper_of(layout, brand, settings.paper or DEFAULT_PAPER, choices.paper)
    name = _file_name(entry, layout, choices, context)
    if choices.form and entry.kind != "programme":
        raise UsageError("only a programme can be a form to fill in", "leave --form out")
    if choices.side not in (None, "left", "right") or (choices.side and entry.kind == "programme"):
        hint = "left or right turns the figures of a stretch; a programme says a side of each"
        raise UsageError(f"--side {choices.side} is for --for NAME", hint)
    return Job(
        entry, layout, brand, theme, paper, choices.variant, name, choices.form, choices.side
    )


def layouts_for(library: Library, kind: str, theme: str = DEFAULT_THEME) -> tuple[str, ...]:
    """The layouts that lay out a kind."""
    found = []
    for name in library.ids("layout"):
        entry = library.entry("layout", name, theme)
        if entry is not None and isinstance(entry.value, Layout) and entry.value.for_ == kind:
            found.append(name)
    return tuple(found)


def _file_name(entry: Entry, layout: Layout, choices: Choices, context: Context) -> str:
    """ID-layout[-paper][-variant], or CLIENTID-DATE for a programme."""
    if entry.kind == "programme" and entry.value is not None:
        from handouts.library.clients import client_id  # for clients alone

        day = entry.value.date or context.today
        stem = f"{client_id(entry)}-{day.isoformat()}"
    else:
        stem = f"{entry.id}-{layout.id}"
    extra = [choices.paper] if choices.paper else []
    extra += [choices.variant] if choices.variant != STANDARD else []
    extra += ["form"] if choices.form else []
    extra += [choices.side] if choices.side else []
    return "-".join([stem, *extra]) + ".pdf"


def used(library: Library, job: Job) -> tuple[Diagnostic, ...]:
    """All that is wrong with what a job uses."""
    entries: list[Entry | None] = [
        job.entry,
        library.entry("layout", job.layout.id, job.theme.id),
        library.entry("theme", job.theme.id),
        library.entry("brand", job.brand.id),
        library.entry("settings", ""),
        library.entry("flags", ""),
        library.entry("muscles", ""),
        library.entry("pain", ""),
        library.entry("poses", ""),
        library.entry("labels", language_of(library, job)),
    ]
    entries += [library.entry(*key) for key in job.entry.needs]
    return tuple(dict.fromkeys(d for e in entries if e for d in e.diagnostics))


def language_of(library: Library, job: Job) -> str:
    """The language of the handout."""
    own = getattr(job.entry.value, "language", None)
    return str(own or job.brand.language or library.settings.language or DEFAULT_LANGUAGE)


def find_entry(library: Library, files: Files, target: str) -> Entry:
    """The entry a TARGET names: a stretch, a booklet, `programme:ID`, or a path."""
    if "/" in target or "\\" in target or target.endswith(".yaml"):
        return _at_path(library, files, target)
    kind, colon, name = target.partition(":")
    if colon and kind == "programme":
        return programme(library, files, name)
    for known in ("stretch", "booklet"):
        entry = library.entry(known, target)
        if entry is not None:
            return entry
    if ("programme", target) in files.chains:
        raise UsageError(f"'{target}' is a programme", f"write programme:{target}")
    hint = nearest(target, (*library.ids("stretch"), *library.ids("booklet")))
    raise UsageError(f"there is no stretch or booklet '{target}'", hint or "see 'handouts list'")


def programme(library: Library, files: Files, name: str) -> Entry:
    """A client's programme by id, read now and never kept."""
    from handouts.library.load import load_private  # reads YAML: not for other targets

    if ("programme", name) not in files.chains:
        hint = nearest(name, files.ids("programme")) or "see 'handouts list programmes'"
        raise UsageError(f"there is no programme '{name}'", hint)
    return load_private(files, "programme", name, library)


def _at_path(library: Library, files: Files, target: str) -> Entry:
    from handouts.library.load import load_path

    path = Path(target)
    if not path.exists():
        raise UsageError(f"there is no file '{target}'", "see 'handouts list'")
    return load_path(path, library, files)
