"""Cut the body map's shapes to size and write them to bodymap.json.

Run it after a change of anatomy.py: `python -m handouts.figures.trace`. It takes a fifth
of a second, which no handout should pay, and the drawing needs the result only. A test
fails where the file lags behind.
"""

import json
from pathlib import Path
from typing import Any, Final

import pyclipper

from handouts.figures import anatomy
from handouts.figures.anatomy import points
from handouts.figures.curves import Point, thinned, through

FILE: Final = Path(__file__).with_name("bodymap.json")
_FINE: Final = 100  # steps of pyclipper's whole numbers in a unit
_RIM: Final = 2.6  # units between a muscle and the outline
_GAP: Final = 2.2  # between neighbours
_ROUND: Final = 1.6  # of a muscle's corners
_CUT: Final = 1.1  # half as wide as a tendon across a muscle
_CLOSE, _OPEN = 6.0, 4.0  # how far limbs melt into the trunk; how blunt the outline's corners are
_TOLERANCE: Final = 0.3
_CRUMB: Final = 20 * _FINE**2  # a smaller rest of a muscle is left out
Loops = list[list[tuple[int, int]]]


def _right_of(x: float) -> Loops:
    left, right = round(x * _FINE), 1000 * _FINE
    return [[(left, -right), (right, -right), (right, 2 * right), (left, 2 * right)]]


def _whole(loop: list[Point]) -> list[tuple[int, int]]:
    whole = [(round(x * _FINE), round(y * _FINE)) for x, y in loop]
    return whole if pyclipper.Orientation(whole) else whole[::-1]


def _part(text: str) -> Loops:
    """A part of the outline: a curve whose ends a straight line joins."""
    return [_whole(through(points(text), closed=False))]


def _muscle(text: str) -> Loops:
    return [_whole(through(points(loop), closed=True)) for loop in text.split("|")]


def _clip(kind: int, subject: Loops, other: Loops) -> Loops:
    clipper = pyclipper.Pyclipper()
    if not subject:
        return []
    clipper.AddPaths(subject, pyclipper.PT_SUBJECT, True)
    if other:
        clipper.AddPaths(other, pyclipper.PT_CLIP, True)
    found: Loops = clipper.Execute(kind, pyclipper.PFT_NONZERO, pyclipper.PFT_NONZERO)
    return found


def _join(*parts: Loops) -> Loops:
    return _clip(pyclipper.CT_UNION, [loop for part in parts for loop in part], [])


def _within(loops: Loops, limit: Loops) -> Loops:
    return _clip(pyclipper.CT_INTERSECTION, loops, limit)


def _without(loops: Loops, hole: Loops) -> Loops:
    return _clip(pyclipper.CT_DIFFERENCE, loops, hole)


def _grown(loops: Loops, by: float, end: int = pyclipper.ET_CLOSEDPOLYGON) -> Loops:
    """Loops with their edge moved outward; inward where `by` is negative."""
    offset = pyclipper.PyclipperOffset(2, 0.1 * _FINE)
    offset.AddPaths(loops, pyclipper.JT_ROUND, end)
    found: Loops = offset.Execute(by * _FINE)
    return found


def _line(found: list[Point], half: float) -> Loops:
    whole = [[(round(x * _FINE), round(y * _FINE)) for x, y in found]]
    return _grown(whole, half, pyclipper.ET_OPENROUND)


def _mirrored(loops: Loops) -> Loops:
    return [[(-x, y) for x, y in loop][::-1] for loop in loops]


def _both(loops: Loops) -> Loops:
    return _join(loops, _mirrored(loops))


def _body(foot: str) -> Loops:
    """The outline of the whole body."""
    parts = (anatomy.HEAD, anatomy.EAR, anatomy.NECK, anatomy.TORSO, anatomy.LEG, anatomy.ARM, foot)
    trunk = _both([loop for text in parts for loop in _part(text)])
    trunk = _grown(_grown(trunk, _CLOSE), -_CLOSE)
    trunk = _grown(_grown(trunk, -_OPEN), _OPEN)
    fingers = [_line([(a, b), (c, d)], half) for a, b, c, d, half in anatomy.FINGERS]
    hand = _grown(_grown(_join(_part(anatomy.HAND), *fingers), 1.5), -1.5)
    return _grown(_grown(_join(trunk, _both(hand)), 1.2), -1.2)


def _halved(loops: Loops) -> list[Point]:
    """The right half of a symmetrical outline, from its upper to its lower middle."""
    [half] = _within(loops, _right_of(0))
    half = half if pyclipper.Orientation(half) else half[::-1]
    edge = [n for n, (x, _) in enumerate(half) if x == 0]
    first = min(edge, key=lambda n: half[n][1])
    turned = half[first:] + half[:first]
    last = max((n for n, (x, _) in enumerate(turned) if x == 0), key=lambda n: turned[n][1])
    return _units(turned[: last + 1], closed=False)


def _units(loop: list[tuple[int, int]], closed: bool = True) -> list[Point]:
    found: list[Point] = [(x / _FINE, y / _FINE) for x, y in loop]
    kept = thinned([*found, found[0]] if closed else found, _TOLERANCE)
    return [(round(x, 1), round(y, 1)) for x, y in (kept[:-1] if closed else kept)]


def _finger_lines() -> list[str]:
    """Lines between neighbouring fingers, a little short of their tips."""
    out = []
    for one, next_ in zip(anatomy.FINGERS, anatomy.FINGERS[1:], strict=False):
        x0, y0, x1, y1 = ((a + b) / 2 for a, b in zip(one[:4], next_[:4], strict=True))
        tip = min(one[3], next_[3]) - 1
        out.append(f"{x0},{y0 + 6} {x1 - (y1 - tip) * (x1 - x0) / (y1 - y0)},{tip}")
    return out


def _view(name: str) -> dict[str, Any]:
    """Everything of one view; of muscles and lines the half on the viewer's right."""
    front = name == "front"
    body = _body(anatomy.FEET[name])
    inner = _within(_grown(body, -_RIM), _right_of(_GAP / 2))
    taken: Loops = []
    muscles = {}
    for key, text in (anatomy.FRONT if front else anatomy.BACK).items():
        loops = _within(_muscle(text), inner)
        loops = _without(loops, _grown(taken, _GAP)) if taken else loops
        for cut in anatomy.CUTS.get(key, ()):
            loops = _without(loops, _line(through(points(cut), closed=False), _CUT))
        loops = _grown(_grown(loops, -_ROUND), _ROUND)
        taken = _join(taken, loops)
        muscles[key] = [_units(loop) for loop in loops if pyclipper.Area(loop) > _CRUMB]
    deeper = anatomy.DEEP_FRONT if front else anatomy.DEEP_BACK
    shapes = {**muscles, **deeper}
    hair = _within(_both(_part(anatomy.HAIR[name])), _grown(body, -_RIM))
    lines = [*anatomy.LINES[name], *_finger_lines()]
    return {
        "body": _halved(body),
        "hair": _halved(hair),
        "muscles": muscles,
        "extra": _overlaid(anatomy.EXTRA[name], inner),
        "deep": _overlaid(deeper, inner),
        "labels": {key: anatomy.LABELS[key] for key in anatomy.LABELS if key in shapes},
        "lines": [_rounded(through(points(line), closed=False)) for line in lines],
    }


def _overlaid(found: dict[str, str], inner: Loops) -> dict[str, list[list[Point]]]:
    return {
        k: [_units(loop) for loop in _within(_muscle(text), inner)] for k, text in found.items()
    }


def _rounded(line: list[Point]) -> list[Point]:
    return [(round(x, 1), round(y, 1)) for x, y in thinned(line, _TOLERANCE)]


def traced() -> str:
    """The text of bodymap.json."""
    views = {name: _view(name) for name in ("front", "back")}
    return json.dumps(views, separators=(",", ":")).replace('],"', '],\n"') + "\n"


if __name__ == "__main__":
    FILE.write_text(traced(), encoding="utf-8", newline="\n")
