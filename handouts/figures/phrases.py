"""The phrases of a pose: what hands do, what things there are, which part is meant.

`hold right shin`, `on floor`, `towel round left foot`: a few fixed patterns whose words
are closed lists, so that a slip of the pen is an error with the nearest word.
"""

from typing import Final

from msgspec import Struct

from handouts.figures.reach import PARTS
from handouts.figures.spec import WORDS, Side

GRIPS: Final = ("hold", "on", "touch", "behind")
SURFACES: Final = ("floor", "wall", "chair", "towel", "table", "doorway", "step")
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
