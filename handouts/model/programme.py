"""The forms of a programme: what one client is to do. These hold personal data."""

import datetime
from typing import Annotated, ClassVar, Final

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.pain import PainLimit
from handouts.model.stretch import ITEM_SIDES, NAME_MOST, PROSE_MOST, Dose
from handouts.model.text import Amount, Rule, Text

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Consent(Struct, frozen=True):
    """That a client was asked about email, when and how, and what was said of a password."""

    date: Annotated[datetime.date, Rule("The day it was given.", "date")]
    how: Annotated[Text | None, Rule("How, as: on the intake form.", most=120)] = None
    encryption: Annotated[
        str | None, Rule("A password on the PDF.", choices=("required", "declined"))
    ] = None
    span: Span | None = None


class Client(Struct, frozen=True):
    """The person it is for; a word alone is the id of a file in content/clients/."""

    shorthand: ClassVar[str] = "id"
    name: Annotated[Text | None, Rule("The client's name.", most=NAME_MOST)] = None
    id: Annotated[Text | None, Rule("A short id for file names.", "id")] = None
    email: Annotated[Text | None, Rule("The client's address.", "mailbox", most=254)] = None
    email_consent: Annotated[Consent | None, Rule("That the client wants handouts by email.")] = (
        None
    )
    shared_address: Annotated[bool, Rule("Another client has the same address.")] = False
    flags: Annotated[tuple[Text, ...], Rule("Words of content/flags.yaml.", "flag", most=30)] = ()
    span: Span | None = None


class Override(Struct, frozen=True):
    """Who decided that a stretch suits a client although a flag speaks against it, and why."""

    flag: Annotated[Text, Rule("A flag of the client that the stretch names.", "flag")]
    by: Annotated[Text, Rule("Who decided.", most=NAME_MOST)]
    why: Annotated[Text, Rule("Why it suits all the same.", "prose", most=300)]
    span: Span | None = None


class Item(Struct, frozen=True):
    """One stretch of the programme."""

    shorthand: ClassVar[str] = "stretch"
    stretch: Annotated[Text, Rule("The id of a stretch.", "id", refers="stretch")]
    method: Annotated[Text | None, Rule("The name of one of its methods.", most=60)] = None
    side: Annotated[str | None, Rule("Which side; overrides the dose's.", choices=ITEM_SIDES)] = (
        None
    )
    dose: Annotated[Dose, Rule("The client's own dose, key by key.")] = Dose()
    note: Annotated[Text | None, Rule("A word for this client.", "prose", most=400)] = None
    easier: Annotated[Text | None, Rule("What to do if it is too hard.", "prose", most=300)] = None
    harder: Annotated[Text | None, Rule("What to do if it is too easy.", "prose", most=300)] = None
    order: Annotated[
        int | None,
        Rule("Its place. Without any, those in one position follow one another.", "number",
             most=99, least=1),
    ] = None  # fmt: skip
    overrides: Annotated[
        tuple[Override, ...], Rule("Flags of the client that you have decided on.", most=30)
    ] = ()
    span: Span | None = None


class Programme(Struct, frozen=True):
    """A programme, as a file of content/programmes/ tells it."""

    client: Annotated[Client, Rule("The person it is for.")]
    items: Annotated[tuple[Item, ...], Rule("What to do.", most=20)]
    id: str = ""
    date: Annotated[datetime.date | None, Rule("The day it was made for.", "date")] = None
    version: Annotated[Text | None, Rule("Printed in the strip under the title.", most=12)] = None
    goal: Annotated[Text | None, Rule("The goal, in the client's words.", "prose", most=400)] = None
    note: Annotated[Text | None, Rule("A general note.", "prose", most=PROSE_MOST)] = None
    therapist: Annotated[Text | None, Rule("Who made it.", most=NAME_MOST)] = None
    next_appointment: Annotated[
        datetime.datetime | None, Rule("Day and time of the next visit.", "moment")
    ] = None
    period: Annotated[
        int | None, Rule("How long to go on; the next visit ends it, too.", "days")
    ] = None
    weekdays: Annotated[
        tuple[str, ...], Rule("On which days; without, on every day.", choices=WEEKDAYS)
    ] = ()
    when_and_where: Annotated[
        Text | None, Rule("When and where the client will do them.", "prose", most=200)
    ] = None
    pain: Annotated[PainLimit, Rule("How much pain is too much, for this client.")] = PainLimit()
    time_limit: Annotated[Amount | None, Rule("The time the client has for one go.", "seconds")] = (
        None
    )
    former: Annotated[
        Text | None,
        Rule("The id of this client's former programme, to say what has changed.", "id"),
    ] = None
    brand: Annotated[Text | None, Rule("The id of a brand.", "id", refers="brand")] = None
    layout: Annotated[Text | None, Rule("The id of a layout.", "id", refers="layout")] = None
    language: Annotated[Text | None, Rule("Its language, as en-GB.", "language")] = None
    span: Span | None = None
