"""What a file amounts to once everything under it is merged, and who set each value."""

from handouts.diagnostics import ContentError, Report, Span
from handouts.errors import UsageError
from handouts.library.files import FOLDERS, SINGLE, Files, Source
from handouts.library.loader import Loader
from handouts.source.dump import to_yaml


def resolved_yaml(files: Files, kind: str, name: str, theme: str | None = None) -> str:
    """The merged tree of an id as YAML, each value with the file and line that set it.

    For a layout, `theme` adds that family's differences.
    """
    if (kind, name) not in files.chains:
        raise UsageError(f"there is no {kind} '{name}'")
    report = Report()
    resolved = Loader(files).resolve(kind, name, report, theme or "")
    if resolved.node is None or not resolved.whole:
        raise ContentError(report.diagnostics)
    shown = {str(source.path): _shown(source) for source in files.all}

    def origin(span: Span) -> str:
        return f"{shown[span.file]}:{span.line}" if span.file in shown else ""

    return to_yaml(resolved.node, origin)


def _shown(source: Source) -> str:
    """A file's place in its library, which is short and the same on all machines."""
    place = SINGLE.get(source.kind) or f"{FOLDERS[source.kind]}/{source.path.name}"
    return place if source.layer else f"built-in: {place}"
