"""Make the targets a person names: all are understood first, then each is made or fails alone."""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from handouts.build import Press, open_press
from handouts.deliver import deliver, deliver_text, names_folder, places, refuse_one_file
from handouts.diagnostics import ContentError, Diagnostic
from handouts.errors import ExitCode, HandoutsError, UsageError
from handouts.finish.write import refuse_to_replace, write_whole
from handouts.jobs import Choices, Job, find_entry, plan

if TYPE_CHECKING:
    from handouts.prescribe import Request

_SAME_NAMES: Final = 100
Write = Callable[[Press, Job, Path], "Outcome"]
_MARK: Final = Diagnostic.__name__.encode()


class Outcome(Struct, frozen=True):
    """What became of one handout: its path, or None and what is wrong with it.

    `left_out` names the blocks that a full card gave up.
    """

    path: Path | None
    diagnostics: tuple[Diagnostic, ...] = ()
    message: str = ""
    hint: str = ""
    code: ExitCode = ExitCode.DONE
    left_out: tuple[str, ...] = ()
    note: str = ""


def _failure(problem: HandoutsError) -> Outcome:
    if isinstance(problem, ContentError):
        return Outcome(None, problem.diagnostics, code=problem.exit_code)
    return Outcome(None, (), problem.message, problem.hint, problem.exit_code)


def make_targets(
    press: Press, targets: Sequence[str], choices: Choices, output: str | None, text: bool = False
) -> Iterator[Outcome]:
    """Make each target as it is asked for; one with problems spoils its own file only.

    With `text` the file is the twin in plain text.
    """
    named = output is not None and not names_folder(output)
    write = _write_text if text else _write_pdf
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
        path = path.with_suffix(".txt") if text and not named else path
        try:
            yield _made(press, job, path, write)
        except HandoutsError as problem:
            yield _failure(problem)
        except Exception as problem:
            if not job.private:
                raise
            raise without_words(problem) from problem


def without_words(problem: Exception) -> HandoutsError:
    """A fault of ours in a client's handout by its kind: its words could hold the client's."""
    message = f"internal problem: {type(problem).__name__}"
    return HandoutsError(message, "please report it; --debug shows where it happened")


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


def _write_pdf(press: Press, job: Job, path: Path) -> Outcome:
    made = press.make(job)
    deliver(made, path)
    return Outcome(path, made.warnings, left_out=made.left_out)


def _write_text(press: Press, job: Job, path: Path) -> Outcome:
    words, warnings = press.text(job)
    deliver_text(words, path, job.private)
    return Outcome(path, warnings)


def _made(press: Press, job: Job, path: Path, write: Write) -> Outcome:
    """Write the handout, a client's never in the place of another client's."""
    if not job.private:
        return write(press, job, path)
    from handouts.manifest import open_manifest  # slow to import, and for clients alone
    from handouts.owners import another_owner, remember

    manifest = open_manifest(press)
    problem = another_owner(press, manifest, job, path)
    if problem is not None:
        raise problem
    outcome = write(press, job, path)
    remember(press, manifest, job, path)
    return outcome


def make_request(
    press: Press, request: "Request", choices: Choices, output: str | None, kept: bool
) -> Iterator[Outcome]:
    """Make a programme that a person asked for in words; `kept` writes its file as well."""
    from handouts.prescribe import complete, job_of, save

    request = complete(press, request)
    job = job_of(press, request, choices)
    if kept:
        # Written first: what stops it, such as a flag, is then answered for in the file.
        path = save(press, request)
        yield Outcome(path)
        fresh = open_press(press.context)
        yield from make_targets(fresh, (f"programme:{path.stem}",), choices, output)
        return
    try:
        (path,) = places((job,), press.context.workspace.output, output)
        yield _made_once(press, job, path, output is None and request.unnamed)
    except UsageError:
        raise
    except HandoutsError as problem:
        yield _failure(problem)
    except Exception as problem:
        raise without_words(problem) from problem


def _made_once(press: Press, job: Job, path: Path, unnamed: bool) -> Outcome:
    """The handout, written. Two clients may have one name: without an id, nothing is replaced."""
    from handouts.manifest import open_manifest
    from handouts.owners import another_owner, remember

    made = press.make(job)
    said = ""
    if unnamed:
        path, said = _free(path, made.pdf)
    manifest = open_manifest(press)
    problem = another_owner(press, manifest, job, path)
    if problem is not None:
        raise problem
    deliver(made, path)
    remember(press, manifest, job, path)
    return Outcome(path, made.warnings, left_out=made.left_out, note=said)


def _free(path: Path, pdf: bytes) -> tuple[Path, str]:
    """A name that no other handout has, and what to say where it is not the first one."""
    for number in range(1, _SAME_NAMES):
        tried = path if number == 1 else path.with_name(f"{path.stem}-{number}.pdf")
        if not os.path.lexists(tried) or _is(tried, pdf):
            said = f"'{path.name}' is another one of today for that name, and was left alone"
            return tried, said if tried != path else ""
    raise HandoutsError(f"there are too many of '{path.name}'", "tell clients apart with --id")


def _is(path: Path, pdf: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == pdf
    return False


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
    told, left_out = made.warnings, made.left_out
    for number, picture in enumerate(pictures(made.pdf, dpi), 1):
        path = base if alone else base.with_name(f"{base.stem}-{number}.png")
        refuse_to_replace(path, b"\x89PNG")
        write_whole(path, picture, job.private)
        yield Outcome(path, told, left_out=left_out)
        told = left_out = ()
    if not alone:
        _forget_pages(base, made.pages)


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
