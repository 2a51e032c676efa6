"""The JSON Schema takes what the program takes, and marks what it refuses."""

import re
from pathlib import Path

import jsonschema
import pytest
from form_samples import CARD, EXAMPLES, LEAST, REQUIRED

from handouts.diagnostics import Report
from handouts.library.files import FOLDERS, SINGLE
from handouts.model.schema import FORMS, json_schema
from handouts.source.node import Mapping, Scalar, Sequence
from handouts.source.reader import parse

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    (kind, path)
    for kind, folder in FOLDERS.items()
    for path in sorted((ROOT / folder).glob("*.yaml"))
] + [(kind, ROOT / place) for kind, place in SINGLE.items() if (ROOT / place).exists()]
WORDS = {"true": True, "false": False, "": None, "~": None, "null": None}


def plain(node):
    """As an editor's YAML sees it: numbers, true and false, and nothing at all."""
    match node:
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}
        case Scalar(text=text, plain=True) if text in WORDS:
            return WORDS[text]
        case Scalar(text=text, plain=True) if re.fullmatch(r"-?(0|[1-9]\d*)", text):
            return int(text)
        case Scalar(text=text, plain=True) if re.fullmatch(r"-?\d+\.\d+", text):
            return float(text)
    return node.text


def problems(kind, text):
    report = Report()
    tree = parse(text.encode(), "/f.yaml", report)
    assert report.errors == ()
    checker = jsonschema.Draft202012Validator(json_schema(FORMS[kind]))
    return [error.message for error in checker.iter_errors(plain(tree))]


@pytest.mark.parametrize("kind", FORMS)
def test_it_is_a_schema(kind):
    schema = json_schema(FORMS[kind])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


def test_there_is_one_for_every_kind_of_file():
    assert set(FORMS) == {*FOLDERS, *SINGLE}


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda part: getattr(part, "name", part))
def test_it_takes_all_that_ships(kind, path):
    assert problems(kind, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_it_takes_the_designs_examples(kind):
    assert problems(kind, EXAMPLES[kind]) == []


@pytest.mark.parametrize("kind", LEAST)
def test_it_takes_the_least_and_refuses_an_unknown_key(kind):
    assert problems(kind, LEAST[kind]) == []
    assert problems(kind, LEAST[kind] + "nmae: x\n")


@pytest.mark.parametrize("kind", [kind for kind, keys in REQUIRED.items() if keys])
def test_what_is_required_may_come_from_the_file_extended(kind):
    assert len(problems(kind, "extends_not: x\n")) == 1 + len(REQUIRED[kind])
    assert problems(kind, "extends: other\n") == []


def test_a_layout_that_extends(kind="layout"):
    assert problems(kind, CARD) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("stretch", "dose: {hold: 30}"),
        ("stretch", "dose: {hold: 30 h}"),
        ("stretch", "dose: {reps: 0}"),
        ("stretch", "dose: {resp: 3}"),
        ("stretch", "benefits: one"),
        ("stretch", "regions: [knee]"),
        ("stretch", "video: http://x.org"),
        ("stretch", "review: {on: tomorrow}"),
        ("stretch", "related: [Knee Pull]"),
        ("stretch", "methods: []"),
        ("stretch", "methods: [{name: x}]"),
        ("stretch", "stop: [{text: x, shrot: y}]"),
        ("brand", "colours: {primary: red}"),
        ("brand", "fonts: {body: Arial}"),
        ("brand", "contact: {fone: 1}"),
        ("layout", "page: {margins: 12}"),
        ("layout", "page: {columns: 0}"),
        ("layout", "type: {body: 1e9}"),
        ("layout", "blocks: [titel]"),
        ("layout", "blocks: [text]"),
        ("layout", "blocks: [{mistakes: {mx: 4}}]"),
        ("layout", "blocks: [{row: {blocks: [titel]}}]"),
        ("programme", "items: [{stretch: a, side: each}]"),
        ("programme", "client: {email: 'a@x, b@y'}"),
    ],
)
def test_it_refuses_what_the_program_refuses(form, kind, text):
    assert problems(kind, f"extends: x\n{text}\n")
    known = {line.split(":")[0]: line for line in LEAST[kind].splitlines()} | {
        text.split(":")[0]: text
    }
    assert form(kind, "\n".join(known.values()) + "\n")[1]


@pytest.mark.parametrize(
    "text",
    [
        "tagline:",
        "tagline: none",
        "colours: none",
        "name: 2026",
        "name: No",
        "contact: {phone: 01632}",
    ],
)
def test_it_takes_nothing_yet_and_the_word_that_clears(text):
    assert problems("brand", f"extends: x\n{text}\n") == []


def test_an_editor_can_say_what_each_key_is_for():
    dose = json_schema(FORMS["stretch"])["$defs"]["Dose"]["properties"]["hold"]
    assert dose["description"] == "How long each hold lasts."
    assert dose["examples"] == ["15-30 s"]


def test_the_vocabularies():
    assert problems("labels", "stop: Stop\nweeks: {one: week, other: weeks}\n") == []
    assert problems("labels", "weeks: {one: week}\n")
    assert problems("muscles", "psoas: deep hip muscle\nvmo: {plain: x, region: thighs}\n") == []
    assert problems("muscles", "psoas: {plain: x, region: thigh}\n")
    assert problems("flags", "vertigo: vertigo\n") == []
    assert problems("flags", "vertigo: [vertigo]\n")
