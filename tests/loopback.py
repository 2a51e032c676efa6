"""Nothing in the tests reaches beyond this computer.

An audit hook sees every connection and every look-up of a name, whichever library makes it.
Names under .invalid fail as an unknown name does; anything else that is not loopback is an
error no code of ours catches, and is kept for the test that ends the session.
"""

import socket
import sys

HOSTS = ("localhost", "127.0.0.1", "::1", "", None, b"localhost", b"127.0.0.1")
BEYOND = []
_on = [True]


class BeyondLoopback(BaseException):
    """A test tried to leave this computer."""


def _local(host):
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return host in HOSTS or (isinstance(text, str) and text.startswith("127."))


def _hook(event, arguments):
    if not _on[0]:
        return
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _local(address[0]):
            _refuse(event, address)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
        if not _local(host):
            text = host.decode() if isinstance(host, bytes) else str(host)
            if text.endswith(".invalid"):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            _refuse(event, host)


def _refuse(event, what):
    BEYOND.append((event, what))
    raise BeyondLoopback(f"{event} {what}")


def guard():
    """Install the hook; it stays for the life of the process."""
    if "handouts-loopback" not in sys.modules:
        sys.modules["handouts-loopback"] = sys
        sys.addaudithook(_hook)
