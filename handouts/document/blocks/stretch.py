"""What each block of a stretch's layout says."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import structs

from handouts.document.blocks.body import body_map, felt_line, muscle_map, muscle_words
from handouts.document.blocks.methods import method_box, rhythm
from handouts.document.blocks.safety import safety_box
from handouts.document.blocks.shown import Shown
from handouts.document.dose import badges, cascade, leftover, sentence
from handouts.document.inline import exact, placed, plain
from handouts.document.nodes import (
    Box,
    Item,
    List,
    Node,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Qr,
    Row,
    Run,
    Runs,
    Stage,
    Stages,
    Step,
    Steps,
    Title,
    text_of,
)
from handouts.document.nodes import Contact as ContactNode
from handouts.document.scope import Scope, bold_lead, boxed
from handouts.model.blocks import (
    Headed,
    ListOptions,
    MethodsOptions,
    MusclesOptions,
    Options,
    PairsOptions,
    StepsOptions,
    StopOptions,
)
from handouts.model.figure import Figure
from handouts.model.stretch import Adaptation, Mistake, Stretch, Wording
from handouts.model.stretch import Stage as Level
from handouts.model.stretch import Step as StepForm

Nodes = tuple[Node, ...]
_RESERVED: Final = (
    ".example", ".test", ".invalid", ".localhost", ".example.com", ".example.net", ".example.org",
)  # fmt: skip


def title(scope: Scope, subject: Shown, _options: Options) -> Nodes:
    """The name; a card also says in a line what it is for."""
    blocks = {use.name for use in scope.layout.blocks}
    summary = subject.stretch.summary
    lead = (
        scope.runs(summary.short) if summary and summary.short and "summary" not in blocks else ()
    )
    return (Title(plain(subject.stretch.name), lead),)


def dose(scope: Scope, subject: Shown, _options: Options) -> Nodes:
    """How long, how many, how often."""
    found = cascade(subject.stretch.dose, subject.method.dose)
    row = badges(scope.words, found)
    if row is None:
        return ()
    rest = [plain(text) for text in leftover(scope.words, found)]
    rest += [scope.runs(found.note)] if found.note else []
    if not rest:
        return (row,)
    also = tuple(run for runs in rest for run in (Run(" · "), *runs))[1:]
    return (row, Box("panel", (Paragraph(bold_lead(scope.words.say("dose-also"), also)),)))


def summary(scope: Scope, subject: Shown, _options: Options) -> Nodes:
    """What the stretch is."""
    text = subject.stretch.summary
    out = scope.prose(text.text) if text else ()
    how_often = rhythm(scope.words, subject.stretch)
    if how_often:
        lead = scope.words.say("how-often")
        out = (*out, Paragraph(bold_lead(lead, plain(sentence(how_often)))))
    return out


def benefits(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """How it may help."""
    heading = scope.heading(options, "benefits", "heart")
    return boxed("panel", heading, scope.bullets(subject.stretch.benefits, options, "tick"))


def muscles(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """The muscles in plain words round the body map, those worked most apart from the others."""
    assert isinstance(options, MusclesOptions)
    found = subject.stretch.muscles
    heading = scope.heading(options, "muscles", "target")
    made = muscle_map(scope, found) if options.map else None
    if made is not None:
        return (Box("card", (heading, made)),)
    groups = [
        ("muscles-primary", found.primary),
        ("muscles-secondary", found.secondary),
    ]
    columns = tuple(
        Box("plain", (
            Paragraph(plain(scope.words.say(key), bold=True), role="muted"),
            List(tuple(Item((Paragraph(muscle_words(scope, m)),)) for m in group)),
        ))
        for key, group in groups if group
    )  # fmt: skip
    if not columns:
        return ()
    body: Node = Row(columns, (1.0,) * len(columns)) if len(columns) > 1 else columns[0]
    return (Box("card", (heading, body)),)


def start(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """The starting position, with the figure that shows it."""
    figures = [line.figure for line in subject.stretch.start]
    return start_box(scope, subject, options, figures)


def start_box(
    scope: Scope,
    subject: Shown,
    options: Options,
    figures: Sequence[Figure | None],
    widths: tuple[float, float] = (5.0, 3.0),
) -> Nodes:
    """The starting position in words, and the figures given beside them."""
    heading = scope.heading(options, "start", "mat")
    found = scope.bullets(subject.stretch.start, options)
    needed = [str(thing) for thing in subject.stretch.equipment]
    shown = _stages(scope, subject, [(form, ()) for form in figures])
    body: Node = Row((Box("plain", (found,)), shown), widths) if shown else found
    if not needed:
        return boxed("card", heading, body)
    listed = "; ".join(needed) if any("," in one for one in needed) else scope.words.listed(needed)
    lead = bold_lead(scope.words.say("equipment"), plain(listed))
    return boxed("card", heading, Paragraph(lead), body)


def steps(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """The steps a card shows, each in a box of its own."""
    assert isinstance(options, StepsOptions)
    items = tuple(
        Step(n, _lead(scope.wordings(step)), _shown(scope, subject, step, options))
        for n, step in enumerate(subject.steps, 1)
    )
    return (Steps(items),)


def _shown(scope: Scope, subject: Shown, step: StepForm, options: StepsOptions) -> Picture | None:
    if step.photo is not None and not options.photos:
        return None
    return scope.picture(step, subject.stretch, options.figures == "auto")


def _lead(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A card's steps are read from the floor: they are set larger."""
    return tuple(structs.replace(paragraph, role="lead") for paragraph in paragraphs)


def methods(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """Every method in a box with its dose."""
    assert isinstance(options, MethodsOptions)
    count = len(subject.stretch.methods)
    return tuple(
        method_box(scope, subject.stretch, method, n, count, options.photos)
        for n, method in enumerate(subject.stretch.methods, 1)
        if options.only is None or (n == 1) == (options.only == "first")
    )


def feel(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """Where the card's method is felt."""
    if subject.method.feel is None:
        return ()
    own = options.heading if isinstance(options, Headed) else None
    lead = own or scope.words.say("feel")
    return felt_line(str(lead), scope.runs(subject.method.feel))


def breathing(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """How to breathe."""
    heading = scope.heading(options, "breathing", "breath")
    return boxed("panel", heading, scope.bullets(subject.stretch.breathing, options))


def mistakes(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """Mistakes beside their cures."""
    assert isinstance(options, PairsOptions)
    found = subject.stretch.mistakes
    found = found[: options.max] if options.max else found
    if not found:
        return ()
    rows = tuple(
        Pair(Paragraph(scope.runs(m.avoid)), Paragraph(scope.runs(m.instead) if m.instead else ()))
        for m in found
    )
    heads = (plain(scope.words.say("mistakes-avoid")), plain(scope.words.say("mistakes-instead")))
    if scope.layout.fit == "one-page" or not any(m.figure for m in found):
        return (Pairs(heads, rows, options.min),)
    # A mistake that is shown stands under its picture, with its cure, and not in the table.
    told = tuple(row for row, m in zip(rows, found, strict=True) if m.figure is None)
    leads = tuple(text_of(head) for head in heads)
    shown = _stages(scope, subject, [(m.figure, _avoided(scope, m, leads)) for m in found], True)
    pairs = (Pairs(heads, told, options.min),) if told else ()
    return (*pairs, *((shown,) if shown else ()))


def _avoided(scope: Scope, mistake: Mistake, leads: tuple[str, ...]) -> Runs:
    """A mistake and its cure under its picture."""
    avoid = bold_lead(leads[0], scope.runs(mistake.avoid))
    if mistake.instead is None:
        return avoid
    return (*avoid, Run(". "), *bold_lead(leads[1], scope.runs(mistake.instead)))


def _stages(
    scope: Scope, subject: Shown, found: Sequence[tuple[Figure | None, Runs]], wrong: bool = False
) -> Stages | None:
    """The figures that there are, side by side with their words; None where there are none."""
    items = []
    for form, words in found:
        picture = scope.figure(form, subject.stretch, wrong)
        if picture is not None:
            items.append(Stage(picture, 0, words))
    return Stages(tuple(items)) if items else None


def adaptations(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """Changes for those who need them. One that is shown is told under its picture."""
    found = subject.stretch.adaptations
    drawn = () if scope.layout.fit == "one-page" else tuple(a for a in found if a.figure)
    told: list[tuple[str, Adaptation | Level]] = [(str(a.for_), a) for a in found if a not in drawn]
    made = _terms(scope, options, "adaptations", "tip", "tip", told)
    under = [(a.figure, _term(scope, str(a.for_), a)[0]) for a in drawn]
    shown = _stages(scope, subject, under)
    if shown is None:
        return made
    if made and isinstance(made[0], Box):
        return (structs.replace(made[0], children=(*made[0].children, shown)),)
    return (Box("tip", (scope.heading(options, "adaptations", "tip"), shown)),)


def progression(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """From easier to harder."""
    return _terms(scope, options, "progression", "steps", "panel", [
        (scope.words.say(f"stage-{s.level}"), s) for s in subject.stretch.progression
    ])  # fmt: skip


def _terms(
    scope: Scope,
    options: Options,
    key: str,
    icon: str,
    role: str,
    found: list[tuple[str, Adaptation | Level]],
) -> Nodes:
    items = []
    for lead, form in found:
        full, short = _term(scope, lead, form)
        items.append(Item((Paragraph(full, short if short != full else (), role="term"),)))
    least = options.min if isinstance(options, ListOptions) else -1
    columns = options.columns if isinstance(options, ListOptions) else 1
    most = options.max if isinstance(options, ListOptions) else None
    made = List(tuple(items[:most]), "none", columns, least)
    return boxed(role, scope.heading(options, key, icon), made)


def _term(scope: Scope, lead: str, form: Adaptation | Level) -> tuple[Runs, Runs]:
    """A term with its sentences, in full and in short."""
    wordings = [scope.wording(w) for w in form.do]
    full = _run_in(lead, [w.runs for w in wordings])
    return full, _run_in(lead, [w.short or w.runs for w in wordings])


def _run_in(lead: str, sentences: list[Runs]) -> Runs:
    """A bold term, then its sentences without bold: the term must stand out alone."""
    out: list[Run] = [*plain(placed(f"{lead}:", lead), bold=True)]
    for runs in sentences:
        out.append(Run(" "))
        out += [structs.replace(run, bold=False) for run in runs]
    return tuple(out)


def when(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """When it helps."""
    heading = scope.heading(options, "when", "calendar")
    return boxed("card", heading, scope.bullets(subject.stretch.when, options))


def used_for(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """What it is often given for."""
    heading = scope.heading(options, "used-for", "flag")
    return boxed("card", heading, scope.bullets(subject.stretch.used_for, options))


def related(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """What goes well with it, and why."""
    items = []
    for link in subject.stretch.related:
        name = scope.names.get(str(link.stretch), str(link.stretch))
        why = (*plain(" ("), *scope.runs(link.why), *plain(")")) if link.why else ()
        items.append(Item((Paragraph((*plain(name, bold=True), *why)),)))
    limit = options.max if isinstance(options, ListOptions) else None
    columns = options.columns if isinstance(options, ListOptions) else 1
    least = options.min if isinstance(options, ListOptions) else -1
    made = List(tuple(items[:limit]), "bullet", columns, least)
    return boxed("card", scope.heading(options, "related", "link"), made)


def stop(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """Stop signs, and what to ask about first."""
    assert isinstance(options, StopOptions)
    stretch = subject.stretch
    return safety_box(scope, stretch.stop, stretch.see_first if options.see_first else (), options)


def video(scope: Scope, subject: Shown, _options: Options) -> Nodes:
    """The film of the stretch by itself."""
    found = video_of(scope, subject.stretch)
    return (ContactNode((), found),) if found else ()


def video_of(scope: Scope, stretch: Stretch) -> Qr | None:
    """The film's address as a QR code and in print."""
    if stretch.video is None or _placeholder(scope, str(stretch.video.url)):
        return None
    short = stretch.video.short or str(stretch.video.url).removeprefix("https://")
    note = plain(scope.words.say("video"))
    line = exact(scope.words.say("video-line", address=str(short)))
    return Qr(str(stretch.video.url), note, exact(short), line, stretch.video.span)


def _placeholder(scope: Scope, url: str) -> bool:
    """Whether a film's address leads nowhere, for its name is kept for examples (RFC 2606).

    No client is to be sent there; the example practice, whose own name it is, shows it.
    """
    host, own = _host(url), scope.brand.contact.web
    return f".{host}".endswith(_RESERVED) and (own is None or host != _host(str(own)))


def _host(address: str) -> str:
    """The name in a web address, typed with or without `https://` and `www.`."""
    name = address.lower().removeprefix("https://")
    for mark in "/?#:":
        name = name.partition(mark)[0]
    return name.removeprefix("www.")


def sources(scope: Scope, subject: Shown, options: Options) -> Nodes:
    """Where the content comes from."""
    wordings = tuple(Wording(text) for text in subject.stretch.sources)
    heading = scope.heading(options, "sources", "book")
    return boxed("plain", heading, scope.bullets(wordings, options))


Block = Callable[[Scope, Any, Any], Nodes]
BLOCKS: dict[str, Block] = {
    "title": title,
    "dose": dose,
    "summary": summary,
    "benefits": benefits,
    "body-map": body_map,
    "muscles": muscles,
    "start": start,
    "steps": steps,
    "methods": methods,
    "feel": feel,
    "breathing": breathing,
    "mistakes": mistakes,
    "adaptations": adaptations,
    "progression": progression,
    "when": when,
    "used-for": used_for,
    "related": related,
    "stop": stop,
    "video": video,
    "sources": sources,
}
