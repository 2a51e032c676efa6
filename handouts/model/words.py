"""The vocabularies: printed words of a language, flags, and muscles in plain words."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final

from msgspec import Struct

from handouts.model.stretch import PLACES, REGIONS
from handouts.model.text import Rule, Text

# The language that says every printed word; others are measured by it.
DEFAULT_LANGUAGE: Final = "en-GB"
# Where a posed figure can glow.
GLOWS: Final = (
    "neck", "neck side", "shoulder", "chest", "upper back", "mid back", "lats", "low back",
    "abs", "side", "hip flexors", "outer hip", "glutes", "piriformis", "inner thigh", "quads",
    "hamstrings", "outer thigh", "shin", "calf", "foot", "biceps", "triceps", "forearm",
)  # fmt: skip


class MuscleWords(Struct, frozen=True):
    """What a muscle is called in plain words, and where it lies.

    Front or back, and whether it lies under others, follows from its places on the map.
    """

    shorthand: ClassVar[str] = "plain"
    plain: Annotated[Text, Rule("Plain words.", "prose", most=120)]
    region: Annotated[str | None, Rule("Where it lies.", choices=REGIONS)] = None
    synonyms: Annotated[tuple[Text, ...], Rule("Other names.", most=10)] = ()
    map: Annotated[
        tuple[str, ...], Rule("Where it is drawn on the body map.", choices=PLACES, most=8)
    ] = ()
    glow: Annotated[
        tuple[str, ...], Rule("Where a drawn figure glows for it.", choices=GLOWS, most=4)
    ] = ()
    source: Annotated[Text | None, Rule("Where the facts stand.", most=120)] = None


class Plural(Struct, frozen=True):
    """A printed word with its plural forms (CLDR's categories one, few, many and other)."""

    shorthand: ClassVar[str] = "other"
    other: Annotated[Text, Rule("The usual form; {n} is the number.", most=300)]
    one: Annotated[Text | None, Rule("The form for one.", most=300)] = None
    few: Annotated[Text | None, Rule("The form for a few.", most=300)] = None
    many: Annotated[Text | None, Rule("The form for many.", most=300)] = None


def find_muscle(muscles: Mapping[str, MuscleWords], name: str) -> tuple[str, MuscleWords] | None:
    """A muscle by its name or a synonym, whatever its capitals; names go first."""
    wanted = " ".join(name.casefold().split())
    if wanted in muscles:
        return wanted, muscles[wanted]
    for known, words in muscles.items():
        if any(wanted == str(other).casefold() for other in words.synonyms):
            return known, words
    return None
