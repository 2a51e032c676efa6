"""A practice's folder with programmes; helpers for pages are those of tests/pages and tests/looks."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts.cli.main import cli

for folder in ("pages", "looks"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

DATE = "2026-11-22"


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """One cache for all tests here."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    return folder


@pytest.fixture
def practice(tmp_path, monkeypatch, kept):
    """An empty folder, where the test then stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDOUTS_CACHE", str(kept / "run"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def run(practice):
    """The command in this process, on a fixed day: exit_code, stdout and stderr."""

    def invoke(*arguments, typed=None):
        words = [str(a) for a in arguments]
        if "collect" not in words:
            words += ["--date", DATE]
        return CliRunner().invoke(cli, words, prog_name="handouts", input=typed)

    return invoke


@pytest.fixture
def write(practice):
    """Writes a file of the practice, and gives its path."""

    def put(name, text):
        path = practice / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put
