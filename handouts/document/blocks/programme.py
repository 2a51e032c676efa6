"""What each block of a programme's layout says: one client's own handout."""

from msgspec import Struct, structs

from handouts.diagnostics import Diagnostic
from handouts.document.blocks.safety import safety_box
from handouts.document.blocks.shown import shown
from handouts.document.dose import cascade, columns, phrases
from handouts.document.inline import placed, plain
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
    named = stretch.method_named(item.method) if item.method is not None else None
    if named is not None:
        method, steps = named, card.steps if named is method else named.steps
    side = Dose(sides=item.side) if item.side else None
    return Prescribed(
        item, stretch, method, steps, cascade(stretch.dose, method.dose, item.dose, side)
    )


def title(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Whose programme it is."""
    name = plan.programme.client.name or ""
    words = scope.words.say("programme-title", name=str(name))
    return (Title(plain(placed(words, name))),)


def client(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Client, therapist, date and next visit."""
    words, programme = scope.words, plan.programme
    day = programme.date or scope.today
    cells: list[tuple[str, str, str]] = [("person", "client", programme.client.name or "")]
    if programme.therapist:
        cells.append(("heart", "therapist", programme.therapist))
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
        out += (Box("note", scope.prose(programme.note), icon="tip"),)
    return out


def glance(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """All doses in one table."""
    words = scope.words
    rows = tuple(
        tuple(plain(cell) for cell in (p.stretch.name, *columns(words, p.dose))) for p in plan.items
    )
    head = tuple(plain(words.say(f"glance-{key}")) for key in ("exercise", "long", "many", "when"))
    table = Table(head, rows, (3.8, 3.2, 3.2, 2.5), numbered=True)
    return (Box("panel", (scope.heading(options, "glance", "target"), table)),)


def exercises(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Each exercise in a box: name, dose, steps, the client's own note."""
    for item in plan.items:
        _check_side(scope, item)
    return tuple(Exercise(n, _exercise(scope, p)) for n, p in enumerate(plan.items, 1))


def _check_side(scope: Scope, found: Prescribed) -> None:
    """One side is asked for, but the steps were written for both: they may say `change legs`."""
    written = cascade(found.stretch.dose, found.method.dose).sides
    if found.item.side in ("left", "right") and written not in (None, "both", found.item.side):
        message = f"'{found.stretch.name}' is written for both sides; its steps may say to change"
        hint = "add a note that says which side only, or choose left-first or right-first"
        scope.problems.append(Diagnostic("warning", "side", message, found.item.span, hint))


def _exercise(scope: Scope, found: Prescribed) -> Box:
    words, stretch = scope.words, found.stretch
    name = str(stretch.name)
    if len(stretch.methods) > 1:
        method = str(found.method.name)
        name = words.say("exercise-title", stretch=name, method=method[:1].lower() + method[1:])
    position = words.say(f"position-{stretch.position}") if stretch.position else ""
    usual = found.method is stretch.methods[0] and position.casefold() not in name.casefold()
    aside = plain(position) if usual else ()
    steps = tuple(Item((scope.wording(step),), n) for n, step in enumerate(found.steps, 1))
    children: list[Node] = [Heading(plain(placed(name, stretch.name)), 2, "", aside)]
    chips = Badges(phrases(words, found.dose), "chips")
    children += [chips] if chips.items else []
    children.append(List(steps, "ring"))
    if found.dose.note is not None:
        children.append(Paragraph(scope.runs(found.dose.note)))
    if found.item.note is not None:
        lead = words.say("for-you").rstrip(":")
        children.append(
            Box("note", (Paragraph(bold_lead(lead, scope.runs(found.item.note))),), icon="tip")
        )
    return Box("plain", tuple(children))


def stop(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """The stop signs and conditions of all stretches, each wording once.

    Stop signs stand in full. Conditions stand in short, as on a card: the therapist has
    gone through them, and the full ones stand on each full sheet.
    """
    assert isinstance(options, StopOptions)
    signs = _once([w for p in plan.items for w in p.stretch.stop])
    ask = [w for p in plan.items for w in p.stretch.see_first] if options.see_first else []
    return safety_box(scope, signs, _once([_in_short(w) for w in ask]), options)


def _in_short(warning: Warning_) -> Warning_:
    return structs.replace(warning, text=warning.short) if warning.short else warning


def _once(found: list[Warning_]) -> tuple[Warning_, ...]:
    """Warnings in the order they first come, those of one flag together, equal wordings once."""
    kept: dict[str, Warning_] = {}
    for warning in found:
        kept.setdefault(" ".join(str(warning.text).casefold().split()), warning)
    flags = list(dict.fromkeys(str(w.flag or key) for key, w in kept.items()))
    ordered = sorted(kept.items(), key=lambda pair: flags.index(str(pair[1].flag or pair[0])))
    return tuple(warning for _, warning in ordered)


BLOCKS = {
    "title": title,
    "client": client,
    "goal": goal,
    "glance": glance,
    "exercises": exercises,
    "programme-stop": stop,
}
