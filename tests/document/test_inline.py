"""The short way through the inline markup and the long one agree."""

from hypothesis import example, given
from hypothesis import strategies as st

from handouts.document.inline import _bold_alone, _marked, _runs


@given(st.text(alphabet="ab *1.\u00a0", max_size=24))
@example("****")
@example("x**y**")
@example("a ** b **")
@example("**a****b**")
@example("a **b** c **d**")
def test_the_short_way_of_bold_alone_says_what_the_long_one_does(typed):
    text = " ".join(typed.split(" ")).strip()
    if _bold_alone(text) is not None:
        assert _runs(text, None, None) == _marked(text, None)[0]
