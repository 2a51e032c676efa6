"""The whole person as flat parts: trunk, limbs, hands, feet and head, dressed."""

import math
from collections.abc import Sequence
from typing import Final

from handouts.figures.body import Body, Key, ring
from handouts.figures.hands import draw_hand
from handouts.figures.head import draw_head
from handouts.figures.legs import foot_stations
from handouts.figures.parts import FINE, INNER, Cloth, Detail, Part
from handouts.figures.people import Person
from handouts.figures.project import LIMB, Camera, Station, blob, chain, hull, outline
from handouts.figures.shapes import (
    GRID,
    Path,
    Shape,
    area,
    both,
    closed_up,
    cut,
    disk,
    edge,
    grown,
    lines_in,
    union,
)
from handouts.figures.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM, row_at
from handouts.figures.spec import SIDES
from handouts.figures.vectors import Vec, at, dot, norm, rot, sub
from handouts.model.phrases import Side, grip

HEM: Final = 0.026  # the shirt's end over the hip joints
_UPRIGHT: Final = 0.80  # how upright a head is, at least, for a ponytail to fall down its back
_FOLDED: Final = 0.85  # how long the sum of trunk and thigh is at least for a shirt to cover both
_APART: Final = 0.62  # share of their distance that one limb must lie behind the other
# How far a hand closes: 1 is a fist. Round a thick limb fingers lie on it rather than in it.
_CLOSED: Final = {"hold": 0.75, "on": 0.16, "touch": 0.1, "behind": 0.3}
_ROUND: Final = {"thigh": 0.35, "hamstring": 0.35, "shin": 0.5, "calf": 0.5}
Parts = dict[Key, Part]


def build(body: Body, cam: Camera, person: Person) -> Parts:
    """All parts, by key."""
    body = _fleshed(body, person)
    parts: Parts = {}
    parts["torso", ""] = _torso(body, cam, person)
    parts["neck", ""] = _neck(body, cam)
    shirt = cut(parts["torso", ""].shape, parts["torso", ""].cloth[0].shape)
    for side in SIDES:
        parts["thigh", side] = _thigh(body, cam, person, side, shirt)
        parts["shank", side] = _shank(body, cam, person, side)
        parts["upper-arm", side] = _upper_arm(body, cam, person, side)
        parts["forearm", side] = _forearm(body, cam, person, side)
        parts["hand", side] = _hand(body, cam, side)
    parts["head", ""] = draw_head(body, cam, _hair(body, person.hair))
    _mark_far(body, cam, parts)
    return parts


def _hair(body: Body, style: str) -> str:
    """Hair bound behind a head that lies on it is hidden; that of one that hangs is put up."""
    _, (ahead, up, _) = body.joint("head")
    if style not in ("bun", "ponytail"):
        return style
    if ahead[1] > 0.6 or "wall behind" in body.spec.props:
        return "short"
    hangs = ahead[1] < 0 and up[1] < _UPRIGHT
    down = body.spec.stance in ("all-fours", "prone")  # cat and cow are one person
    return "bun" if hangs or down or body.spec.view == "back" else style


def _fleshed(body: Body, person: Person) -> Body:
    """The stations with the person's build."""
    limb, wide, belly = person.thick
    if (limb, wide, belly) == (1.0, 1.0, 0.0):
        return body
    changed: dict[Key, list[tuple[float, Station]]] = {}
    for key, stations in body.parts.items():
        if key[0] in ("thigh", "shank", "upper-arm", "forearm"):
            thick = limb if key[0] in ("thigh", "upper-arm") else 1 + (limb - 1) * 0.6
            changed[key] = [
                (t, (c, f, (r[0] * thick, r[1], r[2] * thick))) for t, (c, f, r) in stations
            ]
        elif key[0] == "torso":
            changed[key] = [_wider(h, s, wide, belly) for h, s in stations]
        else:
            changed[key] = stations
    b = body
    return Body(b.spec, b.root, b.joints, changed, b.spine, b.warnings, b.contacts)


def _wider(h: float, station: Station, wide: float, belly: float) -> tuple[float, Station]:
    centre, frame, radii = station
    bulge = belly * max(0.0, 1 - abs(h - 0.085) / 0.13)
    share = wide if h < 0.24 else 1 + (wide - 1) * 0.4
    return h, (
        at(centre, frame, u=bulge * 0.8),
        frame,
        (radii[0] * (1 + (share - 1) * 0.5) + bulge, radii[1], radii[2] * share),
    )


def _stations(body: Body, key: Key, low: float = -9.0, high: float = 9.0) -> list[Station]:
    return [s for t, s in body.parts[key] if low <= t <= high]


def _part(
    key: Key, cam: Camera, stations: Sequence[Station], tone: str, soft: float = 0.010
) -> Part:
    shape = closed_up(chain(cam, stations), soft)
    return Part(key, shape, [blob(cam, s) for s in stations], tone)


def _round_hem(cam: Camera, cut: Station, reach: float) -> Path:
    x, y = cam.flat(cut[0])
    return disk(x, y, cut[2][2] * reach)


# ------------------------------------------------------------------ trunk


def _torso(body: Body, cam: Camera, person: Person) -> Part:
    stations = _stations(body, ("torso", ""))
    flared = _hem_ring(body, person, 0.0045)
    rows = [s for h, s in body.parts["torso", ""] if h > HEM + 0.03]
    part = _part(("torso", ""), cam, stations, "top", 0.024)
    skirt = chain(cam, [rows[0], flared])
    part.shape = closed_up(union(part.shape, skirt), 0.006)
    low = [*_stations(body, ("torso", ""), high=HEM - 0.004), _hem_ring(body, person, 0.001)]
    part.cloth.append(Cloth("bottom", chain(cam, low, 0.0012), _round_hem(cam, flared, 1.25)))
    part.gaps = [(cam.flat(body.along_spine(0.16)[0]), 0.0001, ("neck", ""))]
    return part


def _hem_ring(body: Body, person: Person, more: float) -> Station:
    row = row_at("torso", HEM)
    place, frame = body.along_spine(HEM)
    _, wide, belly = person.thick
    radii = (row[0] * (1 + (wide - 1) * 0.5) + belly * 0.5 + more, 0.0008, row[1] * wide + more)
    return at(place, frame, u=row[2] + belly * 0.4), rot(frame, 2, 4), radii


def _neck(body: Body, cam: Camera) -> Part:
    place, frame = body.along_spine(0.288)
    collar: Station = (at(place, frame, u=-0.003), rot(frame, 2, -26), (0.046, 0.001, 0.050))
    stations = [collar, *_stations(body, ("neck", ""), low=0.2)]
    part = _part(("neck", ""), cam, stations, "skin", 0.012)
    part.cloth.append(Cloth("collar", [hull(outline(blob(cam, collar)))]))
    return part


# ------------------------------------------------------------------ legs


def _thigh(body: Body, cam: Camera, person: Person, side: Side, shirt: Shape) -> Part:
    key, sign = ("thigh", side), 1 if side == "R" else -1
    hip, frame = body.joint("hip", side)
    knee, _ = body.joint("knee", side)
    stations = _stations(body, key)
    covered = person.leg >= 1
    part = _part(key, cam, stations, "bottom" if covered else "skin")
    if covered and person.loose > 0.004:
        part.shape = grown(part.shape, person.loose * 0.5)
    if not covered:
        end = ring("thigh", hip, frame, THIGH, person.leg, sign)
        sleeve = [*_stations(body, key, high=person.leg - 0.04), end]
        part.cloth.append(
            Cloth("bottom", chain(cam, sleeve, person.loose), _round_hem(cam, end, 1.35))
        )
    part.gaps = [(cam.flat(hip), 0.074, ("torso", "")), (cam.flat(knee), 0.044, ("shank", side))]
    under = _tucked(body, cam, side, shirt)
    hem = lines_in(edge(under), grown(part.shape, -0.002)) if under else []
    if hem:
        part.details.append(Detail("ink", hem, INNER * 0.75))
    part.shape = cut(part.shape, under)
    return part


def _tucked(body: Body, cam: Camera, side: Side, shirt: Shape) -> Shape:
    """The shirt over the thigh's round end: the side of the hip away from leg and tummy."""
    hip, frame = body.joint("hip", side)
    _, trunk = body.along_spine(0.05)
    x, y = cam.flat(at(hip, frame, v=-0.012))
    ax, ay = _flat_way(cam, frame[1])
    bx, by = _flat_way(cam, trunk[1])
    dx, dy = ax + bx, ay + by
    long = math.hypot(dx, dy)
    if long < _FOLDED:  # the thigh lies on the trunk
        return []
    a, b = dx / long * 0.11 * GRID, dy / long * 0.11 * GRID
    corners = [(x - b, y + a), (x + b, y - a), (x + b + a, y - a + b), (x - b + a, y + a + b)]
    square = [(round(i), round(j)) for i, j in corners]
    return both(shirt, [square if area(square) > 0 else square[::-1]])


def _flat_way(cam: Camera, way: Vec) -> tuple[float, float]:
    return dot(way, cam.right), dot(way, cam.up)


def _shank(body: Body, cam: Camera, person: Person, side: Side) -> Part:
    key, sign = ("shank", side), 1 if side == "R" else -1
    knee, frame = body.joint("knee", side)
    stations, foot = _stations(body, key), foot_stations(body, side, sign)
    shape = closed_up(union(chain(cam, stations), _foot(cam, foot)), 0.010)
    part = Part(key, shape, [blob(cam, s) for s in (*stations, *foot)], "skin")
    part.gaps = [(cam.flat(knee), 0.046, ("thigh", side))]
    if person.leg > 1:
        t = person.leg - 1
        end = ring("shank", knee, frame, SHANK, t, sign)
        sleeve = [*_stations(body, key, high=t - 0.05), end]
        loose = chain(cam, sleeve, person.loose)
        part.cloth.append(Cloth("bottom", loose, _round_hem(cam, end, 1.7)))
        if person.loose > 0.004:
            part.shape = closed_up(union(part.shape, loose), 0.004)
    part.details = _foot_details(body, cam, side, sign, part.shape)
    return part


def _foot(cam: Camera, stations: Sequence[Station]) -> Shape:
    rounds = [outline(blob(cam, s), LIMB) for s in stations]
    heel, ankle, instep, middle, ball, toes, big = rounds
    hulls = [
        hull(heel, ankle), hull(ankle, instep), hull(heel, instep, middle), hull(instep, middle),
        hull(heel, middle), hull(middle, ball), hull(ball, toes), hull(ball, big), hull(toes, big),
    ]  # fmt: skip
    return closed_up(union(hulls), 0.006)


def _foot_details(body: Body, cam: Camera, side: Side, sign: int, shape: Shape) -> list[Detail]:
    """Ankle bone and toes, where one can see them."""
    ankle, foot = body.joint("ankle", side)
    out: list[Detail] = []
    outer = dot(foot[2], cam.toward) * sign
    if abs(outer) > 0.45:
        face = sign if outer > 0 else -sign
        bone = [
            at(ankle, foot, 0.0075 * x, 0.0065 * y - 0.002, face * 0.0185)
            for x, y in ((-0.9, 0.2), (-0.3, 0.95), (0.5, 0.8), (0.95, 0.0))
        ]
        out.append(Detail("skin-line", [[cam.flat(p) for p in bone]], FINE * 0.75))
    if dot(foot[1], cam.toward) > -0.35:
        lines = []
        for w in (-0.0055, 0.0020, 0.0090, 0.0155):
            back = at(ankle, foot, 0.090 - abs(w) * 0.3, -0.0185, sign * w)
            tip = at(ankle, foot, 0.113 - abs(w) * 0.5, -0.0290, sign * w)
            lines.append([cam.flat(back), cam.flat(tip)])
        found = lines_in(lines, grown(shape, -0.001))
        if found and abs(outer) < 0.93:
            out.append(Detail("skin-line", found, FINE * 0.7))
    return out


# ------------------------------------------------------------------ arms


def _upper_arm(body: Body, cam: Camera, person: Person, side: Side) -> Part:
    key, sign = ("upper-arm", side), 1 if side == "R" else -1
    shoulder, frame = body.joint("shoulder", side)
    elbow, _ = body.joint("elbow", side)
    covered = person.sleeve >= 1
    part = _part(key, cam, _stations(body, key), "top" if covered else "skin")
    if not covered:
        end = ring("upper-arm", shoulder, frame, UPPER_ARM, max(0.03, person.sleeve), sign)
        sleeve = [*_stations(body, key, high=person.sleeve - 0.06), end]
        cloth = chain(cam, sleeve, 0.0042)
        part.cloth.append(Cloth("top", cloth, _round_hem(cam, end, 1.5)))
        part.shape = closed_up(union(part.shape, cloth), 0.003)
    part.gaps = [
        (cam.flat(shoulder), 0.056, ("torso", "")),
        (cam.flat(elbow), 0.032, ("forearm", side)),
    ]
    return part


def _forearm(body: Body, cam: Camera, person: Person, side: Side) -> Part:
    key, sign = ("forearm", side), 1 if side == "R" else -1
    elbow, frame = body.joint("elbow", side)
    wrist, _ = body.joint("wrist", side)
    part = _part(key, cam, _stations(body, key), "skin", 0.006)
    if person.sleeve > 1:
        t = person.sleeve - 1
        end = ring("forearm", elbow, frame, FOREARM, t, sign)
        part.cloth.append(
            Cloth(
                "top",
                chain(cam, [*_stations(body, key, high=t - 0.06), end], 0.003),
                _round_hem(cam, end, 1.8),
            )
        )
    part.gaps = [
        (cam.flat(elbow), 0.034, ("upper-arm", side)),
        (cam.flat(wrist), 0.019, ("hand", side)),
    ]
    return part


def _hand(body: Body, cam: Camera, side: Side) -> Part:
    wrist, frame = body.joint("wrist", side)
    wanted = grip(body.spec.hand(side))
    closed = 0.32 if wanted is None else _CLOSED.get(wanted.verb, 0.2)
    if wanted is not None and wanted.verb == "hold":
        closed = _ROUND.get(wanted.part, closed)
    if wanted is not None and wanted.part in ("floor", "wall", "chair", "table", "step"):
        closed = 0.06
    if wanted is not None and wanted.part in ("towel", "stick"):
        closed = 1.25
    if body.spec.arm(side).fist:
        closed = 1.3
    part = draw_hand(cam, wrist, frame, 1 if side == "R" else -1, closed, ("hand", side))
    part.gaps = [(cam.flat(wrist), 0.019, ("forearm", side))]
    return part


def _mark_far(body: Body, cam: Camera, parts: Parts) -> None:
    """The limb on the far side is drawn paler where the two are clearly apart."""
    for joint, names in (
        ("hip", ("thigh", "shank")),
        ("shoulder", ("upper-arm", "forearm", "hand")),
    ):
        a, b = body.joint(joint, "L")[0], body.joint(joint, "R")[0]
        left, right = cam.depth(a), cam.depth(b)
        if abs(left - right) > _APART * max(0.05, norm(sub(a, b))):
            side = "L" if left < right else "R"
            for name in names:
                parts[name, side].far = True


def steps(length: float) -> int:
    """A length in steps of the grid."""
    return round(length * GRID)


def hem_lines(shape: Shape, within: Shape, hem: Path | None) -> Shape:
    """The visible end of a piece of cloth."""
    lines = lines_in(edge(shape), grown(within, -0.002))
    return lines_in(lines, [hem]) if hem else lines
