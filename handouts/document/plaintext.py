"""The plain-text twin of a handout: the same tree as the tags, laid out for 72 columns.

For the body of an email, and for those who cannot use a PDF. It holds every word of the
Document in full, a table as lines of "head: value", a picture as its words in brackets, a
link with its address. There are no pages, so what leads to a page by its number is left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import structs

from handouts.document.booklet_nodes import Anchored
from handouts.document.elements import Element
from handouts.document.nodes import Document, Run, Runs
from handouts.document.reading import reading

WIDTH: Final = 72
_UNDER: Final = {"H1": "=", "H2": "-"}
_BULLET: Final = "- "
_NBSP: Final = "\u00a0"
_FILL_IN: Final = f"{_NBSP}____"
_PAGE: Final = "\ue000"  # where the number of a page would stand
# With the words bound to it: ", page 8" or ": page 8".
_TO_PAGE: Final = re.compile(rf"[,:;]? ?[^ (]*{_PAGE}(?:, {_PAGE})*")
_EMPTY: Final = re.compile(r" ?\(\)")
_WIDE: Final = frozenset("WF")
_Block = list[str]


def plain_text(document: Document) -> str:
    """The whole handout; lines end with a line feed, none is longer than its longest word."""
    labels = {
        node.anchor: node.label
        for part in document.parts
        for node in part.children
        if isinstance(node, Anchored)
    }
    tree = _named(reading(document), labels)
    blocks = [block for block in _blocks(tree.children) if block]
    text = "\n\n".join("\n".join(block) for block in blocks)
    return text.replace(_NBSP, " ") + "\n"


def _named(element: Element, labels: Mapping[str, str]) -> Element:
    """With the name of a page where a sentence leads to it by a number that stands alone."""
    runs = list(element.runs)
    for n, run in enumerate(runs):
        if run.ref and n and runs[n - 1].text.endswith(" "):
            runs[n] = Run(f'"{labels.get(run.ref, "")}"')
    children = tuple(_named(child, labels) for child in element.children)
    return structs.replace(element, runs=tuple(runs), children=children)


def words_of(runs: Runs) -> str:
    """Runs in one line: links with their addresses, without marks or numbers of pages."""
    out: list[str] = []
    for n, run in enumerate(runs):
        out.append(_PAGE if run.ref else run.text)
        following = runs[n + 1].href if n + 1 < len(runs) else ""
        if run.href and not run.href.startswith("#") and run.href != following:
            out[-1] = _with_address(run)
    text = _EMPTY.sub("", _TO_PAGE.sub("", "".join(out)))
    return " ".join(text.replace("\u00ad", "").split(" ")).strip()


def _with_address(run: Run) -> str:
    """A link's words and address; the address alone where it is all they say."""
    bare = run.href.removeprefix("https://").removeprefix("mailto:")
    return run.href if run.text.strip() in (bare, run.href) else f"{run.text} <{run.href}>"


def _blocks(elements: Sequence[Element]) -> Iterator[_Block]:
    for element in elements:
        if element.role in ("L", "TOC") or element.numbering:
            yield [line for item in element.children for line in _item(item, element)]
        elif element.role == "Table":
            yield from _table(element)
        elif element.role == "Figure":
            yield _wrapped(f"[{element.alt}]")
        elif element.role in _UNDER:
            lines = _wrapped(words_of(element.runs))
            yield [*lines, _UNDER[element.role] * max(map(_columns, lines), default=0)]
        else:
            yield _wrapped(words_of(element.runs))
            yield from _blocks(element.children)


def _item(item: Element, above: Element) -> _Block:
    """An entry with its number, its label or a bullet; more than a line hangs under it."""
    label = next((words_of(part.runs) for part in item.children if part.role == "Lbl"), "")
    body = [part for part in item.children if part.role != "Lbl"]
    mark = f"{label} " if label.endswith(".") and label[:-1].isdigit() else _BULLET
    lead = f"{label}: " if label and mark == _BULLET else ""
    words = _body_words(body)
    inner = [block for part in body for block in _blocks(part.children) if part.role == "LBody"]
    if lead and not words:
        inner.insert(0, _wrapped(lead.strip(), len(mark)))
    elif words:
        inner.insert(0, _wrapped(lead + words, len(mark)))
    lines = [line for block in inner for line in block]
    return [(mark if n == 0 else " " * len(mark)) + line for n, line in enumerate(lines)]


def _body_words(body: Sequence[Element]) -> str:
    """What an entry's body says itself; of a line of the contents, what its link says."""
    for part in body:
        if part.role == "Reference":
            return words_of(part.children[0].runs)
        if part.runs:
            return words_of(part.runs)
    return ""


def _table(table: Element) -> Iterator[_Block]:
    """A row is told cell by cell, each after its head; one to fill in has lines to write on."""
    head, *rows = (row.children for row in table.children)
    heads = [words_of(cell.runs) for cell in head]
    if any(not cell.runs for row in rows for cell in row[1:]) and rows[0][0].scope:
        yield _wrapped(heads[0])
        for first, *_ in rows:
            cells = " ".join(f"{name}{_FILL_IN}" for name in heads[1:])
            yield _wrapped(f"{words_of(first.runs)}: {cells}")
        return
    lines: _Block = []
    for row in rows:
        said = [(name, words_of(cell.runs)) for name, cell in zip(heads, row, strict=True)]
        told = [f"{name}: {words}" if name else words for name, words in said if words]
        for n, each in enumerate(told):
            wrapped = _wrapped(each, len(_BULLET))
            lines += [(_BULLET if not n + m else "  ") + line for m, line in enumerate(wrapped)]
    yield lines


def _wrapped(text: str, indent: int = 0) -> _Block:
    """Lines of at most the width, less `indent`; a word that is longer stands alone."""
    room = WIDTH - indent
    lines: _Block = []
    held = ""
    for word in text.split(" "):
        if held and _columns(held) + 1 + _columns(word) > room:
            lines.append(held)
            held = ""
        held = f"{held} {word}" if held else word
        while _columns(held) > room and (cut := _cut(held, room)):
            lines.append(held[:cut])
            held = held[cut:]
    return [*lines, held] if held else lines


def _cut(word: str, room: int) -> int:
    """Where a word of wide characters, which need no spaces, may be cut; 0 for other words."""
    used = 0
    for n, char in enumerate(word):
        used += 2 if _is_wide(char) else 1
        if used > room:
            return n if _is_wide(char) else 0
    return 0


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if _is_wide(char) else 1 for char in text)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE
