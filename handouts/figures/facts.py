"""What a solved pose shows, as facts that any language can put into words.

They are read off the body as it was solved, so that words never say what the picture
does not show.
"""

from typing import Final

from handouts.figures.body import Body
from handouts.figures.portrait import Fact
from handouts.figures.spec import SIDES
from handouts.figures.vectors import Vec, angle, dot, mul
from handouts.model.phrases import Grip, Side, grip, thing

_OTHER: Final[dict[str, str]] = {"R": "L", "L": "R", "": ""}
_TOLD: Final = ("above", "back")  # views that are told
_LIFTED: Final = 0.14  # higher than that, a part that usually lies is lifted
_RISING: Final = 0.085  # over the seat; hips that rest on it are .06 above
_POKES: Final = 18  # millimetres; less only brings the head back to a wall
_HANGS: Final = 0.7
_MOST: Final = 3  # things in the picture that are told


def facts_of(body: Body, swapped: bool) -> tuple[Fact, ...]:
    """The facts of a body, in the order they are told; `swapped` names sides the other way."""
    stance = body.spec.stance
    found = [Fact("stance", _stance(body))]
    found += [
        Fact("place", t.name) for t in map(thing, body.spec.props) if _carries(t.name, stance)
    ]
    if body.spec.view in _TOLD:
        found.append(Fact("view", body.spec.view))
    found += _legs(body)
    found += _trunk(body)
    found += _hands(body)
    found += [
        Fact("with", t.name, t.side or "", t.part)
        for t in map(thing, body.spec.props)
        if t.how or t.name in ("pillow", "stick", "step", "table", "bolster")
    ][:_MOST]
    return tuple(_swapped(fact) if swapped else fact for fact in found)


def _swapped(fact: Fact) -> Fact:
    what = fact.what
    for a, b in (("right", "left"), ("left", "right")):
        if fact.kind == "trunk" and fact.what.endswith(a):
            what = fact.what.removesuffix(a) + b
    return Fact(fact.kind, what, _OTHER.get(fact.side, fact.side), _OTHER.get(fact.more, fact.more))


def _carries(name: str, stance: str) -> bool:
    return name in ("mat", "doorway", "wall", "wall behind") and stance != "sitting"


def _stance(body: Body) -> str:
    """How the body is placed; a knee on the floor makes a stand a kneel."""
    spec = body.spec
    kneels = [spec.leg(side).kneel for side in SIDES]
    if spec.stance == "standing" and any(kneels):
        return "half-kneeling"
    hips, chest = body.joint("pelvis")[0][1], body.along_spine(0.2)[0][1]
    if spec.stance == "lying" and hips > _LIFTED:
        return "bridge"
    if spec.stance == "prone" and chest > _LIFTED:
        return "press-up"
    if spec.stance == "sitting" and hips > (spec.body.seat or 0) / 100 + _RISING:
        return "rising"
    knees = min(angle(*_bones(body, side)) for side in SIDES)
    if knees > 140 and spec.stance in ("kneeling", "all-fours"):
        return "heel-sitting" if spec.stance == "kneeling" else "childs-pose"
    return spec.stance


def _bones(body: Body, side: Side) -> tuple[Vec, Vec]:
    return body.joint("hip", side)[1][1], body.joint("knee", side)[1][1]


def _leg(body: Body, side: Side) -> str:
    """What a leg does, seen from its joints."""
    leg = body.spec.leg(side)
    if leg.on is not None:
        return "crossed"
    if leg.kneel:
        return "" if body.spec.stance != "standing" else "kneeling"
    thigh, shank = _bones(body, side)
    hip, knee = angle(thigh, body.joint("pelvis")[1][1]), angle(thigh, shank)
    ankle = body.joint("ankle", side)[0][1]
    low = ankle < 0.075
    if body.spec.stance == "sitting":
        up = body.joint("knee", side)[0][1] - body.joint("hip", side)[0][1]
        return "drawn-up" if up > 0.06 else "stretched-out" if knee < 30 else ""
    if hip > 98 and knee > 60 and not low:
        return "drawn-up"
    if knee > 125 and hip < 40:
        return "heel-up"
    if knee < 25 and leg.foot == "toes":
        return "tiptoe"
    if knee < 25:
        raised = ankle > 0.16 and body.spec.stance != "standing"
        return "raised" if raised else "straight"
    return "bent-down" if low and body.spec.stance != "side-lying" else "bent"


def _legs(body: Body) -> list[Fact]:
    right, left = (_leg(body, side) for side in SIDES)
    if right == left:
        plain = right == "straight" and body.spec.stance in ("standing", "floor", "prone")
        return [] if plain or not right else [Fact("leg", right, "B")]
    return [Fact("leg", what, side) for what, side in ((right, "R"), (left, "L")) if what]


def _trunk(body: Body) -> list[Fact]:
    """How back and head are bent, where one can see that they are."""
    spec, out = body.spec, []
    spine = spec.spine
    bend = (spine.lower or 0) + (spine.upper or 0)
    if abs(bend) >= 14 and _stance(body) != "bridge":
        out.append("rounded" if bend > 0 else "arched")
    if (spec.body.lean or 0) >= 12 and spec.stance in ("standing", "sitting"):
        out.append("leaning")
    rolled = (spec.body.turn or 0) + (spec.pelvis.turn or 0)
    twist = (spine.twist or 0, "twist")
    if spec.stance == "lying" and rolled * twist[0] < 0:  # the shoulders stay, the hips turn
        twist = (rolled, "rolled")
    for amount, word in ((spine.side or 0, "side"), twist):
        if abs(amount) >= 10:
            out.append(f"{word}-{'right' if amount > 0 else 'left'}")
    head = spec.head
    for amount, word in ((head.side or 0, "tilt"), (head.turn or 0, "turn")):
        if abs(amount) >= 12 and spec.stance != "side-lying":
            out.append(f"{word}-{'right' if amount > 0 else 'left'}")
    if abs(head.nod or 0) >= 24:
        out.append("chin-down" if (head.nod or 0) > 0 else "looking-up")
    if abs(head.slide or 0) >= _POKES:
        out.append("chin-forward" if (head.slide or 0) > 0 else "chin-back")
    if any(spec.arm(side).shrug for side in SIDES):
        out.append("shoulders-up")
    return [Fact("trunk", word) for word in out]


def _hands(body: Body) -> list[Fact]:
    """What hands hold or rest on; both together where they do the same."""
    found: dict[Side, Grip] = {}
    for side in SIDES:
        wanted = grip(body.spec.hand(side))
        if wanted is not None:
            found[side] = wanted
    if len(found) == 2:
        right, left = found["R"], found["L"]
        own = right.side == "R" and left.side == "L"
        if (right.verb, right.part) == (left.verb, left.part) and (right.side == left.side or own):
            return [Fact(right.verb, right.part, "B", "own" if own else right.side or "")]
    held = [Fact(g.verb, g.part, side, g.side or "") for side, g in found.items()]
    free = {side: _raised(body, side) for side in SIDES if side not in found}
    if len(free) == 2 and free["R"] == free["L"]:
        return [Fact("arm", free["R"], "B")] if free["R"] else []
    return held + [Fact("arm", what, side) for side, what in free.items() if what]


def _raised(body: Body, side: Side) -> str:
    """Where an arm points that holds nothing: overhead, to the side, across, to the front."""
    way = mul(body.joint("shoulder", side)[1][1], -1)
    _, trunk = body.along_spine(0.2)
    if dot(way, trunk[1]) > 0.7:
        return "overhead"
    outward = dot(way, trunk[2]) * (1 if side == "R" else -1)
    if abs(outward) > 0.8:
        return "out" if outward > 0 else "across"
    if way[1] < -_HANGS and body.spec.stance == "standing":
        return ""
    return "forward" if dot(way, trunk[0]) > 0.8 else ""
