"""What a server's answer means for one message, and for the rest of the batch."""

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct, structs

from handouts.delivery.clock import DAY, MINUTE
from handouts.delivery.states import State
from handouts.errors import ExitCode, HandoutsError

_STATUS: Final = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?=\s|$)")
_SAYS_MOST: Final = 160
_ADDRESS: Final = re.compile(r"\S*@\S*")
# Some providers have no code of their own for it: Apple's is 550 5.7.1, as for spam.
_SPENT: Final = re.compile(r"\b(?:daily|sending)\b.{0,24}\b(?:limit|quota)\b", re.IGNORECASE)
QUOTA_HOLD: Final = DAY
THROTTLE_HOLD: Final = 60 * MINUTE
# RFC 4954, and what Microsoft and Google say where an account may not sign in so.
_SIGN_IN: Final = frozenset({530, 534, 535, 538})


class Reply(Struct, frozen=True):
    """A server's answer: its code, its enhanced code ("" without one) and its words."""

    code: int
    status: str
    text: str


class Outcome(Struct, frozen=True):
    """What became of a message. `stop` ends the batch with that exit code.

    `hold` keeps the whole account still for so many seconds; `policy` counts towards
    giving up; `lost` says that the connection is of no more use.
    """

    state: State
    code: int = 0
    status: str = ""
    says: str = ""
    hint: str = ""
    stop: ExitCode | None = None
    hold: float = 0.0
    policy: bool = False
    lost: bool = False


class Halt(HandoutsError):
    """No message was touched and none can go now; `deferred` says to try again later."""

    def __init__(self, message: str, hint: str = "", code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message, hint)
        self.exit_code = code

    @property
    def deferred(self) -> bool:
        """Whether time may cure it."""
        return self.exit_code is ExitCode.DEFERRED


def reply_of(code: int, text: bytes) -> Reply:
    """A reply with its enhanced code (RFC 3463) taken out of the words."""
    words = text.decode("ascii", "replace").replace("\n", " ")
    found = _STATUS.match(words)
    return Reply(code, found[1] if found else "", words[found.end() :] if found else words)


def scrubbed(text: str, private: Iterable[str] = ()) -> str:
    """A server's words, fit for the record: nothing private, no address, one short line."""
    for word in sorted(private, key=len, reverse=True):
        if word:
            text = re.sub(re.escape(word), "…", text, flags=re.IGNORECASE)
    text = _ADDRESS.sub("…", text)
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:_SAYS_MOST]


def judged(reply: Reply, phase: str, size: int = 0) -> Outcome:
    """What a refusal (4xx or 5xx) means. `phase` is mail, rcpt, data or end."""
    code, status, says = reply.code, reply.status, reply.text
    put_off = Outcome(State.DEFERRED, code, status, says, lost=code == 421)
    if code in _SIGN_IN or status == "5.7.30":
        return structs.replace(put_off, hint=_NO_ACCOUNT, stop=ExitCode.USAGE)
    spent = status in ("5.4.5", "4.4.5") or bool(_SPENT.search(says))
    if spent or (code == 421 and status.startswith("4.7.")):
        hold = QUOTA_HOLD if spent else THROTTLE_HOLD
        return structs.replace(put_off, hint=_NO_MORE, stop=ExitCode.DEFERRED, hold=hold)
    if 400 <= code < 500:
        return put_off
    if code == 552 or status in ("5.3.4", "5.2.3"):
        return Outcome(State.REFUSED, code, status, says, hint=_too_big(size))
    if phase == "mail":
        return structs.replace(put_off, hint=_NO_SENDER, stop=ExitCode.USAGE)
    return Outcome(State.REFUSED, code, status, says, policy=status.startswith("5.7."))


_NO_ACCOUNT: Final = "the server no longer accepts this account's way to sign in"
_NO_MORE: Final = "the provider lets no more through for now"
_NO_SENDER: Final = "the server refuses the sender's address: see email: from: and user:"


def _too_big(size: int) -> str:
    much = f" ({size / 1e6:.1f} MB)" if size else ""
    return f"the message is too big{much}: fewer or smaller photos, or hand it over on paper"


def halted(reply: Reply, what: str) -> Halt:
    """The answer to a whole connection: 4xx passes, 5xx wants a person."""
    code = ExitCode.DEFERRED if 400 <= reply.code < 500 else ExitCode.USAGE
    said = " ".join(p for p in (str(reply.code), reply.status, scrubbed(reply.text)) if p)
    return Halt(f"the mail server {what}: {said}", code=code)
