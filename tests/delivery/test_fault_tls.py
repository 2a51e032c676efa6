"""Rows 15 to 24 of the fault table: signing in, TLS, and lines that do not come about.

The password is told to nobody who has not proved who it is: `server.auths` and the bytes on
the wire say so.
"""

import base64
import socket
import ssl
import sys
import time

import pytest
import trustme
from fault_server import FEATURES, FaultServer
from rows import row
from world import PASSWORD

TLS_FEATURES = (*FEATURES, "STARTTLS", "AUTH PLAIN LOGIN XOAUTH2")
SAY = f"[{sys.executable}, -c, \"import os; print(os.environ['CANARY_PASSWORD'])\"]"


def signing_in(trusted, **more):
    return {
        "security": "starttls", "ca_file": trusted[1], "user": "hello@practice.example",
        "password_env": "CANARY_PASSWORD", **more,
    }  # fmt: skip


def told(server):
    """Whether the password reached the server, in any form."""
    heard = bytes(server.wire) + "\n".join(server.auths).encode()
    forms = [PASSWORD.encode()]
    forms += [base64.b64encode(b"x" * n + PASSWORD.encode())[4:-4] for n in range(3)]
    return any(form in heard for form in forms) or bool(server.auths)


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("implicit", [False, True])
def test_signs_in_over_tls(world, serve, trusted, way, implicit):
    features = (*FEATURES, "AUTH " + way) if implicit else (*FEATURES, "STARTTLS", "AUTH " + way)
    security = "tls" if implicit else "starttls"
    server = serve(
        features=features, tls=trusted[0], implicit=implicit,
        settings=signing_in(trusted, security=security),
    )  # fmt: skip
    world.prepare(2)
    world.send(expect_code=0)
    last = server.auths[-1].split()[-1]
    assert base64.b64decode(last).decode().endswith(PASSWORD)
    assert PASSWORD.encode() not in server.wire
    world.check()
    world.finish()


@row(15)
def test_wrong_password(world, serve, trusted):
    server = serve(
        lambda event, talk: b"535 5.7.8 bad credentials" if event == "auth" else None,
        features=TLS_FEATURES, tls=trusted[0], settings=signing_in(trusted),
    )  # fmt: skip
    world.prepare(3)
    result = world.send(expect_code=2)
    assert len(server.auths) == 1 and server.mails == []
    assert world.states() == ["planned"] * 3 and PASSWORD not in result.output
    world.check()
    assert world.finish().exit_code == 0


@row(16)
def test_expired_token(world, serve, trusted):
    def on(event, talk):
        if event != "auth":
            return None
        talk.reply(b"334 " + base64.b64encode(b'{"status":"401","scope":"mail"}'))
        talk.server.auths.append(talk.line().decode())
        return b"535 5.7.8 Username and Password not accepted"

    settings = signing_in(trusted, sign_in="oauth2", token_command=SAY, password_env=None)
    server = serve(on, features=TLS_FEATURES, tls=trusted[0], settings=settings)
    world.prepare(2)
    result = world.send(expect_code=2)
    assert "token has expired" in result.stderr and server.mails == []
    assert base64.b64decode(server.auths[0].split()[-1]) == (
        f"user=hello@practice.example\1auth=Bearer {PASSWORD}\1\1".encode()
    )
    assert server.auths[1].strip() == ""
    world.check()
    assert world.finish().exit_code == 0


@row(17)
@pytest.mark.parametrize("offer", [(), ("AUTH CRAM-MD5 GSSAPI",)], ids=["none", "CRAM-MD5"])
def test_no_usable_way_to_sign_in(world, serve, trusted, offer):
    features = (*FEATURES, "STARTTLS", *offer)
    server = serve(features=features, tls=trusted[0], settings=signing_in(trusted))
    world.prepare(1)
    result = world.send(expect_code=2)
    assert "does not offer to sign in" in result.stderr and not told(server)
    world.check()
    server.features = list(TLS_FEATURES)
    assert world.finish().exit_code == 0


@row(18)
def test_starttls_not_offered(world, serve, trusted):
    server = serve(features=(*FEATURES, "AUTH PLAIN"), settings=signing_in(trusted))
    world.prepare(1)
    world.send(expect_code=2)
    assert not told(server) and server.mails == []
    world.check()


@row(19)
def test_starttls_refused_for_now(world, serve, trusted):
    server = serve(
        lambda event, talk: b"454 4.7.0 TLS not available" if event == "starttls" else None,
        features=TLS_FEATURES, tls=trusted[0], settings=signing_in(trusted),
    )  # fmt: skip
    world.prepare(2)
    world.send(expect_code=6)
    assert not told(server) and server.mails == [] and world.states() == ["deferred"] * 2
    world.check()
    assert world.finish().exit_code == 0


def server_side(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def impostors(authority):
    import datetime

    stranger = trustme.CA()
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    return {
        "unknown authority": server_side(stranger.issue_cert("127.0.0.1")),
        "wrong host": server_side(authority.issue_cert("mail.other.example")),
        "expired": server_side(authority.issue_cert("127.0.0.1", not_after=past)),
    }


@row(20)
@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["unknown authority", "wrong host", "expired", "no ca_file"])
def test_a_server_that_cannot_prove_who_it_is(world, serve, authority, trusted, fault, security):
    context = impostors(authority).get(fault, trusted[0])
    settings = signing_in(trusted, security=security)
    if fault == "no ca_file":  # signed by nobody that this computer knows
        del settings["ca_file"]
    features = TLS_FEATURES if security == "starttls" else (*FEATURES, "AUTH PLAIN")
    server = serve(
        features=features, tls=context, implicit=security == "tls", settings=settings
    )  # fmt: skip
    world.prepare(2)
    result = world.send(expect_code=2)
    assert "cannot prove who it is" in result.stderr
    assert not told(server) and server.mails == [] and world.states() == ["planned"] * 2
    world.check()


@row(20)
def test_a_pinned_certificate(world, serve, trusted):
    server = serve(
        features=TLS_FEATURES, tls=trusted[0], settings=signing_in(trusted, fingerprint="ab" * 32)
    )
    world.prepare(1)
    world.send(expect_code=2)
    assert not told(server)
    import hashlib

    der = ssl.PEM_cert_to_DER_cert(
        ssl.get_server_certificate(("127.0.0.1", implicit_port(trusted)))
    )
    world.settings(**signing_in(trusted, fingerprint=hashlib.sha256(der).hexdigest()))
    world.send(expect_code=0)
    world.check()


def implicit_port(trusted):
    return FaultServer(tls=trusted[0], implicit=True).port


@row(21)
def test_only_old_tls(world, serve, authority, trusted):
    context = server_side(authority.issue_cert("127.0.0.1"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    server = serve(features=TLS_FEATURES, tls=context, settings=signing_in(trusted))
    world.prepare(1)
    world.send(expect_code=2)
    assert not told(server) and world.states() == ["planned"]
    world.check()


@row(21)
def test_the_handshake_stalls(world, serve, trusted):
    server = serve(
        lambda event, talk: [b"220 go on", "hang"] if event == "starttls" else None,
        features=TLS_FEATURES, settings=signing_in(trusted),
    )  # fmt: skip
    server.tls = _Stalling()
    world.prepare(1)
    world.send(expect_code=6)
    assert not told(server) and world.states() == ["deferred"]
    world.check()


class _Stalling:
    """Takes a handshake and never answers it."""

    def wrap_socket(self, sock, server_side):
        sock.settimeout(10)
        while sock.recv(4096):
            pass
        raise OSError


@row(22)
def test_words_slipped_in_before_tls_count_for_nothing(world, serve, trusted):
    """A stranger on the line adds a reply to the 220, offering to sign in without TLS's truth."""
    slipped = b"220 go on\r\n250-mail.example\r\n250-AUTH PLAIN\r\n250 SIZE 1\r\n"

    def on(event, talk):
        return slipped if event == "starttls" else None

    features = (*FEATURES, "STARTTLS", "AUTH PLAIN")
    server = serve(on, features=features, tls=trusted[0], settings=signing_in(trusted))
    world.prepare(1)
    result = world.send()
    assert result.exit_code in (0, 2, 6)
    if result.exit_code == 0:
        assert "SIZE=" in server.mails[0], "the features are those said inside TLS"
    else:
        assert server.auths == []
    assert PASSWORD.encode() not in server.wire
    world.check()
    assert world.finish().exit_code == 0


@row(23)
def test_tls_spoken_to_a_plain_port(world, serve, trusted):
    serve(settings=signing_in(trusted, security="tls"))
    world.prepare(1)
    result = world.send(expect_code=2)
    assert "587 goes with starttls" in result.stderr
    world.check()


@row(23)
def test_plain_words_to_a_tls_port(world, serve, trusted):
    serve(tls=trusted[0], implicit=True, settings=signing_in(trusted))
    world.prepare(1)
    started = time.monotonic()
    result = world.send(expect_code=2)
    assert "465 with tls" in result.stderr and time.monotonic() - started < 30
    world.check()


@row(24, "names under .invalid are refused by the guard, as a name server would")
def test_no_such_host(world, serve, trusted):
    server = serve()
    world.prepare(2)
    world.settings(**signing_in(trusted, host="mail.nowhere.invalid", waits="{reply: 5 min}"))
    result = world.send(expect_code=6)
    assert "no such server" in result.stderr and result.stderr.count("error:") == 1
    assert world.states() == ["deferred"] * 2 and server.connections == 0
    world.settings()
    assert world.finish().exit_code == 0


@row(24)
def test_refused(world, serve):
    serve()
    world.prepare(1)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    world.settings(port=port)
    world.send(expect_code=6)
    assert world.states() == ["deferred"]
    world.check()
    world.settings()
    assert world.finish().exit_code == 0


@row(24, "a listener whose queue is full: packets go and nothing comes back")
def test_unroutable(world, serve):
    serve()
    world.prepare(1)
    full = socket.socket()
    full.bind(("127.0.0.1", 0))
    full.listen(0)
    waiting = [socket.socket() for _ in range(4)]
    for sock in waiting:
        sock.setblocking(False)
        sock.connect_ex(full.getsockname())
    world.settings(port=full.getsockname()[1])
    world.send(expect_code=6)
    assert world.states() == ["deferred"]
    for sock in (*waiting, full):
        sock.close()
    world.check()
    world.settings()
    assert world.finish().exit_code == 0


@row(27)
@pytest.mark.parametrize(("reply", "code"), [(b"421 4.3.0 closing", 6), (b"550 5.7.1 go away", 2)])
def test_the_second_greeting_is_answered_otherwise(world, serve, trusted, reply, code):
    server = serve(
        lambda event, talk: reply if event == "ehlo" and talk.hellos == 2 else None,
        features=TLS_FEATURES, tls=trusted[0], settings=signing_in(trusted),
    )  # fmt: skip
    world.prepare(1)
    world.send(expect_code=code)
    assert not told(server)
    world.check()
    assert world.finish().exit_code == 0


# -- row 46: where the password comes from ------------------------------------------

PRINTS = {
    "fails": "raise SystemExit(3)",
    "two lines": "import os; print(os.environ['CANARY_PASSWORD']); print('more')",
    "1 MB": "print('x' * 1_000_000)",
    "empty": "pass",
    "binary": "import sys; sys.stdout.buffer.write(bytes(range(256)))",
}


@row(46)
@pytest.mark.parametrize("how", PRINTS)
def test_password_command_fails(world, serve, trusted, how):
    command = f"[{sys.executable}, -c, {yaml_quoted(PRINTS[how])}]"
    settings = signing_in(trusted, password_command=command, password_env=None)
    server = serve(features=TLS_FEATURES, tls=trusted[0], settings=settings)
    world.prepare(1)
    started = time.monotonic()
    result = world.send(expect_code=2)
    assert "password_command" in result.stderr and server.connections == 0
    assert time.monotonic() - started < 25
    world.check()


def yaml_quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@row(46)
def test_password_command_hangs():
    from handouts.delivery.secrets import from_command
    from handouts.errors import UsageError

    started = time.monotonic()
    with pytest.raises(UsageError, match="longer than"):
        from_command(("sh", "-c", "sleep 60 & sleep 60"), "password_command", seconds=0.3)
    assert time.monotonic() - started < 5


@row(46)
def test_password_command_is_not_there(world, serve, trusted):
    settings = signing_in(trusted, password_command="[/nowhere/at-all]", password_env=None)
    server = serve(features=TLS_FEATURES, tls=trusted[0], settings=settings)
    world.prepare(1)
    world.send(expect_code=2)
    assert server.connections == 0


def test_an_agent_that_stays_holds_nobody_up():
    from handouts.delivery.secrets import from_command

    started = time.monotonic()
    assert from_command(("sh", "-c", "sleep 5 & echo secret"), "password_command") == "secret"
    assert time.monotonic() - started < 3


def test_password_command_works(world, serve, trusted):
    settings = signing_in(trusted, password_command=SAY, password_env=None)
    server = serve(features=TLS_FEATURES, tls=trusted[0], settings=settings)
    world.prepare(1)
    world.send(expect_code=0)
    assert server.auths
    world.check()


def test_a_headless_keyring_says_what_to_use(world, serve, trusted, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    settings = signing_in(trusted, keyring="true", password_env=None)
    server = serve(features=TLS_FEATURES, tls=trusted[0], settings=settings)
    world.prepare(1)
    result = world.send(expect_code=2)
    assert "password_command" in result.stderr and server.connections == 0


def test_a_token_is_fetched_for_each_connection(world, serve, trusted, tmp_path):
    count = tmp_path / "count"
    program = f"open({str(count)!r}, 'a').write('x'); print('token')"
    settings = signing_in(
        trusted, sign_in="oauth2", password_env=None, limits={"per_connection": 1},
        token_command=f"[{sys.executable}, -c, {yaml_quoted(program)}]",
    )  # fmt: skip
    serve(features=TLS_FEATURES, tls=trusted[0], settings=settings)
    world.prepare(3)
    world.send(expect_code=0)
    assert count.read_text() == "xxx"


def test_plain_lines_never_leave_this_computer(world, serve):
    from handouts.errors import ExitCode

    serve()
    world.prepare(1)
    world.settings(host="mail.practice.example", waits="{reply: 5 min}")
    result = world.send()
    assert result.exit_code == ExitCode.USAGE and "open line" in result.stderr
