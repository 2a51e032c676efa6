"""A file is written whole or not at all, whatever happens on the way."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts.errors import ExitCode, FileError
from handouts.finish.write import looks_whole, sweep, write_whole

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX rights and limits")


def python(script, **more):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, **more)


def test_folders_are_made_and_nothing_else_is_left(tmp_path):
    write_whole(tmp_path / "a/b/c.pdf", b"new")
    assert (tmp_path / "a/b/c.pdf").read_bytes() == b"new"
    assert [p.name for p in (tmp_path / "a/b").iterdir()] == ["c.pdf"]


def test_an_old_file_is_replaced(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@posix
def test_a_link_is_replaced_and_its_target_left_alone(tmp_path):
    target, link = tmp_path / "precious", tmp_path / "a.pdf"
    target.write_bytes(b"precious")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert target.read_bytes() == b"precious"
    assert not link.is_symlink() and link.read_bytes() == b"new"
    link.unlink()
    link.symlink_to(tmp_path)  # even one that leads to a folder
    write_whole(link, b"new")
    assert link.read_bytes() == b"new"


@posix
@pytest.mark.parametrize(("private", "mask", "mode"), [(True, 0, 0o600), (False, 0o027, 0o640)])
def test_rights_of_the_file(tmp_path, private, mask, mode):
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "new/a.pdf", b"x", private)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new/a.pdf").stat().st_mode) == mode
    if private:
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@posix
def test_a_private_file_over_an_open_one_becomes_private(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_in_the_way_is_said(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(FileError, match="is a folder") as caught:
        write_whole(tmp_path / "a.pdf", b"x")
    assert caught.value.exit_code is ExitCode.FILE


@pytest.mark.parametrize("name", ["file/x.pdf", "\0.pdf", "n" * 300 + ".pdf"])
def test_what_cannot_be_a_file_is_said(tmp_path, name):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(FileError):
        write_whole(tmp_path / name, b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    script = f"""
import resource, signal, sys
from pathlib import Path
from handouts.errors import FileError
from handouts.finish.write import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path({str(path)!r}), b"x" * 5000)
except FileError as problem:
    sys.exit(int(problem.exit_code))
"""
    process = python(script)
    assert process.wait(timeout=30) == 5, process.stderr.read()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


@posix
def test_a_killed_writer_leaves_the_old_or_the_new_file(tmp_path):
    path = tmp_path / "a.pdf"
    size = 3_000_000
    script = f"""
from pathlib import Path
from handouts.finish.write import write_whole
while True:
    for letter in (b"a", b"b"):
        write_whole(Path({str(path)!r}), letter * {size})
"""
    for _ in range(5):
        process = python(script)
        limit = time.monotonic() + 20
        while not path.exists() and time.monotonic() < limit:
            time.sleep(0.01)
        time.sleep(0.07)
        process.kill()
        process.wait()
        process.stderr.close()
        data = path.read_bytes()
        assert len(data) == size and data in (b"a" * size, b"b" * size)


def test_leftovers_are_swept_but_not_those_of_a_run_that_still_writes(tmp_path):
    old, fresh = tmp_path / ".handouts-1-a.tmp", tmp_path / ".handouts-2-b.tmp"
    old.write_bytes(b"x")
    fresh.write_bytes(b"x")
    os.utime(old, (0, 0))
    (tmp_path / "a.pdf").write_bytes(b"x")
    sweep(tmp_path)
    sweep(tmp_path / "nowhere")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".handouts-2-b.tmp", "a.pdf"]


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"%PDF-1.7\n...startxref\n12\n%%EOF\n", True),
        (b"%PDF-1.7\n...startxref\n12\n%%E", False),
        (b"", False),
        (b"<html>startxref %%EOF", False),
    ],
)
def test_looks_whole(data, whole):
    assert looks_whole(data) is whole
