"""Figures as pictures of the Document: which pose is meant, and what it shows in words."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct, structs

from handouts.diagnostics import Diagnostic, Span
from handouts.document.nodes import Picture, Sketch
from handouts.document.words import Words
from handouts.figures.people import Person
from handouts.figures.portrait import Fact, Portrait
from handouts.figures.spec import Spec, busy_side, one_sided, resolved
from handouts.model.figure import Figure
from handouts.model.phrases import region_of
from handouts.model.stretch import Step, Stretch
from handouts.model.words import MuscleWords, find_muscle

ALT_MOST = 300
_CENTIMETRES = 170  # of a person's height, for messages
_SIDES = {"R": "right", "L": "left"}
_PARTS = {"shank": "shin", "upper-arm": "upper arm"}


class Studio(Struct, frozen=True):
    """Who is drawn how: the poses, the brand's people, and where portraits come from.

    `draw` gives the key of a portrait, which then stands in `portraits`. `side` is the side
    a handout was asked for, to which figures are turned.
    """

    poses: Mapping[str, Figure]
    muscles: Mapping[str, MuscleWords]
    draw: Callable[[Spec, Person, str, bool], str]
    portraits: Mapping[str, Portrait]
    who: Callable[[str], Person]
    style: str = "clothed"
    side: str | None = None

    def picture(
        self,
        form: Figure,
        stretch: Stretch,
        words: Words,
        problems: list[Diagnostic],
        wrong: bool = False,
    ) -> Picture:
        """A figure of a stretch as a picture with its description."""
        spec = self._felt(resolved(form, stretch.figures, self.poses))
        person = self.who(stretch.id)
        mirror = self.turns(spec)
        key = self.draw(spec, person, self.style, mirror)
        portrait = self.portraits[key]
        span = (form.pose.span if form.pose is not None else None) or form.span
        problems.extend(_warnings(portrait, span))
        alt = spec.alt or describe(portrait, spec, words, mirror, wrong)
        sketch = Sketch(key, person.skin_colour, person.hair_colour, self.style, wrong)
        return Picture(f"figure {key}", alt[:ALT_MOST], span, sketch)

    def turns(self, spec: Spec) -> bool:
        """Whether a figure is shown the other way round, for the side that is asked for."""
        wanted = {"left": "L", "right": "R"}.get(self.side or "")
        return wanted is not None and one_sided(spec) and busy_side(spec) != wanted

    def turned(self, form: Figure, stretch: Stretch) -> bool:
        """Whether the figure of a step is shown the other way round."""
        return self.turns(resolved(form, stretch.figures, self.poses))

    def glows(self, form: Figure, stretch: Stretch) -> bool:
        """Whether a figure shows where it is felt."""
        return bool(resolved(form, stretch.figures, self.poses).glow)

    def _felt(self, spec: Spec) -> Spec:
        """The places that glow, where muscles are named by the places they show at."""
        return structs.replace(spec, glow=tuple(self._place(words) for words in spec.glow))

    def _place(self, words: str) -> str:
        if region_of(words) is not None:
            return words
        first, _, rest = words.partition(" ")
        known = find_muscle(self.muscles, rest if first in ("right", "left") else words)
        if known is None or not known[1].glow:
            return words
        place = str(known[1].glow[0])
        return f"{first} {place}" if first in ("right", "left") else place


def _warnings(portrait: Portrait, span: Span | None) -> list[Diagnostic]:
    out = []
    for found in portrait.warned:
        part = _PARTS.get(found.part, found.part)
        name = f"{_SIDES[found.side]} {part}" if found.side else part
        by = max(1, round(found.by * _CENTIMETRES))
        if found.what == "reach":
            message = f"the {name} cannot reach where it should: it is {by} cm short"
            hint = "bend the trunk or the leg more, or let the hand hold a nearer part"
            out.append(Diagnostic("warning", "figure-reach", message, span, hint))
        else:
            message = f"the {name} sinks {by} cm below the floor"
            hint = "bend it less, or say what carries the weight: body: {rests: [...]}"
            out.append(Diagnostic("warning", "figure-floor", message, span, hint))
    return out


# ------------------------------------------------------------------ sides in words


def says_side(step: Step, words: Words) -> str:
    """The word for a side that a step has in its text; "" where it has none."""
    text = f"{step.text} {step.short or ''}".casefold()
    for side in ("left", "right"):
        word = words.say(f"side-{side}").casefold()
        if re.search(rf"\b{re.escape(word)}\b", text):
            return word
    return ""


def check_side(step: Step, found: bool, words: Words, problems: list[Diagnostic]) -> None:
    """A step that names a side beside a picture of the other one would mislead."""
    word = says_side(step, words) if found else ""
    if word:
        message = f"this step says '{word}', but its figure is turned to the other side"
        hint = "say 'one' and 'the other' instead, or leave the side out"
        problems.append(Diagnostic("error", "side", message, step.span, hint))


# ------------------------------------------------------------------ in words


def describe(
    portrait: Portrait, spec: Spec, words: Words, mirror: bool, wrong: bool = False
) -> str:
    """What the picture shows: how the body is placed, limbs, hands, things, where it is felt."""
    say = words.say
    facts = portrait.facts
    head = " ".join(_fact(f, words) for f in facts if f.kind in ("stance", "place"))
    rest = [_fact(f, words) for f in facts if f.kind not in ("stance", "place", "felt")]
    first = say("figure", what=spec.says or head)
    sentences = [f"{first}: {', '.join(r for r in rest if r)}." if any(rest) else f"{first}."]
    if wrong:
        sentences.insert(0, say("figure-wrong"))
    felt = [spec.glow[int(f.what)] for f in facts if f.kind == "felt"]
    if felt:  # what is on the far side of the body is not shaded
        places = words.listed([_named(g, words, mirror) for g in felt])
        sentences.append(say("figure-felt", places=places))
    for arrow in spec.arrows:
        sentences.append(say("figure-arrow", part=_named(str(arrow.of), words, mirror)))
    while len(" ".join(sentences)) > ALT_MOST and len(sentences) > 1:
        sentences.pop()
    return " ".join(sentences)


def _named(phrase: str, words: Words, mirror: bool) -> str:
    """`right glutes` in the words of the language, the other side where it is turned."""
    first, _, rest = phrase.partition(" ")
    found = region_of(phrase)
    name = rest if first in ("right", "left") else phrase
    label = found[0] if found else name
    part = words.say(f"part-{label.replace(' ', '-')}", fallback=name)
    if first not in ("right", "left"):
        return part
    side = {"right": "left", "left": "right"}[first] if mirror else first
    return words.say("side-of", side=words.say(f"side-{side}"), part=part)


def _fact(fact: Fact, words: Words) -> str:
    say = words.say
    side = words.say(f"side-{_SIDES[fact.side]}") if fact.side in _SIDES else ""
    what = fact.what.replace(" ", "-")
    if fact.kind in ("stance", "place", "trunk", "view"):
        return say(f"figure-{fact.kind}-{what}", fallback="")
    if fact.kind in ("leg", "arm"):
        kind = f"{fact.kind}s" if fact.side == "B" else fact.kind
        return say(f"figure-{kind}-{what}", side=side)
    if fact.kind == "with":
        return say("figure-with", thing=say(f"thing-{what}", fallback=fact.what))
    return _hand(fact, words, side)


def _hand(fact: Fact, words: Words, side: str) -> str:
    who = words.say("figure-hands" if fact.side == "B" else "figure-hand", side=side)
    what = fact.what.replace(" ", "-")
    part = words.say(f"part-{what}", fallback=fact.what)
    if fact.more == "own":
        part = words.say(f"parts-{what}", fallback=part)
    elif fact.more in _SIDES:
        part = words.say("side-of", side=words.say(f"side-{_SIDES[fact.more]}"), part=part)
    verb = "hold" if fact.kind == "hold" else "behind" if fact.kind == "behind" else "on"
    return words.say(f"figure-{verb}", hands=who, part=part)
