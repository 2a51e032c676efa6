"""Rows 1 to 16 and 25 to 28 of the fault table: what a server may do to a message.

Every row is tried against real sockets; long waits are scaled by the settings. After each
the invariants are checked, and once more when the run has been brought to its end.
"""

import time

import pytest
from rows import row
from world import CONDITION, DOMAIN, MAILBOX, SURNAME, handout

from handouts.delivery.clock import DAY


def at(event, action, nth=1, then=None):
    """A script: `action` the nth time this event comes, else `then`."""
    seen = [0]

    def on(happened, talk):
        if happened != event:
            return None
        seen[0] += 1
        return action if seen[0] == nth else then

    return on


def always(event, action):
    return lambda happened, talk: action if happened == event else None


def for_client(number, event, action):
    """`action` for one client's message only."""
    return lambda happened, talk: (
        action if happened == event and talk.recipient.startswith(f"{MAILBOX}{number}@") else None
    )


@row(1)
def test_takes_the_message_and_closes_before_its_answer(world, serve):
    server = serve(for_client(2, "dot", "drop"))
    world.prepare(3)
    world.send(expect_code=4)
    assert world.states() == ["sent", "unknown", "sent"]
    assert server.connections == 2
    world.check()
    last = world.finish()
    assert last.exit_code == 4 and world.states() == ["sent", "unknown", "sent"]


@row(2)
@pytest.mark.parametrize("late", [0.15, 0.6])  # of 0.9 s, as 9 min of 10
def test_answers_late(world, serve, late):
    serve(for_client(1, "dot", late))
    world.prepare(2)
    world.send(expect_code=0)
    assert world.states() == ["sent", "sent"]
    world.check()
    world.finish()


@row(3)
def test_never_answers(world, serve):
    serve(for_client(1, "dot", "hang"))
    world.prepare(2)
    world.send(expect_code=4)
    assert world.states() == ["unknown", "sent"]
    world.check()
    world.finish()


@row(4)
def test_closes_before_the_message_is_over(world, serve):
    serve(at("body", "drop"))
    world.prepare([handout(1, pdf=big(1)), handout(2)])
    world.send(expect_code=6)
    assert world.states() == ["deferred", "sent"]
    world.check()
    assert world.finish().exit_code == 0 and world.states() == ["sent", "sent"]


def big(number):
    from world import client_name, small_pdf

    return small_pdf(client_name(number), "", 8000)


@row(5)
def test_resets_while_the_message_is_under_way(world, serve):
    serve(at("body", [0.05, "reset"]))
    world.prepare([handout(1, pdf=big(1)), handout(2)])
    world.send(expect_code=6)
    assert world.states() == ["deferred", "sent"]
    world.check()
    assert world.finish().exit_code == 0


@row(6)
def test_greets_with_421(world, serve):
    server = serve(always("greet", b"421 4.3.2 closing"))
    world.prepare(3)
    world.send(expect_code=6)
    assert world.states() == ["deferred"] * 3 and server.connections == 1
    world.check()
    world.send(expect_code=6)
    assert server.connections == 1, "not before its time"
    world.clock.time += 5 * 60 + 1
    world.send(expect_code=6)
    assert server.connections == 2
    assert [r.attempt for r in world.records()][-3:] == [2, 2, 2]
    assert world.finish().exit_code == 0


@row(7)
@pytest.mark.parametrize("event", ["rcpt", "data", "dot"])
def test_421_to_one_message(world, serve, event):
    server = serve(for_client(2, event, [b"421 4.3.0 going down"]))
    world.prepare(3)
    world.send(expect_code=6)
    assert world.states() == ["sent", "deferred", "sent"] and server.connections == 2
    world.check()
    assert world.finish().exit_code == 0


@row(7)
def test_421_after_some_messages(world, serve):
    """Said to the next MAIL: that one was not begun, so it goes on a new line at once."""
    server = serve(lambda event, talk: b"421 4.3.0 enough" if event == "mail" and talk.messages == 2 else None)  # fmt: skip
    world.prepare(5)
    world.send(expect_code=0)
    assert world.states() == ["sent"] * 5 and server.connections == 3
    world.check()
    world.finish()


@row(8)
def test_greets_with_554(world, serve):
    serve(always("greet", b"554 5.7.1 no service for you"))
    world.prepare(2)
    world.send(expect_code=2)
    assert world.states() == ["planned", "planned"]
    world.check()
    assert world.finish().exit_code == 0


@row(9)
def test_greylists(world, serve):
    server = serve(at("rcpt", b"450 4.2.0 greylisted, come back"))
    world.prepare(1)
    world.send(expect_code=6)
    world.clock.time += 4 * 60
    world.send(expect_code=6)
    assert len(server.recipients) == 1, "not before its time"
    world.clock.time += 2 * 60
    world.send(expect_code=0)
    assert world.states() == ["sent"]
    world.check()
    world.finish()


@row(10)
@pytest.mark.parametrize("reply", [b"451 4.3.0 local error", b"452 4.3.1 no room"])
def test_defers_after_the_message(world, serve, reply):
    serve(for_client(1, "dot", reply))
    world.prepare(2)
    world.send(expect_code=6)
    assert world.states() == ["deferred", "sent"]
    world.check()
    assert world.finish().exit_code == 0


@row(11)
def test_refuses_one_of_several(world, serve):
    """Its words repeat the client's address, name and condition; no record may."""
    words = f"550 5.1.1 <{MAILBOX}2@{DOMAIN}> ({SURNAME}2, {CONDITION} stretch) unknown".encode()
    serve(for_client(2, "rcpt", words))
    world.prepare(4)
    world.send(expect_code=3)
    assert world.states() == ["sent", "refused", "sent", "sent"]
    world.check()
    assert world.finish().exit_code == 3


@row(12)
def test_refuses_a_message_for_its_rules(world, serve):
    server = serve(for_client(1, "dot", b"554 5.7.1 looks like spam"))
    world.prepare(2)
    world.send(expect_code=3)
    assert world.states() == ["refused", "sent"] and server.datas == 2
    world.check()
    world.finish()


@row(12)
def test_three_in_a_row_for_its_rules_end_the_batch(world, serve):
    server = serve(always("dot", b"554 5.7.1 looks like spam"))
    world.prepare(5)
    world.send(expect_code=3)
    assert world.states() == ["refused"] * 3 + ["planned"] * 2 and server.datas == 3
    world.check()
    world.finish()


@row(13)
def test_too_big_after_the_message(world, serve):
    serve(for_client(1, "dot", b"552 5.3.4 too big"))
    world.prepare(2)
    result = world.send(expect_code=3)
    assert "too big" in result.stderr and "fewer or smaller photos" in result.stderr
    assert world.states() == ["refused", "sent"]
    world.check()
    world.finish()


@row(13)
def test_too_big_is_known_beforehand(world, serve):
    server = serve(features=["SIZE 3000"])
    world.prepare(1)
    world.send(expect_code=3)
    assert world.states() == ["refused"] and server.mails == []
    world.check()
    world.finish()


@row(14)
@pytest.mark.parametrize(
    "words",
    [
        b"550 5.4.5 daily limit",
        b"550 5.7.1 You have exceeded your daily sending limit.",
        b"454 4.7.0 sending quota",
    ],
)
def test_the_providers_limit_of_the_day(world, serve, words):
    server = serve(lambda event, talk: words if event == "rcpt" and talk.messages >= 2 else None)  # fmt: skip
    world.prepare(5)
    world.send(expect_code=6)
    assert world.states() == ["sent", "sent", "deferred", "planned", "planned"]
    world.check()
    asked = len(server.recipients)
    world.clock.time += DAY / 2
    result = world.send(expect_code=6)
    assert len(server.recipients) == asked and "limit" in result.stderr
    assert world.finish().exit_code == 0 and world.states() == ["sent"] * 5


@row(14)
def test_our_own_limit_of_the_day_counts_over_batches(world, serve):
    serve(settings={"limits": {"per_day": 3}})
    world.prepare(2)
    world.send(expect_code=0)
    world.prepare([handout(n) for n in (3, 4)])
    world.send(expect_code=6)
    assert world.states() == ["sent", "sent", "sent", "planned"]
    world.clock.time += DAY + 1
    world.send(expect_code=0)
    world.check()


@row(25)
@pytest.mark.parametrize(
    "greeting",
    [
        b"2" + b"2" * 20_000,
        b"220 \x00\x00\xff hello\r\n250 x",
        b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>",
        b"\x00\x01\x02\x03",
    ],
    ids=["long line", "NUL", "HTTP", "binary"],
)
def test_what_is_no_mail_server(world, serve, greeting):
    server = serve(lambda event, talk: [greeting] if event == "greet" else None)
    world.prepare(2)
    result = world.send()
    if greeting.startswith(b"220"):
        assert result.exit_code in (0, 6)
    else:
        assert result.exit_code == 6 and world.states() == ["deferred", "deferred"]
        assert server.accepted == []
    world.check()
    assert world.finish().exit_code == 0


@row(25)
@pytest.mark.parametrize("event", ["greet", "mail", "dot"])
def test_a_byte_at_a_time(world, serve, event):
    """Each byte comes in time, the reply does not: one deadline holds for all of it."""

    def dribble(happened, talk):
        if happened == event:
            for byte in b"250-" + b"x" * 46:
                time.sleep(0.1)
                talk.send(bytes([byte]))
        return

    serve(dribble)
    world.prepare(1)
    started = time.monotonic()
    world.send(expect_code=4 if event == "dot" else 6)
    assert time.monotonic() - started < 3, "of the 5 that the bytes take"
    world.check()
    world.finish()


@row(26)
@pytest.mark.parametrize(
    ("event", "reply", "state"),
    [
        ("dot", b"250-2.0.0 first\r\n250-more\r\n250 2.0.0 queued", "sent"),
        ("dot", b"250 9.9.9 odd", "sent"),
        ("dot", b"250", "sent"),
        ("rcpt", b"251 2.1.5 will forward", "sent"),
        ("rcpt", b"252 2.1.5 cannot say", "sent"),
        ("rcpt", b"354 what", "deferred"),
        ("rcpt", b"199 what", "deferred"),
        ("dot", b"354 still more?", "unknown"),
        ("dot", b"999 what", "unknown"),
        ("dot", b"what", "unknown"),
        ("data", b"250 ok", "deferred"),
    ],
)
def test_odd_replies(world, serve, event, reply, state):
    serve(for_client(1, event, reply))
    world.prepare(2)
    world.send(expect_code={"sent": 0, "deferred": 6, "unknown": 4}[state])
    assert world.states() == [state, "sent"]
    world.check()
    world.finish()


@row(27)
@pytest.mark.parametrize(
    ("event", "action"),
    [("quit", "drop"), ("quit", "hang"), ("quit", b"500 what"), ("quit", "reset")],
)
def test_a_bad_goodbye_changes_nothing(world, serve, event, action):
    serve(always(event, action))
    world.prepare(2)
    world.send(expect_code=0)
    assert world.states() == ["sent", "sent"]
    world.check()
    world.finish()


@row(27)
@pytest.mark.parametrize("action", ["drop", b"500 5.5.1 what", "hang"])
def test_a_bad_reset_after_a_refusal(world, serve, action):
    def on(event, talk):
        if event == "rcpt" and talk.recipient.startswith(f"{MAILBOX}1@"):
            return b"550 5.1.1 unknown"
        return action if event == "rset" else None

    serve(on)
    world.prepare(3)
    world.send(expect_code=3)
    assert world.states() == ["refused", "sent", "sent"]
    world.check()
    world.finish()


@row(28)
@pytest.mark.parametrize("how", ["drop", "reset"])
def test_drops_while_nobody_speaks(world, serve, how):
    """The line goes in the pause between two messages; that is no failure."""
    gone = []

    def on(event, talk):
        if event == "mail" and talk.messages and talk.number not in gone:
            gone.append(talk.number)
            return how
        return None

    server = serve(on, settings={"limits": {"per_minute": 20}})
    world.prepare(4)
    world.send(expect_code=0)
    assert world.states() == ["sent"] * 4 and server.connections >= 3
    assert {r.attempt for r in world.records() if r.state == "sent"} == {1}
    world.check()
    world.finish()


def test_three_broken_connections_in_a_row_end_the_batch(world, serve):
    server = serve(always("rcpt", "drop"))
    world.prepare(5)
    world.send(expect_code=6)
    assert world.states() == ["deferred"] * 3 + ["planned"] * 2 and server.connections == 3
    world.check()
    assert world.finish().exit_code == 0


def test_a_message_is_given_up_after_a_day(world, serve):
    serve(always("rcpt", b"451 4.3.0 later"))
    world.prepare(1)
    for _ in range(40):
        world.send()
        if world.states() == ["expired"]:
            break
        world.clock.time += 3700
    assert world.states() == ["expired"]
    world.send(expect_code=3)
    world.check()


def test_the_senders_address_refused_marks_no_client(world, serve):
    serve(always("mail", b"553 5.7.1 not your address"))
    world.prepare(2)
    world.send(expect_code=2)
    assert world.states() == ["deferred", "planned"]
    world.check()
    assert world.finish().exit_code == 0
