"""The command line as a whole: help, exit codes, streams, start-up, faults."""

import os
import re
import subprocess
import sys

import click
import pytest

from handouts.cli import terminal
from handouts.cli.main import COMMANDS, cli, main
from handouts.errors import ExitCode

WINDOWS = os.name == "nt"
HEAVY = (
    "yaml", "pypdf", "pypdfium2", "reportlab.platypus", "rich", "difflib",
    "handouts.library.load", "handouts.model.schema", "handouts.batch", "handouts.checking",
    "concurrent.futures", "multiprocessing", "importlib.metadata", "smtplib",
)  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_every_option(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    command = cli.get_command(click.Context(cli), name)
    assert command.help and len(command.help) > 20
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert all(option in result.stdout for option in parameter.opts)


def test_the_help_lists_the_commands_and_the_exit_codes(run):
    out = run("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", out, re.MULTILINE)
    for code in (0, 1, 2, 3, 5, 130):
        assert re.search(rf"\b{code} [a-z]", out)
    assert "bash_source" in out


def test_what_is_not_built_yet_is_absent(run):
    assert "--password-command" not in run("make", "--help").stdout
    assert "watch" not in run("--help").stdout


def test_version_and_an_unknown_command(run):
    assert run("--version").stdout.startswith("handouts 0.")
    result = run("mak", "reach")
    assert result.exit_code == 2 and "did you mean 'make'?" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("make", "reach"), ExitCode.DONE),
        (("make", "broken"), ExitCode.CONTENT),
        (("make", "nothing"), ExitCode.USAGE),
        (("make", "--nothing"), ExitCode.USAGE),
        (("make", "reach", "broken"), ExitCode.PARTIAL),
        (("make", "reach", "-o", "content"), ExitCode.DONE),
        (("make", "reach", "-o", "handouts.lock/x.pdf"), ExitCode.FILE),
    ],
)
def test_exit_codes_of_a_true_process(truly, practice, broken, arguments, code):
    (practice / "handouts.lock").write_text("a file where a folder is wanted")
    assert truly(*arguments)[0] == code


def test_main_returns_its_exit_code(practice, capsys):
    assert main(["make", "nothing"]) == ExitCode.USAGE
    assert main(["list"]) == ExitCode.DONE
    assert "reach" in capsys.readouterr().out


def test_a_fault_of_ours_is_one_line_and_the_traceback_only_for_debug(run, monkeypatch):
    def fault(*_):
        raise RuntimeError("a \x1b[31mfault")

    monkeypatch.setattr("handouts.build.open_press", fault)
    result = run("make", "reach")
    assert result.exit_code == 1
    first, hint = result.stderr.splitlines()
    assert first == "error: internal problem: RuntimeError: a \\x1b[31mfault"
    assert "report" in hint
    for arguments in (("--debug", "make", "reach"), ("make", "reach", "--debug")):
        assert "Traceback" in run(*arguments).stderr


def test_a_warm_make_imports_nothing_heavy(truly, practice):
    truly("make", "reach")
    dump = "import sys; from handouts.cli.main import main; main(['make', 'reach']); "
    dump += "print(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", dump], env=environment, cwd=practice, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr
    loaded = set(found.stderr.split())
    assert "handouts.making" in loaded
    assert sorted(loaded.intersection(HEAVY)) == []


def test_a_reader_that_goes_away_stops_nothing(start, practice):
    process = start("make", "reach", "cat-cow")
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=60) == 0, err
    assert err.splitlines() == [b"note: left out to fit one page: breathing"]
    assert (practice / "output/cat-cow-card.pdf").exists()


def test_help_into_a_closed_pipe_shows_no_traceback(start):
    process = start("--help")
    process.stdout.close()
    err = process.stderr.read()
    process.wait(timeout=60)
    assert b"Traceback" not in err and b"BrokenPipe" not in err


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_output_is_utf8_whatever_the_locale(truly, practice, locale):
    path = practice / "content/stretches/reach.yaml"
    path.write_text(path.read_text().replace("name: Reach", "name: Streckübung 伸展"), "utf-8")
    code, out, err = truly("list", env=locale)
    assert code == 0, err
    assert "Streckübung 伸展" in out


def test_no_colour_where_there_is_no_terminal_or_nobody_wants_it(run, broken, monkeypatch):
    assert "\x1b" not in run("make", "broken").stderr
    monkeypatch.setattr("sys.stderr", _Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert terminal.paint("x", "error") == "\x1b[31mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.paint("x", "error") == "x"


class _Terminal:
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ü 伸", "plain ü 伸"),
        ("a\x1b]0;title\x07b", "a\\x1b]0;title\\x07b"),
        ("two\nlines\r\t", "two\\nlines\\r\\t"),
        ("abc\u202egpj.exe", "abc\\u202egpj.exe"),
        ("\x9b31m", "\\x9b31m"),
        ("soft\u00adhyphen\u00a0space", "soft\u00adhyphen\u00a0space"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_could_drive_a_terminal_is_shown_as_an_escape(text, shown):
    assert terminal.clean(text) == shown


@pytest.mark.skipif(WINDOWS, reason="names on Windows hold no control characters")
def test_a_hostile_file_name_drives_no_terminal(run, practice):
    (practice / "x\x1b[2J.yaml").write_text("name: x\n")
    result = run("make", "./x\x1b[2J.yaml")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr and "\\x1b[2J" in result.stderr


@pytest.mark.skipif(WINDOWS, reason="POSIX signals")
def test_an_interrupt_is_130(practice):
    script = "import signal, os\nfrom handouts.cli import main as m\n"
    script += "import handouts.build as b\n"
    script += "b.open_press = lambda c: os.kill(os.getpid(), signal.SIGINT)\n"
    script += "raise SystemExit(m.main(['make', 'reach']))\n"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=practice, capture_output=True
    )
    assert found.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in found.stderr


@pytest.mark.skipif(WINDOWS, reason="bash")
def test_completion_offers_targets(truly):
    words = {
        "_HANDOUTS_COMPLETE": "bash_complete",
        "COMP_WORDS": "handouts make kn",
        "COMP_CWORD": "2",
    }
    code, out, _ = truly(env=words)
    assert code == 0 and "plain,knee-to-chest" in out
