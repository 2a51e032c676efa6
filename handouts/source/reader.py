"""YAML text to Nodes: the only place that knows the YAML library.

Its parser only cuts the text into events; what they mean, which of them are
allowed and how much is too much is decided here (in `build`), so that no word
turns into a number, a date or a Python object on the way.
"""

from typing import Any, Protocol

import yaml

from handouts.diagnostics import Report, Span
from handouts.source.build import Builder, Refused, Start
from handouts.source.files import read_bytes
from handouts.source.lines import Problem
from handouts.source.node import Mapping
from handouts.source.syntax import explain
from handouts.source.text import SourceText, decode

__all__ = ["parse", "read_bytes"]

EXAMPLE = "name: Knee-to-chest stretch"

# The C parser where the system has it, else the same in Python: slower, equally strict.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_START = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_END = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
# What libyaml from 0.2.6 on says of text that is nested deeper than its own limit of 1,000.
_NESTING = "nesting depth"


class _Mark(Protocol):
    """A place as either parser gives it; lines are counted here, as editors count them."""

    @property
    def index(self) -> int: ...


def parse(data: bytes, file: str, report: Report, example: str = EXAMPLE) -> Mapping | None:
    """The tree of one content file; every problem goes to `report`, none is raised.

    None where there is no tree at all. A tree may come with errors (a key that
    stands twice, a type), so that the rest of the file can be checked in the same
    run. `example` is a line such a file could hold, for the hint where it holds none.
    """
    source = decode(data, file, report)
    if source is None:
        return None
    return _build_tree(_LOADER, source, report, example)


def _build_tree(
    parser: type[yaml.SafeLoader], source: SourceText, report: Report, example: str
) -> Mapping | None:
    builder = Builder(source, report)
    try:
        _read(parser(source.text), builder)
        return builder.finish(example)
    except Refused:
        pass  # the builder said why
    except yaml.MarkedYAMLError as problem:
        if parser is not yaml.SafeLoader and _NESTING in (problem.problem or ""):
            # libyaml gave up before the builder saw a bracket; the Python parser has no limit.
            return _build_tree(yaml.SafeLoader, source, report, example)
        _report_syntax(problem, source, builder.open_bracket(), report)
    except (yaml.YAMLError, ValueError, RecursionError, UnicodeError):
        report.error("yaml", "the file cannot be read as YAML", Span(source.file))
    return None


def _read(loader: Any, builder: Builder) -> None:
    """Feed every event to the builder; plain values, which most are, by the shortest way."""
    try:
        kind: type[yaml.Event] | None = None
        while kind is not yaml.StreamEndEvent:
            event = loader.get_event()
            kind, begin = type(event), event.start_mark.index
            builder.count_event(begin)
            if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:
                builder.value(begin, event.end_mark.index, event.value, event.style)
            else:
                _feed(builder, event, begin)
    finally:
        loader.dispose()


def _feed(builder: Builder, event: yaml.Event, begin: int) -> None:
    if isinstance(event, yaml.ScalarEvent):
        start = Start(begin, event.anchor, event.tag)
        builder.scalar(start, _index(event.end_mark), event.value, event.style)
    elif isinstance(event, _START):
        start = Start(begin, event.anchor, event.tag)
        builder.open(start, isinstance(event, yaml.MappingStartEvent))
    elif isinstance(event, _END):
        builder.close()
    elif isinstance(event, yaml.AliasEvent):
        builder.alias(event.anchor or "", begin)
    elif isinstance(event, yaml.DocumentStartEvent):
        builder.document(begin)


def _report_syntax(
    problem: yaml.MarkedYAMLError, source: SourceText, bracket: int | None, report: Report
) -> None:
    index = _index(problem.problem_mark)
    finding = explain(
        Problem(
            source=source,
            what=(problem.problem or "").lower(),
            context=(problem.context or "").lower(),
            at=index,
            start=_index(problem.context_mark or problem.problem_mark),
            bracket=bracket,
        )
    )
    report.error("yaml", finding.message, source.span(finding.index), finding.hint)


def _index(mark: _Mark | None) -> int:
    return mark.index if mark else 0
