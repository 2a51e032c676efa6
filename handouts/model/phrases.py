"""The phrases of a pose: what hands do, what things there are, which part is meant.

`hold right shin`, `on floor`, `towel round left foot`: a few fixed patterns whose words
are closed lists, so that a slip of the pen is an error with the nearest word.
"""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

# Parts of the body that hands hold, cushions lie under and arrows speak of.
PARTS: Final = (
    "shin", "calf", "thigh", "hamstring", "forearm", "upper arm", "knee", "ankle", "foot", "toes",
    "elbow", "wrist", "shoulder", "head", "temple", "chin", "neck", "chest", "tummy", "hip",
    "low back", "upper back",
)  # fmt: skip
Side = Literal["L", "R"]
WORDS: Final[Mapping[str, Side]] = {"right": "R", "left": "L"}
# Where a figure can glow, and other words for it.
REGIONS: Final = (
    "quads",
    "hamstrings",
    "inner thigh",
    "outer thigh",
    "calf",
    "lower calf",
    "shin",
    "hip flexors",
    "glutes",
    "outer hip",
    "deep buttock",
    "low back",
    "mid back",
    "upper back",
    "side of trunk",
    "lats",
    "chest",
    "tummy",
    "front of shoulder",
    "back of shoulder",
    "triceps",
    "biceps",
    "forearm",
    "back of forearm",
    "side of neck",
    "back of neck",
    "sole",
)
REGION_WORDS: Final = {
    "buttocks": "glutes", "buttock": "glutes", "glute": "glutes", "piriformis": "deep buttock",
    "lower back": "low back", "back of thigh": "hamstrings", "hamstring": "hamstrings",
    "front of thigh": "quads", "quad": "quads", "calves": "calf", "groin": "inner thigh",
    "adductors": "inner thigh", "hip flexor": "hip flexors", "front of hip": "hip flexors",
    "hip": "outer hip", "hips": "outer hip", "abs": "tummy", "belly": "tummy",
    "neck": "back of neck",
    "obliques": "side of trunk", "waist": "side of trunk", "side": "side of trunk",
    "between the shoulder blades": "upper back", "rhomboids": "upper back", "back": "mid back",
    "shoulder": "back of shoulder", "pecs": "chest", "whole back": "mid back",
    "neck side": "side of neck", "foot": "sole", "feet": "sole",
    "inner thighs": "inner thigh", "wrist": "forearm", "shins": "shin", "soles": "sole",
}  # fmt: skip

GRIPS: Final = ("hold", "on", "touch", "behind")
HELD: Final = ("on floor", "on wall", "on chair", "on table", "on doorway", "on step", "hold towel",
               "behind head", "behind back", "free", "hold stick")  # fmt: skip
PLACES: Final = {"high": 0.18, "middle": 0.45, "low": 0.75}
THINGS: Final = (
    "mat", "floor", "chair", "stool", "wall", "wall behind", "doorway", "table", "step", "pillow",
    "bolster", "towel", "strap", "rolled towel", "stick",
)  # fmt: skip
JOINERS: Final = ("under", "round", "between")
_SYNONYMS: Final = {
    "back of thigh": "hamstring", "belly": "tummy", "stomach": "tummy", "waist": "hip",
    "buttock": "hip", "lower back": "low back", "side of head": "temple", "back": "low back",
}  # fmt: skip


class Grip(Struct, frozen=True):
    """What a hand does: `hold`, `on`, `touch` or `behind` a part of a side, or a surface."""

    verb: str
    part: str
    side: Side | None = None
    share: float | None = None


class Thing(Struct, frozen=True):
    """A thing in the picture, and the part it lies under or goes round."""

    name: str
    how: str = ""
    part: str = ""
    side: Side | None = None


class Unknown(ValueError):
    """A word no phrase has; `known` are those that could stand there."""

    def __init__(self, word: str, known: tuple[str, ...], what: str) -> None:
        super().__init__(f"unknown {what} '{word}'")
        self.word, self.known = word, known


def part_of(words: list[str], what: str = "part of the body") -> tuple[str, Side | None]:
    """The part and the side that words name."""
    side = WORDS.get(words[0]) if words else None
    rest = " ".join(words[1:] if side else words)
    rest = _SYNONYMS.get(rest, rest)
    if rest not in PARTS and rest.removesuffix("s") in PARTS:
        rest = rest.removesuffix("s")
    if rest not in PARTS:
        raise Unknown(rest, PARTS, what)
    return rest, side


def grip(phrase: str) -> Grip | None:
    """What a hand does; None for a hand that hangs free. Raises Unknown."""
    words = phrase.split()
    if not words or phrase == "free":
        return None
    if phrase in HELD and words[1] not in ("head", "back"):
        return Grip(words[0], words[1])
    if words[0] not in GRIPS:
        raise Unknown(words[0], (*GRIPS, *HELD), "thing for a hand to do")
    share = PLACES.get(words[-1])
    middle = words[1:] if share is None else words[1:-1]
    part, side = part_of(middle)
    return Grip(words[0], part, side, share)


def thing(phrase: str) -> Thing:
    """A thing of the picture. Raises Unknown."""
    words = phrase.split()
    cut = next((i for i, word in enumerate(words) if word in JOINERS), len(words))
    name = " ".join(words[:cut])
    if name not in THINGS:
        raise Unknown(name, THINGS, "thing")
    if cut == len(words):
        return Thing(name)
    part, side = part_of(words[cut + 1 :])
    return Thing(name, words[cut], part, side)


def region_of(words: str) -> tuple[str, Side | None] | None:
    """The region that `right glutes` means, and its side; None for an unknown one."""
    first, _, rest = words.partition(" ")
    side = WORDS.get(first)
    name = rest if side else words
    name = REGION_WORDS.get(name, name)
    return (name, side) if name in REGIONS else None
