"""What a YAML file says, before anyone decides what it means.

All scalars stay the text that was typed: whether `no`, `010` or `1:30` is a
word, a number or a duration is for the field that asks, never for YAML.
"""

from msgspec import Struct

from handouts.diagnostics import Span


class Scalar(Struct, frozen=True, tag="scalar"):
    """One value as typed. `plain` is false where it was quoted or a block (`|`, `>`)."""

    text: str
    span: Span
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Nothing typed: no text at all, or YAML's words for nothing."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(Struct, frozen=True, tag="sequence"):
    """A list."""

    items: "tuple[Node, ...]"
    span: Span


class Mapping(Struct, frozen=True, tag="mapping"):
    """Keys with values, in the order typed; keys are unique (the reader saw to it)."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    span: Span

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None where the key is absent."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping
