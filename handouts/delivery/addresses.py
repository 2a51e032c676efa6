"""Addresses that are well formed and still look wrong."""

from typing import Final

_COMMON: Final = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com",
    "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de",
    "btinternet.com", "sky.com", "proton.me", "protonmail.com", "wp.pl", "onet.pl", "o2.pl",
)  # fmt: skip
_ENDINGS: Final = {"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "couk": "co.uk"}
_ROLES: Final = frozenset(
    ("info", "noreply", "no-reply", "admin", "office", "postmaster", "reception", "sales")
)


def slip_in(address: str) -> str:
    """The domain that was probably meant, or "" where nothing looks mistyped."""
    domain = address.rpartition("@")[2].lower()
    if domain in _COMMON:
        return ""
    name, _, ending = domain.rpartition(".")
    if ending in _ENDINGS:
        return f"{name}.{_ENDINGS[ending]}"
    return next((known for known in _COMMON if _one_apart(domain, known)), "")


def is_role(address: str) -> bool:
    """Whether several people may read what is sent there."""
    return address.partition("@")[0].lower() in _ROLES


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with the next makes them equal."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
