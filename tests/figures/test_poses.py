"""Named poses: anatomically where they should be, on the floor, within reach, drawn from any side."""

import math
import re

import pytest
from figure_samples import POSES, every_pose, spec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from handouts.figures.draw import VIEWS as CAMERAS
from handouts.figures.draw import draw, portray
from handouts.figures.people import CAST, Person
from handouts.figures.portrait import depends_on, packed, unpacked
from handouts.figures.regions import REGIONS
from handouts.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM
from handouts.figures.solve import solve
from handouts.figures.spec import busy_side, mirrored, one_sided
from handouts.figures.vectors import norm, sub
from handouts.model import phrases
from handouts.model.figure import VIEWS, Arm, Body, Head, Leg, Pelvis, Spine
from handouts.model.words import GLOWS

ALL = every_pose()
NUMBER = re.compile(r"-?\d+")
LIMBS = (("hip", "knee", THIGH), ("knee", "ankle", SHANK), ("shoulder", "elbow", UPPER_ARM),
         ("elbow", "wrist", FOREARM))  # fmt: skip


def numbers(path):
    return [int(n) for n in NUMBER.findall(path)]


def inside(drawn):
    """Every point of every path within the picture's own box."""
    for op in drawn.ops:
        xs = numbers(op.path)
        assert xs, op
        assert min(xs) >= 0
        assert max(xs[::2]) <= drawn.width
        assert max(xs[1::2]) <= drawn.height
        assert "nan" not in op.path


def test_there_are_enough_poses():
    assert len(POSES) >= 45


@pytest.mark.parametrize("name", ALL)
def test_a_pose_is_drawn_inside_its_box_and_can_be_held(name):
    portrait = portray(ALL[name])
    inside(portrait.drawn)
    assert portrait.warned == () or all(w.by < 0.02 for w in portrait.warned)
    assert portrait.drawn.ops


@pytest.mark.parametrize("name", ALL)
def test_bones_keep_their_length(name):
    body = solve(ALL[name])
    for upper, lower, length in LIMBS:
        for side in "LR":
            found = norm(sub(body.joint(upper, side)[0], body.joint(lower, side)[0]))
            assert found == pytest.approx(length, abs=1e-6)


def test_what_carries_the_weight_is_on_the_floor():
    for name in ("lying", "standing", "hands-and-knees", "kneeling", "bridge", "lunge"):
        body = solve(ALL[name])
        lowest = min(
            c[1] - math.sqrt(sum((r * f[1]) ** 2 for r, f in zip(radii, frame, strict=True)))
            for stations in body.parts.values()
            for _, (c, frame, radii) in stations
        )
        assert abs(lowest) < 0.012, name


def test_hands_that_hold_a_shin_are_at_the_shin():
    body = solve(ALL["knee-to-chest"])
    knee, ankle = body.joint("knee", "R")[0], body.joint("ankle", "R")[0]
    for side in "LR":
        wrist = body.joint("wrist", side)[0]
        assert norm(sub(wrist, knee)) < 0.16
        assert norm(sub(wrist, ankle)) < SHANK


def test_a_hand_out_of_reach_is_told_with_its_distance():
    warned = portray(spec("{pose: standing, right_hand: touch right foot}")).warned
    (found,) = [w for w in warned if w.what == "reach"]
    assert (found.part, found.side) == ("hand", "R")
    assert 0.3 < found.by < 0.6


def test_a_leg_through_the_floor_is_told():
    warned = portray(spec("{pose: lying, right_leg: {hip: -30}}")).warned
    assert {(w.what, w.side) for w in warned} >= {("floor", "R")}


@pytest.mark.parametrize("name", [n for n, s in ALL.items() if one_sided(s)][:12])
def test_a_mirrored_pose_is_the_same_picture_the_other_way_round(name):
    there = portray(ALL[name])
    back = portray(ALL[name], mirror=True)
    assert (there.drawn.width, there.drawn.height) == (back.drawn.width, back.drawn.height)
    for a, b in zip(there.drawn.ops, back.drawn.ops, strict=True):
        xs = [there.drawn.width - x for x in numbers(a.path)[::2]]
        assert xs == numbers(b.path)[::2]
    twice = mirrored(mirrored(ALL[name]))
    assert twice == ALL[name]


def test_the_side_that_moves_is_seen_from_its_side():
    right = spec("{pose: lying, right_leg: {hip: 90, knee: 90}}")
    left = spec("{pose: lying, left_leg: {hip: 90, knee: 90}}")
    assert (busy_side(right), busy_side(left)) == ("R", "L")
    assert busy_side(spec("{pose: lying, right_leg: {hip: 90, knee: 90}, flip: true}")) == "L"


def test_what_is_felt_on_the_far_side_of_the_body_does_not_shine_through():
    def glows(view, place):
        drawn = draw(spec(f"{{pose: standing, view: {view}, glow: [{place}]}}")).drawn
        return any(op.tone == "accent" for op in drawn.ops)

    assert glows("back", "low back")
    assert not glows("front", "low back")
    assert glows("front", "chest")
    assert not glows("back", "chest")


def test_every_word_for_a_place_leads_to_one():
    assert set(phrases.REGIONS) == set(REGIONS)
    for word in (*phrases.REGION_WORDS, *GLOWS):
        assert phrases.region_of(f"right {word}") is not None, word


def test_views_have_cameras():
    assert set(VIEWS) == set(CAMERAS)


def test_a_portrait_comes_back_from_the_cache_as_it_was():
    made = portray(ALL["cat"])
    assert unpacked(packed(made)) == made
    assert packed(portray(ALL["cat"])) == packed(made)


def test_colours_of_skin_and_hair_do_not_change_what_is_kept():
    one = depends_on(ALL["cat"], Person(), "clothed", False)
    assert one == depends_on(ALL["cat"], Person(skin_colour="#000000"), "clothed", False)
    assert one != depends_on(ALL["cat"], Person(hair="bun"), "clothed", False)
    assert one != depends_on(ALL["cat"], Person(), "print", False)


# ---------------------------------------------------------------- any pose, from anywhere


def degrees(least, most):
    return st.one_of(st.none(), st.integers(least, most))


def parts(form, **bounds):
    return st.builds(form, **{k: degrees(*v) for k, v in bounds.items()})


LEGS = st.builds(
    Leg, hip=degrees(-60, 160), knee=degrees(-10, 165), ankle=degrees(-80, 45),
    out=degrees(-60, 100), turn=degrees(-80, 100), step=degrees(-70, 70),
    foot=st.sampled_from([None, "floor", "toes", "heel", "flat", "free"]),
    kneel=st.sampled_from([None, True]),
)  # fmt: skip
ARMS = st.builds(
    Arm, forward=degrees(-90, 190), out=degrees(-60, 180), turn=degrees(-120, 120),
    elbow=degrees(0, 155), wrist=degrees(-90, 90), twist=degrees(-180, 180),
    reach=degrees(-60, 60), high=degrees(-60, 60),
)  # fmt: skip
HANDS = st.sampled_from(
    ["", "free", *phrases.HELD, *(f"hold left {p}" for p in phrases.PARTS),
     *(f"on right {p}" for p in phrases.PARTS)]
)  # fmt: skip
ANY = st.fixed_dictionaries({
    "name": st.sampled_from(sorted(ALL)),
    "right_leg": LEGS, "left_leg": LEGS, "right_arm": ARMS, "left_arm": ARMS,
    "right_hand": HANDS, "left_hand": HANDS,
    "spine": parts(Spine, lower=(-70, 70), upper=(-60, 70), side=(-70, 70), twist=(-90, 90)),
    "head": parts(Head, nod=(-70, 80), side=(-60, 60), turn=(-90, 90), slide=(-40, 60)),
    "pelvis": parts(Pelvis, tilt=(-40, 60), turn=(-100, 100), side=(-40, 40)),
    "body": parts(Body, lean=(-120, 120), side=(-90, 90), turn=(-180, 180)),
    "glow": st.lists(st.sampled_from([*phrases.REGIONS, "left glutes", "right calf"]), max_size=3).map(tuple),
    "props": st.lists(st.sampled_from([*phrases.THINGS, "towel round left foot", "pillow under knee"]), max_size=3).map(tuple),
    "crop": st.sampled_from(["none", "head", "chest", "trunk", "legs", "feet"]),
})  # fmt: skip


@given(ANY, st.integers(-180, 180), st.integers(-10, 89), st.sampled_from(CAST), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_pose_from_any_side_is_drawn_inside_its_box(found, turn, height, person, mirror):
    base = ALL[found.pop("name")]
    legs = {k: v for k, v in found.items() if v is not None}
    figure = structs.replace(base, **legs, start=base)
    CAMERAS["any"] = (turn, height)
    try:
        figure = structs.replace(figure, view="any")
        inside(draw(figure, person, "print", mirror).drawn)
    finally:
        del CAMERAS["any"]
