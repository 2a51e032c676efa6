"""Faults that a blind naming test found in drawn poses stay mended."""

import math

import pytest
from figure_samples import every_pose, spec

from handouts.figures.arrows import _round
from handouts.figures.draw import VIEWS
from handouts.figures.drawing import Pad
from handouts.figures.mannequin import build
from handouts.figures.order import ordered
from handouts.figures.people import Person
from handouts.figures.project import camera
from handouts.figures.props import Room, draw_behind
from handouts.figures.scene import arrange
from handouts.figures.shapes import GRID, both, box_of, cut, size
from handouts.figures.solve import solve

ALL = every_pose()


def parts_of(name, hair="short"):
    body, cam = solve(ALL[name]), camera(*VIEWS[ALL[name].view])
    return build(body, cam, Person(hair=hair))


class Strokes(Pad):
    """Keeps the lines it is given."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def stroke(self, lines, tone, width):
        """Keep them, and draw."""
        self.lines += lines
        super().stroke(lines, tone, width)


def room_of(name):
    body, cam = solve(ALL[name]), camera(*VIEWS[ALL[name].view])
    room = Room(Strokes(), body, cam, arrange(body, cam, Person()))
    draw_behind(room)
    return room


def head_of(name, hair):
    return parts_of(name, hair)["head", ""].shape


@pytest.mark.parametrize("name", ["cat", "cow", "forward-bend", "seated-reach", "childs-pose"])
def test_a_ponytail_does_not_defy_gravity(name):
    assert head_of(name, "ponytail") == head_of(name, "bun")


def test_a_ponytail_falls_from_an_upright_head():
    assert head_of("standing", "ponytail") != head_of("standing", "bun")


@pytest.mark.parametrize("name", ["wall-sit", "standing-at-wall"])
def test_head_back_and_bottom_touch_the_wall(name):
    parts = parts_of(name)
    backs = [box_of(parts[key].shape)[0] / GRID for key in (("head", ""), ("torso", ""))]
    assert abs(backs[0] - backs[1]) < 0.012  # 2 cm of a person


@pytest.mark.parametrize("name", ["pendulum", "sitting-at-table", "hamstring-on-step"])
def test_the_floor_reaches_under_everything_that_stands_on_it(name):
    room = room_of(name)
    *others, floor = room.pad.lines
    reached = [x for line in others for x, _ in line]
    assert len(floor) == 2
    assert floor[0][0] < min(reached) < max(reached) < floor[1][0]


def lowest(body, part, side):
    """How high the lowest point of a part is."""
    return min(
        c[1] - math.sqrt(sum((r * f[1]) ** 2 for r, f in zip(radii, frame, strict=True)))
        for _, (c, frame, radii) in body.parts[part, side]
    )


def uncovered(name, key):
    """The share of a part over which nothing else is drawn."""
    parts = parts_of(name)
    order = ordered(parts)
    seen = parts[key].shape
    for later in order[order.index(key) + 1 :]:
        seen = cut(seen, parts[later].shape)
    return size(seen) / size(parts[key].shape)


@pytest.mark.parametrize("name", ["seated-hamstring", "bolster-under-knees", "lying"])
def test_heels_rest_on_the_floor(name):
    assert abs(lowest(solve(ALL[name]), "foot", "R")) < 0.006  # 1 cm of a person


def test_a_chair_ends_where_the_thigh_slopes_down():
    room = room_of("seated-hamstring")
    seat = ALL["seated-hamstring"].body.seat / 100
    hip, knee = (room.body.joint(j, "R")[0] for j in ("hip", "knee"))
    front = max(x for line in room.pad.lines[:-1] for x, _ in line) / GRID
    height = hip[1] + (front - hip[0]) * (knee[1] - hip[1]) / (knee[0] - hip[0])
    assert height > seat - 0.01


@pytest.mark.parametrize("name", ["half-kneeling", "hip-flexor-lunge", "hamstring-on-step"])
def test_a_near_arm_ends_in_its_own_hand(name):
    assert uncovered(name, ("hand", "R")) > 0.95


def test_both_hands_are_seen_to_hold_the_thigh_of_a_figure_four():
    parts = parts_of("figure-four")
    order = ordered(parts)
    for side in "LR":
        assert order.index(("hand", side)) > order.index(("thigh", "L"))
        held = both(parts["hand", side].shape, parts["thigh", "L"].shape)
        assert size(held) > 0.15 * size(parts["hand", side].shape)
        assert not parts["hand", side].far
    assert uncovered("figure-four", ("hand", "R")) > 0.9


def test_the_helping_arm_is_seen_before_the_stretched_one():
    assert uncovered("cross-body-arm", ("hand", "L")) > 0.95
    assert uncovered("cross-body-arm", ("forearm", "L")) > 0.75


def test_the_lower_hand_of_a_side_bend_is_outside_the_thigh():
    body = solve(ALL["side-bend"])
    hip, knee, wrist = (body.joint(j, "L")[0] for j in ("hip", "knee", "wrist"))
    assert wrist[2] < min(hip[2], knee[2]) - 0.04


@pytest.mark.parametrize("name", ["side-lying", "clamshell", "side-leg-lift", "open-book"])
def test_nothing_is_drawn_below_the_mat_of_one_who_lies_on_the_side(name):
    mat = room_of(name).pad.lines[0]
    parts = parts_of(name)
    assert min(box_of(p.shape)[1] for p in parts.values()) >= min(y for _, y in mat)


def test_the_lower_arm_of_an_open_book_lies_there_at_its_length():
    body, cam = solve(ALL["open-book"]), camera(*VIEWS[ALL["open-book"].view])
    a, b = (cam.flat(body.joint(j, "L")[0]) for j in ("shoulder", "wrist"))
    assert math.dist(a, b) / GRID > 0.26  # of .326
    assert lowest(body, "hand", "L") == pytest.approx(0, abs=0.012)


@pytest.mark.parametrize(("twist", "way"), [(-50, 1), (50, -1)])
def test_a_round_arrow_goes_the_way_the_near_side_goes(twist, way):
    """Who turns to the left, seen from the front, turns to the viewer's right."""
    body = solve(spec(f"{{pose: sitting, view: front, spine: {{twist: {twist}}}}}"))
    line = _round(body, (0, 0), 10.0)
    assert (line[-1][0] - line[0][0]) * way > 0
    nose = body.joint("head")[1][0]
    assert (camera(90, 0).flat(nose)[0]) * way > 0


def test_a_shrug_brings_shoulders_and_head_together():
    shrugged, plain = (solve(spec(f"{{pose: sitting, arms: {{shrug: {n}}}}}")) for n in (5, 0))

    def gap(body):
        return body.joint("head")[0][1] - body.joint("shoulder", "R")[0][1]

    assert gap(plain) - gap(shrugged) == pytest.approx(0.05, abs=0.005)
