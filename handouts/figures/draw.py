"""One figure from its spec to its display list."""

from typing import Final

from msgspec import Struct

from handouts.figures.arrows import draw_arrows
from handouts.figures.body import Body
from handouts.figures.drawing import Pad
from handouts.figures.facts import facts_of
from handouts.figures.mannequin import build
from handouts.figures.people import Person
from handouts.figures.portrait import DisplayList, Fact, Portrait, Warned
from handouts.figures.project import Camera, camera
from handouts.figures.props import Room, draw_before, draw_behind
from handouts.figures.scene import Drawn, arrange, draw_far, draw_fronts, draw_near, outline_near
from handouts.figures.shapes import GRID, Shape, box_of, closed_up, edge, moved, union
from handouts.figures.solve import solve
from handouts.figures.spec import Spec, busy_side, mirrored
from handouts.figures.target import draw_glow, felt

VIEWS: Final = {
    "side": (0, 0), "front": (90, 0), "back": (-90, 0), "above": (0, 89),
    "three-quarter": (32, 10), "half-front": (58, 8), "corner": (50, 20),
    "over-shoulder": (-50, 25), "raised": (0, 30),
}  # fmt: skip
_CLOSE: Final = {"head": 0.42, "chest": 0.55, "trunk": 0.7, "legs": 0.8, "feet": 0.45}
_PALE: Final = 0.0038
_ANYONE: Final = Person()
_OTHER: Final = {"R": "L", "L": "R"}


class Picture(Struct, frozen=True):
    """A drawn figure with the body it shows, as solved: seen from the side that moves."""

    drawn: DisplayList
    body: Body
    turned: bool  # drawn as in a mirror, so that what moves is near
    felt: tuple[int, ...] = ()  # which of the places where it is felt are seen


def draw(
    spec: Spec, person: Person = _ANYONE, style: str = "clothed", mirror: bool = False
) -> Picture:
    """The picture of a pose, or with `mirror` of the same pose with the sides exchanged.

    Nothing a pose asks for raises: what no body can do is in the body's warnings.
    """
    turned = busy_side(spec) == "L"
    seen = mirrored(spec) if turned else spec
    body = solve(seen)
    drawn, felt_places = _paint(seen, body, person, style, turned != mirror)
    return Picture(drawn, body, turned, felt_places)


def portray(
    spec: Spec, person: Person = _ANYONE, style: str = "clothed", mirror: bool = False
) -> Portrait:
    """Draw a figure, and say what it shows and what it could not do."""
    picture = draw(spec, person, style, mirror)
    swapped = picture.turned != mirror
    warned = tuple(
        Warned(w.what, w.part, _OTHER.get(w.side, "") if swapped else w.side, w.by)
        for w in picture.body.warnings
    )
    seen = tuple(Fact("felt", str(number)) for number in picture.felt)
    return Portrait(picture.drawn, facts_of(picture.body, swapped) + seen, warned)


def _paint(
    spec: Spec, body: Body, person: Person, style: str, flip: bool
) -> tuple[DisplayList, tuple[int, ...]]:
    """Everything in the picture, from the back to the front."""
    cam = camera(*VIEWS[spec.view])
    drawn = arrange(body, cam, person)
    pad = Pad(_window(body, cam, drawn) if spec.crop != "none" else None, flip)
    room = Room(pad, body, cam, drawn)
    draw_behind(room)
    start = solve(spec.start) if spec.start else None
    if start is not None:
        _ghost(pad, start, body, cam, person)
    draw_far(pad, drawn)
    draw_near(pad, drawn)
    glow, places = felt(body, cam, drawn)
    draw_glow(pad, glow, union(drawn.near, drawn.far), style == "print")
    outline_near(pad, drawn)
    draw_fronts(pad, drawn)
    draw_before(room)
    draw_arrows(pad, body, start, cam, drawn, _CLOSE.get(spec.crop, 1.0))
    return pad.done(cam.toward[1] > 0.7), places


def _window(body: Body, cam: Camera, drawn: Drawn) -> Shape:
    """What a close view shows: a box round the head, the chest, the trunk, the legs or the feet."""
    crop = body.spec.crop
    left, bottom, right, top = box_of(union(drawn.near, drawn.far))
    room = round(0.09 * GRID)
    left, right, top, bottom = left - room, right + room, top + room, bottom - room
    if crop in ("legs", "feet"):
        joints = [("pelvis", "")] if crop == "legs" else [("knee", "L"), ("knee", "R")]
        top = max(cam.flat(body.joints[j][0])[1] for j in joints) + round(0.02 * GRID)
    else:
        height = {"head": 0.13, "chest": 0.055, "trunk": -0.10}[crop]
        _, bottom = cam.flat(body.along_spine(height)[0])
    if crop == "head":
        x, half = cam.flat(body.joint("neck")[0])[0], round(0.235 * GRID)
        left, right = max(left, x - half), min(right, x + half)
    return [[(left, bottom), (right, bottom), (right, top), (left, top)]]


def _ghost(pad: Pad, start: Body, body: Body, cam: Camera, person: Person) -> None:
    """The start, pale and behind everything, with what stays in one place on both."""
    shape = closed_up(union(*(p.shape for p in build(start, cam, person).values())), 0.006)
    dx, dy = _shift(start, body, cam)
    shape = moved(shape, dx, dy)
    pad.fill(shape, "ghost")
    pad.stroke(edge(shape), "ghost-line", _PALE)


def _shift(start: Body, body: Body, cam: Camera) -> tuple[float, float]:
    """How far the start has to move so that a foot that stands in both stays put."""
    if all(b.spec.leg("R").kneel for b in (start, body)):
        was, now = (cam.flat(b.joint("knee", "R")[0]) for b in (start, body))
        return (now[0] - was[0]) / GRID, 0.0
    if body.spec.stance != "standing" or start.spec.stance != "standing":
        return 0.0, 0.0
    best: tuple[float, float, float] | None = None
    for side in ("L", "R"):
        a, b = start.joint("ankle", side)[0], body.joint("ankle", side)[0]
        p, q = cam.flat(a), cam.flat(b)
        lifted = abs(a[1] - b[1])
        if best is None or lifted < best[0] - 0.01:
            best = (lifted, (q[0] - p[0]) / GRID, (q[1] - p[1]) / GRID)
    return (best[1], best[2]) if best else (0.0, 0.0)
