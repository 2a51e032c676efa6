"""Things in the picture: mat, chair, wall, doorway, cushions, straps, step and table."""

import math
from typing import Final

from handouts.figures.arms import level_of
from handouts.figures.body import Body
from handouts.figures.drawing import Pad
from handouts.figures.legs import ON_HEEL, forward, sole
from handouts.figures.project import Camera
from handouts.figures.reach import surface
from handouts.figures.scene import Drawn
from handouts.figures.shapes import GRID, Path, Shape, area, box_of, edge, grown, union
from handouts.figures.skeleton import ANKLE
from handouts.figures.spec import SIDES
from handouts.figures.vectors import Vec, add, at, dot, level, lin, mul, sub, unit
from handouts.model.phrases import Side, Thing, thing

LINE: Final = 0.0050
_LEANS: Final = 0.3
_FLAT: Final = 0.97  # how upright a shin stands on a foot that lies flat
_FACES: Final = (
    ((1, 0, 0), ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1))),
    ((-1, 0, 0), ((0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 0))),
    ((0, 1, 0), ((0, 1, 0), (0, 1, 1), (1, 1, 1), (1, 1, 0))),
    ((0, 0, 1), ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1))),
    ((0, 0, -1), ((0, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 0))),
)


class Room:
    """Where things go: the body, its extent on the floor, and the camera."""

    def __init__(self, pad: Pad, body: Body, cam: Camera, drawn: Drawn) -> None:
        self.pad, self.body, self.cam, self.drawn = pad, body, cam, drawn
        self.box = box_of(union(drawn.near, drawn.far))
        points = [s[0] for stations in body.parts.values() for _, s in stations]
        self.low = (min(p[0] for p in points), min(p[2] for p in points))
        self.high = (max(p[0] for p in points), max(p[2] for p in points))
        self.ahead = forward(body)
        self.sides: list[int] = []  # how far props reach across the picture
        self.level = abs(cam.toward[1]) < 0.08


def draw_behind(room: Room) -> None:
    """What the person lies, sits or stands on, or leans against; the floor is under it all."""
    close = room.body.spec.crop in ("head", "chest")
    for one in sorted(map(thing, room.body.spec.props), key=lambda t: t.name == "floor"):
        draw = _BEHIND.get(one.name)
        if draw is not None and not (close and draw is _chair):  # a bar behind a close head
            draw(room, one)


def draw_before(room: Room) -> None:
    """What passes in front of the person."""
    for one in map(thing, room.body.spec.props):
        if one.name in ("towel", "strap") and one.how == "round":
            _strap(room, one, front=True)


def _solid(room: Room, low: Vec, high: Vec) -> None:
    """A box, its faces towards the eye."""
    for normal, corners in _FACES:
        if dot(normal, room.cam.toward) <= 0.01:
            continue
        path = [
            room.cam.flat(
                (
                    low[0] + (high[0] - low[0]) * x,
                    low[1] + (high[1] - low[1]) * y,
                    low[2] + (high[2] - low[2]) * z,
                )
            )
            for x, y, z in corners
        ]
        room.sides += [x for x, _ in path]
        shape = [path if area(path) > 0 else path[::-1]]
        shape = grown(shape, -0.0025, 0.0025) or shape
        room.pad.fill(shape, "prop" if normal[1] else "prop-side")
        room.pad.stroke(edge(shape), "prop-line", LINE)


def _mat(room: Room, _: Thing) -> None:
    if room.level:
        left, _b, right, _t = room.box
        pad = round(0.05 * GRID)
        slab = _slab(left - pad, -round(0.021 * GRID), right + pad, 0, 0.009)
        room.pad.fill(slab, "prop-side")
        room.pad.stroke(edge(slab), "prop-line", LINE)
        return
    half = (
        max(0.18, abs(room.low[1]) + 0.03, abs(room.high[1]) + 0.03)
        if room.cam.toward[1] > 0.45
        else 0.19
    )
    half = min(half, 0.32)
    room_low = (room.low[0] - 0.09, -0.018, -half)
    _solid(room, room_low, (room.high[0] + 0.09, 0.0, half))


def _slab(left: int, bottom: int, right: int, top: int, radius: float) -> Shape:
    path = [(left, bottom), (right, bottom), (right, top), (left, top)]
    return grown([path], -radius, radius) or [path]


def _floor(room: Room, _: Thing) -> None:
    left, _b, right, _t = room.box
    if room.sides and not room.level:
        return  # from above, chair legs stand on both sides of any line
    pad, less, y = round(0.08 * GRID), round(0.03 * GRID), -round(0.004 * GRID)
    left = min([left - pad, *(x - less for x in room.sides)])
    right = max([right + pad, *(x + less for x in room.sides)])
    room.pad.stroke([[(left, y), (right, y)]], "prop-line", 0.0060)


def _chair(room: Room, one: Thing) -> None:
    seat = (room.body.spec.body.seat or 25) / 100
    deep, half, leg = 0.31, 0.135, 0.018
    x = min(-0.098, _edge(room.body, seat) - deep)
    for z in (-half, half - leg):
        _solid(room, (x + 0.004, 0, z), (x + 0.004 + leg, seat - 0.02, z + leg))
        _solid(room, (x + deep - leg - 0.01, 0, z), (x + deep - 0.01, seat - 0.02, z + leg))
    if one.name == "chair":
        for z in (-half, half - leg):
            _solid(room, (x - 0.010, seat - 0.02, z), (x - 0.010 + leg, seat + 0.12, z + leg))
        _solid(room, (x - 0.016, seat + 0.11, -half), (x + 0.006, seat + 0.30, half))
    _solid(room, (x - 0.012, seat - 0.032, -half), (x + deep, seat, half))


def _edge(body: Body, seat: float) -> float:
    """How far forward a seat reaches at most: a thigh that slopes down leaves it there."""
    ends = [(body.joint("hip", side)[0], body.joint("knee", side)[0]) for side in SIDES]
    return min(
        hip[0] + (knee[0] - hip[0]) * (hip[1] - seat) / (hip[1] - knee[1]) if below else knee[0]
        for hip, knee in ends
        for below in (knee[1] < seat < hip[1],)
    )


def _wall(room: Room, one: Thing) -> None:
    palms = [p for what, p, _ in room.body.contacts.values() if what == "wall"]
    top = max(room.box[3] / GRID + 0.05, 0.55)
    if one.name == "wall behind":
        leaning = (room.drawn.parts[key].shape for key in (("torso", ""), ("head", "")))
        x = min(box_of(shape)[0] for shape in leaning) / GRID - 0.002
        _wall_slab(room, x - 0.035, x, top, x)
    else:
        x = max((p[0] for p in palms), default=room.high[0] + 0.03)
        _wall_slab(room, x, x + 0.035, top, x)


def _wall_slab(room: Room, low: float, high: float, top: float, face: float) -> None:
    if abs(room.cam.toward[2]) > 0.85 and room.level:
        a, b = (room.cam.flat((x, 0, 0))[0] for x in (low, high))
        f = room.cam.flat((face, 0, 0))[0]
        y0, y1 = -round(0.004 * GRID), round(top * GRID)
        room.pad.fill([[(a, y0), (b, y0), (b, y1), (a, y1)]], "prop-side")
        room.pad.stroke([[(f, y0), (f, y1)]], "prop-line", 0.0075)
        return
    _solid(room, (low, 0, -0.30), (high, top, 0.30))


def _doorway(room: Room, _: Thing) -> None:
    left, _b, right, top = (v / GRID for v in room.box)
    hands = [abs(room.cam.flat(room.body.joint("wrist", s)[0])[0]) / GRID for s in SIDES]
    half, t = max(0.20, min(max(hands) - 0.004, max(-left, right))), 0.05
    height = top + 0.08
    frame = [
        (-half - t, -0.004), (-half, -0.004), (-half, height), (half, height), (half, -0.004),
        (half + t, -0.004), (half + t, height + t), (-half - t, height + t),
    ]  # fmt: skip
    path: Path = [(round(x * GRID), round(y * GRID)) for x, y in frame]
    shape = [path if area(path) > 0 else path[::-1]]
    room.pad.fill(shape, "prop-side")
    room.pad.stroke(edge(shape), "prop-line", 0.0060)


def _cushion(room: Room, one: Thing) -> None:
    """A soft block from the ground up to what lies on it."""
    body, cam = room.body, room.cam
    if one.part in ("", "head", "neck"):
        place, head = body.joint("head")
        below = 0.030 if head[0][1] < -_LEANS else -0.030  # under the face of one who looks down
        middle = at(place, head, u=below, v=0.055 if one.part != "neck" else -0.01)
        half, top = (0.125, 0.034) if one.part != "neck" else (0.034, 0.0)
    else:
        side: Side = one.side or "R"
        middle = surface(body, one.part, side).centre
        half, top = 0.085, -0.022
        if one.part in ("knee", "ankle"):
            middle = body.joint(one.part, side)[0]
    x, y = cam.flat(middle)
    ground = cam.flat((middle[0], 0.0, middle[2]))[1]
    high = max(y + round((top - 0.03) * GRID), ground + round(0.030 * GRID))
    if not room.level:
        half *= 0.9
    w = round(half * GRID)
    soft = min(0.024, (high - ground) / GRID / 2.1)
    shape = _slab(x - w, ground, x + w, high, max(0.004, soft))
    room.pad.fill(shape, "cushion")
    room.pad.stroke(edge(shape), "prop-line", LINE)


def _roll(room: Room, one: Thing) -> None:
    """A rolled towel or bolster: a round under a joint."""
    side: Side = one.side or "R"
    if one.part in ("knee", "ankle"):
        middle = room.body.joint(one.part, side)[0]
        gap = max(0.022, (middle[1] - 0.030) / 2)
    else:
        middle = surface(room.body, one.part or "neck", side).centre
        gap = 0.024
    x, y = room.cam.flat((middle[0], gap, middle[2]))
    r = gap * GRID
    ring = [
        (
            round(x + r * 1.15 * math.cos(math.tau * i / 32)),
            round(y + r * math.sin(math.tau * i / 32)),
        )
        for i in range(32)
    ]
    room.pad.fill([ring], "cushion")
    room.pad.stroke(edge([ring]), "prop-line", LINE)
    curl = [
        (
            round(x + r * (0.75 - t * 0.07) * math.cos(t * 0.8)),
            round(y + r * (0.66 - t * 0.06) * math.sin(t * 0.8)),
        )
        for t in (i / 3 for i in range(28))
    ]
    room.pad.stroke([curl], "prop-line", LINE * 0.7)


def _block(room: Room, one: Thing) -> None:
    """A step or a table in front of the person, where the hands or a foot are."""
    ahead = room.ahead
    if one.name == "step":
        front, foot = max((room.body.joint("ankle", s) for s in SIDES), key=lambda j: j[0][1])
        height = front[1] - (ANKLE if foot[1][1] > _FLAT else ON_HEEL)
        x = front[0] - 0.10
        _solid(room, (x, 0, -0.16), (x + 0.30, max(0.02, height), 0.16))
        return
    height = level_of(room.body, "table")
    palms = [p for what, p, _ in room.body.contacts.values() if what == "table"]
    x = min((p[0] for p in palms), default=room.high[0]) + 0.02 * ahead[0]
    _solid(room, (x + 0.02, 0, -0.13), (x + 0.045, height - 0.03, -0.105))
    _solid(room, (x + 0.30, 0, -0.13), (x + 0.325, height - 0.03, -0.105))
    _solid(room, (x - 0.02, height - 0.035, -0.15), (x + 0.36, height, 0.15))


def _strap(room: Room, one: Thing, front: bool) -> None:
    """A strap or towel from both hands round a foot or a thigh: one half before, one behind."""
    side: Side = one.side or "R"
    if one.part in ("foot", "toes", "ankle"):
        end = sole(room.body, side)
    else:
        found = surface(room.body, one.part, side)
        end = add(found.point, mul(found.out, 0.003))
    near: Side = "R"
    hands: tuple[Side, ...] = (near,) if front else ("L",)
    for hand in hands:
        wrist, frame = room.body.joint("wrist", hand)
        line = [room.cam.flat(at(wrist, frame, v=-0.055)), room.cam.flat(end)]
        tail = [line[0], room.cam.flat(add(at(wrist, frame, v=-0.055), (0.0, -0.055, 0.0)))]
        for path in (tail, line):
            room.pad.stroke([path], "prop-line", 0.0185)
            room.pad.stroke([path], "strap", 0.0115)


def _stick(room: Room, _: Thing) -> None:
    ends = [room.body.joint("wrist", s) for s in SIDES]
    a, b = (at(p, f, v=-0.058) for p, f in ends)
    way = mul(unit(sub(b, a)), 0.14)
    line = [room.cam.flat(sub(a, way)), room.cam.flat(add(b, way))]
    room.pad.stroke([line], "prop-line", 0.017)
    room.pad.stroke([line], "strap", 0.010)


def _strap_behind(room: Room, one: Thing) -> None:
    if one.how == "round":
        _strap(room, one, front=False)
    elif one.name == "towel" and one.how == "under":
        _roll(room, one)


_BEHIND: Final = {
    "mat": _mat, "floor": _floor, "chair": _chair, "stool": _chair, "wall": _wall,
    "wall behind": _wall, "doorway": _doorway, "pillow": _cushion, "bolster": _roll,
    "rolled towel": _roll, "step": _block, "table": _block, "towel": _strap_behind,
    "strap": _strap_behind, "stick": _stick,
}  # fmt: skip


def across(room: Room) -> Vec:
    """The way to the person's right along the floor."""
    return level(lin((1.0, room.body.root[2])), (0.0, 0.0, 1.0))
