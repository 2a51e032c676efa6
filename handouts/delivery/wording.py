"""The words of a message, in the client's language; all of them are labels.

Subject and file name say nothing of what the client has: they are seen on locked screens.
"""

import datetime
import html
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from handouts.document.words import Words

_FILE_MOST: Final = 60
_OPENING_MOST: Final = 800
# As the plain-text twin writes a heading: underlined.
_HEADING: Final = re.compile(r"(\S.*)\n(={3,}|-{3,})")


class Wording(Struct, frozen=True):
    """What a message says: its subject, its paragraphs, and its attachment's name."""

    subject: str
    paragraphs: tuple[str, ...]
    file: str
    event: str


class Facts(Struct, frozen=True):
    """What the words are about. `opening` is "" where the message must not hold it."""

    name: str
    practice: str
    day: datetime.date
    opening: str = ""
    locked: bool = False
    phone: str = ""
    appointment: datetime.datetime | None = None


def worded(words: Words, facts: Facts) -> Wording:
    """The message's words."""
    practice = facts.practice
    parts = [
        words.say("email-hello", name=facts.name),
        words.say("email-attached", practice=practice),
    ]
    if facts.locked:
        parts.append(words.say("email-locked"))
    if facts.opening:
        parts += [words.say("email-opening"), *facts.opening.split("\n\n")]
    if facts.appointment is not None:
        when = words.moment(facts.appointment)
        parts.append(words.say("email-appointment", when=when))
    questions = words.say("email-questions")
    if facts.phone:
        questions = f"{questions} {words.say('email-call', phone=facts.phone)}"
    parts += [questions, words.say("email-wrong"), f"{words.say('email-bye')}\n{practice}"]
    return Wording(
        words.say("email-subject", practice=practice),
        tuple(parts),
        f"{plain_name(words.say('email-file', date=facts.day.isoformat()))}.pdf",
        words.say("email-event", practice=practice),
    )


def plain_name(text: str) -> str:
    """A file's name that every system takes: letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:_FILE_MOST] or "handout"


def opening(twin: str) -> str:
    """The beginning of a handout's plain text: from its title on, whole sections alone.

    Half a list of what to stop at would be worse than none.
    """
    parts = [part.strip("\n") for part in re.split(r"\n\s*\n", twin.strip())]
    heads = [n for n, part in enumerate(parts) if _HEADING.fullmatch(part)]
    if not heads:
        return twin.strip() if len(twin) <= _OPENING_MOST else ""
    ends = [*heads[1:], len(parts)]
    texts = ("\n\n".join(parts[heads[0] : end]) for end in ends)
    return next(iter([text for text in texts if len(text) <= _OPENING_MOST][-1:]), "")


def as_text(paragraphs: Sequence[str]) -> str:
    """The plain text."""
    return "\n\n".join(paragraphs) + "\n"


def as_html(paragraphs: Sequence[str], language: str) -> str:
    """The same words as HTML: no picture, no style sheet, no script, nothing to fetch."""
    body = "\n".join(map(_element, paragraphs))
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8">'
        f'</head>\n<body style="font: 16px/1.5 sans-serif">\n{body}\n</body></html>\n'
    )


def _element(part: str) -> str:
    heading = _HEADING.fullmatch(part)
    if heading:
        level = "h2" if heading[2].startswith("=") else "h3"
        return f"<{level}>{html.escape(heading[1])}</{level}>"
    return "<p>" + html.escape(part).replace("\n", "<br>\n") + "</p>"
