"""The example programme, looked at: few pages, none of them half empty, lines down to the foot."""

import pytest

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.library.workspace import builtin_library
from handouts.typeset.pages import LineMark, TextMark

_FOOT = 0.94  # of the page's height: under that stands the imprint


@pytest.fixture
def pages_of(kept):
    root = builtin_library()
    env = {"HANDOUTS_CACHE": str(kept / "example")}
    press = open_press(make_context(env, root, root, "2026-11-22"))

    def made(**choices):
        return press.pages(press.job(find_target(press, "programme:example"), Choices(**choices)))[
            0
        ]

    return made


def lowest(page):
    """How far down the page the last words or lines to write on stand, the imprint left out."""
    ends = [m.y for m in page.marks if isinstance(m, TextMark)]
    ends += [m.y1 for m in page.marks if isinstance(m, LineMark)]
    return max(y for y in ends if y < page.height * _FOOT) / page.height


@pytest.mark.parametrize("theme", ["warm", "calm"])
@pytest.mark.parametrize("variant", ["standard", "mono"])
def test_the_example_fills_three_pages(pages_of, theme, variant):
    found = [lowest(page) for page in pages_of(theme=theme, variant=variant).pages]
    assert len(found) == 3
    assert min(found) > 0.7, found


@pytest.mark.parametrize("theme", ["warm", "calm"])
def test_in_large_print_lines_for_questions_run_to_the_foot_of_their_page(pages_of, theme):
    pages = pages_of(theme=theme, variant="large-print").pages
    words = [" ".join(m.text for m in p.marks if isinstance(m, TextMark)) for p in pages]
    (at,) = [n for n, said in enumerate(words) if "Write them down as they come" in said]
    asked = pages[at]
    assert asked is not pages[-1]
    assert lowest(asked) > 0.85
