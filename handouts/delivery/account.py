"""From settings to what a run uses: the account, with every value decided. No secret is in it."""

from pathlib import Path

from msgspec import Struct

from handouts.delivery.presets import OTHER, PRESETS, Preset
from handouts.errors import UsageError
from handouts.model.address import wire_form
from handouts.model.email import Email, on_this_machine


class Waits(Struct, frozen=True):
    """Most seconds to wait: for the line, a reply, a block of data, and the last reply."""

    connect: float = 30.0
    command: float = 300.0
    data: float = 180.0
    reply: float = 600.0


class Secret(Struct, frozen=True):
    """Where a password or token comes from; never what it is."""

    command: tuple[str, ...] = ()
    environment: str = ""
    keyring: bool = False


class Account(Struct, frozen=True):
    """How one practice sends."""

    sender: str
    name: str
    outbox: Path
    transport: str = "smtp"
    reply_to: str = ""
    host: str = ""
    port: int = 0
    security: str = "starttls"
    ca_file: str = ""
    fingerprint: str = ""
    sign_in: str = "none"
    user: str = ""
    secret: Secret = Secret()
    token_command: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    drafts: Path = Path()
    hint: str = ""
    waits: Waits = Waits()
    per_minute: int = 20
    per_connection: int = 20
    per_day: int = 300
    batch: int = 100
    megabytes: int = 15
    valid_days: int = 7
    allowed_domains: tuple[str, ...] = ()
    allowed_addresses: tuple[str, ...] = ()
    test_first: bool = False

    @property
    def wire_sender(self) -> str:
        """The sender as the server is told."""
        return wire_form(self.sender)


def account_of(settings: Email, practice: str, root: Path) -> Account:
    """The account of a workspace at `root`; `practice` is the name where none is set."""
    outbox = root / str(settings.outbox or "outbox")
    _refuse_synced(outbox, settings.synced_outbox)
    preset = PRESETS.get(settings.provider or "", OTHER)
    security = settings.security or preset.security
    local = on_this_machine(settings)
    sign_in = _sign_in(settings, preset, local and security == "plain")
    secret = Secret(
        tuple(map(str, settings.password_command)),
        str(settings.password_env or ""),
        settings.keyring,
    )
    limits, waits = settings.limits, settings.waits
    return Account(
        sender=str(settings.from_),
        name=str(settings.name or practice),
        outbox=outbox,
        transport=settings.transport,
        reply_to=str(settings.reply_to or ""),
        host=str(settings.host or preset.host),
        port=settings.port or _port(security, preset.port),
        security=security,
        ca_file=str(root / str(settings.ca_file)) if settings.ca_file else "",
        fingerprint="".join(c for c in str(settings.fingerprint or "").lower() if c.isalnum()),
        sign_in=sign_in,
        user=str(settings.user or settings.from_),
        secret=secret,
        token_command=tuple(map(str, settings.token_command)),
        command=tuple(map(str, settings.command)),
        drafts=root / str(settings.drafts or "drafts"),
        hint=preset.hint,
        waits=Waits(waits.connect.high, waits.command.high, waits.data.high, waits.reply.high),
        per_minute=limits.per_minute,
        per_connection=limits.per_connection,
        per_day=limits.per_day or preset.per_day,
        batch=limits.batch,
        megabytes=limits.megabytes,
        valid_days=limits.valid_days,
        allowed_domains=tuple(str(d).lower() for d in settings.allowed_domains),
        allowed_addresses=tuple(str(a).lower() for a in settings.allowed_addresses),
        test_first=settings.test_first,
    )


def _sign_in(settings: Email, preset: Preset, is_open: bool) -> str:
    found = settings.sign_in or ("oauth2" if settings.token_command else "")
    found = found or ("none" if is_open else preset.sign_in)
    if found == "oauth2" and not settings.token_command and settings.transport == "smtp":
        raise UsageError("email: token_command is missing", preset.hint)
    return found


def _port(security: str, usual: int) -> int:
    return {"tls": 465, "plain": 25}.get(security, usual if usual != 465 else 587)


_SYNCED = ("dropbox", "onedrive", "icloud", "google drive", "googledrive", "mobile documents")


def _refuse_synced(folder: Path, allowed: bool) -> None:
    """An outbox holds health data, and its lock does not reach other computers."""
    if allowed:
        return
    for part in folder.absolute().parts:
        if part.casefold().startswith(_SYNCED):
            message = "the outbox would lie in a folder that is copied to the internet"
            hint = "set email: outbox: to another folder, or synced_outbox: true if you are sure"
            raise UsageError(message, hint)


def allowed(account: Account, address: str) -> bool:
    """Whether an address may be written to, where a list says so."""
    if not account.allowed_domains and not account.allowed_addresses:
        return True
    folded = address.lower()
    domain = folded.rpartition("@")[2]
    return domain in account.allowed_domains or folded in account.allowed_addresses
