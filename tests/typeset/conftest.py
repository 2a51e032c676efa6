"""Metrics simple enough to count on one's fingers, and the real ones."""

import pytest

from handouts.colour.space import BLACK
from handouts.render.fonts import Faces
from handouts.typeset.lines import Setter, is_cjk
from handouts.typeset.metrics import TextStyle


class Simple:
    """Every character is half as wide as it is high; CJK as wide as high; `¤` has no face."""

    def pieces(self, key, text):
        cut = []
        for char in text:
            face = "" if char == "¤" else "cjk" if is_cjk(char) else f"text{key.bold:d}"
            if cut and face and cut[-1][0] == face:
                cut[-1] = (face, cut[-1][1] + char)
            else:
                cut.append((face, char))
        return tuple(cut)

    def width(self, face, text):
        return len(text) * (1.0 if face == "cjk" else 0.5)


@pytest.fixture(scope="session")
def simple_setter():
    return Setter(Simple())


@pytest.fixture(scope="session")
def real_setter():
    return Setter(Faces("Poppins", "Source Sans 3", "en-GB"))


@pytest.fixture(scope="session", params=["simple", "real"])
def setter(request, simple_setter, real_setter):
    return simple_setter if request.param == "simple" else real_setter


@pytest.fixture(scope="session")
def body():
    return TextStyle("body", 10.0, 12.0, BLACK)
