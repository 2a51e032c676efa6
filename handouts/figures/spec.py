"""What is to be drawn, with nothing left open: forms laid over one another and turned about.

A figure's `legs:` says both sides, `right_leg:` one; a later form overrides an earlier
one key by key and side by side.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

from msgspec import Struct, structs

from handouts.model.figure import Arm, Arrow, Body, Figure, Head, Leg, Pelvis, Spine
from handouts.model.phrases import Side
from handouts.model.text import Text

SIDES: Final[tuple[Side, Side]] = ("R", "L")
DEEPEST: Final = 8  # figures that build on one another
_OTHER: Final = {"right": "left", "left": "right"}
_Part = TypeVar("_Part", bound=Struct)


class Spec(Struct, frozen=True):
    """A figure ready to be solved. `right` and `left` are the person's."""

    stance: str = "standing"
    body: Body = Body()
    pelvis: Pelvis = Pelvis()
    spine: Spine = Spine()
    head: Head = Head()
    right_leg: Leg = Leg()
    left_leg: Leg = Leg()
    right_arm: Arm = Arm()
    left_arm: Arm = Arm()
    right_hand: str = ""
    left_hand: str = ""
    glow: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    props: tuple[str, ...] = ()
    view: str = "side"
    flip: bool = False
    crop: str = "none"
    says: str = ""
    alt: str = ""
    start: "Spec | None" = None

    def leg(self, side: Side) -> Leg:
        """The leg of a side."""
        return self.right_leg if side == "R" else self.left_leg

    def arm(self, side: Side) -> Arm:
        """The arm of a side."""
        return self.right_arm if side == "R" else self.left_arm

    def hand(self, side: Side) -> str:
        """What the hand of a side does."""
        return self.right_hand if side == "R" else self.left_hand


def laid(base: Spec, form: Figure) -> Spec:
    """`base` with what `form` says instead."""
    changed: dict[str, object] = {}
    if form.stance is not None and form.stance != base.stance:
        base = Spec(glow=base.glow, props=base.props, view=base.view, stance=form.stance)
    for key in ("body", "pelvis", "spine", "head"):
        changed[key] = over(getattr(base, key), getattr(form, key))
    for side in ("right", "left"):
        for both, one in (("legs", f"{side}_leg"), ("arms", f"{side}_arm")):
            changed[one] = over(over(getattr(base, one), getattr(form, both)), getattr(form, one))
        hand = getattr(form, f"{side}_hand") or _own(form.hands, side)
        changed[f"{side}_hand"] = str(hand) if hand else getattr(base, f"{side}_hand")
    for key in ("glow", "arrows", "props", "view", "flip", "crop", "says", "alt"):
        said = getattr(form, key)
        if said is not None:
            changed[key] = said
    for key in form.cleared:  # `none` takes away what the figure it extends has
        if key in ("glow", "arrows", "props", "says", "alt", "right_hand", "left_hand"):
            changed[key] = type(getattr(base, key))()
        elif key == "hands":
            changed |= {"right_hand": "", "left_hand": ""}
        elif key == "from_":
            changed["start"] = None
    if form.arrows is not None:  # where they were typed changes nothing in the picture
        changed["arrows"] = tuple(structs.replace(a, span=None) for a in form.arrows)
    return structs.replace(base, **changed)


def over(base: _Part, form: _Part | None) -> _Part:
    """The keys of `form` over those of `base`."""
    if form is None:
        return base
    said = {k: v for k in form.__struct_fields__ if (v := getattr(form, k)) is not None}
    return structs.replace(base, **said)


def _own(phrase: Text | None, side: str) -> str:
    """What one hand does where both do the same: `hold shins` is each its own."""
    if phrase is None:
        return ""
    words = str(phrase).split()
    if not any(word in _OTHER for word in words):
        words = [f"{side} {_PLURALS[word]}" if word in _PLURALS else word for word in words]
    return " ".join(words)


_PLURALS: Final = {
    "shins": "shin", "thighs": "thigh", "knees": "knee", "ankles": "ankle", "feet": "foot",
    "calves": "calf", "hamstrings": "hamstring", "elbows": "elbow", "shoulders": "shoulder",
    "toes": "toes", "hips": "hip",
}  # fmt: skip


def mirrored(spec: Spec) -> Spec:
    """The same pose with right and left exchanged."""
    return structs.replace(
        spec,
        body=_other_rests(_negated(spec.body, "side", "turn")),
        pelvis=_negated(spec.pelvis, "side", "turn"),
        spine=_negated(spec.spine, "side", "twist"),
        head=_negated(spec.head, "side", "turn"),
        right_leg=structs.replace(spec.left_leg, on=_swapped(spec.left_leg.on)),
        left_leg=structs.replace(spec.right_leg, on=_swapped(spec.right_leg.on)),
        right_arm=spec.left_arm,
        left_arm=spec.right_arm,
        right_hand=swap_sides(spec.left_hand),
        left_hand=swap_sides(spec.right_hand),
        glow=tuple(map(swap_sides, spec.glow)),
        props=tuple(map(swap_sides, spec.props)),
        arrows=tuple(
            structs.replace(a, of=Text(swap_sides(a.of)), way=_OTHER.get(a.way or "", a.way))
            for a in spec.arrows
        ),
        says=swap_sides(spec.says),
        start=mirrored(spec.start) if spec.start else None,
    )


def _negated(part: _Part, *keys: str) -> _Part:
    said = {k: -v for k in keys if (v := getattr(part, k)) is not None}
    return structs.replace(part, **said)


def _other_rests(body: Body) -> Body:
    rests = tuple(Text(swap_sides(r)) for r in body.rests) if body.rests else body.rests
    return structs.replace(body, rests=rests)


def swap_sides(phrase: str) -> str:
    """The phrase with right and left exchanged."""
    return " ".join(_OTHER.get(word, word) for word in phrase.split(" "))


def _swapped(phrase: Text | None) -> Text | None:
    return Text(swap_sides(phrase)) if phrase else None


def busy_side(spec: Spec) -> Side:
    """The side that moves: one looks at the person from there. Where it is felt counts most."""
    score = 0.0
    told = [(20.0, g) for g in spec.glow] + [(8.0, str(a.of)) for a in spec.arrows]
    told += [(0.2, spec.left_hand), (0.2, spec.right_hand)]
    for weight, phrase in told:
        words = phrase.split()
        score += weight * (("right" in words) - ("left" in words))
    for leg, sign in ((spec.right_leg, 1), (spec.left_leg, -1)):
        down = 0.3 if leg.foot == "floor" else 1.0  # a foot that stands is not what moves
        bent = down * (abs(leg.hip or 0) + 0.6 * abs(leg.knee or 0))
        bent += 40 * bool(leg.kneel) + 250 * bool(leg.on)
        score += sign * bent / 50
    side: Side = "L" if score < -1e-6 and spec.stance != "side-lying" else "R"
    if spec.flip:
        return "L" if side == "R" else "R"
    return side


def resolved(
    form: Figure, own: Mapping[str, Figure], poses: Mapping[str, Figure], depth: int = 0
) -> Spec:
    """A figure with what it extends and the pose it names; `own` are those of its stretch.

    Names that lead nowhere, and circles, are for the checks to report: here they add nothing.
    """
    base = Spec()
    for name in (form.pose, form.extends):
        found = named(name, form, own, poses)
        if found is not None and depth < DEEPEST:
            base = resolved(found, own, poses, depth + 1)
    spec = laid(base, form)
    start = named(form.from_, form, own, poses)
    if start is not None and depth < DEEPEST:
        spec = structs.replace(spec, start=resolved(start, own, poses, depth + 1))
    return spec


def named(
    name: Text | None, form: Figure, own: Mapping[str, Figure], poses: Mapping[str, Figure]
) -> Figure | None:
    """The figure of that name: the stretch's own, unless it is the one that asks; or the pose."""
    found = own.get(str(name)) if name is not None else None
    if found is form:
        found = None
    return found or (poses.get(str(name)) if name is not None else None)


def one_sided(spec: Spec) -> bool:
    """Whether the picture would show something else with the sides exchanged."""
    swapped = mirrored(spec)
    return any(
        getattr(spec, key) != getattr(swapped, key)
        for key in (
            "body",
            "pelvis",
            "spine",
            "head",
            "right_leg",
            "right_arm",
            "right_hand",
            "glow",
        )
    )
