"""Where it is felt stands out from the clothes in a grey print, whatever the brand's colours."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.colour.palettes import PALETTES
from handouts.colour.people import APART, grey, people_colours
from handouts.colour.space import BLACK, WHITE, Colour, parse_hex

BYTE = st.integers(0, 255)
COLOURS = st.builds(lambda r, g, b: Colour(r / 255, g / 255, b / 255), BYTE, BYTE, BYTE)
SKIN, HAIR = "#e8b998", "#4a3428"
ROUNDED = 0.01  # colours are steps of 255


@pytest.mark.parametrize("palette", PALETTES)
@given(primary=COLOURS, accent=st.none() | COLOURS)
@example(primary=WHITE, accent=WHITE)
@example(primary=BLACK, accent=BLACK)
@example(primary=parse_hex("#a81f1f"), accent=parse_hex("#b3401f"))
def test_the_felt_place_differs_from_all_clothes(palette, primary, accent):
    found = people_colours(PALETTES[palette](primary, accent), SKIN, HAIR, "clothed")
    assert abs(grey(found["accent"]) - grey(found["bottom"])) >= APART - ROUNDED
    assert found["accent"] != found["top"]


@pytest.mark.parametrize("palette", PALETTES)
@given(primary=COLOURS, accent=st.none() | COLOURS)
@example(primary=WHITE, accent=WHITE)
@example(primary=BLACK, accent=BLACK)
def test_a_far_limb_has_a_darker_line_than_furniture(palette, primary, accent):
    """Both are pale: in a grey print the line tells a far leg from the leg of a chair."""
    found = people_colours(PALETTES[palette](primary, accent), SKIN, HAIR, "clothed")
    assert grey(found["prop-line"]) - grey(found["ink-far"]) >= 0.1
