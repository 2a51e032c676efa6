"""What is wrong with the YAML, in the words of the person who typed it.

The parser's messages name its own state ("did not find expected key"); here the
line itself is looked at, for the mistakes that people make in such files.
Nothing of the text is repeated: it may be about a client.
"""

import re
from collections.abc import Callable

from handouts.source.lines import Finding, Line, Problem, line_above, line_at, quoted
from handouts.source.text import comments_in

_SPECIAL = "@`%*&!?|>,]}"
_QUOTES = "\"'"
_CURLY = "“”„‘’«»"
_NO_SPACE = re.compile(r"\s*(?:- +)?([\w-]{1,60}):[^\s/]")
_NO_DASH_SPACE = re.compile(r"\s*-[^\s-]")
_COMMENT = re.compile(r"\S[ \t]+#")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-zA-Z])")
_CLOSING = re.compile(r"[\]}]")
_KEY = re.compile(r"\s*(?:- +)?[\w-]{1,60}:(?:\s|$)")


def explain(problem: Problem) -> Finding:
    """The first explanation that fits, most telling ones first."""
    for rule in _RULES:
        finding = rule(problem)
        if finding:
            return finding
    return Finding(
        "this place cannot be understood",
        "check quotation marks, colons and indentation here and on the line above",
        problem.at,
    )


def _tab(problem: Problem) -> Finding | None:
    line = line_at(problem, problem.at)
    blank = line.text[: line.indent]
    if "\t" not in blank or problem.at > line.begin + line.indent:
        if problem.source.text[problem.at : problem.at + 1] != "\t":
            return None
        return Finding("a tab stands here", "write a space in its place", problem.at)
    hint = "replace each tab with two spaces; most editors can do so for the whole file"
    message = "the line is indented with a tab; only spaces may indent"
    return Finding(message, hint, line.begin + blank.index("\t"))


def _open_quote(problem: Problem) -> Finding | None:
    if "quoted scalar" not in problem.context or "found unexpected" not in problem.what:
        return None
    mark = problem.source.text[problem.start : problem.start + 1]
    message = f"the quotation mark {mark} that opens here is never closed"
    return Finding(message, f"put {mark} at the end of the text", problem.start)


def _escape(problem: Problem) -> Finding | None:
    if "escape" not in problem.what:
        return None
    hint = r"use single quotes round the text, or write \\ for one backslash"
    message = "a backslash in double quotes must be followed by a known letter, such as n"
    return Finding(message, hint, problem.at)


def _cut_by_comment(problem: Problem) -> Finding | None:
    line, above = line_at(problem, problem.at), line_above(problem, problem.at)
    goes_on = line.indent > above.indent and not _KEY.match(line.text)
    cut = _COMMENT.search(above.text)
    if not (goes_on and cut and above.value[:1] not in tuple(_QUOTES)):
        return None
    message = "the text after '#' is taken as a comment, so the text cannot go on below"
    return Finding(message, quoted(above), above.begin + cut.end() - 1)


def _after_quote(problem: Problem) -> Finding | None:
    line = line_at(problem, problem.at)
    mark = line.value[:1]
    if mark not in tuple(_QUOTES) or problem.at <= line.value_at or not _ends_block(problem):
        return None
    other, inside = ("single", '\\"') if mark == '"' else ("double", "''")
    hint = (
        f"write {other} quotes round the whole text, or {inside} for a quotation mark inside; "
        "or is one missing on a line above?"
    )
    return Finding(f"there is more text after the closing {mark}", hint, problem.at)


def _special_start(problem: Problem) -> Finding | None:
    line, text = line_at(problem, problem.at), problem.source.text
    places = [problem.start, problem.at]
    if line.value and line.value_at <= problem.at:
        places.append(line.value_at)
    for index in places:
        mark = text[index : index + 1]
        if mark and mark in _SPECIAL and "flow" not in problem.context:
            message = f"text cannot start with {mark} here: it means something else in YAML"
            return Finding(message, quoted(line), index)
    return None


def _block_mark(problem: Problem) -> Finding | None:
    if "block scalar" not in problem.context:
        return None
    line = line_at(problem, problem.start)
    mark = problem.source.text[problem.start : problem.start + 1]
    message = f"{mark} at the start announces text on the lines below, indented"
    return Finding(message, f"{quoted(line)}, or start it on the next line", problem.start)


def _after_bracket(problem: Problem) -> Finding | None:
    line = line_at(problem, problem.at)
    mark = line.value[:1]
    if mark not in ("[", "{") or problem.at <= line.value_at or not _ends_block(problem):
        return None
    kind, close = ("a list", "]") if mark == "[" else ("a group", "}")
    message = f"text that starts with {mark} is taken as {kind}, but goes on after the {close}"
    return Finding(message, quoted(line), line.value_at)


def _open_bracket(problem: Problem) -> Finding | None:
    if "flow" not in problem.context:
        return None
    mark = problem.source.text[problem.start : problem.start + 1]
    if mark not in ("[", "{"):
        hint = "an entry is missing, or a text needs quotes round it"
        return Finding(f"{mark} cannot stand here", hint, problem.at)
    close = "]" if mark == "[" else "}"
    same_line = problem.source.span(problem.start).line == problem.source.span(problem.at).line
    if same_line and problem.source.text[problem.at : problem.at + 1] == ":":
        message = f"a text inside {mark} {close} holds a colon"
        return Finding(message, "put quotes round that text", problem.at)
    if same_line and problem.at < len(problem.source.text):
        hint = "put a comma between two entries, and quotes round a text with a comma or bracket"
        return Finding(f"an entry inside {mark} {close} is not finished", hint, problem.at)
    message = f"the {mark} that opens here is not closed, or a comma is missing after it"
    hint = f"end it with {close} and put a comma between two entries"
    return Finding(message, hint, problem.start)


def _swallowed(problem: Problem) -> Finding | None:
    """A # inside brackets that hides a colour, or the bracket's own end."""
    if problem.bracket is None:
        return None
    for comment in comments_in(problem.source.text, problem.bracket, problem.at):
        colour = _COLOUR.match(comment[0])
        if not colour and not _CLOSING.search(comment[0]):
            continue
        message = "a # starts a comment here, so the rest of the line does not count"
        hint = "put quotes round the text that holds the #"
        if colour:
            hint = f"put quotes round the colour: '{colour[0]}'"
        return Finding(message, hint, comment.start())
    return None


def _list_after_key(problem: Problem) -> Finding | None:
    if "sequence entries are not allowed" not in problem.what:
        return None
    hint = "start the list on the next line; put quotes round the text if the - belongs to it"
    return Finding("a list cannot start on the line of its key", hint, problem.at)


def _colon(problem: Problem) -> Finding | None:
    if "found unexpected ':'" in problem.what:
        hint = "write 'key: value', leave the key out, or put quotes round the text"
        return Finding("inside brackets a space and a value follow a colon", hint, problem.at)
    if "mapping values are not allowed" not in problem.what:
        return None
    line = line_at(problem, problem.at)
    if problem.at < line.value_at or not line.value:
        return _no_place(problem, line)
    hint = quoted(line)
    if line.value[0] in _CURLY:
        hint += " with straight marks; “curly” ones do not count"
    return Finding("the text holds a colon, so it is taken as a key", hint, problem.at)


def _no_place(problem: Problem, line: Line) -> Finding:
    """A good key on a line where none can stand: the line above is the cause."""
    above = line_above(problem, problem.at)
    wrong = _bare_line(above)
    if wrong and line.indent <= above.indent:
        return wrong
    hint = "start it in the column of the keys it belongs with, or leave the value above empty"
    message = "the line is indented under one that already has a value"
    return Finding(message, hint, line.begin + line.indent)


def _no_colon(problem: Problem) -> Finding | None:
    if "could not find expected ':'" not in problem.what:
        return None
    line = line_at(problem, problem.start)
    return _bare_line(line) or Finding("this line cannot be understood", "", problem.start)


def _bare_line(line: Line) -> Finding | None:
    """What is wrong with a line that is neither `key: value` nor a list entry."""
    index = line.begin + line.indent
    missing = _NO_SPACE.match(line.text)
    if missing:
        message = f"a space is missing after '{missing.group(1)}:'"
        return Finding(message, f"write '{missing.group(1)}: ' and then the value", index)
    if _NO_DASH_SPACE.match(line.text):
        return Finding("a space is missing after the -", "write '- ' and then the text", index)
    if not line.text or line.text.startswith("...") or _KEY.match(line.text):
        return None
    message = "this line is neither 'key: value' nor a list entry"
    hint = "text that goes on from the line above is indented more than its key"
    return Finding(message, hint, index)


def _document(problem: Problem) -> Finding | None:
    if "document start" not in problem.what and "directive" not in problem.context:
        return None
    cause = _bare_line(line_above(problem, problem.at))
    if cause:
        return cause
    message = "this stands outside the content: no line may start with '%', nor follow a '...'"
    hint = "put quotes round it if it is text; is a space missing after a key's colon?"
    return Finding(message, hint, problem.at)


def _indentation(problem: Problem) -> Finding | None:
    if not _ends_block(problem):
        return None
    line = line_at(problem, problem.at)
    if line.text.lstrip().startswith(": "):
        return Finding("there is no key before the colon", "write 'key: value'", problem.at)
    hint = "keys that belong together start in the same column; so do the entries of a list"
    message = "the indentation does not match the lines above"
    return Finding(message, hint, problem.at)


def _ends_block(problem: Problem) -> bool:
    words = ("expected key", "block end", "'-' indicator")
    return any(word in problem.what for word in words)


_RULES: tuple[Callable[[Problem], Finding | None], ...] = (
    _tab,
    _open_quote,
    _escape,
    _swallowed,
    _block_mark,
    _cut_by_comment,
    _after_quote,
    _after_bracket,
    _list_after_key,
    _open_bracket,
    _special_start,
    _colon,
    _no_colon,
    _document,
    _indentation,
)
