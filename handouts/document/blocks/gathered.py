"""What a booklet gathers from all its stretches: safety, index, glossary."""

from collections.abc import Iterable

from msgspec import Struct, structs

from handouts.document.blocks.bound import GLOSSARY, INDEX, SAFETY, Bound, Volume, linked
from handouts.document.booklet_nodes import Anchored, Headline, Located, Locations, Notes
from handouts.document.inline import NBSP, placed, plain
from handouts.document.nodes import Box, Heading, Item, List, Node, Paragraph, Part, Run, Runs
from handouts.document.scope import Scope, bold_lead
from handouts.model.blocks import Headed, IndexOptions, Options
from handouts.model.stretch import REGIONS, Warning_
from handouts.model.text import Text
from handouts.model.words import find_muscle

_NAMED = 5  # so many stretches are named; more are told by their pages


def headline(scope: Scope, options: Options, key: str, anchor: str, lead: Runs = ()) -> Node:
    """The title of a page of the booklet's own, with its place in the bookmarks."""
    own = options.heading if isinstance(options, Headed) else None
    words = plain(own or scope.words.say(key))
    return Anchored(Headline(words, lead), anchor, "".join(run.text for run in words))


def safety(scope: Scope, volume: Volume, options: Options) -> tuple[Part, ...]:
    """Every stop sign and every condition to ask about first, once, with whose they are."""
    phone = scope.brand.contact.phone
    then = scope.words.say(
        "stop-then-call" if phone else "stop-then", phone=str(phone or "").replace(" ", NBSP)
    )
    head = headline(scope, options, "booklet-safety", SAFETY, plain(scope.words.say("safety-lead")))
    signs, some_signs = _lines(scope, volume, "stop")
    asks, some = _lines(scope, volume, "see_first")
    children: list[Node] = [head]
    if signs or some_signs:
        heading = Heading(plain(scope.words.say("stop")), 2, "stop", mark=False)
        listed = List((*signs, *some_signs))
        children.append(Box("stop", (heading, listed, Paragraph(plain(then, bold=True)))))
    for key, items in (("see-first-all", asks), ("see-first-some", some)):
        if items:
            heading = Heading(plain(scope.words.say(key)), 2, "ask", mark=False)
            # In a plain box it keeps to one column: it may go on over the page.
            children.append(Box("stop", (heading, Box("plain", (List(items),)))))
    return (Part("safety", tuple(children), opens="page"),) if len(children) > 1 else ()


class _Gathered(Struct):
    """A warning without its remark in brackets; whose it is, and what is remarked to whom."""

    warning: Warning_
    whose: list[Bound]
    remarks: list[tuple[str, list[Bound]]]


def _lines(scope: Scope, volume: Volume, field: str) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Each warning once, those of one flag together: every stretch's, and those of some."""
    kept = _kept(volume, field)
    flags = list(dict.fromkeys(str(g.warning.flag or key) for key, g in kept.items()))
    ordered = sorted(
        kept.items(), key=lambda pair: flags.index(str(pair[1].warning.flag or pair[0]))
    )
    every = len({b.stretch.id for b in volume.stretches})
    all_: list[Item] = []
    some: list[Item] = []
    for _, found in ordered:
        item = Item((Paragraph(_line(scope, volume, found, every)),))
        (all_ if len(found.whose) == every else some).append(item)
    return tuple(all_), tuple(some)


def _kept(volume: Volume, field: str) -> dict[str, _Gathered]:
    """The warnings without their remarks, by their words."""
    kept: dict[str, _Gathered] = {}
    seen: set[tuple[str, str]] = set()
    for bound in volume.stretches:
        for warning in getattr(bound.stretch, field):
            base, remark = _parted(warning)
            key = " ".join(base.casefold().split())
            found = kept.setdefault(key, _Gathered(warning, [], []))
            if (key, bound.stretch.id) in seen:
                continue
            seen.add((key, bound.stretch.id))
            same = next((names for words, names in found.remarks if words == remark), None)
            if same is None:
                found.remarks.append((remark, [bound]))
            else:
                same.append(bound)
            found.whose.append(bound)
    return kept


def _parted(warning: Warning_) -> tuple[str, str]:
    """`a knee replacement (kneeling may not suit you)`, as condition and remark."""
    text = str(warning.text)
    before, opened, after = text.partition(" (")
    if warning.flag and opened and after.endswith(")") and "(" not in after:
        return before, after[:-1]
    return text, ""


def _line(scope: Scope, volume: Volume, found: _Gathered, every: int) -> Runs:
    """The condition in bold, then whose it is; remarks that differ follow their stretches."""
    base, remark = _parted(found.warning)
    out = [structs.replace(run, bold=True) for run in scope.runs(_within(found, base))]
    if len(found.remarks) == 1:
        more = scope.runs(_within(found, f"({remark})")) if remark else ()
        gap = (Run(" "),) if more else ()
        return (*out, *gap, *more, *_whose(scope, volume, found.whose, every))
    silent = next((names for words, names in found.remarks if not words), None)
    if silent and len(found.whose) == every:
        out += _dashed(scope, plain(scope.words.say("safety-all")))
    elif silent:
        out += _whose(scope, volume, silent, every)
    told = [(words, names) for words, names in found.remarks if words]
    for n, (words, names) in enumerate(told):
        lead = _spliced(scope, "safety-remark", _names(names))
        out += [Run("; "), *lead] if n or silent else _dashed(scope, lead)
        out += [Run(" "), *scope.runs(_within(found, words))]
    return tuple(out)


def _within(found: _Gathered, words: str) -> Text:
    """Words of a warning, at its place."""
    return Text(words, found.warning.text.span)


def _whose(scope: Scope, volume: Volume, whose: list[Bound], every: int) -> Runs:
    """` – Cat-cow` or ` – pages 6, 12`, in the order of the booklet; nothing where it is all."""
    names = {b.stretch.id: b for b in whose}
    if len(names) == every:
        return ()
    if len(names) <= _NAMED:
        return _dashed(scope, _names(names.values()))
    pages: list[Run] = []
    for bound in names.values():
        pages += [*([Run(", ")] if pages else []), Run("88", ref=bound.anchor)]
    return (Run(NBSP), *_spliced(scope, "safety-pages", tuple(pages), "pages"))


def _dashed(scope: Scope, names: Runs) -> Runs:
    return (Run(NBSP), *_spliced(scope, "safety-for", names))


def _spliced(scope: Scope, key: str, runs: Runs, name: str = "names") -> Runs:
    before, _, after = scope.words.say(key, None, **{name: "\0"}).partition("\0")
    return (*plain(before), *runs, *plain(after))


def _names(found: Iterable[Bound]) -> Runs:
    names: list[Run] = []
    for bound in found:
        names += [*([Run(", ")] if names else []), *linked(bound.stretch.name, bound.anchor)]
    return tuple(names)


def index(scope: Scope, volume: Volume, options: Options) -> tuple[Part, ...]:
    """Stretches by part of the body, and pages by muscle."""
    assert isinstance(options, IndexOptions)
    head = headline(scope, options, "booklet-index", INDEX)
    children: list[Node] = [head]
    firsts = [b for b in volume.stretches if volume.anchors[b.stretch.id] == b.anchor]
    if "region" in options.by:
        for region in REGIONS:
            found = [b for b in firsts if region in b.stretch.regions]
            items = tuple(Located(plain(b.stretch.name), (b.anchor,)) for b in found)
            if items:
                words = plain(scope.words.say(f"region-{region}"))
                children.append(Locations(words, items))
    if "muscle" in options.by:
        muscles = _muscles(scope, firsts)
        items = tuple(Located(plain(name), refs) for name, (_, refs) in muscles.items())
        if items:
            words = plain(scope.words.say("index-muscles"))
            children.append(Locations(words, items, ruled=len(children) > 1))
    return (Part("index", tuple(children), opens="page"),) if len(children) > 1 else ()


def _muscles(scope: Scope, found: list[Bound]) -> dict[str, tuple[Text | None, tuple[str, ...]]]:
    """Each muscle by name, in order, with its plain words and where it is worked."""
    met: dict[str, tuple[str, Text | None, list[str]]] = {}
    for bound in found:
        muscles = bound.stretch.muscles
        for muscle in (*muscles.primary, *muscles.secondary):
            known = find_muscle(scope.muscles, str(muscle.name))
            # A synonym stands under the muscle's own name, so that none is told twice.
            own = known[0] if known else str(muscle.name)
            name, words = own[:1].upper() + own[1:], known[1].plain if known else muscle.plain
            _, _, refs = met.setdefault(own.casefold(), (name, words, []))
            if bound.anchor not in refs:
                refs.append(bound.anchor)
    return {name: (words, tuple(refs)) for _, (name, words, refs) in sorted(met.items())}


def terms(scope: Scope, volume: Volume) -> list[tuple[str, Text]]:
    """The muscles met that have plain words."""
    found = _muscles(scope, list(volume.stretches)).items()
    return [(name, words) for name, (words, _) in found if words is not None]


def glossary(scope: Scope, volume: Volume, options: Options) -> tuple[Part, ...]:
    """Every muscle met, in plain words."""
    items = tuple(
        Item((Paragraph(bold_lead(placed(name, name), scope.runs(words)), role="term"),))
        for name, words in terms(scope, volume)
    )
    if not items:
        return ()
    lead = plain(scope.words.say("glossary-lead"))
    head = headline(scope, options, "booklet-glossary", GLOSSARY, lead)
    box = Box("panel", (List(items, "none"),))
    notes = Notes(plain(scope.words.say("booklet-questions")))
    return (Part("glossary", (head, box, notes), opens="page"),)
