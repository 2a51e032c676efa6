"""The form of `email:` in handouts.yaml: how a practice sends. It never holds a password."""

from typing import Annotated, ClassVar, Final

from msgspec import Struct

from handouts.diagnostics import Report, Span
from handouts.model.text import Amount, Rule, Text

PROVIDERS: Final = ("gmail", "google-workspace", "microsoft-365", "icloud", "fastmail", "other")
TRANSPORTS: Final = ("smtp", "drafts", "command")
SECURITIES: Final = ("starttls", "tls", "plain")
SIGN_INS: Final = ("password", "oauth2", "none")
ENCRYPTIONS: Final = ("always", "unless-declined", "if-asked")
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
REPLY_LEAST: Final = 300.0  # seconds; RFC 5321, 4.5.3.2.6 asks for ten minutes
_LINE: Final = 400


class Limits(Struct, frozen=True):
    """How much, how fast; the provider's own limits where nothing is said."""

    per_minute: Annotated[int, Rule("Messages a minute; 0 for no limit.", "number", most=600)] = 20
    per_connection: Annotated[
        int, Rule("Messages before the line is opened anew.", "number", most=500, least=1)
    ] = 20
    per_day: Annotated[
        int | None, Rule("Messages in any 24 hours.", "number", most=100_000, least=1)
    ] = None
    batch: Annotated[int, Rule("Messages in one batch.", "number", most=1000, least=1)] = 100
    megabytes: Annotated[
        int, Rule("The largest PDF, in megabytes.", "number", most=100, least=1)
    ] = 15
    valid_days: Annotated[
        int, Rule("Days after which a batch is too old to send.", "number", most=60, least=1)
    ] = 7
    span: Span | None = None


class Waits(Struct, frozen=True):
    """How long to wait for the server. The last is long, for then it decides."""

    connect: Annotated[Amount, Rule("For the connection.", "seconds", example="30 s")] = Amount(
        30, 30
    )
    command: Annotated[Amount, Rule("For the reply to a command.", "seconds")] = Amount(300, 300)
    data: Annotated[Amount, Rule("For each block of a message.", "seconds")] = Amount(180, 180)
    reply: Annotated[Amount, Rule("For the last reply, at least 5 min.", "seconds")] = Amount(
        600, 600
    )
    span: Span | None = None


class Email(Struct, frozen=True):
    """How a practice sends its handouts."""

    never: ClassVar[dict[str, str]] = dict.fromkeys(
        ("password", "passwd", "pass", "secret", "token"),
        "never write a secret into a file; use password_command, keyring or password_env",
    )
    from_: Annotated[Text, Rule("The practice's address.", "mailbox", most=254)]
    name: Annotated[Text | None, Rule("The name beside it; else the brand's.", most=90)] = None
    reply_to: Annotated[Text | None, Rule("Where answers go.", "mailbox", most=254)] = None
    provider: Annotated[str | None, Rule("Whose server it is.", choices=PROVIDERS)] = None
    transport: Annotated[str, Rule("The way out.", choices=TRANSPORTS)] = "smtp"
    host: Annotated[Text | None, Rule("The server's name.", most=253)] = None
    port: Annotated[int | None, Rule("Its port.", "number", most=65535, least=1)] = None
    security: Annotated[str | None, Rule("How the line is closed.", choices=SECURITIES)] = None
    ca_file: Annotated[
        Text | None, Rule("A file with the certificate of your own authority.", most=_LINE)
    ] = None
    fingerprint: Annotated[
        Text | None, Rule("The SHA-256 of the server's certificate, in hex.", most=95)
    ] = None
    sign_in: Annotated[str | None, Rule("How to sign in.", choices=SIGN_INS)] = None
    user: Annotated[Text | None, Rule("Who signs in; else the address.", most=254)] = None
    password_command: Annotated[
        tuple[Text, ...], Rule("A program that prints the password.", most=20)
    ] = ()
    password_env: Annotated[
        Text | None, Rule("The environment variable with the password.", most=60)
    ] = None
    keyring: Annotated[bool, Rule("Take the password from the system's keyring.")] = False
    token_command: Annotated[
        tuple[Text, ...], Rule("A program that prints an OAuth 2 access token.", most=20)
    ] = ()
    command: Annotated[
        tuple[Text, ...], Rule("For `command`: a program like sendmail.", most=20)
    ] = ()
    drafts: Annotated[Text | None, Rule("For `drafts`: the folder.", most=_LINE)] = None
    outbox: Annotated[Text | None, Rule("The folder of the outbox.", most=_LINE)] = None
    synced_outbox: Annotated[bool, Rule("Let the outbox lie in a synced folder.")] = False
    require_consent: Annotated[bool, Rule("Refuse clients without `email_consent`.")] = True
    encrypt: Annotated[str, Rule("Which PDFs get a password.", choices=ENCRYPTIONS)] = "if-asked"
    pdf_password_command: Annotated[
        tuple[Text, ...], Rule("A program that prints a client's PDF password.", most=20)
    ] = ()
    opening: Annotated[bool, Rule("Begin the handout's text in the message.")] = True
    calendar: Annotated[bool, Rule("Add the next appointment as a calendar file.")] = True
    test_first: Annotated[bool, Rule("Send one only, until a test has gone out.")] = False
    allowed_domains: Annotated[tuple[Text, ...], Rule("Send to these domains only.", most=50)] = ()
    allowed_addresses: Annotated[
        tuple[Text, ...], Rule("Send to these addresses only.", "mailbox", most=50)
    ] = ()
    limits: Annotated[Limits, Rule("How much, how fast.")] = Limits()
    waits: Annotated[Waits, Rule("How long to wait.")] = Waits()
    span: Span | None = None


def on_this_machine(email: Email) -> bool:
    """Whether the server is a program of this computer."""
    return email.transport == "smtp" and str(email.host) in LOOPBACK


def check_email_settings(email: Email, report: Report) -> None:
    """What no single value shows: keys that need one another, and waits that are too short."""
    place = email.span
    if email.transport == "smtp":
        _check_server(email, report)
    elif email.transport == "command" and not email.command:
        hint = "as command: [/usr/sbin/sendmail, -i]"
        report.error("missing-key", "'command' is missing", place, hint)
    if email.fingerprint and len(_hex(email.fingerprint)) != 64:
        hint = "64 digits, with or without colons"
        report.error("value", "this is no SHA-256 fingerprint", email.fingerprint.span, hint)


def _check_server(email: Email, report: Report) -> None:
    if email.host is None and email.provider in (None, "other"):
        hint = "name a provider (" + ", ".join(PROVIDERS[:-1]) + "), or the server with 'host'"
        report.error("missing-key", "'host' is missing", email.span, hint)
    if email.security == "plain" and (
        not on_this_machine(email) or email.sign_in not in (None, "none")
    ):
        message = "an open line is for a server on this computer alone, and without a password"
        report.error("choice", message, email.span, "write security: starttls, or tls")
    if email.waits.reply.low < REPLY_LEAST and not on_this_machine(email):
        message = "a wait this short for the last reply makes mails of unknown fate"
        report.error("value", message, email.waits.span or email.span, "5 min or more")
    if email.sign_in == "oauth2" and not email.token_command:
        hint = "name the program that prints an access token"
        report.error("missing-key", "'token_command' is missing", email.span, hint)


def _hex(text: str) -> str:
    return "".join(c for c in text.lower() if c in "0123456789abcdef")
