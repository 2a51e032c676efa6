"""The calm family's colours: ink on white, one brand colour for structure, sand for asides.

The brand's colour is never altered where it is a fill. Where it is text (numerals,
bullets, ticks) it is lowered until it reads on sand; where that would turn it to mud,
as with yellows and limes, ink takes its place and the hue lives on in the fills.
"""

from typing import Final

from handouts.colour.roles import PANEL_SHOWS, READABLE, VISIBLE, Palette, darken_to
from handouts.colour.space import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    from_oklch,
    luminance,
    parse_hex,
    rounded,
    to_oklch,
)

_SAND: Final = parse_hex("#f7f2ea")  # warm against any hue; five per cent grey in print
_SIGNAL: Final = parse_hex("#d9482b")
_APART: Final = 60.0  # degrees of hue between the brand and the signal
_HUELESS: Final = 0.03  # below this chroma a brand is a grey, and every signal is apart from it
_MUD: Final = 0.22  # lightness a colour may lose before it is no longer the brand's
_STEP: Final = 0.01
_KEEPS: Final = 0.15  # of the chroma, beyond what falls with lightness


def calm_palette(primary: Colour, accent: Colour | None = None) -> Palette:
    """The calm family's colours for any brand; `accent` marks where a stretch is felt."""
    ink = _grey(primary, 0.24, 0.025)
    text = _brand_text(primary, ink)
    # A bar nobody could see would leave the pages without their sign.
    bar = primary if contrast(primary, WHITE) >= PANEL_SHOWS else ink
    return Palette(
        primary=primary,
        accent=_signal(primary, accent),
        ink=ink,
        text=text,
        muted=_grey(primary, 0.44, 0.025),
        head=ink,
        fill=primary,
        on=_on(primary, ink),
        bar=bar,
        tint=_SAND,
        tint2=_SAND,
        rule=_grey(primary, 0.60, 0.02),
        hair=_grey(primary, 0.80, 0.015),
        stage=_SAND,
        floor=_SAND,
        stagerule=_grey(primary, 0.60, 0.02),
        paper=WHITE,
        do=text,
        do_ground=WHITE,
        avoid=ink,
        avoid_ground=WHITE,
        stop=ink,
        stop_ground=WHITE,
        tip=ink,
        tip_ground=_SAND,
        outlined=contrast(primary, WHITE) < PANEL_SHOWS,
    )


def calm_mono() -> Palette:
    """Calm for a cheap laser: sand becomes white with an outline, the brand becomes black.

    Bars, numerals and octagon are small solids, which such a printer does well; nothing
    is grey that must be read.
    """
    ink, soft, line = parse_hex("#1a1a1a"), parse_hex("#474747"), parse_hex("#737373")
    return Palette(
        primary=ink,
        accent=parse_hex("#333333"),
        ink=ink,
        text=ink,
        muted=soft,
        head=ink,
        fill=WHITE,
        on=ink,
        bar=ink,
        tint=WHITE,
        tint2=WHITE,
        rule=line,
        hair=parse_hex("#a6a6a6"),
        stage=WHITE,
        floor=parse_hex("#e8e8e8"),
        stagerule=line,
        paper=WHITE,
        do=ink,
        do_ground=WHITE,
        avoid=ink,
        avoid_ground=WHITE,
        stop=ink,
        stop_ground=WHITE,
        tip=ink,
        tip_ground=WHITE,
        outlined=True,
    )


def _brand_text(primary: Colour, ink: Colour) -> Colour:
    """The brand's colour lowered at constant hue until it reads on sand; ink where that is mud."""
    own = to_oklch(primary)
    level = luminance(_SAND) + 0.05
    lightness, found = own.lightness, primary
    while level / (luminance(found) + 0.05) < READABLE:
        lightness -= _STEP
        if own.lightness - lightness > _MUD + _STEP / 2:
            return ink
        share = min(1.0, lightness / own.lightness + _KEEPS)
        found = rounded(from_oklch(lightness, own.chroma * share, own.hue))
    return found


def _on(primary: Colour, ink: Colour) -> Colour:
    """Text on the brand's colour. Black reads on all that white does not, ink on most."""
    for colour in (WHITE, ink):
        if contrast(colour, primary) >= READABLE:
            return colour
    return BLACK


def _signal(primary: Colour, accent: Colour | None) -> Colour:
    """The felt-here colour, where it shows and is not taken for the brand's; else a fixed red."""
    if accent is not None:
        own, other = to_oklch(primary), to_oklch(accent)
        apart = abs((own.hue - other.hue + 180) % 360 - 180)
        if apart >= _APART or own.chroma < _HUELESS:
            return darken_to(accent, _SAND, VISIBLE)
    return _SIGNAL


def _grey(colour: Colour, lightness: float, most_chroma: float) -> Colour:
    own = to_oklch(colour)
    return rounded(from_oklch(lightness, min(own.chroma, most_chroma), own.hue))
