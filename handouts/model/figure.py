"""The form of a drawn figure: a pose in anatomical words, never in coordinates.

Right and left are the client's. Degrees count from the body standing straight with the arms
hanging: 0 is straight, and bending is positive. What is left out comes from `extends`, then from
`pose`, then from the body standing still.
"""

from typing import Annotated, ClassVar

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.text import Rule, Text

VIEWS = (
    "side", "front", "back", "above", "three-quarter", "half-front", "corner", "over-shoulder",
    "raised",
)  # fmt: skip
CROPS = ("none", "head", "chest", "trunk", "legs", "feet")
STANCES = ("standing", "lying", "prone", "side-lying", "sitting", "floor", "kneeling", "all-fours")
FEET = ("floor", "toes", "heel", "flat", "free")
ELBOWS = ("down", "out", "back", "up", "in")


def _turn(doc: str, least: int = -180, most: int = 180) -> Rule:
    return Rule(doc, "degrees", least=least, most=most, example="45")


class Leg(Struct, frozen=True):
    """One leg, or both: degrees of bend, and where the foot rests."""

    hip: Annotated[int | None, _turn("The thigh towards the tummy; minus is behind.", -60, 160)] = (
        None
    )
    knee: Annotated[int | None, _turn("The heel towards the buttock.", -10, 165)] = None
    ankle: Annotated[int | None, _turn("The toes up; minus points them.", -80, 45)] = None
    out: Annotated[int | None, _turn("The leg away from the other.", -60, 100)] = None
    turn: Annotated[int | None, _turn("The knee turned outward.", -80, 100)] = None
    toes_out: Annotated[int | None, _turn("The foot turned outward.", -60, 90)] = None
    foot: Annotated[str | None, Rule("How the foot meets the floor.", choices=FEET)] = None
    step: Annotated[int | None, _turn("How far ahead the foot is, percent of height.", -70, 70)] = (
        None
    )
    apart: Annotated[int | None, _turn("How far out the foot is, percent of height.", -25, 60)] = (
        None
    )
    kneel: Annotated[bool | None, Rule("Whether the shin lies on the floor.")] = None
    on: Annotated[Text | None, Rule("What the ankle rests on.", most=40, example="left thigh")] = (
        None
    )


class Arm(Struct, frozen=True):
    """One arm, or both: degrees, for an arm whose hand rests nowhere."""

    forward: Annotated[int | None, _turn("Raised to the front; 180 is overhead.", -90, 190)] = None
    out: Annotated[int | None, _turn("Raised to the side.", -60, 180)] = None
    turn: Annotated[int | None, _turn("The upper arm turned inward.", -120, 120)] = None
    elbow: Annotated[int | None, _turn("The elbow bent.", 0, 155)] = None
    wrist: Annotated[int | None, _turn("The hand bent back; minus to the palm.", -90, 90)] = None
    twist: Annotated[int | None, _turn("The palm turned back.", -180, 180)] = None
    elbow_points: Annotated[str | None, Rule("Where the elbow points.", choices=ELBOWS)] = None
    reach: Annotated[
        int | None, _turn("How far ahead the hand rests, percent of height.", -60, 60)
    ] = None
    high: Annotated[
        int | None, _turn("How far above the shoulder it rests, percent of height.", -60, 60)
    ] = None
    apart: Annotated[
        int | None, _turn("How far outside the shoulder it rests, percent of height.", -40, 40)
    ] = None
    shrug: Annotated[
        int | None, _turn("The shoulder drawn up to the ear, percent of height.", -2, 6)
    ] = None
    fist: Annotated[bool | None, Rule("Whether the hand is a fist.")] = None
    last: Annotated[bool | None, Rule("Whether this arm lies over the other.")] = None


class Spine(Struct, frozen=True):
    """The back: degrees from end to end of each half."""

    lower: Annotated[int | None, _turn("The lower back rounded; minus arches.", -70, 70)] = None
    upper: Annotated[int | None, _turn("The upper back rounded; minus arches.", -60, 70)] = None
    side: Annotated[int | None, _turn("Bent to the right; minus to the left.", -70, 70)] = None
    twist: Annotated[int | None, _turn("Turned to the right; minus to the left.", -90, 90)] = None


class Head(Struct, frozen=True):
    """The head on its neck."""

    nod: Annotated[int | None, _turn("Chin to chest; minus looks up.", -70, 80)] = None
    side: Annotated[int | None, _turn("Ear to the right shoulder; minus left.", -60, 60)] = None
    turn: Annotated[int | None, _turn("Turned to the right; minus left.", -90, 90)] = None
    slide: Annotated[int | None, _turn("Poked forward, in millimetres; minus tucks.", -40, 60)] = (
        None
    )


class Pelvis(Struct, frozen=True):
    """The pelvis against the room."""

    tilt: Annotated[int | None, _turn("Tucked under; minus sticks out.", -40, 60)] = None
    turn: Annotated[int | None, _turn("Rolled to the right; minus left.", -100, 100)] = None
    side: Annotated[int | None, _turn("The right side dropped; minus left.", -40, 40)] = None


class Body(Struct, frozen=True):
    """The whole body in the room."""

    lean: Annotated[int | None, _turn("Leaning to the front; minus back.", -120, 120)] = None
    side: Annotated[int | None, _turn("Leaning to the right; minus left.", -90, 90)] = None
    turn: Annotated[int | None, _turn("Rolled to the right; minus left.")] = None
    seat: Annotated[int | None, _turn("How high the seat is, percent of height.", 0, 60)] = None
    hips: Annotated[int | None, _turn("How high the hips are, percent of height.", 0, 90)] = None
    shoulders: Annotated[
        int | None, _turn("How high the shoulders are, percent of height.", 0, 90)
    ] = None
    rests: Annotated[tuple[Text, ...] | None, Rule("What carries the weight.", most=6)] = None


class Arrow(Struct, frozen=True):
    """An arrow that shows the movement."""

    shorthand: ClassVar[str] = "of"
    of: Annotated[Text, Rule("The part that moves.", most=40, example="right ankle")]
    way: Annotated[
        str | None,
        Rule("Where to, without `from`.", choices=(
            "up", "down", "forward", "back", "to-head", "to-feet", "left", "right", "both-ways",
            "up-down", "round", "in", "out",
        )),
    ] = None  # fmt: skip
    span: Span | None = None


class Figure(Struct, frozen=True):
    """A drawn figure. A word in its place names one of this stretch, or a pose."""

    shorthand: ClassVar[str] = "pose"
    pose: Annotated[Text | None, Rule("A named pose; see 'handouts list poses'.", most=60)] = None
    extends: Annotated[Text | None, Rule("A figure of this stretch to start from.", most=60)] = None
    stance: Annotated[str | None, Rule("How the body is placed.", choices=STANCES)] = None
    body: Annotated[Body | None, Rule("The whole body in the room.")] = None
    pelvis: Annotated[Pelvis | None, Rule("The pelvis.")] = None
    spine: Annotated[Spine | None, Rule("The back.")] = None
    head: Annotated[Head | None, Rule("The head.")] = None
    legs: Annotated[Leg | None, Rule("Both legs.")] = None
    left_leg: Annotated[Leg | None, Rule("The left leg.")] = None
    right_leg: Annotated[Leg | None, Rule("The right leg.")] = None
    arms: Annotated[Arm | None, Rule("Both arms.")] = None
    left_arm: Annotated[Arm | None, Rule("The left arm.")] = None
    right_arm: Annotated[Arm | None, Rule("The right arm.")] = None
    hands: Annotated[
        Text | None, Rule("What both hands do.", most=60, example="hold right shin")
    ] = None
    left_hand: Annotated[Text | None, Rule("What the left hand does.", most=60)] = None
    right_hand: Annotated[Text | None, Rule("What the right hand does.", most=60)] = None
    glow: Annotated[
        tuple[Text, ...] | None, Rule("Where it is felt.", most=12, example="[right glutes]")
    ] = None
    from_: Annotated[Text | None, Rule("The figure it starts from, shown as a ghost.", most=60)] = (
        None
    )
    arrows: Annotated[tuple[Arrow, ...] | None, Rule("What moves, and where to.", most=4)] = None
    props: Annotated[
        tuple[Text, ...] | None, Rule("Things in the picture.", most=6, example="[mat, pillow]")
    ] = None
    view: Annotated[str | None, Rule("Where one looks from.", choices=VIEWS)] = None
    flip: Annotated[bool | None, Rule("Whether one looks from the other side.")] = None
    crop: Annotated[str | None, Rule("Which part is shown.", choices=CROPS)] = None
    says: Annotated[Text | None, Rule("The pose in words, for the description.", most=160)] = None
    alt: Annotated[Text | None, Rule("The whole description.", "prose", most=300)] = None
    cleared: tuple[str, ...] = ()
    span: Span | None = None
