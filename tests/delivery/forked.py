"""Processes to kill: the real command line, forked from one that has imported everything.

A start from nothing costs a third of a second; a fork costs two hundredths, so that forty
true `kill -9` fit into the suite, and a thousand into a quarter of an hour.

Run as a program this is the parent: it forks a child for each line of JSON it reads, tells
its pid, and tells how it ended.
"""

import ctypes
import json
import os
import resource
import select
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CAPABILITIES = 0x20080522  # version 3 of the kernel's call
_OVERRIDING = (1, 2, 3)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER


class Ended:
    """How a child ended. `code` is negative where a signal ended it."""

    def __init__(self, told):
        self.code, self.out, self.err = told["code"], told["out"], told["err"]


class Parent:
    """Starts children, one at a time."""

    def __init__(self, environment):
        path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, **environment, "PYTHONPATH": path}, text=True,
        )  # fmt: skip
        assert self.process.stdout.readline() == "ready\n"

    def start(self, *arguments, **how):
        """Begin `handouts ARGUMENTS`; the child's pid."""
        ask = {"arguments": [str(a) for a in arguments], **how}
        self.process.stdin.write(json.dumps(ask) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["pid"]

    def wait(self):
        """Until the child has ended."""
        return Ended(json.loads(self.process.stdout.readline()))

    def call(self, *arguments, **how):
        self.start(*arguments, **how)
        return self.wait()

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


# -- the parent's side ----------------------------------------------------------------


class _Clock:
    """Real time passes, from a day that the test chose."""

    def __init__(self, start):
        self._offset = start - time.time()

    def now(self):
        return time.time() + self._offset

    def sleep(self, seconds, stop):
        end = time.monotonic() + seconds
        while not stop() and time.monotonic() < end:
            time.sleep(0.01)


def _child(ask, out, err):
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.environ.update(ask.get("env", {}))
    if ask.get("plain_user"):
        _obey_rights()
    if ask.get("synced"):
        _note_syncs(ask["synced"])
    if ask.get("most_bytes") is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ask["most_bytes"],) * 2)
    from handouts.cli.main import main
    from handouts.delivery import clock

    if ask.get("clock"):
        clock.SystemClock = lambda: _Clock(ask["clock"])
    code = main(ask["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _obey_rights():
    """As any user: root may write to what is read-only, which no practice's user may."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0)
    data = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, data) == 0
    for bit in _OVERRIDING:
        data[0] &= ~(1 << bit)
    assert libc.capset(header, data) == 0


def _note_syncs(place):
    """Write down how much of each file the disk has been asked to keep, after it has."""
    log = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    true_sync = os.fsync

    def noted(handle):
        true_sync(handle)
        state = os.fstat(handle)
        os.write(log, f"{state.st_ino} {state.st_size}\n".encode())

    os.fsync = noted


def _gather(handles):
    said = dict.fromkeys(handles, b"")
    waiting = set(handles)
    while waiting:
        for handle in select.select(list(waiting), [], [])[0]:
            part = os.read(handle, 65536)
            said[handle] += part
            if not part:
                waiting.discard(handle)
                os.close(handle)
    return [said[handle].decode("utf-8", "replace") for handle in handles]


def _serve():
    import handouts.cli.email
    import handouts.delivery.resolve
    import handouts.delivery.smtp
    import handouts.delivery.ways
    import handouts.emailing
    import handouts.library.load  # noqa: F401

    print("ready", flush=True)
    for line in sys.stdin:
        ask = json.loads(line)
        out, err = os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                _child(ask, out[1], err[1])
            finally:
                os._exit(99)
        os.close(out[1])
        os.close(err[1])
        print(json.dumps({"pid": pid}), flush=True)
        said = _gather([out[0], err[0]])
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"code": status, "out": said[0], "err": said[1]}), flush=True)


if __name__ == "__main__":
    _serve()
