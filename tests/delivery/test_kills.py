"""Rows 29 to 31: `kill -9`, at chosen moments and at any. Nothing is sent twice or forgotten.

`python -m pytest tests/delivery/test_kills.py --trials 1000`, or `make soak`, tries it longer.
"""

import contextlib
import os
import random
import signal
import threading
import time

import pytest
from rows import row

MESSAGES = 6


def kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def killing(world, serve, fork_send):
    """A server that kills the sending process at an event; the event, then what it answers."""

    def start(event, nth=1, action=None):
        seen, victim = [0], []

        def on(happened, talk):
            if happened != event:
                return None
            seen[0] += 1
            if seen[0] == nth:
                while not victim:
                    time.sleep(0.001)
                kill(victim[0])
                time.sleep(0.02)
                return action
            return None

        server = serve(on)
        world.prepare(3)
        victim.append(fork_send())
        ended = fork_send.wait()
        assert ended.code == -signal.SIGKILL
        return server

    return start


@row(29)
@pytest.mark.parametrize("event", ["greet", "ehlo", "mail", "rcpt", "data"])
def test_killed_before_the_message(world, killing, event):
    server = killing(event, action="drop")
    assert server.accepted == []
    assert world.send().exit_code == 0, "nothing was on its way, so all goes now"
    world.check()
    world.finish()


@row(29)
def test_killed_before_the_dot(world, serve, fork_send, tmp_path):
    """After it was entered and before the dot: nobody can know, so it waits for a person."""
    server = serve(lambda event, talk: "lose" if event == "dot" else None)
    world.prepare(2)
    fork_send.call()
    assert server.accepted == [] and world.states()[0] == "unknown"
    world.check()
    last = world.finish()
    assert last.exit_code == 4 and server.copies(first(world).message_id) == 0
    identity = first(world).id
    assert world.run("resolve", identity, "--send-again").exit_code == 0
    assert world.send().exit_code in (0, 4)
    assert server.copies(first(world).message_id) == 1
    world.check()


def first(world):
    return next(iter(world.planned.values()))


@row(30)
def test_killed_between_the_answer_and_the_record(world, killing):
    server = killing("dot")
    time.sleep(0.1)  # the server is a moment behind the kill
    assert len(server.accepted) == 1
    world.check()
    assert world.send().exit_code == 4
    assert world.states() == ["unknown", "sent", "sent"] and len(server.accepted) == 3
    world.check()
    last = world.finish()
    assert last.exit_code == 4
    assert world.run("resolve", first(world).id, "--was-sent").exit_code == 0
    assert world.send().exit_code == 0 and len(server.accepted) == 3
    world.check()


@row(31)
def test_killed_at_any_moment(world, serve, fork_send, request):
    """Seeded kills over messages; each run goes on where the last was ended, until all is settled."""
    trials = request.config.getoption("--trials")
    chance = random.Random(31)

    def on(event, talk):
        if event in ("data", "dot", "rcpt"):
            return chance.choice((None, None, 0.001, 0.003))
        return None

    server = serve(on, settings={"limits": {"per_day": 100_000}})
    kills = batches = unknown = 0
    while kills < trials:
        batches += 1
        world.planned.clear()
        world.prepare(handouts_of(batches))
        for attempt in range(20):
            pid = fork_send()
            timer = threading.Timer(chance.uniform(0.01, 0.16), kill, (pid,))
            if attempt < 19:  # the last may end, however slow the machine is today
                timer.start()
            ended = fork_send.wait()
            timer.cancel()
            kills += ended.code == -signal.SIGKILL
            world.check_copies()
            if ended.code in (0, 4):
                break
        assert ended.code in (0, 4), (ended.code, ended.err)
        assert set(world.states()) <= {"sent", "unknown"}
        unknown += world.states().count("unknown")
        world.check()
        for letter in list(world.planned.values()):
            if world.states()[list(world.planned).index(letter.id)] == "unknown":
                world.run("resolve", letter.id, "--was-sent")
    total = batches * MESSAGES
    print(f"\n{kills} kills, {total} messages, {unknown} unknown, {len(server.accepted)} copies")
    assert kills >= trials


def handouts_of(batch):
    from world import handout

    return [handout(number, digest=f"{batch}-{number}") for number in range(1, MESSAGES + 1)]
