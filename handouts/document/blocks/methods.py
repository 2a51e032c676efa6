"""One way of doing a stretch as a box of its own, and how often all ways are done."""

from handouts.document.dose import cascade, often, phrases
from handouts.document.inline import placed, plain
from handouts.document.nodes import (
    Badges,
    Box,
    Heading,
    Item,
    List,
    Node,
    Paragraph,
    Run,
    Stage,
    Stages,
)
from handouts.document.scope import Scope
from handouts.document.words import Words
from handouts.model.stretch import Method, Stretch


def rhythm(words: Words, stretch: Stretch) -> list[str]:
    """How often, where all methods agree on it; else each method says it for itself."""
    found = [often(words, cascade(stretch.dose, m.dose)) for m in stretch.methods]
    return found[0] if all(one == found[0] for one in found) else []


def method_box(
    scope: Scope, stretch: Stretch, method: Method, number: int, count: int, photos: bool
) -> Box:
    """One method: name, level, dose, steps, where it is felt."""
    words = scope.words
    key = "method-many" if count > 1 else "method-one"
    name = words.say(key, n=str(number), name=str(method.name))
    level = method.level or (stretch.level if count == 1 else None)
    found = cascade(stretch.dose, method.dose)
    said_above = "summary" in {use.name for use in scope.layout.blocks}
    with_often = not (said_above and rhythm(words, stretch))
    chips = Badges(phrases(words, found, with_often=with_often), "chips")
    children: list[Node] = [Heading(plain(placed(name, method.name)))]
    about = plain(words.say(f"level-{level}"), bold=True) if level else ()
    if method.summary is not None:
        about = (
            (*about, Run(" "), *scope.runs(method.summary)) if about else scope.runs(method.summary)
        )
    children += [Paragraph(about)] if about else []
    shown = tuple(
        Stage(seen, n)
        for n, step in enumerate(method.steps, 1)
        if photos and step.photo is None and (seen := scope.picture(step, stretch)) is not None
    )
    children += [Stages(shown)] if shown else []
    items = []
    for n, step in enumerate(method.steps, 1):
        picture = scope.picture(step, stretch, drawn=False) if photos else None
        words_of = scope.wordings(step)
        items.append(Item((*words_of, picture) if picture else words_of, n))
    children.append(List(tuple(items), "number"))
    if method.feel is not None:
        feel_words = words.say("feel-line", where="\0").split("\0")
        runs = (*plain(feel_words[0].strip(), bold=True), *plain(" "), *scope.runs(method.feel))
        children.append(Paragraph(runs))
    if found.note is not None:
        children.append(Paragraph(scope.runs(found.note)))
    return Box("method", tuple(children), chips if chips.items else None)
