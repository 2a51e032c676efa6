"""What a document names from outside itself: pictures to load, and links to code."""

import functools
from typing import Any, Final, Literal, get_origin

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.document.nodes import Document, Picture, Qr, Runs

_SIMPLE: Final = (str, int, bool, float, Runs, Span | None)  # fields that hold neither


class Named(Struct, frozen=True):
    """Each in the order of the document."""

    pictures: tuple[Picture, ...]
    links: tuple[str, ...]


def named_in(document: Document) -> Named:
    """The pictures and the QR codes' links of a document."""
    pictures: list[Picture] = []
    links: list[str] = []
    left: list[Any] = [document.footer, document.running, document.header, document.parts]
    while left:
        node = left.pop()
        kind: Any = type(node)
        if kind is tuple:
            left += node[::-1]
        elif kind is Picture:
            pictures += [] if node.sketch else [node]
        elif kind is Qr:
            links.append(node.url)
        else:
            left += [value for name in _worth(kind) if (value := getattr(node, name))]
    return Named(tuple(pictures), tuple(links))


@functools.cache
def _worth(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes, last first; most hold words."""
    if not issubclass(kind, Struct):
        return ()
    fields = [(name, kind.__annotations__.get(name)) for name in reversed(kind.__struct_fields__)]
    return tuple(n for n, of in fields if of not in _SIMPLE and get_origin(of) is not Literal)
