"""The forms of a look: layouts place blocks, themes give them their measures."""

from typing import Annotated, ClassVar

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.blocks import BlockUse
from handouts.model.brand import PAPER_NAMES, Colours, Fonts
from handouts.model.text import Rule, Text, TypeSize


class Margins(Struct, frozen=True):
    """Distances from the paper's edge, in points; one length sets all four."""

    shorthand: ClassVar[str] = "*"
    top: Annotated[float | None, Rule("Top margin.", "length")] = None
    right: Annotated[float | None, Rule("Right margin.", "length")] = None
    bottom: Annotated[float | None, Rule("Bottom margin.", "length")] = None
    left: Annotated[float | None, Rule("Left margin.", "length")] = None


class PageSetup(Struct, frozen=True):
    """The paper and how its text area is divided."""

    paper: Annotated[str | None, Rule("The usual paper of this layout.", choices=PAPER_NAMES)] = (
        None
    )
    margins: Annotated[Margins, Rule("Margins; the theme's unless given.")] = Margins()
    columns: Annotated[int, Rule("Columns of text.", "number", most=4, least=1)] = 1
    binding: Annotated[
        float | None,
        Rule("Added to the margin at the spine of a booklet; pages then mirror.", "length"),
    ] = None
    multiple: Annotated[
        int,
        Rule("A booklet is filled up to a multiple of so many pages.", "number", most=16, least=1),
    ] = 1


class TypeScale(Struct, frozen=True):
    """Type sizes by role; what is left out is the theme's."""

    title: Annotated[TypeSize | None, Rule("The title.", "type-size")] = None
    lead: Annotated[
        TypeSize | None, Rule("The line under the title, and a card's steps.", "type-size")
    ] = None
    heading: Annotated[TypeSize | None, Rule("Headings.", "type-size")] = None
    body: Annotated[TypeSize | None, Rule("All other text.", "type-size")] = None
    value: Annotated[TypeSize | None, Rule("The numbers of the block `dose`.", "type-size")] = None
    label: Annotated[
        TypeSize | None,
        Rule("The words under them, and over who and when.", "type-size"),
    ] = None
    brand: Annotated[TypeSize | None, Rule("The practice's name.", "type-size")] = None
    imprint: Annotated[TypeSize | None, Rule("The footer.", "type-size")] = None
    span: Span | None = None


class Measures(Struct, frozen=True):
    """The measures of one paper, in points; a layout or variant may name only differences."""

    margin: Annotated[float | None, Rule("Distance from the paper's edge.", "length")] = None
    gap: Annotated[float | None, Rule("Distance between boxes.", "length")] = None
    radius: Annotated[float | None, Rule("Radius of corners.", "length")] = None
    pad: Annotated[float | None, Rule("Distance from a box's edge to its text.", "length")] = None
    line: Annotated[float | None, Rule("Width of a box's outline.", "length")] = None
    badge: Annotated[float | None, Rule("Radius of a step's number badge.", "length")] = None
    floor: Annotated[float | None, Rule("Text is never set smaller than this.", "length")] = None
    type: Annotated[TypeScale, Rule("Type sizes.")] = TypeScale()


class Layout(Struct, frozen=True):
    """Which blocks stand where, as a file of layouts/ tells it."""

    for_: Annotated[str, Rule("What it lays out.", choices=("stretch", "booklet", "programme"))]
    blocks: Annotated[tuple[BlockUse, ...], Rule("The blocks, top to bottom.", most=60)]
    id: str = ""
    kind: Annotated[Text | None, Rule("What kind of page this is, in words.", most=40)] = None
    page: Annotated[PageSetup, Rule("The paper.")] = PageSetup()
    type: Annotated[TypeScale, Rule("Sizes over the theme's, on all papers.")] = TypeScale()
    papers: Annotated[dict[str, Measures], Rule("Measures over the theme's, by paper.")] = {}
    fit: Annotated[
        str, Rule("One page always, or as many as it needs.", choices=("one-page", "flow"))
    ] = "flow"
    header: Annotated[tuple[BlockUse, ...], Rule("The head of the first page.", most=4)] = ()
    running: Annotated[tuple[BlockUse, ...], Rule("The head of the pages after it.", most=4)] = ()
    footer: Annotated[tuple[BlockUse, ...], Rule("The foot of every page.", most=4)] = ()
    span: Span | None = None


class Components(Struct, frozen=True):
    """Which variant of a component a family draws."""

    title: Annotated[
        str | None,
        Rule(
            "A solid panel, the title over a rule, or large and open.",
            choices=("panel", "plain", "open"),
        ),
    ] = None
    dose: Annotated[
        str | None,
        Rule(
            "A card's dose as badges, as a strip between rules, or as small pills.",
            choices=("badges", "strip", "pills"),
        ),
    ] = None
    facts: Annotated[
        str | None,
        Rule("Who and when, in a panel or in a strip between rules.", choices=("panel", "strip")),
    ] = None
    headings: Annotated[
        str | None, Rule("Headings with icons, or bare.", choices=("icons", "bare"))
    ] = None
    boxes: Annotated[
        str | None,
        Rule(
            "Tinted boxes, open ones under a hairline, or sections with a heading on the left.",
            choices=("tinted", "open", "ruled"),
        ),
    ] = None
    steps: Annotated[
        str | None,
        Rule(
            "A card's steps in boxes, as a list, or by big numerals.",
            choices=("cards", "list", "numerals"),
        ),
    ] = None
    exercises: Annotated[
        str | None,
        Rule(
            "A programme's exercises in boxes, or by big numerals.", choices=("cards", "numerals")
        ),
    ] = None
    lists: Annotated[
        str | None, Rule("Round marks, or squares and bare numbers.", choices=("round", "square"))
    ] = None
    tables: Annotated[
        str | None, Rule("Numbers in discs, or bare.", choices=("badges", "numerals"))
    ] = None
    pairs: Annotated[
        str | None,
        Rule("Mistakes and cures in two joined panels, or open.", choices=("joined", "open")),
    ] = None
    stop: Annotated[
        str | None,
        Rule("The stop box tinted, or white in an ink frame.", choices=("tinted", "ink")),
    ] = None
    band: Annotated[
        str | None, Rule("The mark at the head of pages.", choices=("round", "square"))
    ] = None
    glance: Annotated[
        str | None,
        Rule("A programme's numbers as pills, or as numerals.", choices=("pills", "numerals")),
    ] = None
    pain: Annotated[
        str | None, Rule("The limits of pain tinted, or open.", choices=("tinted", "open"))
    ] = None
    ticks: Annotated[
        str | None, Rule("A programme's diary in a frame, or open.", choices=("boxed", "open"))
    ] = None
    contact: Annotated[
        str | None,
        Rule("Ways to reach the practice, with icons or without.", choices=("icons", "bare")),
    ] = None
    covers: Annotated[
        str | None,
        Rule("A booklet's covers as solid panels, or open on white.", choices=("framed", "open")),
    ] = None
    contents: Annotated[
        str | None,
        Rule(
            "A booklet's contents in boxes, between hairlines, or in boxes without pictures.",
            choices=("boxed", "open", "words"),
        ),
    ] = None
    diary: Annotated[
        str | None,
        Rule(
            "A booklet's diary and week plan in boxes, or between hairlines.",
            choices=("boxed", "open"),
        ),
    ] = None
    folio: Annotated[
        str | None,
        Rule("A booklet's page numbers in discs, or bare.", choices=("disc", "bare")),
    ] = None

    @property
    def chosen(self) -> dict[str, str]:
        """The variants that are named."""
        names = self.__struct_fields__
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class Theme(Struct, frozen=True):
    """A family of looks, as a file of layouts/themes/ tells it."""

    name: Annotated[Text, Rule("What the family is called.", most=60)]
    id: str = ""
    palette: Annotated[
        str, Rule("How colours follow from the brand's.", choices=("warm", "calm"))
    ] = "warm"
    colours: Annotated[Colours, Rule("The colours where a brand gives none.")] = Colours()
    fonts: Annotated[Fonts, Rule("The fonts where a brand gives none.")] = Fonts()
    papers: Annotated[dict[str, Measures], Rule("The measures of each paper.")] = {}
    components: Annotated[Components, Rule("Which variant of a component is drawn.")] = Components()
    layouts: Annotated[object, Rule("Differences of this family's layouts, by name.", "raw")] = None
    span: Span | None = None
