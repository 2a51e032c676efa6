"""Operators: exact text, numbers a reader takes, state written where it changes."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colour.space import BLACK, WHITE, Colour
from handouts.render.fonts import Faces
from handouts.render.lettering import Lettering
from handouts.render.operators import Operators, _number, _written, rounded, square

FACES = Faces("Poppins", "Source Sans 3", "en-GB")
FACE = FACES.first


@pytest.fixture
def operators():
    return Operators(Lettering(FACES.case))


def test_state_is_written_once(operators):
    operators.text([(1, 2, "a", FACE, 9, BLACK, ""), (3, 4, "b", FACE, 9, BLACK, "")])
    operators.text([(1, 2, "c", FACE, 9, WHITE, "")])
    code = " ".join(operators.code)
    assert code.count(" Tf") == 1
    assert code.count(" rg") == 2
    assert code.count("BT") == code.count("ET") == 2


def test_a_new_page_starts_with_no_state(operators):
    operators.text([(1, 2, "a", FACE, 9, BLACK, "")])
    first = operators.code
    operators.begin()
    operators.text([(1, 2, "a", FACE, 9, BLACK, "")])
    assert operators.code == first


@given(st.floats(-5000, 5000))
def test_numbers_have_no_exponent(value):
    shown = _number(value)
    assert re.fullmatch(r"-?\d+(\.\d+)?", shown)
    assert float(shown) == pytest.approx(value, abs=1e-4)


def test_shapes_are_placed_and_leave_no_trace(operators):
    ops = (("M", 0, 0), ("L", 10.5, 0), ("Z",), ("R", 1, 2, 3, 4))
    operators.shape((100, 200, 0.5, -0.5), ops, None, Colour(1, 0, 0), 2.0)
    assert operators.code[-1] == (
        "q 0.50000 0 0 -0.50000 100.00 200.00 cm 4.0000 w 0 0 m 10.5 0 l h 1 2 3 4 re S Q"
    )
    assert _written(ops) is _written(tuple(ops))


def test_rectangles(operators):
    assert square(1, 2, 3, 4) == "1.00 2.00 3.00 4.00 re"
    assert rounded(0, 0, 10, 10, (2, 2, 2, 2)).count(" c") == 4
    assert rounded(0, 0, 10, 10, (2, 2, 0, 0)).count(" c") == 2
    operators.rectangle(square(1, 2, 3, 4), BLACK, WHITE, 0.5, (2, 1))
    assert operators.code[-1] == "[2.00 1.00] 0 d 1.00 2.00 3.00 4.00 re B* [] 0 d"


def test_reportlab_gives_pillow_back():
    code = (
        "import handouts.render.engine, sys\n"
        "assert not any(name.split('.')[0] == 'PIL' for name in sys.modules)\n"
        "import PIL.Image\n"
        "assert PIL.Image.new('L', (2, 2)).size == (2, 2)\n"
        "import tempfile, reportlab.lib.rl_safe_eval\n"
        "assert reportlab.lib.rl_safe_eval.rl_safe_eval is not None\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
