"""What an author may write in a form: its fields with their types and rules."""

import functools
import types
import typing
from collections.abc import Hashable
from typing import Any, get_args, get_origin

from msgspec import Struct, structs

from handouts.model.text import Rule

_HIDDEN = frozenset({"id", "span"})


class Field(typing.NamedTuple):
    """One field of a form as the author sees it."""

    key: str
    attribute: str
    type: Any
    rule: Rule
    required: bool


@functools.cache
def _fields_of(form: Hashable) -> dict[str, Field]:
    hints = typing.get_type_hints(form, include_extras=True)
    found = {}
    for field in structs.fields(typing.cast(type[Struct], form)):
        hint = hints[field.name]
        if get_origin(hint) is not typing.Annotated:
            continue
        kind, rule = get_args(hint)[0], get_args(hint)[1]
        key = field.encode_name.rstrip("_")
        required = field.required and field.name not in _HIDDEN
        found[key] = Field(key, field.name, kind, rule, required)
    return found


def fields_of(form: Any) -> dict[str, Field]:
    """The fields an author may write in `form`, by key (`for_` is typed `for`)."""
    return _fields_of(form)


@functools.cache
def bare(kind: Hashable) -> Any:
    """`kind` without the `None` that says it may be left out."""
    if get_origin(kind) in (types.UnionType, typing.Union):
        return next(arg for arg in get_args(kind) if arg is not types.NoneType)
    return kind


def shorthand_keys(form: Any) -> tuple[str, ...]:
    """The keys that a word in place of the mapping stands for; () where it may not."""
    key = getattr(form, "shorthand", None)
    if key is None:
        return ()
    return tuple(fields_of(form)) if key == "*" else (key,)
