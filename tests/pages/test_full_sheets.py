"""Sheets of what the built-in library shows with figures: no page but the last ends early."""

import pytest

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.library.workspace import builtin_library
from handouts.typeset.pages import FormMark, TextMark

SIX = (
    "knee-to-chest",
    "cat-cow",
    "childs-pose",
    "pelvic-tilt",
    "piriformis-stretch",
    "spinal-twist",
)
_FOOT = 0.94  # of the page's height: under that stands the imprint
_LEAST = 0.64


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    root = builtin_library()
    env = {"HANDOUTS_CACHE": str(tmp_path_factory.mktemp("cache"))}
    return open_press(make_context(env, root, root, "2026-11-22"))


def lowest(page):
    """How far down the page its last words or figure stand."""
    ends = [m.y for m in page.marks if isinstance(m, TextMark) and m.y < page.height * _FOOT]
    ends += [m.y + m.high * m.width / m.wide for m in page.marks if isinstance(m, FormMark)]
    return max(ends) / page.height


@pytest.mark.parametrize("theme", ["warm", "calm"])
@pytest.mark.parametrize("stretch", SIX)
def test_a_sheet_leaves_no_page_half_white(press, stretch, theme):
    job = press.job(find_target(press, stretch), Choices(layout="sheet", theme=theme))
    *found, last = [lowest(page) for page in press.pages(job)[0].pages]
    assert min(found) > _LEAST, found
    assert last > 0.2
