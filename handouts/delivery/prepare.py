"""From finished handouts to a frozen batch in the outbox. Nothing is sent here."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from handouts.delivery import appointment
from handouts.delivery.account import Account
from handouts.delivery.clock import Clock
from handouts.delivery.handout import Handout, Person
from handouts.delivery.journal import Record
from handouts.delivery.manifest import Letter, Manifest
from handouts.delivery.message import Draft, built, digest, is_utf8, new_id
from handouts.delivery.outbox import Batch, Outbox, batches, standing
from handouts.delivery.passwords import password_for
from handouts.delivery.states import GONE, OPEN, State
from handouts.delivery.vetting import Leave, vet, vet_subject
from handouts.delivery.wording import Facts, Wording, opening, worded
from handouts.diagnostics import ContentError, Diagnostic, Report
from handouts.errors import HandoutsError
from handouts.finish.identity import locked, number_of, stamped
from handouts.model.address import wire_form
from handouts.model.email import Email


class Skipped(Struct, frozen=True):
    """A client who gets nothing this time, and why; `when` is a time since 1970."""

    client: str
    state: State
    when: float
    batch: str


class Prepared(Struct, frozen=True):
    """The batch, or None where there is nothing to do; passwords by client id."""

    batch: Batch | None
    skipped: tuple[Skipped, ...]
    withdrawn: int
    passwords: dict[str, str]
    warnings: tuple[Diagnostic, ...]


class _Made(Struct, frozen=True):
    letter: Letter
    message: bytes
    password: str


class Preparer:
    """Prepares one batch; `zone` is the practice's time zone, or ""."""

    def __init__(
        self, account: Account, settings: Email, zone: str, clock: Clock, leave: Leave
    ) -> None:
        self._account = account
        self._settings = settings
        self._zone = zone
        self._now = clock.now()
        self._leave = leave

    def prepare(self, handouts: Sequence[Handout], people: Sequence[Person]) -> Prepared:
        """Vet, build and freeze; ContentError with every problem, and then nothing is kept."""
        report = Report()
        vet(handouts, people, self._account, self._leave, report)
        if report.errors:
            raise ContentError(report.diagnostics)
        with Outbox(self._account.outbox) as outbox:
            wanted, skipped = self._fresh(handouts, outbox)
            self._check_moved(wanted, outbox, report)
            made = self._all_made(wanted, outbox, report) if not report.errors else []
            if report.errors:
                raise ContentError(report.diagnostics)
            old = self._outdated(made, outbox)
            batch = self._frozen(made, old, outbox) if made else None
            _drop(old, outbox)
        passwords = {m.letter.client: m.password for m in made if m.password}
        return Prepared(batch, tuple(skipped), len(old), passwords, report.warnings)

    # -- what is new --------------------------------------------------------------

    def _key(self, handout: Handout, outbox: Outbox) -> str:
        when = handout.appointment.isoformat() if handout.appointment else ""
        return outbox.mark("key", handout.client, handout.digest, when)

    def _fresh(
        self, handouts: Sequence[Handout], outbox: Outbox
    ) -> tuple[list[Handout], list[Skipped]]:
        """Leave out who has this very handout already, or is about to get it."""
        there = {batch.name for batch in batches(outbox.folder)}
        by_key: dict[str, Record] = {}
        for known in standing(outbox.journal.records).values():
            waits = known.state in OPEN and known.batch in there
            if known.state in GONE or waits:
                by_key[known.key] = known
        wanted, skipped = [], []
        for handout in handouts:
            record = by_key.get(self._key(handout, outbox))
            uncertain = record is not None and record.state in (State.UNKNOWN, State.ATTEMPTING)
            if record is not None and (uncertain or not self._leave.again):
                state = State(record.state)
                skipped.append(Skipped(handout.client, state, record.time, record.batch))
            else:
                wanted.append(handout)
        return wanted, skipped

    def _check_moved(self, wanted: Sequence[Handout], outbox: Outbox, report: Report) -> None:
        """An address that differs from the last one written to may be a slip, or a stranger's."""
        last: dict[str, str] = {}
        for record in standing(outbox.journal.records).values():
            if record.state in (State.SENT, State.UNKNOWN):
                last[record.client] = record.address
        for handout in wanted:
            before = last.get(outbox.mark("client", handout.client))
            now = outbox.mark("address", wire_form(handout.address).casefold())
            if before not in (None, now) and handout.client not in self._leave.new_address:
                message = f"the address of '{handout.client}' has changed since the last message"
                hint = f"ask the client; if it is right, add --new-address {handout.client}"
                report.error("new-address", message, handout.span, hint)

    # -- making -------------------------------------------------------------------

    def _all_made(self, wanted: Sequence[Handout], outbox: Outbox, report: Report) -> list[_Made]:
        name = outbox.next_name(datetime.fromtimestamp(self._now).date().isoformat())
        return [
            self._made(number, handout, name, outbox, report)
            for number, handout in enumerate(wanted, 1)
        ]

    def _made(
        self, number: int, handout: Handout, batch: str, outbox: Outbox, report: Report
    ) -> _Made:
        account = self._account
        handout_id, message_id = secrets.token_hex(16), new_id(account)
        pdf, password = stamped(handout.pdf, handout_id), ""
        if number_of(pdf) != handout_id:
            raise HandoutsError("a PDF could not be numbered", "please report it")
        if self._locks(handout):
            password = password_for(handout.client, tuple(map(str, self._password_command)))
            pdf = locked(pdf, password, secrets.token_urlsafe(24))
        wording = self._wording(handout, bool(password))
        vet_subject(wording.subject, handout.practice, handout, report)
        draft = Draft(
            handout.name, handout.address, wording, handout.words.language, pdf,
            self._event(handout, wording, message_id),
        )  # fmt: skip
        message = built(draft, account, message_id, self._now)
        letter = Letter(
            number=number,
            id=outbox.mark("id", batch, handout.client)[:10],
            client=handout.client,
            name=handout.name,
            address=handout.address,
            recipient=wire_form(handout.address),
            file=f"{number:03}.eml",
            size=len(message),
            sha256=digest(message),
            handout=handout_id,
            pdf_sha256=digest(pdf),
            pdf_size=len(pdf),
            pages=handout.pages,
            title=handout.title,
            message_id=message_id,
            key=self._key(handout, outbox),
            client_mark=outbox.mark("client", handout.client),
            address_mark=outbox.mark("address", wire_form(handout.address).casefold()),
            encrypted=bool(password),
            utf8=is_utf8(handout.address),
            appointment=self._appointment(handout),
        )
        return _Made(letter, message, password)

    @property
    def _password_command(self) -> tuple[str, ...]:
        return tuple(map(str, self._settings.pdf_password_command))

    def _locks(self, handout: Handout) -> bool:
        """Whether this PDF gets a password: the client's word goes before the practice's."""
        asked = handout.consent.encryption if handout.consent else None
        policy = self._settings.encrypt
        return (
            policy == "always"
            or asked == "required"
            or (policy == "unless-declined" and asked != "declined")
        )

    def _wording(self, handout: Handout, is_locked: bool) -> Wording:
        """A message whose PDF is locked says nothing of what is in it."""
        shown = self._settings.opening and not is_locked
        return worded(
            handout.words,
            Facts(
                handout.name, handout.practice, handout.day,
                opening(handout.twin) if shown else "", is_locked, handout.phone,
                handout.appointment,
            ),
        )  # fmt: skip

    def _event(self, handout: Handout, wording: Wording, message_id: str) -> bytes:
        when = handout.appointment
        if when is None or not self._zone or not self._settings.calendar:
            return b""
        return appointment.event(when, self._zone, wording.event, message_id, self._now)

    def _appointment(self, handout: Handout) -> float:
        when = handout.appointment
        if when is None:
            return 0.0
        zone = appointment.zone_of(self._zone) if self._zone else None
        return (when.replace(tzinfo=zone) if zone else when.astimezone()).timestamp()

    def _frozen(self, made: Sequence[_Made], old: Sequence[Record], outbox: Outbox) -> Batch:
        name = outbox.next_name(datetime.fromtimestamp(self._now).date().isoformat())
        expires = datetime.fromtimestamp(self._now, UTC) + timedelta(self._account.valid_days)
        letters = tuple(m.letter for m in made)
        manifest = Manifest(name, self._now, expires.timestamp(), self._account.sender, letters)
        return outbox.freeze(manifest, [m.message for m in made], old)

    def _outdated(self, made: Sequence[_Made], outbox: Outbox) -> list[Record]:
        """What still waits for the same clients is out of date now, and must not go as well."""
        clients = {m.letter.client_mark for m in made}
        return [
            Record(self._now, State.CANCELLED, r.id, r.batch, r.client, r.address, r.key)
            for r in standing(outbox.journal.records).values()
            if r.state in OPEN and r.client in clients
        ]


def _drop(old: Sequence[Record], outbox: Outbox) -> None:
    withdrawn = {record.id for record in old}
    for batch in batches(outbox.folder) if withdrawn else ():
        for letter in batch.manifest.letters:
            if letter.id in withdrawn:
                batch.drop(letter)
