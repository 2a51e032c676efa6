"""Cache files: what is not whole, or not ours alone, is not there."""

import os
import stat

import pytest

from handouts.keep import forget_old, ours, read_sealed, write_sealed

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")


@pytest.fixture
def place(tmp_path):
    write_sealed(tmp_path / "cache" / "a.bits", b"something")
    return tmp_path / "cache" / "a.bits"


def test_what_was_kept_comes_back(place):
    assert read_sealed(place) == b"something"
    write_sealed(place, b"")
    assert read_sealed(place) == b""


@pytest.mark.parametrize(
    "change", [lambda d: d[:-1], lambda d: b"", lambda d: d[:32] + b"x", lambda d: d + b"x"]
)
def test_a_changed_file_counts_as_absent(place, change):
    place.write_bytes(change(place.read_bytes()))
    assert read_sealed(place) is None


def test_absent_or_no_file_is_absent(place):
    assert read_sealed(place.with_name("b.bits")) is None
    assert read_sealed(place.parent) is None
    assert read_sealed(place / "below") is None


@posix
def test_it_is_private_and_nothing_else_is_read(place):
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    place.chmod(0o666)
    assert not ours(place)
    assert read_sealed(place) is None


@posix
def test_a_pipe_does_not_hang(place):
    place.unlink()
    os.mkfifo(place, 0o600)
    assert read_sealed(place) is None


def test_a_folder_that_cannot_be_written_is_no_problem(tmp_path):
    (tmp_path / "file").write_text("")
    write_sealed(tmp_path / "file" / "a", b"x")


def test_old_ones_go(tmp_path):
    for n in range(5):
        place = tmp_path / f"x-{n}"
        place.write_text("")
        os.utime(place, (n, n))
    (tmp_path / "y-0").write_text("")
    forget_old(tmp_path, "x-*", 2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x-3", "x-4", "y-0"]
