"""How much pain is too much: content/pain.yaml, which every run reads, apart from programmes."""

from typing import Annotated, Final

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.text import Rule, Text

PAIN_MOST: Final = 10


class PainLimit(Struct, frozen=True):
    """How much pain is too much, on a scale from 0 to 10; without a key, content/pain.yaml's."""

    fine_to: Annotated[
        int | None, Rule("Up to this pain is fine.", "number", most=PAIN_MOST - 2)
    ] = None
    careful_to: Annotated[
        int | None,
        Rule("Up to this: do less. More is too much.", "number", most=PAIN_MOST - 1, least=1),
    ] = None
    settles_hours: Annotated[
        int | None, Rule("In so many hours it should have settled.", "number", most=72, least=1)
    ] = None
    source: Annotated[Text | None, Rule("Where these limits come from.", "prose", most=300)] = None
    span: Span | None = None
