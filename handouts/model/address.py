"""Is this one plain mailbox, and nothing a mail server could take for two?

Messages never repeat the address: they may end up in a log.
"""

import re
import unicodedata
from typing import Final

MOST: Final = 254
_LOCAL_MOST: Final = 64
_CURE: Final = "write one, as name@example.org"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z"
_ATOM: Final = "_%+'-&="
# The letters on which the two standards for such names (IDNA 2003, 2008) differ: what one
# program takes for a client's domain would be another's.
_DISPUTED: Final = frozenset("\u00df\u03c2\u200c\u200d")
_ALPHABETS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def check_mailbox(text: str) -> str:
    """The address as typed, if it is one; ValueError says what is wrong, without repeating it."""
    if any(c.isspace() or unicodedata.category(c)[0] == "C" for c in text):
        raise ValueError(f"an email address has no spaces or invisible marks; {_CURE}")
    local, at, domain = text.rpartition("@")
    if not at or "@" in local or len(text.encode("utf-8", "replace")) > MOST:
        raise ValueError(f"this is not an email address; {_CURE}")
    if len(local.encode("utf-8", "replace")) > _LOCAL_MOST or not all(
        atom and all(map(_in_atom, atom)) for atom in local.split(".")
    ):
        raise ValueError(f"what stands before the @ is not the name of a mailbox; {_CURE}")
    wire_domain(domain)
    return text


def _in_atom(character: str) -> bool:
    return character in _ATOM or character.isalnum() or unicodedata.category(character)[0] == "M"


def wire_domain(domain: str) -> str:
    """The domain in the form that mail servers use (A-labels); ValueError where it is none."""
    labels = [_wire_label(label) for label in domain.split(".")]
    top = labels[-1]
    if len(labels) < 2 or not (top.isalpha() or top.startswith("xn--")) or len(top) < 2:
        raise ValueError(f"what stands after the @ is not the name of a mail server; {_CURE}")
    return ".".join(labels)


def _wire_label(label: str) -> str:
    if not label.isascii():
        _refuse_lookalikes(label)
        try:
            label = label.encode("idna").decode("ascii")
        except UnicodeError:
            label = ""
    folded = label.lower()
    if not re.match(_LABEL, folded):
        raise ValueError(f"what stands after the @ is not the name of a mail server; {_CURE}")
    return folded


def _refuse_lookalikes(label: str) -> None:
    if _DISPUTED & set(label):
        hint = "write the name after the @ in the form that starts with xn--"
        raise ValueError(f"programs disagree on a letter of this address; {hint}")
    found = {a for c in label for a in _ALPHABETS if unicodedata.name(c, "").startswith(a)}
    if len(found) > 1:
        raise ValueError(
            "the name after the @ mixes letters of two alphabets that look alike; type it anew"
        )


def wire_form(address: str) -> str:
    """A checked address as it goes over the wire: its domain in A-labels."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{wire_domain(domain)}"
