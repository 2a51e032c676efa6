"""Rows 38 to 48 of the fault table: data, messages, clocks, signals, programs, consent to send."""

import email
import email.policy
import os
import re
import signal
import sys
import time

import pytest
from rows import row
from world import CANARIES, DOMAIN, MAILBOX, NOON, Told, client_name, handout

from handouts.delivery.clock import DAY
from handouts.delivery.handout import Person
from handouts.diagnostics import ContentError


def codes(world, handouts, **how):
    """What preparing is refused for."""
    with pytest.raises(ContentError) as caught:
        world.prepare(handouts, **how)
    found = caught.value.diagnostics
    for diagnostic in found:
        for canary in CANARIES:
            assert canary.lower() not in (diagnostic.message + diagnostic.hint).lower()
    assert not list(world.outbox.glob("2026*")) if world.outbox.exists() else True
    return [d.code for d in found if d.severity == "error"]


# -- row 38: who gets what -------------------------------------------------------------


@row(38)
def test_the_same_client_twice(world, serve):
    serve()
    found = codes(world, [handout(1), handout(2), handout(1, digest="other")])
    assert set(found) == {"same-client"}


@row(38)
def test_two_clients_of_one_address(world, serve):
    serve()
    address = f"{MAILBOX}1@{DOMAIN}"
    assert codes(world, [handout(1), handout(2, address=address)]) == ["shared-address"] * 2
    upper = address.replace(DOMAIN, DOMAIN.upper())
    assert codes(world, [handout(1), handout(2, address=upper)]) == ["shared-address"] * 2
    world.prepare(
        [handout(1, shared_address=True), handout(2, address=address, shared_address=True)]
    )
    world.send(expect_code=0)
    world.check()


@row(38)
def test_an_address_of_somebody_who_gets_nothing_today(world, serve):
    serve()
    people = [Person("c-9", client_name(9), f"{MAILBOX}1@{DOMAIN}")]
    assert codes(world, [handout(1)], people=people) == ["shared-address"]


# -- rows 40 to 42: what goes over the wire ---------------------------------------------


@row(40)
def test_accents_before_the_at(world, serve):
    server = serve()
    world.prepare([handout(1, address=f"jörg.{MAILBOX}@{DOMAIN}"), handout(2)])
    world.send(expect_code=3)
    assert world.states() == ["refused", "sent"]
    assert len(server.mails) == 1 and len(server.recipients) == 1
    world.check()
    server.features.append("SMTPUTF8")
    world.prepare([handout(3, address=f"żółw.{MAILBOX}@{DOMAIN}")])
    world.send(expect_code=0)
    assert "SMTPUTF8" in server.mails[-1] and server.recipients[-1].startswith("żółw")
    world.check()


def message_of(copy):
    return email.message_from_bytes(copy.data, policy=email.policy.default)


@row(41)
def test_seven_bits_to_a_server_that_offers_no_more(world, serve):
    server = serve(features=())
    twin = "Ćwicz\n\n- wolno €"
    world.prepare([handout(n, practice="Praxis Żółć 李", twin=twin) for n in (1, 2)])
    world.send(expect_code=0)
    assert all(byte < 128 for byte in server.wire)
    message = message_of(server.accepted[0])
    assert (
        "Praxis Żółć 李" in message["Subject"]
        and "wolno €" in message.get_body(("plain",)).get_content()
    )
    world.check()


@row(42)
def test_lines_that_could_end_or_break_a_message(world, serve):
    server = serve()
    twin = "\n\n".join([".", "..", ". dot", "x" * 600, "a\rb", "c"])
    world.prepare([handout(1, twin=twin, phone=".")])
    world.send(expect_code=0)
    data = server.accepted[0].data
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    text = message_of(server.accepted[0]).get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "\n.\n" in text and "\n..\n" in text and "x" * 600 in text
    world.check()


@row(42)
def test_dots_are_doubled_on_the_wire_and_single_again_behind_it():
    from handouts.delivery.smtp import stuffed

    raw = b".\r\n..a\r\nb\r\n.c\r\n"
    assert stuffed(raw) == b"..\r\n...a\r\nb\r\n..c\r\n"
    assert re.sub(rb"(?m)^\.\.", b".", stuffed(raw)) == raw
    assert stuffed(b"plain\r\n") == b"plain\r\n"


# -- row 43: clocks -----------------------------------------------------------------------


@row(43)
def test_the_clock_is_set_back_in_the_middle(world, serve):
    """No early retry, no negative wait, and the limit of the day is not forgotten."""

    def on(event, talk):
        if event == "dot" and talk.messages == 0:
            world.clock.time -= DAY
        if event == "rcpt" and talk.recipient.startswith(f"{MAILBOX}3@"):
            return b"450 4.2.0 later"
        return None

    server = serve(on, settings={"limits": {"per_minute": 20, "per_day": 4}})
    world.prepare(4)
    world.send(expect_code=6)
    assert world.states() == ["sent", "sent", "deferred", "sent"]
    assert all(0 < gap <= 3 for gap in world.clock.slept)
    world.check()
    server.heal()
    world.clock.time -= DAY
    result = world.send(expect_code=6)
    assert "set back" in result.stderr and len(server.accepted) == 3
    assert world.finish().exit_code == 0


@row(43)
def test_dates_are_sound_and_fresh_after_a_wait(world, serve):
    server = serve(lambda event, talk: b"450 4.2.0 later" if event == "rcpt" and not server_seen(talk) else None)  # fmt: skip
    world.prepare(1)
    world.send(expect_code=6)
    frozen = (world.batch.folder / "001.eml").read_bytes()
    world.clock.time += 2 * 3600
    world.send(expect_code=0)
    data = server.accepted[0].data
    before, after = (
        email.message_from_bytes(d, policy=email.policy.default) for d in (frozen, data)
    )
    assert after["Message-ID"] == before["Message-ID"]
    moved = (after["Date"].datetime - before["Date"].datetime).total_seconds()
    assert 300 <= moved <= 2 * 3600
    assert data.split(b"\r\n\r\n", 1)[1] == frozen.split(b"\r\n\r\n", 1)[1]
    world.check()


def server_seen(talk):
    return len(talk.server.recipients) > 1


# -- row 44: signals -----------------------------------------------------------------------


@row(44)
@pytest.mark.parametrize("event", ["data", "dot"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_message_in_hand_end(world, serve, fork_send, event, number):
    server = serve(lambda happened, talk: 0.3 if happened == event else None)
    world.prepare(3)
    pid = fork_send()
    until(lambda: server.datas == 1)
    time.sleep(0.05)
    os.kill(pid, number)
    ended = fork_send.wait()
    assert ended.code == 130, ended.err
    assert world.states() == ["sent", "planned", "planned"] and len(server.accepted) == 1
    world.check()
    assert world.finish().exit_code == 0


@row(44)
def test_a_second_signal_does_not_wait(world, serve, fork_send):
    server = serve(lambda happened, talk: "hang" if happened == "dot" else None)
    world.settings(waits="{connect: 1 s, command: 1 s, data: 1 s, reply: 20 s}")
    world.prepare(2)
    pid = fork_send()
    until(lambda: server.accepted)
    os.kill(pid, signal.SIGINT)
    time.sleep(0.1)
    os.kill(pid, signal.SIGINT)
    ended = fork_send.wait()
    assert ended.code == 4, ended.err
    assert world.states() == ["unknown", "planned"]
    world.check()
    world.settings()
    world.finish()


@row(44)
def test_a_signal_ends_a_pause(world, serve, fork_send):
    server = serve(settings={"limits": {"per_minute": 1}})
    world.prepare(2)
    pid = fork_send()
    until(lambda: len(server.accepted) == 1 and world.states()[0] == "sent")
    os.kill(pid, signal.SIGTERM)
    assert fork_send.wait().code == 130
    world.check()


def until(true, seconds=5):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


# -- row 45: a program like sendmail ---------------------------------------------------------

MAILER = """\
import os, sys, time, signal
place, how = {place!r}, {how!r}
if how != "reads nothing": data = sys.stdin.buffer.read()
else: data = b""
rows = [f"{{sys.argv[1:]}}", str(len(data)), str(b"\\r" in data)]
open(place, "a").write("|".join(rows) + "\\n")
sys.stderr.write("cannot mail to " + sys.argv[-1] + "\\n")
if how == "killed": os.kill(os.getpid(), signal.SIGKILL)
if how == "hangs": time.sleep(60)
if how == "leaves a child": os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "20")
sys.exit(int(how) if how.isdigit() else 0)
"""


@row(45)
@pytest.mark.parametrize(
    ("how", "state", "code"),
    [("0", "sent", 0), ("75", "deferred", 6), ("67", "refused", 3), ("64", "refused", 3),
     ("77", "refused", 3), ("78", "refused", 3), ("1", "unknown", 4), ("74", "unknown", 4),
     ("70", "unknown", 4), ("killed", "unknown", 4), ("hangs", "unknown", 4),
     ("reads nothing", "sent", 0), ("leaves a child", "sent", 0)],
)  # fmt: skip
def test_a_program_that_takes_mail(world, tmp_path, how, state, code):
    place, program = tmp_path / "told", tmp_path / "mailer.py"
    program.write_text(MAILER.format(place=str(place), how=how))
    world.allowed_files |= {place, program}
    world.server = Told()
    world.settings(
        host=None, port=None, security=None, transport="command",
        command=f"[{sys.executable}, {program}, -i]",
        waits="{reply: 1 s}" if how == "hangs" else None,
    )  # fmt: skip
    big = handout(1).pdf + b"%" + b"x" * 300_000
    world.prepare([handout(1, pdf=big)])
    started = time.monotonic()
    world.send(expect_code=code)
    assert time.monotonic() - started < 10
    assert world.states() == [state]
    arguments, size, returns = place.read_text().splitlines()[0].split("|")
    assert arguments == str(["-i", "-f", "hello@practice.example", "--", f"{MAILBOX}1@{DOMAIN}"])
    if how != "reads nothing":
        assert int(size) > 300_000 and returns == "False"
    world.check_canaries()


@row(45)
def test_a_program_that_is_not_there(world):
    world.server = Told()
    world.settings(host=None, port=None, security=None, transport="command", waits=None,
                   command="[/nowhere/sendmail]")  # fmt: skip
    world.prepare(2)
    world.send(expect_code=2)
    assert world.states() == ["planned", "planned"]
    world.check_canaries()


def test_drafts_are_exported_and_never_count_as_sent(world):
    world.server = Told()
    world.settings(host=None, port=None, security=None, transport="drafts", waits=None)
    world.prepare(2)
    planned = [(world.batch.folder / f"00{n}.eml").read_bytes() for n in (1, 2)]
    world.send(expect_code=0)
    assert world.states() == ["exported", "exported"]
    drafts = sorted((world.root / "drafts").iterdir())
    assert [d.read_bytes() for d in drafts] == [b"X-Unsent: 1\r\n" + data for data in planned]
    assert all(d.stat().st_mode & 0o077 == 0 for d in drafts)
    world.check_canaries()
    again = world.prepare(2)
    assert again.batch is None and len(again.skipped) == 2


# -- row 47: nobody confirms -------------------------------------------------------------------


@row(47)
@pytest.mark.parametrize("given", [(), ("--expect", "2"), ("--hash", "123456789012")])
def test_really_without_a_person_wants_both_numbers(world, serve, given):
    server = serve()
    world.prepare(2)
    for typed in ("", "y\n" * 50, "2\n"):
        result = world.run("send", "--really", *given, input=typed)
        assert result.exit_code == 2, result.output
    assert server.connections == 0
    world.check()


@row(47)
def test_closed_input(world, serve, fork_send, forks):
    server = serve()
    world.prepare(1)
    ended = forks.call("email", "send", "--really", "--workspace", world.root)
    assert ended.code == 2 and server.connections == 0


@row(47)
def test_wrong_numbers(world, serve):
    server = serve()
    world.prepare(2)
    sha = world.batch.sha256[:12]
    wrong = [("3", sha), ("2", "0" * 12), ("2", sha[:8]), ("0", sha)]
    for number, digits in wrong:
        result = world.run("send", "--really", "--expect", number, "--hash", digits)
        assert result.exit_code == 1, result.output
    assert server.connections == 0


def test_a_terminal_is_asked_for_the_number(world, serve, monkeypatch):
    server = serve()
    world.prepare(2)
    monkeypatch.setattr("handouts.cli.email_send.present", lambda: True)
    for typed in ("", "\n", "no\n", "y\n", "3\n", "yes\n" * 9):
        result = world.run("send", "--really", input=typed)
        assert result.exit_code == 2 and server.connections == 0, typed
    assert world.run("send", "--really", input="2\n").exit_code == 0
    assert len(server.accepted) == 2
    world.check()


def test_dry_runs_open_nothing(world, serve):
    server = serve()
    world.prepare(2)
    before = {p: p.stat().st_mtime_ns for p in world.outbox.rglob("*")}
    result = world.run("send")
    assert result.exit_code == 0 and "2 messages would be sent" in result.stderr
    assert server.connections == 0
    assert before == {p: p.stat().st_mtime_ns for p in world.outbox.rglob("*")}
    world.check()


# -- row 48: a hundred -------------------------------------------------------------------------


@row(48)
def test_a_hundred_at_a_pace(world, serve):
    server = serve(settings={"limits": {"per_minute": 20, "per_connection": 20}})
    world.prepare(100)
    world.send(expect_code=0)
    assert server.connections == 5
    assert world.clock.slept == [3.0] * 99
    assert server.recipients == [letter.recipient for letter in world.planned.values()]
    assert world.clock.time == NOON + 99 * 3
    world.check()
    world.finish()


@row(48)
def test_a_hundred_and_one_are_too_many(world, serve):
    serve()
    assert "too-many" in codes(world, [handout(n) for n in range(101)])


def test_all_rows_of_the_table_are_here():
    import test_fault_disk
    import test_fault_table
    import test_fault_tls
    import test_kills
    from rows import ROWS

    assert test_fault_disk and test_fault_table and test_fault_tls and test_kills
    assert set(ROWS) == set(range(1, 49))
