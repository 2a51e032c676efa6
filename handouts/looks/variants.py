"""Variants of a handout for the print it is made for: larger type, no colours, or both.

A variant is a word or two joined with a hyphen, as it stands in the names of files. What
large print does is a pure function of a family's measures, so that text is set anew in
larger type and never scaled.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from handouts.model.text import TypeSize

STANDARD: Final = "standard"
LARGE: Final = "large-print"
MONO: Final = "mono"
VARIANTS: Final = (STANDARD, LARGE, MONO)

LARGE_FLOOR: Final = 16.0  # points: the least size of reading text
LARGE_IMPRINT: Final = 10.0
_BADGE_LEAST: Final = 12.7  # radius of a step's disc, so that its number can be read too
_PAD_LEAST: Final = 11.0  # between text and frames or rules
_TITLE_PER_WIDTH: Final = 1 / 16  # of the paper's width; larger titles would break words
_BRAND_MOST: Final = 1.25


def variant_of(chosen: Iterable[str]) -> str:
    """The one name of several variants, in a fixed order."""
    words = set(chosen) - {STANDARD}
    return "-".join(v for v in VARIANTS if v in words) or STANDARD


def is_large(variant: str) -> bool:
    """Whether it has large print."""
    return variant.startswith(LARGE)


def is_mono(variant: str) -> bool:
    """Whether it goes without colours."""
    return variant.endswith(MONO)


def magnified(sizes: Mapping[str, TypeSize], width: float) -> dict[str, TypeSize]:
    """A family's sizes in large print, on paper of this width.

    Reading text comes to the floor, each with its own ratio of leading. Headings and values
    keep their ratio to the body; a title keeps it as far as the paper's width allows.
    """
    factor = max(1.0, LARGE_FLOOR / sizes["body"].size)
    out = dict(sizes)
    for role in ("body", "lead", "label"):
        out[role] = _sized(sizes[role], max(LARGE_FLOOR, sizes[role].size))
    for role in ("heading", "value"):
        out[role] = _sized(sizes[role], max(LARGE_FLOOR, sizes[role].size * factor))
    title = sizes["title"].size
    wanted = min(title * factor, max(title, width * _TITLE_PER_WIDTH))
    out["title"] = _sized(sizes["title"], max(wanted, out["heading"].size))
    out["brand"] = _sized(sizes["brand"], sizes["brand"].size * min(factor, _BRAND_MOST))
    out["imprint"] = _sized(sizes["imprint"], max(LARGE_IMPRINT, sizes["imprint"].size))
    return out


def roomier(lengths: Mapping[str, float]) -> dict[str, float]:
    """A family's lengths in large print: what small paper has too little of for such type."""
    more = {"badge": _BADGE_LEAST, "pad": _PAD_LEAST, "floor": LARGE_FLOOR}
    return {name: max(value, more.get(name, 0.0)) for name, value in lengths.items()}


def _sized(size: TypeSize, points: float) -> TypeSize:
    """Another size with the same ratio of leading."""
    return TypeSize(round(points, 2), round(points * size.leading / size.size, 2))
