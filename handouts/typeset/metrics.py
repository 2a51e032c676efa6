"""What typesetting must know of fonts, and nothing more; render/ supplies it."""

from typing import Protocol

from msgspec import Struct

from handouts.colour.space import Colour


class FaceKey(Struct, frozen=True):
    """A face asked for by its role: the family is the theme's heading or body family."""

    family: str
    bold: bool = False
    italic: bool = False


class Metrics(Protocol):
    """Faces and widths. Implementations may cache; equal questions get equal answers."""

    def pieces(self, key: FaceKey, text: str) -> tuple[tuple[str, str], ...]:
        """`text` cut into (face, text) where each face has every glyph of its part.

        A character that no face has stands in a piece whose face is "".
        """
        ...

    def width(self, face: str, text: str) -> float:
        """Width of `text` at 1 pt, in points."""
        ...

    def bearing(self, face: str, char: str) -> float:
        """How far right of its origin the ink of `char` starts at 1 pt, in points."""
        ...


class TextStyle(Struct, frozen=True):
    """How a paragraph is set. Sizes in points; `leading` is baseline to baseline."""

    family: str
    size: float
    leading: float
    colour: Colour
    bold_colour: Colour | None = None
    bold: bool = False
    italic: bool = False
    align: str = "left"
    balance: bool = False
