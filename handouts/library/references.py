"""Does every name lead somewhere? Checks between the files of a library."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import structs

from handouts.diagnostics import Report, nearest
from handouts.library.library import Entry, Key, Library
from handouts.model.blocks import (
    ANY_BLOCKS,
    BLOCKS,
    PROGRAMME_BLOCKS,
    STRETCH_BLOCKS,
    BlockUse,
    RowOptions,
)
from handouts.model.booklet import Booklet
from handouts.model.brand import PAPER_NAMES, Brand, Settings
from handouts.model.layout import Layout, Theme
from handouts.model.programme import Programme
from handouts.model.stretch import Stretch
from handouts.model.text import Text


def cross_check(library: Library, extra: Iterable[Entry] = ()) -> Library:
    """The library with `extra` added, each entry with what its references lack."""
    added = {(e.kind, e.id): e for e in extra}
    entries: dict[Key, Entry | bytes] = {**library.unopened, **added}
    whole = Library(dict(entries), library.loose)
    for key in list(added) or list(entries):
        entry = whole.entry(*key)
        check = _CHECKS.get(key[0])
        if entry is None or entry.value is None or check is None:
            continue
        report = Report(entry.diagnostics)
        needs = tuple(check(entry.value, whole, report))
        entries[key] = structs.replace(entry, diagnostics=report.diagnostics, needs=needs)
    return Library(entries, library.loose)


def _refer(kind: str, name: Text | None, library: Library, report: Report) -> list[Key]:
    if name is None:
        return []
    ids = library.ids(kind)
    if str(name) in ids:
        return [(kind, str(name))]
    hint = nearest(name, ids) or f"see 'handouts list {kind}s'"
    report.error("unknown-id", f"there is no {kind} '{name}'", name.span, hint)
    return []


def _stretch(value: Stretch, library: Library, report: Report) -> list[Key]:
    for related in value.related:
        _refer("stretch", related.stretch, library, report)
    for warning in value.see_first:
        _flag(warning.flag, library, report)
    _card(value, report)
    names = [str(m.name).casefold() for m in value.methods]
    for method in value.methods:
        if names.count(str(method.name).casefold()) > 1:
            report.error("same-name", f"two methods are called '{method.name}'", method.name.span)
        if not method.steps:
            report.error("empty", "a method needs at least one step", method.span)
    if not value.methods:
        report.error("empty", "a stretch needs at least one method", value.span)
    return []


def _card(value: Stretch, report: Report) -> None:
    card, method = value.card, value.methods[0] if value.methods else None
    if card.method is not None:
        wanted = str(card.method).casefold()
        method = next((m for m in value.methods if str(m.name).casefold() == wanted), None)
        if method is None:
            hint = nearest(card.method, [str(m.name) for m in value.methods])
            report.error(
                "unknown-id", f"no method is called '{card.method}'", card.method.span, hint
            )
    last = 0
    for number in card.steps:
        if method is not None and (number.low != number.high or number.high > len(method.steps)):
            message = f"there is no step {number.high:g} in '{method.name}'"
            report.error("card", message, card.span, f"it has {len(method.steps)} steps")
        if number.low <= last:
            report.error("card", "the card's steps must be in ascending order", card.span)
        last = int(number.low)


def _flag(name: Text | None, library: Library, report: Report) -> None:
    if name is not None and str(name) not in library.flags:
        hint = nearest(name, library.flags) or "add it to content/flags.yaml"
        report.error("unknown-flag", f"unknown flag '{name}'", name.span, hint)


def _booklet(value: Booklet, library: Library, report: Report) -> list[Key]:
    needs = _refer("brand", value.brand, library, report)
    _refer("layout", value.layout, library, report)
    for section in value.sections:
        for name in section.stretches:
            needs += _refer("stretch", name, library, report)
    return needs


def _programme(value: Programme, library: Library, report: Report) -> list[Key]:
    needs = _refer("brand", value.brand, library, report)
    _refer("layout", value.layout, library, report)
    if value.client.name is None:
        report.error("missing-key", "the client has no name", value.client.span)
    for flag in value.client.flags:
        _flag(flag, library, report)
    for item in value.items:
        found = _refer("stretch", item.stretch, library, report)
        needs += found
        stretch = library.stretch(str(item.stretch)) if found else None
        if stretch is not None and item.method is not None:
            names = [str(m.name) for m in stretch.methods]
            if str(item.method).casefold() not in [n.casefold() for n in names]:
                hint = nearest(item.method, names) or "its methods are " + ", ".join(names)
                message = f"'{stretch.name}' has no method '{item.method}'"
                report.error("unknown-id", message, item.method.span, hint)
    return needs


def _layout(value: Layout, library: Library, report: Report) -> list[Key]:
    for name in value.papers:
        _paper(name, value, report)
    for use in (*value.header, *value.running, *value.blocks, *value.footer):
        _block(use, value.for_, report)
    return []


def _paper(name: str, value: Layout | Theme, report: Report) -> None:
    if name not in PAPER_NAMES:
        report.error("choice", f"unknown paper '{name}'", value.span, nearest(name, PAPER_NAMES))


def _block(use: BlockUse, kind: str, report: Report) -> None:
    fitting = {"stretch": STRETCH_BLOCKS, "programme": PROGRAMME_BLOCKS, "booklet": BLOCKS}[kind]
    if use.name not in fitting and use.name not in ANY_BLOCKS:
        hint = "it has " + ", ".join((*fitting, *ANY_BLOCKS))
        report.error("block", f"a layout for a {kind} has no block '{use.name}'", use.span, hint)
    if isinstance(use.options, RowOptions):
        widths, blocks = use.options.widths, use.options.blocks
        if widths and len(widths) != len(blocks):
            report.error("block", "a row needs one width for each of its blocks", use.span)
        for inner in blocks:
            _block(inner, kind, report)


def _brand(value: Brand, library: Library, report: Report) -> list[Key]:
    _refer("theme", value.theme, library, report)
    return []


def _settings(value: Settings, library: Library, report: Report) -> list[Key]:
    _refer("brand", value.brand, library, report)
    _refer("theme", value.theme, library, report)
    return []


def _theme(value: Theme, library: Library, report: Report) -> list[Key]:
    for name in value.papers:
        _paper(name, value, report)
    return []


_CHECKS: dict[str, Callable[[Any, Library, Report], list[Key]]] = {
    "stretch": _stretch,
    "booklet": _booklet,
    "programme": _programme,
    "layout": _layout,
    "brand": _brand,
    "settings": _settings,
    "theme": _theme,
}
