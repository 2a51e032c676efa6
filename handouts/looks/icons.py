"""Vector icons in a 24-unit box, drawn for print: round ends, a 2.1-unit stroke.

Each is data: (how, ops) where how is "stroke", "fill", or "cut" and "hole", a stroke and
a fill in the ground's colour. Only do, avoid and stop are filled, so that they survive
a small size.
"""

import functools
import itertools
import math
from collections.abc import Callable
from typing import Final

from handouts.colour.space import Colour
from handouts.typeset.boxes import Sheet
from handouts.typeset.pages import PathMark

Ops = tuple[tuple[str | float, ...], ...]
Shape = tuple[str, Ops]
STROKE: Final = 2.1
UNITS: Final = 24.0
_KAPPA: Final = 0.5523


def draw_icon(
    sheet: Sheet,
    name: str,
    x: float,
    y: float,
    size: float,
    colour: Colour,
    ground: Colour,
    weight: float = STROKE,
) -> None:
    """Draw an icon with its top left corner at x, y; `size` in points."""
    scale = size / UNITS
    for how, ops in shapes(name):
        paint = ground if how in ("cut", "hole") else colour
        if how in ("fill", "hole"):
            sheet.add(PathMark(x, y, scale, ops, fill=paint))
        else:
            line = (weight + 0.8 if how == "cut" else weight) * scale
            sheet.add(PathMark(x, y, scale, ops, stroke=paint, line=line))


@functools.cache
def shapes(name: str) -> tuple[Shape, ...]:
    """The shapes of an icon, painted alike in one; KeyError where there is none of that name."""
    alike = itertools.groupby(ICONS[name](), key=lambda shape: shape[0])
    return tuple((how, tuple(op for _, ops in same for op in ops)) for how, same in alike)


def _poly(*points: tuple[float, float], close: bool = False) -> Ops:
    ops: list[tuple[str | float, ...]] = [("M", *points[0])]
    ops += [("L", *point) for point in points[1:]]
    return (*ops, ("Z",)) if close else tuple(ops)


def _path(*steps: tuple[float, ...], close: bool = False) -> Ops:
    """Two numbers are a line to a point, six a curve; the first starts the path."""
    ops: list[tuple[str | float, ...]] = [("M", *steps[0])]
    ops += [("L" if len(step) == 2 else "C", *step) for step in steps[1:]]
    return (*ops, ("Z",)) if close else tuple(ops)


def _circle(x: float, y: float, r: float) -> Ops:
    k = r * _KAPPA
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def _round_rect(x: float, y: float, w: float, h: float, r: float) -> Ops:
    k = r * (1 - _KAPPA)
    right, bottom = x + w, y + h
    return (
        ("M", x + r, y), ("L", right - r, y), ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r), ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom), ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r), ("C", x, y + k, x + k, y, x + r, y), ("Z",),
    )  # fmt: skip


def _arc(cx: float, cy: float, r: float, start: float, sweep: float) -> Ops:
    """A circular arc by cubic pieces of at most 30 degrees; angles in degrees, y down."""
    count = max(2, int(abs(sweep) / 30))
    step = math.radians(sweep) / count
    k = 4 / 3 * math.tan(step / 4)
    a = math.radians(start)
    ops: list[tuple[str | float, ...]] = [("M", cx + r * math.cos(a), cy + r * math.sin(a))]
    for _ in range(count):
        b = a + step
        ops.append((
            "C",
            cx + r * (math.cos(a) - k * math.sin(a)), cy + r * (math.sin(a) + k * math.cos(a)),
            cx + r * (math.cos(b) + k * math.sin(b)), cy + r * (math.sin(b) - k * math.cos(b)),
            cx + r * math.cos(b), cy + r * math.sin(b),
        ))  # fmt: skip
        a = b
    return tuple(ops)


def _head(x: float, y: float, angle: float, length: float = 5.0) -> Ops:
    """An open arrow head with its point at x, y."""
    left = (x - length * math.cos(angle - 0.62), y - length * math.sin(angle - 0.62))
    right = (x - length * math.cos(angle + 0.62), y - length * math.sin(angle + 0.62))
    return _poly(left, (x, y), right)


def _strokes(*paths: Ops) -> tuple[Shape, ...]:
    return tuple(("stroke", ops) for ops in paths)


def _clock() -> tuple[Shape, ...]:
    return _strokes(_circle(12, 12, 9.6), _poly((12, 6.4), (12, 12), (16, 14.2)))


def _repeat() -> tuple[Shape, ...]:
    out: list[Ops] = []
    for start in (200, 20):
        arc = _arc(12, 12, 8.6, start, 128)
        x, y = arc[-1][5], arc[-1][6]
        angle = math.radians(start + 128) + math.pi / 2 + 0.2
        out += [arc, _head(float(x), float(y), angle)]
    return _strokes(*out)


def _calendar() -> tuple[Shape, ...]:
    frame = _strokes(
        _round_rect(2.8, 4.6, 18.4, 16.6, 2.6), _poly((3, 9.8), (21, 9.8)),
        _poly((7.6, 2.4), (7.6, 6.4)), _poly((16.4, 2.4), (16.4, 6.4)),
    )  # fmt: skip
    dots = tuple(
        ("fill", _circle(7.4 + i * 4.6, 13.4 + j * 4.1, 1.15)) for j in (0, 1) for i in range(3)
    )
    return frame + dots


def _sides() -> tuple[Shape, ...]:
    return _strokes(
        _poly((2.4, 12), (21.6, 12)), _head(21.8, 12, 0, 5.4), _head(2.2, 12, math.pi, 5.4),
        _poly((12, 5.5), (12, 18.5)),
    )  # fmt: skip


def _do() -> tuple[Shape, ...]:
    return (("fill", _circle(12, 12, 11)), ("cut", _poly((6.8, 12.6), (10.6, 16.2), (17.2, 8.2))))


def _avoid() -> tuple[Shape, ...]:
    return (
        ("fill", _round_rect(1.6, 1.6, 20.8, 20.8, 4.5)),
        ("cut", _poly((7.6, 7.6), (16.4, 16.4))),
        ("cut", _poly((16.4, 7.6), (7.6, 16.4))),
    )


def _stop() -> tuple[Shape, ...]:
    corners = [
        (
            12 + 11.8 * math.cos(math.radians(22.5 + 45 * i)),
            12 + 11.8 * math.sin(math.radians(22.5 + 45 * i)),
        )
        for i in range(8)
    ]
    return (
        ("fill", _poly(*corners, close=True)),
        ("cut", _poly((12, 6.2), (12, 12.8))),
        ("hole", _circle(12, 17.2, 1.75)),
    )


def _tip() -> tuple[Shape, ...]:
    return _strokes(
        _arc(12, 9.6, 6.8, 130, 280), _poly((7.7, 14.9), (9.3, 18), (14.7, 18), (16.3, 14.9)),
        _poly((9.9, 21.2), (14.1, 21.2)),
    )  # fmt: skip


def _breath() -> tuple[Shape, ...]:
    return _strokes(
        _path((2.5, 9), (13, 9), (17.4, 9, 17.4, 3.4, 13.6, 3.4), (11.6, 3.4, 11, 5.4, 11.6, 6.4)),
        _path(
            (2.5, 13),
            (18, 13),
            (22.6, 13, 22.6, 19.4, 18.6, 19.4),
            (16.8, 19.4, 16, 17.8, 16.6, 16.8),
        ),
        _path((4.5, 17), (10, 17), (13.4, 17, 13.4, 21.6, 10.6, 21.6)),
    )


def _target() -> tuple[Shape, ...]:
    rings = _strokes(_circle(12, 12, 9.8), _circle(12, 12, 5.3))
    return (*rings, ("fill", _circle(12, 12, 1.8)))


def _heart() -> tuple[Shape, ...]:
    return _strokes(
        _path(
            (12, 20.6), (3, 14.2, 1.6, 10.4, 2.6, 7.4), (4, 3.2, 9.6, 2.8, 12, 7),
            (14.4, 2.8, 20, 3.2, 21.4, 7.4), (22.4, 10.4, 21, 14.2, 12, 20.6), close=True,
        )
    )  # fmt: skip


def _phone() -> tuple[Shape, ...]:
    return _strokes(
        _path(
            (6, 2.8), (9.4, 2.8), (10.8, 7.6), (8.4, 9.6), (9.6, 12.2, 11.8, 14.4, 14.4, 15.6),
            (16.4, 13.2), (21.2, 14.6), (21.2, 18), (21.2, 20, 19.8, 21.2, 18, 21.2),
            (9.8, 20.8, 3.2, 14.2, 2.8, 6), (2.8, 4.2, 4, 2.8, 6, 2.8), close=True,
        )
    )  # fmt: skip


def _web() -> tuple[Shape, ...]:
    meridian = _path((12, 2.4), (6, 7, 6, 17, 12, 21.6), (18, 17, 18, 7, 12, 2.4))
    return _strokes(_circle(12, 12, 9.6), _poly((2.6, 12), (21.4, 12)), meridian)


def _mail() -> tuple[Shape, ...]:
    return _strokes(_round_rect(2.4, 5, 19.2, 14, 2.4), _poly((3.4, 7), (12, 13.4), (20.6, 7)))


def _pin() -> tuple[Shape, ...]:
    drop = _path(
        (12, 21.8), (6, 14.6, 4.6, 12, 4.6, 9.6), (4.6, 5.2, 8, 2.2, 12, 2.2),
        (16, 2.2, 19.4, 5.2, 19.4, 9.6), (19.4, 12, 18, 14.6, 12, 21.8), close=True,
    )  # fmt: skip
    return _strokes(drop, _circle(12, 9.6, 2.6))


def _steps() -> tuple[Shape, ...]:
    stair = _poly((2.5, 20.5), (8.5, 20.5), (8.5, 14.5), (14.5, 14.5), (14.5, 8.5), (21.5, 8.5))
    return _strokes(stair)


def _link() -> tuple[Shape, ...]:
    return _strokes(
        _poly((9.6, 14.4), (14.4, 9.6)),
        _path((11, 6.6), (13.4, 4.2), (16, 1.8, 22.2, 8, 19.8, 10.6), (17.4, 13)),
        _path((13, 17.4), (10.6, 19.8), (8, 22.2, 1.8, 16, 4.2, 13.4), (6.6, 11)),
    )


def _person() -> tuple[Shape, ...]:
    return _strokes(_circle(12, 7.4, 4.6), _path((3.2, 21.4), (3.2, 12.4, 20.8, 12.4, 20.8, 21.4)))


def _flag() -> tuple[Shape, ...]:
    return _strokes(_poly((5, 22), (5, 2.6), (19, 2.6), (15.4, 7.6), (19, 12.6), (5, 12.6)))


def _mat() -> tuple[Shape, ...]:
    return _strokes(_round_rect(2, 9, 20, 8, 3), _poly((7, 9), (7, 17)))


def _ask() -> tuple[Shape, ...]:
    hook = _path((8.6, 9.4), (8.8, 5.6, 15.4, 5.6, 15.4, 9.4), (15.4, 11.8, 12, 11.8, 12, 14.4))
    return (*_strokes(_circle(12, 12, 10), hook), ("fill", _circle(12, 17.8, 1.4)))


def _film() -> tuple[Shape, ...]:
    play = _poly((9.8, 8.2), (16, 12), (9.8, 15.8), close=True)
    return _strokes(_round_rect(2.4, 4, 19.2, 16, 3), play)


def _book() -> tuple[Shape, ...]:
    left = _path((12, 6), (9, 3.6, 5, 3.6, 2.6, 4.6), (2.6, 19), (5, 18, 9, 18, 12, 20.4))
    right = _path((12, 6), (15, 3.6, 19, 3.6, 21.4, 4.6), (21.4, 19), (19, 18, 15, 18, 12, 20.4))
    return _strokes(left, right, _poly((12, 6), (12, 20.4)))


def _pencil() -> tuple[Shape, ...]:
    body = _poly((4, 20), (5.2, 15), (16.4, 3.8), (20.2, 7.6), (9, 18.8), close=True)
    return _strokes(body, _poly((13.6, 6.6), (17.4, 10.4)))


def _gauge() -> tuple[Shape, ...]:
    dial = _arc(12, 15.6, 9.6, 180, 180)
    return _strokes(dial, _poly((12, 15.6), (16.6, 9.8)), _poly((2.4, 19.6), (21.6, 19.6)))


ICONS: Final[dict[str, Callable[[], tuple[Shape, ...]]]] = {
    "clock": _clock, "repeat": _repeat, "calendar": _calendar, "sides": _sides, "do": _do,
    "avoid": _avoid, "stop": _stop, "tip": _tip, "breath": _breath, "target": _target,
    "heart": _heart, "phone": _phone, "web": _web, "mail": _mail, "pin": _pin,
    "steps": _steps, "link": _link, "person": _person, "flag": _flag, "mat": _mat,
    "pencil": _pencil, "ask": _ask, "film": _film, "book": _book,
    "gauge": _gauge,
    "check": lambda: _strokes(_poly((5, 12.8), (10, 17.6), (19.2, 6.8))),
    "cross": lambda: _strokes(_poly((6.2, 6.2), (17.8, 17.8)), _poly((17.8, 6.2), (6.2, 17.8))),
}  # fmt: skip
