"""Lays one file's values over another's; every value keeps the place it came from."""

from handouts.diagnostics import Span
from handouts.source.node import Mapping, Node, Scalar

_NOTHING = Mapping((), Span(""))


def merge(base: Node, over: Node) -> Node:
    """`base` with what `over` says instead.

    Mappings merge key by key (those of `base` first), lists and single values
    replace, and an unquoted `none` removes its key. A key with nothing after it
    says nothing: keys and lists under it stay, so that a `stop:` left empty loses
    no stop sign. Merged mappings carry the span of `over`.
    """
    if not isinstance(over, Mapping):
        return over
    below = base if isinstance(base, Mapping) else _NOTHING
    entries = {key.text: (key, value) for key, value in below.entries}
    for key, value in over.entries:
        if clears(value):
            entries.pop(key.text, None)
        elif not (_blank(value) and _structured(entries, key.text)):
            # Nothing below still merges: a `none` within a new mapping is gone as well.
            below_value = entries[key.text][1] if key.text in entries else _NOTHING
            entries[key.text] = (key, merge(below_value, value))
    return Mapping(tuple(entries.values()), over.span)


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def _structured(entries: dict[str, tuple[Scalar, Node]], key: str) -> bool:
    """Whether keys or a list stand under `key`."""
    return key in entries and not isinstance(entries[key][1], Scalar)


def clears(node: Node) -> bool:
    """Whether `node` is the unquoted word that removes a key."""
    return isinstance(node, Scalar) and node.plain and node.text == "none"
