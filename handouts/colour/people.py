"""The colours of drawn people: the brand's clothes, far limbs paler, the felt place apart in grey.

A handout is printed on whatever printer there is, so the place where a stretch is felt differs
from the clothes under it by a fixed step of lightness, whatever the brand.
"""

import functools
from typing import Final

from handouts.colour.roles import Palette, darken_to
from handouts.colour.space import BLACK, WHITE, Colour, parse_hex, rounded, to_oklch

APART: Final = 0.25  # of a grey print's lightness, between the felt place and the leggings
_LOOK_ALIKE: Final = 62.0  # degrees of hue between clothes and the felt place
_COLOURLESS: Final = 0.03
_SLATE: Final = parse_hex("#4b6573")
_DARK_SKIN: Final = 0.45
_FAR: Final = Colour(0.62, 0.66, 0.70)
_STRONG: Final = 2.9  # contrast of clothes against paper, at least


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """a with a share of b."""
    return Colour(*(x + (y - x) * share for x, y in ((a.r, b.r), (a.g, b.g), (a.b, b.b))))


def grey(colour: Colour) -> float:
    """How light a grey printer prints it, from 0 to 1."""
    return 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b


@functools.lru_cache(maxsize=32)
def people_colours(palette: Palette, skin: str, hair: str, style: str) -> dict[str, Colour]:
    """A colour for each tone of a figure's display list."""
    plain = style != "clothed"
    clothes = palette.ink if plain else _clothes(palette)
    ink = mix(clothes, Colour(0.06, 0.08, 0.11), 0.74)
    felt = mix(palette.accent, WHITE, 0.12)
    base = (
        _plain(ink, style)
        if plain
        else _dressed(clothes, felt, ink, parse_hex(skin), parse_hex(hair))
    )
    found = dict(base)
    for name, colour in base.items():
        found[f"{name}-far"] = mix(mix(colour, _FAR, 0.25), WHITE, 0.16 if name == "ink" else 0.34)
    found |= _things(palette.ink if plain else clothes)
    if style == "print":
        found |= {"accent": mix(ink, WHITE, 0.12), "rim": ink, "arrow": ink}
    else:
        rim = mix(palette.accent, Colour(0.25, 0.05, 0.02), 0.45)
        found |= {"accent": felt, "rim": rim, "arrow": palette.accent}
    found |= {"hatch": WHITE, "halo": WHITE, "shade": mix(ink, Colour(0.05, 0.0, 0.15), 0.3)}
    return {name: rounded(colour) for name, colour in found.items()}


def _clothes(palette: Palette) -> Colour:
    """The brand's colour; slate where the felt place would vanish, darker where it is pale."""
    brand, accent = to_oklch(palette.primary), to_oklch(palette.accent)
    turn = abs((brand.hue - accent.hue + 180) % 360 - 180)
    alike = brand.chroma > _COLOURLESS and turn < _LOOK_ALIKE
    return darken_to(_SLATE if alike else palette.primary, WHITE, _STRONG)


def _dressed(
    clothes: Colour, felt: Colour, ink: Colour, skin: Colour, hair: Colour
) -> dict[str, Colour]:
    dark = grey(skin) < _DARK_SKIN
    umber = Colour(0.40, 0.16, 0.08)
    return {
        "ink": ink,
        "skin": skin,
        "hair": hair,
        "top": mix(clothes, WHITE, 0.76),
        "bottom": _apart(clothes, felt, ink),
        "skin-line": mix(skin, WHITE, 0.32) if dark else mix(skin, umber, 0.62),
        "brow": mix(skin, BLACK, 0.75) if dark else mix(hair, ink, 0.4),
        "strand": mix(hair, WHITE, 0.13) if grey(hair) < 0.6 else mix(hair, ink, 0.35),
    }


def _apart(cloth: Colour, felt: Colour, ink: Colour) -> Colour:
    """The leggings, darker or lighter until a grey print tells the felt place from them."""
    deep = mix(ink, BLACK, 0.3)
    tries = (mix(cloth, to, i / 40) for i in range(41) for to in (deep, WHITE))
    return next((c for c in tries if abs(grey(c) - grey(felt)) >= APART), deep)


def _plain(ink: Colour, style: str) -> dict[str, Colour]:
    """Tones of the styles that print well anywhere."""
    lines = {"ink": ink, "skin-line": mix(ink, WHITE, 0.2), "brow": ink}
    shares = {"skin": 0.96, "top": 0.90, "bottom": 0.78, "hair": 0.42, "strand": 0.62}
    if style == "line":
        shares = {"skin": 1.0, "top": 1.0, "bottom": 0.90, "hair": 0.45, "strand": 1.0}
    return lines | {name: mix(ink, WHITE, share) for name, share in shares.items()}


def _things(clothes: Colour) -> dict[str, Colour]:
    shares = {
        "prop": 0.90, "prop-side": 0.83, "prop-line": 0.46, "strap": 0.55, "cushion": 0.82,
        "ghost": 0.90, "ghost-line": 0.55,
    }  # fmt: skip
    return {name: mix(clothes, WHITE, share) for name, share in shares.items()}
