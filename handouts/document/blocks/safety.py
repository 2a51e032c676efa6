"""The stop box: what no page may leave out."""

from msgspec import structs

from handouts.document.inline import NBSP, plain
from handouts.document.nodes import Box, Heading, Item, List, Marker, Node, Paragraph, Runs
from handouts.document.scope import Scope
from handouts.model.blocks import StopOptions
from handouts.model.stretch import Warning_


def safety_box(
    scope: Scope, stop: tuple[Warning_, ...], ask: tuple[Warning_, ...], options: StopOptions
) -> tuple[Node, ...]:
    """Every stop sign; then the conditions to ask about first, which alone may be shortened."""
    marker: Marker = "bullet" if options.as_ == "list" else "run-on"
    children: list[Node] = []
    if stop:
        words = options.heading or scope.words.say("stop")
        phone = scope.brand.contact.phone
        key = "stop-then-call" if phone else "stop-then"
        then = plain(scope.words.say(key, phone=str(phone or "").replace(" ", NBSP)), bold=True)
        children.append(Heading(plain(words), 2, "stop"))
        if marker == "run-on":
            children.append(structs.replace(_list(scope, stop, marker), overflow=then))
        else:
            children += [_list(scope, stop, marker), Paragraph(then)]
    if ask:
        others = (
            plain(scope.words.say("see-first-others")) if scope.layout.fit == "one-page" else ()
        )
        heading = Heading(plain(scope.words.say("see-first")), 2, "ask")
        children += [heading, _list(scope, ask, marker, others)]
    return (Box("stop", tuple(children)),) if children else ()


def _list(scope: Scope, found: tuple[Warning_, ...], marker: Marker, others: Runs = ()) -> List:
    items = tuple(
        Item((Paragraph(scope.runs(w.text), scope.runs(w.short) if w.short else ()),))
        for w in found
    )
    return List(items, marker, others=others)
