"""Printed words say what the built-in British English says, with the same words in braces.

A dose whose number was lost in translation is a dose that nobody can follow.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import structs

from handouts.diagnostics import Report, Span, nearest
from handouts.library.library import Entry
from handouts.library.loader import Loader
from handouts.model.decode import decode_value
from handouts.model.forms import FORMS, TABLES
from handouts.model.text import Text
from handouts.model.words import DEFAULT_LANGUAGE, Plural

_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def base_labels(loader: Loader) -> dict[str, Plural]:
    """The lowest British English, by which every language is measured, also the one over it."""
    chain = loader.files.chains.get(("labels", DEFAULT_LANGUAGE), ())
    node = loader.parse(chain[0])[0] if chain else None
    if node is None:
        return {}
    found: dict[str, Plural] | None = decode_value(
        node, FORMS["labels"], TABLES["labels"], Report()
    )
    return found or {}


def checked_labels(entry: Entry, base: dict[str, Plural]) -> Entry:
    """A language's entry with the words it lacks, does not need, or has lost a part of."""
    if not base or not isinstance(entry.value, dict):
        return entry
    report = Report(entry.diagnostics)
    for key, words in base.items():
        if key not in entry.value:
            hint = f"in {DEFAULT_LANGUAGE} it is: {words.other}"
            report.error("missing-label", f"the label '{key}' is missing", Span(entry.file), hint)
    for key, words in entry.value.items():
        if key in base:
            _check_braces(key, words, base[key], report)
        else:
            hint = nearest(key, base) or "take it out: nothing prints it"
            report.error("unknown-key", f"unknown label '{key}'", _line(words.other.span), hint)
    return structs.replace(entry, diagnostics=report.diagnostics)


def _check_braces(key: str, words: Plural, base: Plural, report: Report) -> None:
    for form, text in _forms(words):
        wanted = _names(base.other)
        allowed = (wanted, wanted - {"n"}) if form == "one" else (wanted,)
        if _names(text) not in allowed:
            hint = "write " + " and ".join(f"{{{name}}}" for name in sorted(wanted))
            hint = hint if wanted else "take the braces out"
            message = f"the words in braces of '{key}' are not those of {DEFAULT_LANGUAGE}"
            report.error("braces", message, text.span, hint)


def _forms(words: Plural) -> Iterator[tuple[str, Text]]:
    for form in ("one", "few", "many", "other"):
        text = getattr(words, form)
        if text is not None:
            yield form, text


def _names(text: str) -> frozenset[str]:
    """The names in braces; a brace that holds none counts as one, for it would print."""
    left = _BRACES.sub("", text)
    return frozenset(_BRACES.findall(text)) | frozenset(c for c in left if c in "{}")


def _line(span: Span | None) -> Span | None:
    return Span(span.file, span.line) if span else None
