"""One figure from its spec to its display list."""

from typing import Final, Literal

from handouts.figures.arrows import draw_arrows
from handouts.figures.body import Body
from handouts.figures.display import DisplayList, Pad, flipped
from handouts.figures.mannequin import build
from handouts.figures.people import Person
from handouts.figures.project import Camera, camera
from handouts.figures.props import Room, draw_before, draw_behind
from handouts.figures.scene import Drawn, arrange, draw_far, draw_fronts, draw_near, outline_near
from handouts.figures.shapes import GRID, Shape, closed_up, edge, moved, union
from handouts.figures.solve import solve
from handouts.figures.spec import Spec, busy_side, mirrored
from handouts.figures.target import draw_glow, felt

Style = Literal["clothed", "print", "line"]
VIEWS: Final = {
    "side": (0, 0), "front": (90, 0), "back": (-90, 0), "above": (0, 89), "three-quarter": (32, 10),
    "half-front": (58, 8), "over-shoulder": (-26, 20), "raised": (0, 16),
}  # fmt: skip
_CLOSE: Final = {"head": 0.42, "chest": 0.55, "trunk": 0.7, "legs": 0.8, "feet": 0.45}
_PALE: Final = 0.0038


def draw(spec: Spec, person: Person = Person(), style: str = "clothed") -> DisplayList:
    """The picture of a pose, seen from the side that moves. Nothing a pose says raises."""
    turned = busy_side(spec) == "L"
    seen = mirrored(spec) if turned else spec
    body = solve(seen)
    found = paint(seen, body, person, style)
    return flipped(found) if turned else found


def paint(spec: Spec, body: Body, person: Person, style: str) -> DisplayList:
    """Everything in the picture, from the back to the front."""
    cam = camera(*VIEWS[spec.view])
    pad = Pad()
    drawn = arrange(body, cam, person)
    room = Room(pad, body, cam, drawn)
    draw_behind(room)
    start = solve(spec.start) if spec.start else None
    if start is not None:
        _ghost(pad, start, body, cam, person)
    draw_far(pad, drawn)
    draw_near(pad, drawn)
    draw_glow(pad, felt(body, cam, drawn), union(drawn.near, drawn.far), style == "print")
    outline_near(pad, drawn)
    draw_fronts(pad, drawn)
    draw_before(room)
    draw_arrows(pad, body, start, cam, drawn, _CLOSE.get(spec.crop, 1.0))
    return pad.done()


def _ghost(pad: Pad, start: Body, body: Body, cam: Camera, person: Person) -> None:
    """The start, pale and behind everything, with what stays in one place on both."""
    shape = closed_up(union(*(p.shape for p in build(start, cam, person).values())), 0.006)
    dx, dy = _shift(start, body, cam)
    shape = moved(shape, dx, dy)
    pad.fill(shape, "ghost")
    pad.stroke(edge(shape), "ghost-line", _PALE)


def _shift(start: Body, body: Body, cam: Camera) -> tuple[float, float]:
    """How far the start has to move so that a foot that stands in both stays put."""
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


def shapes_of(drawn: Drawn) -> Shape:
    """The whole person's outline."""
    return union(drawn.near, drawn.far)


def camera_of(spec: Spec) -> Camera:
    """The camera of a view."""
    return camera(*VIEWS[spec.view])
