"""The form of a booklet: stretches bundled under headings."""

from typing import Annotated

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.stretch import NAME_MOST, PROSE_MOST, Wording
from handouts.model.text import Amount, Rule, Text


class Section(Struct, frozen=True):
    """A group of stretches."""

    title: Annotated[Text, Rule("The heading.", most=NAME_MOST)]
    stretches: Annotated[
        tuple[Text, ...], Rule("Ids of stretches.", "id", most=60, refers="stretch")
    ]
    intro: Annotated[Text | None, Rule("A few words before them.", "prose", most=PROSE_MOST)] = None
    span: Span | None = None


class DayPlan(Struct, frozen=True):
    """One line of the week plan."""

    day: Annotated[Text, Rule("The day.", most=40)]
    do: Annotated[tuple[Wording, ...], Rule("What to do that day.", most=12)]


class Diary(Struct, frozen=True):
    """A diary to tick."""

    weeks: Annotated[Amount, Rule("How many weeks.", "count")]


class Booklet(Struct, frozen=True):
    """A booklet, as a file of content/booklets/ tells it."""

    title: Annotated[Text, Rule("The title.", most=NAME_MOST)]
    sections: Annotated[tuple[Section, ...], Rule("Groups of stretches.", most=30)]
    id: str = ""
    subtitle: Annotated[Text | None, Rule("A line under the title.", most=120)] = None
    intro: Annotated[Text | None, Rule("The introduction.", "prose", most=PROSE_MOST)] = None
    audience: Annotated[Text | None, Rule("Who it is for.", most=120)] = None
    code: Annotated[Text | None, Rule("Printed in the footer.", most=20)] = None
    version: Annotated[Text | None, Rule("Printed in the footer.", most=12)] = None
    language: Annotated[Text | None, Rule("Its language, as en-GB.", "language")] = None
    brand: Annotated[Text | None, Rule("The id of a brand.", "id", refers="brand")] = None
    layout: Annotated[Text | None, Rule("The id of a layout.", "id", refers="layout")] = None
    before_you_start: Annotated[Text | None, Rule("Shared advice.", "prose", most=PROSE_MOST)] = (
        None
    )
    week_plan: Annotated[tuple[DayPlan, ...], Rule("What to do on which day.", most=14)] = ()
    diary: Annotated[Diary | None, Rule("A diary to tick.")] = None
    closing: Annotated[Text | None, Rule("Last words.", "prose", most=PROSE_MOST)] = None
    span: Span | None = None
