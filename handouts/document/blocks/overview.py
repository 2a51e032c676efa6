"""A programme at a glance: its numbers, what is needed, and what has changed."""

from handouts.document.changes import changes
from handouts.document.dose import phrases
from handouts.document.dose import sentence as joined
from handouts.document.inline import NBSP, placed, plain
from handouts.document.nodes import Badge, Item, List, Node, Paragraph
from handouts.document.plan import Plan, Prescribed
from handouts.document.programme_nodes import Facts
from handouts.document.scope import Scope, bold_lead, boxed
from handouts.document.session import days, open_ended, sessions
from handouts.document.words import amount
from handouts.model.blocks import Options
from handouts.model.text import Amount

Nodes = tuple[Node, ...]


def facts(scope: Scope, plan: Plan) -> Facts:
    """How many exercises, how many minutes, how often a day, and until when."""
    words, count = scope.words, len(plan.items)
    items = [_fact(scope, "steps", "fact-exercises", count)]
    found = sessions(plan.items)
    if found is not None:
        minutes = Amount(found.low, found.high)
        items.append(Badge("clock", amount(minutes), words.say("fact-minutes", minutes)))
        items.append(_fact(scope, "repeat", "fact-times", found.count))
    if not open_ended(plan):
        dates = days(plan)
        last = words.short_date(dates[-1])
        number = Amount(len(dates), len(dates))
        items.append(Badge("calendar", str(len(dates)), words.say("fact-days", number, date=last)))
    return Facts(tuple(items))


def _fact(scope: Scope, icon: str, key: str, count: int) -> Badge:
    return Badge(icon, str(count), scope.words.say(key, Amount(count, count)))


def needs(scope: Scope, plan: Plan) -> tuple[Paragraph, ...]:
    """What to have ready, each thing once."""
    found: dict[str, str] = {}
    for item in plan.items:
        for thing in item.stretch.equipment:
            found.setdefault(str(thing).casefold(), str(thing))
    if not found:
        return ()
    lead = scope.words.say("equipment").rstrip(":")
    return (Paragraph(bold_lead(lead, plain("; ".join(found.values())))),)


def changed(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """What is new, changed and stopped since the client's former programme."""
    former = plan.former
    if former is None:
        return ()
    words, found = scope.words, changes(plan, former)
    lines = [_line(scope, "change-new", p, dose_line(scope, p)) for p in found.new]
    for now, before in found.changed:
        was = dose_line(scope, before)
        if now.method.name != before.method.name:
            was = joined([str(before.method.name), was])
        text = words.say("change-was", new=dose_line(scope, now), old=was)
        lines.append(_line(scope, "change-changed", now, text))
    lines += [_line(scope, "change-stopped", p, "") for p in found.stopped]
    if not lines:
        lines = [Paragraph(plain(words.say("change-none")))]
    items = List(tuple(Item((line,)) for line in lines))
    return boxed("panel", scope.heading(options, "changes", "repeat"), items)


def dose_line(scope: Scope, found: Prescribed) -> str:
    """The whole dose as one phrase."""
    parts = [badge.value.replace(NBSP, " ") for badge in phrases(scope.words, found.dose)]
    return joined(parts)


def _line(scope: Scope, key: str, found: Prescribed, text: str) -> Paragraph:
    """`New: Cat-cow stretch. 8 times`."""
    name = found.stretch.name
    whole = f"{name}. {text}" if text else str(name)
    return Paragraph(bold_lead(scope.words.say(key).rstrip(":"), plain(placed(whole, name))))
