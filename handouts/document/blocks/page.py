"""Blocks that any layout may place: page furniture, contact, fixed words."""

from pathlib import Path
from typing import Any

from handouts.document.blocks.bound import Volume
from handouts.document.blocks.shown import Shown
from handouts.document.blocks.stretch import video_of
from handouts.document.inline import exact, placed, plain
from handouts.document.nodes import (
    Band,
    Box,
    Contact,
    ContactLine,
    Heading,
    Imprint,
    Node,
    PageBreak,
    Picture,
)
from handouts.document.scope import Scope
from handouts.model.blocks import ContactOptions, LineOptions, Options, TextOptions
from handouts.model.programme import Programme
from handouts.model.stretch import Review, Stretch
from handouts.model.text import Text

Nodes = tuple[Node, ...]


def band(scope: Scope, _subject: Any, options: Options) -> Nodes:
    """The practice's name, and what kind of page this is."""
    brand, words = scope.brand, scope.words
    kind = scope.layout.kind or words.say(f"{scope.layout.id}-kind") if _has_kind(scope) else ""
    aside = [str(kind)] if kind else []
    if isinstance(options, LineOptions) and options.phone and brand.contact.phone:
        aside.append(str(brand.contact.phone))
    tagline = plain(brand.tagline) if brand.tagline else ()
    return (Band(plain(brand.name), tagline, exact(" · ".join(aside)), logo_of(scope)),)


def _has_kind(scope: Scope) -> bool:
    return bool(scope.layout.kind) or scope.layout.id in ("card", "sheet", "programme")


def logo_of(scope: Scope) -> Picture | None:
    """The practice's logo, where it has one."""
    logo = scope.brand.logo
    if logo is None or logo.span is None:
        return None
    return Picture(str(Path(logo.span.file).parent / logo), str(scope.brand.name), logo.span)


def running(scope: Scope, subject: Any, _options: Options) -> Nodes:
    """The head of later pages: the practice small, the title with `continued`."""
    name = _name(scope, subject)
    aside = plain(placed(scope.words.say("continued", title=str(name)), name), bold=True)
    return (Band(plain(scope.brand.name), (), aside, logo_of(scope), small=True),)


def _name(scope: Scope, subject: Any) -> str:
    if isinstance(subject, Shown):
        return placed(str(subject.stretch.name), subject.stretch.name)
    if isinstance(subject, Volume):
        return placed(str(subject.booklet.title), subject.booklet.title)
    client = subject.programme.client.name
    return placed(scope.words.say("programme-title", name=str(client)), client)


def imprint(scope: Scope, subject: Any, _options: Options) -> Nodes:
    """Code, version, made-on, review, and the page's number where there may be several."""
    words = scope.words
    made = words.say("made", date=words.date(scope.today))
    if isinstance(subject, Shown):
        stretch: Stretch = subject.stretch
        left = [str(stretch.code or stretch.id)]
        if stretch.version:
            left.append(words.say("version", version=str(stretch.version)))
        right = _review(scope, stretch.review)
    elif isinstance(subject, Volume):
        left, right = [str(subject.booklet.code or subject.booklet.id)], []
    else:
        programme: Programme = subject.programme
        left = [str(programme.client.id)] if programme.client.id else []
        right = [words.say("private")]
        if not all(item.stretch.review.by for item in subject.items):
            right.insert(0, words.say("not-reviewed"))
    page = words.say("page") if scope.layout.fit == "flow" else ""
    general = scope.brand.disclaimer if isinstance(subject, Shown | Volume) else None
    below = plain(general) if general else ()
    return (Imprint(exact(" · ".join([*left, made])), plain(" · ".join(right)), page, below),)


def _review(scope: Scope, review: Review) -> list[str]:
    words = scope.words
    out = [words.say("reviewed", name=str(review.by)) if review.by else words.say("not-reviewed")]
    if review.by and review.on is not None:
        out.append(words.month(review.on))
    if review.next is not None:
        out.append(words.say("review-by", month=words.month(review.next)))
    return out


def contact(scope: Scope, subject: Any, options: Options) -> Nodes:
    """How to reach the practice; a card has the telephone and the web only."""
    lines = contact_lines(scope)
    qr = video_of(scope, subject.stretch) if isinstance(subject, Shown) else None
    if qr is not None and isinstance(options, ContactOptions) and not options.qr:
        lines, qr = (*lines, ContactLine("film", qr.line or qr.short)), None
    return (Contact(lines, qr),) if lines or qr else ()


def contact_lines(scope: Scope, booking: bool = True) -> tuple[ContactLine, ...]:
    """The ways to reach the practice; on one page always the telephone and the web only."""
    found = scope.brand.contact
    wanted: list[tuple[str, Text | None]] = [("phone", found.phone)]
    if scope.layout.fit == "flow":
        wanted += [
            ("clock", found.hours), ("mail", found.email),
            ("calendar", found.booking if booking else None),
            ("web", found.web), ("pin", found.address),
        ]  # fmt: skip
    else:
        wanted.append(("web", found.web))
    return tuple(ContactLine(icon, exact(text)) for icon, text in wanted if text)


def text(scope: Scope, _subject: Any, options: Options) -> Nodes:
    """Fixed words of the layout's own."""
    assert isinstance(options, TextOptions)
    children: tuple[Node, ...] = scope.prose(options.text)
    if options.heading:
        children = (Heading(plain(options.heading), 2), *children)
    role = {"plain": "plain", "panel": "panel", "tip": "tip"}[options.look]
    return (Box(role, children),)  # type: ignore[arg-type]


def page_break(_scope: Scope, _subject: Any, _options: Options) -> Nodes:
    """What follows starts on a new page."""
    return (PageBreak(),)


BLOCKS = {
    "brand": band,
    "running": running,
    "imprint": imprint,
    "contact": contact,
    "text": text,
    "page-break": page_break,
}
