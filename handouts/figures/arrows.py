"""Arrows that show the way: from where a part was to where it is, or a way told in a word."""

import math
from typing import Final

from handouts.figures.body import Body
from handouts.figures.drawing import Pad
from handouts.figures.legs import forward
from handouts.figures.project import Camera
from handouts.figures.reach import surface
from handouts.figures.scene import Drawn
from handouts.figures.shapes import GRID, Path, Shape, area, grown, inside, union
from handouts.figures.vectors import UP, Vec, mul, sub, unit
from handouts.model.figure import Arrow
from handouts.model.phrases import Side, part_of

_Flat = tuple[float, float]
_WIDE: Final = 0.0190
_HEAD: Final = 0.046
_CLEAR: Final = 0.052  # how far an arrow keeps from the part it speaks of
_LONG: Final = 0.13
_HUBS: Final = {
    "knee": "hip", "ankle": "hip", "foot": "hip", "toes": "hip", "shin": "hip", "thigh": "hip",
    "calf": "hip", "elbow": "shoulder", "wrist": "shoulder", "forearm": "shoulder",
}  # fmt: skip


def draw_arrows(
    pad: Pad, body: Body, start: Body | None, cam: Camera, drawn: Drawn, scale: float
) -> None:
    """All arrows of a figure; `scale` makes them smaller in close views."""
    whole = union(drawn.near, drawn.far)
    for arrow in body.spec.arrows:
        line = _traced(body, start, cam, arrow, scale) if start and not arrow.way else None
        for path in line or _told(body, cam, arrow, whole, scale):
            _draw(pad, path, scale, two=arrow.way in ("both-ways", "up-down"))


def _place(body: Body, words: str) -> tuple[Vec, str, Side]:
    part, side = part_of(words.split())
    one: Side = side or "R"
    if part in ("knee", "ankle", "elbow", "wrist", "shoulder"):
        return body.joint(part, one)[0], part, one
    found = surface(body, part, one)
    return (
        (
            found.point
            if part in ("chest", "tummy", "low back", "upper back", "chin")
            else found.centre
        ),
        part,
        one,
    )


def _traced(
    body: Body, start: Body | None, cam: Camera, arrow: Arrow, scale: float
) -> list[list[_Flat]] | None:
    """The arc a part travels about its joint, a little outside; None where it hardly moves."""
    assert start is not None
    now, part, side = _place(body, arrow.of)
    before, _, _ = _place(start, arrow.of)
    a, b = cam.flat(before), cam.flat(now)
    if math.dist(a, b) < 0.05 * GRID * scale:
        return None
    hub_name = _HUBS.get(part)
    if hub_name is None:
        return [_bow((float(a[0]), float(a[1])), (float(b[0]), float(b[1])), 0.12, 0.12, 0.9)]
    hub = cam.flat(body.joint(hub_name, side)[0])
    ra, rb = math.dist(a, hub), math.dist(b, hub)
    if min(ra, rb) < 0.03 * GRID:
        return [_bow((float(a[0]), float(a[1])), (float(b[0]), float(b[1])), 0.2, 0.1, 0.9)]
    ta, tb = (math.atan2(q[1] - hub[1], q[0] - hub[0]) for q in (a, b))
    turn = (tb - ta + math.pi) % (2 * math.pi) - math.pi
    out = []
    for i in range(25):
        t = 0.22 + 0.62 * i / 24
        r = ra + (rb - ra) * t + _CLEAR * GRID
        angle = ta + turn * t
        out.append((hub[0] + r * math.cos(angle), hub[1] + r * math.sin(angle)))
    return [out]


def _bow(a: _Flat, b: _Flat, bend: float, first: float, last: float) -> list[_Flat]:
    """A bow from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    out = []
    for i in range(21):
        t = first + (last - first) * i / 20
        k = 4 * t * (1 - t) * bend
        out.append((a[0] + dx * t - dy * k, a[1] + dy * t + dx * k))
    return out


def _told(body: Body, cam: Camera, arrow: Arrow, whole: Shape, scale: float) -> list[list[_Flat]]:
    """A way in a word, from just outside the body."""
    place, _, side = _place(body, arrow.of)
    x, y = cam.flat(place)
    if arrow.way == "round":
        return [_round(body, (x, y), 0.135 * GRID * scale)]
    dx, dy = _way(body, cam, arrow.way or "up", side)
    long = _LONG * GRID * scale
    clear = _outside((x, y), (dx, dy), whole) + 0.018 * GRID * scale
    if arrow.way in ("both-ways", "up-down"):
        a, b = (
            (x - dx * long * 0.75, y - dy * long * 0.75),
            (x + dx * long * 0.75, y + dy * long * 0.75),
        )
        lift = _beyond((x, y), (-dy, dx), whole) + 0.045 * GRID * scale
        return [
            _bow(
                (a[0] - dy * lift, a[1] + dx * lift),
                (b[0] - dy * lift, b[1] + dx * lift),
                -0.08,
                0,
                1,
            )
        ]
    if _inward(body, cam, arrow, (dx, dy)):  # towards the part, from outside
        back = _outside((x, y), (-dx, -dy), whole) + 0.016 * GRID * scale
        tip = (x - dx * back, y - dy * back)
        return [_bow((tip[0] - dx * long, tip[1] - dy * long), tip, 0.06, 0, 1)]
    start = (x + dx * clear, y + dy * clear)
    return [_bow(start, (start[0] + dx * long, start[1] + dy * long), 0.06, 0, 1)]


def _round(body: Body, at: tuple[int, int], r: float) -> list[_Flat]:
    """A bow before the body, the way its near side goes: to the right in a turn to the left."""
    spec = body.spec
    turned = (spec.spine.twist or 0) + (spec.head.turn or 0) + (spec.pelvis.turn or 0)
    way = -1 if turned > 0 else 1
    turns = [way * math.radians(-75 + 150 * i / 24) for i in range(25)]
    return [(at[0] + r * math.sin(t), at[1] + r * 0.45 * (0.9 - math.cos(t))) for t in turns]


def _inward(body: Body, cam: Camera, arrow: Arrow, way: _Flat) -> bool:
    """Whether a way leads into the body where its part lies."""
    part, side = part_of(arrow.of.split())
    out = surface(body, part, side or "R").out
    x = sum(a * b for a, b in zip(out, cam.right, strict=True))
    y = sum(a * b for a, b in zip(out, cam.up, strict=True))
    trunk = part in ("chest", "tummy", "low back", "upper back", "chin", "head")
    return trunk and x * way[0] + y * way[1] < -0.5


def _way(body: Body, cam: Camera, way: str, side: Side) -> _Flat:
    """The direction on paper of a word that speaks of the person or the room."""
    ahead = forward(body)
    trunk = unit(sub(body.joint("head")[0], body.joint("pelvis")[0]))
    across = body.root[2]
    outward = mul(across, 1 if side == "R" else -1)
    vector: Vec = {
        "up": (0.0, 1.0, 0.0), "down": (0.0, -1.0, 0.0), "forward": ahead,
        "back": mul(ahead, -1), "to-head": trunk, "to-feet": mul(trunk, -1), "right": across,
        "left": mul(across, -1), "out": outward,
        "in": mul(outward, -1), "both-ways": across, "up-down": UP,
    }[way]  # fmt: skip
    x = sum(a * b for a, b in zip(vector, cam.right, strict=True))
    y = sum(a * b for a, b in zip(vector, cam.up, strict=True))
    long = math.hypot(x, y)
    return (x / long, y / long) if long > 0.2 else (1.0, 0.0)


def _outside(point: tuple[int, int], way: _Flat, whole: Shape) -> float:
    """How far one has to go from a point to be clear of the body."""
    step, far = 0.008 * GRID, 0.0
    while far < 0.6 * GRID:
        at = (round(point[0] + way[0] * far), round(point[1] + way[1] * far))
        if not inside(at, whole):
            return far
        far += step
    return 0.0


def _beyond(point: tuple[int, int], way: _Flat, whole: Shape) -> float:
    """How far the body reaches that way."""
    step, last = 0.012 * GRID, 0.0
    for n in range(30):
        at = (round(point[0] + way[0] * step * n), round(point[1] + way[1] * step * n))
        last = step * n if inside(at, whole) else last
    return last


def _draw(pad: Pad, points: list[_Flat], scale: float, two: bool = False) -> None:
    """One tapered arrow with a white halo, as a single shape."""
    wide, head = _WIDE * GRID * scale, _HEAD * GRID * scale
    shaft = _cut_back(points, head * 0.82)
    shape = [_outline(shaft, points[-1], wide, head, taper=not two)]
    if two:
        back = _cut_back(points[::-1], head * 0.82)
        shape = union(shape, [_outline(back, points[0], wide, head, taper=False)])
    shape = grown(shape, -0.001 * scale, 0.001 * scale) or shape
    pad.fill(grown(shape, 0.0065 * scale), "halo")
    pad.fill(shape, "arrow")


def _cut_back(points: list[_Flat], length: float) -> list[_Flat]:
    """The line without its last stretch, which the head takes."""
    out = list(points)
    while len(out) > 2 and math.dist(out[-1], points[-1]) < length:
        out.pop()
    return out


def _outline(shaft: list[_Flat], tip: _Flat, wide: float, head: float, taper: bool) -> Path:
    left, right = [], []
    last = len(shaft) - 1
    for i, (x, y) in enumerate(shaft):
        a, b = shaft[max(0, i - 1)], shaft[min(last, i + 1)]
        long = math.dist(a, b) or 1.0
        tx, ty = (b[0] - a[0]) / long, (b[1] - a[1]) / long
        k = wide / 2 * ((0.40 + 0.60 * i / max(1, last)) if taper else 1.0)
        left.append((x - ty * k, y + tx * k))
        right.append((x + ty * k, y - tx * k))
    base = shaft[-1]
    long = math.dist(base, tip) or 1.0
    dx, dy = (tip[0] - base[0]) / long, (tip[1] - base[1]) / long
    k = head * 0.50
    barbs = [(base[0] - dy * k, base[1] + dx * k), tip, (base[0] + dy * k, base[1] - dx * k)]
    path = [(round(x), round(y)) for x, y in (*left, *barbs, *right[::-1])]
    return path if area(path) > 0 else path[::-1]
