"""A programme from what a person says on the command line or answers: no YAML to write.

What is said becomes the same file that a person could have written; it is checked like
one, and kept only if asked for.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from handouts.build import Press
from handouts.diagnostics import Report, Span, nearest
from handouts.errors import UsageError
from handouts.finish.write import make_folder
from handouts.jobs import Choices, Job, plan
from handouts.library.files import FOLDERS
from handouts.library.library import Entry
from handouts.model.decode import decode_value
from handouts.model.fields import Field, fields_of
from handouts.model.programme import Client, Item, Programme
from handouts.model.scalars import check_id
from handouts.model.stretch import Dose
from handouts.scaffold import create
from handouts.source.dump import to_yaml
from handouts.source.node import Mapping, Node, Scalar
from handouts.source.node import Sequence as SequenceNode

COMMAND_LINE: Final = "the command line"
_HERE: Final = Span(COMMAND_LINE)
_HEAD: Final = "# A programme for one client. It holds personal data: keep it on this machine.\n"
_ID_DIGITS: Final = 6


class Wanted(Struct, frozen=True):
    """One stretch as a person asks for it; "" is what was not said."""

    stretch: str
    method: str = ""
    side: str = ""
    dose: tuple[tuple[str, str], ...] = ()
    note: str = ""
    order: int = 0
    overrides: tuple[tuple[str, str, str], ...] = ()  # flag, by, why


class Request(Struct, frozen=True):
    """A programme as a person asks for it; "" is what was not said."""

    name: str
    items: tuple[Wanted, ...]
    id: str = ""
    flags: tuple[str, ...] = ()
    email: str = ""
    about: tuple[tuple[str, str], ...] = ()  # keys of a programme with their values

    @property
    def unnamed(self) -> bool:
        """Whether the id was made up here, of a name that two clients may share."""
        return not self.id


def field_problem(form: Any, key: str, text: str) -> str:
    """What is wrong with a value for a key of a form, with its cure; "" for nothing."""
    report = Report()
    rule: Field = fields_of(form)[key]
    node: Node = Scalar(text, _HERE, plain=False)
    if key in ("flags", "weekdays", "times_of_day"):
        node = _listed(text)
    decode_value(node, rule.type, rule.rule, report)
    found = report.errors
    return f"{found[0].message}{'; ' + found[0].hint if found[0].hint else ''}" if found else ""


def complete(press: Press, request: Request) -> Request:
    """The request with its client's id: the one given, a known client's, or one made up.

    UsageError where a value is wrong, naming the option.
    """
    _check(request)
    name = " ".join(request.name.split())
    if ("client", name) in press.files.chains:
        return _replaced(request, name="", id=name)
    return _replaced(request, name=name)


def _replaced(request: Request, **changes: Any) -> Request:
    from msgspec import structs

    return structs.replace(request, **changes)


def _check(request: Request) -> None:
    wrong = field_problem(Client, "name", request.name) if request.name else "there is no name"
    _refuse("--for", wrong)
    if request.id:
        _refuse("--id", field_problem(Client, "id", request.id))
    for flag in request.flags:
        _refuse("--flag", field_problem(Client, "flags", flag))
    for key, text in request.about:
        _refuse(f"--{_OPTIONS.get(key, key)}", field_problem(Programme, key, text))
    for item in request.items:
        for key, text in item.dose:
            _refuse(f"--{key}", field_problem(Dose, key, text))
        if item.note:
            _refuse("--note", field_problem(Item, "note", item.note))


_OPTIONS: Final = {"next_appointment": "next", "when_and_where": "when"}


def _refuse(option: str, wrong: str) -> None:
    if wrong:
        raise UsageError(f"{option}: {wrong}")


def made_up_id(name: str) -> str:
    """An id for a name: it names nobody, and is the same each time."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return f"c-{hashlib.sha256(folded.encode()).hexdigest()[:_ID_DIGITS]}"


def yaml_of(request: Request, today: str) -> str:
    """The programme's file."""
    client = [("name", request.name), ("id", request.id or made_up_id(request.name))]
    client.append(("email", request.email))
    pairs: list[tuple[str, Node]] = [("client", _mapping(client, flags=request.flags))]
    about = dict(request.about)
    pairs.append(("date", _scalar(about.pop("date", today))))
    for key, text in about.items():
        pairs.append((key, _listed(text) if key == "weekdays" else _scalar(text)))
    pairs.append(("items", SequenceNode(tuple(_item(item) for item in request.items), _HERE)))
    return _HEAD + to_yaml(_tree(pairs))


def _item(item: Wanted) -> Node:
    pairs: list[tuple[str, Node]] = [("stretch", _scalar(item.stretch))]
    pairs += [(k, _scalar(v)) for k, v in (("method", item.method), ("side", item.side)) if v]
    dose: list[tuple[str, Node]] = [
        (key, _listed(text) if key == "times_of_day" else _scalar(text)) for key, text in item.dose
    ]
    if dose:
        pairs.append(("dose", _tree(dose)))
    if item.note:
        pairs.append(("note", _scalar(item.note)))
    if item.order:
        pairs.append(("order", _scalar(str(item.order))))
    own = [_mapping((("flag", f), ("by", by), ("why", why))) for f, by, why in item.overrides]
    if own:
        pairs.append(("overrides", SequenceNode(tuple(own), _HERE)))
    return _tree(pairs)


def _mapping(pairs: Sequence[tuple[str, str]], flags: Sequence[str] = ()) -> Mapping:
    found: list[tuple[str, Node]] = [(key, _scalar(text)) for key, text in pairs if text]
    if flags:
        found.append(("flags", SequenceNode(tuple(map(_scalar, flags)), _HERE)))
    return _tree(found)


def _tree(pairs: Iterable[tuple[str, Node]]) -> Mapping:
    return Mapping(tuple((_scalar(key), node) for key, node in pairs), _HERE)


def _scalar(text: str) -> Scalar:
    # Words that YAML or we read as nothing are quoted, so that they stay what was said.
    plain = text.casefold() not in ("", "~", "null", "none")
    return Scalar(text, _HERE, plain)


def _listed(text: str) -> SequenceNode:
    parts = [part.strip() for part in text.split(",")]
    return SequenceNode(tuple(_scalar(part) for part in parts if part), _HERE)


def save(press: Press, request: Request, name: str = "") -> Path:
    """Write the programme's file, for its owner's eyes alone; one that is there stays as it is."""
    day = dict(request.about).get("date", press.context.today.isoformat())
    stem = name or f"{request.id or made_up_id(request.name)}-{day}"
    try:
        check_id(stem)
    except ValueError as problem:
        raise UsageError(str(problem)) from None
    path = press.context.workspace.root / FOLDERS["programme"] / f"{stem}.yaml"
    if path.exists() or path.is_symlink():
        raise UsageError(
            f"there is already a file '{path}'",
            "edit it; or, if this is another client of that name, give each an --id",
        )
    make_folder(path.parent, private=True)
    create(path, yaml_of(request, press.context.today.isoformat()), private=True)
    return path


def entry_of(press: Press, request: Request) -> Entry:
    """The checked programme, kept nowhere."""
    from handouts.library.load import load_text  # reads YAML: for those who ask for it

    text = yaml_of(request, press.context.today.isoformat())
    return load_text(text.encode(), COMMAND_LINE, press.files, press.library)


def job_of(press: Press, request: Request, choices: Choices) -> Job:
    """How the programme is to be made; UsageError for a stretch that is not there."""
    for item in request.items:
        if not press.library.has("stretch", item.stretch):
            hint = nearest(item.stretch, press.library.ids("stretch")) or "see 'handouts list'"
            raise UsageError(f"there is no stretch '{item.stretch}'", hint)
    return plan(press.library, press.context, entry_of(press, request), choices)
