"""A step's number covers nothing of its picture: no hand, no foot, no corner of a mat."""

import itertools
import math

import pytest
from handout_pages import ROOT, STRETCHES
from themed_pages import Themed

from handouts.typeset.pages import CircleMark, FormMark


@pytest.fixture(scope="module")
def warm(looks_cache):
    """The family whose numbers stand on the edges of stages."""
    return Themed(ROOT, looks_cache, "warm")


@pytest.mark.parametrize("paper", ["a4", "letter", "a5", "a6"])
@pytest.mark.parametrize("stretch", STRETCHES)
def test_numbers_keep_clear_of_figures(warm, stretch, paper):
    _, pages, look, _ = warm.made(stretch, "card", paper)
    (page,) = pages.pages
    circles = [m for m in page.marks if isinstance(m, CircleMark)]
    badges = [c for c in circles if math.isclose(c.radius, look.badge)]
    drawn = [side for m in page.marks if isinstance(m, FormMark) for side in _sides(m)]
    assert len(badges) >= 4 and drawn
    for badge in badges:
        nearest = min(_distance((badge.x, badge.y), *side) for side in drawn)
        assert nearest > badge.radius, f"the number at {badge.x:.0f}, {badge.y:.0f}"


def _sides(form):
    """The sides of all that a form draws, in points."""
    scale = form.width / form.wide
    for shape in form.shapes:
        words = shape.code.replace("h", "").split()
        places = [
            (words[n + 2], float(words[n]), float(words[n + 1])) for n in range(0, len(words), 3)
        ]
        for (_, *start), (turn, *end) in itertools.pairwise(places):
            if turn == "l":
                yield tuple((form.x + x * scale, form.y + y * scale) for x, y in (start, end))


def _distance(at, start, end):
    """From a point to a side, in points."""
    along = (end[0] - start[0], end[1] - start[1])
    square = along[0] ** 2 + along[1] ** 2
    back = (at[0] - start[0], at[1] - start[1])
    share = (back[0] * along[0] + back[1] * along[1]) / square if square else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.dist(at, (start[0] + along[0] * share, start[1] + along[1] * share))
