"""The body map as a block: which places a stretch marks, and what the picture says in words."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from handouts.document.blocks.shown import Shown
from handouts.document.body import (
    RANKS,
    BodyMap,
    Felt,
    Mark,
    MuscleColumn,
    MuscleLine,
    MuscleMap,
    Rank,
)
from handouts.document.inline import placed, plain
from handouts.document.nodes import Box, Node, Paragraph, Runs, text_of
from handouts.document.scope import Scope, bold_lead
from handouts.figures.bodymap import VIEWS, shapes
from handouts.model.blocks import Headed, Options
from handouts.model.stretch import Muscle, Muscles
from handouts.model.words import find_muscle

_ALT_MOST = 300


class Placed(Struct, frozen=True):
    """A muscle with its places on the map; an unknown one has none."""

    muscle: Muscle
    rank: Rank
    plain: str
    places: tuple[str, ...]

    def seen_from(self, view: str) -> bool:
        """Whether it can be shown on that view."""
        return any(shapes()[place].view == view for place in self.places)


def placed_muscles(scope: Scope, muscles: Muscles) -> tuple[Placed, ...]:
    """The muscles of a stretch, those worked most first."""
    out = []
    for rank, group in zip(RANKS, (muscles.primary, muscles.secondary), strict=True):
        for muscle in group:
            known = find_muscle(scope.muscles, str(muscle.name))
            words = muscle.plain or (known[1].plain if known else "")
            places = muscle.map or (known[1].map if known else ())
            out.append(Placed(muscle, rank, str(words), places))
    return tuple(out)


def muscle_words(scope: Scope, muscle: Muscle) -> Runs:
    """The anatomical name in bold, then plain words where there are some."""
    known = find_muscle(scope.muscles, str(muscle.name))
    plain_words = muscle.plain or (known[1].plain if known else None)
    name = placed(muscle.name[:1].upper() + muscle.name[1:], muscle.name)
    if plain_words is None:
        return plain(name, bold=True)
    return bold_lead(name, scope.runs(plain_words))


def body_map_of(scope: Scope, found: Sequence[Placed]) -> BodyMap | None:
    """The map of what can be shown; None where nothing can."""
    views = _views(found)
    if not views:
        return None
    marks: dict[str, Rank] = {}
    for one in found:
        for place in one.places:
            if _view(place) in views:
                marks.setdefault(place, one.rank)
    return BodyMap(
        _alternative(scope, views, [one for one in found if one.places]),
        views,
        tuple(Mark(place, rank) for place, rank in marks.items()),
    )


def _views(found: Sequence[Placed]) -> tuple[str, ...]:
    """The one view that shows every muscle, or both."""
    known = [one for one in found if one.places]
    whole = [view for view in VIEWS if known and all(one.seen_from(view) for one in known)]
    both = tuple(view for view in VIEWS if any(one.seen_from(view) for one in known))
    return tuple(whole[:1]) or both


def _alternative(scope: Scope, views: tuple[str, ...], found: Sequence[Placed]) -> str:
    """`Back of the body. Worked most: ...`, with plain words where they fit, never over 300."""
    say = scope.words.say
    head = say("map-both" if len(views) > 1 else f"map-{views[0]}")
    kinds = (("map-most", "primary"), ("map-also", "secondary"))

    def text(names: dict[str, list[str]]) -> str:
        said = [
            say(key, names=scope.words.listed(names[rank])) for key, rank in kinds if names[rank]
        ]
        return " ".join((head, *said))

    def named(full: bool) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {"primary": [], "secondary": []}
        for one in found:
            words = text_of(scope.runs(one.plain)) if full else ""
            out[one.rank].append(f"{one.muscle.name} ({words})" if words else str(one.muscle.name))
        return out

    full, names = text(named(True)), named(False)
    if len(full) <= _ALT_MOST:
        return full
    while len(text(names)) > _ALT_MOST and (names["secondary"] or len(names["primary"]) > 1):
        (names["secondary"] or names["primary"]).pop()
    return text(names)[:_ALT_MOST]


def muscle_map(scope: Scope, muscles: Muscles) -> MuscleMap | None:
    """The map with its muscles on either side; None where no muscle has a place.

    Where one view shows all, those worked most stand left of it and the others right; with
    two views each has its own muscles on its side. Both go down the body, so that the lines
    to their places do not cross.
    """
    found = placed_muscles(scope, muscles)
    made = body_map_of(scope, found)
    if made is None:
        return None
    if len(made.views) == 1:
        sides = [
            _column(scope, made, [one for one in found if one.rank == rank], f"muscles-{rank}")
            for rank in RANKS
        ]
    else:
        front = [one for one in found if one.places and _view(one.places[0]) == "front"]
        back = [one for one in found if one not in front]
        sides = [_column(scope, made, side) for side in (front, back)]
    columns = tuple(column for column in sides if column.lines)
    return MuscleMap(made, columns, Paragraph(plain(_key(scope, made)), role="muted"))


def _view(place: str) -> str:
    return shapes()[place].view


def _column(scope: Scope, made: BodyMap, found: Sequence[Placed], head: str = "") -> MuscleColumn:
    lines = [_line(scope, made, one) for one in found]
    lines.sort(key=lambda line: min((_height(place) for place in line.places), default=1e6))
    words = Paragraph(plain(scope.words.say(head), bold=True), role="muted") if head else None
    return MuscleColumn(tuple(lines), words)


def _line(scope: Scope, made: BodyMap, one: Placed) -> MuscleLine:
    """A muscle in words, with those of its places that are shown on the first view it is on."""
    shown = [place for place in one.places if _view(place) in made.views]
    shown = [place for place in shown if _view(place) == _view(shown[0])]
    return MuscleLine(Paragraph(muscle_words(scope, one.muscle)), one.rank, tuple(shown))


def _height(place: str) -> float:
    return shapes()[place].label[1]


def _key(scope: Scope, made: BodyMap) -> str:
    """What the fillings mean, as far as the map has them."""
    ranks = {mark.rank for mark in made.marks}
    keys = [f"map-key-{rank}" for rank in ("primary", "secondary") if rank in ranks]
    if any(shapes()[mark.place].deep for mark in made.marks):
        keys.append("map-key-deep")
    return " ".join(scope.words.say(key) for key in keys)


def body_map(scope: Scope, subject: Shown, options: Options) -> tuple[Node, ...]:
    """The body map with where the stretch is felt."""
    own = options.heading if isinstance(options, Headed) else None
    lead = str(own or scope.words.say("feel"))
    found = [p for p in placed_muscles(scope, subject.stretch.muscles) if p.rank == "primary"]
    made = body_map_of(scope, found)
    felt = subject.method.feel
    if made is None:
        return felt_line(lead, scope.runs(felt)) if felt else ()
    words = scope.runs(felt) if felt else plain(scope.words.listed(_names(found)))
    heading = scope.heading(options, "feel-here", "target", mark=False)
    return (Felt(heading, Paragraph(words), made, lead),)


def _names(found: Iterable[Placed]) -> list[str]:
    return [str(one.muscle.name) for one in found if one.places]


def felt_line(lead: str, words: Runs) -> tuple[Node, ...]:
    """Where it is felt in words alone."""
    return (Box("panel", (Paragraph(bold_lead(lead, words)),), icon="target"),)


def in_words(felt: Felt) -> Node:
    """What stands in the place of the map where a card has no room for it."""
    return felt_line(felt.lead, felt.words.runs)[0]
