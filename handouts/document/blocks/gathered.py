"""What a booklet gathers from all its stretches: safety, index, glossary."""

from collections.abc import Iterable

from handouts.document.blocks.bound import GLOSSARY, INDEX, SAFETY, Bound, Volume, linked
from handouts.document.booklet_nodes import Anchored, Headline, Located, Locations
from handouts.document.inline import NBSP, placed, plain
from handouts.document.nodes import Box, Heading, Item, List, Node, Paragraph, Part, Run, Runs
from handouts.document.scope import Scope, bold_lead
from handouts.model.blocks import Headed, IndexOptions, Options
from handouts.model.stretch import REGIONS, Warning_
from handouts.model.text import Text

_NAMED = 3  # so many stretches are named; more are told by their pages


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
    signs = _lines(scope, volume, "stop")
    asks = _lines(scope, volume, "see_first")
    head = headline(scope, options, "booklet-safety", SAFETY, plain(scope.words.say("safety-lead")))
    children: list[Node] = [head]
    if signs.items:
        heading = Heading(plain(scope.words.say("stop")), 2, "stop", mark=False)
        children.append(Box("stop", (heading, signs, Paragraph(plain(then, bold=True)))))
    if asks.items:
        heading = Heading(plain(scope.words.say("see-first")), 2, "ask", mark=False)
        children.append(Box("stop", (heading, asks)))
    return (Part("safety", tuple(children), opens="page"),) if len(children) > 1 else ()


def _lines(scope: Scope, volume: Volume, field: str) -> List:
    """Each wording once, those of one flag together; whose it is where it is not everybody's."""
    kept: dict[str, tuple[Warning_, list[Bound]]] = {}
    for bound in volume.stretches:
        for warning in getattr(bound.stretch, field):
            key = " ".join(str(warning.text).casefold().split())
            _, whose = kept.setdefault(key, (warning, []))
            if bound not in whose:
                whose.append(bound)
    flags = list(dict.fromkeys(str(w.flag or key) for key, (w, _) in kept.items()))
    found = sorted(kept.items(), key=lambda pair: flags.index(str(pair[1][0].flag or pair[0])))
    every = {b.stretch.id for b in volume.stretches}
    items = tuple(
        Item((Paragraph((*scope.runs(warning.text), *_whose(scope, volume, whose, len(every)))),))
        for _, (warning, whose) in found
    )
    return List(items, "bullet")


def _whose(scope: Scope, volume: Volume, whose: list[Bound], every: int) -> Runs:
    """` (Cat-cow)`, ` (all but Cat-cow)` or the pages, in the order of the booklet."""
    names = {b.stretch.id: b for b in whose}
    if len(names) == every:
        return ()
    without = {b.stretch.id: b for b in volume.stretches if b.stretch.id not in names}
    if len(names) <= _NAMED:
        return _bracketed(scope, "safety-for", names.values())
    if len(without) <= _NAMED:
        return _bracketed(scope, "safety-but", without.values())
    pages: list[Run] = []
    for bound in names.values():
        pages += [*([Run(", ")] if pages else []), Run("88", ref=bound.anchor)]
    before, _, after = scope.words.say("safety-pages", pages="\0").partition("\0")
    return (*plain(f" {before}"), *pages, *plain(after))


def _bracketed(scope: Scope, key: str, found: Iterable[Bound]) -> Runs:
    before, _, after = scope.words.say(key, names="\0").partition("\0")
    names: list[Run] = []
    for bound in found:
        names += [*([Run(", ")] if names else []), *linked(bound.stretch.name, bound.anchor)]
    italic = [Run(r.text, italic=True, href=r.href, span=r.span) for r in names]
    return (*_slanted(f" {before}"), *italic, *_slanted(after))


def _slanted(text: str) -> Runs:
    return tuple(Run(run.text, italic=True) for run in plain(text))


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
            children.append(Locations(plain(scope.words.say("index-muscles")), items))
    return (Part("index", tuple(children), opens="page"),) if len(children) > 1 else ()


def _muscles(scope: Scope, found: list[Bound]) -> dict[str, tuple[Text | None, tuple[str, ...]]]:
    """Each muscle by name, in order, with its plain words and where it is worked."""
    met: dict[str, tuple[str, Text | None, list[str]]] = {}
    for bound in found:
        muscles = bound.stretch.muscles
        for muscle in (*muscles.primary, *muscles.secondary):
            key = str(muscle.name).casefold()
            known = scope.muscles.get(key)
            name = str(muscle.name[:1].upper() + muscle.name[1:])
            _, _, refs = met.setdefault(key, (name, known.plain if known else muscle.plain, []))
            if bound.anchor not in refs:
                refs.append(bound.anchor)
    return {name: (words, tuple(refs)) for _, (name, words, refs) in sorted(met.items())}


def glossary(scope: Scope, volume: Volume, options: Options) -> tuple[Part, ...]:
    """Every muscle met, in plain words."""
    items = tuple(
        Item((Paragraph(bold_lead(placed(name, name), scope.runs(words)), role="term"),))
        for name, (words, _) in _muscles(scope, list(volume.stretches)).items()
        if words is not None
    )
    if not items:
        return ()
    lead = plain(scope.words.say("glossary-lead"))
    head = headline(scope, options, "booklet-glossary", GLOSSARY, lead)
    box = Box("panel", (List(items, "none"),))
    return (Part("glossary", (head, box), opens="page"),)
