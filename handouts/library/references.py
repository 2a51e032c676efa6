"""Does every name lead somewhere? Checks between the files of a library."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from handouts.diagnostics import Report, Span, nearest
from handouts.library.library import Entry, Key, Library
from handouts.model.blocks import (
    ANY_BLOCKS,
    BOOKLET_BLOCKS,
    PROGRAMME_BLOCKS,
    STRETCH_BLOCKS,
    BlockUse,
    RowOptions,
    SectionsOptions,
)
from handouts.model.booklet import Booklet
from handouts.model.brand import PAPER_NAMES, Brand, Settings
from handouts.model.email import check_email_settings
from handouts.model.layout import Layout, Theme, TypeScale
from handouts.model.programme import Item, Programme
from handouts.model.scalars import check_id
from handouts.model.stretch import Method, Stretch
from handouts.model.text import Text
from handouts.source.node import Mapping
from handouts.units import FLOORS, PAPERS

_FITTING = {"stretch": STRETCH_BLOCKS, "programme": PROGRAMME_BLOCKS, "booklet": BOOKLET_BLOCKS}
_COLUMN_LEAST = 36.0  # points: a text column is never narrower than half an inch


def cross_check(library: Library) -> Library:
    """The library, each entry with what its references lack."""
    entries: dict[Key, Entry | bytes] = {}
    for key in library.unopened:
        entry = library.entry(*key)
        if entry is not None:
            entries[key] = checked(entry, library)
    return Library(entries, library.loose)


def checked(entry: Entry, library: Library) -> Entry:
    """`entry`, of the library or not, with what its references to the library lack."""
    check = _CHECKS.get(entry.kind)
    if entry.value is None or check is None:
        return entry
    report = Report(entry.diagnostics)
    needs = tuple(dict.fromkeys(check(entry.value, library, report)))
    return structs.replace(entry, diagnostics=report.diagnostics, needs=needs)


def _refer(kind: str, name: Text | None, library: Library, report: Report) -> list[Key]:
    if name is None:
        return []
    if library.has(kind, str(name)):
        return [(kind, str(name))]
    hint = nearest(name, library.ids(kind)) or f"see 'handouts list {kind}s'"
    report.error("unknown-id", f"there is no {kind} '{name}'", name.span, hint)
    return []


def _refer_layout(name: Text | None, kind: str, library: Library, report: Report) -> None:
    """A layout that is there, and is for pages of this kind."""
    if not _refer("layout", name, library, report) or name is None:
        return
    for theme in library.ids("theme"):
        entry = library.entry("layout", str(name), theme)
        layout = entry.value if entry else None
        if isinstance(layout, Layout) and layout.for_ != kind:
            message = f"the layout '{name}' is for a {layout.for_}, not a {kind}"
            report.error("layout", message, name.span)
            return


def _stretch(value: Stretch, library: Library, report: Report) -> list[Key]:
    broken = bool(report.errors)
    for related in value.related:
        _refer("stretch", related.stretch, library, report)
    for warning in (*value.see_first, *value.stop):
        _flag(warning.flag, library, report)
    _card(value, report, broken)
    _same_names(value.methods, report)
    review = value.review
    if review.on and review.next and review.next <= review.on:
        report.error("review", "the next review is not after this one", review.span)
    return []


def _same_names(methods: tuple[Method, ...], report: Report) -> None:
    seen: dict[str, Method] = {}
    for method in methods:
        first = seen.setdefault(str(method.name).casefold(), method)
        if first is not method:
            line = first.name.span.line if first.name.span else 0
            message = f"two methods are called '{method.name}'; the first is on line {line}"
            report.error("same-name", message, method.name.span, "rename one of them")


def _card(value: Stretch, report: Report, broken: bool) -> None:
    card, method = value.card, value.methods[0]
    if card.method is not None:
        found = value.method_named(card.method)
        if found is None:
            message = f"no method is called '{card.method}'"
            report.error("unknown-id", message, card.method.span, _other(card.method, value))
            return
        method = found
    last = 0.0
    for number in card.steps:
        if number.low != number.high:
            report.error("card", "write each step's number", card.span, "as [1, 2, 3, 4]")
        elif number.high > len(method.steps) and not broken:  # else some may have been left out
            message = f"there is no step {number.high:g} in '{method.name}'"
            report.error("card", message, card.span, f"it has {len(method.steps)} steps")
        if number.low <= last:
            report.error("card", "the card's steps must be in ascending order", card.span)
        last = number.high


def _flag(name: Text | None, library: Library, report: Report) -> None:
    if name is not None and str(name) not in library.flags:
        hint = nearest(name, library.flags) or "add it to content/flags.yaml"
        report.error("unknown-flag", f"unknown flag '{name}'", name.span, hint)


def _booklet(value: Booklet, library: Library, report: Report) -> list[Key]:
    needs = _refer("brand", value.brand, library, report)
    _refer_layout(value.layout, "booklet", library, report)
    for section in value.sections:
        for name in section.stretches:
            needs += _refer("stretch", name, library, report)
    if value.diary is not None and value.diary.weeks.low != value.diary.weeks.high:
        report.error("diary", "a diary has one number of weeks", value.span, "as {weeks: 4}")
    return needs


def _programme(value: Programme, library: Library, report: Report) -> list[Key]:
    needs = _refer("brand", value.brand, library, report)
    _refer_layout(value.layout, "programme", library, report)
    unknown = value.client.id.span if value.client.id is not None else None
    told = unknown is not None and any(d.span == unknown for d in report.errors)
    if value.client.name is None and not told:
        report.error(
            "missing-key", "the client has no name", value.client.span, "write 'name: ...'"
        )
    for flag in value.client.flags:
        _flag(flag, library, report)
    for item in value.items:
        for own in item.overrides:
            _flag(own.flag, library, report)
        found = _refer("stretch", item.stretch, library, report)
        needs += found
        stretch = library.stretch(str(item.stretch)) if found else None
        if stretch is not None:
            _item(item, stretch, value.client.flags, report)
    return needs


def _item(item: Item, stretch: Stretch, flags: tuple[Text, ...], report: Report) -> None:
    if item.method is not None and stretch.method_named(item.method) is None:
        message = f"'{stretch.name}' has no method '{item.method}'"
        report.error("unknown-id", message, item.method.span, _other(item.method, stretch))
    _gate(item, stretch, flags, report)


def _gate(item: Item, stretch: Stretch, flags: tuple[Text, ...], report: Report) -> None:
    """A stretch that names a flag of the client stops the build until someone answers for it."""
    asked = {str(warning.flag): warning for warning in stretch.see_first if warning.flag}
    known = {str(flag) for flag in flags}
    agreed = {str(own.flag) for own in item.overrides}
    for flag in sorted(known & set(asked) - agreed):
        span = asked[flag].span
        line = span.line if span else 0
        message = (
            f"'{stretch.name}' asks to see a professional first with '{flag}' "
            f"(line {line} of its file), and this client has that flag"
        )
        hint = (
            "take the stretch out, or answer for it: "
            f"overrides: [{{flag: {flag}, by: YOUR NAME, why: ...}}]"
        )
        report.error("flag", message, item.stretch.span, hint)
    for own in item.overrides:
        if str(own.flag) not in known & set(asked):
            message = f"there is nothing to override: '{own.flag}' "
            message += (
                "is no flag of this client"
                if str(own.flag) in asked
                else (f"stands nowhere under see_first of '{stretch.name}'")
            )
            report.warning("override", message, own.flag.span, "take the override out")


def _other(name: Text, stretch: Stretch) -> str:
    names = [str(method.name) for method in stretch.methods]
    return nearest(name, names) or "its methods are " + ", ".join(names)


def _layout(value: Layout, library: Library, report: Report) -> list[Key]:
    _papers(value, report)
    _room(value, report)
    _sizes(value.type, (value.page.paper,) if value.page.paper else tuple(PAPERS), report)
    for use in (*value.header, *value.running, *value.blocks, *value.footer):
        _block(use, value.for_, report)
    return []


def _papers(value: Layout | Theme, report: Report) -> None:
    for name, measures in value.papers.items():
        if name not in PAPER_NAMES:
            hint = nearest(name, PAPER_NAMES) or "one of " + ", ".join(PAPER_NAMES)
            place = getattr(name, "span", None) or value.span
            report.error("choice", f"unknown paper '{name}'", place, hint)
            continue
        _sizes(measures.type, (name,), report)
        if measures.margin is not None and measures.margin * 3 > PAPERS[name][0]:
            report.error("margins", f"the margin leaves no room on {name}", value.span)


def _sizes(scale: TypeScale, papers: tuple[str, ...], report: Report) -> None:
    """Reading text is never set smaller than its paper allows; who asks for less is told."""
    for role in ("lead", "body", "label"):
        size = getattr(scale, role)
        wide = [p for p in papers if size is not None and size.size < FLOORS[p]]
        if wide:
            least = ", ".join(f"{FLOORS[p]:g} pt on {p}" for p in wide)
            message = f"{role} {size.size:g} is too small to read: it prints at {least}"
            report.warning("small-type", message, scale.span, "write a size that large, or more")


def _room(value: Layout, report: Report) -> None:
    """Margins that leave no column would only be found as a strange overfull page."""
    page = value.page
    if page.paper is None:
        return
    width, height = PAPERS[page.paper]
    room = width - (page.margins.left or 0) - (page.margins.right or 0)
    tall = height - (page.margins.top or 0) - (page.margins.bottom or 0)
    if room < _COLUMN_LEAST * page.columns or tall < height / 4:
        report.error("margins", f"the margins leave no room on {page.paper}", value.span)


def _block(use: BlockUse, kind: str, report: Report) -> None:
    fitting = _FITTING[kind]
    if use.name not in fitting and use.name not in ANY_BLOCKS:
        hint = "it has " + ", ".join(dict.fromkeys((*fitting, *ANY_BLOCKS)))
        report.error("block", f"a layout for a {kind} has no block '{use.name}'", use.span, hint)
    if isinstance(use.options, RowOptions):
        widths, blocks = use.options.widths, use.options.blocks
        if widths and len(widths) != len(blocks):
            report.error("block", "a row needs one width for each of its blocks", use.span)
        for inner in blocks:
            _block(inner, kind, report)
    if isinstance(use.options, SectionsOptions):
        for inner in (*use.options.opener, *use.options.facing, *use.options.then):
            _block(inner, "stretch", report)


def _brand(value: Brand, library: Library, report: Report) -> list[Key]:
    _refer("theme", value.theme, library, report)
    return []


def _settings(value: Settings, library: Library, report: Report) -> list[Key]:
    _refer("brand", value.brand, library, report)
    _refer("theme", value.theme, library, report)
    if value.email is not None:
        check_email_settings(value.email, report)
    return []


def _theme(value: Theme, library: Library, report: Report) -> list[Key]:
    _papers(value, report)
    if isinstance(value.layouts, Mapping):
        for key, _ in value.layouts.entries:
            _refer("layout", Text(key.text, key.span), library, report)
    elif value.layouts is not None:
        hint = "write 'card: {...}' under it"
        report.error("type", "differences by layout belong here", value.span, hint)
    return []


def _flags(value: dict[str, Text], library: Library, report: Report) -> list[Key]:
    for name, words in value.items():
        try:
            check_id(name)
        except ValueError as problem:
            report.error("value", str(problem), _start_of_line(words.span))
    return []


def _start_of_line(span: Span | None) -> Span | None:
    return Span(span.file, span.line) if span else None


_CHECKS: dict[str, Callable[[Any, Library, Report], list[Key]]] = {
    "stretch": _stretch,
    "booklet": _booklet,
    "programme": _programme,
    "layout": _layout,
    "brand": _brand,
    "settings": _settings,
    "theme": _theme,
    "flags": _flags,
}
