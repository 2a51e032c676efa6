"""One connection to a mail server: smtplib's commands, with replies read against the clock.

smtplib waits anew for every byte, so a server that dribbles holds it for ever, and its
reader raises whatever it stumbles over; here every reply has one deadline and one error.
"""

import smtplib
import socket
import ssl
import time
from typing import Final, NoReturn

_LINE_MOST: Final = 4096
_REPLY_MOST: Final = 65_536


class Broken(Exception):
    """The connection is of no more use; `why` holds nothing of a client's."""

    def __init__(self, why: str, silent: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.silent = silent


class Line(smtplib.SMTP):
    """A connection whose replies are read by us. `wait` is the seconds the next may take."""

    def __init__(self, sock: socket.socket, wait: float) -> None:
        # An address in brackets: this computer's name is nobody's business.
        super().__init__(local_hostname="[127.0.0.1]")
        self.sock = sock
        self.wait = wait
        self._kept = bytearray()

    def getreply(self) -> tuple[int, bytes]:
        """The next reply, all its lines; Broken where none comes whole and in time."""
        deadline = time.monotonic() + self.wait
        texts, total = [], 0
        while True:
            line = self._line(deadline)
            total += len(line)
            if total > _REPLY_MOST:
                self._fail("the server talks without end")
            code, more = _parsed(line)
            if code == 0:
                self._fail("the server does not speak the language of mail")
            texts.append(line[4:].strip(b" \t\r\n"))
            if not more:
                return code, b"\n".join(texts)

    def _line(self, deadline: float) -> bytes:
        while (end := self._kept.find(b"\n")) < 0:
            if len(self._kept) > _LINE_MOST:
                self._fail("the server does not speak the language of mail")
            self._kept += self._received(deadline)
        line = bytes(self._kept[: end + 1])
        del self._kept[: end + 1]
        return line

    def _received(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            self._fail("the server did not answer in time", silent=not self._kept)
        try:
            assert self.sock is not None
            self.sock.settimeout(left)
            data = self.sock.recv(_LINE_MOST)
        except TimeoutError:
            self._fail("the server did not answer in time", silent=not self._kept)
        except (OSError, AssertionError):
            self._fail("the connection broke")
        if not data:
            self._fail("the server closed the connection")
        return data

    def send(self, data: bytes | memoryview | str) -> None:  # type: ignore[override]
        """Send bytes; Broken where the line does not take them in time."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        try:
            assert self.sock is not None
            self.sock.settimeout(self.wait)
            self.sock.sendall(data)
        except TimeoutError:
            self._fail("the server took the data too slowly")
        except (OSError, AssertionError):
            self._fail("the connection broke")

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Go on in TLS. What the server said before that counts for nothing."""
        self._kept.clear()
        assert self.sock is not None
        self.sock.settimeout(self.wait)
        self.sock = context.wrap_socket(self.sock, server_hostname=host)
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def hang_up(self) -> None:
        """Say goodbye where that is still possible; what comes back changes nothing."""
        self.wait = min(self.wait, 2.0)
        try:
            self.putcmd("QUIT")
            self.getreply()
        except Broken:
            pass
        finally:
            self.close()

    def _fail(self, why: str, silent: bool = False) -> NoReturn:
        self.close()
        raise Broken(why, silent)


def _parsed(line: bytes) -> tuple[int, bool]:
    """A reply line's code and whether more follow; 0 where it is no reply."""
    digits, mark = line[:3], line[3:4]
    if len(digits) == 3 and digits.isdigit() and mark in (b" ", b"-", b"\r", b"\n"):
        return int(digits), mark == b"-"
    return 0, False
