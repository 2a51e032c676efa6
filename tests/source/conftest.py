"""One way for all tests here to read text, with the C parser and with the Python one."""

from collections.abc import Callable

import pytest
import yaml

from handouts.diagnostics import Diagnostic, Report
from handouts.source import reader
from handouts.source.node import Mapping

FILE = "/place/content/stretches/knee.yaml"
Read = Callable[..., tuple[Mapping | None, tuple[Diagnostic, ...]]]


@pytest.fixture(scope="module", params=["CSafeLoader", "SafeLoader"])
def read(request) -> Read:
    """Text or bytes to (tree, diagnostics)."""
    loader = getattr(yaml, request.param, None)
    if loader is None:
        pytest.skip("the C parser is not built here")

    def parse(content, **options):
        report = Report()
        data = content.encode() if isinstance(content, str) else content
        before, reader._LOADER = reader._LOADER, loader
        try:
            tree = reader.parse(data, FILE, report, **options)
        finally:
            reader._LOADER = before
        return tree, report.diagnostics

    return parse
