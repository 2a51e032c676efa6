"""Make the targets a person names: all are understood first, then each is made or fails alone."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.build import Press
from handouts.deliver import deliver, names_folder, places
from handouts.diagnostics import ContentError, Diagnostic
from handouts.errors import ExitCode
from handouts.finish.write import refuse_to_replace, write_whole
from handouts.jobs import Choices, find_entry, plan
from handouts.library.library import Entry

_MARK: Final = Diagnostic.__name__.encode()


class Outcome(Struct, frozen=True):
    """What became of one handout: its path, or None and what is wrong with it."""

    path: Path | None
    diagnostics: tuple[Diagnostic, ...] = ()


def entries_of(press: Press, targets: Iterable[str]) -> tuple[Entry, ...]:
    """What the targets name, in order, each once."""
    found = (find_entry(press.library, press.files, target) for target in targets)
    return tuple({(e.kind, e.file): e for e in found}.values())


def make_targets(
    press: Press, targets: Sequence[str], choices: Choices, output: str | None
) -> Iterator[Outcome]:
    """Make each target as it is asked for; content with problems spoils its own file only."""
    entries = entries_of(press, targets)
    jobs = [plan(press.library, press.context, entry, choices) for entry in entries]
    paths = places(jobs, press.context.workspace.output, output)
    for job, path in zip(jobs, paths, strict=True):
        try:
            made = press.make(job)
        except ContentError as problem:
            yield Outcome(None, problem.diagnostics)
            continue
        deliver(made, path)
        yield Outcome(path, made.warnings)


def preview(
    press: Press, target: str, choices: Choices, output: str | None, dpi: int
) -> Iterator[Outcome]:
    """A picture of each page, in a file of its own; warnings come with the first."""
    from handouts.finish.raster import pictures  # slow to import

    job = plan(
        press.library, press.context, find_entry(press.library, press.files, target), choices
    )
    (base,) = places((job,), press.context.workspace.output, output)
    made = press.make(job)
    alone = made.pages == 1 and output is not None and not names_folder(output)
    told = made.warnings
    for number, picture in enumerate(pictures(made.pdf, dpi), 1):
        path = base if alone else base.with_name(f"{base.stem}-{number}.png")
        refuse_to_replace(path, b"\x89PNG")
        write_whole(path, picture, job.private)
        yield Outcome(path, told)
        told = ()


def elsewhere(press: Press, outcomes: Iterable[Outcome]) -> int:
    """How many problems the library has beside those already told.

    An entry that is still packed is opened only if its bytes name a Diagnostic at all, for
    making one card must not unpack a hundred stretches.
    """
    told = {d for outcome in outcomes for d in outcome.diagnostics}
    found = set(press.library.loose)
    for key, entry in press.library.unopened.items():
        if not isinstance(entry, bytes) or _MARK in entry:
            opened = press.library.entry(*key)
            found.update(opened.diagnostics if opened else ())
    return len(found - told)


def exit_code(outcomes: Sequence[Outcome]) -> ExitCode:
    """Done; or problems in all of it, or in some."""
    failed = sum(outcome.path is None for outcome in outcomes)
    if not failed:
        return ExitCode.DONE
    return ExitCode.CONTENT if failed == len(outcomes) else ExitCode.PARTIAL
