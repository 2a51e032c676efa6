"""A practice's folder, and two ways to run the command in it: in this process, and truly."""

import io
import os
import subprocess
import sys
from pathlib import Path

import PIL.Image
import pytest
from click.testing import CliRunner

from handouts.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
# The smallest whole stretch, and one with a mistake in line 5.
STRETCH = "name: Reach\nmethods:\n  - name: Main\n    steps: [Reach up., Come back.]\n"
BROKEN = "name: Broken\nmethods:\n  - name: Main\n    steps: [Reach up.]\n    stepz: 1\n"
PROGRAMME = "client: {name: Jane Example, id: jane}\nitems: [reach]\n"


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """One cache for all tests here, as one person has."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    return folder


@pytest.fixture
def practice(tmp_path, monkeypatch, cache):
    """A workspace with one stretch, where the test then stands."""
    for name in ("stretches", "programmes", "brands"):
        (tmp_path / "content" / name).mkdir(parents=True)
    (tmp_path / "content/stretches/reach.yaml").write_text(STRETCH)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDOUTS_CACHE", str(cache))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def broken(practice):
    """A second stretch, with a mistake in line 5."""
    path = practice / "content/stretches/broken.yaml"
    path.write_text(BROKEN)
    return path


@pytest.fixture
def jane(practice):
    """A client's programme."""
    path = practice / "content/programmes/jane-plan.yaml"
    path.write_text(PROGRAMME)
    return path


@pytest.fixture
def run(practice):
    """The command in this process: result with exit_code, stdout and stderr."""

    def invoke(*arguments):
        return CliRunner().invoke(cli, [str(a) for a in arguments], prog_name="handouts")

    return invoke


@pytest.fixture
def start(practice, cache):
    """The command as a process of its own, not yet waited for."""

    def popen(*arguments, prefix=(), **more):
        path = os.pathsep.join((str(ROOT), os.environ["PYTHONPATH"]))
        environment = {**os.environ, "PYTHONPATH": path, "HANDOUTS_CACHE": str(cache)}
        environment.update(more.pop("env", {}))
        command = [sys.executable, *prefix, "-m", "handouts", *map(str, arguments)]
        more.setdefault("stdout", subprocess.PIPE)
        more.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen(command, env=environment, cwd=practice, **more)

    return popen


@pytest.fixture
def truly(start):
    """The command as a process of its own: (exit code, stdout, stderr) as text."""

    def call(*arguments, **more):
        process = start(*arguments, **more)
        out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()

    return call


@pytest.fixture
def png():
    """A small picture as bytes."""
    held = io.BytesIO()
    PIL.Image.new("RGB", (320, 240), "#88aacc").save(held, "PNG")
    return held.getvalue()
