"""The measures, type and colours of one page family on one paper, ready to use.

A theme gives them by paper, a layout overrides some, and fitting tunes them within
its bounds. All lengths in points.
"""

import functools
from typing import Any, Final

from msgspec import Struct, structs

from handouts.colour.palettes import MONO, PALETTES
from handouts.colour.roles import Palette
from handouts.colour.space import Colour, parse_hex
from handouts.diagnostics import ContentError, Diagnostic
from handouts.looks.variants import STANDARD, is_large, is_mono, magnified, roomier
from handouts.model.brand import Brand
from handouts.model.layout import Layout, Margins, Measures, Theme, TypeScale
from handouts.model.text import TypeSize
from handouts.typeset.metrics import TextStyle
from handouts.units import FLOORS, PAPERS

HEADING_FAMILY: Final = "heading"
BODY_FAMILY: Final = "body"
TITLE_LEAST: Final = 0.72
TITLE_LINES: Final = 3
SPACING_LEAST: Final = 0.85
BODY_MOST: Final = 1.5


class Tuning(Struct, frozen=True):
    """What fitting may change: factors of title and spacing, points added to the body."""

    title: float = 1.0
    body: float = 0.0
    spacing: float = 1.0
    relax: float = 0.0
    stage: float = 1.0


_UNTUNED: Final = Tuning()


class Look(Struct, frozen=True):
    """Everything a component needs to know of the page it stands on."""

    paper: str
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    gap: float
    radius: float
    pad: float
    line: float
    badge: float
    floor: float
    palette: Palette
    title: TypeSize
    lead: TypeSize
    heading: TypeSize
    body: TypeSize
    value: TypeSize
    label: TypeSize
    brand: TypeSize
    imprint: TypeSize
    components: dict[str, str]
    layout: str = ""
    lays_out: str = ""  # a stretch, a booklet or a programme
    theme: str = ""
    relax: float = 0.0
    stage: float = 1.0  # times the usual height of stages
    value_least: float = 0.0  # values that would be smaller stand as chips instead

    @property
    def text_width(self) -> float:
        """Width of the text area."""
        return self.width - self.left - self.right

    def style(self, role: str, colour: Colour | None = None, **more: Any) -> TextStyle:
        """The text style of a role: title, lead, heading, body, value, label, brand, imprint."""
        size: TypeSize = getattr(self, role)
        heading = role in ("title", "heading", "value", "brand")
        family = HEADING_FAMILY if heading else BODY_FAMILY
        paint = colour or (self.palette.head if heading else self.palette.ink)
        made = TextStyle(family, size.size, size.leading, paint, bold=heading)
        return structs.replace(made, **more) if more else made


def paper_of(layout: Layout, brand: Brand, default: str, chosen: str | None) -> str:
    """The paper: the command line's, the layout's, the brand's, the workspace's."""
    return chosen or layout.page.paper or brand.paper or default


def palette_of(theme: Theme, brand: Brand, variant: str) -> Palette:
    """The colour roles that follow from the brand's colours in this family."""
    if is_mono(variant):
        return MONO[theme.palette]()
    primary = brand.colours.primary or theme.colours.primary or "#1f6f78"
    return _computed(theme.palette, primary, brand.colours.accent or theme.colours.accent)


@functools.lru_cache(maxsize=16)
def _computed(palette: str, primary: str, accent: str | None) -> Palette:
    return PALETTES[palette](parse_hex(primary), parse_hex(accent) if accent else None)


def make_look(
    layout: Layout,
    theme: Theme,
    palette: Palette,
    paper: str,
    tuning: Tuning = _UNTUNED,
    variant: str = STANDARD,
) -> Look:
    """The look of `layout` on `paper`; ContentError where the theme lacks a measure."""
    measures = _measures(layout, theme, paper)
    width, height = PAPERS[paper]
    names = (name for name in TypeScale.__struct_fields__ if name != "span")
    sizes = {name: getattr(measures.type, name) for name in names}
    lengths = {
        n: getattr(measures, n)
        for n in ("margin", "gap", "radius", "pad", "line", "badge", "floor")
    }
    lacking = [n for n, v in {**sizes, **lengths}.items() if v is None]
    if lacking:
        message = f"the theme '{theme.id}' gives no {', '.join(lacking)} for {paper}"
        hint = f"add it under papers: {paper}: in layouts/themes/{theme.id}.yaml"
        hint = hint if theme.papers else "write 'extends: warm' to start from all its measures"
        raise ContentError([Diagnostic("error", "measures", message, theme.span, hint)])
    if is_large(variant):
        sizes, lengths = magnified(sizes, width), roomier(lengths)
    margin = lengths.pop("margin")
    floor = max(lengths.pop("floor"), FLOORS[paper])
    spacing = tuning.spacing
    sides = _margins(layout.page.margins, margin)
    sides["left"] += layout.page.binding or 0.0  # of a right page; left pages mirror it
    values: dict[str, Any] = {**lengths, **sides, **_tuned(sizes, floor, tuning)}
    values |= {"gap": lengths["gap"] * spacing, "pad": lengths["pad"] * spacing}
    return Look(
        paper=paper, width=width, height=height, floor=floor, palette=palette,
        components=theme.components.chosen, layout=layout.id, lays_out=layout.for_,
        theme=theme.id, relax=tuning.relax,
        stage=tuning.stage,
        value_least=floor if is_large(variant) else 0.0, **values,
    )  # fmt: skip


def _measures(layout: Layout, theme: Theme, paper: str) -> Measures:
    found = Measures()
    # Letter is set as A4 unless the family says otherwise.
    for name in ("a4", "letter") if paper == "letter" else (paper,):
        found = _over(found, theme.papers.get(name))
        found = _over(found, layout.papers.get(name))
    return structs.replace(found, type=_over(found.type, layout.type))


def _over(base: Any, above: Any) -> Any:
    if above is None:
        return base
    changes = {}
    for name in base.__struct_fields__:
        value = getattr(above, name)
        if isinstance(value, TypeScale):
            changes[name] = _over(getattr(base, name), value)
        elif value is not None:
            changes[name] = value
    return structs.replace(base, **changes)


def _margins(own: Margins, margin: float) -> dict[str, float]:
    top, bottom = margin * 0.82, margin * 0.74
    return {
        "top": own.top if own.top is not None else top,
        "right": own.right if own.right is not None else margin,
        "bottom": own.bottom if own.bottom is not None else bottom,
        "left": own.left if own.left is not None else margin,
    }


def _tuned(sizes: dict[str, TypeSize], floor: float, tuning: Tuning) -> dict[str, TypeSize]:
    """Sizes with the tuning applied; nothing but the imprint goes below the floor."""
    out = dict(sizes)
    out["title"] = _scaled(sizes["title"], tuning.title)
    for name in ("body", "lead", "label"):
        out[name] = _grown(sizes[name], tuning.body, floor)
    return out


def _scaled(size: TypeSize, factor: float) -> TypeSize:
    return TypeSize(round(size.size * factor, 2), round(size.leading * factor, 2))


def _grown(size: TypeSize, add: float, least: float) -> TypeSize:
    wanted = max(size.size + add, least)
    return TypeSize(wanted, round(wanted * size.leading / size.size, 2))
