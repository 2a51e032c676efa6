"""The Document: what a handout says, in reading order, before anyone sets it in type.

From this one tree come the pages, the bookmarks and the plain text. Nodes are
frozen; text is kept as runs, so nothing a person typed is ever markup again.
"""

from typing import Literal

from msgspec import Struct

from handouts.diagnostics import Span


class Run(Struct, frozen=True, gc=False):
    """Text in one style; `span` is the value it came from.

    `href` is an address, or `#anchor` for a place in the same document. A run with `ref`
    prints the number of the page that holds that anchor; its text stands in for it. One
    with `forms` prints all pages of what the anchor opens, in the wording for one page, for
    two or for more, where {page} and {last} are still open.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    span: Span | None = None
    ref: str = ""
    forms: tuple[str, ...] = ()


Runs = tuple[Run, ...]


def text_of(runs: Runs) -> str:
    """The words of runs without their style."""
    return "".join(run.text for run in runs)


Marker = Literal["bullet", "tick", "number", "ring", "none", "run-on"]
BoxRole = Literal["plain", "panel", "card", "method", "tip", "stop", "note"]


class Paragraph(Struct, frozen=True, tag=True):
    """A paragraph, with the shorter wording for where room is scarce.

    One that is `full_only` goes where the wording before it is set in its short form.
    """

    runs: Runs
    short: Runs = ()
    full_only: bool = False
    role: Literal["body", "lead", "muted", "label", "term", "imprint"] = "body"


class Heading(Struct, frozen=True, tag=True):
    """A heading. `aside` is set smaller on the same line; `mark` puts it in the bookmarks."""

    runs: Runs
    level: int = 2
    icon: str = ""
    aside: Runs = ()
    mark: bool = True


class Sketch(Struct, frozen=True, tag=True):
    """A drawn figure: the portrait's key, its colours and style; one may show a mistake."""

    key: str
    skin: str
    hair: str
    style: str
    wrong: bool = False


class Picture(Struct, frozen=True, tag=True):
    """A photo of the practice's own by its file, or a drawn figure; and what it shows."""

    file: str
    alt: str
    span: Span | None = None
    sketch: Sketch | None = None


class Stage(Struct, frozen=True, tag=True):
    """A picture with the number of its step, or with words under it."""

    picture: Picture
    number: int = 0
    caption: Runs = ()


class Stages(Struct, frozen=True, tag=True):
    """Pictures side by side on one scale."""

    items: tuple[Stage, ...]


class Item(Struct, frozen=True, tag=True):
    """One entry of a list; `number` is what a numbered list prints."""

    children: "tuple[Node, ...]"
    number: int = 0


class List(Struct, frozen=True, tag=True):
    """A list. A crowded card may shorten it to `least` entries.

    One with `others` holds conditions to ask about first: it is shortened last of all,
    and then ends with those words, which `overflow` carries once they are needed.
    """

    items: tuple[Item, ...]
    marker: Marker = "bullet"
    columns: int = 1
    least: int = -1
    others: Runs = ()
    overflow: Runs = ()


class Step(Struct, frozen=True, tag=True):
    """One numbered thing to do, with its photo."""

    number: int
    children: "tuple[Node, ...]"
    picture: Picture | None = None


class Steps(Struct, frozen=True, tag=True):
    """The steps of a card: each stands in a box of its own."""

    items: tuple[Step, ...]


class Pair(Struct, frozen=True, tag=True):
    """A mistake and what to do instead."""

    avoid: Paragraph
    instead: Paragraph


class Pairs(Struct, frozen=True, tag=True):
    """Mistakes beside their cures."""

    heads: tuple[Runs, Runs]
    rows: tuple[Pair, ...]
    least: int = -1


class Badge(Struct, frozen=True, tag=True):
    """One part of a dose: `value` is set large, `unit` small under it."""

    icon: str
    value: str
    unit: str
    span: Span | None = None


class Badges(Struct, frozen=True, tag=True):
    """A dose as a row of badges, or as small chips."""

    items: tuple[Badge, ...]
    look: Literal["badges", "chips"] = "badges"


class Cell(Struct, frozen=True, tag=True):
    """A labelled value of the strip under a programme's title."""

    icon: str
    label: Runs
    value: Runs


class Strip(Struct, frozen=True, tag=True):
    """Labelled values side by side."""

    cells: tuple[Cell, ...]


class Title(Struct, frozen=True, tag=True):
    """The title panel; `tail` is tucked over its lower edge, `below` stands in its foot.

    An `aside` stands beside it all.
    """

    runs: Runs
    lead: Runs = ()
    below: "tuple[Node, ...]" = ()
    tail: "Badges | Strip | None" = None
    mark: bool = True
    aside: "Special | None" = None


class Box(Struct, frozen=True, tag=True):
    """Nodes that belong together. The first child may be its heading; a small one has an icon."""

    role: BoxRole
    children: "tuple[Node, ...]"
    chips: Badges | None = None
    icon: str = ""


class Row(Struct, frozen=True, tag=True):
    """Boxes side by side; `widths` are shares of the whole."""

    children: "tuple[Node, ...]"
    widths: tuple[float, ...]


class Table(Struct, frozen=True, tag=True):
    """A table whose head repeats on every page; a first column may be numbered."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    numbered: bool = False


class Exercise(Struct, frozen=True, tag=True):
    """One item of a programme: its number, a box of what to do, and the figure that shows it."""

    number: int
    box: Box
    picture: Picture | None = None


class Qr(Struct, frozen=True, tag=True):
    """A QR code beside its address in print; `line` stands alone where no code fits."""

    url: str
    note: Runs
    short: Runs
    line: Runs = ()
    span: Span | None = None


class ContactLine(Struct, frozen=True, tag=True):
    """One way to reach the practice."""

    icon: str
    runs: Runs


class Contact(Struct, frozen=True, tag=True):
    """How to reach the practice, and the film of the stretch."""

    lines: tuple[ContactLine, ...]
    qr: Qr | None = None


class Band(Struct, frozen=True, tag=True):
    """The practice's name at the head of a page; `aside` says what kind of page it is."""

    name: Runs
    tagline: Runs = ()
    aside: Runs = ()
    logo: Picture | None = None
    small: bool = False


class Imprint(Struct, frozen=True, tag=True):
    """The foot of a page; `page` is the wording with {page} and {pages} still open."""

    left: Runs
    right: Runs = ()
    page: str = ""
    below: Runs = ()


class Special(Struct, frozen=True, tag=True):
    """A node of one kind of document only, defined beside that kind."""


class PageBreak(Struct, frozen=True, tag=True):
    """What follows starts on a new page."""


Node = (
    Paragraph | Heading | Picture | Item | List | Step | Steps | Pair | Pairs | Badge | Badges
    | Stage | Stages | Cell | Strip | Title | Box | Row | Table | Exercise | Qr | ContactLine
    | Contact | Band | Imprint | PageBreak | Special
)  # fmt: skip


Opens = Literal["", "page", "left", "right", "bare"]


class Part(Struct, frozen=True, tag=True):
    """What one block of the layout became. A full card gives parts up by `drop`.

    One with `keep` is never given up, whatever its rank: it holds what nobody may lack.
    At its rank one with `instead` gives way to those parts: a map to its words.
    In a booklet a part may open a page; `left` and `right` face each other where each
    fits one page, and a `bare` page has no foot. `running` names it at the foot.
    """

    block: str
    children: tuple[Node, ...]
    drop: int | None = None
    keep: bool = False
    opens: Opens = ""
    running: Runs = ()
    instead: "tuple[Part, ...]" = ()


class Document(Struct, frozen=True):
    """A handout: its parts in reading order, its page furniture, and what it is.

    `continued` is how a heading says that it goes on over the page, {title} still open.
    `foreign` are the files whose words are in another language, with that language.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    header: tuple[Node, ...] = ()
    running: tuple[Node, ...] = ()
    footer: tuple[Node, ...] = ()
    author: str = ""
    subject: str = ""
    file: str = ""
    continued: str = ""
    foreign: tuple[tuple[str, str], ...] = ()
