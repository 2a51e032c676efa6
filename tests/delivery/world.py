"""A small practice with an outbox, a fault server, and the invariants of delivery.md."""

import datetime
import functools
import io
import json
import tempfile
from pathlib import Path

from click.testing import CliRunner

from handouts import emailing
from handouts.build import open_press
from handouts.cli.main import cli
from handouts.context import make_context
from handouts.delivery.handout import Handout, Person
from handouts.delivery.journal import read_records
from handouts.delivery.outbox import batches, standing
from handouts.delivery.prepare import Preparer
from handouts.delivery.states import OPEN, State
from handouts.delivery.vetting import Leave
from handouts.document.words import Words
from handouts.library.workspace import builtin_library
from handouts.model.programme import Consent

TODAY = datetime.date(2026, 11, 22)
NOON = 1_795_348_800.0  # 2026-11-22 12:00 UTC
# None of these may appear in what is printed or kept, but for the messages themselves.
SURNAME, MAILBOX, DOMAIN = "Canariensis", "canarybird", "canary.example"
CONDITION, PASSWORD = "Zymosis", "Pa55-canaria-word"
CANARIES = (SURNAME, MAILBOX, DOMAIN, CONDITION, PASSWORD)
WAITS = "{connect: 0.6 s, command: 0.6 s, data: 0.6 s, reply: 0.9 s}"


class FakeClock:
    """A day may pass in a test; waiting takes no time."""

    def __init__(self, start=NOON):
        self.time, self.slept = start, []

    def now(self):
        return self.time

    def sleep(self, seconds, stop):
        self.slept.append(seconds)
        self.time += seconds


@functools.cache
def words():
    place = builtin_library()
    library = open_press(make_context({}, place, place, "2026-11-22")).library
    return Words("en-GB", library.labels("en-GB"), {})


@functools.cache
def small_pdf(name, extra="", kilobytes=0):
    """A PDF of one page that bears a name."""
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held, invariant=1)
    canvas.setTitle("Personal programme")
    canvas.drawString(72, 720, f"A programme for {name}")
    canvas.drawString(72, 700, f"{CONDITION}: {extra or 'rest'}")
    canvas.save()
    pdf = held.getvalue()
    # A comment before the end makes it as long as a handout with photos.
    return (
        pdf
        if not kilobytes
        else pdf.replace(b"startxref", b"%" + b"x" * (kilobytes * 1000) + b"\nstartxref")
    )


def client_name(number):
    return f"Alder{'abcdefghijklmnopqrstuvwxyz'[number % 26]} {SURNAME}{number}"


def handout(number, **changes):
    """The handout of client `number`."""
    name = changes.pop("name", client_name(number))
    values = {
        "client": f"c-{number}", "name": name, "address": f"{MAILBOX}{number}@{DOMAIN}",
        "pdf": small_pdf(name, changes.pop("extra", "")), "pages": 1, "digest": f"digest-{number}",
        "title": f"{CONDITION} stretch", "twin": f"Your goal\n\nLess {CONDITION}.", "typed": "",
        "about": frozenset({CONDITION.lower()}), "words": words(), "practice": "Example Practice",
        "phone": "", "day": TODAY, "consent": Consent(TODAY),
    }  # fmt: skip
    return Handout(**{**values, **changes})


class World:
    """A workspace in `root` whose mail goes to `server`."""

    def __init__(self, root, cache, clock, monkeypatch):
        self.root, self.cache, self.clock, self.server = root, cache, clock, None
        self.said, self.planned, self.allowed_files = [], {}, set()
        self.results = []
        monkeypatch.setenv("HANDOUTS_CACHE", str(cache))
        monkeypatch.setenv("CANARY_PASSWORD", PASSWORD)
        monkeypatch.setattr("handouts.delivery.clock.SystemClock", lambda: self.clock)
        self._temporary = set(Path(tempfile.gettempdir()).iterdir())

    # -- settings -----------------------------------------------------------------

    def settings(self, **keys):
        """Write handouts.yaml; the keys are over those of a plain local server."""
        port = self.server.port if self.server else 1
        values = {"from": "hello@practice.example", "host": "127.0.0.1", "port": port,
                  "security": "plain", "waits": WAITS}  # fmt: skip
        limits = {"per_minute": 0, **keys.pop("limits", {})}
        values["limits"] = "{" + ", ".join(f"{k}: {v}" for k, v in limits.items()) + "}"
        values.update(keys)
        lines = "".join(f"  {key}: {value}\n" for key, value in values.items() if value is not None)
        (self.root / "handouts.yaml").write_text(f"email:\n{lines}", "utf-8")
        return self

    @property
    def context(self):
        env = {"HANDOUTS_CACHE": str(self.cache)}
        return make_context(env, self.root, self.root, "2026-11-22")

    @property
    def account(self):
        return emailing.account(open_press(self.context))

    @property
    def outbox(self):
        return self.root / "outbox"

    # -- doing --------------------------------------------------------------------

    def prepare(self, handouts=3, leave=None, people=()):
        """A batch of so many clients, or of these handouts; its Prepared."""
        if isinstance(handouts, int):
            handouts = [handout(number) for number in range(1, handouts + 1)]
        press = open_press(self.context)
        preparer = Preparer(emailing.account(press), emailing.settings_of(press), "Europe/London",
                            self.clock, leave or Leave())  # fmt: skip
        everybody = people or [Person(h.client, h.name, h.address) for h in handouts]
        prepared = preparer.prepare(handouts, everybody)
        if prepared.batch:
            for letter in prepared.batch.manifest.letters:
                self.planned[letter.id] = letter
        self.batch = prepared.batch
        return prepared

    def run(self, *arguments, **more):
        """`handouts email ...` in this process; its result, kept for the search for canaries."""
        whole = ["email", *map(str, arguments), "--workspace", str(self.root)]
        result = CliRunner().invoke(cli, whole, prog_name="handouts", **more)
        self.said += [result.stdout, result.stderr]
        self.results.append(result)
        assert "Traceback" not in result.output, result.output
        assert "internal problem" not in result.output, result.output
        return result

    def confirmed(self, batch=None):
        batch = batch or self.batch
        return ["--really", "--expect", len(batch.manifest.letters), "--hash", batch.sha256[:12]]

    def send(self, batch=None, expect_code=None):
        result = self.run("send", *self.confirmed(batch))
        if expect_code is not None:
            assert result.exit_code == expect_code, (result.exit_code, result.output)
        return result

    def states(self):
        """How each planned message stands, in order."""
        found = standing(read_records(self.outbox))
        return [str(found[i].state) if i in found else "planned" for i in self.planned]

    def records(self):
        return read_records(self.outbox)

    # -- the invariants -----------------------------------------------------------

    def check_copies(self):
        """I1 alone, which is quick."""
        for letter in self.planned.values():
            assert self.server.copies(letter.message_id) <= 1, "I1"

    def check(self, extra_recipients=()):
        """I1, I2, I4 and I5 as things stand now."""
        found = standing(read_records(self.outbox)) if self.outbox.exists() else {}
        lying = {b.name: b for b in batches(self.outbox)} if self.outbox.exists() else {}
        for letter in self.planned.values():
            copies = self.server.copies(letter.message_id)
            assert copies <= 1, f"I1: {copies} copies"
            state = State(found[letter.id].state) if letter.id in found else State.PLANNED
            if state is State.SENT:
                assert copies == 1, "I2: sent, but the server has none"
            elif state in (State.UNKNOWN, State.ATTEMPTING):
                batch = next(b for b in lying.values() if letter in b.manifest.letters)
                assert batch.holds(letter), "I2: what nobody knows the fate of is kept"
            else:
                assert copies == 0, f"I2: {state}, but the server has it"
        wanted = {letter.recipient for letter in self.planned.values()} | set(extra_recipients)
        assert set(self.server.recipients) <= wanted, "I5"
        self.check_canaries()

    def check_canaries(self):
        """I4: nothing of a client in what was printed or kept beside the messages."""
        for canary in CANARIES:
            for said in self.said:
                assert canary.lower() not in said.lower(), f"I4: printed: {said}"
        places = [p for p in self.root.rglob("*") if p.is_file() and not self._may_hold(p)]
        places += [
            p for p in set(Path(tempfile.gettempdir()).iterdir()) - self._temporary
            if p.is_file() and p.stat().st_size < 5_000_000
        ]  # fmt: skip
        for place in places:
            data = place.read_bytes().lower()
            for canary in CANARIES:
                assert canary.lower().encode() not in data, f"I4: {canary} in {place}"

    def _may_hold(self, path):
        inside = path.parent.parent == self.outbox and path.suffix in (".eml", ".json")
        return inside or path in self.allowed_files or "drafts" in path.parts

    def finish(self, most=60):
        """I6: with a good server, run until nothing waits; then once more changes nothing."""
        self.server.heal()
        batch = self.batch
        for _ in range(most):
            if not set(self.states()) & set(map(str, OPEN)):
                break
            self.clock.time += 2 * 3600
            self.send(batch)
            self.check()
        before, copies = self.states(), len(self.server.accepted)
        last = self.send(batch)
        assert self.states() == before, "I6"
        assert len(self.server.accepted) == copies, "I6: sent again"
        self.check()
        return last


def as_json(result):
    return json.loads(result.stdout)


class Told:
    """Stands where a fault server would, for what another took."""

    port, recipients, accepted = 1, (), ()

    def copies(self, message_id):
        return sum(copy.id == message_id for copy in self.accepted)

    def heal(self):
        pass
