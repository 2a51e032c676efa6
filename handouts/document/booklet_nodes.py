"""The nodes that only a booklet has: its covers, contents, diary and page furniture."""

from typing import Literal

from handouts.document.nodes import ContactLine, Heading, List, Node, Picture, Qr, Runs, Special


class Anchored(Special, frozen=True, tag=True):
    """A node that references lead to; it stands in the bookmarks as `label`."""

    child: Node
    anchor: str
    label: str
    level: int = 1


class Headline(Special, frozen=True, tag=True):
    """The title of a page of the booklet itself, with a few words under it."""

    runs: Runs
    lead: Runs = ()


class DiaryHead(Headline, frozen=True, tag=True):
    """The diary's title; `boxes` is what its lead says where there are boxes to tick."""

    boxes: Runs = ()


class Opening(Special, frozen=True, tag=True):
    """The line over a stretch: its section and its number; a section's first has its intro."""

    section: Runs
    number: Runs
    ordinal: int
    intro: tuple[Node, ...] = ()
    first: bool = False


class Group(Heading, frozen=True, tag=True):
    """The heading over a section's lines in the contents."""


class Entry(Special, frozen=True, tag=True):
    """A line of the contents: what it is, why it is there, and where; `first` of its group."""

    name: Runs
    about: Runs
    ref: str
    number: int = 0
    icon: str = ""
    picture: Picture | None = None
    first: bool = False


class Located(Special, frozen=True, tag=True):
    """A line of an index: a name, a dotted leader, and pages."""

    name: Runs
    refs: tuple[str, ...]


class Locations(Special, frozen=True, tag=True):
    """An index under one heading; `ruled` where another kind of index stands over it."""

    heading: Runs
    items: tuple[Located, ...]
    ruled: bool = False


class Day(Special, frozen=True, tag=True):
    """A line of the week plan."""

    name: Runs
    do: List


class Days(Special, frozen=True, tag=True):
    """The week plan."""

    items: tuple[Day, ...]


class Week(Special, frozen=True, tag=True):
    """A week of the diary: two circles a day, and a row of cells to write a number in."""

    label: Runs
    days: tuple[Runs, ...]
    done: Runs
    sore: Runs


class Notes(Special, frozen=True, tag=True):
    """Lines to write on, as many as the page has room for; `columns` head a table of them."""

    heading: Runs
    look: Literal["box", "open"] = "box"
    columns: tuple[Runs, ...] = ()


class CoverList(Special, frozen=True, tag=True):
    """A section as the cover's window tells it."""

    title: Runs
    names: tuple[Runs, ...]


class Cover(Special, frozen=True, tag=True):
    """The first page: whose it is, what it is, what is in it, for whom.

    A picture of the first stretch that has one stands in it for what is inside.
    """

    practice: Runs
    logo: Picture | None
    title: Runs
    subtitle: Runs
    heading: Runs
    lists: tuple[CoverList, ...]
    audience: Runs = ()
    lines: tuple[tuple[str, Runs], ...] = ()
    imprint: Runs = ()
    picture: Picture | None = None


class BackCover(Special, frozen=True, tag=True):
    """The last page: how to reach the practice, where to book, what this is not.

    Under the heading `call` stand the ways to reach it, or `lines` to write them on.
    """

    practice: Runs
    tagline: Runs
    logo: Picture | None
    heading: Runs
    words: tuple[Node, ...]
    call: Anchored
    contact: tuple[ContactLine, ...]
    lines: tuple[tuple[str, Runs], ...]
    qr: Qr | None
    disclaimer: Runs
    imprint: Runs


class Folio(Special, frozen=True, tag=True):
    """The foot of a booklet's page: the number on the outer edge, the running title beside it."""

    runs: Runs
    page: int = 0
