"""Servers and limits of common providers, each with a margin; a setting overrides any of them.

Limits change without notice. AS_OF says when these were last read; docs/email.md names the
pages they come from.
"""

from typing import Final

from msgspec import Struct

AS_OF: Final = "2026-11"


class Preset(Struct, frozen=True):
    """A provider's server. `per_day` leaves room under what the provider allows."""

    host: str
    port: int
    security: str
    sign_in: str
    per_day: int
    hint: str
    per_minute: int = 20


PRESETS: Final = {
    "gmail": Preset(
        "smtp.gmail.com", 587, "starttls", "password", 400,
        "Gmail wants an app password (myaccount.google.com/apppasswords), or OAuth 2",
    ),
    "google-workspace": Preset(
        "smtp.gmail.com", 587, "starttls", "password", 1500,
        "Workspace wants an app password or OAuth 2, and your administrator's leave",
    ),
    "microsoft-365": Preset(
        "smtp.office365.com", 587, "starttls", "oauth2", 5000,
        "Microsoft is switching passwords off: use sign_in: oauth2 with token_command, "
        "or transport: drafts",
    ),
    "icloud": Preset(
        "smtp.mail.me.com", 587, "starttls", "password", 800,
        "iCloud wants an app-specific password (account.apple.com)",
    ),
    "fastmail": Preset(
        "smtp.fastmail.com", 465, "tls", "password", 3000,
        "Fastmail wants an app password for SMTP (Settings, Privacy & Security)",
    ),
}  # fmt: skip
OTHER: Final = Preset("", 587, "starttls", "password", 300, "ask your provider which it wants")
