"""Which files are opened at all: rows 30 to 32 of the hostile-content table."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from picture_samples import bomb, photo, saved

from handouts.diagnostics import Span
from handouts.errors import ExitCode, HandoutsError
from handouts.images import files
from handouts.images.loader import ImageProblem, load_image

GOOD = saved(photo(), "PNG")


def refusal(root, name, within=2.0):
    """The message with which `name` is refused; fails if that takes longer than `within` s."""
    caught = []

    def attempt():
        try:
            load_image(root, name)
        except ImageProblem as problem:
            caught.append(problem)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(within)
    assert not thread.is_alive(), "still busy"
    assert caught, "was accepted"
    assert "\n" not in caught[0].message and "\x1b" not in caught[0].message
    return caught[0].message


def test_a_picture_in_a_folder_is_read(put):
    root = put("photos/knee.png", GOOD)
    assert load_image(root, "photos/knee.png").width == 64
    assert load_image(root, "./photos//knee.png").width == 64


def test_the_problem_says_where_and_what_to_do(put):
    root = put("logo.png", GOOD)
    span = Span("/x/brand.yaml", 7, 3)
    with pytest.raises(ImageProblem) as caught:
        load_image(root, "Logo.png", span)
    problem = caught.value
    assert isinstance(problem, HandoutsError) and problem.exit_code == ExitCode.CONTENT
    assert problem.span == span
    assert problem.message == "the picture 'Logo.png' does not exist"
    assert problem.hint == "did you mean 'logo.png'?"
    assert problem.__cause__ is None and problem.__suppress_context__


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../secret.png", r"leaves its folder by '\.\.'"),
        ("photos/../../secret.png", r"leaves its folder by '\.\.'"),
        ("photos/..", r"leaves its folder by '\.\.'"),
        ("/etc/hostname", "does not start inside"),
        ("//server/share/x.png", "does not start inside"),
        ("~/x.png", "does not start inside"),
        ("~root/x.png", "does not start inside"),
        ("photos\\x.png", "backslash"),
        ("..\\x.png", "backslash"),
        ("C:x.png", "names a drive"),
        ("c:/x.png", "names a drive"),
        ("http://127.0.0.1/x.png", "is an address"),
        ("file:///etc/hostname", "is an address"),
        ("data:image/png;base64,AAAA", "is an address"),
        ("", "has no name"),
        ("  ", "has no name"),
        ("a\0.png", "invisible character"),
        ("a\x1b[31m.png", "invisible character"),
        ("a\u202egnp.exe", "invisible character"),
        ("a\ud800.png", "invisible character"),
        ("photos", "is a folder"),
        (".", "is a folder"),
        ("none/x.png", "does not exist"),
        ("photos/x.png/y.png", "does not exist"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(put, tmp_path, name, reason):
    (tmp_path / "secret.png").write_bytes(GOOD)
    root = put("photos/x.png", GOOD)
    with pytest.raises(ImageProblem, match=reason) as caught:
        load_image(root, name)
    assert len(caught.value.message) < 200


def test_no_connection_is_made_for_an_address(put, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("a socket was opened"))
    assert "is an address" in refusal(put("x", b""), "http://127.0.0.1:9/x.png")


def test_a_link_out_of_the_folder_is_refused(put, tmp_path):
    root = put("x.png", GOOD)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.png").write_bytes(GOOD)
    (tmp_path / "content-too").mkdir()  # begins like the root's name
    (tmp_path / "content-too" / "x.png").write_bytes(GOOD)
    (root / "file.png").symlink_to(tmp_path / "outside" / "secret.png")
    (root / "passwd.png").symlink_to("/etc/passwd")
    (root / "zero.png").symlink_to("/dev/zero")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "near.png").symlink_to("../content-too/x.png")
    for name in ("file.png", "passwd.png", "zero.png", "folder/secret.png", "near.png"):
        assert "is a link out of the content folder" in refusal(root, name), name


def test_a_link_inside_the_folder_is_followed(put):
    root = put("deep/x.png", GOOD)
    (root / "same.png").symlink_to("deep/x.png")
    assert load_image(root, "same.png") == load_image(root, "deep/x.png")


def test_a_root_that_is_itself_a_link_works(put, tmp_path):
    (tmp_path / "alias").symlink_to(put("x.png", GOOD))
    assert load_image(tmp_path / "alias", "x.png").width == 64


def test_a_ring_of_links_is_refused(put):
    root = put("x.png", GOOD)
    (root / "a.png").symlink_to("b.png")
    (root / "b.png").symlink_to("a.png")
    assert refusal(root, "a.png")


@pytest.fixture
def opened(monkeypatch):
    """The paths handed to os.open."""
    paths, real = [], os.open

    def spy(path, *rest, **more):
        paths.append(str(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", spy)
    return paths


def test_a_pipe_is_never_opened(put, opened):
    root = put("x.png", GOOD)
    os.mkfifo(root / "pipe.png")
    assert "is not an ordinary file" in refusal(root, "pipe.png")
    assert opened == []
    load_image(root, "x.png")
    assert len(opened) == 1  # the spy does see openings


def test_a_socket_or_device_is_never_opened(put, opened, tmp_path, monkeypatch):
    root = put("x.png", GOOD)
    monkeypatch.chdir(root)  # socket names are short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock.png")
        assert "is not an ordinary file" in refusal(root, "sock.png")
    monkeypatch.chdir("/")
    assert "is not an ordinary file" in refusal(Path("/dev"), "zero")
    assert opened == []


def test_a_pipe_swapped_in_after_the_look_does_not_hang(put, monkeypatch):
    root = put("x.png", GOOD)
    real = os.open

    def swap(path, *rest, **more):
        Path(path).unlink()
        os.mkfifo(path)
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", swap)
    assert "is not an ordinary file" in refusal(root, "x.png")


def test_a_link_swapped_in_after_the_look_is_not_followed(put, tmp_path, monkeypatch):
    root = put("x.png", GOOD)
    (tmp_path / "secret.png").write_bytes(GOOD)
    real = os.open

    def swap(path, *rest, **more):
        Path(path).unlink()
        Path(path).symlink_to(tmp_path / "secret.png")
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", swap)
    assert "cannot be read" in refusal(root, "x.png")


def test_a_file_over_the_size_limit_is_not_read(put, opened):
    root = put("x.png", GOOD)
    with (root / "x.png").open("r+b") as file:
        file.truncate(files.MOST_BYTES + 1)
    assert "has 12 MB; the most is 12 MB" in refusal(root, "x.png")
    assert opened == []


def test_a_file_that_grows_while_read_is_refused(put, monkeypatch):
    root = put("x.png", GOOD)
    monkeypatch.setattr(files, "MOST_BYTES", len(GOOD) - 1)
    monkeypatch.setattr(files, "_check_status", lambda status: None)
    assert "grew while it was read" in refusal(root, "x.png")


def test_an_unreadable_file_is_one_line(put, monkeypatch):
    root = put("x.png", GOOD)

    def denied(*_):
        raise PermissionError(13, "Permission denied", "/home/jane/x.png")

    monkeypatch.setattr(os, "open", denied)
    message = refusal(root, "x.png")
    assert message == "the picture 'x.png' cannot be read: Permission denied"


def test_an_empty_file(put):
    assert "is empty" in refusal(put("x.png", b""), "x.png")


@pytest.mark.parametrize("side", [9000, 12000])
def test_a_small_file_of_many_pixels_is_refused_at_once(put, side):
    data = bomb(side, side)
    assert len(data) < 40_000
    root = put("x.png", data)
    start = time.perf_counter()
    assert "more than 40 million pixels" in refusal(root, "x.png")
    assert time.perf_counter() - start < 0.2


def test_pillow_is_loaded_only_when_a_picture_is():
    code = "import sys, handouts.images.loader; print('PIL' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
