"""Which part is drawn over which: computed from depth where two outlines overlap."""

import math
from typing import Final

from handouts.figures.body import Key
from handouts.figures.mannequin import Parts
from handouts.figures.parts import Part
from handouts.figures.shapes import GRID, Shape, area, both

_LEAST: Final = 2e-5 * GRID * GRID
_TRUNK_BIAS: Final = 0.012 * GRID  # limbs lie on the trunk rather than in it
_CHAINS: Final = (("thigh", "shank"), ("upper-arm", "forearm"), ("forearm", "hand"))
_JOINT: Final = {"shank": 0.050, "forearm": 0.034, "hand": 0.019}
_FORCED: Final = (("head", "neck"), ("neck", "torso"))


def ordered(parts: Parts) -> list[Key]:
    """The keys from the furthest to the nearest; the same for the same parts."""
    keys = list(parts)
    under: dict[Key, set[Key]] = {k: set() for k in keys}
    for i, a in enumerate(keys):
        for b in keys[i + 1 :]:
            over = _over(parts[a], parts[b])
            if over is not None:
                top, low = (a, b) if over else (b, a)
                under[top].add(low)
    middle = {k: parts[k].middle for k in keys}
    out: list[Key] = []
    left = dict.fromkeys(keys)
    while left:
        free = [k for k in left if not any(u in left for u in under[k])]
        if not free:  # a circle: the one with least in its way
            free = [min(left, key=lambda k: (sum(u in left for u in under[k]), middle[k]))]
        found = min(free, key=lambda k: middle[k])
        out.append(found)
        del left[found]
    return out


def _over(a: Part, b: Part) -> bool | None:
    """Whether a lies over b; None where they do not meet."""
    shared = [p for p in both(a.shape, b.shape) if abs(area(p)) > _LEAST]
    if not shared:
        return None
    for top, low in _FORCED:
        if (a.key[0], b.key[0]) == (top, low):
            return True
        if (b.key[0], a.key[0]) == (top, low):
            return False
    joint = _shared_joint(a, b)
    score = _deeper(a, b, shared, joint)
    if score is None:
        return _further_out(a, b)
    names = {a.key[0], b.key[0]}
    if "torso" in names and names & {"upper-arm", "thigh"}:
        score += _TRUNK_BIAS if a.key[0] != "torso" else -_TRUNK_BIAS
    return score > 0


def _shared_joint(a: Part, b: Part) -> tuple[float, float, float] | None:
    """The place of the joint between two neighbours, and how far round it depth says nothing."""
    if a.key[1] != b.key[1]:
        return None
    for upper, lower in _CHAINS:
        if {a.key[0], b.key[0]} == {upper, lower}:
            low = a if a.key[0] == lower else b
            (x, y), _, _ = low.gaps[0]
            return (x, y, _JOINT[lower] * GRID)
    return None


def _further_out(a: Part, b: Part) -> bool:
    rank = ("torso", "thigh", "shank", "upper-arm", "forearm", "hand")
    return (
        rank.index(a.key[0]) > rank.index(b.key[0])
        if a.key[0] in rank and b.key[0] in rank
        else True
    )


def _deeper(
    a: Part, b: Part, shared: Shape, joint: tuple[float, float, float] | None
) -> float | None:
    """By how much a is nearer over what both cover; None if only at their joint."""
    total = weights = 0.0
    for path in shared:
        n = len(path)
        cx, cy = sum(p[0] for p in path) / n, sum(p[1] for p in path) / n
        samples = [(cx, cy)]
        samples += [((cx + x) / 2, (cy + y) / 2) for x, y in path[:: max(1, n // 6)]]
        weight = abs(area(path)) / len(samples)
        for x, y in samples:
            if joint and math.hypot(x - joint[0], y - joint[1]) < joint[2]:
                continue
            total += weight * (a.depth(x, y) - b.depth(x, y))
            weights += weight
    return total / weights if weights else None
