"""The quick way to break lines and the long way give the same lines."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from handouts.colour.space import Colour
from handouts.document.nodes import Run
from handouts.typeset.lines import SOFT_HYPHEN, Setter
from handouts.typeset.metrics import FaceKey
from handouts.typeset.plain import Advances, NotPlain, Paragraph

ASCII = "".join(map(chr, range(32, 127)))
words = st.text(st.sampled_from(ASCII + "  ee–’½é\u00a0"), max_size=60)
runs = st.lists(
    st.builds(
        Run,
        words,
        bold=st.booleans(),
        italic=st.booleans(),
        href=st.sampled_from(["", "", "https://example.org"]),
    ),
    max_size=5,
).map(tuple)


def nearly(lines):
    """Lines as plain data, widths as near as sums in another order can be."""
    return [
        (
            [(p.text, p.face, p.colour, p.href) for p in line.pieces],
            pytest.approx([p.width for p in line.pieces], abs=1e-6),
            pytest.approx(line.width, abs=1e-6),
            line.tail,
        )
        for line in lines
    ]


def as_data(lines):
    return [
        (
            [(p.text, p.face, p.colour, p.href) for p in line.pieces],
            [p.width for p in line.pieces],
            line.width,
            line.tail,
        )
        for line in lines
    ]


@given(runs=runs, width=st.floats(20, 400), balance=st.booleans(), bold=st.booleans())
@settings(max_examples=300, deadline=None)
def test_both_ways_give_the_same_lines(setter, body, runs, width, balance, bold):
    style = structs.replace(body, balance=balance, bold=bold, bold_colour=Colour(1, 0, 0))
    quick, slow = setter.lines(runs, style, width), setter.long_way(runs, style, width)
    assert as_data(quick) == nearly(slow)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=12, max_size=80))
@example(["a", "a", "aaaaaaaa", "a", "a", "a", "aaaaaaa", *"aaaaaaaaa", "abbbbcccd"])  # 90.01 wide
@settings(max_examples=80, deadline=None)
def test_long_paragraphs_too(real_setter, body, parts):
    text = (Run(" ".join(parts[::2])), Run(" " + " ".join(parts[1::2]), bold=True))
    for width in (90.0, 200.0):
        slow = real_setter.long_way(text, body, width)
        assert as_data(real_setter.lines(text, body, width)) == nearly(slow)


def plain(setter, body, *texts):
    return Paragraph(tuple(map(Run, texts)), body, setter._widths)


def test_everyday_text_goes_the_quick_way(real_setter, body):
    text = "Keep your knee where it is – don’t pull. Hold 20 s, 3 × a day; 90° is enough…"
    assert len(plain(real_setter, body, text).at(150)) > 1


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("",),
        (" a",),
        ("a ",),
        ("a  b",),
        ("a ", " b"),
        (f"a{SOFT_HYPHEN}b",),
        ("中文",),
        ("aРb 中",),
        ("a😀b",),
    ],
)
def test_what_needs_the_long_way_is_known(real_setter, body, texts):
    with pytest.raises(NotPlain):
        plain(real_setter, body, *texts)


def test_a_word_wider_than_its_line_needs_the_long_way(simple_setter, body):
    with pytest.raises(NotPlain):
        plain(simple_setter, body, "ab cccccccccccc de").at(20)
    assert len(simple_setter.lines((Run("ab cccccccccccc de"),), body, 20)) > 3


def test_a_characters_width_is_asked_for_once():
    class Counting:
        asked = 0

        def pieces(self, key, text):
            return (("face", text),)

        def width(self, face, text):
            Counting.asked += 1
            return 0.5

    found = Advances(Counting(), FaceKey("body"))
    assert sum(map(found.__getitem__, "aaaabb")) == 3.0
    assert Counting.asked == 2


def test_one_setter_serves_many_documents_alike(real_setter, body):
    fresh = Setter(real_setter._metrics)
    text = (Run("Hold on to something firm, "), Run("then lift", bold=True), Run(" your heel."))
    assert fresh.lines(text, body, 90) == real_setter.lines(text, body, 90)
