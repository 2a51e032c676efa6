"""One figure from its spec to its display list."""

from typing import Final, Literal

from handouts.figures.arrows import draw_arrows
from handouts.figures.body import Body
from handouts.figures.drawing import DisplayList, Pad, flipped
from handouts.figures.mannequin import build
from handouts.figures.people import Person
from handouts.figures.project import Camera, camera
from handouts.figures.props import Room, draw_before, draw_behind
from handouts.figures.scene import Drawn, arrange, draw_far, draw_fronts, draw_near, outline_near
from handouts.figures.shapes import GRID, Shape, box_of, closed_up, edge, moved, union
from handouts.figures.solve import solve
from handouts.figures.spec import Spec, busy_side, mirrored
from handouts.figures.target import draw_glow, felt

Style = Literal["clothed", "print", "line"]
VIEWS: Final = {
    "side": (0, 0), "front": (90, 0), "back": (-90, 0), "above": (0, 89),
    "three-quarter": (32, 10), "half-front": (58, 8), "corner": (40, 25),
    "over-shoulder": (-50, 25), "raised": (0, 30),
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
    drawn = arrange(body, cam, person)
    pad = Pad(window(body, cam, drawn) if spec.crop != "none" else None)
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


def window(body: Body, cam: Camera, drawn: Drawn) -> Shape:
    """What a close view shows: a box round the head, the chest, the trunk, the legs or the feet."""
    left, bottom, right, top = box_of(union(drawn.near, drawn.far))
    room = round(0.09 * GRID)
    left, right, top, bottom = left - room, right + room, top + room, bottom - room
    if spec_crop_is_low(body.spec.crop):
        ankles = [
            cam.flat(
                body.joint(
                    "knee" if body.spec.crop == "feet" else "pelvis",
                    s if body.spec.crop == "feet" else "",
                )[0]
            )[1]
            for s in ("L", "R")
        ]
        top = max(ankles) + round(0.02 * GRID)
    else:
        height = {"head": 0.13, "chest": 0.055, "trunk": -0.10}[body.spec.crop]
        x, bottom = cam.flat(body.along_spine(height)[0])
        if body.spec.crop == "head":
            x = cam.flat(body.joint("neck")[0])[0]
            half = round(0.235 * GRID)
            left, right = max(left, x - half), min(right, x + half)
    return [[(left, bottom), (right, bottom), (right, top), (left, top)]]


def spec_crop_is_low(crop: str) -> bool:
    """Whether a close view shows the lower body."""
    return crop in ("legs", "feet")


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
