"""How truthfully, and how fast: handouts and four public tools against the same fault server.

    python -m benchmarks.sending            # the table; --record writes it into SENDING.md

Runs in the project's development environment (`make bench-sending`). The peers are installed
by name into a scratch environment; nothing leaves this computer once they are there.
"""

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / "scratch"
PEERS = ("mailmerge", "yagmail", "redmail", "envelope")
PAGE = HERE / "SENDING.md"
SECRET = "Pa55-canaria-word"
THIRD = "client3@"
MESSAGES, KILOBYTES = 100, 200

sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "delivery")]


def faults():
    """Each fault by name: the server's script, and whether the line is TLS with an account."""

    def third(event, action):
        return lambda happened, talk: (
            action if happened == event and talk.recipient.startswith(THIRD) else None
        )

    return {
        "answer lost after the message was taken": (third("dot", "drop"), False),
        "answer after 5 seconds": (third("dot", 5), False),
        "one address refused (550)": (third("rcpt", b"550 5.1.1 unknown"), False),
        "refused as spam after the message (554)": (third("dot", b"554 5.7.1 spam"), False),
        "an impostor with a certificate of its own": (None, True),
    }


def peers_python():
    """The interpreter of the peers' environment, made at the first run."""
    place = WORK / "peers-sending"
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def impostor():
    import trustme

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    return context


class Peer:
    """A public tool: four messages; a second run is the same call again."""

    def __init__(self, name, python):
        self.name, self._python = name, python

    def begin(self, port, closed):
        self._port, self._mode = port, "closed" if closed else "open"

    def run(self):
        script = HERE / "workers" / "send_peer.py"
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [self._python, script, self.name, str(self._port), self._mode, folder],
                capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
        rows = json.loads(done.stdout.strip().splitlines()[-1])
        return [next((said for who, said in rows if who.startswith(f"client{n}@")), "not tried")
                for n in range(1, 5)]  # fmt: skip


class Ours:
    """handouts: prepare once; a second run is the same command again."""

    name = "handouts"

    def begin(self, port, closed):
        from world import FakeClock, World, handout

        class Set:
            setenv = staticmethod(os.environ.__setitem__)
            setattr = staticmethod(lambda *_: None)

        root = WORK / "sending-practice"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        cache = WORK / "cache-sending"
        cache.mkdir(mode=0o700, exist_ok=True)
        self._world = world = World(root, cache, FakeClock(time.time()), Set)
        world.server = argparse.Namespace(port=port)
        tls = {"security": "starttls", "password_env": "CANARY_PASSWORD"} if closed else {}
        world.settings(waits=None, **tls)
        world.prepare([handout(n, address=f"client{n}@client.example") for n in range(1, 5)])

    def run(self):
        result = self._world.send()
        if result.exit_code == 2:
            return ["not sent: settings"] * 4
        return self._world.states()


def tried(tool, script, closed):
    """What the tool said and what the server has, after one run and after two."""
    from fault_server import FEATURES, FaultServer

    features = (*FEATURES, "STARTTLS", "AUTH PLAIN LOGIN") if closed else FEATURES
    server = FaultServer(script, features, impostor() if closed else None)
    try:
        tool.begin(server.port, closed)
        said = tool.run()
        once, datas = copies(server), server.datas
        tool.run()
        return said, once, copies(server), datas, bool(server.auths)
    finally:
        server.close()


def copies(server):
    found = [copy.recipient for copy in server.accepted]
    return [sum(r.startswith(f"client{n}@") for r in found) for n in range(1, 5)]


def row_of(fault, tool, result):
    said, once, twice, _, told = result
    if "impostor" in fault:
        return [
            fault,
            tool.name,
            "told the password" if told else "refused",
            "",
            "",
            mark(not told),
        ]
    third = said[2]
    spoken = third.partition(":")[0]
    true = {"sent": once[2] == 1, "unknown": True}.get(spoken, once[2] == 0)
    last = once if all(each == "sent" for each in said) else twice
    good = true and max(last) <= 1 and all(last[n] == 1 for n in (0, 1, 3))
    return [fault, tool.name, third, show(once), show(last), mark(good)]


def show(numbers):
    return " ".join(map(str, numbers))


def mark(good):
    return "yes" if good else "NO"


def compared():
    python = peers_python()
    tools = [Ours(), *(Peer(name, python) for name in PEERS)]
    for fault, (script, closed) in faults().items():
        for tool in tools:
            result = tried(tool, script, closed)
            yield row_of(fault, tool, result)


# -- how fast -------------------------------------------------------------------------------

SINK = """
import sys, time
from aiosmtpd.controller import Controller
class Sink:
    async def handle_DATA(self, server, session, envelope): return "250 ok"
c = Controller(Sink(), hostname="127.0.0.1", server_hostname="sink", port=int(sys.argv[1]),
               data_size_limit=50_000_000)
c.start(); print("ready", flush=True); sys.stdin.read()
"""


def rates():
    """Messages a second: a bare smtplib loop, ours; and how our memory grows, in MB."""
    import resource
    import smtplib
    import socket

    from world import FakeClock, World, client_name, handout, small_pdf

    from handouts.delivery.clock import SystemClock
    from handouts.delivery.outbox import Outbox
    from handouts.delivery.run import Run
    from handouts.delivery.secrets import Prompt
    from handouts.delivery.smtp import Smtp

    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    sink = subprocess.Popen([sys.executable, "-c", SINK, str(port)], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True)  # fmt: skip
    sink.stdout.readline()

    class Set:
        setenv = staticmethod(os.environ.__setitem__)
        setattr = staticmethod(lambda *_: None)

    root = WORK / "sending-rate"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    world = World(root, WORK / "cache-sending", FakeClock(time.time()), Set)
    world.server = argparse.Namespace(port=port)
    world.settings(waits=None, limits={"per_day": 10_000})
    bare, ours, grown = [], [], []
    for turn in range(5):
        handouts = [
            handout(n, digest=f"{turn}-{n}", pdf=small_pdf(client_name(n), "", KILOBYTES))
            for n in range(MESSAGES)
        ]
        world.prepare(handouts)
        letters = world.batch.manifest.letters
        messages = [(x.recipient, (world.batch.folder / x.file).read_bytes()) for x in letters]
        begun = time.perf_counter()
        with smtplib.SMTP("127.0.0.1", port, local_hostname="x") as line:
            for recipient, data in messages:
                line.sendmail("hello@practice.example", [recipient], data)
        bare.append(MESSAGES / (time.perf_counter() - begun))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        account = world.account
        with Outbox(account.outbox) as outbox:
            run = Run(account, outbox, Smtp(account, Prompt()), SystemClock(),
                      lambda told: None, lambda: False)  # fmt: skip
            stopped = run.send(world.batch)
        assert stopped is None, stopped
        ours.append(MESSAGES / (time.perf_counter() - begun))
        grown.append((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
    sink.kill()
    sink.wait()
    ratio = median(o / b for o, b in zip(ours, bare, strict=True))
    return median(bare), median(ours), ratio, max(grown[1:])


def report():
    rows = list(compared())
    bare, ours, ratio, grown = rates()
    today = datetime.date.today().isoformat()
    versions = subprocess.run(
        [peers_python(), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    known = {p["name"].lower(): p["version"] for p in json.loads(versions.stdout)}
    named = ", ".join(f"{name} {known[name]}" for name in PEERS)
    heads = ["fault", "tool", "says of the third", "copies", "after a second run", "right"]
    lines = [
        f"{today}, {platform.system()}, Python {platform.python_version()}; {named}.", "",
        "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads),
        *("| " + " | ".join(row) + " |" for row in rows), "",
        f"{MESSAGES} messages with a PDF of {KILOBYTES} kB over one local connection, five times: "
        f"a bare smtplib loop {bare:.0f} a second, handouts {ours:.0f}; the median of the rounds' "
        f"own ratios is **{ratio:.2f}** (target: 0.5). Memory grew by {grown:.1f} MB from the "
        "second round on.",
    ]  # fmt: skip
    right = all(row[-1] == "yes" for row in rows if row[1] == "handouts")
    return "\n".join(lines) + "\n", right and ratio >= 0.5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write the result into SENDING.md")
    chosen = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    text, good = report()
    print(text)
    if chosen.record:
        page = PAGE.read_text(encoding="utf-8")
        marks = r"(<!-- results -->\n).*?(<!-- /results -->)"
        fresh = re.sub(marks, lambda found: found[1] + text + found[2], page, flags=re.DOTALL)
        PAGE.write_text(fresh, encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
