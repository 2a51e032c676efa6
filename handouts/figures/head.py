"""The head: skull, jaw and profile, face, ears and hair, seen from any side."""

import itertools
import math
from typing import Final

from handouts.figures.body import Body
from handouts.figures.parts import FINE, Cloth, Detail, Part
from handouts.figures.project import LIMB, Blob, Camera, Station, blob, chain, hull, outline
from handouts.figures.shapes import (
    Path,
    Point,
    Shape,
    area,
    both,
    closed_up,
    cut,
    disk,
    edge,
    grid,
    grown,
    inside,
    lines_in,
    union,
)
from handouts.figures.skeleton import HEAD
from handouts.figures.vectors import Vec, at, dot, lin, unit

# Centre (forward, up) and radii (forward, up, across), in figure heights, from the neck's top.
_Round = tuple[float, float, float, float, float]
_SKULL: Final[_Round] = (0.003, 0.072, 0.0560, 0.0610, 0.0475)
_JAW: Final[_Round] = (0.020, 0.030, 0.0355, 0.0345, 0.0365)
_CHIN: Final[_Round] = (0.0425, 0.0055, 0.0155, 0.0130, 0.0205)
_CAP: Final[_Round] = (-0.0010, 0.0755, 0.0625, 0.0645, 0.0525)
# The face from the side, down its middle: forehead, brow, nose, lips, chin.
_PROFILE: Final = (
    (0.020, 0.118), (0.0440, 0.1170), (0.0560, 0.1010), (0.0606, 0.0850), (0.0612, 0.0755),
    (0.0588, 0.0670), (0.0606, 0.0590), (0.0668, 0.0480), (0.0742, 0.0395), (0.0738, 0.0362),
    (0.0655, 0.0325), (0.0622, 0.0300), (0.0652, 0.0248), (0.0618, 0.0212), (0.0640, 0.0172),
    (0.0598, 0.0118), (0.0608, 0.0050), (0.0576, -0.0040), (0.0480, -0.0085), (0.030, -0.004),
    (0.012, 0.010),
)  # fmt: skip
# Where hair ends, from the side: (up, forward); what lies further forward is skin.
_HAIRLINE: Final = (
    (0.150, 0.060), (0.118, 0.0500), (0.106, 0.0440), (0.094, 0.0350), (0.084, 0.0300),
    (0.076, 0.0280), (0.066, 0.0190), (0.056, 0.0110), (0.046, 0.0070), (0.040, -0.0060),
    (0.030, -0.0180), (0.018, -0.0300), (0.000, -0.0420), (-0.03, -0.05),
)  # fmt: skip


class Face:
    """The head's own measure, and what of it the camera sees."""

    def __init__(self, body: Body, cam: Camera) -> None:
        self.origin, self.frame = body.joint("head")
        self.cam = cam
        self.front = dot(self.frame[0], cam.toward)
        self.right = dot(self.frame[2], cam.toward)

    def place(self, u: float, v: float, w: float) -> Vec:
        """A point of the head in space."""
        return at(self.origin, self.frame, u * HEAD, v * HEAD, w * HEAD)

    def flat(self, u: float, v: float, w: float) -> tuple[int, int]:
        """A point of the head on paper."""
        return self.cam.flat(self.place(u, v, w))

    def station(self, u: float, v: float, w: float, ru: float, rv: float, rw: float) -> Station:
        """An ellipsoid of the head."""
        return self.place(u, v, w), self.frame, (ru * HEAD, rv * HEAD, rw * HEAD)

    def round(self, one: _Round, w: float = 0.0) -> Station:
        """An ellipsoid in the middle of the head."""
        u, v, ru, rv, rw = one
        return self.station(u, v, w, ru, rv, rw)

    def ring(self, *stations: Station) -> Path:
        """The hull of ellipsoids."""
        return hull(*(outline(blob(self.cam, s), LIMB) for s in stations))


def draw_head(body: Body, cam: Camera, hair: str) -> Part:
    """The whole head as one part."""
    face = Face(body, cam)
    base = face.ring(face.round(_SKULL), face.round(_JAW), face.round(_CHIN))
    shape = closed_up(union([base], _profile(face)), 0.004)
    ears = {side: _ear(face, side) for side in (1, -1)}
    seen_ears = [ears[s] for s in (1, -1) if abs(face.right) < 0.85 or face.right * s > 0]
    if hair != "bob":
        shape = union(shape, [e for e in seen_ears if e])
    blobs: list[Blob] = [blob(cam, face.round(r)) for r in (_SKULL, _JAW)]
    part = Part(("head", ""), shape, blobs, "skin")
    window = _window(face, hair) if hair != "bald" else []
    shape = union(shape, both(window, [face.ring(face.round(_CAP))])) if window else shape
    locks = _hair(face, hair, window, ears)
    if locks:
        part.cloth.append(Cloth("hair", locks))
        part.shape = closed_up(union(shape, locks), 0.002)
        part.details += _strands(face, hair, locks)
    part.details += _ear_details(face, ears, hair)
    part.details += _features(face, shape)
    nape = face.flat(-0.026, 0.018, 0.0)
    part.gaps.append((nape, 0.026, ("neck", "")))
    return part


def _profile(face: Face) -> Shape:
    """The face's own line: a thin slab down the middle, with the nose's breadth."""
    points = _smooth(_PROFILE, 4)
    slabs = [[face.flat(u, v, w) for u, v in points] for w in (0.0,)]
    out: Shape = []
    for slab in slabs:
        out.append(slab if area(slab) > 0 else slab[::-1])
    nose = face.station(0.0690, 0.0385, 0, 0.0058, 0.0052, 0.0088)
    bridge = face.station(0.0590, 0.0640, 0, 0.0030, 0.0050, 0.0055)
    out.append(face.ring(nose, bridge))
    return union(out)


def _smooth(points: tuple[tuple[float, float], ...], steps: int) -> list[tuple[float, float]]:
    """A curve through points (Catmull and Rom's)."""
    out = []
    for i in range(len(points) - 1):
        p = [points[max(0, min(len(points) - 1, i + k))] for k in (-1, 0, 1, 2)]
        for j in range(steps):
            t = j / steps
            out.append((_spline(t, *(q[0] for q in p)), _spline(t, *(q[1] for q in p))))
    out.append(points[-1])
    return out


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


# ------------------------------------------------------------------ hair


def _skin_edge(v: float, style: str) -> float:
    """How far forward hair reaches at a height; a bob falls straight over the ears."""
    for (v1, u1), (v0, u0) in itertools.pairwise(_HAIRLINE):
        if v0 <= v <= v1:
            u = u0 + (u1 - u0) * (v - v0) / (v1 - v0)
            return max(u, 0.016) if style == "bob" else u
    return 0.06


def _window(face: Face, style: str) -> Shape:
    """What the camera sees of the skin in front of the hairline, on the hair's own cap."""
    cu, cv, ru, rv, _ = _CAP
    rows, columns = 24, 20
    lines: list[list[tuple[Point, bool]]] = []
    for i in range(rows + 1):
        theta = math.pi * (i + 0.2) / (rows + 0.4)
        high, wide = math.cos(theta), math.sin(theta)
        reach = (_skin_edge(cv + high * rv, style) - cu) / (ru * wide)
        if reach >= 1:
            lines.append([])
            continue
        most = math.acos(max(-1.0, reach))
        lines.append(
            [_on_cap(face, most * (2 * j / columns - 1), high, wide) for j in range(columns + 1)]
        )
    quads: Shape = []
    for upper, lower in itertools.pairwise(lines):
        for k in range(columns if upper and lower else 0):
            four = (upper[k], upper[k + 1], lower[k + 1], lower[k])
            if all(seen for _, seen in four):
                quad = [p for p, _ in four]
                quads.append(quad if area(quad) > 0 else quad[::-1])
    return grown(closed_up(union(quads), 0.004), 0.002) if quads else []


def _on_cap(face: Face, around: float, high: float, wide: float) -> tuple[Point, bool]:
    """A point of the hair's cap, and whether the camera sees it."""
    cu, cv, ru, rv, rw = _CAP
    x, z = wide * math.cos(around), wide * math.sin(around)
    u, v, w = face.frame
    normal = unit(lin((x / ru, u), (high / rv, v), (z / rw, w)))
    return face.flat(cu + x * ru, cv + high * rv, z * rw), dot(normal, face.cam.toward) > -0.10


def _hair(face: Face, style: str, window: Shape, ears: dict[int, Path]) -> Shape:
    if style == "bald":
        return []
    nape = face.station(-0.030, 0.036, 0, 0.0245, 0.030, 0.036)
    back = face.station(-0.014, 0.066, 0, 0.043, 0.05, 0.048)
    shape = union([face.ring(face.round(_CAP)), face.ring(back, nape)])
    shape = _styled(face, style, shape, window)
    lower = face.station(0.036, 0.020, 0, 0.024, 0.030, 0.031)
    skin = [face.ring(lower, face.round(_CHIN))] if face.front > -0.1 else []
    if style != "bob" and face.front > 0.2:
        skin.append(face.ring(face.round(_JAW), face.round(_CHIN)))
    shape = cut(shape, union(window, skin))
    if style != "bob" and face.front > -0.5:
        seen = [e for s, e in ears.items() if face.right * s > 0.15 or abs(face.right) < 0.5]
        shape = cut(shape, grown(union(seen), 0.001))
    shape = grown(shape, -0.002, 0.002)
    return [p for p in shape if abs(area(p)) > grid(0.02) ** 2 or area(p) < 0]


def _styled(face: Face, style: str, shape: Shape, window: Shape) -> Shape:
    """The cap with what falls or is bound."""
    s = face.station
    if style == "bun":
        bun = face.ring(s(-0.064, 0.104, 0, 0.025, 0.025, 0.026))
        return closed_up(union(shape, [bun]), 0.004)
    if style == "ponytail":
        tail = (
            s(-0.056, 0.096, 0, 0.014, 0.014, 0.014),
            s(-0.084, 0.070, 0, 0.018, 0.020, 0.018),
            s(-0.090, 0.030, 0, 0.015, 0.020, 0.015),
            s(-0.082, -0.012, 0, 0.005, 0.008, 0.005),
        )
        return closed_up(union(shape, chain(face.cam, tail)), 0.004)
    if style == "bob":
        return closed_up(union(shape, _bob(face)), 0.006)
    if style == "curly":
        return _curls(face, shape, window)
    return shape


def _bob(face: Face) -> Shape:
    """Hair to the jaw: a lock on each side, and behind the neck where that is seen."""
    s = face.station
    locks = [
        chain(
            face.cam,
            [
                s(-0.010, 0.070, w, 0.042, 0.04, 0.014),
                s(-0.020, 0.010, w * 1.08, 0.030, 0.020, 0.013),
            ],
        )
        for w in (0.040, -0.040)
    ]
    if face.front < 0.35:
        ends = [s(-0.030, 0.004, w, 0.022, 0.020, 0.024) for w in (0.028, -0.028)]
        locks.append([face.ring(s(-0.020, 0.066, 0, 0.040, 0.05, 0.053), *ends)])
    return union(*locks)


def _curls(face: Face, shape: Shape, window: Shape) -> Shape:
    """Round bumps along the outline, but not over the face."""
    bare = grown(union(window, [face.ring(face.round(_JAW), face.round(_CHIN))]), 0.007)
    ring = max(shape, key=area)
    step = max(1, len(ring) // 24)
    bumps = [disk(x, y, 0.0125, 14) for x, y in ring[::step] if not inside((x, y), bare)]
    return union(shape, bumps)


def _strands(face: Face, style: str, locks: Shape) -> list[Detail]:
    """A few lines that follow the hair."""
    if style in ("cropped", "curly"):
        return []
    cu, cv, ru, rv, rw = _CAP
    lines: Shape = []
    for start, end, tilt in ((1.95, 1.0, 0.45), (2.3, 1.15, 0.95)):
        for side in (1, -1):
            line = []
            for i in range(9):
                a = start + (end - start) * i / 8
                x, y = math.cos(a) * math.cos(tilt * 0.9), math.sin(a) * math.cos(tilt * 0.55)
                z = side * math.sqrt(max(0.0, 1 - x * x - y * y))
                normal = lin(
                    (x / ru, face.frame[0]), (y / rv, face.frame[1]), (z / rw, face.frame[2])
                )
                if dot(unit(normal), face.cam.toward) > 0.18:
                    line.append(face.flat(cu + x * ru, cv + y * rv, z * rw))
            if len(line) > 4:
                lines.append(line)
    inside = lines_in(lines, grown(locks, -0.006))
    return [Detail("strand", inside, FINE * 0.8)] if inside else []


# ------------------------------------------------------------------ ears and face


def _ear(face: Face, side: int) -> Path:
    return face.ring(face.station(-0.0015, 0.0515, side * 0.0475, 0.0095, 0.0150, 0.0050))


def _ear_details(face: Face, ears: dict[int, Path], hair: str) -> list[Detail]:
    if hair == "bob":
        return []
    out: list[Detail] = []
    for side in (1, -1):
        if face.right * side > 0.2:
            out.append(Detail("skin", [ears[side]], fill=True))
            out.append(Detail("ink", edge([ears[side]]), FINE))
            arc = [
                face.flat(
                    -0.001 + 0.0048 * math.cos(a), 0.0525 + 0.0085 * math.sin(a), side * 0.0525
                )
                for a in (2.6, 2.0, 1.4, 0.8, 0.2, -0.5)
            ]
            out.append(Detail("skin-line", [arc], FINE * 0.8))
    return out


# A line on the face: points (degrees round from the front, up, a little further out).
_Marks = tuple[tuple[float, float, float], ...]
_LID: Final[_Marks] = (
    (15, 0.0612, 0.001),
    (20, 0.0642, 0.002),
    (27, 0.0656, 0.002),
    (35, 0.0646, 0.001),
    (43, 0.0610, 0),
)
_BROW: Final[_Marks] = (
    (11, 0.0745, 0.003),
    (20, 0.0778, 0.002),
    (32, 0.0782, 0.001),
    (46, 0.0735, 0),
)
_MOUTH: Final[_Marks] = (
    (-24, 0.0222, 0),
    (-15, 0.0208, 0.002),
    (-6, 0.0213, 0.003),
    (0, 0.0208, 0.003),
    (6, 0.0213, 0.003),
    (15, 0.0208, 0.002),
    (24, 0.0222, 0),
)
_NOSE: Final[_Marks] = (
    (9.5, 0.0395, 0.004),
    (12, 0.0358, 0.003),
    (8, 0.0330, 0.004),
    (3, 0.0338, 0.006),
)
_IRIS: Final = (28.0, 0.0608)


def _on_face(face: Face, degrees: float, v: float, more: float = 0.0) -> tuple[Vec, Vec]:
    """A point of the face and the way out of it."""
    a = math.radians(degrees)
    long, wide = _half_face(v)
    u, w = long * math.cos(a) + more, wide * math.sin(a)
    out = unit(lin((math.cos(a) / long, face.frame[0]), (math.sin(a) / wide, face.frame[2])))
    return face.place(u + 0.003, v, w), out


def _half_face(v: float) -> tuple[float, float]:
    """How far the face reaches forward and to the side at a height."""
    if v > 0.05:
        return 0.0535, 0.0455
    t = max(0.0, v) / 0.05
    return 0.0545 + 0.001 * (1 - t), 0.030 + 0.0155 * t


def _line(face: Face, marks: _Marks, side: int) -> Path:
    out = []
    for degrees, v, more in marks:
        point, normal = _on_face(face, degrees * side, v, more)
        if dot(normal, face.cam.toward) > 0.10:
            out.append(face.cam.flat(point))
    return out


def _features(face: Face, head: Shape) -> list[Detail]:
    lines: list[tuple[str, Path, float]] = []
    out: list[Detail] = []
    for side in (1, -1):
        lines.append(("brow", _line(face, _BROW, side), FINE * 1.25))
        lines.append(("ink", _line(face, _LID, side), FINE * 1.1))
        lines.append(("skin-line", _line(face, _NOSE, side), FINE * 0.9))
        point, normal = _on_face(face, _IRIS[0] * side, _IRIS[1], 0.001)
        seen = dot(normal, face.cam.toward)
        if seen > 0.2:
            radii = (0.0034, 0.0042, 0.0030)
            pupil = hull(outline(blob(face.cam, (point, face.frame, radii))))
            out.append(Detail("ink", both([pupil], head), fill=True))
    lines.append(("skin-line", _line(face, _MOUTH, 1), FINE))
    kept = grown(head, -0.0015)
    for tone, line, weight in lines:
        found = lines_in([line], kept) if len(line) > 1 else []
        if found:
            out.append(Detail(tone, found, weight))
    return out
