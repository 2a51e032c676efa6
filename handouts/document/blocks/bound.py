"""A stretch inside a booklet: where it stands, and what it says otherwise than on a sheet."""

from collections.abc import Mapping

from msgspec import Struct, structs

from handouts.document.blocks import stretch as alone
from handouts.document.blocks.safety import safety_box
from handouts.document.blocks.shown import Shown, shown
from handouts.document.blocks.stretch import Nodes
from handouts.document.inline import NBSP, placed, plain
from handouts.document.nodes import Box, Item, List, Paragraph, Run, Runs
from handouts.document.scope import Scope, boxed
from handouts.model.blocks import ListOptions, Options, StopOptions
from handouts.model.booklet import Booklet, Section
from handouts.model.stretch import Stretch
from handouts.model.text import Text

SAFETY, DIARY, WEEK, CONTENTS = "safety", "diary", "week-plan", "contents"
_START = (3.0, 2.0)  # widths of the starting position's words and of its figure
INDEX, GLOSSARY, HOW, BACK = "index", "glossary", "how-to-use", "back-cover"


class Bound(Shown, frozen=True):
    """A stretch in its place: its anchor, its number of how many, its section."""

    anchor: str
    number: int
    total: int
    section: Section
    first: bool
    anchors: Mapping[str, str]


class Group(Struct, frozen=True):
    """A section with its stretches."""

    section: Section
    anchor: str
    stretches: tuple[Bound, ...]


class Volume(Struct, frozen=True):
    """A booklet with everything it refers to; `anchors` has the first place of each stretch."""

    booklet: Booklet
    groups: tuple[Group, ...]
    anchors: Mapping[str, str]
    blocks: frozenset[str]

    @property
    def stretches(self) -> tuple[Bound, ...]:
        """All stretches in order."""
        return tuple(bound for group in self.groups for bound in group.stretches)

    def has(self, page: str) -> bool:
        """Whether the layout places one of the booklet's own pages, and it will not be empty."""
        found = [bound.stretch for bound in self.stretches]
        full = {
            SAFETY: any(s.stop or s.see_first for s in found),
            WEEK: bool(self.booklet.week_plan),
            DIARY: self.booklet.diary is not None,
            INDEX: any(s.regions or s.muscles.primary or s.muscles.secondary for s in found),
        }
        return page in self.blocks and full.get(page, True)


def volume(booklet: Booklet, found: Mapping[str, Stretch], blocks: frozenset[str]) -> Volume:
    """The booklet's stretches numbered through; `blocks` are those its layout places."""
    listed = [(s, n) for s, sec in enumerate(booklet.sections) for n in sec.stretches if n in found]
    anchors: dict[str, str] = {}
    for number, (_, name) in enumerate(listed, 1):
        anchors.setdefault(str(name), f"stretch-{number}")
    groups: list[Group] = []
    number = 0
    for at, section in enumerate(booklet.sections):
        own: list[Bound] = []
        for name in section.stretches:
            if name in found:
                number += 1
                one = shown(found[name])
                own.append(
                    Bound(one.stretch, one.method, one.steps, f"stretch-{number}", number,
                          len(listed), section, not own, anchors)
                )  # fmt: skip
        groups.append(Group(section, f"section-{at + 1}", tuple(own)))
    return Volume(booklet, tuple(groups), anchors, blocks)


def page_of(scope: Scope, anchor: str) -> Runs:
    """`page 8`, which leads there."""
    found = spliced(scope, "on-page", page=(Run("8", ref=anchor),))
    return _glued(found)


def pages_of(scope: Scope, anchor: str) -> Runs:
    """`page 4`, `pages 4 and 5` or `pages 6 to 10`: all pages of what an anchor opens."""
    keys = ("on-page", "on-two-pages", "on-pages")
    forms = tuple(
        scope.words.say(key, page="{page}", last="{last}").replace(" ", NBSP) for key in keys
    )
    return (Run(forms[0].replace("{page}", "8"), ref=anchor, forms=forms),)


def spliced(scope: Scope, key: str, **values: Runs) -> Runs:
    """The words of a label with runs in the place of its names in braces."""
    marks = {name: f"\0{name}\0" for name in values}
    out: list[Run] = []
    for n, part in enumerate(scope.words.say(key, None, **marks).split("\0")):
        if n % 2:
            out += values[part]
        elif part:
            before, after = " " * part.startswith(" "), " " * part.endswith(" ")
            out += [Run(before), *scope.runs(part), Run(after)] if part.strip() else [Run(" ")]
    return tuple(run for run in out if run.text)


def _glued(runs: Runs) -> Runs:
    """With its spaces kept from breaking."""
    return tuple(structs.replace(run, text=run.text.replace(" ", NBSP)) for run in runs)


def related(scope: Scope, subject: Bound, options: Options) -> Nodes:
    """What goes well with it, why, and on which page of the booklet."""
    items = []
    for link in subject.stretch.related:
        name = scope.names.get(str(link.stretch), str(link.stretch))
        anchor = subject.anchors.get(str(link.stretch), "")
        words = tuple(_leading(run, anchor) for run in plain(name, bold=True))
        where = (*plain(", "), *page_of(scope, anchor)) if anchor else ()
        why = (*plain(" ("), *scope.runs(link.why), *plain(")")) if link.why else ()
        items.append(Item((Paragraph((*words, *where, *why)),)))
    limit = options.max if isinstance(options, ListOptions) else None
    columns = options.columns if isinstance(options, ListOptions) else 1
    made = List(tuple(items[:limit] if limit else items), "bullet", columns)
    return boxed("card", scope.heading(options, "related", "link"), made)


def _leading(run: Run, anchor: str) -> Run:
    return structs.replace(run, href=f"#{anchor}") if anchor else run


def linked(name: Text | str, anchor: str, *, bold: bool = False) -> Runs:
    """A name that leads to its place."""
    return tuple(_leading(run, anchor) for run in plain(placed(str(name), str(name)), bold=bold))


def summary(scope: Scope, subject: Bound, _options: Options) -> Nodes:
    """What the stretch is; how often it is done stands in the boxes over it."""
    found = subject.stretch.summary
    return scope.prose(found.text) if found else ()


def stop(scope: Scope, subject: Bound, options: Options) -> Nodes:
    """The stop signs; what to ask about first stands on the shared page that it names."""
    assert isinstance(options, StopOptions)
    asks = subject.stretch.see_first if options.see_first else ()
    found = safety_box(scope, subject.stretch.stop, asks, options)
    if asks or not found or SAFETY not in {use.name for use in scope.layout.blocks}:
        return found
    more = Paragraph(spliced(scope, "safety-more", page=pages_of(scope, SAFETY)))
    return tuple(
        structs.replace(box, children=(*box.children, more)) if isinstance(box, Box) else box
        for box in found
    )


def start(scope: Scope, subject: Bound, options: Options) -> Nodes:
    """The starting position, with its figure beside the words."""
    figures = [line.figure for line in subject.stretch.start]
    return alone.start_box(scope, subject, options, figures, _START)


BLOCKS: dict[str, alone.Block] = {
    **alone.BLOCKS,
    "start": start,
    "summary": summary,
    "related": related,
    "stop": stop,
}
