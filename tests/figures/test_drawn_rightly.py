"""Faults that a blind naming test found in drawn poses stay mended."""

import pytest
from figure_samples import every_pose

from handouts.figures.draw import VIEWS
from handouts.figures.drawing import Pad
from handouts.figures.mannequin import build
from handouts.figures.people import Person
from handouts.figures.project import camera
from handouts.figures.props import Room, draw_behind
from handouts.figures.scene import arrange
from handouts.figures.shapes import GRID, box_of
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
