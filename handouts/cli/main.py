"""The command group and the one place where an error becomes words and an exit code.

A command's module is imported only when it is called, so that `make` pays for
nothing that `check` needs.
"""

import contextlib
import functools
import importlib
import os
import sys
from typing import Any, Final

from handouts import __version__
from handouts.cli.base import click  # before all else that imports it
from handouts.cli.debugging import debug, debugging
from handouts.cli.garbage import collect_rarely
from handouts.cli.terminal import prepare_streams, talk, tell_error, tell_problems
from handouts.diagnostics import ContentError, nearest
from handouts.errors import ExitCode, HandoutsError

COMMANDS: Final = {
    "make": "make",
    "build": "build",
    "list": "listing",
    "show": "show",
    "check": "check",
    "preview": "preview",
    "new": "new",
    "collect": "collect",
    "forget": "forget",
    "schema": "schema",
    "email": "email",
    "doctor": "doctor",
}
_REPORT: Final = "please report it with the command you typed; --debug shows where it happened"
_EPILOG: Final = """\b
Exit codes: 0 done, 1 the content has problems, 2 usage, 3 some of a batch
failed, 4 a person must look (an email of unknown fate), 5 a file could not be
read or written, 6 only put off, run it again later, 130 interrupted.

\b
Completion, for bash (also zsh, fish):
  eval "$(_HANDOUTS_COMPLETE=bash_source handouts)"
"""


class Commands(click.Group):
    """Imports a command when it is named; turns what it raises into an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found: click.Command = importlib.import_module(f"handouts.cli.{module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; an unknown one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = nearest(args[0], COMMANDS) or "see 'handouts --help'"
            tell_error(f"there is no command '{args[0]}'", hint)
            ctx.exit(ExitCode.USAGE)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every error it raises ends here."""
        try:
            super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except (Exception, KeyboardInterrupt) as problem:
            ctx.exit(explain(problem, debugging(ctx)))


def explain(problem: BaseException, traced: bool) -> ExitCode:
    """Tell the person what is wrong; the traceback only for who asked to debug."""
    if traced:
        import traceback

        talk("".join(traceback.format_exception(problem)).rstrip())
    if isinstance(problem, ContentError):
        tell_problems(problem.diagnostics)
        tell_error(problem.message)
    elif isinstance(problem, HandoutsError):
        tell_error(problem.message, problem.hint)
    elif isinstance(problem, KeyboardInterrupt):
        talk("interrupted")
        return ExitCode.INTERRUPTED
    else:
        what = f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__
        tell_error(f"internal problem: {what}", _REPORT)
        return ExitCode.CONTENT
    return problem.exit_code


@click.group(cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@functools.partial(debug, eager=True)
@click.version_option(__version__, prog_name="handouts", message="%(prog)s %(version)s")
def cli() -> None:
    """Make printed exercise handouts from plain text."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    if arguments is None:  # the process is ours alone
        collect_rarely()
    prepare_streams()
    try:
        cli.main(arguments, prog_name="handouts")
    except SystemExit as end:
        return _code(end)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE


def _code(end: SystemExit) -> int:
    return int(end.code) if isinstance(end.code, int) else (1 if end.code else 0)
