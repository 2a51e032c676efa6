"""Does a figure make sense? Names of poses, parts of the body, things in the picture."""

from collections.abc import Callable, Iterator, Mapping

from handouts.diagnostics import Report, nearest
from handouts.library.library import Key, Library
from handouts.model.figure import Figure
from handouts.model.phrases import REGION_WORDS, REGIONS, Unknown, grip, part_of, region_of, thing
from handouts.model.stretch import Stretch
from handouts.model.text import Text
from handouts.model.words import find_muscle

_HANDS = ("hands", "left_hand", "right_hand")


def figures_of(stretch: Stretch) -> Iterator[Figure]:
    """Every figure of a stretch, those with names first."""
    yield from stretch.figures.values()
    steps = (step.figure for method in stretch.methods for step in method.steps)
    others = (*(m.figure for m in stretch.mistakes), *(a.figure for a in stretch.adaptations))
    found = (*(line.figure for line in stretch.start), *others, *steps)
    yield from (figure for figure in found if figure is not None)


def check_figures(stretch: Stretch, library: Library, report: Report) -> None:
    """What is wrong with the figures of a stretch."""
    own, poses = stretch.figures, library.poses
    for figure in figures_of(stretch):
        for name in (figure.pose, figure.from_):
            _named(name, (*own, *poses), "pose or figure", report)
        _named(figure.extends, tuple(own), "figure of this stretch", report)
        _words(figure, library, report)
    _circles(own, poses, report)


def check_poses(poses: dict[str, Figure], library: Library, report: Report) -> list[Key]:
    """What is wrong with the named poses."""
    for figure in poses.values():
        for name in (figure.pose, figure.from_):
            _named(name, tuple(poses), "pose", report)
        if figure.extends is not None:
            hint = "write 'pose:' here; 'extends:' is for the figures of a stretch"
            report.error("figure", "a pose extends no figure", figure.extends.span, hint)
        _words(figure, library, report)
    _circles(poses, {}, report)
    return []


def _named(name: Text | None, known: tuple[str, ...], what: str, report: Report) -> None:
    if name is not None and str(name) not in known:
        hint = nearest(name, known) or "see 'handouts list poses'"
        report.error("unknown-pose", f"there is no {what} '{name}'", name.span, hint)


def _words(figure: Figure, library: Library, report: Report) -> None:
    """Each phrase of a figure, by the closed lists it is made of."""
    for key in _HANDS:
        _tried(grip, getattr(figure, key), report)
    for leg in (figure.legs, figure.left_leg, figure.right_leg):
        if leg is not None:
            _tried(_part, leg.on, report)
    for prop in figure.props or ():
        _tried(thing, prop, report)
    for arrow in figure.arrows or ():
        _tried(_part, arrow.of, report)
        if arrow.way is None and figure.from_ is None and figure.extends is None:
            hint = "write {of: " + arrow.of + ", way: up}, or say where it starts: from: NAME"
            report.error("figure", "this arrow says no way", arrow.of.span, hint)
    for words in figure.glow or ():
        _glow(words, library, report)


def _part(phrase: str) -> object:
    return part_of(phrase.split())


def _tried(read: Callable[[str], object], phrase: Text | None, report: Report) -> None:
    if phrase is None:
        return
    try:
        read(str(phrase))
    except Unknown as problem:
        hint = nearest(problem.word, problem.known) or "it may be " + ", ".join(problem.known)
        report.error("figure", str(problem), phrase.span, hint)


def _glow(words: Text, library: Library, report: Report) -> None:
    first, _, rest = words.partition(" ")
    name = rest if first in ("right", "left") else str(words)
    if region_of(words) is None and find_muscle(library.muscles, name) is None:
        known = (*REGIONS, *REGION_WORDS, *library.muscles)
        hint = nearest(name, known) or "it may be " + ", ".join(REGIONS)
        report.error("figure", f"unknown place '{name}'", words.span, hint)


def _circles(own: Mapping[str, Figure], poses: Mapping[str, Figure], report: Report) -> None:
    """Figures that are built on themselves, by way of one another."""
    for name, figure in own.items():
        seen, at = {name}, figure
        while True:
            after = at.extends or at.pose
            found = own.get(str(after)) if after is not None else None
            if found is None or found is at or (found is figure and at is figure):
                break
            if str(after) in seen:
                message = f"the figure '{name}' is built on itself"
                if not (at.pose is not None and str(after) in poses):
                    report.error("figure", message, figure.span, "take one of the circle out")
                break
            seen.add(str(after))
            at = found
