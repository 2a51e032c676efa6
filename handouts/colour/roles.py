"""What each colour of a page is for, computed from the brand's one or two.

A family of looks turns a brand's colours into a Palette; drawing code asks for
roles and never for colours. Every pair of text and ground that the design uses
stays readable for any brand: check_contrast proves it. The do, avoid, stop and
tip colours and the cream stage are the same for every brand, so that a client
who has seen one handout knows the next.
"""

from typing import Final

from msgspec import Struct

from handouts.colour.space import (
    WHITE,
    Colour,
    contrast,
    from_oklch,
    luminance,
    parse_hex,
    rounded,
    to_oklch,
)

READABLE: Final = 4.5  # WCAG 2.2, 1.4.3: text
VISIBLE: Final = 3.0  # WCAG 2.2, 1.4.11: parts of a picture that carry meaning
_COMFORTABLE: Final = 5.0  # text of brand hue, on the darkest ground it meets
_DARK_ON_BRIGHT: Final = 5.5  # below it a mid brand looks better darkened, with white on it
PANEL_SHOWS: Final = 1.25  # a panel nearer to paper than this needs an outline
_STEP: Final = 0.01  # of OKLCH lightness
_FELT_HERE: Final = parse_hex("#e4572e")
_SLATE: Final = parse_hex("#4b6573")
_LOOK_ALIKE: Final = 62.0  # degrees of hue between clothes and the felt area
_PALE_CLOTHES: Final = 2.9


class Palette(Struct, frozen=True, kw_only=True):
    """The colours of a page, by what they are for."""

    primary: Colour  # the brand's, as given; for fills without text
    accent: Colour  # the felt area and movement arrows; never text
    ink: Colour  # reading text
    text: Colour  # numerals, icons, badges (white on it)
    muted: Colour  # labels and imprint
    head: Colour  # headings and values
    fill: Colour  # the solid title panel
    on: Colour  # text on fill
    bar: Colour  # the short bar that opens a section; decoration
    tint: Colour  # a box
    tint2: Colour  # a box's bar, an icon's disc
    rule: Colour  # hairlines; decoration
    hair: Colour  # fainter ones, between rows; decoration
    stage: Colour  # behind figures
    floor: Colour  # the strip figures stand on
    stagerule: Colour  # round a stage; decoration
    paper: Colour
    do: Colour
    do_ground: Colour
    avoid: Colour
    avoid_ground: Colour
    stop: Colour
    stop_ground: Colour
    tip: Colour
    tip_ground: Colour
    outlined: bool = False  # fill hardly shows on paper: draw it with an outline in text


class ContrastFailure(Struct, frozen=True):
    """A pair of roles that cannot be read: its contrast, and the least it needs."""

    front: str
    ground: str
    ratio: float
    least: float


_GROUNDS: Final = (
    "paper", "tint", "tint2", "stage", "floor",
    "do_ground", "avoid_ground", "stop_ground", "tip_ground",
)  # fmt: skip
_PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *(
        (front, ground, READABLE)
        for front in ("ink", "text", "muted", "head")
        for ground in _GROUNDS
    ),
    ("on", "fill", READABLE),
    *((head, f"{head}_ground", READABLE) for head in ("do", "avoid", "stop", "tip")),
    *(("paper", badge, READABLE) for badge in ("text", "do", "avoid", "stop", "tip")),
    ("accent", "paper", VISIBLE),
    ("accent", "stage", VISIBLE),
)


def check_contrast(palette: Palette) -> tuple[ContrastFailure, ...]:
    """The pairs of the design that are too weak; empty for a good palette.

    Rules are left out: they decorate, and nothing is told by them alone.
    """
    light = {name: luminance(getattr(palette, name)) for pair in _PAIRS for name in pair[:2]}
    found = []
    for front, ground, least in _PAIRS:
        low, high = sorted((light[front], light[ground]))
        ratio = (high + 0.05) / (low + 0.05)
        if ratio < least:
            found.append(ContrastFailure(front, ground, ratio, least))
    return tuple(found)


def warm_palette(primary: Colour, accent: Colour | None = None) -> Palette:
    """The warm family's colours for any brand; `accent` marks where a stretch is felt.

    A light brand keeps its own colour with dark type on it; one too dark for
    that and too light for white type is darkened. White or nearly white brands
    keep their colour and get an outline instead.
    """
    ink = _tone(primary, 0.25, 0.03)
    tint, tint2 = _tone(primary, 0.970, 0.011), _tone(primary, 0.918, 0.026)
    stage = rounded(from_oklch(0.968, 0.018, 82))
    fill, on = _panel(primary, ink)
    text, rule = darken_to(primary, tint2, _COMFORTABLE), _tone(primary, 0.74, 0.06)
    return Palette(
        primary=primary,
        accent=darken_to(accent or _FELT_HERE, stage, VISIBLE),
        ink=ink,
        text=text,
        muted=darken_to(_tone(primary, 0.48, 0.03), tint, _COMFORTABLE),
        head=text,
        fill=fill,
        on=on,
        bar=text,
        tint=tint,
        tint2=tint2,
        rule=rule,
        hair=rule,
        stage=stage,
        floor=rounded(from_oklch(0.925, 0.032, 80)),
        stagerule=rounded(from_oklch(0.80, 0.045, 78)),
        paper=WHITE,
        do=parse_hex("#1c6b43"),
        do_ground=parse_hex("#eef7f0"),
        avoid=parse_hex("#8f4300"),
        avoid_ground=parse_hex("#fff4e4"),
        stop=parse_hex("#a81d16"),
        stop_ground=parse_hex("#fdeeec"),
        tip=parse_hex("#6b5300"),
        tip_ground=parse_hex("#fff7dc"),
        outlined=contrast(fill, WHITE) < PANEL_SHOWS,
    )


def mono_palette() -> Palette:
    """For a cheap black-and-white laser: white boxes, near-black ink, two greys.

    Tints under 5 % vanish on such a printer and large solids smear, so panels
    are outlines and no grey carries meaning.
    """
    ink, grey, line = parse_hex("#1a1a1a"), parse_hex("#e8e8e8"), parse_hex("#737373")
    return Palette(
        primary=parse_hex("#4a4a4a"),
        accent=parse_hex("#333333"),
        ink=ink,
        text=ink,
        muted=parse_hex("#474747"),
        head=ink,
        fill=WHITE,
        on=ink,
        bar=ink,
        tint=WHITE,
        tint2=grey,
        rule=line,
        hair=line,
        stage=WHITE,
        floor=grey,
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


def clothes(palette: Palette) -> Colour:
    """What drawn people wear: the brand, unless the felt area would sink into it.

    Yellow to pink clothes beside a coral felt area hide it, so such brands
    dress people in slate; a pale brand is darkened until the leg shows on white.
    """
    own, felt = to_oklch(palette.primary), to_oklch(palette.accent)
    apart = abs((own.hue - felt.hue + 180) % 360 - 180)
    if apart < _LOOK_ALIKE and own.chroma > 0.06:
        return _SLATE
    return darken_to(palette.primary, WHITE, _PALE_CLOTHES)


def darken_to(colour: Colour, ground: Colour, least: float) -> Colour:
    """The lightest colour of the same kind with at least `least` contrast on a light ground.

    Lightness goes down in steps of .01. Yellows turn towards amber on the way,
    1.1 degrees a step, for dark yellow of constant hue is olive drab, which
    nobody takes for the brand. Halving finds the step (lightness and contrast
    rise and fall together); on a ground too dark for any, the answer is black.
    """
    level = luminance(ground) + 0.05

    def reads(candidate: Colour) -> bool:
        return level / (luminance(candidate) + 0.05) >= least

    if reads(colour):
        return colour
    start = to_oklch(colour)
    turn = 1.1 if 78 < start.hue < 118 else 0.0

    def after(steps: int) -> Colour:
        hue = max(62.0, start.hue - turn * steps) if turn else start.hue
        return rounded(from_oklch(start.lightness - steps * _STEP, start.chroma, hue))

    low, high = 0, int(start.lightness / _STEP) + 1
    best = after(high)
    while high - low > 1:
        middle = (low + high) // 2
        tried = after(middle)
        if reads(tried):
            high, best = middle, tried
        else:
            low = middle
    return best


def _panel(primary: Colour, ink: Colour) -> tuple[Colour, Colour]:
    if contrast(WHITE, primary) >= READABLE:
        return primary, WHITE
    if contrast(ink, primary) >= _DARK_ON_BRIGHT:
        return primary, ink
    return darken_to(primary, WHITE, READABLE), WHITE


def _tone(colour: Colour, lightness: float, most_chroma: float) -> Colour:
    own = to_oklch(colour)
    return rounded(from_oklch(lightness, min(own.chroma, most_chroma), own.hue))
