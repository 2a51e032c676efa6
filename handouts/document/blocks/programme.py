"""What each block of a programme's layout says: one client's own handout."""

from msgspec import structs

from handouts.diagnostics import Diagnostic
from handouts.document.blocks.overview import changed, facts, needs
from handouts.document.blocks.safety import safety_box
from handouts.document.blocks.shown import Shown, best_figure
from handouts.document.blocks.tracking import adjust, checked, diary, pain, questions
from handouts.document.dose import cascade, columns, phrases
from handouts.document.drawn import check_side
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
    Picture,
    Strip,
    Table,
    Title,
)
from handouts.document.plan import Plan, Prescribed
from handouts.document.scope import Scope, bold_lead, boxed
from handouts.model.blocks import Options, StopOptions
from handouts.model.programme import WEEKDAYS
from handouts.model.stretch import Warning_
from handouts.model.text import Text

Nodes = tuple[Node, ...]


def title(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Whose programme it is."""
    name = plan.programme.client.name or ""
    words = scope.words.say("programme-title", name=str(name))
    return (Title(plain(placed(words, name))),)


def client(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Client, therapist, date, next visit and version."""
    words, programme = scope.words, plan.programme
    cells: list[tuple[str, str, str]] = [("person", "client", programme.client.name or "")]
    if programme.therapist:
        cells.append(("heart", "therapist", programme.therapist))
    cells.append(("calendar", "date-label", words.date(plan.day)))
    if programme.next_appointment:
        cells.append(("clock", "next-visit", words.moment(programme.next_appointment)))
    if programme.version:
        cells.append(("book", "version-label", programme.version))
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
    """How many, how long, how often, until when, what is needed; and all doses in one table."""
    words = scope.words
    rows = tuple(
        tuple(plain(cell) for cell in (p.stretch.name, *columns(words, p.dose))) for p in plan.items
    )
    head = tuple(plain(words.say(f"glance-{key}")) for key in ("exercise", "long", "many", "when"))
    table = Table(head, rows, (3.8, 3.2, 3.2, 2.5), numbered=True)
    heading = scope.heading(options, "glance", "target")
    children: Nodes = (heading, facts(scope, plan), table, *_when(scope, plan), *needs(scope, plan))
    return (Box("panel", children),)


def _when(scope: Scope, plan: Plan) -> tuple[Paragraph, ...]:
    """On which days, and when and where."""
    words, out = scope.words, list[Paragraph]()
    chosen = plan.programme.weekdays
    if chosen and len(set(chosen)) < len(WEEKDAYS):
        names = [words.say(f"weekday-{n}") for n, day in enumerate(WEEKDAYS, 1) if day in chosen]
        lead = words.say("on-days").rstrip(":")
        out.append(
            Paragraph(bold_lead(lead, plain(words.say("rest-else", days=words.listed(names)))))
        )
    if plan.programme.when_and_where is not None:
        lead = words.say("when-and-where").rstrip(":")
        out.append(Paragraph(bold_lead(lead, scope.runs(plan.programme.when_and_where))))
    return tuple(out)


def exercises(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """Each exercise in a box: name, dose, steps, the client's own note."""
    for item in plan.items:
        _check_side(scope, item)
    return tuple(
        Exercise(n, _exercise(scope, p), _figure(scope, p)) for n, p in enumerate(plan.items, 1)
    )


def _check_side(scope: Scope, found: Prescribed) -> None:
    """One side is asked for, but the steps were written for both: they may say `change legs`."""
    written = cascade(found.stretch.dose, found.method.dose).sides
    if found.item.side in ("left", "right") and written not in (None, "both", found.item.side):
        message = f"'{found.stretch.name}' is written for both sides; its steps may say to change"
        hint = "add a note that says which side only, or choose left-first or right-first"
        scope.problems.append(Diagnostic("warning", "side", message, found.item.span, hint))


def _figure(scope: Scope, found: Prescribed) -> Picture | None:
    """The figure that shows it best, turned to the side that this client is to do (first)."""
    if scope.studio is None:
        return None
    form = best_figure(scope.studio, Shown(found.stretch, found.method, found.steps))
    if form is None:
        return None
    asked = found.item.side or found.item.dose.sides or ""
    side = asked.removesuffix("-first")
    studio = structs.replace(scope.studio, side=side if side in ("left", "right") else None)
    turned = studio.turned(form, found.stretch)
    for step in found.steps:
        check_side(step, turned, scope.words, scope.problems)
    return structs.replace(scope, studio=studio).figure(form, found.stretch)


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
    children += _own_words(scope, found)
    return Box("plain", tuple(children))


def _own_words(scope: Scope, found: Prescribed) -> list[Node]:
    """What this client is told besides the steps: the note, and what is easier and harder."""
    item, out = found.item, list[Node]()

    def led(key: str, text: Text) -> Paragraph:
        return Paragraph(bold_lead(scope.words.say(key).rstrip(":"), scope.runs(text)))

    if item.note is not None:
        out.append(Box("note", (led("for-you", item.note),), icon="tip"))
    for key, text in (("item-easier", item.easier), ("item-harder", item.harder)):
        if text is not None:
            out.append(led(key, text))
    return out


def stop(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """The stop signs and conditions of all stretches, each wording once.

    Stop signs stand in full. Conditions stand in short, as on a card: the therapist has
    gone through them, and the full ones stand on each full sheet.
    """
    assert isinstance(options, StopOptions)
    stretches = [p.stretch for p in plan.items]

    def made(alone: Scope) -> Nodes:
        signs = _once([w for s in stretches for w in s.stop])
        ask = [w for s in stretches for w in s.see_first] if options.see_first else []
        return safety_box(alone, signs, _once([_in_short(w) for w in ask]), options)

    return scope.once(made, options, *stretches)


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
    "changes": changed,
    "glance": glance,
    "pain": pain,
    "exercises": exercises,
    "tick-diary": diary,
    "adjust": adjust,
    "programme-stop": stop,
    "questions": questions,
    "checked": checked,
}
