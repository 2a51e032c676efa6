"""The colours of the body map, from those of the page.

What is worked most must stand out on a grey printer too: contrast counts luminance, which
is what such a printer keeps.
"""

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handouts.colour.roles import VISIBLE, Palette, darken_to
from handouts.colour.space import Colour, contrast, rounded

_SKIN: Final = 0.055  # of ink in white
_MUSCLE: Final = 0.19
_HAIR: Final = 0.42
_LINE: Final = 0.62
_OUTLINE: Final = 0.82
_ALSO: Final = 0.22  # of the felt-here colour in white
_EDGE: Final = 0.4  # of the felt-here colour in ink
_SEEN: Final = 1.7  # contrast of a dashed line with the fill it stands on


@functools.lru_cache(maxsize=16)
def body_colours(palette: Palette) -> Mapping[str, Colour]:
    """A colour for each role of a body map's display list."""
    ink, paper = palette.ink, palette.paper
    muscle = _mixed(ink, paper, _MUSCLE)
    primary = darken_to(palette.accent, muscle, VISIBLE)
    edge = _mixed(primary, ink, _EDGE)
    found = {
        "skin": _mixed(ink, paper, _SKIN),
        "muscle": muscle,
        "hair": _mixed(ink, paper, _HAIR),
        "line": _mixed(ink, paper, _LINE),
        "ink": _mixed(ink, paper, _OUTLINE),
        "primary": primary,
        "secondary": _mixed(primary, paper, _ALSO),
        "hatch": primary,
        "edge": edge,
        "deep": edge if contrast(edge, primary) >= _SEEN else paper,
    }
    return MappingProxyType(found)


def _mixed(front: Colour, ground: Colour, share: float) -> Colour:
    """`share` of the one colour in the other."""
    pairs = ((front.r, ground.r), (front.g, ground.g), (front.b, ground.b))
    return rounded(Colour(*(a * share + b * (1 - share) for a, b in pairs)))
