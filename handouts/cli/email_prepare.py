"""`handouts email prepare`: a batch, made and frozen; nothing is sent."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.complete import targets
from handouts.cli.email_shown import quiet_faults, row_of, table
from handouts.cli.options import as_json_option, in_context, with_choices, with_list
from handouts.cli.terminal import count_text, out_json, talk, tell_problems, tell_warning
from handouts.context import Context
from handouts.errors import ExitCode, UsageError
from handouts.jobs import Choices

if TYPE_CHECKING:
    from handouts.build import Job, Press
    from handouts.delivery.prepare import Prepared, Skipped


@click.command("prepare")
@click.argument("target", nargs=-1, shell_complete=targets)
@with_choices
@with_list("The clients of a list of appointments, a .csv or .ics file.")
@click.option("--again", is_flag=True, help="Also for who has this very handout already.")
@click.option("--accept", is_flag=True, help="Take addresses that look mistyped as they are.")
@click.option(
    "--new-address", multiple=True, metavar="ID", help="This client's address has changed."
)
@click.option(
    "--passwords",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write new PDF passwords there, for your eyes alone.",
)
@click.option("--reveal", is_flag=True, help="Show names and addresses in full.")
@as_json_option
@in_context
@quiet_faults
def command(
    context: Context,
    target: tuple[str, ...],
    choices: Choices,
    source: Path | None,
    day: str | None,
    again: bool,
    accept: bool,
    new_address: tuple[str, ...],
    passwords: Path | None,
    reveal: bool,
    as_json: bool,
) -> None:
    """Make each client's PDF and message. Sends nothing.

    They go into the outbox as one batch.

    TARGET is programme:ID, or the path of a programme; or name a list with --from. Who has
    this very handout already is left out, so the same command may run twice. If anything
    is wrong, nothing is kept.
    """
    from handouts import emailing
    from handouts.build import open_press
    from handouts.delivery.clock import SystemClock
    from handouts.delivery.vetting import Leave

    press = open_press(context)
    settings = emailing.settings_of(press)
    leave = Leave(again, accept, frozenset(new_address), settings.require_consent)
    jobs = _jobs(press, target, source, day, choices)
    _refuse_unshown(settings.encrypt, bool(settings.pdf_password_command), passwords)
    prepared = emailing.prepare(press, jobs, SystemClock(), leave)
    tell_problems(prepared.warnings)
    _tell_passwords(prepared, passwords, bool(settings.pdf_password_command))
    if as_json:
        out_json(_as_json(prepared))
    else:
        _show(prepared, reveal)
    sys.exit(ExitCode.DONE)


def _jobs(
    press: "Press", target: tuple[str, ...], source: Path | None, day: str | None, choices: Choices
) -> "list[Job]":
    """What the targets name, or what the clients of a list's day get."""
    from handouts import emailing
    from handouts.cli.appointments import day_chosen

    if bool(target) == (source is not None):
        raise UsageError("name programmes, or a list with --from", "as --from appointments.csv")
    if source is None:
        if day is not None:
            raise UsageError("--on needs --from FILE", "as --from appointments.csv --on 2026-11-23")
        return emailing.jobs_of(press, target, choices)
    chosen = emailing.jobs_of_day(press, source, day_chosen(press, day), choices)
    for client, why in chosen.left_out:
        talk(f"'{client}' is left out: {why}")
    return list(chosen.jobs)


def _refuse_unshown(encrypt: str, own: bool, passwords: Path | None) -> None:
    """A password that nobody sees locks the client out."""
    if encrypt == "if-asked" or own or passwords is not None or sys.stderr.isatty():
        return
    raise UsageError("there is no terminal to show the PDFs' passwords on", "add --passwords FILE")


def _tell_passwords(prepared: "Prepared", file: Path | None, own: bool) -> None:
    if not prepared.passwords or own:
        return
    lines = [f"{client}  {password}" for client, password in prepared.passwords.items()]
    if file is not None:
        from handouts.finish.write import write_whole

        write_whole(file, ("\n".join(lines) + "\n").encode(), private=True)
        talk(f"{count_text(len(lines), 'password')} written; delete the file once told")
    elif sys.stderr.isatty():
        talk("Passwords of the PDFs, shown this once. Tell them by telephone, never by email:")
        for line in lines:
            talk(f"  {line}")
    else:
        tell_warning("PDFs have passwords nobody was shown: prepare again with --passwords FILE")


def _show(prepared: "Prepared", reveal: bool) -> None:
    for skipped in prepared.skipped:
        talk(_why_skipped(skipped))
    if prepared.withdrawn:
        talk(f"{count_text(prepared.withdrawn, 'older message')} not sent yet: withdrawn")
    batch = prepared.batch
    if batch is None:
        talk("nothing to prepare")
        return
    table([row_of(letter, reveal) for letter in batch.manifest.letters])
    count = len(batch.manifest.letters)
    talk(f"batch {batch.name}: {count_text(count, 'message')} prepared, nothing sent")
    talk(f"  look into them: {batch.folder} (open an .eml with your mail program)")
    talk(f"  then send: handouts email send {batch.name} --really")
    talk(f"  or in a script: --expect {count} --hash {batch.sha256[:12]}")


def _why_skipped(skipped: "Skipped") -> str:
    from handouts.delivery.manifest import day_text
    from handouts.delivery.states import MEANING, State

    said = f"'{skipped.client}' is left out: {MEANING[skipped.state]}"
    said += f" (batch {skipped.batch}, {day_text(skipped.when)})"
    if skipped.state is State.UNKNOWN:
        return f"{said}; see 'handouts email resolve'"
    return said


def _as_json(prepared: "Prepared") -> dict[str, object]:
    batch = prepared.batch
    letters = batch.manifest.letters if batch else ()
    return {
        "batch": batch.name if batch else None,
        "hash": batch.sha256[:12] if batch else None,
        "expect": len(letters),
        "messages": [
            {
                "id": letter.id, "client": letter.client, "pages": letter.pages,
                "bytes": letter.size, "encrypted": letter.encrypted,
            }
            for letter in letters
        ],
        "skipped": [{"client": s.client, "state": str(s.state)} for s in prepared.skipped],
    }  # fmt: skip
