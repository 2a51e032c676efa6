"""Figures in words: phrases with closed lists, descriptions that say what the picture shows."""

import pytest
from figure_samples import CONTENT, POSES, spec
from msgspec import structs

from handouts.diagnostics import Report
from handouts.document.drawn import ALT_MOST, describe
from handouts.document.words import Words
from handouts.figures.draw import portray
from handouts.library.drawn import check_figures
from handouts.model.decode import decode, decode_value
from handouts.model.forms import FORMS, TABLES
from handouts.model.phrases import Unknown, grip, thing
from handouts.source.reader import parse


def labels(name):
    report = Report()
    path = CONTENT / "labels" / f"{name}.yaml"
    return decode_value(
        parse(path.read_bytes(), name, report), FORMS["labels"], TABLES["labels"], report
    )


ENGLISH = Words("en-GB", labels("en-GB"), {})
POLISH = Words("pl", labels("pl"), {})


def said(text, mirror=False, wrong=False, words=ENGLISH):
    found = spec(text)
    return describe(portray(found, mirror=mirror), found, words, mirror, wrong)


def test_a_description_says_what_is_to_be_seen():
    assert said("{pose: knee-to-chest, glow: [right glutes, low back]}") == (
        "Drawing of a person lying on the back on a mat: right knee drawn up to the chest, "
        "left leg straight, both hands holding the right shin. "
        "Shaded where it is felt: right buttock and lower back."
    )


def test_a_mirrored_picture_says_the_other_side():
    text = said(
        "{pose: knee-to-chest, glow: [right glutes], arrows: [{of: right knee, way: up}]}",
        mirror=True,
    )
    assert "left knee drawn up" in text
    assert "right leg straight" in text
    assert "left shin" in text
    assert "left buttock" in text
    assert text.endswith("An arrow shows the way of the left knee.")


def test_words_follow_the_pose_not_its_name():
    """A pose that is changed says what it shows now."""
    assert "drawn up" not in said(
        "{pose: knee-to-chest, right_leg: {hip: 0, knee: 0}, hands: free}"
    )
    assert "trunk bent to the left" in said("{pose: side-bend}")
    assert "kneeling on one knee" in said("{pose: hip-flexor-lunge}")
    assert "chin drawn back" in said("{pose: chin-tuck}")


@pytest.mark.parametrize(
    ("pose", "words"),
    [
        ("cross-body-arm", "right arm across the chest"),
        ("sit-to-stand", "rising from a chair"),
        ("heel-raise", "both heels raised"),
        ("shoulder-shrug", "shoulders drawn up"),
        ("knees-rolled", "hips rolled to the left"),
        ("seated-forward-bend", "both hands on the shins"),
    ],
)
def test_a_description_names_what_one_sees(pose, words):
    assert words in said(f"{{pose: {pose}}}")


@pytest.mark.parametrize(
    ("pose", "words"),
    [
        ("standing-at-wall", "chin poking forward"),  # the head lies at the wall
        ("bridge", "back rounded"),
        ("pendulum", "reaching forward"),  # the arm hangs
        ("spinal-twist", "trunk turned"),  # the shoulders stay down
    ],
)
def test_a_description_says_nothing_one_does_not_see(pose, words):
    assert words not in said(f"{{pose: {pose}}}")


def test_only_a_place_that_is_seen_is_said_to_be_shaded():
    both = "glow: [chest, low back]"
    assert said(f"{{pose: standing, view: front, {both}}}").endswith("felt: chest.")
    assert said(f"{{pose: standing, view: back, {both}}}").endswith("felt: lower back.")
    assert "Shaded" not in said("{pose: standing, view: front, glow: [low back]}")


def test_a_turned_picture_says_to_which_side_the_hips_are_rolled():
    assert "hips rolled to the right" in said("{pose: knees-rolled}", mirror=True)


def test_a_mistake_says_so_first():
    assert said("{pose: cat}", wrong=True).startswith("Marked as wrong: Drawing of a person")


def test_polish_has_every_word():
    text = said("{pose: knee-to-chest, glow: [right glutes]}", words=POLISH)
    assert "figure" not in text
    assert text.startswith("Rysunek osoby leżącej na plecach na macie")


@pytest.mark.parametrize("name", POSES)
def test_every_pose_has_a_description_that_is_not_too_long(name):
    text = said(f"{{pose: {name}, glow: [right glutes, low back, chest, right calf]}}")
    assert text.startswith("Drawing of a person ")
    assert len(text) <= ALT_MOST
    assert "  " not in text
    assert ", ," not in text


def test_phrases_know_their_words():
    assert (grip("hold right shin").part, grip("hold right shin").side) == ("shin", "R")
    assert grip("free") is None
    assert grip("on floor").part == "floor"
    assert (thing("towel round left foot").how, thing("towel round left foot").side) == (
        "round",
        "L",
    )
    with pytest.raises(Unknown) as problem:
        grip("hold right shim")
    assert problem.value.word == "shim"


class _Library:
    def __init__(self):
        self.poses, self.muscles = POSES, {}


def checked(text):
    report = Report()
    whole = f"name: X\nmethods: [{{name: A, steps: [Do it.]}}]\n{text}"
    stretch = decode(parse(whole.encode(), "x.yaml", report), FORMS["stretch"], report, id="x")
    if stretch is not None:
        check_figures(stretch, _Library(), report)
    return [(d.code, d.span.line, d.hint) for d in report.diagnostics]


@pytest.mark.parametrize(
    ("figure", "code", "hint"),
    [
        ("{pose: knee-to-chst}", "unknown-pose", "did you mean 'knee-to-chest'?"),
        ("{pose: lying, hands: hold right shim}", "figure", "did you mean 'shin'?"),
        ("{pose: lying, glow: [right glutess]}", "figure", "did you mean 'glutes'?"),
        ("{pose: lying, props: [matt]}", "figure", "did you mean 'mat'?"),
        ("{pose: lying, right_leg: {hipp: 3}}", "unknown-key", "did you mean 'hip'?"),
        ("{pose: lying, view: sideways}", "choice", "did you mean 'side'?"),
        ("{pose: lying, right_leg: {hip: 900}}", "value", "for instance 45"),
        ("{extends: b}", "unknown-pose", "see 'handouts list poses'"),
    ],
)
def test_a_slip_is_an_error_with_its_line_and_the_nearest_word(figure, code, hint):
    assert checked(f"figures:\n  a: {figure}\n") == [(code, 4, hint)]


def test_figures_built_on_one_another_in_a_circle_are_found():
    found = checked("figures:\n  a: {extends: b}\n  b: {extends: a}\n")
    assert {code for code, _, _ in found} == {"figure"}


def test_none_takes_away_what_the_extended_figure_has():
    whole = "a: {pose: lying, glow: [calf], props: [mat], arrows: [{of: chest, way: up}]}\n"
    from figure_samples import forms

    from handouts.figures.spec import resolved

    own = forms(whole + "b: {extends: a, glow: none, arrows: none}\n")
    found = resolved(own["b"], own, POSES)
    assert (found.glow, found.arrows, found.props) == ((), (), ("mat",))
    assert structs.replace(found, glow=("calf",)) != found


def test_a_figure_named_as_the_pose_it_changes_is_no_circle():
    from figure_samples import forms

    from handouts.figures.spec import resolved

    own = forms("cat: {pose: cat, glow: [calf]}\n")
    found = resolved(own["cat"], own, POSES)
    assert (found.stance, found.glow) == ("all-fours", ("calf",))
