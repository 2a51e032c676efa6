"""Rows 32 to 39 of the fault table: disks, locks, and an outbox that others have touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rows import row
from world import handout

ROOT = Path(__file__).resolve().parents[2]
HOLD = "import sys; from pathlib import Path; from handouts.delivery.outbox import Outbox\nwith Outbox(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def first(world):
    return next(iter(world.planned.values()))


@row(32)
def test_two_processes(world, serve):
    server = serve()
    world.prepare(2)
    path = os.pathsep.join((str(ROOT), os.environ["PYTHONPATH"]))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(world.outbox)], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}, text=True,
    )  # fmt: skip
    assert holder.stdout.readline() == "held\n"
    result = world.send(expect_code=2)
    assert f"process {holder.pid}" in result.stderr and server.connections == 0
    holder.kill()
    holder.wait()
    holder.stdout.close()
    holder.stdin.close()
    world.send(expect_code=0)  # the lock died with its holder
    world.check()
    world.finish()


@row(32)
def test_a_second_run_while_the_first_waits_for_its_answer(world, serve, fork_send):
    server = serve(lambda event, talk: 0.4 if event == "dot" else None)
    world.prepare(1)
    fork_send()
    until(lambda: server.datas)
    world.send(expect_code=2)
    assert fork_send.wait().code == 0
    world.check()
    world.finish()


def until(true, seconds=5):
    import time

    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


@row(33, "a share that another computer used: its name is in the outbox")
def test_two_computers(world, serve):
    server = serve()
    world.prepare(1)
    (world.outbox / "computer").write_text("0" * 64 + "\n")
    result = world.send(expect_code=2)
    assert "another computer" in result.stderr and server.connections == 0
    (world.outbox / "computer").unlink()
    assert world.finish().exit_code == 0


@row(33, "a share without locks: the system's call lets everybody in")
def test_locks_that_do_not_hold(world, serve, monkeypatch):
    server = serve()
    world.prepare(1)
    monkeypatch.setattr("handouts.delivery.lock._take", lambda handle: None)
    result = world.send(expect_code=5)
    assert "locks do not hold" in result.stderr and server.connections == 0
    monkeypatch.undo()


@row(33, "a share that knows no locks: the system's call says so")
def test_locks_that_do_not_exist(world, serve, monkeypatch):
    import errno

    server = serve()
    world.prepare(1)

    def none(handle):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("handouts.delivery.lock._take", none)
    world.send(expect_code=5)
    assert server.connections == 0
    monkeypatch.undo()


@row(34, "a full disk: the system limits how long a file may grow")
@row(35, "a full disk: the system limits how long a file may grow")
@pytest.mark.parametrize("room", range(0, 1100, 110))
def test_the_disk_fills_up(world, serve, fork_send, room):
    """From no room for the first line to room for a whole message and a half."""
    server = serve()
    world.prepare(3)
    size = (world.outbox / "journal.jsonl").stat().st_size
    ended = fork_send.call(most_bytes=size + room)
    states = world.states()
    assert ended.code == 5, ended.err
    assert "cannot be written" in ended.err
    if "attempting" in states:  # the server has it, and the disk could not be told
        assert states.index("attempting") == len(server.accepted) - 1
    else:
        assert states.count("sent") == len(server.accepted)
    copies = len(server.accepted)
    assert world.send().exit_code == (4 if "attempting" in states else 0)
    assert len(server.accepted) == copies + states.count("planned")
    world.check()
    world.finish()


def test_the_sweep_above_reaches_both_rows(world, serve, fork_send):
    """Row 34 sends nothing, row 35 one that the disk cannot be told of."""
    server = serve()
    world.prepare(1)
    size = (world.outbox / "journal.jsonl").stat().st_size
    assert fork_send.call(most_bytes=size + 30).code == 5
    assert server.accepted == [] and server.datas == 1 and world.states() == ["planned"]
    found = set()
    for room in range(150, 400, 10):
        if len(server.accepted):
            break
        fork_send.call(most_bytes=size + room)
        found.update(world.states())
    assert "attempting" in found and len(server.accepted) == 1


@row(36, "a folder that may only be read, by a user who is not root")
def test_the_record_may_not_be_written(world, serve, fork_send):
    server = serve()
    world.prepare(1)
    (world.outbox / "journal.jsonl").chmod(0o400)
    ended = fork_send.call(plain_user=True)
    assert ended.code == 5 and server.connections == 0
    (world.outbox / "journal.jsonl").chmod(0o600)
    for path in (world.outbox / "lock", world.outbox):
        path.chmod(0o400 if path.is_file() else 0o500)
    ended = fork_send.call(plain_user=True)
    assert ended.code == 5 and server.connections == 0
    world.outbox.chmod(0o700)
    (world.outbox / "lock").chmod(0o600)
    assert world.finish().exit_code == 0


@row(36)
def test_a_torn_last_line_is_dropped(world, serve):
    serve()
    world.prepare(2)
    world.send(expect_code=0)
    journal = world.outbox / "journal.jsonl"
    whole = journal.read_bytes()
    last = whole.rstrip(b"\n").rindex(b"\n") + 1
    for torn in (whole[: last + 30], whole[:-1], whole[:last] + b"\0" * 200, whole + b"0000"):
        journal.write_bytes(torn)
        kept = len(world.records())
        assert kept >= len(whole.splitlines()) - 2
        result = world.send()
        assert result.exit_code in (0, 4)
        assert len(world.server.accepted) == 2
        world.check_copies()
        journal.write_bytes(whole)


@row(36)
def test_a_damaged_line_in_the_middle(world, serve):
    server = serve()
    world.prepare(2)
    journal = world.outbox / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"planned", b"deleted")
    journal.write_bytes(b"".join(lines))
    result = world.send(expect_code=5)
    assert "line 3" in result.stderr and server.connections == 0
    assert world.run("status").exit_code == 5


@row(36)
def test_a_record_of_another_version(world, serve):
    server = serve()
    world.prepare(1)
    journal = world.outbox / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"handouts-journal 1", b"handouts-journal 9"))
    world.send(expect_code=2)
    assert server.connections == 0


@row(36)
@row(37)
def test_the_record_is_gone(world, serve):
    """Some were sent, nobody knows which: nothing goes by itself, and a person decides."""
    server = serve()
    world.prepare(2)
    world.send(expect_code=0)
    world.prepare([handout(3), handout(4)])
    (world.outbox / "journal.jsonl").unlink()
    result = world.send(expect_code=1)
    assert "no record" in result.stderr and "resolve" in result.stderr
    assert len(server.accepted) == 2
    listed = world.run("resolve")
    assert listed.exit_code == 0 and listed.stdout.count("record is lost") == 4
    third = list(world.planned.values())[2]
    assert world.run("resolve", third.id, "--send-again").exit_code == 0
    assert world.send().exit_code == 4
    assert server.copies(third.message_id) == 1
    for letter in world.planned.values():
        if letter.id != third.id:
            assert world.run("resolve", letter.id, "--was-sent").exit_code == 0
    assert world.send().exit_code == 0
    assert len(server.accepted) == 3


@row(37)
def test_the_records_key_is_gone(world, serve):
    serve()
    world.prepare(1)
    (world.outbox / "key").unlink()
    world.send(expect_code=5)


# -- row 39: touched since it was prepared --------------------------------------------


def edited(world, folder):
    path = folder / "002.eml"
    path.write_bytes(path.read_bytes().replace(b"Dear", b"Deer"))


def pdf_swapped(world, folder):
    """The PDF of one client inside the message of another."""
    one, two = (folder / name for name in ("001.eml", "002.eml"))
    parts = [p.read_bytes().split(b"application/pdf", 1) for p in (one, two)]
    one.write_bytes(parts[0][0] + b"application/pdf" + parts[1][1])


def swapped(world, folder):
    (folder / "001.eml").rename(folder / "x")
    (folder / "002.eml").rename(folder / "001.eml")
    (folder / "x").rename(folder / "002.eml")


def removed(world, folder):
    (folder / "003.eml").unlink()


def linked(world, folder):
    """To the very same bytes: a link may point elsewhere a moment later."""
    shutil.copy(folder / "002.eml", world.root / "elsewhere.eml")
    world.allowed_files.add(world.root / "elsewhere.eml")
    (folder / "002.eml").unlink()
    (folder / "002.eml").symlink_to(world.root / "elsewhere.eml")


def listed_otherwise(world, folder):
    """The list itself, with another address for the second client."""
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"canarybird2@", b"canarybird9@"))


def list_removed(world, folder):
    (folder / "manifest.json").unlink()


def fifo(world, folder):
    (folder / "002.eml").unlink()
    os.mkfifo(folder / "002.eml")


@row(39)
@pytest.mark.parametrize(
    "touch",
    [edited, pdf_swapped, swapped, removed, linked, listed_otherwise, list_removed, fifo],
    ids=lambda f: f.__name__,
)
def test_touched_since_it_was_prepared(world, serve, touch):
    server = serve()
    world.prepare(3)
    touch(world, world.batch.folder)
    world.send(expect_code=1)
    assert server.connections == 0 and server.accepted == []
    assert set(world.states()) == {"planned"}
    world.said.clear()  # the changed list is told with its path alone; see the next line
    assert all("canary" not in r.output.lower() for r in world.results)


@row(39)
def test_a_changed_list_is_refused_to_a_person_too(world, serve, monkeypatch):
    """On a terminal no hash is typed, so the record alone knows what the list was."""
    server = serve()
    world.prepare(2)
    listed_otherwise(world, world.batch.folder)
    monkeypatch.setattr("handouts.cli.email_send.present", lambda: True)
    result = world.run("send", "--really", input="2\n")
    assert result.exit_code == 1 and "was changed" in result.stderr
    assert server.connections == 0


def test_a_changed_batch_is_withdrawn_and_prepared_anew(world, serve):
    server = serve()
    world.prepare(2)
    edited(world, world.batch.folder)
    world.send(expect_code=1)
    assert world.run("status", world.batch.name, "--withdraw").exit_code == 0
    world.prepare(2)
    world.send(expect_code=0)
    assert len(server.accepted) == 2
    world.check()


def test_identical_bytes_go_whatever_became_of_the_content(world, serve):
    """What was prepared is sent, byte for byte; nothing is made anew (S1)."""
    server = serve()
    world.prepare(2)
    before = [(world.batch.folder / f"00{n}.eml").read_bytes() for n in (1, 2)]
    shutil.rmtree(world.root / "content", ignore_errors=True)
    world.send(expect_code=0)
    assert [copy.data for copy in server.accepted] == before
    assert not list(world.batch.folder.glob("*.eml")), "what was sent is not kept"


def test_everything_is_for_its_owner_alone(world, serve):
    before = os.umask(0)
    try:
        serve()
        world.prepare(2)
    finally:
        os.umask(before)
    for path in (world.outbox, *world.outbox.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_killed_prepare_leaves_nothing_that_waits(world, serve):
    serve()
    world.prepare(1)
    left = world.outbox / ".new-2026-11-22-9"
    left.mkdir()
    (left / "001.eml").write_text("half")
    world.send(expect_code=0)
    assert not left.exists()


def test_the_outbox_does_not_lie_in_a_synced_folder(world, serve):
    serve(settings={"outbox": "Dropbox/outbox"})
    result = world.run("status")
    assert result.exit_code == 2 and "copied to the internet" in result.stderr
    world.settings(outbox="Dropbox/outbox", synced_outbox="true")
    assert world.run("status").exit_code == 0
