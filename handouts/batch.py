"""Build everything there is: each file alone, several at once, and only what has changed.

A worker opens the library for itself (from the cache) and is given names, so that a
client's data crosses no process border and one bad file can spoil nothing but itself.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.build import Press, open_press
from handouts.context import Context
from handouts.deliver import deliver, places
from handouts.diagnostics import ContentError, Diagnostic
from handouts.errors import ExitCode, HandoutsError
from handouts.finish.write import sweep
from handouts.jobs import Choices, Job, find_entry, plan
from handouts.library.library import Entry
from handouts.manifest import Manifest, Record, fingerprint, record_of, same

STRETCH_LAYOUTS: Final = ("card", "sheet")
_WORTH_PROCESSES: Final = 4


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
    wanted, failed = [], []
    for target in names or _everything(press):
        entry, problem = _entry(press, target, named=bool(names))
        layouts = STRETCH_LAYOUTS if entry is None or entry.kind == "stretch" else (None,)
        for layout in layouts:
            if entry is None or problem is not None:
                failed.append(_failure(Task(target, layout, Path(target), None, forced), problem))
                break
            try:
                job = plan(press.library, press.context, entry, Choices(layout=layout))
            except HandoutsError as refused:
                failed.append(_failure(Task(target, layout, Path(target), None, forced), refused))
                continue
            wanted.append((target, layout, job))
    jobs = [job for _, _, job in wanted]
    paths = places(jobs, press.context.workspace.output)
    tasks = (
        Task(target, layout, path, manifest.get(path), forced)
        for (target, layout, _), path in zip(wanted, paths, strict=True)
    )
    return Batch(tuple({task.path: task for task in tasks}.values()), tuple(failed))


def _everything(press: Press) -> list[str]:
    programmes = [f"programme:{name}" for name in press.files.ids("programme")]
    return [*press.library.ids("stretch"), *press.library.ids("booklet"), *programmes]


def _entry(press: Press, target: str, named: bool) -> tuple[Entry | None, HandoutsError | None]:
    """The entry of a target. One that was named and is not there stops the whole run."""
    try:
        return find_entry(press.library, press.files, target), None
    except HandoutsError as problem:
        if named and problem.exit_code is ExitCode.USAGE:
            raise
        return None, problem


def _failure(task: Task, problem: HandoutsError | None) -> Result:
    if isinstance(problem, ContentError):
        return Result(task, diagnostics=problem.diagnostics, code=ExitCode.CONTENT)
    if problem is None:
        return Result(task, code=ExitCode.CONTENT)
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
        waiting = [pool.submit(_work, task) for task in tasks]
        for done in as_completed(waiting):
            yield done.result()
    finally:
        # After Ctrl-C the files in hand are finished, and nothing else is begun.
        pool.shutdown(wait=True, cancel_futures=True)


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
        message = f"internal problem in '{task.path.name}': {type(problem).__name__}: {problem}"
        return Result(task, message=message, hint="please report it", code=ExitCode.CONTENT)


def _build_job(press: Press, task: Task, job: Job, fixed_date: bool) -> Result:
    press.usable(job)
    inputs = fingerprint(press, job)
    today = press.context.today.isoformat() if fixed_date else ""
    if not task.forced and same(task.before, task.path, inputs, today):
        return Result(task, task.before)
    made = press.make(job)
    deliver(made, task.path)
    record = record_of(task.path, inputs, press.context.today.isoformat())
    return Result(task, record, True, made.warnings)


def default_workers() -> int:
    """One process for each processor this run may use."""
    with contextlib.suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def exit_code(results: Sequence[Result]) -> ExitCode:
    """Done; or some failed; or, where nothing came out well, the gravest reason."""
    codes = {r.code for r in results if r.record is None}
    if not codes:
        return ExitCode.DONE
    if any(r.record is not None for r in results):
        return ExitCode.PARTIAL
    return max(codes)
