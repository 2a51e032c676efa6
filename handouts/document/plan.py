"""A programme with all it refers to: items in their order, doses whole, flags in plain words."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from handouts.document.blocks.shown import shown
from handouts.document.dose import cascade
from handouts.model.pain import PainLimit
from handouts.model.programme import Item, Programme
from handouts.model.stretch import Dose, Method, Step, Stretch
from handouts.model.text import Text

# From lying to standing: those who get up do so once.
POSITION_ORDER: Final = ("lying", "all-fours", "kneeling", "sitting", "standing")
_LAST: Final = 100


class Prescribed(Struct, frozen=True):
    """One item with the stretch, the method and the steps it names, and its whole dose."""

    item: Item
    stretch: Stretch
    method: Method
    steps: tuple[Step, ...]
    dose: Dose


class Plan(Struct, frozen=True):
    """A programme with everything it refers to; `fields` asks for a form to fill in on a screen."""

    programme: Programme
    items: tuple[Prescribed, ...]
    day: datetime.date
    pain: PainLimit = PainLimit()
    flags: Mapping[str, Text] = {}
    former: "Plan | None" = None
    fields: bool = False


def prescribed(item: Item, stretch: Stretch) -> Prescribed:
    """The item's method, the card's steps of it or all, and the cascade of doses."""
    card = shown(stretch)
    method, steps = card.method, card.steps
    named = stretch.method_named(item.method) if item.method is not None else None
    if named is not None:
        method, steps = named, card.steps if named is method else named.steps
    side = Dose(sides=item.side) if item.side else None
    return Prescribed(
        item, stretch, method, steps, cascade(stretch.dose, method.dose, item.dose, side)
    )


def ordered(items: Sequence[Prescribed]) -> tuple[Prescribed, ...]:
    """By the therapist's own order where there is one, else so that positions change least."""
    if any(p.item.order is not None for p in items):
        return tuple(sorted(items, key=lambda p: p.item.order or _LAST))
    return tuple(sorted(items, key=_place))


def _place(found: Prescribed) -> int:
    position = found.stretch.position
    return POSITION_ORDER.index(position) if position in POSITION_ORDER else len(POSITION_ORDER)
