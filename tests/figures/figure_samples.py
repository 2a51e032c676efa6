"""The named poses as the library has them, and figures written in a test."""

from pathlib import Path

from handouts.diagnostics import Report
from handouts.figures.spec import Spec, resolved
from handouts.model.decode import decode_value
from handouts.model.forms import FORMS, TABLES
from handouts.source.reader import parse

CONTENT = Path(__file__).resolve().parents[2] / "content"


def forms(text, kind="poses"):
    """Figures by name, as typed in YAML."""
    report = Report()
    node = parse(text.encode(), "poses.yaml", report)
    found = decode_value(node, FORMS[kind], TABLES[kind], report)
    assert report.diagnostics == ()
    return found


POSES = forms((CONTENT / "poses.yaml").read_text(encoding="utf-8"))


def spec(text):
    """The spec of one figure, as `{pose: lying, ...}`."""
    form = forms(f"one: {text}\n")["one"]
    return resolved(form, {}, POSES)


def every_pose() -> dict[str, Spec]:
    """All named poses, resolved."""
    return {name: resolved(form, {}, POSES) for name, form in POSES.items()}
