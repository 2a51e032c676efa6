"""The vocabularies: printed words of a language, flags, and muscles in plain words."""

from typing import Annotated, ClassVar, Final

from msgspec import Struct

from handouts.model.stretch import REGIONS
from handouts.model.text import Rule, Text

# The language that says every printed word; others are measured by it.
DEFAULT_LANGUAGE: Final = "en-GB"


class MuscleWords(Struct, frozen=True):
    """What a muscle is called in plain words, and where it lies."""

    shorthand: ClassVar[str] = "plain"
    plain: Annotated[Text, Rule("Plain words.", "prose", most=120)]
    region: Annotated[str | None, Rule("Where it lies.", choices=REGIONS)] = None
    synonyms: Annotated[tuple[Text, ...], Rule("Other names.", most=10)] = ()


class Plural(Struct, frozen=True):
    """A printed word with its plural forms (CLDR's categories one, few, many and other)."""

    shorthand: ClassVar[str] = "other"
    other: Annotated[Text, Rule("The usual form; {n} is the number.", most=300)]
    one: Annotated[Text | None, Rule("The form for one.", most=300)] = None
    few: Annotated[Text | None, Rule("The form for a few.", most=300)] = None
    many: Annotated[Text | None, Rule("The form for many.", most=300)] = None
