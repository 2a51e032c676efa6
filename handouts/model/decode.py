"""From what was typed to frozen values: every problem reported, none silent.

The forms are msgspec Structs whose fields carry a Rule; this walks them beside the
node tree. It returns None where a value is unusable, having said why at its place.
"""

import functools
from collections.abc import Hashable
from typing import Any, get_args, get_origin

from msgspec import Struct, structs

from handouts.diagnostics import Report, nearest
from handouts.model.blocks import BLOCKS, BlockUse
from handouts.model.fields import Field, bare, fields_of, shorthand_keys
from handouts.model.scalars import PARSERS, brief, read_text
from handouts.model.text import Amount, Rule, Text
from handouts.source.merge import clears
from handouts.source.node import Mapping, Node, Scalar, Sequence

__all__ = [
    "Field", "bare", "decode", "decode_value", "fields_of", "item_rule", "shorthand_keys",
    "spelled_out",
]  # fmt: skip
_TYPED_MOST = 400
_VALUES = Amount.__module__  # structs that are typed as one value, never as keys


def decode(node: Node, form: type[Any], report: Report, **extra: Any) -> Any | None:
    """The frozen `form` that `node` describes, or None if something required is unusable."""
    if isinstance(node, Scalar) and not node.empty:
        node = _written_out(node, form)
    if not isinstance(node, Mapping):
        keys = ", ".join(list(fields_of(form))[:4])
        hint = f"write lines like '{next(iter(fields_of(form)), 'key')}: ...', indented"
        if isinstance(node, Sequence) and len(node.items) == 1:
            hint = "take the list away: its '- ' at the start of the line, or the [ ] round it"
        report.error("type", f"expected keys with values ({keys} ...)", node.span, hint)
        return None
    return _decode_mapping(node, form, report, extra)


def _written_out(node: Scalar, form: Any) -> Node:
    keys = shorthand_keys(form)
    return Mapping(tuple((Scalar(k, node.span), node) for k in keys), node.span) if keys else node


def spelled_out(node: Mapping, form: Any) -> Mapping:
    """`node` with each word that stands for a mapping written out, so that mappings merge."""
    entries = []
    for key, value in node.entries:
        kind = _inner_form(form, key.text)
        if kind is not None and isinstance(value, Scalar) and not (value.empty or clears(value)):
            value = _written_out(value, kind)
        if kind is not None and isinstance(value, Mapping):
            value = spelled_out(value, kind)
        entries.append((key, value))
    return Mapping(tuple(entries), node.span)


def _inner_form(form: Any, key: str) -> Any | None:
    """The form (or table of forms) under `key`, or None where values merge no further."""
    if get_origin(form) is dict:
        kind = get_args(form)[1]
    else:
        field = fields_of(form).get(key)
        kind = bare(field.type) if field else None
    if get_origin(kind) is dict:
        return kind
    inner = isinstance(kind, type) and issubclass(kind, Struct)
    return kind if inner and kind.__module__ != _VALUES else None


def _decode_mapping(
    node: Mapping, form: type[Any], report: Report, extra: dict[str, Any]
) -> Any | None:
    fields, values, broken, cleared = fields_of(form), dict(extra), False, []
    if _is_sentence(node, form):
        _report_colon(node, report)
        return None
    for key, value in node.entries:
        field = fields.get(key.text)
        if field is None:
            _unknown(key, fields, getattr(form, "never", {}), report)
        elif _says_nothing(value, field.rule):
            cleared += [field.attribute] if clears(value) else []
            broken |= field.required and _report_empty(key, value, field, report)
        else:
            found = decode_value(value, field.type, field.rule, report)
            broken |= field.required and not _filled(found, key, value, report)
            if found is not None:
                values[field.attribute] = found
    if _report_missing(node, fields, report) or broken:
        return None
    if "span" in form.__struct_fields__:
        values["span"] = node.span
    if cleared and "cleared" in form.__struct_fields__:
        values["cleared"] = tuple(cleared)
    return form(**values)


def _is_sentence(node: Mapping, form: Any) -> bool:
    """Whether `node` looks like a text that a colon turned into a key and its value."""
    if len(node.entries) != 1:
        return False
    key, fields = getattr(form, "shorthand", None), fields_of(form)
    if key not in fields or fields[key].rule.kind not in ("line", "prose"):
        return False
    typed = node.entries[0][0].text
    return typed not in fields and not nearest(typed, fields)


def _report_colon(node: Mapping, report: Report) -> None:
    message = "one text belongs here, but its colon turns what stands before it into a key"
    hint = "put quotes round the whole text"
    report.error("colon", message, node.entries[0][0].span, hint)


def _unknown(key: Scalar, fields: dict[str, Field], never: dict[str, str], report: Report) -> None:
    hint = never.get(key.text) or nearest(key.text, fields)
    hint = hint or "the keys here are " + ", ".join(fields)
    report.error("unknown-key", f"unknown key '{key.text}'", key.span, hint)


def _says_nothing(value: Node, rule: Rule) -> bool:
    if not isinstance(value, Scalar) or not value.plain:
        return False
    return "none" not in rule.choices if clears(value) else value.empty


def _report_empty(key: Scalar, value: Node, field: Field, report: Report) -> bool:
    typed = value.text if isinstance(value, Scalar) else ""
    hint = f"if you mean the word '{typed}', put quotes round it" if typed else field.rule.doc
    report.error("empty", f"'{key.text}' is empty", key.span, hint)
    return True


def _filled(found: Any | None, key: Scalar, value: Node, report: Report) -> bool:
    """Whether a required key has something; a list where each entry is wrong has not."""
    if found == () and isinstance(value, Sequence) and not value.items:
        report.error("empty", f"'{key.text}' needs at least one entry", value.span)
    return found is not None and found != ()


def _report_missing(node: Mapping, fields: dict[str, Field], report: Report) -> bool:
    typed = {key.text for key, _ in node.entries}
    missing = [f for key, f in fields.items() if key not in typed and f.required]
    for field in missing:
        report.error("missing-key", f"'{field.key}' is missing", node.span, field.rule.doc)
    return bool(missing)


def decode_value(node: Node, kind: Any, rule: Rule, report: Report) -> Any | None:
    """One value of any type a form uses; None where it is unusable."""
    kind, shape, inner = _shape(kind)
    if shape == "list":
        return _decode_list(node, inner, rule, report)
    if shape == "table":
        return _decode_dict(node, inner, rule, report)
    if shape == "block":
        return decode_block(node, report)
    if shape == "raw":
        return node
    if shape == "form" and rule.kind not in PARSERS:
        return decode(node, kind, report)
    return _decode_scalar(node, kind, rule, report)


@functools.cache
def _shape(kind: Hashable) -> tuple[Any, str, Any]:
    """A type without its None, how what is typed looks, and the type of an entry in it."""
    own = bare(kind)
    origin = get_origin(own)
    if origin is tuple:
        return own, "list", get_args(own)[0]
    if origin is dict:
        return own, "table", get_args(own)[1]
    if own is BlockUse or own is object:
        return own, "block" if own is BlockUse else "raw", None
    form = isinstance(own, type) and issubclass(own, Struct)
    return own, "form" if form else "value", None


def _decode_list(node: Node, kind: Any, rule: Rule, report: Report) -> tuple[Any, ...] | None:
    if not isinstance(node, Sequence):
        hint = "write each on a line of its own, starting with '- ', or put [ ] round it"
        report.error("type", "a list belongs here", node.span, hint)
        return None
    if rule.most and len(node.items) > rule.most:
        report.error("too-many", f"{len(node.items)} entries; at most {rule.most}", node.span)
        return None
    each = item_rule(rule)
    found = []
    for item in node.items:
        if isinstance(item, Scalar) and item.empty:
            hint = "fill it in, or delete it"
            report.error("empty", "an empty entry in the list", item.span, hint)
        else:
            found.append(decode_value(item, kind, each, report))
    return tuple(value for value in found if value is not None)


@functools.cache
def item_rule(rule: Rule) -> Rule:
    """The rule of each entry of a list; the list's own `most` counts entries."""
    return structs.replace(rule, most=600 if rule.kind == "prose" else 0)


def _decode_dict(node: Node, kind: Any, rule: Rule, report: Report) -> dict[str, Any] | None:
    if not isinstance(node, Mapping):
        report.error("type", "keys with values belong here", node.span, "write 'key: value' lines")
        return None
    typed = [(key, value) for key, value in node.entries if not clears(value)]
    pairs = (
        (Text(key.text, key.span), decode_value(value, kind, rule, report)) for key, value in typed
    )
    return {key: value for key, value in pairs if value is not None}


def _decode_scalar(node: Node, kind: Any, rule: Rule, report: Report) -> Any | None:
    is_text = rule.kind in ("line", "prose") and not rule.choices and kind is not bool
    if is_text and isinstance(node, Mapping) and len(node.entries) == 1:
        _report_colon(node, report)
        return None
    if not isinstance(node, Scalar):
        hint = "put quotes round it if the brackets belong to it"
        what = "a list" if isinstance(node, Sequence) else "keys with values"
        report.error("type", f"a single value belongs here, not {what}", node.span, hint)
        return None
    if rule.choices:
        return _choice(node, kind, rule, report)
    if kind is bool:
        return _boolean(node, report)
    parser = PARSERS.get(rule.kind)
    if parser is None:
        return read_text(node, rule, report)
    try:
        if len(node.text) > _TYPED_MOST:
            raise ValueError(f"{len(node.text)} characters are too many for a value like this")
        return _within(parser(node), rule)
    except ValueError as problem:
        report.error("value", str(problem), node.span, _example(rule))
        return None


def _within(value: Any, rule: Rule) -> Any:
    if rule.kind in ("number", "degrees") and not rule.least <= value <= (rule.most or value):
        bounds = f"{rule.least} to {rule.most}" if rule.most else f"at least {rule.least}"
        raise ValueError(f"{value} is out of range: {bounds}")
    return value


def _example(rule: Rule) -> str:
    return f"for instance {rule.example}" if rule.example else ""


def _choice(node: Scalar, kind: Any, rule: Rule, report: Report) -> str | None:
    if node.text in rule.choices:
        return Text(node.text, node.span) if kind is Text else node.text
    hint = nearest(node.text, rule.choices) or "one of " + ", ".join(rule.choices)
    report.error("choice", f"'{brief(node.text)}' is not known here", node.span, hint)
    return None


def _boolean(node: Scalar, report: Report) -> bool | None:
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    hint = "write true or false, without quotes"
    report.error("value", f"'{brief(node.text)}' is neither true nor false", node.span, hint)
    return None


def decode_block(node: Node, report: Report) -> BlockUse | None:
    """A block of a layout: a name alone, or a name with options."""
    name, value = _named_block(node)
    if name is None:
        hint = "as '- stop', or '- mistakes: {max: 4}'"
        report.error("block", "a block is a name, or a name with options", node.span, hint)
        return None
    options = BLOCKS.get(name.text)
    if options is None:
        hint = nearest(name.text, BLOCKS) or "the blocks are " + ", ".join(BLOCKS)
        report.error("unknown-block", f"unknown block '{brief(name.text)}'", name.span, hint)
        return None
    if isinstance(value, Scalar) and value.empty:
        value = Mapping((), name.span)
    decoded = decode(value, options, report)
    return BlockUse(name.text, decoded, name.span) if decoded is not None else None


def _named_block(node: Node) -> tuple[Scalar | None, Node]:
    if isinstance(node, Scalar) and not node.empty:
        return node, Mapping((), node.span)
    if isinstance(node, Mapping) and len(node.entries) == 1:
        return node.entries[0]
    return None, node
