"""Handing a message to a mail server, step by step, so that it is known how far it came.

Until the line with the single dot leaves, the server has nothing, and whatever breaks can be
tried again. After it, only the server's own answer says what became of the message.
"""

import base64
import hashlib
import hmac
import re
import socket
import ssl
from collections.abc import Callable
from typing import Final

from handouts.delivery.account import Account
from handouts.delivery.line import Broken, Line
from handouts.delivery.outcome import Halt, Outcome, Reply, halted, judged, reply_of
from handouts.delivery.parcel import Parcel, Transport
from handouts.delivery.secrets import Prompt, from_command, password
from handouts.delivery.states import State
from handouts.errors import ExitCode, UsageError
from handouts.model.email import LOOPBACK

_BLOCK: Final = 65_536
_PROBE_SECONDS: Final = 5.0
_PAIR: Final = "the port and security do not fit: 587 goes with starttls, 465 with tls"
_TRUST: Final = "nothing was sent and no password was told; ask your provider, and see 'host'"
_DOTS: Final = re.compile(rb"(?m)^\.")
# What OpenSSL calls an answer that is no TLS at all, in its various versions.
_NO_TLS: Final = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG")


class Smtp(Transport):
    """One account's server. A connection serves several messages, and is opened when needed."""

    def __init__(self, account: Account, prompt: Prompt) -> None:
        self._account = account
        self._prompt = prompt
        self._line: Line | None = None
        self._served = 0
        self._phase = ""
        self._password: str | None = None

    def check(self) -> tuple[str, ...]:
        """Connect, sign in and hang up; what was found. Halt says what is in the way."""
        line = self._connect()
        offers = sorted(line.esmtp_features)
        version = getattr(line.sock, "version", lambda: "no TLS")()
        self.close()
        return (f"{version}; the server offers {', '.join(offers)}",)

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.hang_up()
            self._line = None

    def send(self, parcel: Parcel, commit: Callable[[], None]) -> Outcome:
        """Hand one message over; `commit` runs before the byte that may bind the server."""
        reused = self._ready()
        try:
            outcome = self._converse(parcel, commit)
            if not (reused and outcome.lost and self._phase == "mail" and outcome.stop is None):
                return outcome
        except Broken as problem:
            if not (reused and self._phase == "mail"):
                return self._broken(problem)
        # The line went while nobody spoke: nothing was asked yet, so ask again on a new one.
        self._drop()
        self._ready()
        try:
            return self._converse(parcel, commit)
        except Broken as problem:
            return self._broken(problem)

    def _broken(self, problem: Broken) -> Outcome:
        state = State.UNKNOWN if self._phase == "end" else State.DEFERRED
        self._drop()
        return Outcome(state, says=problem.why, lost=True)

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ready(self) -> bool:
        """Have a connection; whether it has served a message already."""
        if self._line is not None and self._served >= self._account.per_connection:
            self.close()
        if self._line is None:
            self._line = self._connect()
            self._served = 0
        return self._served > 0

    # -- one message ------------------------------------------------------------

    def _converse(self, parcel: Parcel, commit: Callable[[], None]) -> Outcome:
        line = self._line
        assert line is not None
        refusal = _beyond(line, parcel)
        if refusal is not None:
            return refusal
        self._phase = ""
        try:
            outcome = self._asked(line, parcel) or self._handed(line, parcel, commit)
        except BaseException:
            line.close()  # without a goodbye: the server must not take what it has for whole
            self._line = None
            raise
        self._served += 1
        if outcome.lost:
            self._drop()
        elif outcome.state is not State.SENT and self._phase != "end":
            self._reset(line)
        return outcome

    def _asked(self, line: Line, parcel: Parcel) -> Outcome | None:
        """Sender, recipient, DATA; an Outcome where the server will not have it."""
        line.wait = self._account.waits.command
        steps = (
            ("mail", f"MAIL FROM:<{self._account.wire_sender}>{_options(line, parcel)}"),
            ("rcpt", f"RCPT TO:<{parcel.recipient}>"),
            ("data", "DATA"),
        )
        for phase, command in steps:
            self._phase = phase
            line.putcmd(command)
            reply = reply_of(*line.getreply())
            wanted = reply.code == 354 if phase == "data" else 200 <= reply.code < 300
            if not wanted:
                return self._refused(reply, phase, parcel)
        return None

    def _refused(self, reply: Reply, phase: str, parcel: Parcel) -> Outcome:
        if 400 <= reply.code < 600:
            return judged(reply, phase, len(parcel.wire))
        state = State.UNKNOWN if phase == "end" else State.DEFERRED
        says = f"an answer that makes no sense: {reply.code} {reply.text}"
        return Outcome(state, reply.code, reply.status, says, lost=True)

    def _handed(self, line: Line, parcel: Parcel, commit: Callable[[], None]) -> Outcome:
        self._phase = "body"
        line.wait = self._account.waits.data
        data = memoryview(stuffed(parcel.wire))
        for start in range(0, len(data), _BLOCK):
            line.send(data[start : start + _BLOCK])
        commit()
        self._phase = "end"
        line.wait = self._account.waits.reply
        line.send(b".\r\n")
        reply = reply_of(*line.getreply())
        if 200 <= reply.code < 300:
            return Outcome(State.SENT, reply.code, reply.status, reply.text)
        return self._refused(reply, "end", parcel)

    def _reset(self, line: Line) -> None:
        try:
            line.wait = self._account.waits.command
            line.putcmd("RSET")
            code, _ = line.getreply()
            if code != 250:
                self._drop()
        except Broken:
            self._drop()

    # -- the connection ---------------------------------------------------------

    def _connect(self) -> Line:
        account = self._account
        secret = self._secret()  # before the line is open, for it may take a while
        line = self._opened()
        try:
            self._greeted(line)
            if account.security == "starttls":
                self._start_tls(line)
            _trust_pinned(line, account.fingerprint)
            if secret:
                self._sign_in(line, secret)
        except Broken as problem:
            line.close()
            raise Halt(f"{problem.why}, before any message", code=ExitCode.DEFERRED) from None
        except BaseException:
            line.close()
            raise
        return line

    def _secret(self) -> str:
        account = self._account
        if account.sign_in == "none":
            return ""
        if account.sign_in == "oauth2":  # fetched for each connection: tokens soon expire
            return from_command(account.token_command, "token_command")
        if self._password is None:
            self._password = password(account, self._prompt)
        return self._password

    def _opened(self) -> Line:
        account, wait = self._account, self._account.waits.connect
        sock = _reached(account)
        if account.security != "tls":
            if account.security == "plain" and account.host not in LOOPBACK:
                sock.close()
                raise UsageError("an open line is for this computer alone")
            return Line(sock, wait)
        sock.settimeout(wait)
        try:
            return Line(_context(account).wrap_socket(sock, server_hostname=account.host), wait)
        except (OSError, ValueError) as problem:
            sock.close()
            raise _tls_halt(problem, account) from None

    def _greeted(self, line: Line) -> None:
        account = self._account
        line.wait = account.waits.connect
        try:
            reply = reply_of(*line.getreply())
        except Broken as problem:
            if problem.silent and account.security == "starttls" and _speaks_tls(account):
                raise Halt("the server wants TLS from the first byte", _PAIR) from None
            raise
        if reply.code != 220:
            raise halted(reply, "does not want to talk")
        line.wait = account.waits.command
        self._hello(line)

    def _hello(self, line: Line) -> None:
        reply = reply_of(*line.ehlo())
        if reply.code != 250:
            raise halted(reply, "does not take our greeting")

    def _start_tls(self, line: Line) -> None:
        account = self._account
        if not line.has_extn("starttls"):
            message = "the server does not offer STARTTLS, so the line would stay open to all"
            raise Halt(message, f"no password was told; {_PAIR}")
        line.putcmd("STARTTLS")
        reply = reply_of(*line.getreply())
        if reply.code != 220:
            raise halted(reply, "does not start TLS now")
        try:
            line.wait = account.waits.connect
            line.secure(_context(account), account.host)
        except (OSError, ValueError) as problem:
            raise _tls_halt(problem, account) from None
        line.wait = account.waits.command
        self._hello(line)

    def _sign_in(self, line: Line, secret: str) -> None:
        account = self._account
        if not isinstance(line.sock, ssl.SSLSocket):
            raise Halt("no password is told over an open line")
        offered = str(line.esmtp_features.get("auth", "")).upper().split()
        line.wait = account.waits.command
        ways = {"oauth2": ("XOAUTH2",)}.get(account.sign_in, ("PLAIN", "LOGIN"))
        way = next((w for w in ways if w in offered), None)
        if way is None:
            has = ", ".join(offered) or "nothing"
            message = f"the server does not offer to sign in by {' or '.join(ways)} (it has {has})"
            raise Halt(message, account.hint)
        reply = reply_of(*_exchanged(line, way, account.user, secret))
        if reply.code != 235:
            deferred = 400 <= reply.code < 500
            code = ExitCode.DEFERRED if deferred else ExitCode.USAGE
            hint = "the access token has expired or is wrong" if way == "XOAUTH2" else account.hint
            said = f"{reply.code} {reply.status}".strip()
            raise Halt(f"signing in was refused ({said}); nothing was sent", hint, code)


def _exchanged(line: Line, way: str, user: str, secret: str) -> tuple[int, bytes]:
    """The last reply of an exchange that signs in."""
    if way == "PLAIN":
        first = _encoded(f"\0{user}\0{secret}")
        answers: tuple[str, ...] = ()
    elif way == "LOGIN":
        first, answers = _encoded(user), (_encoded(secret),)
    else:  # where a token is refused, the server tells why and wants an empty line before its code
        first, answers = _encoded(f"user={user}\1auth=Bearer {secret}\1\1"), ("",)
    line.putcmd(f"AUTH {way} {first}")
    code, text = line.getreply()
    for answer in answers:
        if code != 334:
            break
        line.send(f"{answer}\r\n")
        code, text = line.getreply()
    return code, text


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def _reached(account: Account) -> socket.socket:
    try:
        sock = socket.create_connection((account.host, account.port), account.waits.connect)
        # The dot follows the message in a packet of its own, and must not wait for an answer.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, UnicodeError) as problem:
        why = "no such server" if isinstance(problem, socket.gaierror) else "no connection"
        message = f"{account.host}:{account.port} cannot be reached ({why}); nothing was sent"
        raise Halt(message, "is this computer online?", ExitCode.DEFERRED) from None
    return sock


def _context(account: Account) -> ssl.SSLContext:
    """TLS with a checked certificate and name, always."""
    try:
        context = ssl.create_default_context(cafile=account.ca_file or None)
    except (OSError, ssl.SSLError):
        raise UsageError(
            f"'{account.ca_file}' holds no certificate", "see email: ca_file"
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _tls_halt(problem: Exception, account: Account) -> Halt:
    if isinstance(problem, ssl.SSLCertVerificationError):
        why = problem.verify_message.rstrip(".")
        return Halt(f"the server at {account.host} cannot prove who it is ({why})", _TRUST)
    if isinstance(problem, ssl.SSLEOFError) or not isinstance(problem, ssl.SSLError | ValueError):
        return Halt("TLS was broken off, before any message", code=ExitCode.DEFERRED)
    reason = getattr(problem, "reason", "") or ""
    if reason in _NO_TLS and account.security == "tls":
        return Halt("the server does not speak TLS from the first byte", _PAIR)
    return Halt(f"TLS with {account.host} fails ({reason.lower().replace('_', ' ')})", _TRUST)


def _speaks_tls(account: Account) -> bool:
    """Whether a silent server was waiting for TLS; nothing is told to it."""
    try:
        with _reached(account) as sock:
            sock.settimeout(_PROBE_SECONDS)
            _context(account).wrap_socket(sock, server_hostname=account.host).close()
    except ssl.SSLCertVerificationError:
        return True
    except (OSError, ValueError, Halt):
        return False
    return True


def _trust_pinned(line: Line, fingerprint: str) -> None:
    if not fingerprint:
        return
    certificate = line.sock.getpeercert(True) if isinstance(line.sock, ssl.SSLSocket) else b""
    found = hashlib.sha256(certificate or b"").hexdigest()
    if not hmac.compare_digest(found, fingerprint):
        raise Halt("the server's certificate is not the one of email: fingerprint", _TRUST)


def _beyond(line: Line, parcel: Parcel) -> Outcome | None:
    """What the server said beforehand that it does not take."""
    if parcel.utf8 and not line.has_extn("smtputf8"):
        hint = "ask the client for an address without accents, or hand it over on paper"
        return Outcome(State.REFUSED, says="the server takes no address with accents", hint=hint)
    limit = str(line.esmtp_features.get("size", ""))
    if limit.isdigit() and 0 < int(limit) < len(parcel.wire):
        return judged(
            Reply(552, "5.3.4", f"the server takes {limit} bytes"), "mail", len(parcel.wire)
        )
    return None


def _options(line: Line, parcel: Parcel) -> str:
    size = f" SIZE={len(parcel.wire)}" if line.has_extn("size") else ""
    return f"{size} BODY=8BITMIME SMTPUTF8" if parcel.utf8 else size


def stuffed(wire: bytes) -> bytes:
    """The message with its leading dots doubled, so that none ends it early (RFC 5321, 4.5.2)."""
    return _DOTS.sub(b"..", wire) if wire.startswith(b".") or b"\n." in wire else wire
