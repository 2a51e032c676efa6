"""Which component sets which node, and the variants a theme may choose from.

A family that looks different chooses another variant by name, or adds one here; no
component asks which family it is in.
"""

import functools
import importlib
from typing import Any, Final

from handouts.document import body, booklet_nodes, nodes, programme_nodes
from handouts.errors import HandoutsError
from handouts.looks.desk import Component, Desk
from handouts.looks.look import Look
from handouts.typeset.boxes import Box

# A component by the name of its module here and its function there: a card imports none of
# what booklets and other families need.
Name = str


class _StopBox:
    """Stands for boxes of the role `stop`, which have variants of their own."""


_FIXED: Final[dict[type, Name]] = {
    nodes.Paragraph: "text.paragraph",
    nodes.Item: "text.item",
    nodes.Row: "panels.row",
    nodes.Picture: "photo.photo",
    nodes.Stages: "stages.stages",
    nodes.Imprint: "furniture.imprint",
    programme_nodes.Field: "programme.field",
    programme_nodes.WriteLines: "programme.lines",
    body.BodyMap: "bodymap.alone",
    body.Felt: "bodymap.felt",
    body.MuscleMap: "musclemap.muscle_map",
    booklet_nodes.Anchored: "book.anchored",
    booklet_nodes.Headline: "book.headline",
    booklet_nodes.Opening: "book.opening",
    booklet_nodes.Notes: "book.notes",
    booklet_nodes.Locations: "contents.locations",
    booklet_nodes.Days: "diary.days",
    booklet_nodes.BackCover: "covers.back_cover",
}

# Component, then variant; the first variant is the usual one. model/layout.py names the same.
VARIANTS: Final[dict[str, tuple[type, dict[str, Name]]]] = {
    "title": (
        nodes.Title,
        {"panel": "title.title", "plain": "plainly.title", "open": "opened.title"},
    ),
    "dose": (
        nodes.Badges,
        {"badges": "title.badges", "strip": "opened.dose", "pills": "title.chips"},
    ),
    "facts": (nodes.Strip, {"panel": "title.strip", "strip": "opened.strip"}),
    "headings": (nodes.Heading, {"icons": "text.heading", "bare": "sections.heading"}),
    "boxes": (
        nodes.Box,
        {"tinted": "panels.box", "open": "plainly.box", "ruled": "sections.box"},
    ),
    "steps": (
        nodes.Steps,
        {"cards": "steps.steps", "list": "plainly.steps", "numerals": "numerals.steps"},
    ),
    "exercises": (nodes.Exercise, {"cards": "exercises.exercise", "numerals": "numerals.exercise"}),
    "lists": (nodes.List, {"round": "text.list_", "square": "squares.list_"}),
    "tables": (nodes.Table, {"badges": "tables.table", "numerals": "squares.table"}),
    "pairs": (nodes.Pairs, {"joined": "safety.pairs", "open": "signs.pairs"}),
    "stop": (_StopBox, {"tinted": "safety.stop", "ink": "signs.stop"}),
    "band": (nodes.Band, {"round": "furniture.band", "square": "bar.band"}),
    "contact": (nodes.Contact, {"icons": "furniture.contact", "bare": "bar.contact"}),
    "covers": (booklet_nodes.Cover, {"framed": "covers.cover", "open": "opencovers.cover"}),
    "contents": (
        booklet_nodes.Entry,
        {
            "boxed": "contents.entry",
            "open": "opencontents.entry",
            "words": "contents.words_alone",
        },
    ),
    "diary": (booklet_nodes.Week, {"boxed": "diary.week", "open": "opendiary.week"}),
    "glance": (
        programme_nodes.Facts,
        {"pills": "programme.facts", "numerals": "openprogramme.facts"},
    ),
    "pain": (
        programme_nodes.PainScale,
        {"tinted": "programme.pain", "open": "openprogramme.pain"},
    ),
    "ticks": (
        programme_nodes.TickDiary,
        {"boxed": "programme.diary", "open": "openprogramme.diary"},
    ),
    "folio": (booklet_nodes.Folio, {"disc": "book.folio", "bare": "opencontents.folio"}),
}
# What else a variant sets, where that is not the usual component.
_ALSO: Final[dict[tuple[str, str], dict[type, Name]]] = {
    ("boxes", "open"): {body.Felt: "plainly.felt"},
    ("boxes", "ruled"): {body.Felt: "sections.felt"},
    ("covers", "open"): {booklet_nodes.BackCover: "opencovers.back_cover"},
    ("contents", "open"): {
        booklet_nodes.Group: "opencontents.group",
        booklet_nodes.Opening: "opencontents.opening",
    },
    ("diary", "open"): {
        booklet_nodes.Days: "opendiary.days",
        booklet_nodes.DiaryHead: "opendiary.head",
    },
}
# How wide a line of the title may be, by its variant: fitting sizes it before it is set.
_TITLE_ROOMS: Final[dict[str, Name]] = {
    "panel": "title.title_room",
    "plain": "plainly.title_room",
    "open": "opened.title_room",
}


class Components(dict[type, Component]):
    """The component of each node type, found when the first such node is set."""

    def __init__(self, names: dict[type, Name]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, node: type) -> Component:
        made: Component = named(self._names[node])
        if node is nodes.Box:
            made = _stop_or(named(self._names[_StopBox]), made)
        self[node] = made
        return made


def components(chosen: dict[str, str]) -> Components:
    """The component of each node type; HandoutsError for an unknown variant."""
    found = dict(_FIXED)
    for name, (node, variants) in VARIANTS.items():
        variant = _variant(name, chosen)
        found[node] = variants[variant]
        found |= _ALSO.get((name, variant), {})
    found.setdefault(booklet_nodes.Group, found[nodes.Heading])
    found.setdefault(booklet_nodes.DiaryHead, found[booklet_nodes.Headline])
    return Components(found)


@functools.cache
def named(name: Name) -> Any:
    """What a name of the tables stands for."""
    module, _, function = name.partition(".")
    return getattr(importlib.import_module(f"handouts.looks.{module}"), function)


def title_room(look: Look) -> float:
    """The width of a title's lines in points."""
    room: float = named(_TITLE_ROOMS[_variant("title", look.components)])(look)
    return room


def _variant(name: str, chosen: dict[str, str]) -> str:
    variants = VARIANTS[name][1]
    variant = chosen.get(name, next(iter(variants)))
    if variant not in variants:
        raise HandoutsError(
            f"the component '{name}' has no variant '{variant}'",
            "it has " + ", ".join(variants),
        )
    return variant


def _stop_or(stop: Component, usual: Component) -> Component:
    """A box component that leaves the stop box to its own variant."""

    def build(desk: Desk, node: nodes.Box, width: float) -> Box:
        return (stop if node.role == "stop" else usual)(desk, node, width)

    return build
