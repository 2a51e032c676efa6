"""Build everything there is: each file alone, several at once, and only what has changed.

A worker opens the library for itself (from the cache) and is given names, so that a
client's data crosses no process border and one bad file can spoil nothing but itself.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from handouts.build import Press, open_press
from handouts.context import Context
from handouts.deliver import deliver
from handouts.diagnostics import ContentError, Diagnostic
from handouts.errors import ExitCode, HandoutsError
from handouts.finish.write import sweep
from handouts.jobs import Choices, Job, find_entry, plan
from handouts.making import code_of
from handouts.manifest import Manifest, Record, fingerprint, record_of, same
from handouts.owners import another_owner, claims, owner_of

STRETCH_LAYOUTS: Final = ("card", "sheet")
_WORTH_PROCESSES: Final = 4
_Made = tuple[Path, str]  # the file to make, and the file it is made from


class Task(Struct, frozen=True):
    """One file to build, by names alone."""

    target: str
    layout: str | None
    path: Path
    before: Record | None
    forced: bool


class Result(Struct, frozen=True):
    """What became of a task; `record` is None where it failed."""

    task: Task
    record: Record | None = None
    made: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    message: str = ""
    hint: str = ""
    code: ExitCode = ExitCode.DONE


class Batch(Struct, frozen=True):
    """What is to be built, and what cannot be begun."""

    tasks: tuple[Task, ...]
    failed: tuple[Result, ...]


def plan_batch(press: Press, names: Sequence[str], manifest: Manifest, forced: bool) -> Batch:
    """A task for each file of the names, or of the whole library."""
    wanted, failed = dict[_Made, tuple[Task, Job]](), list[Result]()
    for target in names or _everything(press):
        for task, found in _planned(press, target, bool(names), forced):
            if isinstance(found, Job):
                task = structs.replace(task, before=manifest.get(task.path))
                wanted[task.path, found.entry.file] = task, found
            else:
                failed.append(_failure(task, found))
    refused = _refused(press, list(wanted.values()), manifest)
    failed += [_failure(task, refused[key]) for key, (task, _) in wanted.items() if key in refused]
    tasks = tuple(task for key, (task, _) in wanted.items() if key not in refused)
    return Batch(tasks, tuple(failed))


def _everything(press: Press) -> list[str]:
    programmes = [f"programme:{name}" for name in press.files.ids("programme")]
    return [*press.library.ids("stretch"), *press.library.ids("booklet"), *programmes]


def _planned(
    press: Press, target: str, named: bool, forced: bool
) -> Iterator[tuple[Task, Job | HandoutsError]]:
    """The jobs of a target. One that was named and is not there stops the whole run."""
    try:
        entry = find_entry(press.library, press.files, target)
    except HandoutsError as problem:
        if named and problem.exit_code is ExitCode.USAGE:
            raise
        yield Task(target, None, Path(target), None, forced), problem
        return
    for layout in STRETCH_LAYOUTS if entry.kind == "stretch" else (None,):
        try:
            job = plan(press.library, press.context, entry, Choices(layout=layout))
        except HandoutsError as problem:
            yield Task(target, layout, Path(target), None, forced), problem
        else:
            path = press.context.workspace.output / job.name
            yield Task(target, layout, path, None, forced), job


def _refused(
    press: Press, wanted: Sequence[tuple[Task, Job]], manifest: Manifest
) -> dict[_Made, HandoutsError]:
    """What must not be made: it would be, or would replace, another client's file."""
    private = [job.entry for _, job in wanted if job.private]
    claimed = claims(press, private) if private else {}
    makers = Counter(str(task.path).casefold() for task, _ in wanted)
    found: dict[_Made, HandoutsError] = {}
    for task, job in wanted:
        problem: HandoutsError | None = None
        if job.entry.file in claimed:
            problem = ContentError([claimed[job.entry.file]])
        elif makers[str(task.path).casefold()] > 1:
            problem = HandoutsError(f"more than one file would make {task.path.name}")
        else:
            problem = another_owner(press, manifest, job, task.path)
        if problem is not None:
            found[task.path, job.entry.file] = problem
    return found


def _failure(task: Task, problem: HandoutsError) -> Result:
    if isinstance(problem, ContentError):
        return Result(task, diagnostics=problem.diagnostics, code=ExitCode.CONTENT)
    return Result(task, message=problem.message, hint=problem.hint, code=problem.exit_code)


def run_batch(
    press: Press, tasks: Sequence[Task], fixed_date: bool, workers: int
) -> Iterator[Result]:
    """The results as they come; with `workers` above 1 from as many processes."""
    sweep(press.context.workspace.output)
    if workers < 2 or len(tasks) < _WORTH_PROCESSES:
        for task in tasks:
            yield _build(press, task, fixed_date)
        return
    pool = ProcessPoolExecutor(
        min(workers, len(tasks)), _method(), _begin, (press.context, fixed_date)
    )
    try:
        waiting, lost = _submitted(pool, tasks)
        yield from (_failure(task, _died(task)) for task in lost)
        for done in as_completed(waiting):
            try:
                yield done.result()
            except BrokenProcessPool:
                yield _failure(waiting[done], _died(waiting[done]))
    finally:
        # After Ctrl-C the files in hand are finished, and nothing else is begun.
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, tasks: Sequence[Task]
) -> tuple[dict[Future[Result], Task], list[Task]]:
    """The tasks under way, and those no process is left for."""
    waiting: dict[Future[Result], Task] = {}
    for number, task in enumerate(tasks):
        try:
            waiting[pool.submit(_work, task)] = task
        except BrokenProcessPool:
            return waiting, list(tasks[number:])
    return waiting, []


def _died(task: Task) -> HandoutsError:
    message = f"a process ended before '{task.path.name}' was made"
    return HandoutsError(message, "it may have run out of memory: try again with -j 1")


def _method() -> multiprocessing.context.BaseContext:
    """Forking starts at once, but only Linux does it safely."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


_mine: list[tuple[Press, bool]] = []


def _begin(context: Context, fixed_date: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    _mine[:] = [(open_press(context), fixed_date)]


def _work(task: Task) -> Result:
    return _build(_mine[0][0], task, _mine[0][1])


def _build(press: Press, task: Task, fixed_date: bool) -> Result:
    try:
        entry = find_entry(press.library, press.files, task.target)
        job = plan(press.library, press.context, entry, Choices(layout=task.layout))
        return _build_job(press, task, job, fixed_date)
    except HandoutsError as problem:
        return _failure(task, problem)
    except Exception as problem:  # a fault of ours in one file must not lose the others
        what = type(problem).__name__
        if not task.target.startswith("programme:"):  # its words could hold the client's
            what = f"{what}: {problem}"
        message = f"internal problem in '{task.path.name}': {what}"
        return Result(task, message=message, hint="please report it", code=ExitCode.CONTENT)


def _build_job(press: Press, task: Task, job: Job, fixed_date: bool) -> Result:
    press.usable(job)
    inputs = fingerprint(press, job)
    today = press.context.today.isoformat() if fixed_date else ""
    if not task.forced and same(task.before, task.path, inputs, today):
        return Result(task, task.before)
    made = press.make(job)
    deliver(made, task.path)
    record = record_of(task.path, inputs, press.context.today.isoformat(), owner_of(job))
    return Result(task, record, True, made.warnings)


def default_workers() -> int:
    """One process for each processor this run may use."""
    with contextlib.suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def exit_code(results: Sequence[Result]) -> ExitCode:
    """Done; or some failed; or, where nothing came out well, the gravest reason."""
    return code_of([r.code for r in results if r.record is None], len(results))
