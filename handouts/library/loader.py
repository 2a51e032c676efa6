"""Reads each file once, and lays the files of one id over one another.

Files that extend others are merged as node trees, so each value still knows which
file set it; only the merged tree is decoded.
"""

import unicodedata
from pathlib import Path
from typing import Final

from msgspec import Struct

from handouts.diagnostics import Diagnostic, Report, Span, nearest
from handouts.errors import FileError
from handouts.library.files import Files, Source
from handouts.model.decode import spelled_out
from handouts.model.forms import FORMS, TABLES
from handouts.source.merge import clears, merge
from handouts.source.node import Mapping, Node, Scalar
from handouts.source.reader import parse, read_bytes

_MAX_EXTENDS: Final = 8
_ADDS: Final = frozenset({"pain", *TABLES})  # lies over what it covers, always
_MAY_BE_EMPTY: Final = frozenset({"settings", *TABLES})  # handouts.yaml is a marker, too


class Part(Struct, frozen=True):
    """One file of a stack. `lowest` means that it extends no file of its own id."""

    source: Source
    node: Mapping
    lowest: bool


class Stack(Struct, frozen=True):
    """What an id is made of, the base first. Not `whole`: something it extends is missing."""

    parts: tuple[Part, ...]
    whole: bool


class Resolved(Struct, frozen=True):
    """The merged tree of an id; None where its own file holds none."""

    node: Mapping | None
    whole: bool = True


class Loader:
    """Resolves `extends` and the layers of a workspace; `bodies` are bytes read already."""

    def __init__(self, files: Files, bodies: dict[Path, bytes] | None = None) -> None:
        self.files = files
        self._bodies = bodies or {}
        self._parsed: dict[Path, tuple[Mapping | None, tuple[Diagnostic, ...]]] = {}
        self._differences: dict[str, tuple[tuple[int, Mapping], ...]] = {}

    def parse(self, source: Source) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
        """The node tree of one file and what is wrong with it as YAML."""
        if source.path not in self._parsed:
            report = Report()
            node, said = self._read(source.path, report), report.diagnostics
            if source.kind in _MAY_BE_EMPTY and [d.code for d in said] == ["empty-file"]:
                node, said = Mapping((), Span(str(source.path))), ()
            self._parsed[source.path] = node, said
        return self._parsed[source.path]

    def _read(self, path: Path, report: Report) -> Mapping | None:
        try:
            body = self._bodies[path] if path in self._bodies else read_bytes(path)
        except FileError as problem:
            report.error("file", problem.message, Span(str(path)), problem.hint)
            return None
        return parse(body, str(path), report)

    def resolve(self, kind: str, name: str, report: Report, theme: str = "") -> Resolved:
        """The tree of an id with everything it extends merged in.

        A theme's differences lie over the lowest file of each layout's id, under what
        a practice changes in it; they never reach a file of a layer above the theme's
        own, which its maker cannot have known.
        """
        stack = self.stack(kind, name, report)
        if not stack.parts:
            return Resolved(None, whole=False)
        differences = self._layouts_of(theme) if kind == "layout" and theme else ()
        form, node = FORMS[kind], Mapping((), stack.parts[-1].node.span)
        for part in stack.parts:
            node = _laid(node, part.node, form)
            for layer, layouts in differences if part.lowest else ():
                found = layouts.get(part.source.id)
                if isinstance(found, Mapping) and layer >= part.source.layer:
                    node = _laid(node, found, form)
        top = stack.parts[-1].node.span
        return Resolved(Mapping(node.entries, top), stack.whole)

    def _layouts_of(self, theme: str) -> tuple[tuple[int, Mapping], ...]:
        """A theme's differences by layer, not merged: a `none` in them still has to clear."""
        if theme not in self._differences:
            parts = self.stack("theme", theme, Report()).parts
            found = [(part.source.layer, part.node.get("layouts")) for part in parts]
            kept = tuple((layer, node) for layer, node in found if isinstance(node, Mapping))
            self._differences[theme] = kept
        return self._differences[theme]

    def stack(self, kind: str, name: str, report: Report) -> Stack:
        """The files an id is made of; what stops the walk down is reported."""
        chain = self.files.chains.get((kind, name), ())
        index, parts, seen = len(chain) - 1, list[Part](), set[Path]()
        while chain:
            source = chain[index]
            seen.add(source.path)
            node, problems = self.parse(source)
            report.extend(problems)
            if node is None:
                return Stack(tuple(parts), whole=False)
            extends = _extends(node, source, index)
            own = extends is not None and _names(extends, source)
            parts.insert(0, Part(source, _without(node, "extends"), not own))
            if extends is None:
                return Stack(tuple(parts), whole=True)
            if not own:
                chain = self.files.chains.get((kind, _text(extends)), ())
                index = len(chain)
            index -= 1
            if not _leads_on(extends, chain, index, seen, report):
                self._report_end(extends, source, chain, report, own)
                return Stack(tuple(parts), whole=False)
        return Stack(tuple(parts), whole=False)

    def _report_end(
        self, extends: Node, source: Source, chain: tuple[Source, ...], report: Report, own: bool
    ) -> None:
        """Say that there is nothing to extend (a circle has been reported already)."""
        if not isinstance(extends, Scalar):
            report.error("extends", "'extends' names one file", extends.span)
        elif own:
            message = f"this {source.kind} covers no other file, so there is none to extend"
            report.error("extends", message, extends.span, "leave the line 'extends' out")
        elif not chain:
            message = f"there is no {source.kind} '{extends.text[:60]}' to extend"
            hint = nearest(extends.text, self.files.ids(source.kind))
            report.error("extends", message, extends.span, hint)


def _leads_on(
    extends: Node, chain: tuple[Source, ...], index: int, seen: set[Path], report: Report
) -> bool:
    if not chain or index < 0:
        return False
    if chain[index].path in seen:
        message = f"'{_text(extends)}' extends itself in a circle"
        report.error("extends", message, extends.span, "take one 'extends' of the circle out")
        return False
    if len(seen) > _MAX_EXTENDS:
        hint = "write out what it needs"
        report.error("extends", "too many files extend one another", extends.span, hint)
        return False
    return True


def _extends(node: Mapping, source: Source, index: int) -> Node | None:
    """What a file extends; a vocabulary always adds to the one it covers."""
    found = node.get("extends")
    if found is not None and not (isinstance(found, Scalar) and found.empty) and not clears(found):
        return found
    return Scalar(source.id, node.span) if source.kind in _ADDS and index > 0 else None


def _names(extends: Node, source: Source) -> bool:
    """Whether a file names itself, and so means the file it covers."""
    own = {source.id} if source.id else {"", source.path.stem}
    return isinstance(extends, Scalar) and _text(extends) in own


def _text(node: Node) -> str:
    return unicodedata.normalize("NFC", node.text) if isinstance(node, Scalar) else ""


def _without(node: Mapping, key: str) -> Mapping:
    return Mapping(tuple(e for e in node.entries if e[0].text != key), node.span)


def _laid(base: Mapping, over: Mapping, form: object) -> Mapping:
    """`over` over `base`; the first of a stack keeps its `none`s, for the decoder to see."""
    if not base.entries:
        return over
    merged = merge(spelled_out(base, form), spelled_out(over, form))
    return merged if isinstance(merged, Mapping) else base
