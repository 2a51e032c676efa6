"""Send a batch: each message once, at a pace, with the truth on disk before it is told.

Read `_one` first: what stands in the record when is the whole promise.
"""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from handouts.delivery.account import Account, allowed
from handouts.delivery.clock import DAY, MINUTE, Clock
from handouts.delivery.journal import Record
from handouts.delivery.manifest import Letter
from handouts.delivery.message import attached_pdf, digest, redated, redirected
from handouts.delivery.outbox import Batch, Outbox, check_recorded, standing
from handouts.delivery.outcome import Halt, Outcome, scrubbed
from handouts.delivery.parcel import Parcel, Transport
from handouts.delivery.states import FAILED, OPEN, State
from handouts.errors import ExitCode, HandoutsError
from handouts.finish.identity import number_of
from handouts.model.address import wire_form

BACKOFF: Final = (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE)
GIVE_UP: Final = DAY
IN_A_ROW: Final = 3
_CLOCK_SLACK: Final = 120.0  # seconds a clock may be set right without a word


class Told(Struct, frozen=True):
    """One line for the person as it happens: of a message, or (letter None) of the batch."""

    letter: Letter | None
    state: State | None
    says: str = ""
    hint: str = ""


class Stopped(Struct, frozen=True):
    """Why a batch ended before its end."""

    code: ExitCode
    message: str
    hint: str = ""


Tell = Callable[[Told], None]


class Run:
    """One pass over a batch, under the outbox's lock. `stop` turns true on Ctrl-C."""

    def __init__(
        self,
        account: Account,
        outbox: Outbox,
        transport: Transport,
        clock: Clock,
        tell: Tell,
        stop: Callable[[], bool],
    ) -> None:
        self._account = account
        self._outbox = outbox
        self._transport = transport
        self._clock = clock
        self._tell = tell
        self._stop = stop
        self._last: float | None = None
        self._broken = self._policy = 0

    def send(self, batch: Batch) -> Stopped | None:
        """Send what is due; why it ended early, or None. HandoutsError before anything is sent."""
        check_recorded(batch, self._outbox.journal.records)
        settle(self._outbox, self._clock)
        self._expire(batch)
        due = self._due(batch)
        for letter, _ in due:
            batch.read(letter)  # all of them, before the first; each again when its turn comes
        try:
            return self._held() or self._all(batch, due)
        finally:
            self._transport.close()

    def rehearse(self, batch: Batch, to: str) -> Stopped | None:
        """The whole run, every message to oneself; none of it counts as sent."""
        check_recorded(batch, self._outbox.journal.records)
        letters = [letter for letter in batch.manifest.letters if batch.holds(letter)]
        left = self._quota_left()
        try:
            for letter in letters[:left]:
                self._pace()
                if self._stop():
                    return Stopped(ExitCode.INTERRUPTED, "interrupted")
                stopped = self._one_for_me(batch, letter, to)
                if stopped is not None:
                    return stopped
        except Halt as halt:
            return Stopped(halt.exit_code, halt.message, halt.hint)
        finally:
            self._transport.close()
        if len(letters) > left:
            return Stopped(ExitCode.DEFERRED, "the limit of 24 hours is reached", "try tomorrow")
        return None

    def _one_for_me(self, batch: Batch, letter: Letter, to: str) -> Stopped | None:
        wire = redirected(self._verified(batch, letter), to, self._account)
        name = f"test-{batch.name}-{letter.number:03}"
        parcel = Parcel(name, wire_form(to), wire, letter.utf8, (*private_words(letter), to))
        outcome = self._transport.send(parcel, lambda: None)
        says = scrubbed(outcome.says, parcel.private)
        self._tell(Told(letter, outcome.state, _said(outcome, says), outcome.hint))
        if outcome.state in (State.SENT, State.EXPORTED):
            self._outbox.journal.add(Record(self._clock.now(), "test", batch=batch.name))
            return None
        return Stopped(
            outcome.stop or ExitCode.PARTIAL, "the test did not go through", outcome.hint
        )

    # -- which --------------------------------------------------------------------

    def _due(self, batch: Batch) -> list[tuple[Letter, Record]]:
        now, states = self._clock.now(), standing(self._outbox.journal.records)
        due, waiting = [], 0
        for letter in batch.manifest.letters:
            record = states[letter.id]
            if record.state in OPEN and record.not_before > now:
                waiting += 1
            elif record.state in OPEN:
                due.append((letter, record))
        if waiting:
            self._tell(Told(None, None, f"{waiting} put off until later"))
        self._watch_clock(now)
        return due

    def _watch_clock(self, now: float) -> None:
        seen = max((record.time for record in self._outbox.journal.records), default=0.0)
        if now < seen - _CLOCK_SLACK:
            says = "the clock of this computer was set back: what was put off waits longer"
            self._tell(Told(None, None, says, "set the clock right"))

    def _expire(self, batch: Batch) -> None:
        """Too late is worse than not at all: the batch is old, or the appointment is over."""
        now, states = self._clock.now(), standing(self._outbox.journal.records)
        for letter in batch.manifest.letters:
            state = states[letter.id].state
            if state == State.SENT:
                batch.drop(letter)  # left by a run that ended between the two
            if state not in OPEN:
                continue
            over = 0 < letter.appointment <= now
            if over or now >= batch.manifest.expires:
                says = "the appointment is over" if over else "the batch is too old"
                self._enter(batch, letter, State.EXPIRED, says=says)
                batch.drop(letter)
                self._tell(Told(letter, State.EXPIRED, says, "prepare it anew"))

    def _held(self) -> Stopped | None:
        """A limit reached lately, the provider's or our own."""
        now = self._clock.now()
        until = max(
            (r.not_before for r in self._outbox.journal.records if r.state == "hold"), default=0.0
        )
        if until > now:
            minutes = int((until - now) // MINUTE) + 1
            message = f"the provider's limit was reached; nothing goes for {minutes} min"
            return Stopped(ExitCode.DEFERRED, message, "run it again later")
        return None

    def _quota_left(self) -> int:
        since = self._clock.now() - DAY
        counted = {State.SENT, State.UNKNOWN, "test"}
        used = sum(r.state in counted and r.time > since for r in self._outbox.journal.records)
        return self._account.per_day - used

    # -- sending ------------------------------------------------------------------

    def _all(self, batch: Batch, due: Sequence[tuple[Letter, Record]]) -> Stopped | None:
        left = self._quota_left()
        for number, (letter, record) in enumerate(due):
            if number >= left:
                message = f"{self._account.per_day} messages in 24 hours is the limit set"
                return Stopped(ExitCode.DEFERRED, message, "run it again tomorrow")
            if number and self._account.test_first and not self._tested(batch):
                hint = "try it on yourself first: handouts email test --to you@practice.example"
                return Stopped(ExitCode.DEFERRED, "one message only before a test", hint)
            self._pace()
            if self._stop():
                return Stopped(ExitCode.INTERRUPTED, "interrupted; the rest was not sent")
            stopped = self._one(batch, letter, record)
            if stopped is not None:
                return stopped
        return None

    def _tested(self, batch: Batch) -> bool:
        records = self._outbox.journal.records
        return any(r.state == "test" and r.batch == batch.name for r in records)

    def _pace(self) -> None:
        """Keep the distance between two messages; a clock that jumps lengthens no wait."""
        per_minute = self._account.per_minute
        if self._last is not None and per_minute:
            gap = MINUTE / per_minute
            wait = min(gap, self._last + gap - self._clock.now())
            if wait > 0:
                self._clock.sleep(wait, self._stop)
        self._last = self._clock.now()

    def _one(self, batch: Batch, letter: Letter, record: Record) -> Stopped | None:
        """One message: check, commit, hand over, enter what became of it."""
        parcel = self._parcel(batch, letter, record)
        attempt, first = record.attempt + 1, record.first or self._clock.now()
        committed = False

        def commit() -> None:
            nonlocal committed
            if not committed:
                self._enter(batch, letter, State.ATTEMPTING, attempt, first, record.dated)
            committed = True

        try:
            outcome = self._transport.send(parcel, commit)
        except Halt as halt:
            return self._halted(batch, halt, (letter, record) if committed else None)
        except KeyboardInterrupt:
            if committed:
                self._enter(
                    batch, letter, State.UNKNOWN, attempt, first, record.dated, says="interrupted"
                )
            return Stopped(ExitCode.INTERRUPTED, "interrupted; the rest was not sent")
        return self._entered(batch, letter, attempt, first, record, outcome)

    def _parcel(self, batch: Batch, letter: Letter, record: Record) -> Parcel:
        wire = self._verified(batch, letter)
        if not allowed(self._account, letter.address):
            raise HandoutsError(f"the address of {letter.id} is not allowed", "see handouts.yaml")
        if record.dated:
            wire = redated(wire, record.dated)
        return Parcel(
            f"{batch.name}-{letter.number:03}", letter.recipient, wire, letter.utf8,
            private_words(letter),
        )  # fmt: skip

    def _verified(self, batch: Batch, letter: Letter) -> bytes:
        """A message's bytes, whole, with the very PDF that was made for this client inside."""
        data = batch.read(letter)
        pdf = attached_pdf(data)
        if digest(pdf) != letter.pdf_sha256 or number_of(pdf) != letter.handout:
            raise HandoutsError(f"the message {letter.id} holds another PDF", "please report it")
        return data

    # -- what became of it ----------------------------------------------------------

    def _entered(
        self,
        batch: Batch,
        letter: Letter,
        attempt: int,
        first: float,
        record: Record,
        outcome: Outcome,
    ) -> Stopped | None:
        now = self._clock.now()
        state, says, wait = outcome.state, scrubbed(outcome.says, private_words(letter)), 0.0
        dated = record.dated
        if state is State.DEFERRED:
            wait = now + (outcome.hold or backoff(attempt))
            dated = wait  # a message that was put off gets a fresh date, and keeps its id
            if now - first >= GIVE_UP:
                state, says = State.EXPIRED, f"given up after a day: {says}"
        self._outbox.journal.add(
            Record(
                now, state, letter.id, batch.name, letter.client_mark, letter.address_mark,
                letter.key, attempt, first, wait, dated, outcome.code, outcome.status, says,
            )
        )  # fmt: skip
        if state is State.SENT:
            batch.drop(letter)
        self._tell(Told(letter, state, _said(outcome, says), outcome.hint))
        return self._consequence(outcome)

    def _consequence(self, outcome: Outcome) -> Stopped | None:
        """Whether one more try would only make it worse."""
        if outcome.hold:
            until = self._clock.now() + outcome.hold
            self._outbox.journal.add(Record(self._clock.now(), "hold", not_before=until))
        if outcome.stop is not None:
            return Stopped(
                outcome.stop, "the batch stops here; the rest was not sent", outcome.hint
            )
        done = outcome.state in (State.SENT, State.EXPORTED)
        self._broken = 0 if not outcome.lost else self._broken + 1
        self._policy = self._policy + 1 if outcome.policy else (0 if done else self._policy)
        if self._broken >= IN_A_ROW:
            message = "the connection broke three times in a row; the rest was not sent"
            return Stopped(ExitCode.DEFERRED, message, "run it again later")
        if self._policy >= IN_A_ROW:
            message = "the server refused three in a row for its rules; the rest was not sent"
            return Stopped(ExitCode.PARTIAL, message, "ask your provider before you go on")
        return None

    def _halted(self, batch: Batch, halt: Halt, in_hand: tuple[Letter, Record] | None) -> Stopped:
        """No connection. Where time may cure it, everything due is put off."""
        due = self._due(batch) if halt.deferred else []
        if in_hand is not None:  # certainly not sent, for there was nobody to send it to
            due = [in_hand, *(pair for pair in due if pair[0] is not in_hand[0])]
        now, rows = self._clock.now(), []
        for letter, record in due:
            attempt, first = record.attempt + 1, record.first or now
            expired = now - first >= GIVE_UP
            wait = now + backoff(attempt)
            rows.append(
                Record(
                    now, State.EXPIRED if expired else State.DEFERRED, letter.id, batch.name,
                    letter.client_mark, letter.address_mark, letter.key, attempt, first,
                    0.0 if expired else wait, wait, says=scrubbed(halt.message),
                )
            )  # fmt: skip
        if rows:
            self._outbox.journal.add(*rows)
        return Stopped(halt.exit_code, halt.message, halt.hint)

    def _enter(
        self,
        batch: Batch,
        letter: Letter,
        state: State,
        attempt: int = 0,
        first: float = 0.0,
        dated: float = 0.0,
        says: str = "",
    ) -> None:
        self._outbox.journal.add(
            Record(
                self._clock.now(), state, letter.id, batch.name, letter.client_mark,
                letter.address_mark, letter.key, attempt, first, dated=dated, says=says,
            )
        )  # fmt: skip


def backoff(attempt: int) -> float:
    """Seconds until the next try after so many."""
    return BACKOFF[min(attempt, len(BACKOFF)) - 1]


def _said(outcome: Outcome, says: str) -> str:
    return " ".join(p for p in (str(outcome.code or ""), outcome.status, says) if p)


def private_words(letter: Letter) -> tuple[str, ...]:
    """What a server might repeat and no record keeps."""
    address = (letter.address, letter.recipient, letter.address.partition("@")[0])
    return tuple(
        w for w in (letter.name, *letter.name.split(), *address, letter.title) if len(w) > 2
    )


def settle(outbox: Outbox, clock: Clock) -> None:
    """Enter as unknown what a run that was cut off was sending when it ended."""
    rows = [
        Record(
            clock.now(), State.UNKNOWN, r.id, r.batch, r.client, r.address, r.key, r.attempt,
            r.first, dated=r.dated, says="the program ended before the server's answer",
        )
        for r in standing(outbox.journal.records).values()
        if r.state == State.ATTEMPTING
    ]  # fmt: skip
    if rows:
        outbox.journal.add(*rows)


def exit_code(states: Sequence[State], stopped: Stopped | None) -> ExitCode:
    """What the shell sees: a file problem, then a person, then settings, then failures."""
    stop = stopped.code if stopped else ExitCode.DONE
    if stop is ExitCode.FILE:
        return stop
    if State.UNKNOWN in states or State.ATTEMPTING in states:
        return ExitCode.HUMAN
    if stop in (ExitCode.USAGE, ExitCode.INTERRUPTED):
        return stop
    if stop is ExitCode.PARTIAL or any(state in FAILED for state in states):
        return ExitCode.PARTIAL
    if stop is ExitCode.DEFERRED or any(state in OPEN for state in states):
        return ExitCode.DEFERRED
    return stop
