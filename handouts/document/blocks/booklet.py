"""The pages of a booklet that belong to it as a whole: covers, contents, week plan, diary."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from handouts.document.blocks import gathered
from handouts.document.blocks.bound import (
    BACK,
    CONTENTS,
    DIARY,
    GLOSSARY,
    HOW,
    INDEX,
    SAFETY,
    WEEK,
    Volume,
    linked,
    page_of,
    pages_of,
    spliced,
)
from handouts.document.blocks.gathered import headline
from handouts.document.blocks.page import contact_lines, logo_of
from handouts.document.blocks.shown import portrait
from handouts.document.booklet_nodes import (
    Anchored,
    BackCover,
    Cover,
    CoverList,
    Day,
    Days,
    DiaryHead,
    Entry,
    Folio,
    Group,
    Notes,
    Week,
)
from handouts.document.inline import exact, plain
from handouts.document.nodes import Box, Heading, Item, List, Node, Paragraph, Part, Qr, Run, Runs
from handouts.document.scope import Scope
from handouts.document.words import Words
from handouts.model.blocks import CoverOptions, Options
from handouts.model.scalars import check_url
from handouts.model.stretch import Wording
from handouts.model.text import Amount

Parts = tuple[Part, ...]
# The booklet's own pages: the icon and the label of each in the contents.
_OWN = {
    HOW: ("book", "booklet-how"), SAFETY: ("stop", "booklet-safety"),
    WEEK: ("calendar", "booklet-week"), DIARY: ("check", "booklet-diary"),
    INDEX: ("target", "booklet-index"), GLOSSARY: ("person", "booklet-glossary"),
    BACK: ("phone", "booklet-contact"),
}  # fmt: skip
_LISTED = 9  # lines in the cover's window
_TO_WRITE = (  # on the back where the brand says nothing: an icon and a label each
    ("person", "contact-therapist"), ("phone", "contact-phone"), ("clock", "contact-hours"),
    ("calendar", "next-visit"),
)  # fmt: skip
_DAYS = 7
_BRIEF = 320  # characters of last words that a back cover has room for


def cover(scope: Scope, volume: Volume, options: Options) -> Parts:
    """The first page: whose booklet it is, what is in it, and whom it is for."""
    booklet, words = volume.booklet, scope.words
    lines = (("person", "booklet-for"), ("calendar", "booklet-date"))
    wanted = isinstance(options, CoverOptions) and options.lines
    node = Cover(
        plain(scope.brand.name),
        logo_of(scope),
        plain(booklet.title),
        plain(booklet.subtitle) if booklet.subtitle else (),
        plain(words.say("booklet-inside")),
        _window(volume),
        plain(booklet.audience) if booklet.audience else (),
        tuple((icon, plain(words.say(key))) for icon, key in lines) if wanted else (),
        exact(" · ".join([*_edition(scope, volume), words.month(scope.today)])),
        next((found for b in volume.stretches if (found := portrait(scope, b))), None),
    )
    return (Part("cover", (node,), opens="bare"),)


def _window(volume: Volume) -> tuple[CoverList, ...]:
    """Sections with their stretches; of a long booklet the sections alone."""
    groups = [g for g in volume.groups if g.stretches]
    whole = len(groups) + len(volume.stretches) <= _LISTED
    if not whole and len(groups) > _LISTED:
        return ()
    return tuple(
        CoverList(
            plain(g.section.title, bold=True),
            tuple(plain(b.stretch.name) for b in g.stretches) if whole else (),
        )
        for g in groups
    )


def contents(scope: Scope, volume: Volume, options: Options) -> Parts:
    """What is inside, section by section, each with its page."""
    children: list[Node] = [headline(scope, options, "booklet-contents", CONTENTS)]
    children += _entries(scope, volume, (HOW, SAFETY))
    for group in volume.groups:
        if group.stretches:
            children.append(Group(plain(group.section.title), 2, mark=False))
        for n, bound in enumerate(group.stretches):
            summary = bound.stretch.summary
            about = scope.runs(summary.short or summary.text) if summary else ()
            name = plain(bound.stretch.name)
            shown = portrait(scope, bound)
            children.append(
                Entry(name, about, bound.anchor, bound.number, picture=shown, first=not n)
            )
    children += _entries(scope, volume, (WEEK, DIARY, INDEX, GLOSSARY, BACK))
    return (Part("contents", tuple(children), opens="page"),)


def _entries(scope: Scope, volume: Volume, anchors: tuple[str, ...]) -> list[Node]:
    """Pages that are no stretches, with an icon each; those that the booklet has."""
    weeks = volume.booklet.diary.weeks if volume.booklet.diary else None
    found = [
        (anchor, *_OWN[anchor])
        for anchor in anchors
        if volume.has(anchor) and (anchor != GLOSSARY or gathered.terms(scope, volume))
    ]
    return [
        Entry(plain(scope.words.say(key, weeks if anchor == DIARY else None)), (), anchor,
              icon=icon, first=not n)
        for n, (anchor, icon, key) in enumerate(found)
    ]  # fmt: skip


def how_to_use(scope: Scope, volume: Volume, options: Options) -> Parts:
    """The introduction, how to go about it, and what everybody should know first."""
    booklet, words = volume.booklet, scope.words
    children: list[Node] = [headline(scope, options, "booklet-how", HOW)]
    children += scope.prose(booklet.intro) if booklet.intro else ()
    if booklet.audience:
        lead = plain(words.say("booklet-audience"), bold=True)
        text = Paragraph((*lead, Run(" "), *scope.runs(booklet.audience)))
        children.append(Box("panel", (text,), icon="person"))
    steps = [scope.runs(words.say(f"how-{key}")) for key in ("choose", "dose", "breathe", "build")]
    if volume.has(SAFETY):
        steps.insert(0, spliced(scope, "how-safety", page=pages_of(scope, SAFETY)))
    if volume.has(DIARY):
        steps.append(spliced(scope, "how-diary", page=pages_of(scope, DIARY)))
    items = tuple(Item((Paragraph(runs),), n) for n, runs in enumerate(steps, 1))
    heading = Heading(plain(words.say("how-steps")), 2, "steps", mark=False)
    children.append(Box("card", (heading, List(items, "number"))))
    if booklet.before_you_start:
        heading = Heading(plain(words.say("booklet-before")), 2, "tip", mark=False)
        children.append(Box("tip", (heading, *scope.prose(booklet.before_you_start))))
    children.append(Notes(plain(words.say("booklet-goal"))))
    return (Part("how-to-use", tuple(children), opens="page"),)


def week_plan(scope: Scope, volume: Volume, options: Options) -> Parts:
    """What to do on which day; the id of a stretch prints its name and page."""
    if not volume.booklet.week_plan:
        return ()
    items = []
    for day in volume.booklet.week_plan:
        do = tuple(Item((_to_do(scope, volume, wording),)) for wording in day.do)
        items.append(Day(plain(day.day), List(do)))
    head = headline(scope, options, "booklet-week", WEEK, plain(scope.words.say("week-lead")))
    notes = Notes(plain(scope.words.say("booklet-when")))
    return (Part("week-plan", (head, Days(tuple(items)), notes), opens="page"),)


def _to_do(scope: Scope, volume: Volume, wording: Wording) -> Paragraph:
    anchor = volume.anchors.get(str(wording.text))
    if anchor is None:
        return scope.wording(wording)
    name = scope.names.get(str(wording.text), str(wording.text))
    return Paragraph((*linked(name, anchor), *plain(", "), *page_of(scope, anchor)))


def diary(scope: Scope, volume: Volume, options: Options) -> Parts:
    """Weeks without dates, two circles a day, and a row for how sore it is."""
    found, words = volume.booklet.diary, scope.words
    if found is None:
        return ()
    weeks = tuple(_week(words, n) for n in range(1, int(found.weeks.low) + 1))
    count = Amount(found.weeks.low, found.weeks.low)
    title = plain(words.say("booklet-diary", count))
    head = headline(scope, options, "booklet-diary", DIARY, plain(words.say("diary-lead")))
    boxes = plain(words.say("diary-lead-boxes"))
    head = _retitled(head, None if getattr(options, "heading", None) else title, boxes)
    notes = Notes(plain(words.say("diary-noticed")), "open")
    return (Part("diary", (head, *weeks, notes), opens="page"),)


def _week(words: Words, number: int) -> Week:
    """A week; each has runs of its own, as what is set is known by them."""
    return Week(
        plain(words.say("diary-week", number=str(number))),
        tuple(plain(words.say(f"weekday-{n}"), bold=True) for n in range(1, _DAYS + 1)),
        plain(words.say("diary-done"), bold=True),
        plain(words.say("diary-sore"), bold=True),
    )


def _retitled(node: Any, title: Runs | None, boxes: Runs) -> Any:
    """The title with its number of weeks, unless it was given, and the lead for boxes."""
    runs = title or node.child.runs
    child = DiaryHead(runs, node.child.lead, boxes=boxes)
    return structs.replace(node, child=child, label="".join(run.text for run in runs))


def closing(scope: Scope, volume: Volume, options: Options) -> Parts:
    """Last words, on a page of their own where there is no back cover to bear them."""
    if volume.booklet.closing is None or _on_the_back(volume):
        return ()
    head = headline(scope, options, "booklet-closing", "closing")
    return (Part("closing", (head, *scope.prose(volume.booklet.closing)), opens="page"),)


def _on_the_back(volume: Volume) -> bool:
    """A few last words stand on the back cover; more than that have a page."""
    said = volume.booklet.closing or ""
    return "back-cover" in volume.blocks and len(said) <= _BRIEF


def back_cover(scope: Scope, volume: Volume, _options: Options) -> Parts:
    """The last page: last words, how to reach the practice, where to book, what this is not."""
    booklet, brand, words = volume.booklet, scope.brand, scope.words
    imprint = [*_edition(scope, volume), words.say("made", date=words.date(scope.today))]
    imprint += _reviews(scope, volume)
    contact, label = contact_lines(scope, booking=False), words.say("booklet-contact")
    node = BackCover(
        plain(brand.name),
        plain(brand.tagline) if brand.tagline else (),
        logo_of(scope),
        plain(words.say("booklet-closing")),
        scope.prose(booklet.closing) if booklet.closing and _on_the_back(volume) else (),
        Anchored(Heading(plain(label), mark=False), BACK, label),
        contact,
        () if contact else tuple((icon, plain(words.say(key))) for icon, key in _TO_WRITE),
        _booking(scope),
        plain(brand.disclaimer or words.say("booklet-disclaimer")),
        exact(" · ".join(imprint)),
    )
    return (Part("back-cover", (node,), opens="bare"),)


def _edition(scope: Scope, volume: Volume) -> list[str]:
    """The booklet's code and version."""
    booklet = volume.booklet
    version = scope.words.say("version", version=str(booklet.version)) if booklet.version else ""
    return [str(booklet.code or booklet.id), *([version] if version else [])]


def _reviews(scope: Scope, volume: Volume) -> list[str]:
    """A booklet is reviewed when all of it is, and due again when the first of it is."""
    reviews = [bound.stretch.review for bound in volume.stretches]
    names = dict.fromkeys(str(r.by) for r in reviews if r.by)
    whole = all(r.by for r in reviews) and names
    said = scope.words.say("reviewed", name=scope.words.listed([*names])) if whole else ""
    due = [r.next for r in reviews if r.next]
    again = [scope.words.say("review-by", month=scope.words.month(min(due)))] if due else []
    return [said or scope.words.say("not-reviewed"), *again]


def _booking(scope: Scope) -> Qr | None:
    """Where to book, or the practice's site, as a code and in print."""
    found = scope.brand.contact
    for key, address in (("booking", found.booking), ("visit", found.web)):
        if address is None:
            continue
        url = str(address) if address.startswith("https://") else f"https://{address}"
        try:
            check_url(url)
        except ValueError:
            continue
        short = url.removeprefix("https://")
        return Qr(url, plain(scope.words.say(key)), plain(scope.words.say("scan")), exact(short))
    return None


def folio(scope: Scope, volume: Volume, _options: Options) -> tuple[Node, ...]:
    """The page's number on the outer edge, and the running title."""
    return (Folio(plain(volume.booklet.title)),)


BLOCKS: dict[str, Callable[[Scope, Any, Any], Any]] = {
    "cover": cover,
    "contents": contents,
    "how-to-use": how_to_use,
    "safety": gathered.safety,
    "week-plan": week_plan,
    "diary": diary,
    "index": gathered.index,
    "glossary": gathered.glossary,
    "closing": closing,
    "back-cover": back_cover,
    "folio": folio,
}
