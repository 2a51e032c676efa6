"""Make the targets a person names: all are understood first, then each is made or fails alone."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.build import Made, Press
from handouts.deliver import deliver, names_folder, places, refuse_one_file
from handouts.diagnostics import ContentError, Diagnostic
from handouts.errors import ExitCode, HandoutsError, UsageError
from handouts.finish.write import refuse_to_replace, write_whole
from handouts.jobs import Choices, Job, find_entry, plan

_MARK: Final = Diagnostic.__name__.encode()


class Outcome(Struct, frozen=True):
    """What became of one handout: its path, or None and what is wrong with it."""

    path: Path | None
    diagnostics: tuple[Diagnostic, ...] = ()
    message: str = ""
    hint: str = ""
    code: ExitCode = ExitCode.DONE


def _failure(problem: HandoutsError) -> Outcome:
    if isinstance(problem, ContentError):
        return Outcome(None, problem.diagnostics, code=problem.exit_code)
    return Outcome(None, (), problem.message, problem.hint, problem.exit_code)


def make_targets(
    press: Press, targets: Sequence[str], choices: Choices, output: str | None
) -> Iterator[Outcome]:
    """Make each target as it is asked for; one with problems spoils its own file only."""
    planned = _planned(press, targets, choices)
    jobs = [job for job in planned if isinstance(job, Job)]
    if len(planned) > 1 and output is not None:
        refuse_one_file(output, len(planned))
    paths = iter(places(jobs, press.context.workspace.output, output))
    for job in planned:
        if isinstance(job, Outcome):
            yield job
            continue
        path = next(paths)
        try:
            yield Outcome(path, _made(press, job, path).warnings)
        except HandoutsError as problem:
            yield _failure(problem)


def _planned(press: Press, targets: Sequence[str], choices: Choices) -> list[Job | Outcome]:
    """What the targets name, in order, each once. An unknown name stops the whole run."""
    found: dict[tuple[str, str], Job | Outcome] = {}
    for target in targets:
        key = "", target
        try:
            entry = find_entry(press.library, press.files, target)
            key = entry.kind, entry.file
            found[key] = plan(press.library, press.context, entry, choices)
        except UsageError:
            raise
        except HandoutsError as problem:
            found[key] = _failure(problem)
    return list(found.values())


def _made(press: Press, job: Job, path: Path) -> Made:
    """The handout, written; a client's never in the place of another client's."""
    if not job.private:
        made = press.make(job)
        deliver(made, path)
        return made
    from handouts.manifest import open_manifest  # slow to import, and for clients alone
    from handouts.owners import another_owner, remember

    manifest = open_manifest(press)
    problem = another_owner(press, manifest, job, path)
    if problem is not None:
        raise problem
    made = press.make(job)
    deliver(made, path)
    remember(press, manifest, job, path)
    return made


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
    if not alone:
        _forget_pages(base, made.pages)


def preview_figures(
    press: Press, target: str, choices: Choices, output: str | None, dpi: int, name: str | None
) -> Outcome:
    """A picture of one figure of a stretch, or without a name of every pose there is."""
    from handouts.finish.raster import pictures
    from handouts.gallery import one_figure, pose_sheet

    job = plan(
        press.library, press.context, find_entry(press.library, press.files, target), choices
    )
    pdf, told = pose_sheet(press, job) if name is None else one_figure(press, job, name)
    (base,) = places((job,), press.context.workspace.output, output)
    if output is None or names_folder(output):
        base = base.with_name("poses.png" if name is None else f"{job.entry.id}-{name}.png")
    (picture,) = pictures(pdf, dpi)
    refuse_to_replace(base, b"\x89PNG")
    write_whole(base, picture, False)
    return Outcome(base, told)


def _forget_pages(base: Path, count: int) -> None:
    """Take away the pictures of pages that a longer document had before."""
    pages = re.compile(rf"{re.escape(base.stem)}-([1-9][0-9]*)\.png")
    with contextlib.suppress(OSError):
        for path in list(base.parent.iterdir()):
            found = pages.fullmatch(path.name)
            if found and int(found[1]) > count and path.is_file():
                path.unlink()


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
    """What the shell sees of them all."""
    return code_of([o.code for o in outcomes if o.path is None], len(outcomes))


def code_of(failed: Sequence[ExitCode], total: int) -> ExitCode:
    """Done; or some of `total` failed; or, where nothing came out well, the gravest reason."""
    if not failed:
        return ExitCode.DONE
    return ExitCode.PARTIAL if len(failed) < total else max(failed)
