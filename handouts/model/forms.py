"""The table of forms: which one a file of each kind takes."""

from typing import Any, Final

from handouts.model.booklet import Booklet
from handouts.model.brand import Brand, Settings
from handouts.model.figure import Figure
from handouts.model.layout import Layout, Theme
from handouts.model.pain import PainLimit
from handouts.model.programme import Client, Programme
from handouts.model.stretch import Stretch
from handouts.model.text import Rule, Text
from handouts.model.words import MuscleWords, Plural

FORMS: Final[dict[str, Any]] = {
    "stretch": Stretch,
    "booklet": Booklet,
    "programme": Programme,
    "client": Client,
    "brand": Brand,
    "layout": Layout,
    "theme": Theme,
    "settings": Settings,
    "pain": PainLimit,
    "labels": dict[str, Plural],
    "flags": dict[str, Text],
    "muscles": dict[str, MuscleWords],
    "poses": dict[str, Figure],
}
# Vocabularies: the author chooses the keys. The rule is that of each value.
TABLES: Final[dict[str, Rule]] = {
    "labels": Rule("Printed words."),
    "flags": Rule("Plain words that follow 'with ...'.", "prose", most=200),
    "muscles": Rule("Plain words."),
    "poses": Rule("A named pose."),
}
