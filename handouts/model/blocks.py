"""The blocks a layout may place, and the options each takes.

A block is named in YAML (`- stop` or `- mistakes: {max: 4, drop: 2}`). Its options
are defined here, once; what it turns content into stands in document/blocks/.
"""

from typing import Annotated, ClassVar, Final

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.text import Amount, Rule, Text


class Options(Struct, frozen=True, kw_only=True):
    """What every block takes."""

    drop: Annotated[
        int | None,
        Rule(
            "The order in which a full card gives this block up; never without.",
            "number",
            most=99,
            least=1,
        ),
    ] = None
    span: Span | None = None


class Headed(Options, frozen=True, kw_only=True):
    """A block under a heading."""

    heading: Annotated[Text | None, Rule("A heading instead of the usual one.", most=80)] = None


class PairsOptions(Options, frozen=True, kw_only=True):
    """Mistakes beside their cures."""

    max: Annotated[int | None, Rule("At most so many lines.", "number", most=99, least=1)] = None
    min: Annotated[
        int, Rule("A full card shortens the list to this before it goes.", "number", most=99)
    ] = 0


class ListOptions(Headed, frozen=True, kw_only=True):
    """A block that is a list."""

    max: Annotated[int | None, Rule("At most so many lines.", "number", most=99, least=1)] = None
    min: Annotated[
        int, Rule("A full card shortens the list to this before it goes.", "number", most=99)
    ] = 0
    columns: Annotated[int, Rule("Side by side in so many columns.", "number", most=4, least=1)] = 1


class StepsOptions(Options, frozen=True, kw_only=True):
    """The steps of one method."""

    method: Annotated[
        Text | None, Rule("The method's name; the card's choice without.", most=60)
    ] = None
    all: Annotated[bool, Rule("All its steps, whatever `card:` chooses.")] = False
    photos: Annotated[bool, Rule("Show the practice's photos.")] = True
    figures: Annotated[
        str, Rule("Drawn figures, once there are some.", choices=("auto", "none"))
    ] = "auto"


class MethodsOptions(Options, frozen=True, kw_only=True):
    """Every method in a box of its own; or the first by itself, and the others elsewhere."""

    only: Annotated[
        str | None, Rule("Show only these; all without.", choices=("first", "others"))
    ] = None
    photos: Annotated[bool, Rule("Show the practice's photos.")] = True


class BodyMapOptions(Headed, frozen=True, kw_only=True):
    """The body map with where the stretch is felt; a full card sets the words alone."""

    words: Annotated[
        int | None,
        Rule(
            "The order in which a full card gives up those words too; never without.",
            "number",
            most=99,
            least=1,
        ),
    ] = None


class MusclesOptions(Headed, frozen=True, kw_only=True):
    """The muscles worked."""

    map: Annotated[bool, Rule("Show them on the body map.")] = True


class StopOptions(Headed, frozen=True, kw_only=True):
    """Stop signs, and what to ask about first."""

    see_first: Annotated[bool, Rule("Also what to ask a professional about first.")] = True
    as_: Annotated[str, Rule("Set as a list, or run on.", choices=("list", "run-on"))] = "run-on"


class RowOptions(Options, frozen=True, kw_only=True):
    """Blocks side by side."""

    blocks: Annotated[tuple["BlockUse", ...], Rule("The blocks, left to right.", most=4)] = ()
    widths: Annotated[tuple[Amount, ...], Rule("Their widths, as shares.", "count", most=4)] = ()


class TextOptions(Headed, frozen=True, kw_only=True):
    """Fixed words of the layout's own."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[Text, Rule("The words.", "prose", most=2000)]
    look: Annotated[str, Rule("How it looks.", choices=("plain", "panel", "tip"))] = "plain"


class LinesOptions(Headed, frozen=True, kw_only=True):
    """Lines to write on."""

    lines: Annotated[int, Rule("So many lines.", "number", most=20, least=1)] = 3


class ContactOptions(Options, frozen=True, kw_only=True):
    """How to reach the practice."""

    qr: Annotated[
        bool, Rule("The stretch's film as a QR code where one fits; else its address alone.")
    ] = True


class LineOptions(Options, frozen=True, kw_only=True):
    """One line of the page's head or foot."""

    phone: Annotated[bool, Rule("Show the telephone number.")] = False


class SectionsOptions(Options, frozen=True, kw_only=True):
    """How each stretch of a booklet is set: a page to open it, and what faces that page."""

    opener: Annotated[
        tuple["BlockUse", ...], Rule("Blocks of a stretch on its first, left page.", most=20)
    ] = ()
    facing: Annotated[
        tuple["BlockUse", ...], Rule("Blocks on the right page that faces it.", most=20)
    ] = ()
    then: Annotated[tuple["BlockUse", ...], Rule("Blocks that flow on after them.", most=20)] = ()
    notes: Annotated[bool, Rule("Lines to write on where a page has room left.")] = True


class IndexOptions(Headed, frozen=True, kw_only=True):
    """Stretches by where they work."""

    by: Annotated[tuple[str, ...], Rule("What to look under.", choices=("region", "muscle"))] = (
        "region",
        "muscle",
    )


class CoverOptions(Options, frozen=True, kw_only=True):
    """The first page of a booklet."""

    lines: Annotated[bool, Rule("Lines to write a name and a date on.")] = True


class BlockUse(Struct, frozen=True):
    """A block as a layout places it."""

    name: str
    options: Options
    span: Span | None = None


STRETCH_BLOCKS: Final[dict[str, type[Options]]] = {
    "title": Options,
    "dose": Options,
    "summary": Options,
    "benefits": ListOptions,
    "body-map": BodyMapOptions,
    "muscles": MusclesOptions,
    "start": ListOptions,
    "steps": StepsOptions,
    "methods": MethodsOptions,
    "feel": Headed,
    "breathing": ListOptions,
    "mistakes": PairsOptions,
    "adaptations": ListOptions,
    "progression": ListOptions,
    "when": ListOptions,
    "used-for": ListOptions,
    "related": ListOptions,
    "stop": StopOptions,
    "video": Options,
    "sources": ListOptions,
}
PROGRAMME_BLOCKS: Final[dict[str, type[Options]]] = {
    "client": Options,
    "title": Options,
    "goal": Headed,
    "changes": Headed,
    "glance": Headed,
    "pain": Headed,
    "exercises": Options,
    "tick-diary": Headed,
    "adjust": Headed,
    "programme-stop": StopOptions,
    "questions": LinesOptions,
    "checked": Options,
}
BOOKLET_BLOCKS: Final[dict[str, type[Options]]] = {
    "cover": CoverOptions,
    "contents": Headed,
    "how-to-use": Headed,
    "safety": Headed,
    "sections": SectionsOptions,
    "week-plan": Headed,
    "diary": Headed,
    "index": IndexOptions,
    "glossary": Headed,
    "closing": Headed,
    "back-cover": Options,
    "folio": Options,
}
ANY_BLOCKS: Final[dict[str, type[Options]]] = {
    "brand": LineOptions,
    "running": Options,
    "imprint": Options,
    "contact": ContactOptions,
    "text": TextOptions,
    "row": RowOptions,
    "page-break": Options,
}
BLOCKS: Final = STRETCH_BLOCKS | PROGRAMME_BLOCKS | BOOKLET_BLOCKS | ANY_BLOCKS
