"""What a disk was not told to keep, a power cut takes. The record must be kept before the dot.

The sending process notes how much of each file it had synced; at the dot it is killed, and
of the record only what had been synced by then is left.
"""

import os
import signal
import time

import pytest
from rows import row


@pytest.mark.parametrize("nth", [1, 2, 3])
@row(30)
def test_a_power_cut_at_the_dot_sends_nothing_twice(world, serve, fork_send, tmp_path, nth):
    victim, seen = [], [0]
    notes = tmp_path / "synced"
    journal = world.outbox / "journal.jsonl"
    at_dot = {}

    def on(event, talk):
        if event == "dot":
            seen[0] += 1
            if seen[0] == nth:
                at_dot["notes"] = notes.read_text() if notes.exists() else ""
                os.kill(victim[0], signal.SIGKILL)
                time.sleep(0.02)
        return

    server = serve(on)
    world.prepare(3)
    before = journal.stat()
    victim.append(fork_send(synced=str(notes)))
    assert fork_send.wait().code == -signal.SIGKILL
    time.sleep(0.1)
    sizes = [before.st_size]
    for line in at_dot["notes"].splitlines():
        inode, size = line.split()
        if int(inode) == before.st_ino:
            sizes.append(int(size))
    os.truncate(journal, sizes[-1])
    assert len(server.accepted) == nth
    world.send(expect_code=4)
    assert world.states().count("unknown") == 1, "the one at the dot"
    world.check()
    world.finish()
