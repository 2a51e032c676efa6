"""Passwords for clients' PDFs: easy to say on the telephone, hard to guess."""

import secrets
from typing import Final

from handouts.delivery.secrets import from_command
from handouts.finish.identity import check_password

# Two syllables a word, 16 consonants by 5 vowels: 12.6 bits each. Four words and a
# digit are 53 bits; no letter is easily taken for another.
_CONSONANTS: Final = "bdfghjklmnprstvz"
_VOWELS: Final = "aeiou"
_WORDS: Final = 4


def generated() -> str:
    """A new password, as `bado-kemi-runa-teso-7`."""
    words = ["".join(_syllable() + _syllable()) for _ in range(_WORDS)]
    return "-".join([*words, str(secrets.randbelow(10))])


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def password_for(client: str, command: tuple[str, ...]) -> str:
    """The practice's own for this client, whose id the program is given; else a new one."""
    if command:
        return check_password(from_command((*command, client), "pdf_password_command"))
    return generated()
