"""What each block of a programme's layout says: one client's own handout."""

from msgspec import Struct

from handouts.document.blocks.safety import safety_box
from handouts.document.blocks.stretch import shown
from handouts.document.dose import cascade, columns, phrases
from handouts.document.inline import plain
from handouts.document.nodes import (
    Badges,
    Box,
    Cell,
    Exercise,
    Heading,
    Item,
    List,
    Node,
    Paragraph,
    Strip,
    Table,
    Title,
)
from handouts.document.scope import Scope, bold_lead, boxed
from handouts.model.blocks import Options, StopOptions
from handouts.model.programme import Item as ItemForm
from handouts.model.programme import Programme
from handouts.model.stretch import Dose, Method, Step, Stretch, Warning_

Nodes = tuple[Node, ...]


class Prescribed(Struct, frozen=True):
    """One item with the stretch, the method and the steps it names, and its whole dose."""

    item: ItemForm
    stretch: Stretch
    method: Method
    steps: tuple[Step, ...]
    dose: Dose


class Plan(Struct, frozen=True):
    """A programme with everything it refers to."""

    programme: Programme
    items: tuple[Prescribed, ...]


def prescribed(item: ItemForm, stretch: Stretch) -> Prescribed:
    """The item's method, the card's steps of it or all, and the cascade of doses."""
    card = shown(stretch)
    method, steps = card.method, card.steps
    if item.method is not None:
        wanted = str(item.method).casefold()
        method = next((m for m in stretch.methods if str(m.name).casefold() == wanted), method)
        steps = card.steps if method is card.method else method.steps
    side = Dose(sides=item.side) if item.side else None
    return Prescribed(
        item, stretch, method, steps, cascade(stretch.dose, method.dose, item.dose, side)
    )


def title(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Whose programme it is."""
    name = str(plan.programme.client.name)
    return (Title(plain(scope.words.say("programme-title", name=name))),)


def client(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Client, therapist, date and next visit."""
    words, programme = scope.words, plan.programme
    day = programme.date or scope.today
    cells = [("person", "client", str(programme.client.name))]
    if programme.therapist:
        cells.append(("heart", "therapist", str(programme.therapist)))
    cells.append(("calendar", "date-label", words.date(day)))
    if programme.next_appointment:
        cells.append(("clock", "next-visit", words.moment(programme.next_appointment)))
    return (
        Strip(tuple(Cell(icon, plain(words.say(key)), plain(text)) for icon, key, text in cells)),
    )


def goal(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """The client's goal and the general note."""
    programme = plan.programme
    out: Nodes = ()
    if programme.goal is not None:
        out += boxed("panel", scope.heading(options, "goal", "flag"), *scope.prose(programme.goal))
    if programme.note is not None:
        out += (Box("note", scope.prose(programme.note)),)
    return out


def glance(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """All doses in one table."""
    words = scope.words
    rows = tuple(
        tuple(plain(cell) for cell in (str(p.stretch.name), *columns(words, p.dose)))
        for p in plan.items
    )
    head = tuple(plain(words.say(f"glance-{key}")) for key in ("exercise", "long", "many", "when"))
    table = Table(head, rows, (4, 2.6, 3, 3), numbered=True)
    return (Box("panel", (scope.heading(options, "glance", "target"), table)),)


def exercises(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Each exercise in a box: name, dose, steps, the client's own note."""
    return tuple(Exercise(n, _exercise(scope, p)) for n, p in enumerate(plan.items, 1))


def _exercise(scope: Scope, found: Prescribed) -> Box:
    words, stretch = scope.words, found.stretch
    name = str(stretch.name)
    if len(stretch.methods) > 1:
        method = str(found.method.name)
        name = words.say("exercise-title", stretch=name, method=method[:1].lower() + method[1:])
    aside = plain(words.say(f"position-{stretch.position}")) if stretch.position else ()
    steps = tuple(Item((scope.wording(step),), n) for n, step in enumerate(found.steps, 1))
    children: list[Node] = [Heading(plain(name), 2, "", aside)]
    chips = Badges(phrases(words, found.dose), "chips")
    children += [chips] if chips.items else []
    children.append(List(steps, "ring"))
    if found.item.note is not None:
        lead = words.say("for-you").rstrip(":")
        children.append(Box("note", (Paragraph(bold_lead(lead, scope.runs(found.item.note))),)))
    return Box("plain", tuple(children))


def stop(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """The stop signs of all stretches, each printed once."""
    assert isinstance(options, StopOptions)
    signs = _once([w for p in plan.items for w in p.stretch.stop])
    ask = _conditions(scope, plan) if options.see_first else ()
    return safety_box(scope, signs, ask, options)


def _conditions(scope: Scope, plan: Plan) -> tuple[Warning_, ...]:
    """Conditions of all stretches: one line for each flag, and all that have none."""
    found = []
    for warning in _once([w for p in plan.items for w in p.stretch.see_first]):
        words = scope.flags.get(str(warning.flag)) if warning.flag else None
        found.append(Warning_(words, flag=warning.flag) if words else warning)
    return _once(found)


def _once(found: list[Warning_]) -> tuple[Warning_, ...]:
    """Warnings in the order they first come, equal wordings once; nothing that differs is lost."""
    kept: dict[str, Warning_] = {}
    for warning in found:
        kept.setdefault(" ".join(str(warning.text).casefold().split()), warning)
    return tuple(kept.values())


BLOCKS = {
    "title": title,
    "client": client,
    "goal": goal,
    "glance": glance,
    "exercises": exercises,
    "programme-stop": stop,
}
