"""JSON Schema from the forms, so that an editor completes and checks what is typed.

It says what can be said without other files, and takes values as an editor's YAML
gives them: `3` is a number there, and an empty key is null.
"""

from typing import Any, Final, get_args, get_origin

from msgspec import Struct

from handouts.model.blocks import BLOCKS, BlockUse
from handouts.model.decode import Field, bare, fields_of, item_rule, shorthand_keys
from handouts.model.forms import FORMS, TABLES
from handouts.model.scalars import ID_MOST
from handouts.model.text import Rule

__all__ = ["FORMS", "json_schema"]

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_UNIT: Final = "s|sec|secs|second|seconds|min|mins|minute|minutes"
_NUMBER: Final = r"(?!0\d)\d{1,4}"
_PART: Final = rf"{_NUMBER}(\.\d)?"
_RANGE: Final = r"\s*[-–]\s*"
_SIZE: Final = r"\d{1,3}(\.\d{1,2})?"
_ID: Final[Schema] = {
    "type": ["string", "integer"],
    "pattern": r"^[^\sA-Z_./\\-][^\sA-Z_./\\]*$",
    "maxLength": ID_MOST,
}
_TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "minLength": 1}
_SCALARS: Final[dict[str, Schema]] = {
    "count": {
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 9999},
            {"type": "string", "pattern": f"^{_NUMBER}({_RANGE}{_NUMBER})?$"},
        ]
    },
    "seconds": {
        "type": "string",
        "pattern": rf"^(\d{{1,2}}:[0-5]\d|{_PART}({_RANGE}{_PART})?\s*({_UNIT}))$",
    },
    "length": {"type": "string", "pattern": r"^\d{1,4}(\.\d{1,4})?\s*(mm|cm|in|pt)$"},
    "type-size": {
        "anyOf": [
            {"type": "number", "minimum": 5, "maximum": 120},
            {"type": "string", "pattern": rf"^{_SIZE}(\s*/\s*{_SIZE})?(\s*pt)?$"},
        ]
    },
    "colour": {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "days": {"type": "string", "pattern": r"^(?!0)\d{1,3}\s*([Dd]ays?|[Ww]eeks?)$"},
    "moment": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$"},
    "id": _ID,
    "flag": _ID,
    "url": {"type": "string", "format": "uri", "pattern": r"^https://[^\s@]+$", "maxLength": 300},
    "email": {"type": "string", "format": "email", "pattern": r"^[^\s@<>,;]+@[^\s@<>,;]+$"},
    "mailbox": {"type": "string", "pattern": r"^[^\s@<>,;]+@[^\s@<>,;]+$", "maxLength": 254},
    "file": {"type": "string", "pattern": r"^[^/~\\:][^:]*$"},
    "language": {
        "type": "string",
        "pattern": r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
    },
}
# What any key that may be left out takes as well: nothing yet, and the word that clears.
_NOTHING: Final[Schema] = {"enum": [None, "none"]}


def json_schema(form: Any) -> Schema:
    """The schema (Draft 2020-12) of one of FORMS, with the forms inside it as definitions."""
    definitions: dict[str, Schema] = {}
    if get_origin(form) is dict:
        kind = next(name for name, known in FORMS.items() if known == form)
        top: Schema = {"title": kind, **_value(form, TABLES[kind], definitions)}
    else:
        top = _object(form, definitions)
        top["properties"] = {"extends": _extends(), **top["properties"]}
        if "required" in top:  # what is extended may have them
            top["if"] = {"not": {"required": ["extends"]}}
            top["then"] = {"required": top.pop("required")}
    return {"$schema": _DIALECT, **top, "$defs": dict(sorted(definitions.items()))}


def _extends() -> Schema:
    says = "The id of the file that this one changes; its own id: the file it covers."
    return {"type": "string", "description": says}


def _object(form: Any, definitions: dict[str, Schema]) -> Schema:
    fields = fields_of(form)
    found: Schema = {
        "title": form.__name__.rstrip("_"),
        "description": (form.__doc__ or "").partition("\n\n")[0].strip(),
        "type": "object",
        "properties": {key: _property(field, definitions) for key, field in fields.items()},
        "additionalProperties": False,
    }
    required = [key for key, field in fields.items() if field.required]
    return {**found, "required": required} if required else found


def _property(field: Field, definitions: dict[str, Schema]) -> Schema:
    value = _value(field.type, field.rule, definitions)
    if field.required and value.get("type") == "array":
        value["minItems"] = 1
    if not field.required and value:
        value = {"anyOf": [*value.get("anyOf", [value]), _NOTHING]}
    example = {"examples": [field.rule.example]} if field.rule.example else {}
    return {"description": field.rule.doc, **value, **example}


def _value(kind: Any, rule: Rule, definitions: dict[str, Schema]) -> Schema:
    kind = bare(kind)
    origin = get_origin(kind)
    if origin is tuple:
        most = {"maxItems": rule.most} if rule.most else {}
        items = _value(get_args(kind)[0], item_rule(rule), definitions)
        return {"type": "array", "items": items, **most}
    if origin is dict:
        each = _value(get_args(kind)[1], rule, definitions)
        return {"type": "object", "additionalProperties": {"anyOf": [each, _NOTHING]}}
    if kind is object:
        return {}
    if kind is BlockUse:
        return _defined("BlockUse", kind, definitions)
    if isinstance(kind, type) and issubclass(kind, Struct) and rule.kind not in _SCALARS:
        return _defined(kind.__name__.rstrip("_"), kind, definitions)
    return _scalar(kind, rule)


def _scalar(kind: Any, rule: Rule) -> Schema:
    if rule.choices:
        return {"enum": list(rule.choices)}
    if kind is bool:
        return {"type": "boolean"}
    if rule.kind == "number":
        most = {"maximum": rule.most} if rule.most else {}
        return {"type": "integer", "minimum": rule.least, **most}
    if rule.kind in _SCALARS:
        return dict(_SCALARS[rule.kind])
    return {**_TEXT, "maxLength": rule.most or (600 if rule.kind == "prose" else 200)}


def _defined(name: str, form: Any, definitions: dict[str, Schema]) -> Schema:
    """A reference to the definition of `form`, made on first use (forms may hold themselves)."""
    if name not in definitions:
        definitions[name] = {}
        made = _blocks(definitions) if form is BlockUse else _or_shorthand(form, definitions)
        definitions[name] = made
    return {"$ref": f"#/$defs/{name}"}


def _or_shorthand(form: Any, definitions: dict[str, Schema]) -> Schema:
    whole, keys = _object(form, definitions), shorthand_keys(form)
    if not keys:
        return whole
    field = fields_of(form)[keys[0]]
    return {"anyOf": [_value(field.type, field.rule, definitions), whole]}


def _blocks(definitions: dict[str, Schema]) -> Schema:
    """A block's name alone, or its name with options."""
    uses = []
    for name, options in BLOCKS.items():
        anything = {"anyOf": [_defined(options.__name__, options, definitions), _NOTHING]}
        uses.append(
            {
                "type": "object",
                "properties": {name: anything},
                "required": [name],
                "additionalProperties": False,
            }
        )
    alone = [name for name, options in BLOCKS.items() if not _demanding(options)]
    return {"anyOf": [{"enum": alone}, *uses]}


def _demanding(options: Any) -> bool:
    return any(field.required for field in fields_of(options).values())
