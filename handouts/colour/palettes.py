"""Which palette a theme may choose, in colour and for a black-and-white printer.

A new family of colours is one more line in each table.
"""

from collections.abc import Callable
from typing import Final

from handouts.colour.calm import calm_mono, calm_palette
from handouts.colour.roles import Palette, mono_palette, warm_palette
from handouts.colour.space import Colour

PALETTES: Final[dict[str, Callable[[Colour, Colour | None], Palette]]] = {
    "warm": warm_palette,
    "calm": calm_palette,
}
MONO: Final[dict[str, Callable[[], Palette]]] = {
    "warm": mono_palette,
    "calm": calm_mono,
}
