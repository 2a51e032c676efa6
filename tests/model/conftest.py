"""One way for these tests to turn YAML text into a form."""

import pytest

from handouts.diagnostics import Report
from handouts.model.decode import decode
from handouts.model.forms import FORMS
from handouts.source.reader import parse

FILE = "/w/file.yaml"


@pytest.fixture
def form():
    """(kind or form, text) to (value, diagnostics)."""

    def read(kind, text):
        report = Report()
        node = parse(text.encode(), FILE, report)
        value = decode(node, FORMS.get(kind, kind), report) if node is not None else None
        return value, report.diagnostics

    return read
