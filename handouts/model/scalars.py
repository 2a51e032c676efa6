"""Single values: how each kind of typed text becomes a value, and what is refused."""

import datetime
import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from handouts.diagnostics import Report
from handouts.model.address import check_mailbox
from handouts.model.text import Amount, Kind, Rule, Text, TypeSize
from handouts.source.node import Scalar
from handouts.units import count, days, points, seconds, type_size

# Patterns are compiled when they are first used: a run with a filled cache needs none.
# Marks that reorder text on the page without being seen; never wanted in a handout.
_BIDI: Final = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_INVISIBLE: Final = "[\u200b\u2060\ufeff]"
_LINE_END: Final = r"\s*\n\s*"
_COLOUR: Final = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z"
_LANGUAGE: Final = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z"
_EMAIL: Final = (
    r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\Z"
)
_NUMBER: Final = r"0\Z|[1-9][0-9]{0,5}\Z"
_DEGREES: Final = r"(?a)-?(?:0|[1-9][0-9]{0,2})\Z"
_DATE: Final = r"(?a)\d{4}-\d{2}-\d{2}\Z"
_MOMENT: Final = r"(?a)(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})\Z"
ID_MOST: Final = 60
_EMAIL_MOST: Final = 254
_LOCAL_MOST: Final = 64
_URL_MOST: Final = 300


def brief(text: str) -> str:
    """Enough of a typed text to know it again, for a message."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def read_text(node: Scalar, rule: Rule, report: Report) -> Text | None:
    """Text as typed: composed (NFC), without invisible marks, bounded in length."""
    text = node.text
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if re.search(_BIDI, text):
            report.warning(
                "bidi", "invisible marks that turn the text direction were removed", node.span
            )
            text = re.sub(_BIDI, "", text)
        text = re.sub(_INVISIBLE, "", text)
    text = text.strip()
    if rule.kind != "prose" and "\n" in text:
        text = re.sub(_LINE_END, " ", text)
    if not text:
        report.error("empty", "there is no text here", node.span, rule.doc)
        return None
    most = rule.most or (600 if rule.kind == "prose" else 200)
    if len(text) > most:
        report.error("too-long", f"{len(text)} characters; at most {most}", node.span, "shorten it")
        return None
    return Text(text, node.span)


def check_id(text: str) -> str:
    """An id as a file's stem must be: lower case, digits and hyphens, at most 60, composed."""
    if text != unicodedata.normalize("NFC", text):
        raise ValueError("the name has accents stored apart from their letters; type it anew")
    if text != text.lower() or not all(map(_in_id, text)):
        raise ValueError(f"'{brief(text)}' is not an id: lower-case letters, digits and hyphens")
    if not text or not (text[0].isalpha() or text[0].isdecimal()):
        raise ValueError(f"'{brief(text)}' is not an id: it starts with a letter or digit")
    if len(text) > ID_MOST:
        raise ValueError(f"'{text[:20]}...' is too long for an id: at most {ID_MOST} characters")
    return text


def _in_id(character: str) -> bool:
    """Scripts such as Thai write vowels as marks; a bare accent on a letter is no letter."""
    if character == "-" or character.isalpha() or character.isdecimal():
        return True
    accent = "\u0300" <= character <= "\u036f"
    return unicodedata.category(character)[0] == "M" and not accent


def check_url(text: str) -> str:
    """An https address that leads where it seems to: no user part, no odd characters."""
    from urllib.parse import urlsplit  # 2 ms, and a warm run checks none

    odd = any(c.isspace() or not c.isprintable() for c in text) or "\\" in text
    if odd or len(text) > _URL_MOST:
        raise ValueError(f"'{brief(text)}' is not an address: it holds spaces or is too long")
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    labels = host.removesuffix(".").split(".")
    if parts.scheme.lower() != "https" or len(labels) < 2 or not all(labels):
        raise ValueError(f"'{brief(text)}' is not an address that starts with https://")
    if "@" in parts.netloc:
        raise ValueError(f"'{brief(text)}' hides a name before an @; write the address without it")
    return text


def check_link(text: str) -> str:
    """A link in running text: https, or mailto with one plain address."""
    if text.lower().startswith("mailto:"):
        check_email(text[len("mailto:") :])
        return text
    return check_url(text)


def check_email(text: str) -> str:
    """One plain address: no name, no list, nothing a mail server could misread."""
    fits = len(text) <= _EMAIL_MOST and text.find("@") <= _LOCAL_MOST
    if not fits or not re.match(_EMAIL, text):
        raise ValueError(f"'{brief(text)}' is not an email address; write one, as name@example.org")
    return text


def _number(node: Scalar) -> int:
    if not re.match(_NUMBER, node.text):
        raise ValueError(f"'{brief(node.text)}' is not a whole number (no sign, no leading zero)")
    return int(node.text)


def _degrees(node: Scalar) -> int:
    if not re.match(_DEGREES, node.text):
        raise ValueError(f"'{brief(node.text)}' is not a whole number, as 45 or -10")
    return int(node.text)


def _date(text: str) -> datetime.date:
    try:
        if not re.match(_DATE, text):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{brief(text)}' is not a day; write it as 2026-11-22") from None


def _moment(text: str) -> datetime.datetime:
    found = re.match(_MOMENT, text)
    try:
        if not found:
            raise ValueError
        return datetime.datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3]}")
    except ValueError:
        raise ValueError(
            f"'{brief(text)}' is not a day and time; write it as 2026-12-06 10:30"
        ) from None


def _colour(text: str) -> str:
    if text.startswith("#") and not re.match(_COLOUR, text):
        raise ValueError(
            f"'{brief(text)}' is not a colour: after the # come six digits, 0-9 or a-f"
        )
    if not re.match(_COLOUR, text):
        raise ValueError(f"'{brief(text)}' is not a colour; write it in quotes as '#1f6f78'")
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * c for c in digits))


def check_language(text: str) -> str:
    """A language tag as files and PDFs use it: language, script, region."""
    if not re.match(_LANGUAGE, text):
        raise ValueError(f"'{brief(text)}' is not a language; write it as en-GB or de")
    return text


def _file(text: str) -> str:
    parts = text.replace("\\", "/").split("/")
    if not text or not text.isprintable():
        raise ValueError("this is not the name of a file")
    if text[:1] in "/~\\" or ":" in text or ".." in parts:
        raise ValueError(f"'{brief(text)}' leads elsewhere; name a file beside this one")
    return text


def _text(check: Callable[[str], str]) -> Callable[[Scalar], Text]:
    return lambda node: Text(check(unicodedata.normalize("NFC", node.text)), node.span)


PARSERS: Final[dict[Kind, Callable[[Scalar], Any]]] = {
    "number": _number,
    "degrees": _degrees,
    "count": lambda node: Amount(*count(node.text)),
    "seconds": lambda node: Amount(*seconds(node.text)),
    "days": lambda node: days(node.text),
    "length": lambda node: points(node.text),
    "type-size": lambda node: TypeSize(*type_size(node.text)),
    "colour": _text(_colour),
    "date": lambda node: _date(node.text),
    "moment": lambda node: _moment(node.text),
    "id": _text(check_id),
    "flag": _text(check_id),
    "url": _text(check_url),
    "email": _text(check_email),
    "mailbox": _text(check_mailbox),
    "file": _text(_file),
    "language": _text(check_language),
}
