"""The colours of drawn people: a brand's, with far limbs paler and the felt place apart in grey."""

from typing import Final

RGB = tuple[float, float, float]
WHITE: Final[RGB] = (1.0, 1.0, 1.0)
APART: Final = 0.25  # how much lighter or darker in grey the felt place is than the leggings


def rgb(code: str) -> RGB:
    """A colour typed as '#1f6f78'."""
    h = code.lstrip("#")
    return (int(h[0:2], 16) / 255, int(h[2:4], 16) / 255, int(h[4:6], 16) / 255)


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """a with share t of b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def grey(c: RGB) -> float:
    """How light a grey printer prints it, from 0 to 1."""
    return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]


def palette(
    brand: str = "#1f6f78",
    accent: str = "#e4572e",
    skin: str = "#e8b998",
    hair: str = "#4a3428",
    style: str = "clothed",
) -> dict[str, RGB]:
    """Every tone by name."""
    b, s, h, a = rgb(brand), rgb(skin), rgb(hair), rgb(accent)
    ink = mix(b, (0.06, 0.08, 0.11), 0.74)
    dark = grey(s) < 0.45
    felt = mix(a, WHITE, 0.12)
    base = {
        "ink": ink,
        "skin": s,
        "hair": h,
        "top": mix(b, WHITE, 0.76),
        "bottom": _apart(b, felt, ink),
        "skin-line": mix(s, WHITE, 0.32) if dark else mix(s, (0.40, 0.16, 0.08), 0.62),
        "brow": mix(s, (0, 0, 0), 0.75) if dark else mix(h, ink, 0.4),
        "strand": mix(h, WHITE, 0.13) if grey(h) < 0.6 else mix(h, ink, 0.35),
    }
    if style != "clothed":
        base |= _plain(b, ink, style)
    out = dict(base)
    for name, colour in base.items():
        pale = 0.34 if name == "ink" else 0.42
        out[name + "-far"] = mix(mix(colour, (0.62, 0.66, 0.70), 0.25), WHITE, pale)
    out |= {
        "accent": felt if style != "print" else mix(ink, WHITE, 0.25),
        "rim": mix(a, (0.25, 0.05, 0.02), 0.45) if style != "print" else ink,
        "hatch": WHITE,
        "halo": WHITE,
        "paper": WHITE,
        "shade": mix(ink, (0.05, 0.0, 0.15), 0.3),
        "prop": mix(b, WHITE, 0.86),
        "prop-side": mix(b, WHITE, 0.74),
        "prop-line": mix(b, WHITE, 0.36),
        "strap": mix(b, WHITE, 0.55),
        "cushion": mix(WHITE, b, 0.13),
        "ghost": mix(b, WHITE, 0.90),
        "ghost-line": mix(b, WHITE, 0.55),
        "arrow": a if style != "print" else ink,
    }
    return out


def _apart(cloth: RGB, felt: RGB, ink: RGB) -> RGB:
    """The leggings' colour, darker or lighter until a grey print tells the felt place from it."""
    for i in range(41):
        for to in (mix(ink, (0.0, 0.0, 0.0), 0.3), WHITE):
            found = mix(cloth, to, i / 40)
            if abs(grey(found) - grey(felt)) >= APART:
                return found
    return mix(cloth, ink, 1.0)


def _plain(b: RGB, ink: RGB, style: str) -> dict[str, RGB]:
    """Tones of the styles that print well anywhere."""
    if style == "line":
        return {
            "skin": WHITE, "top": WHITE, "bottom": mix(b, WHITE, 0.84), "hair": mix(b, WHITE, 0.35),
            "skin-line": mix(ink, WHITE, 0.2), "brow": ink, "strand": WHITE,
        }  # fmt: skip
    return {
        "skin": mix(b, WHITE, 0.90), "top": mix(b, WHITE, 0.80), "bottom": mix(b, WHITE, 0.60),
        "hair": mix(b, WHITE, 0.40), "skin-line": mix(ink, WHITE, 0.2), "brow": ink,
        "strand": mix(b, WHITE, 0.60),
    }  # fmt: skip
