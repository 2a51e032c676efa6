"""Nodes back to plain values, or to YAML that names the file each value came from."""

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from handouts.diagnostics import Span
from handouts.source.node import Mapping, Node, Scalar, Sequence

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Origin = Callable[[Span], str]

# With one of these in front a text must be quoted.
_MARKS = "-?:,[]{}#&*!|>'\"%@` "
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def to_plain(node: Node) -> Plain:
    """The same as dicts, lists and text, for JSON and comparisons."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [to_plain(item) for item in node.items]
        case Mapping():
            return {key.text: to_plain(value) for key, value in node.entries}


def to_yaml(node: Node, origin: Origin | None = None) -> str:
    """`node` as YAML that reads back as the same tree.

    Each value ends in a comment with `origin` of its span, where that is not "".
    Characters that do not show (or that turn the text round) are written as escapes.
    """
    return "".join(f"{line}\n" for line in _lines(node, "", origin or _unknown))


def _unknown(_span: Span) -> str:
    return ""


def _lines(node: Node, indent: str, origin: Origin) -> list[str]:
    match node:
        case Mapping(entries) if entries:
            return [line for key, value in entries for line in _entry(key, value, indent, origin)]
        case Sequence(items) if items:
            return [line for item in items for line in _item(item, indent, origin)]
    return [f"{indent}{_leaf(node, origin)}"]


def _entry(key: Scalar, value: Node, indent: str, origin: Origin) -> list[str]:
    name = f"{indent}{_written(key)}:"
    if _is_leaf(value):
        leaf = _leaf(value, origin)
        return [f"{name} {leaf}" if leaf else name]
    return [name, *_lines(value, f"{indent}  ", origin)]


def _item(item: Node, indent: str, origin: Origin) -> list[str]:
    """The entry's own lines, two columns in; the dash takes the place of those two."""
    first, *rest = _lines(item, f"{indent}  ", origin)
    return [f"{indent}- {first[len(indent) + 2 :]}".rstrip(" "), *rest]


def _is_leaf(node: Node) -> bool:
    match node:
        case Mapping(entries):
            return not entries
        case Sequence(items):
            return not items
    return True


def _leaf(node: Node, origin: Origin) -> str:
    """A value that takes one line, with its comment."""
    text = _written(node) if isinstance(node, Scalar) else "[]"
    if isinstance(node, Mapping):
        text = "{}"
    comment = "".join(map(_seen, origin(node.span)))
    return f"{text}  # {comment}" if comment else text


def _written(scalar: Scalar) -> str:
    """Bare where it was typed bare and can be; else in double quotes."""
    if scalar.plain and _can_be_bare(scalar.text):
        return scalar.text
    return f'"{"".join(_ESCAPES.get(c) or _seen(c) for c in scalar.text)}"'


def _can_be_bare(text: str) -> bool:
    if not text:
        return True
    marked = text[0] in _MARKS or text.startswith("...") or text == "<<"
    broken = ": " in text or " #" in text or text[-1] in ": "
    return not marked and not broken and all(map(_shows, text))


def _shows(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in _UNSEEN


def _seen(character: str) -> str:
    """`character`, or its escape where a reader would not see it."""
    if _shows(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
