"""What a layout or a programme cannot make a page lose."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from handouts.build import find_target, open_press
from handouts.context import make_context
from handouts.diagnostics import ContentError
from handouts.document.dose import cascade
from handouts.jobs import Choices
from handouts.model.stretch import Dose
from handouts.model.text import Amount

LONG = "and breathe slowly in and out while you hold the stretch without any strain at all. " * 4
STRETCH = f"""
name: Wall reach
dose: {{hold: 30 s, sides: left, times_per_day: 3, days_per_week: 3, rest: 20 s, note: Never into pain.}}
methods:
  - name: One
    dose: {{reps: 2}}
    feel: shoulder
    steps: ["**Reach** up.\\n\\nSecond part of the step.", "**Hold** {LONG}"]
  - name: Two
    dose: {{times_per_day: 1, days_per_week: 2, reps: 5}}
    feel: hip
    steps: ["**Bend** down."]
stop: [pain is sharp]
see_first: [{{text: a new shoulder}}]
mistakes: [{{avoid: Rushing, instead: Going slowly}}]
"""


@pytest.fixture
def words(tmp_path):
    """Makes a handout of the stretch and gives its words; `files` are added to the workspace."""

    def make(layout="card", target="reach", **files):
        every = {"content/stretches/reach.yaml": STRETCH, **files}
        for place, text in every.items():
            path = tmp_path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        press = open_press(
            make_context({"HANDOUTS_CACHE": str(tmp_path / "c")}, tmp_path, tmp_path, "2026-11-22")
        )
        made = press.make(press.job(find_target(press, target), Choices(layout=layout)))
        text = " ".join(p.extract_text() for p in PdfReader(BytesIO(made.pdf)).pages)
        return " ".join(text.split()), made

    return make


def layout(blocks, **more):
    head = "".join(f"{key}: {value}\n" for key, value in {"fit": "one-page", **more}.items())
    return {"layouts/own.yaml": f"for: stretch\n{head}blocks: {blocks}\n"}


def test_a_row_cannot_take_the_stop_box_away(words):
    blocks = "[title, steps, {row: {blocks: [stop, feel], drop: 1}}, {text: " + "word " * 380 + "}]"
    try:
        text, _ = words("own", **layout(blocks))
    except ContentError as problem:
        assert {d.code for d in problem.diagnostics} == {"too-full"}
    else:
        assert "pain is sharp" in text
    assert (
        "pain is sharp"
        in words("own", **layout("[title, {row: {blocks: [stop, feel], drop: 1}}]"))[0]
    )


def test_a_layout_without_a_stop_box_gets_one(words):
    text, _ = words("own", **layout("[title, steps]"))
    assert "pain is sharp" in text and "a new shoulder" in text


def test_a_row_shows_every_node_of_its_blocks(words):
    text, _ = words("own", **layout("[title, {row: {blocks: [methods, mistakes]}}]", fit="flow"))
    assert "Method 1: One" in text and "Method 2: Two" in text and "Rushing" in text


def test_each_method_says_how_often_where_they_differ(words):
    text, _ = words("sheet")
    assert "How often" not in text
    assert "3 times a day" in text and "2 days a week" in text


def test_a_layouts_method_brings_its_own_dose_and_feel(words):
    text, _ = words("own", **layout("[title, dose, {steps: {method: Two}}, feel]"))
    assert "Bend down." in text and "5 times" in text and "hip" in text
    assert "Reach" not in text.replace("Wall reach", "") and "shoulder" not in text.split("Ask")[0]


def test_a_method_that_is_not_there_is_an_error(words):
    with pytest.raises(ContentError) as problem:
        words("own", **layout("[title, {steps: {method: Three}}]"))
    assert [d.code for d in problem.value.diagnostics if d.severity == "error"] == ["unknown-id"]


def test_a_card_says_the_whole_dose(words):
    text, _ = words("card")
    for said in ("left side only", "Rest 20 seconds", "3 days a week", "Never into pain."):
        assert said in text


def test_hold_duration_and_breaths_give_way_to_one_another():
    hold, moving = Amount(30, 30), Amount(120, 120)
    found = cascade(Dose(hold=hold), Dose(duration=moving))
    assert (found.hold, found.duration) == (None, moving)
    assert cascade(Dose(hold=hold), Dose(reps=moving)).hold == hold


def test_a_step_of_two_paragraphs_keeps_both(words):
    text, _ = words("sheet")
    assert "Reach up. Second part of the step." in text


def test_a_name_of_more_than_three_lines_is_refused(words):
    name = " ".join(["W" * 20] * 4)
    with pytest.raises(ContentError) as problem:
        words(
            "own",
            **layout("[title, steps]", page="{paper: a6}"),
            **{"content/stretches/reach.yaml": STRETCH.replace("Wall reach", name)},
        )
    assert "three lines" in problem.value.diagnostics[0].message


def test_a_card_may_have_columns(words):
    text, made = words("own", **layout("[title, steps, feel, mistakes, stop]", page="{columns: 2}"))
    assert made.pages == 1 and "Rushing" in text and "pain is sharp" in text


def test_a_phone_number_prints_as_typed(words):
    brand = "name: B\ncontact: {phone: 0800-123456}\n"
    text, _ = words("card", **{"content/brands/b.yaml": brand, "handouts.yaml": "brand: b\n"})
    assert text.count("0800-123456") >= 2


def test_one_side_of_a_stretch_for_both_is_told(words):
    plan = "client: {name: Jo Example, id: jo}\nitems: [{stretch: knee-to-chest, side: left}]\n"
    _, made = words("programme", "programme:p", **{"content/programmes/p.yaml": plan})
    assert [d.code for d in made.warnings] == ["side"]


def test_programme_conditions_that_differ_all_stand(words):
    other = STRETCH.replace("a new shoulder", "a new shoulder (after 12 weeks)").replace(
        "Wall", "Door"
    )
    plan = "client: {name: Jo Example, id: jo}\nitems: [{stretch: reach}, {stretch: door}]\n"
    text, _ = words(
        "programme",
        "programme:p",
        **{"content/programmes/p.yaml": plan, "content/stretches/door.yaml": other},
    )
    assert "a new shoulder (after 12 weeks)" in text
    assert text.count("a new shoulder") == 2
