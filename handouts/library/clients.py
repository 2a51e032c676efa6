"""Whose programme is it? One id must never stand for two people.

Messages name files and ids, never a person: they may be read over a shoulder.
"""

import datetime
import unicodedata
from collections.abc import Iterable
from itertools import combinations
from typing import Final

from msgspec import structs

from handouts.diagnostics import Diagnostic, show_path
from handouts.library.library import Entry
from handouts.model.programme import Client, Programme
from handouts.model.text import Text

_CURE: Final = "give the clients different ids, or the programmes different dates"


def client_id(entry: Entry) -> str:
    """What a programme's file is named after: the client's id, else the programme's own."""
    own = entry.value.client.id if isinstance(entry.value, Programme) else None
    return str(own or entry.id)


def with_file(own: Client, kept: Client) -> Client:
    """A programme's client with what the client's own file adds.

    Flags add up: one that a programme does not repeat still warns of something.
    """
    flags = {str(flag): flag for flag in (*own.flags, *kept.flags)}
    return structs.replace(
        own,
        name=own.name or kept.name,
        email=own.email or kept.email,
        email_consent=own.email_consent or kept.email_consent,
        shared_address=own.shared_address or kept.shared_address,
        flags=tuple(dict.fromkeys(flags.values())),
    )


def other_name(own: Client, kept: Client, name: Text) -> Diagnostic | None:
    """The error where a programme's name is not that of the client's own file."""
    if own.name is None or kept.name is None or _folded(own.name) == _folded(kept.name):
        return None
    where = f"line {kept.name.span.line} of its file" if kept.name.span else "its file"
    message = f"the client '{name}' has another name in {where}"
    return Diagnostic("error", "client", message, own.name.span, "correct the name, or the id")


def clashes(entries: Iterable[Entry], today: datetime.date) -> dict[str, Diagnostic]:
    """What is wrong with programmes that claim one client id, by their files.

    Two of one day would make the same file; two of different names would give one
    person's handout to another.
    """
    groups: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        if isinstance(entry.value, Programme):
            groups.setdefault(client_id(entry), {})[entry.file] = entry
    found: dict[str, Diagnostic] = {}
    for group in groups.values():
        for one, other in combinations(group.values(), 2):
            problem = _clash(one.value, other.value, today)
            if problem:
                found.setdefault(one.file, _told(one, other, problem))
                found.setdefault(other.file, _told(other, one, problem))
    return found


def _clash(one: Programme, other: Programme, today: datetime.date) -> str:
    names = (one.client.name, other.client.name)
    if None not in names and _folded(str(names[0])) != _folded(str(names[1])):
        return "stands for another name"
    return "has the same date" if (one.date or today) == (other.date or today) else ""


def _told(entry: Entry, other: Entry, problem: str) -> Diagnostic:
    client: Client = entry.value.client
    span = client.id.span if client.id is not None and client.id.span else client.span
    message = f"the client '{client_id(entry)}' {problem} in {show_path(other.file)}"
    return Diagnostic("error", "same-client", message, span, _CURE)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
