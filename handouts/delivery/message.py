"""One message for one client, as bytes that any server takes and any line may carry."""

import base64
import datetime
import email.policy
import hashlib
import re
import secrets
import unicodedata
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import format_datetime, localtime
from typing import Final

from msgspec import Struct

from handouts.delivery.account import Account
from handouts.delivery.wording import Wording, as_html, as_text
from handouts.errors import HandoutsError
from handouts.model.address import check_mailbox, wire_form

# 7 bit everywhere: Python's own choice would send raw 8 bit to servers that never offered it.
_PLAIN: Final = email.policy.SMTP.clone(cte_type="7bit", max_line_length=78)
_UTF8: Final = _PLAIN.clone(utf8=True)
LINE_MOST: Final = 998  # RFC 5322, 2.1.1
_BARE: Final = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_DATE: Final = re.compile(rb"^Date: [^\r\n]*", re.MULTILINE)
_PDF_PART: Final = b"\r\nContent-Type: application/pdf\r\n"
TEST_MARK: Final = "[TEST]"


class Draft(Struct, frozen=True):
    """What a message is made of."""

    name: str
    address: str
    wording: Wording
    language: str
    pdf: bytes
    event: bytes = b""


def new_id(account: Account) -> str:
    """A Message-ID of the sender's domain, for this computer's name is nobody's business."""
    return f"<{secrets.token_hex(16)}@{account.wire_sender.rpartition('@')[2]}>"


def is_utf8(address: str) -> bool:
    """Whether the address needs a server that takes accents before the @."""
    return not address.rpartition("@")[0].isascii()


def built(draft: Draft, account: Account, message_id: str, now: float) -> bytes:
    """The whole message. HandoutsError where a value has no place in a header."""
    message = EmailMessage(policy=_UTF8 if is_utf8(draft.address) else _PLAIN)
    recipient = wire_form(vetted(draft.address))
    _refuse_control(draft.name, draft.wording.subject, account.name)
    message["From"] = Address(account.name, addr_spec=account.wire_sender)
    if is_utf8(draft.address):  # which Python reads only in parts; both have been vetted
        local, _, domain = recipient.rpartition("@")
        message["To"] = Address(draft.name, username=local, domain=domain)
    else:
        message["To"] = Address(draft.name, addr_spec=recipient)
    if account.reply_to:
        message["Reply-To"] = Address(addr_spec=wire_form(account.reply_to))
    message["Subject"] = draft.wording.subject
    message["Date"] = date_text(now)
    message["Message-ID"] = message_id
    message.set_content(as_text(draft.wording.paragraphs), cte="quoted-printable")
    markup = as_html(draft.wording.paragraphs, draft.language)
    message.add_alternative(markup, subtype="html", cte="quoted-printable")
    message.add_attachment(
        draft.pdf, maintype="application", subtype="pdf", filename=draft.wording.file
    )
    if draft.event:
        message.add_attachment(
            draft.event, maintype="text", subtype="calendar", filename="appointment.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )  # fmt: skip
    return _sound(message.as_bytes(), draft)


def vetted(address: str) -> str:
    """The address, if Python's own reader takes it for exactly itself."""
    try:
        check_mailbox(address)
        whole = is_utf8(address) or Address(addr_spec=wire_form(address)).addr_spec == wire_form(
            address
        )
    except ValueError:
        whole = False
    if not whole:
        raise HandoutsError("an address is not one plain mailbox", "see the client's 'email'")
    return address


def _refuse_control(*values: str) -> None:
    for value in values:
        if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in value):
            raise HandoutsError("a name or subject holds invisible marks", "type it anew")


def date_text(moment: float) -> str:
    """A moment as the Date of a message, in this computer's zone."""
    return format_datetime(localtime(datetime.datetime.fromtimestamp(moment, datetime.UTC)))


def _sound(data: bytes, draft: Draft) -> bytes:
    """Read the message back: what leaves must be what was meant, and nobody else's."""
    if _BARE.search(data) or max(map(len, data.split(b"\r\n"))) > LINE_MOST:
        raise HandoutsError("a message has lines that no mail server takes", "please report it")
    if not is_utf8(draft.address) and not data.isascii():
        raise HandoutsError("a message is not plain enough to send", "please report it")
    back = message_from_bytes(data, policy=email.policy.SMTP)
    to = back["To"].addresses
    alike = len(to) == 1 and (is_utf8(draft.address) or to[0].addr_spec == wire_form(draft.address))
    same = draft.pdf == _parsed_pdf(back) == attached_pdf(data)
    if not alike or back["Cc"] or back["Bcc"] or not same:
        raise HandoutsError("a message did not come out as it was meant", "please report it")
    return data


def attached_pdf(data: bytes) -> bytes:
    """The PDF inside a message of ours; b"" where it has not exactly one.

    Ten times as quick as Python's reader, which agreed when the message was made.
    """
    _, *found = data.split(_PDF_PART)
    if len(found) != 1:
        return b""
    body = found[0].partition(b"\r\n\r\n")[2].partition(b"\r\n--")[0]
    try:
        return base64.b64decode(body)
    except ValueError:
        return b""


def _parsed_pdf(message: Message) -> object:
    found = [p for p in message.walk() if p.get_content_type() == "application/pdf"]
    return found[0].get_payload(decode=True) if len(found) == 1 else b""


def redated(data: bytes, moment: float) -> bytes:
    """The message with another Date, as one that was put off gets."""
    head, gap, body = data.partition(b"\r\n\r\n")
    return _DATE.sub(b"Date: " + date_text(moment).encode("ascii"), head, count=1) + gap + body


def redirected(data: bytes, to: str, account: Account) -> bytes:
    """The message for a trial: to oneself alone, marked, with an id of its own."""
    head, gap, body = data.partition(b"\r\n\r\n")
    fields = re.split(rb"\r\n(?![ \t])", head)
    kept = []
    for field in fields:
        name, _, value = field.partition(b":")
        if name.lower() == b"subject":
            field = b"Subject: " + TEST_MARK.encode("ascii") + value
        elif name.lower() == b"to":
            field = b"To: " + wire_form(to).encode("ascii")
        elif name.lower() == b"message-id":
            field = b"Message-ID: " + new_id(account).encode("ascii")
        elif name.lower() in (b"cc", b"bcc"):
            continue
        kept.append(field)
    return b"\r\n".join(kept) + gap + body


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
