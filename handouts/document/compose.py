"""Content and layout become the Document, through the registry of blocks."""

import functools
import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import structs

from handouts.diagnostics import Diagnostic
from handouts.document.blocks import mapless
from handouts.document.blocks.shown import Shown, shown
from handouts.document.nodes import (
    Badges,
    Box,
    Document,
    Imprint,
    Node,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Strip,
    Title,
)
from handouts.document.scope import Scope, foreign
from handouts.model.blocks import BLOCKS, BlockUse, RowOptions
from handouts.model.layout import Layout
from handouts.model.stretch import Stretch

if TYPE_CHECKING:
    from handouts.document.plan import Plan

NEVER_GIVEN_UP = frozenset({
    "title", "client", "dose", "steps", "methods", "exercises", "contact", "stop", "programme-stop",
    "checked",
    "safety", "sections",
})  # fmt: skip
_STOPS = {"stretch": "stop", "programme": "programme-stop", "booklet": "safety"}
_UNDER_TITLE = frozenset({"summary"})
_OVER_TITLE = frozenset({"dose", "client"})


def compose_stretch(found: Stretch, scope: Scope) -> Document:
    """A stretch as a document."""
    subject = shown(found, scope)
    return _compose(subject, scope, str(found.name), str(found.name), _file(found.span))


def compose_programme(plan: "Plan", scope: Scope) -> Document:
    """A programme as a document. Its PDF title names no client."""
    title = scope.words.say("programme-kind")
    made = _compose(plan, scope, title, "", _file(plan.programme.span))
    stretches = (item.stretch for item in plan.items)
    again = scope.words.say("continued", title="{title}")
    told = foreign(stretches, scope.words.language)
    return structs.replace(made, continued=again, foreign=told)


def _with_stop(layout: Layout) -> tuple[BlockUse, ...]:
    """The layout's blocks; one that has no stop box gets it at its end, whatever it says."""
    name = _STOPS[layout.for_]
    if any(name in _names(use) for use in layout.blocks):
        return layout.blocks
    return (*layout.blocks, BlockUse(name, BLOCKS[name]()))


def _file(span: Any) -> str:
    return span.file if span else ""


def _compose(subject: "Shown | Plan", scope: Scope, title: str, about: str, file: str) -> Document:
    _check_imprint(scope)
    uses = _with_stop(scope.layout)
    parts = _tucked([part for use in uses for part in _parts(use, subject, scope)])
    return Document(
        title=title,
        language=scope.words.language,
        parts=tuple(part for part in parts if part.children),
        header=furniture(scope.layout.header, subject, scope),
        running=furniture(scope.layout.running, subject, scope),
        footer=small_print(furniture(scope.layout.footer, subject, scope)),
        author=str(scope.brand.name),
        subject=about,
        file=file,
    )


def _check_imprint(scope: Scope) -> None:
    """Warn of a footer that leaves off what a page's reader must be able to find out."""
    if not any("imprint" in _names(use) for use in scope.layout.footer):
        message = (
            "without 'imprint' in its footer no page says when it was made and who reviewed it"
        )
        hint = "write footer: [imprint], with other blocks beside it if you like"
        span = scope.layout.span
        scope.problems.append(Diagnostic("warning", "imprint", message, span, hint))


def furniture(uses: Iterable[BlockUse], subject: Any, scope: Scope) -> tuple[Node, ...]:
    """The nodes of a page's head or foot."""
    return tuple(node for use in uses for node in nodes_of(use, subject, scope))


def small_print(foot: tuple[Node, ...]) -> tuple[Node, ...]:
    """The foot with fixed words in the imprint's size, under a rule of the imprint's kind."""
    ruled = any(isinstance(node, Imprint) for node in foot)
    out: list[Node] = []
    for node in foot:
        if not (isinstance(node, Box) and node.role == "plain"):
            out.append(node)
            continue
        for child in node.children:
            if isinstance(child, Paragraph) and not (ruled or out):
                out.append(Imprint(child.runs, (), "", ()))
            elif isinstance(child, Paragraph):
                out.append(structs.replace(child, role="imprint"))
            else:
                out.append(child)
    return tuple(out)


def _parts(use: BlockUse, subject: Any, scope: Scope) -> tuple[Part, ...]:
    keep = bool(_names(use) & NEVER_GIVEN_UP)
    part = Part(use.name, nodes_of(use, subject, scope), use.options.drop, keep)
    return mapless.or_words(part, use, lambda each: _parts(each, subject, scope))


def _names(use: BlockUse) -> set[str]:
    """The block, and the blocks of a row."""
    inner = use.options.blocks if isinstance(use.options, RowOptions) else ()
    return {use.name}.union(*(_names(other) for other in inner))


def nodes_of(use: BlockUse, subject: Any, scope: Scope) -> tuple[Node, ...]:
    """What a block says of its subject; of a booklet's stretch it may say it otherwise."""
    if isinstance(use.options, RowOptions):
        return _row(use.options, subject, scope)
    kind = scope.layout.for_
    if kind == "booklet" and isinstance(subject, Shown):
        kind = "bound"
    nodes: tuple[Node, ...] = blocks_for(kind)[use.name](scope, subject, use.options)
    return nodes


@functools.cache
def blocks_for(kind: str) -> dict[str, Any]:
    """What each block says of a stretch, programme or booklet, or of a stretch bound in one.

    One is imported without the others: a card has no need of booklets.
    """
    own = importlib.import_module(f"handouts.document.blocks.{kind}")
    shared = importlib.import_module("handouts.document.blocks.page")
    return {**own.BLOCKS, **shared.BLOCKS}


def _row(options: RowOptions, subject: Any, scope: Scope) -> tuple[Node, ...]:
    """The blocks of a row that have something to say; one alone takes the whole width."""
    shares = [w.low for w in options.widths] or [1.0] * len(options.blocks)
    children: list[tuple[Node, ...]] = []
    widths: list[float] = []
    for use, share in zip(options.blocks, shares, strict=True):
        nodes = tuple(n for n in nodes_of(use, subject, scope) if not isinstance(n, PageBreak))
        if nodes:
            children.append(nodes)
            widths.append(share)
    if len(children) < 2:
        return children[0] if children else ()
    cells = tuple(c[0] if len(c) == 1 else Box("plain", c) for c in children)
    return (Row(cells, tuple(widths)),)


def _tucked(parts: list[Part]) -> list[Part]:
    """What follows the title and belongs to it moves into its panel."""
    out: list[Part] = []
    for part in parts:
        title = out[-1].children[0] if out and out[-1].children else None
        if isinstance(title, Title) and mapless.is_map(part):
            out[-1] = mapless.beside(out[-1], part)
            continue
        if isinstance(title, Title) and part.children and part.block in _OVER_TITLE | _UNDER_TITLE:
            if part.block in _UNDER_TITLE:
                title = structs.replace(title, below=(*title.below, *part.children))
            elif isinstance(part.children[0], Badges | Strip):
                title = structs.replace(title, tail=part.children[0])
            rest = part.children[1:] if part.block in _OVER_TITLE else ()
            out[-1] = mapless.with_title(out[-1], title, rest)
        else:
            out.append(part)
    return out
