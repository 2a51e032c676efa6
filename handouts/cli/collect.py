"""`handouts collect`: what came back in filled forms, as CSV."""

import csv
import io
import sys
from pathlib import Path

import click

from handouts.cli.debugging import debug
from handouts.cli.terminal import clean, count_text, out, talk, tell_error
from handouts.diagnostics import show_path
from handouts.errors import ExitCode, FileError, HandoutsError

_HEAD = ("file", "client", "made", "day", "what", "exercise", "time", "value")
_MOST = 50_000_000  # bytes of one form


@click.command("collect")
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Write the CSV there; else it is printed.")  # fmt: skip
@debug
def command(file: tuple[Path, ...], output: Path | None) -> None:
    """Read filled forms into CSV: a line for each circle and each morning.

    FILE is a PDF made with 'make --form' that a client has filled in and sent back.
    """
    rows, failed = list[tuple[str, ...]](), list[ExitCode]()
    for path in file:
        try:
            rows += _read(path, failed)
        except HandoutsError as problem:
            tell_error(f"'{clean(path.name)}': {problem.message}", problem.hint)
            failed.append(problem.exit_code)
    text = _csv(rows)
    if output is None:
        out(text.rstrip("\n"))
    elif rows:
        from handouts.finish.write import refuse_to_replace, write_whole

        refuse_to_replace(output, b"\xef\xbb\xbffile,")
        write_whole(output, b"\xef\xbb\xbf" + text.encode(), private=True)
        out(clean(show_path(str(output))))
    read = len({row[0] for row in rows})
    talk(f"{count_text(read, 'form')} read, {count_text(len(failed), 'problem')}")
    if failed:
        sys.exit(ExitCode.PARTIAL if rows else max(failed))


def _read(path: Path, failed: list[ExitCode]) -> list[tuple[str, ...]]:
    from handouts.finish.collect import filled
    from handouts.source.files import read_bytes

    if not path.is_file():
        raise FileError("there is no such file")
    found, problems = filled(read_bytes(path, _MOST))
    for problem in problems:
        tell_error(f"'{clean(path.name)}': {problem}", "ask the client")
    failed += [ExitCode.CONTENT] if problems else []
    return [
        (_safe(path.name), f.client, f.made, f.day, f.what, f.exercise, f.time, f.value)
        for f in found
    ]


def _safe(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{clean(text)}" if text[:1] in "=+-@\t" else clean(text)


def _csv(rows: list[tuple[str, ...]]) -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(rows)
    return held.getvalue()
