"""The forms of a practice: its brand and its settings."""

from typing import Annotated

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.email import Email
from handouts.model.stretch import NAME_MOST
from handouts.model.text import Rule, Text

PAPER_NAMES = ("a4", "letter", "a5", "a6")
DATE_FORMS = ("day-month-year", "month-day-year", "year-month-day")
# The families of rendercv-fonts that come as TrueType with a regular and a bold face; ReportLab
# embeds no CFF fonts, which Fontin and XCharter are. A test compares this with the package.
FONT_FAMILIES = (
    "EB Garamond", "Gentium Book Plus", "Lato", "Mukta", "Noto Sans", "Open Sans",
    "Open Sauce Sans", "Poppins", "Raleway", "Roboto", "Source Sans 3", "Ubuntu",
)  # fmt: skip


class Colours(Struct, frozen=True):
    """The two colours a brand gives; all others are computed from them."""

    primary: Annotated[Text | None, Rule("The brand colour, as '#1f6f78'.", "colour")] = None
    accent: Annotated[Text | None, Rule("The felt-here colour.", "colour")] = None


class Fonts(Struct, frozen=True):
    """Font families of the rendercv-fonts package."""

    heading: Annotated[Text | None, Rule("For headings, as Poppins.", choices=FONT_FAMILIES)] = None
    body: Annotated[Text | None, Rule("For text, as Source Sans 3.", choices=FONT_FAMILIES)] = None


class Contact(Struct, frozen=True):
    """How a client reaches the practice. What is left out is not printed."""

    phone: Annotated[Text | None, Rule("A telephone number.", most=40)] = None
    email: Annotated[Text | None, Rule("An address.", "email", most=120)] = None
    web: Annotated[Text | None, Rule("A web address, as people type it.", most=120)] = None
    address: Annotated[Text | None, Rule("Street and town.", most=200)] = None
    hours: Annotated[Text | None, Rule("When someone answers.", most=120)] = None
    booking: Annotated[Text | None, Rule("Where to book.", most=120)] = None


class Brand(Struct, frozen=True):
    """A brand, as a file of content/brands/ tells it."""

    name: Annotated[Text, Rule("The practice's name.", most=NAME_MOST)]
    id: str = ""
    tagline: Annotated[Text | None, Rule("A line under the name.", most=90)] = None
    logo: Annotated[Text | None, Rule("A PNG or JPEG inside content/.", "file", most=200)] = None
    colours: Annotated[Colours, Rule("The brand's colours.")] = Colours()
    fonts: Annotated[Fonts, Rule("The brand's fonts.")] = Fonts()
    people: Annotated[object, Rule("How drawn people look.", "raw")] = None
    theme: Annotated[Text | None, Rule("The family of looks.", "id", refers="theme")] = None
    paper: Annotated[str | None, Rule("The usual paper.", choices=PAPER_NAMES)] = None
    language: Annotated[Text | None, Rule("The usual language.", "language")] = None
    contact: Annotated[Contact, Rule("How to reach the practice.")] = Contact()
    disclaimer: Annotated[Text | None, Rule("Printed in the footer.", most=160)] = None
    span: Span | None = None


class Columns(Struct, frozen=True):
    """What the columns of a list of appointments are called, as its first line has them."""

    client: Annotated[Text | None, Rule("The client's id; `client` unless given.", most=80)] = None
    date: Annotated[Text | None, Rule("The day; `date` unless given.", most=80)] = None
    time: Annotated[Text | None, Rule("The time.", most=80)] = None
    name: Annotated[Text | None, Rule("The client's name, to compare.", most=80)] = None
    status: Annotated[Text | None, Rule("Whether it is still on.", most=80)] = None


class Appointments(Struct, frozen=True):
    """How to read the list of appointments that another program exports."""

    columns: Annotated[Columns, Rule("The names of its columns.")] = Columns()
    dates: Annotated[
        str, Rule("How it writes days; 2026-11-23 is always understood.", choices=DATE_FORMS)
    ] = "day-month-year"
    skip: Annotated[
        tuple[Text, ...], Rule("Words in the status column of those who do not come.", most=20)
    ] = ()


class Settings(Struct, frozen=True):
    """handouts.yaml: what a workspace uses unless told otherwise."""

    brand: Annotated[Text | None, Rule("The usual brand.", "id", refers="brand")] = None
    theme: Annotated[Text | None, Rule("The usual theme.", "id", refers="theme")] = None
    paper: Annotated[str | None, Rule("The usual paper.", choices=PAPER_NAMES)] = None
    language: Annotated[Text | None, Rule("The usual language.", "language")] = None
    time_zone: Annotated[Text | None, Rule("As Europe/London.", most=60)] = None
    appointments: Annotated[Appointments, Rule("How to read a list of appointments.")] = (
        Appointments()
    )
    email: Annotated[Email | None, Rule("How to send handouts.")] = None
    span: Span | None = None
