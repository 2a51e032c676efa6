"""A server that others wrote (aiosmtpd), over TLS, with accounts and limits: the good paths."""

import contextlib
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from world import PASSWORD, Told, handout


class Box:
    """Takes what comes."""

    def __init__(self, world):
        self.world = world

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        from fault_server import Accepted

        for recipient in envelope.rcpt_tos:
            self.world.server.recipients.append(recipient)
            self.world.server.accepted.append(Accepted(recipient, envelope.original_content))
        return "250 2.0.0 queued"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@contextlib.contextmanager
def running(world, trusted, user="hello@practice.example", **keys):
    def authenticate(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (user.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    world.server = Told()
    world.server.recipients, world.server.accepted = [], []
    controller = Controller(
        Box(world), hostname="127.0.0.1", server_hostname="mail.example", port=free_port(), authenticator=authenticate,
        auth_require_tls=True, auth_required=True, tls_context=trusted[0], require_starttls=True,
        **keys,
    )  # fmt: skip
    controller.start()
    world.server.port = controller.port
    try:
        yield world.server
    finally:
        controller.stop()


def settings(trusted, **more):
    return {
        "security": "starttls", "ca_file": trusted[1], "password_env": "CANARY_PASSWORD", **more
    }  # fmt: skip


def test_a_batch_over_tls_with_an_account(world, trusted):
    with running(world, trusted) as server:
        world.settings(**settings(trusted))
        world.prepare(3)
        world.send(expect_code=0)
        assert world.states() == ["sent"] * 3 and len(server.accepted) == 3
        world.check()
        world.finish()


def test_a_wrong_password(world, trusted, monkeypatch):
    with running(world, trusted, user="somebody@else.example") as server:
        world.settings(**settings(trusted))
        world.prepare(2)
        world.send(expect_code=2)
        assert world.states() == ["planned"] * 2 and server.accepted == []
        world.check()


def test_a_server_that_takes_little(world, trusted):
    with running(world, trusted, data_size_limit=4000) as server:
        world.settings(**settings(trusted))
        world.prepare(1)
        world.send(expect_code=3)
        assert world.states() == ["refused"] and server.accepted == []
        world.check()


@pytest.mark.parametrize("enabled", [True, False])
def test_accents_where_the_server_takes_them(world, trusted, enabled):
    with running(world, trusted, enable_SMTPUTF8=enabled) as server:
        world.settings(**settings(trusted))
        world.prepare([handout(1, address="jörg.canarybird@canary.example")])
        world.send(expect_code=0 if enabled else 3)
        assert len(server.accepted) == enabled
        world.check()


def test_doctor_tries_the_line_and_sends_nothing(world, trusted, monkeypatch):
    from click.testing import CliRunner

    from handouts.cli.main import cli

    with running(world, trusted) as server:
        world.settings(**settings(trusted))
        call = ["doctor", "--email", "--workspace", str(world.root)]
        good = CliRunner().invoke(cli, call, prog_name="handouts")
        assert good.exit_code == 0 and "TLSv1" in good.stdout and server.accepted == []
        monkeypatch.setenv("CANARY_PASSWORD", "wrong")
        bad = CliRunner().invoke(cli, call, prog_name="handouts")
        assert bad.exit_code == 2 and "refused" in bad.stdout
        assert PASSWORD not in good.output + bad.output


def test_a_trial_goes_to_oneself_alone(world, trusted):
    with running(world, trusted) as server:
        world.settings(**settings(trusted))
        world.prepare(3)
        me = "me@practice.example"
        assert world.run("test", "--to", me).exit_code == 0 and server.accepted == []
        result = world.run("test", "--to", me, *world.confirmed())
        assert result.exit_code == 0, result.output
        assert [copy.recipient for copy in server.accepted] == [me] * 3
        for copy in server.accepted:
            head = copy.data.split(b"\r\n\r\n")[0]
            assert b"\r\nTo: me@practice.example" in head and b"Subject: [TEST] " in head
            assert b"canary" not in head.lower()
        assert world.states() == ["planned"] * 3
        world.send(expect_code=0)
        assert world.states() == ["sent"] * 3
        world.check(extra_recipients=[me])


def test_a_redirect_in_the_environment_catches_everything(world, trusted, monkeypatch):
    with running(world, trusted) as server:
        world.settings(**settings(trusted))
        world.prepare(2)
        monkeypatch.setenv("HANDOUTS_EMAIL_REDIRECT", "training@practice.example")
        world.send(expect_code=0)
        assert {c.recipient for c in server.accepted} == {"training@practice.example"}
        assert world.states() == ["planned"] * 2


def test_only_one_goes_before_a_trial_where_the_practice_says_so(world, trusted):
    with running(world, trusted) as server:
        world.settings(**settings(trusted), test_first="true")
        world.prepare(3)
        world.send(expect_code=6)
        assert len(server.accepted) == 1
        world.run("test", "--to", "me@practice.example", *world.confirmed())
        world.send(expect_code=0)
        assert world.states() == ["sent"] * 3
