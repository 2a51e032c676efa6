"""What a client keeps track of: pain, the days, too hard or too easy, questions."""

from handouts.document.inline import placed, plain
from handouts.document.nodes import Box, Item, List, Node, Paragraph, Run, Runs
from handouts.document.plan import Plan, Prescribed
from handouts.document.programme_nodes import (
    DiaryDay,
    DiaryRow,
    Field,
    Level,
    PainBand,
    PainScale,
    TickDiary,
    WriteLines,
)
from handouts.document.scope import Scope, boxed
from handouts.document.session import TICKS_MOST, days, goes, is_rest
from handouts.model.blocks import LinesOptions, Options
from handouts.model.pain import PAIN_MOST

Nodes = tuple[Node, ...]


def pain(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """How much pain is too much: three bands by number, shape and words."""
    limit, words = plan.pain, scope.words
    if limit.fine_to is None or limit.careful_to is None:
        return ()
    hours = str(limit.settles_hours or 24)
    rows: tuple[tuple[Level, str, int, int], ...] = (
        ("fine", "do", 0, limit.fine_to),
        ("careful", "ask", limit.fine_to + 1, limit.careful_to),
        ("stop", "stop", limit.careful_to + 1, PAIN_MOST),
    )
    bands = tuple(
        PainBand(
            icon, plain(f"{_limits(scope, low, high)}: {words.say(f'pain-{level}')}"),
            Paragraph(plain(words.say(f"pain-{level}-do", hours=hours))), level,
        )
        for level, icon, low, high in rows
    )  # fmt: skip
    heading = scope.heading(options, "pain", "gauge")
    lead = Paragraph(plain(words.say("pain-lead")))
    return boxed("card", heading, lead, PainScale(bands))


def _limits(scope: Scope, low: int, high: int) -> str:
    if low == high:
        return str(low)
    return scope.words.say("pain-limits", low=str(low), high=str(high))


def adjust(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """What to do when it is too hard, and when it is too easy."""
    limit = str(plan.pain.fine_to if plan.pain.fine_to is not None else 3)
    own = [p.item for p in plan.items]
    lines = []
    for key, has in (("hard", any(i.easier for i in own)), ("easy", any(i.harder for i in own))):
        name = f"adjust-{key}-own" if has else f"adjust-{key}"
        lines.append(Item((Paragraph(scope.runs(scope.words.say(name, limit=limit))),)))
    return boxed("panel", scope.heading(options, "adjust", "sides"), List(tuple(lines)))


def diary(scope: Scope, plan: Plan, options: Options) -> Nodes:
    """A circle for each go of each day up to the next visit; the morning after as a number."""
    words, found = scope.words, days(plan)
    heading = scope.heading(options, "tick-diary", "check")
    lead = words.say("tick-lead-rest" if any(is_rest(plan, d) for d in found) else "tick-lead")
    columns = tuple(
        DiaryDay(
            plain(words.say(f"weekday-{day.isoweekday()}")),
            (Run(str(day.day), bold=True),),
            plain(words.say(f"month-{day.month}")),
            is_rest(plan, day),
        )
        for day in found
    )
    rows = [_row(scope, plan, p, n) for n, p in enumerate(plan.items, 1)]
    rows.append(_morning(scope, plan))
    head = (heading, Paragraph(scope.runs(lead)))
    corner = plain(words.say("glance-exercise"))
    return (TickDiary(head, columns, corner, tuple(rows)),)


def _named(plan: Plan, *parts: str) -> str:
    """A field's name, which says whose form it is: a form that comes back tells it by this."""
    client = str(plan.programme.client.id or plan.programme.id)
    return "|".join((client, plan.day.isoformat(), *parts))


def _row(scope: Scope, plan: Plan, found: Prescribed, number: int) -> DiaryRow:
    ticks = min(TICKS_MOST, goes(found.dose))
    name, fields = found.stretch.name, list[tuple[Field, ...]]()
    for day in days(plan) if plan.fields else ():
        tips = [
            scope.words.say("field-tick", name=str(name), date=scope.words.day(day), number=str(n))
            for n in range(1, ticks + 1)
        ]
        names = [
            _named(plan, "tick", day.isoformat(), str(number), found.stretch.id, str(n))
            for n in range(1, ticks + 1)
        ]
        own = zip(names, tips, strict=True)
        fields.append(() if is_rest(plan, day) else tuple(Field("tick", n, t) for n, t in own))
    return DiaryRow(plain(placed(str(name), name)), number, ticks, tuple(fields))


def _morning(scope: Scope, plan: Plan) -> DiaryRow:
    """How it felt the next morning, from 0 to 10."""
    fields = tuple(
        (Field("number", _named(plan, "pain", day.isoformat()),
               scope.words.say("field-pain", date=scope.words.day(day))),)
        for day in (days(plan) if plan.fields else ())
    )  # fmt: skip
    return DiaryRow(_bold(scope.words.say("tick-morning")), 0, 0, fields)


def _bold(text: str) -> Runs:
    return plain(text, bold=True)


def questions(scope: Scope, _plan: Plan, options: Options) -> Nodes:
    """Lines to write on, for the next visit."""
    count = options.lines if isinstance(options, LinesOptions) else 3
    lines = WriteLines(Paragraph(plain(scope.words.say("questions-lead"))), count)
    return (Box("card", (scope.heading(options, "questions", "pencil"), lines)),)


def checked(scope: Scope, plan: Plan, _options: Options) -> Nodes:
    """What was checked of the client's health, in small print."""
    words, known = scope.words, plan.programme.client.flags
    if not known:
        return (Paragraph(plain(words.say("checked-none")), role="muted"),)
    flags = "; ".join(str(plan.flags.get(str(flag), flag)) for flag in known)
    said = [words.say("checked", flags=flags)]
    for (flag, by, why), stretches in _agreed(plan).items():
        names = words.listed(stretches)
        said.append(words.say("checked-agreed", stretch=names, flag=flag, by=by, why=why))
    return (Paragraph(plain(" ".join(said)), role="muted"),)


def _agreed(plan: Plan) -> dict[tuple[str, str, str], list[str]]:
    """The stretches agreed to, by the flag, by whom and why: one reason is told once."""
    out: dict[tuple[str, str, str], list[str]] = {}
    for found in plan.items:
        asked = {str(w.flag) for w in found.stretch.see_first if w.flag}
        for own in found.item.overrides:
            if str(own.flag) in asked:
                flag = str(plan.flags.get(str(own.flag), own.flag))
                key = flag, str(own.by), str(own.why).rstrip(".")
                names = out.setdefault(key, [])
                if (name := str(found.stretch.name)) not in names:
                    names.append(name)
    return out
