"""Each form: which keys it takes, which it needs, and that no slip passes in silence."""

import pytest
from form_samples import DESIGN_KEYS, EXAMPLES, LEAST, REQUIRED

from handouts.model.decode import fields_of
from handouts.model.forms import FORMS
from handouts.model.programme import Programme
from handouts.model.stretch import Dose
from handouts.model.text import Amount, Text


def codes(diagnostics):
    return [d.code for d in diagnostics]


@pytest.mark.parametrize("kind", LEAST)
def test_the_least_file_is_enough(form, kind):
    value, diagnostics = form(kind, LEAST[kind])
    assert diagnostics == ()
    assert value.span.line == 1


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_designs_example_is_taken(form, kind):
    value, diagnostics = form(kind, EXAMPLES[kind])
    assert diagnostics == ()
    assert value is not None


@pytest.mark.parametrize("kind", DESIGN_KEYS)
def test_every_key_of_the_design_is_there_and_no_other_is_required(kind):
    fields = fields_of(FORMS[kind])
    assert set(DESIGN_KEYS[kind].split()) <= set(fields)
    assert {key for key, field in fields.items() if field.required} == REQUIRED[kind]
    assert all(field.rule.doc for field in fields.values())


@pytest.mark.parametrize(
    ("kind", "key"), [(k, key) for k, keys in REQUIRED.items() for key in sorted(keys)]
)
def test_a_required_key_missing_or_empty_is_an_error(form, kind, key):
    lines = [line for line in LEAST[kind].splitlines() if not line.startswith(f"{key}:")]
    lines.append(
        next(f"{name}: none" for name, f in fields_of(FORMS[kind]).items() if not f.required)
    )
    value, (only,) = form(kind, "\n".join(lines))
    assert (value, only.code, only.message) == (None, "missing-key", f"'{key}' is missing")
    value, (only,) = form(kind, "\n".join([*lines, f"{key}:"]))
    assert (value, only.code, only.span.line) == (None, "empty", len(lines) + 1)


@pytest.mark.parametrize("kind", LEAST)
def test_an_unknown_key_is_an_error_with_the_nearest_name(form, kind):
    known = max(fields_of(FORMS[kind]), key=len)
    value, (only,) = form(kind, f"{LEAST[kind]}{known}z: x\n")
    assert (only.code, only.span.line, only.span.column) == (
        "unknown-key",
        LEAST[kind].count("\n") + 1,
        1,
    )
    assert f"'{known}'" in only.hint
    assert value is not None  # so that the rest of the file is checked against others


def test_all_problems_of_a_file_are_told_in_one_run(form):
    text = (
        "nmae: x\nmethods: {}\nposition: lyin\ndose: {hold: 30, reps: 010}\nvideo: http://x.org\n"
    )
    _, diagnostics = form("stretch", text)
    assert [(d.span.line, d.code) for d in diagnostics] == [
        (1, "missing-key"),
        (1, "unknown-key"),
        (2, "type"),
        (3, "choice"),
        (4, "value"),
        (4, "value"),
        (5, "value"),
    ]


@pytest.mark.parametrize("typed", ["Null", "~", "null"])
def test_row_6_a_word_for_nothing_is_no_name(form, typed):
    _, (only,) = form("brand", f"name: {typed}\n")
    assert (only.code, "quotes" in only.hint) == ("empty", True)
    value, diagnostics = form("brand", f'name: "{typed}"\n')
    assert (value.name, diagnostics) == (typed, ())


@pytest.mark.parametrize(
    "typed", ["No", "NO", "010", "1:30", "2024-13-45", "1.10", "yes", "<b>x", "a & b < 3"]
)
def test_rows_1_to_5_and_16_a_text_is_what_was_typed(form, typed):
    value, diagnostics = form(
        "brand", f"name: {typed}\ntagline: {typed}\ncontact: {{phone: {typed}}}\n"
    )
    assert (value.name, value.tagline, value.contact.phone, diagnostics) == (
        typed,
        typed,
        typed,
        (),
    )


def test_row_5_a_phone_number_keeps_its_plus(form):
    value, _ = form("brand", "name: x\ncontact: {phone: +447700900123}\n")
    assert value.contact.phone == "+447700900123"


def test_row_1_the_key_on_is_a_key(form):
    value, diagnostics = form("stretch", LEAST["stretch"] + "review: {on: 2026-11-01}\n")
    assert (value.review.on.isoformat(), diagnostics) == ("2026-11-01", ())


def test_rows_2_and_3_a_dose(form):
    value, diagnostics = form(Dose, "hold: 1:30\nreps: 2-4\n")
    assert (value.hold, value.reps, diagnostics) == (Amount(90, 90), Amount(2, 4), ())
    _, (only,) = form(Dose, "reps: 010\n")
    assert "leading zero" in only.message


@pytest.mark.parametrize(
    "typed", ["2024-13-45", "2026-02-30", "20261101", "1 November 2026", "2026-11-1", "2026-W01-1"]
)
def test_row_4_a_day_is_strict_and_names_its_line(form, typed):
    _, (only,) = form("stretch", f"{LEAST['stretch']}review: {{next: {typed}}}\n")
    assert (only.code, only.span.line, "2026-11-22" in only.message) == ("value", 3, True)


def test_row_15_a_list_where_keys_belong(form):
    _, (only,) = form("stretch", LEAST["stretch"] + "dose: [30 s]\n")
    assert (only.code, only.span.line) == ("type", 3)
    assert "- " in only.hint


@pytest.mark.parametrize("key", ["benefits", "regions", "related", "equipment", "sources"])
def test_a_single_value_where_a_list_belongs_is_an_error_with_a_hint(form, key):
    _, (only,) = form("stretch", f"{LEAST['stretch']}{key}: chest\n")
    assert (only.code, only.message, only.span.line) == ("type", "a list belongs here", 3)
    assert "[ ]" in only.hint


def test_a_list_where_one_value_belongs(form):
    _, (only,) = form("stretch", LEAST["stretch"] + "position: [lying]\n")
    assert (only.code, "not a list" in only.message, bool(only.hint)) == ("type", True, True)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("stretch", "name: x\nmethods: []\n"),
        ("stretch", "name: x\nmethods: [{name: y, steps: []}]\n"),
        ("booklet", "title: x\nsections: []\n"),
        ("booklet", "title: x\nsections: [{title: y, stretches: []}]\n"),
        ("programme", "client: {name: x}\nitems: []\n"),
        ("layout", "for: stretch\nblocks: []\n"),
    ],
)
def test_a_required_list_needs_an_entry(form, kind, text):
    _, diagnostics = form(kind, text)
    assert "needs at least one entry" in diagnostics[0].message


def test_an_empty_entry_of_a_list_is_an_error(form):
    _, (only,) = form("stretch", LEAST["stretch"] + "benefits:\n  - a\n  -\n")
    assert (only.code, only.span.line) == ("empty", 5)


def test_a_list_has_a_most(form):
    _, (only,) = form("stretch", LEAST["stretch"] + f"benefits: [{'a, ' * 31}]\n")
    assert (only.code, only.span.line) == ("too-many", 3)


def test_none_clears_what_may_be_left_out_and_not_what_may_not(form):
    value, diagnostics = form(
        "brand", "name: x\ntagline: none\ncolours: none\ncontact: {phone: none}\n"
    )
    assert diagnostics == ()
    assert (value.tagline, value.colours.primary, value.contact.phone) == (None, None, None)
    value, _ = form("brand", 'name: x\ntagline: "none"\n')
    assert value.tagline == "none"
    assert codes(form("brand", "name: none\n")[1]) == ["empty"]


def test_a_later_dose_can_clear_a_key(form):
    value, diagnostics = form(Dose, "hold: 30 s\nsides: none\ntimes_of_day: none\n")
    assert (value.cleared, diagnostics) == (("sides", "times_of_day"), ())


def test_a_choice_that_is_the_word_none_is_a_choice(form):
    value, diagnostics = form("layout", "for: stretch\nblocks: [{steps: {figures: none}}]\n")
    assert (value.blocks[0].options.figures, diagnostics) == ("none", ())


def test_shorthands(form):
    value, _ = form(
        "stretch",
        LEAST["stretch"] + "video: https://example.org/a\nrelated: [cat-cow]\nstop: [pain]\n",
    )
    assert value.video.url == "https://example.org/a"
    assert value.related[0].stretch == "cat-cow"
    assert value.stop[0].text == "pain"
    value, _ = form("layout", "for: stretch\nblocks: [title]\npage: {margins: 10 pt}\n")
    assert {value.page.margins.top, value.page.margins.left} == {10.0}
    value, _ = form("programme", "client: jane-1\nitems: [knee]\n")
    assert (value.client.id, value.items[0].stretch) == ("jane-1", "knee")


def test_a_value_keeps_its_place(form):
    value, _ = form("stretch", "name: Knee\nmethods:\n  - name: One\n    steps: [Lie, Sit]\n")
    assert isinstance(value.name, Text)
    assert (value.name.span.line, value.name.span.column) == (1, 7)
    assert (
        value.methods[0].steps[1].text.span.line,
        value.methods[0].steps[1].text.span.column,
    ) == (4, 18)


@pytest.mark.parametrize(
    "text",
    [
        "fonts: {body: Poppin}",
        "fonts: {heading: roboto}",
        "fonts: {body: XCharter}",
        "fonts: {body: Arial}",
    ],
)
def test_a_font_we_do_not_have_is_an_error(form, text):
    _, (only,) = form("brand", f"name: x\n{text}\n")
    assert (only.code, bool(only.hint)) == ("choice", True)


@pytest.mark.parametrize("side", ["each", "alternate", "lft"])
def test_a_programme_takes_sides_a_client_has(form, side):
    _, (only,) = form("programme", f"client: {{name: x}}\nitems: [{{stretch: a, side: {side}}}]\n")
    assert only.code == "choice"


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("titel", "unknown-block"),
        ("{mistakes: {mx: 4}}", "unknown-key"),
        ("{mistakes: {max: -1}}", "value"),
        ("{benefits: {columns: 0}}", "value"),
        ("{benefits: {columns: 9}}", "value"),
        ("{title: {}, dose: {}}", "block"),
        ("[title]", "block"),
        ("{contact: {qr: yes}}", "value"),
        ("text", "missing-key"),
    ],
)
def test_a_wrong_block_is_told_at_its_place(form, block, code):
    _, diagnostics = form("layout", f"for: stretch\nblocks:\n  - title\n  - {block}\n")
    assert [(d.code, d.span.line) for d in diagnostics] == [(code, 4)]


@pytest.mark.parametrize(
    ("key", "typed"),
    [("columns", "0"), ("columns", "-1"), ("columns", "99"), ("margins", "12"), ("paper", "A3")],
)
def test_row_27_a_page_has_bounds(form, key, typed):
    _, (only,) = form(
        "layout",
        f"for: stretch\nblocks: [title]\npage: {{{key}: {typed}}}\n".replace(
            "{columns: -", "{columns: -"
        ),
    )
    assert only.span.line == 3


def test_a_value_of_a_megabyte_is_not_repeated_in_its_message(form):
    for text in ("position: {}", "dose: {{hold: {}}}", "video: {}", "language: {}", "name: {}"):
        _, diagnostics = form("stretch", "code: x\n" + text.format("9" * 90_000) + "\n")
        assert all(len(d.message) < 300 for d in diagnostics)
    assert form(Programme, "client: {name: x}\n")[0] is None


STEP_AT = "name: Knee\nmethods:\n- name: One\n  steps:\n  - Lie down\n  - "


@pytest.mark.parametrize(
    ("kind", "text", "line", "column"),
    [
        ("stretch", f"{STEP_AT}Two ways: sitting or standing", 6, 5),
        ("stretch", f"{STEP_AT}Remember:", 6, 5),
        ("stretch", "name: K\nmethods: [{name: O, steps: [a]}]\nsummary:\n  A: b", 4, 3),
        ("stretch", "name: K\nmethods: [{name: O, steps: [a]}]\nstop:\n- Pain: sharp", 4, 3),
        ("stretch", "name: K\nmethods: [{name: O, steps: [a]}]\nsources:\n- Smith: A book", 4, 3),
        (
            "stretch",
            "name: K\nmethods: [{name: O, steps: [a]}]\nmuscles:\n  primary:\n  - A: b",
            5,
            5,
        ),
        ("layout", "for: stretch\nblocks:\n- text:\n    Drink: water", 4, 5),
    ],
)
def test_a_sentence_with_a_colon_is_one_error(form, kind, text, line, column):
    _, (only,) = form(kind, text)
    assert (only.code, only.span.line, only.span.column) == ("colon", line, column)
    assert "colon" in only.message
    assert "quotes round the whole" in only.hint


@pytest.mark.parametrize(
    "step", ["{txet: Sit up}", "{shrot: Sit}", "{Two ways: a, short: b}", "{foto: a.jpg}"]
)
def test_a_slip_in_a_key_is_still_told_as_one(form, step):
    _, found = form("stretch", f"name: Knee\nmethods: [{{name: One, steps: [{step}]}}]")
    assert "unknown-key" in codes(found)
    assert "colon" not in codes(found)


def test_a_word_that_stands_for_an_id_is_no_sentence(form):
    _, found = form("programme", "client: {name: J}\nitems: [{ways to go: x}]")
    assert set(codes(found)) == {"unknown-key", "missing-key"}


@pytest.mark.parametrize(("kind", "least"), [("theme", "name: W\n"), ("layout", LEAST["layout"])])
def test_the_name_of_a_paper_keeps_its_place(form, kind, least):
    value, diagnostics = form(kind, f"papers:\n  a5: {{gap: 2 pt}}\n  a9: {{}}\n{least}")
    assert diagnostics == ()
    assert [(str(name), name.span.line) for name in value.papers] == [("a5", 2), ("a9", 3)]
