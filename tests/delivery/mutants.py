"""Take one safety away at a time, and see the suite turn red: `make soak`, or run this file.

Each mutant is a copy of the project with one change; the tests of sending run on it until one
fails. A mutant that they let live is a hole in the suite, and the exit code says so.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MUTANTS = {
    "the sync": ("delivery/journal.py", "        os.fsync(self._handle)\n", ""),
    "the record before the dot": (
        "delivery/smtp.py",
        '        commit()\n        self._phase = "end"\n        line.wait = self._account.waits.reply\n'
        '        line.send(b".\\r\\n")\n        reply = reply_of(*line.getreply())\n',
        '        self._phase = "end"\n        line.wait = self._account.waits.reply\n'
        '        line.send(b".\\r\\n")\n        reply = reply_of(*line.getreply())\n        commit()\n',
    ),
    "the TLS verification": (
        "delivery/smtp.py",
        "    context.minimum_version = ssl.TLSVersion.TLSv1_2\n",
        "    context.check_hostname = False\n    context.verify_mode = ssl.CERT_NONE\n",
    ),
    "the hash check": (
        "delivery/outbox.py",
        "if data is None or hashlib.sha256(data).hexdigest() != letter.sha256:",
        "if data is None:",
    ),
    "the hash of the list": ("delivery/outbox.py", "if known != batch.sha256:", "if False:"),
    "the lock": (
        "delivery/lock.py",
        "        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "        if handle in _seen:\n            raise BlockingIOError\n        _seen.append(handle - 1)\n",
    ),
    "unknown stays unknown": (
        "delivery/smtp.py",
        'state = State.UNKNOWN if self._phase == "end" else State.DEFERRED',
        "state = State.DEFERRED",
    ),
    "the scrubbing": ("delivery/outcome.py", '    text = _ADDRESS.sub("…", text)\n', ""),
    "the search for others": ("delivery/leaks.py", "            if words in kept and", "            if not kept and"),
    "the reply's one deadline": (
        "delivery/line.py",
        "        left = deadline - time.monotonic()\n",
        "        left = self.wait\n",
    ),
}  # fmt: skip


def red(name):
    """Whether the suite fails on the mutant; what failed first."""
    file, before, after = MUTANTS[name]
    with tempfile.TemporaryDirectory() as place:
        for part in ("handouts", "content", "layouts", "tests", "pyproject.toml"):
            source = ROOT / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, Path(place) / part)
        path = Path(place) / "handouts" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{name}: {file} has changed"
        text = text.replace(before, after)
        if name == "the lock":
            text = text.replace("    def _take(", "    _seen: list[int] = []\n\n    def _take(")
        path.write_text(text, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "tests/delivery"],
            cwd=place, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": place},
        )  # fmt: skip
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return run.returncode == 1 and bool(failed), (failed or [run.stdout[-300:]])[0]


def main(names):
    """Try the mutants named, or all; 1 where one lives."""
    lived = 0
    for name in names or MUTANTS:
        dead, why = red(name)
        lived += not dead
        print(f"{'red' if dead else 'ALIVE':6} without {name}: {why[:110]}", flush=True)
    return min(lived, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
