"""Only plain files are opened; row 32 of delivery.md for text files."""

import os
from pathlib import Path

import pytest

from handouts.errors import ExitCode, FileError
from handouts.source.reader import read_bytes


def refusal(path, **options):
    with pytest.raises(FileError) as caught:
        read_bytes(path, **options)
    assert caught.value.exit_code is ExitCode.FILE
    return caught.value.message


def test_a_file_is_read_whole_and_also_through_a_link(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: b\r\n")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    assert read_bytes(tmp_path / "a.yaml") == b"\xef\xbb\xbfa: b\r\n"
    assert read_bytes(tmp_path / "link.yaml") == b"\xef\xbb\xbfa: b\r\n"


def test_a_missing_file_is_named(tmp_path):
    assert str(tmp_path / "no.yaml") in refusal(tmp_path / "no.yaml")
    (tmp_path / "file").touch()
    assert "there is no file" in refusal(tmp_path / "file" / "below.yaml")


def test_the_cap_counts_bytes(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, cap=10) == b"x" * 10
    assert "too large" in refusal(path, cap=9)


def test_folders_pipes_devices_and_loops_are_never_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "zero").symlink_to("/dev/zero")

    def opened(*_):
        raise AssertionError("was opened")

    monkeypatch.setattr(os, "open", opened)
    assert "not an ordinary file" in refusal(tmp_path / "pipe")
    assert "not an ordinary file" in refusal(tmp_path / "zero")
    assert "folder" in refusal(tmp_path)
    assert "could not be read" in refusal(tmp_path / "loop")


def test_a_pipe_swapped_in_after_the_check_does_not_hang(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    plain = tmp_path / "plain"
    plain.touch()
    found = plain.stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: found)
    assert "not an ordinary file" in refusal(tmp_path / "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    (tmp_path / "a").touch(mode=0)
    assert "may not be read" in refusal(tmp_path / "a")


def test_a_name_no_file_can_have():
    assert "not a name" in refusal(Path("a\0b"))
