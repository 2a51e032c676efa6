"""What preparing takes: handouts that are made, and the people they must not be mixed up with."""

import datetime

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.document.words import Words
from handouts.model.programme import Consent


class Handout(Struct, frozen=True):
    """One client's finished handout and what its message needs to know.

    `digest` is of the content, the same on any day: what was sent once is known by it.
    `twin` is the plain text; `typed` is what was typed for this client alone; `about` are
    words that say what the client has, which no subject may hold.
    """

    client: str
    name: str
    address: str
    pdf: bytes
    pages: int
    digest: str
    title: str
    twin: str
    typed: str
    about: frozenset[str]
    words: Words
    practice: str
    phone: str
    day: datetime.date
    span: Span | None = None
    consent: Consent | None = None
    shared_address: bool = False
    appointment: datetime.datetime | None = None


class Person(Struct, frozen=True):
    """Somebody of the practice's files: what of theirs must stand in no other's handout."""

    client: str
    name: str
    address: str
