"""A mail server on loopback that does what a script says, wrong things above all.

`on(event, talk)` is asked at each step and answers what happens there: None (as a good server
does), bytes (that reply), "drop" (close), "reset" (close with RST), "hang" (silence), a number
(wait so many seconds, then as usual), or a list of these, done in turn. At "dot" the message
counts as accepted unless the reply begins with 4 or 5, or the first action is "lose".
"""

import contextlib
import re
import socket
import ssl
import struct
import threading
import time

FEATURES = ("PIPELINING", "SIZE 30000000", "8BITMIME", "ENHANCEDSTATUSCODES")
GOOD = {
    "greet": b"220 mail.example ready",
    "mail": b"250 2.1.0 ok",
    "rcpt": b"250 2.1.5 ok",
    "data": b"354 go on",
    "rset": b"250 2.0.0 ok",
    "noop": b"250 2.0.0 ok",
    "quit": b"221 2.0.0 bye",
    "starttls": b"220 2.0.0 go on",
    "auth": b"235 2.7.0 welcome",
    "other": b"502 5.5.1 what?",
}


class Over(Exception):
    """This conversation has ended."""


class Accepted:
    """A copy of a message that the server took."""

    def __init__(self, recipient, data):
        self.recipient = recipient
        self.data = data
        found = re.search(rb"(?im)^message-id: *(<[^>]+>)", data)
        self.id = found[1].decode() if found else ""


class FaultServer:
    """Listens until `close`. What it saw is in its lists."""

    def __init__(self, on=None, features=FEATURES, tls=None, implicit=False, user=None):
        self.on = on or (lambda event, talk: None)
        self.features, self.tls, self.implicit, self.user = list(features), tls, implicit, user
        self.accepted, self.recipients, self.mails, self.auths = [], [], [], []
        self.connections, self.datas, self.wire, self.commands = 0, 0, bytearray(), []
        self.starts = []
        self._live = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def heal(self):
        """From now on a good server."""
        self.on = lambda event, talk: None

    def copies(self, message_id):
        return sum(copy.id == message_id for copy in self.accepted)

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in list(self._live):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        self._thread.join(5)

    def _serve(self):
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._live.add(sock)
            threading.Thread(target=self._talk, args=(sock, self.connections), daemon=True).start()

    def _talk(self, sock, number):
        talk = None
        try:
            talk = Talk(self, sock, number)
            talk.run()
        except (Over, OSError, ssl.SSLError, ValueError):
            pass
        finally:
            self._live.discard(sock)
            with contextlib.suppress(OSError):
                (talk.sock if talk else sock).close()
            sock.close()


class Talk:
    """One connection. `messages` counts those accepted on it."""

    def __init__(self, server, sock, number):
        self.server, self.sock, self.number = server, sock, number
        self.messages, self.hellos, self.recipient, self.kept = 0, 0, "", b""
        self.secure = False
        self.handlers = {"EHLO": self.ehlo, "STARTTLS": self.starttls, "AUTH": self.auth}

    def run(self):
        if self.server.implicit:
            self.wrap()
        self.step("greet")
        while line := self.line():
            verb = line.split(b" ")[0].split(b":")[0].decode("ascii", "replace").upper()
            self.server.commands.append(verb)
            if verb in self.handlers:
                self.handlers[verb](line)
            elif verb == "MAIL":
                self.server.mails.append(line.decode("utf-8", "replace"))
                self.step("mail")
            elif verb == "RCPT":
                self.recipient = re.search(r"<(.*)>", line.decode("utf-8", "replace"))[1]
                self.server.recipients.append(self.recipient)
                self.step("rcpt")
            elif verb == "DATA":
                self.data()
            elif verb == "QUIT":
                self.step("quit")
                return
            else:
                self.step(verb.lower() if verb.lower() in GOOD else "other")

    # -- steps ----------------------------------------------------------------

    def step(self, event, good=None):
        """Do what the script says; the reply that was given."""
        return self.act(self.server.on(event, self), good or GOOD[event])

    def reply(self, text):
        self.send(text if text.endswith(b"\n") else text + b"\r\n")
        return text

    def send(self, data):
        self.sock.sendall(data)

    def hang(self):
        """Say nothing until the other side goes."""
        self.sock.settimeout(30)
        while self.sock.recv(4096):
            pass
        raise Over

    def line(self):
        while b"\n" not in self.kept:
            data = self.sock.recv(65536)
            self.server.wire += data
            if not data:
                return b""
            self.kept += data
        line, _, self.kept = self.kept.partition(b"\n")
        return line.rstrip(b"\r") or b" "

    def ehlo(self, _):
        self.hellos += 1
        offers = [f for f in self.server.features if not (self.secure and f == "STARTTLS")]
        lines = ["mail.example", *offers]
        last = len(lines) - 1
        marks = ("250" + (" " if n == last else "-") + text for n, text in enumerate(lines))
        self.step("ehlo", "\r\n".join(marks).encode())

    def starttls(self, _):
        if self.step("starttls").startswith(b"220"):
            self.wrap()

    def wrap(self):
        self.kept = b""
        self.sock = self.server.tls.wrap_socket(self.sock, server_side=True)
        self.secure = True

    def auth(self, line):
        self.server.auths.append(line.decode())
        words = line.split()
        if words[1:2] == [b"LOGIN"]:
            self.reply(b"334 UGFzc3dvcmQ6")
            self.server.auths.append(self.line().decode())
        self.step("auth")

    def data(self):
        self.server.datas += 1
        self.server.starts.append(time.monotonic())
        if not self.step("data").startswith(b"354"):
            return
        self.stand("body")
        body = self.body()
        actions = self.server.on("dot", self)
        first = actions[0] if isinstance(actions, list) else actions
        refused = isinstance(first, bytes) and first[:1] in b"45"
        if first != "lose" and not refused:
            self.messages += 1
            self.server.accepted.append(Accepted(self.recipient, body))
        if first == "lose":
            raise Over
        number = len(self.server.accepted)
        self.act(actions, b"250 2.0.0 ok: queued as Q%d" % number)

    def stand(self, event):
        """An event without a reply of its own: drop, reset, hang or wait."""
        on, self.server_on = self.server.on(event, self), None
        if on is not None:
            self.act(on, None)

    def act(self, actions, good):
        for action in actions if isinstance(actions, list) else [actions]:
            if isinstance(action, int | float) and not isinstance(action, bool):
                time.sleep(action)
            elif action == "drop":
                raise Over
            elif action == "reset":
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                raise Over
            elif action == "hang":
                self.hang()
            elif isinstance(action, bytes):
                return self.reply(action)
        return None if good is None else self.reply(good)

    def body(self):
        while not self.kept.endswith(b"\r\n.\r\n") and self.kept != b".\r\n":
            data = self.sock.recv(1 << 20)
            self.server.wire += data
            if not data:
                raise Over
            self.kept += data
        body, self.kept = self.kept[:-3], b""
        return re.sub(rb"(?m)^\.\.", b".", body)
