"""`handouts build`: everything, after a change of wording or logo."""

import os
import sys
from typing import TYPE_CHECKING

import click

from handouts.cli.complete import targets
from handouts.cli.options import in_context
from handouts.cli.progress import watched
from handouts.cli.terminal import (
    clean,
    count_text,
    out,
    talk,
    tell_error,
    tell_problems,
)
from handouts.context import Context
from handouts.diagnostics import show_path

if TYPE_CHECKING:
    from handouts.batch import Result


@click.command("build")
@click.argument("name", nargs=-1, shell_complete=targets)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    help="So many at once. Default: as many as there are processors.",
)
@click.option("--force", is_flag=True, help="Make unchanged files anew as well.")
@in_context
def command(context: Context, name: tuple[str, ...], jobs: int | None, force: bool) -> None:
    """Make all handouts, or those named, as far as they have changed.

    Of each stretch a card and a sheet; every booklet; and every programme of the workspace.
    """
    from handouts import batch
    from handouts.build import open_press
    from handouts.manifest import open_manifest

    press = open_press(context)
    manifest = open_manifest(press)
    planned = batch.plan_batch(press, name, manifest, force)
    workers = jobs or batch.default_workers()
    running = batch.run_batch(press, planned.tasks, _date_fixed(), workers)
    results = [*planned.failed]
    try:
        for result in watched(running, len(planned.tasks)):
            results.append(result)
            if result.record is not None:
                manifest.put(result.task.path, result.record)
    finally:
        manifest.save()
    _report(results)
    sys.exit(batch.exit_code(results))


def _date_fixed() -> bool:
    given = click.get_current_context().params.get("date")
    return bool(given or os.environ.get("SOURCE_DATE_EPOCH"))


def _report(results: list["Result"]) -> None:
    """The files made on stdout; what failed, and the count, for the person."""
    failed = [r for r in results if r.record is None]
    tell_problems(d for r in results for d in r.diagnostics)
    for message, hint in dict.fromkeys((r.message, r.hint) for r in failed if r.message):
        tell_error(message, hint)
    made = sorted(str(r.task.path) for r in results if r.made)
    for path in made:
        out(clean(show_path(path)))
    unchanged = len(results) - len(made) - len(failed)
    talk(f"{count_text(len(made), 'file')} made, {unchanged} unchanged, {len(failed)} failed")
