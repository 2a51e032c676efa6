"""Which method and which steps of a stretch a page shows; all its blocks agree on them."""

from msgspec import Struct

from handouts.diagnostics import Diagnostic
from handouts.document.drawn import Studio
from handouts.document.nodes import Picture
from handouts.document.scope import Scope
from handouts.model.blocks import BlockUse, RowOptions, StepsOptions
from handouts.model.figure import Figure
from handouts.model.stretch import Method, Stretch
from handouts.model.stretch import Step as StepForm


class Shown(Struct, frozen=True):
    """A stretch, the method a card shows of it, and which of that method's steps."""

    stretch: Stretch
    method: Method
    steps: tuple[StepForm, ...]


def shown(stretch: Stretch, scope: Scope | None = None) -> Shown:
    """The method and steps that all blocks of a card show.

    The layout's `steps: {method: ...}` chooses before the stretch's `card:`; without
    either it is the first method with all its steps.
    """
    options = _steps_options(scope.layout.blocks) if scope else None
    if options is not None and options.method is not None and scope is not None:
        named = stretch.method_named(options.method)
        if named is not None:
            return Shown(stretch, named, named.steps)
        message = f"'{stretch.name}' has no method '{options.method}', which the layout asks for"
        span, names = options.method.span, ", ".join(str(m.name) for m in stretch.methods)
        scope.problems.append(Diagnostic("error", "unknown-id", message, span, f"it has {names}"))
    method = stretch.method_named(stretch.card.method or "") or stretch.methods[0]
    if options is not None and options.all:
        return Shown(stretch, method, method.steps)
    numbers = [int(n.low) for n in stretch.card.steps if n.low <= len(method.steps)]
    chosen = tuple(method.steps[n - 1] for n in numbers) or method.steps
    return Shown(stretch, method, chosen)


def _steps_options(blocks: tuple[BlockUse, ...]) -> StepsOptions | None:
    """The options of the first `steps` block, also where it stands in a row."""
    for use in blocks:
        if isinstance(use.options, StepsOptions):
            return use.options
        if isinstance(use.options, RowOptions):
            inner = _steps_options(use.options.blocks)
            if inner is not None:
                return inner
    return None


def best_figure(studio: Studio, found: Shown) -> Figure | None:
    """The figure that shows where it is felt; else the last step's; else the start's."""
    shown = [s.figure for s in found.steps if s.figure] or [
        s.figure for s in found.method.steps if s.figure
    ]
    felt = [form for form in shown if studio.glows(form, found.stretch)]
    start = [line.figure for line in found.stretch.start if line.figure]
    return next(iter([*felt, *shown[-1:], *start]), None)


def portrait(scope: Scope, found: Shown) -> Picture | None:
    """The picture of a stretch where it is listed; None where nothing is drawn."""
    form = best_figure(scope.studio, found) if scope.studio is not None else None
    return scope.figure(form, found.stretch)
