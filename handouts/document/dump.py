"""A Document as text that a person can read and compare: one node a line.

Children are indented; runs are shown with the marks that make them, so that a change
of wording or of structure is one line of a diff. File names lose their folder.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final

from msgspec import NODEFAULT, Struct, structs

from handouts.document.nodes import Document, Run, Runs

_INDENT: Final = "  "
_SHOWN: Final = str.maketrans({
    "\u00a0": "⍽", "\u00ad": "‧", "\\": "\\\\", "*": "\\*", "[": "\\[", "]": "\\]", "\n": "⏎",
})  # fmt: skip
_PLAIN_CHILDREN: Final = frozenset({"children", "items", "parts", "rows", "cells", "lines"})


def dump(document: Document) -> str:
    """The whole tree; equal documents give equal text."""
    return "\n".join(_node(document, 0)) + "\n"


def marked(runs: Runs) -> str:
    """Runs with their marks; a no-break space shows as `⍽`, a soft hyphen as `‧`."""
    return "".join(map(_marked, runs))


def _marked(run: Run) -> str:
    words = run.text.translate(_SHOWN)
    if run.href:
        words = f"[{words}]({run.href})"
    stars = "*" * (2 * run.bold + run.italic)
    return f"{stars}{words}{stars}"


def _node(node: Any, depth: int) -> Iterator[str]:
    scalars, below = [], []
    words = ""
    for field in structs.fields(node):
        value = getattr(node, field.name)
        if field.name == "span" or _unsaid(value, field.default):
            continue
        if field.name == "runs":
            words = f": {marked(value)}"
        elif isinstance(value, Struct | tuple):
            below.append((field.name, value))
        else:
            scalars.append(_scalar(field.name, value))
    yield _INDENT * depth + " ".join([type(node).__name__, *scalars]) + words
    for name, value in below:
        yield from _field(name, value, depth + 1)


def _unsaid(value: Any, default: Any) -> bool:
    return value in (None, (), "") or (default is not NODEFAULT and value == default)


def _scalar(name: str, value: Any) -> str:
    if name == "file":
        value = PurePath(value).name
    if isinstance(value, str):
        return f'{name}="{value.translate(_SHOWN)}"'
    return f"{name}={value}"


def _field(name: str, value: Any, depth: int) -> Iterator[str]:
    start = _INDENT * depth
    many = value if isinstance(value, tuple) else (value,)
    if all(isinstance(each, Run) for each in many):
        yield f"{start}{name}: {marked(many)}"
    elif name in _PLAIN_CHILDREN and all(isinstance(each, Struct) for each in many):
        for child in many:
            yield from _node(child, depth)
    elif not any(isinstance(each, Struct | tuple) for each in many):
        yield f"{start}{name}: {' '.join(map(str, many))}"
    else:
        yield f"{start}{name}:"
        for child in many:
            inner = _node(child, depth + 1) if isinstance(child, Struct) else _row(child, depth + 1)
            yield from inner


def _row(value: tuple[Any, ...], depth: int) -> Iterator[str]:
    """A row of a table, its cells parted by bars; or one cell of its head."""
    cells = value if any(isinstance(cell, tuple) for cell in value) else (value,)
    yield _INDENT * depth + " | ".join(marked(cell) for cell in cells)
