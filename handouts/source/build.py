"""Builds the Node tree while the parser reads, and stops it in time.

Reading is one pass without recursion: a hostile file is refused as soon as a
limit is passed, before its tree is in memory.
"""

import re
from typing import NoReturn

from msgspec import Struct

from handouts.diagnostics import Report, Span
from handouts.source.node import Mapping, Node, Scalar, Sequence
from handouts.source.text import CONTROL, SourceText, describe_control, unfolded

MAX_DEPTH = 40
MAX_EVENTS = 100_000
MAX_NODES = 100_000
MAX_ALIASES = 20
MAX_KEY = 100
MAX_PROBLEMS = 100

# `keep #1 in mind` loses text; `Knee  # required` and `Knee # required` are ordinary comments.
_LOST_AFTER_TEXT = re.compile(r" #[^\s#]")
_LOST_WHOLE = re.compile(r"[ \t]+#[^\s#]")
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")
_NO_SPACE = re.compile(r"-?\s*[\w-]{1,60}:\S")
# A whole text in curly marks, and no such mark inside.
_CURLY_WHOLE = re.compile(
    r"(?:“[^“„”]+”|„[^“„”]+[“”]|”[^“„”]+”|[‘‚][^‘‚’]+[‘’]|«[^«»]+»|»[^«»]+«)\Z"
)


class Refused(Exception):
    """The file is not worth reading on; the reason has been reported."""


class Start(Struct, frozen=True):
    """What YAML says where a node begins: its index, its `&name` and its `!tag`."""

    index: int
    anchor: str | None = None
    tag: str | None = None


class _Known(Struct, frozen=True):
    """A finished node with the size and height its aliases add."""

    node: Node
    size: int
    height: int


class _Frame(Struct):
    """A list or mapping still open. In a mapping `waiting` means: a value is due for `key`;
    a key of None there means that the key was refused and its value is dropped."""

    is_mapping: bool
    index: int
    span: Span
    anchor: str | None
    nodes_before: int
    items: list[Node]
    entries: dict[str, tuple[Scalar, Node]]
    key: Scalar | None = None
    waiting: bool = False
    height: int = 1


class Builder:
    """Takes the parser's events in order; `finish` gives the tree."""

    def __init__(self, source: SourceText, report: Report) -> None:
        self._source = source
        self._report = report
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Known | None] = {}
        self._unused: dict[str, Span] = {}
        self._unknown: list[Span] = []
        self._root: Node | None = None
        self._events = self._nodes = self._aliases = self._documents = 0
        self._errors = self._warnings = 0

    def count_event(self, index: int) -> None:
        """Call for every event, before anything else."""
        self._events += 1
        if self._events > MAX_EVENTS:
            self._refuse("yaml-limit", "the file holds too many values", index)

    def document(self, index: int) -> None:
        """A document starts; only one may."""
        self._documents += 1
        if self._documents > 1:
            hint = "delete the line '---', or move what follows it to a file of its own"
            self._refuse("yaml-documents", "a second document starts here", index, hint)

    def scalar(self, start: Start, end: int, text: str, style: str | None) -> None:
        """A value or key with its `&name` or `!tag`."""
        self._check_tag(start)
        self._declare(start)
        self.value(self._after_properties(start), end, text, style, start.anchor)

    def value(
        self, index: int, end: int, text: str, style: str | None, anchor: str | None = None
    ) -> None:
        """A value or key."""
        if "\n" in text:
            text = unfolded(text, style, self._source.text[index:end])
        value = Scalar(text, self._source.span(index), not style)
        if style:
            self._check_quoted(value)
        else:
            self._check_plain(value, end)
        self._nodes += 1
        self._add(value, 1, anchor, 1)

    def open(self, start: Start, is_mapping: bool) -> None:
        """A list or mapping begins."""
        self._check_tag(start)
        self._declare(start)
        self._nodes += 1
        index = self._after_properties(start)
        span = self._source.span(start.index)
        self._stack.append(_Frame(is_mapping, index, span, start.anchor, self._nodes - 1, [], {}))
        self._check_depth(len(self._stack), start.index)

    def close(self) -> None:
        """The innermost list or mapping ends."""
        frame = self._stack.pop()
        node: Node
        if frame.is_mapping:
            node = Mapping(tuple(frame.entries.values()), frame.span)
        else:
            node = Sequence(tuple(frame.items), frame.span)
        self._add(node, frame.height, frame.anchor, self._nodes - frame.nodes_before)

    def alias(self, name: str, index: int) -> None:
        """`*name`: the node that `&name` stands before, once more."""
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            message = f"the file holds more than {MAX_ALIASES} repeats ('*name')"
            self._refuse("yaml-limit", message, index)
        self._unused.pop(name, None)
        span = self._source.span(index)
        if name not in self._anchors:
            self._unknown.append(span)
        known = self._anchors.get(name, _Known(Scalar("", span), 1, 1))
        if known is None:
            self._refuse(
                "yaml-alias", "the text after '*' repeats a part it stands in itself", index
            )
        self._nodes += known.size
        self._check_depth(len(self._stack) + known.height - 1, index)
        if self._nodes > MAX_NODES:
            message = "the repeats ('*name') make the file too large"
            self._refuse("yaml-limit", message, index)
        self._add(known.node, known.height, None, known.size)

    def open_bracket(self) -> int | None:
        """The index of the outermost [ or { that is still open, when the parser gives up."""
        for frame in self._stack:
            if self._source.text[frame.index : frame.index + 1] in ("[", "{"):
                return frame.index
        return None

    def finish(self, example: str) -> Mapping | None:
        """The tree, once the parser is done; None (and a reason) where it is no mapping."""
        for span in self._unknown:
            message = "text that starts with '*' repeats what is marked '&' above; nothing is"
            hint = "put quotes round the text if the * belongs to it"
            self._error("yaml-alias", message, span, hint)
        for span in self._unused.values():
            message = "the word after '&' is taken as a label and does not print"
            hint = "put quotes round the text if it belongs to it"
            self._warn("unused-anchor", message, span, hint)
        root = self._root
        if isinstance(root, Mapping):
            return root
        hint = f"write lines like: {example}"
        if root is None or (isinstance(root, Scalar) and root.empty):
            self._report.error("empty-file", "there is nothing in this file", self._top(), hint)
        elif isinstance(root, Sequence):
            message = "the file is one list; it must hold lines of the form 'key: value'"
            self._report.error("not-a-mapping", message, root.span, hint)
        else:
            message = "the file is one text; it must hold lines of the form 'key: value'"
            if _NO_SPACE.match(root.text):
                message = "a space is missing after the colon"
            self._report.error("not-a-mapping", message, root.span, hint)
        return None

    def _top(self) -> Span:
        return Span(self._source.file)

    def _refuse(self, code: str, message: str, index: int, hint: str = "") -> NoReturn:
        self._report.error(code, message, self._source.span(index), hint)
        raise Refused

    def _error(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self._report.error(code, message, span, hint)
        self._errors += 1
        if self._errors >= MAX_PROBLEMS:
            message = "there are too many problems; the rest of the file was not read"
            self._report.error("yaml-limit", message, span)
            raise Refused

    def _warn(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self._warnings += 1
        if self._warnings <= MAX_PROBLEMS:
            self._report.warning(code, message, span, hint)

    def _check_depth(self, depth: int, index: int) -> None:
        if depth > MAX_DEPTH:
            message = f"lists and groups are nested more than {MAX_DEPTH} deep"
            self._refuse("yaml-limit", message, index)

    def _check_tag(self, start: Start) -> None:
        if start.tag is None:
            return
        message = "text that starts with '!' is taken as a type; types are not allowed"
        hint = "put quotes round the text if the ! belongs to it; else delete the type"
        self._error("yaml-tag", message, self._source.span(start.index), hint)

    def _declare(self, start: Start) -> None:
        if start.anchor is not None:
            self._anchors[start.anchor] = None
            self._unused[start.anchor] = self._source.span(start.index)

    def _check_quoted(self, value: Scalar) -> None:
        if value.text.isprintable():
            return
        found = CONTROL.search(value.text) or re.search("\r", value.text)
        if found:
            message = f"the text holds {describe_control(found.group())}, written with a backslash"
            hint = "delete it; to print a backslash use single quotes"
            self._error("control-character", message, value.span, hint)

    def _check_plain(self, value: Scalar, end: int) -> None:
        if not value.text.isascii() and _CURLY_WHOLE.match(value.text):
            message = "the “curly” quotation marks round this text are part of it"
            hint = 'type straight ones, "...", or leave them out'
            self._warn("curly-quotes", message, value.span, hint)
        if value.text and not self._source.text.startswith(" #", end):
            return
        pattern = _LOST_AFTER_TEXT if value.text else _LOST_WHOLE
        lost = pattern.match(self._source.text, end)
        if lost:
            message = "the text after '#' is taken as a comment and does not print"
            hint = "put quotes round it; for a comment write '# ' with a space"
            self._warn("hash-comment", message, self._source.span(lost.end() - 2), hint)

    def _after_properties(self, start: Start) -> int:
        """Where the node itself begins, after its `&name`."""
        if start.anchor is None:
            return start.index
        before = _PROPERTIES.match(self._source.text, start.index)
        return before.end() if before else start.index

    def _add(self, node: Node, height: int, anchor: str | None, size: int) -> None:
        """Hand a finished node to what is open around it."""
        if anchor is not None:
            self._anchors[anchor] = _Known(node, size, height)
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        if frame.height <= height:
            frame.height = height + 1
        if not frame.is_mapping:
            frame.items.append(node)
        elif not frame.waiting:
            frame.key, frame.waiting = self._checked_key(frame, node), True
        else:
            if frame.key is not None:
                frame.entries[frame.key.text] = (frame.key, node)
            frame.waiting = False

    def _checked_key(self, frame: _Frame, key: Node) -> Scalar | None:
        """`key` where it can be one; None once it is reported why not."""
        if not isinstance(key, Scalar):
            hint = "put quotes round the text if the brackets belong to it"
            message = "a list or group stands where a key belongs"
            self._error("yaml-key", message, key.span, hint)
        elif key.text == "" or len(key.text) > MAX_KEY:
            message = f"a key has 1 to {MAX_KEY} characters; here it has {len(key.text)}"
            self._error("yaml-key", message, key.span)
        elif key.plain and key.text == "<<":
            hint = "write the keys out"
            self._error("yaml-merge", "'<<' is not allowed", key.span, hint)
        elif key.text in frame.entries:
            first = frame.entries[key.text][0].span.line
            message = f"'{key.text}' stands twice, on lines {first} and {key.span.line}"
            self._error("duplicate-key", message, key.span, "keep one of them")
        else:
            return key
        return None
