"""Every problem at once: of the files, of what they refer to, and of their pages.

Only laying out shows that a card is overfull or that no font has a letter, so each stretch and
booklet is laid out in every layout that takes it. A card is tried on every paper: one that is too
full for the paper it would be made on is an error, for another paper a warning.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import structs

from handouts.build import Press
from handouts.diagnostics import ContentError, Diagnostic, Report, Span
from handouts.errors import HandoutsError, UsageError
from handouts.jobs import Choices, Job, layouts_for, plan, used
from handouts.library.clients import clashes
from handouts.library.files import PRIVATE, Source
from handouts.library.library import Entry
from handouts.overview import theme_of
from handouts.units import PAPERS

_USUAL: Final = {"stretch": ("card", "sheet"), "booklet": ("booklet",)}
_FOLLOWS: Final = ("too-full", "too-tall", "measures")  # from sizes and distances
_LAID_OUT: Final = ("stretch", "booklet", "programme")


def check_all(press: Press) -> tuple[Diagnostic, ...]:
    """What is wrong with the whole overlaid library and the workspace's clients."""
    report = Report(press.library.diagnostics)
    private = _private(press, report)
    shared = [
        e
        for kind in ("stretch", "booklet")
        for i in press.library.ids(kind)
        if (e := press.library.entry(kind, i))
    ]
    for entry in (*shared, *private):
        _lay_out(press, entry, report)
    report.extend(clashes(private, press.context.today).values())
    return report.diagnostics


def _private(press: Press, report: Report) -> list[Entry]:
    """Clients' files: read for this check only."""
    from handouts.library.load import load_private

    found = []
    for kind in sorted(PRIVATE):
        for name in press.files.ids(kind):
            entry = load_private(press.files, kind, name, press.library)
            report.extend(entry.diagnostics)
            found.append(entry)
    return found


def check_paths(press: Press, paths: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """What is wrong with these files and what they refer to; a folder stands for its files."""
    report, entries = Report(), list[Entry]()
    for path in _expanded(paths):
        source = next((s for s in press.files.all if _same(s.path, path)), None)
        for entry in _of_path(press, path, source):
            entries.append(entry)
            report.extend(entry.diagnostics)
            needed = (press.library.entry(*key) for key in entry.needs)
            for other in (o for o in needed if o is not None):
                report.extend(other.diagnostics)
            _lay_out(press, entry, report)
        if source is not None and source.kind in ("layout", "brand", "theme"):
            _lay_out_with(press, source, report)
        if source is not None and source.kind == "theme":
            report.extend(_of_layouts(press, source))
    report.extend(clashes(entries, press.context.today).values())
    return report.diagnostics


def _of_layouts(press: Press, source: Source) -> Iterator[Diagnostic]:
    """What is wrong with the layouts' differences that a theme's file holds."""
    for name in press.library.ids("layout"):
        entry = press.library.entry("layout", name, source.id)
        for found in entry.diagnostics if entry else ():
            if found.span and found.span.file == str(source.path):
                yield found


def _expanded(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file '{path}'")
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else (path,)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _of_path(press: Press, path: Path, source: Source | None) -> list[Entry]:
    from handouts.library.load import load_path, load_private

    if source is None:
        return [load_path(path, press.library, press.files)]
    if source.kind in PRIVATE:
        return [load_private(press.files, source.kind, source.id, press.library)]
    found = press.library.entry(source.kind, source.id)
    if source.kind == "layout":
        found = press.library.entry("layout", source.id, theme_of(press))
    return [found] if found is not None else []


def _lay_out(press: Press, entry: Entry, report: Report) -> None:
    if entry.kind not in _LAID_OUT or entry.value is None:
        return
    for choices in _ways(press, entry.kind):
        found = Report()
        _try(press, entry, choices, found)
        report.extend(_softened(found.diagnostics) if choices.paper else found.diagnostics)


def _softened(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Too full for a paper that nobody asked for stops nothing."""
    for diagnostic in found:
        soft = diagnostic.code == "too-full"
        yield structs.replace(diagnostic, severity="warning") if soft else diagnostic


def _ways(press: Press, kind: str) -> list[Choices]:
    if kind == "programme":
        return [Choices()]
    theme, ways = theme_of(press), []
    for name in layouts_for(press.library, kind, theme):
        layout = press.library.layout(name, theme)
        papers = (None, *PAPERS) if layout.fit == "one-page" else (None,)
        ways += [Choices(layout=name, paper=paper) for paper in papers]
    return ways


def _lay_out_with(press: Press, source: Source, report: Report) -> None:
    """The stretches and booklets with a layout, brand or theme that is itself being checked."""
    brand = source.id if source.kind == "brand" else None
    theme = source.id if source.kind == "theme" else None
    for kind, name in [(k, n) for k in ("stretch", "booklet") for n in press.library.ids(k)]:
        entry = press.library.entry(kind, name)
        if entry is not None and entry.usable:
            layouts = (source.id,) if source.kind == "layout" else _USUAL[kind]
            for layout in layouts:
                _try(press, entry, Choices(layout, brand, theme), report)


def _look_errors(press: Press, job: Job) -> list[Diagnostic]:
    """What is wrong with the layout, theme and brand a job is made with."""
    keys = ("layout", job.layout.id, job.theme.id), ("theme", job.theme.id), ("brand", job.brand.id)
    entries = [entry for key in keys if (entry := press.library.entry(*key))]
    return [d for entry in entries for d in entry.diagnostics if d.severity == "error"]


def _sound(press: Press, job: Job | None) -> bool:
    return job is not None and not any(d.severity == "error" for d in used(press.library, job))


def _try(press: Press, entry: Entry, choices: Choices, report: Report) -> None:
    """Lay one handout out. Where its look has errors of its own, those are told instead of
    what follows from them: a measure that is missing, a page that is too full.
    """
    job: Job | None = None
    wrong: list[Diagnostic] = []
    try:
        job = plan(press.library, press.context, entry, choices)
        wrong = _look_errors(press, job)
        report.extend(wrong)
        _, _, warnings = press.pages(job)
        report.extend(warnings)
    except ContentError as problem:
        report.extend(d for d in problem.diagnostics if not (wrong and d.code in _FOLLOWS))
    except (LookupError, AttributeError, TypeError, ValueError):
        if _sound(press, job):  # with its errors told already, what is left may not hold together
            raise
    except UsageError:
        return  # a layout for something else
    except HandoutsError as problem:
        if wrong:
            return
        report.error("make", problem.message, Span(entry.file), problem.hint)
