"""Nodes that only a programme has: its numbers, limits of pain, the diary, lines to write on."""

from typing import Literal

from handouts.document.nodes import Badge, Node, Paragraph, Runs, Special

Level = Literal["fine", "careful", "stop"]


class Facts(Special, frozen=True, tag=True):
    """A programme in a few numbers."""

    items: tuple[Badge, ...]


class PainBand(Special, frozen=True, tag=True):
    """A stretch of the scale of pain: its numbers, what they mean, what to do."""

    icon: str
    head: Runs
    words: Paragraph
    level: Level = "fine"


class PainScale(Special, frozen=True, tag=True):
    """The scale of pain in bands, from little to too much."""

    bands: tuple[PainBand, ...]


class Field(Special, frozen=True, tag=True):
    """A place to fill in on a screen: `name` is the file's, `tip` what a screen reader says."""

    kind: Literal["tick", "number"]
    name: str
    tip: str


class DiaryDay(Special, frozen=True, tag=True):
    """A column of the diary."""

    weekday: Runs
    number: Runs
    month: Runs
    rest: bool = False


class DiaryRow(Special, frozen=True, tag=True):
    """A line of the diary: an exercise with so many ticks a day, or with none a number to write.

    `fields` has those of each day in order, where the diary is a form.
    """

    name: Runs
    number: int = 0
    ticks: int = 0
    fields: tuple[tuple[Field, ...], ...] = ()


class TickDiary(Special, frozen=True, tag=True):
    """A dated diary under its heading: days across, exercises down, the next morning last."""

    head: tuple[Node, ...]
    days: tuple[DiaryDay, ...]
    corner: Runs
    rows: tuple[DiaryRow, ...]


class WriteLines(Special, frozen=True, tag=True):
    """Lines to write on by hand, under a word of what for."""

    lead: Paragraph
    count: int
