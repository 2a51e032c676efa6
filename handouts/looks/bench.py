"""The bench: what setting a document in type needs besides its words and its look."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from handouts.figures.portrait import Portrait
from handouts.images.pixels import Image
from handouts.looks.components import components
from handouts.looks.desk import Desk
from handouts.looks.look import Look, Tuning
from handouts.looks.standing import Standing
from handouts.typeset.lines import Setter

LookAt = Callable[[Tuning], Look]


class Bench(Struct, frozen=True):
    """What setting needs besides the document and the look."""

    setter: Setter
    images: Mapping[str, Image]
    columns: int = 1
    portraits: Mapping[str, Portrait] = {}
    standing: Standing | None = None

    def desk(self, look: Look, told: list[Any] | None = None) -> Desk:
        """A fresh desk: nothing of one document is felt by the next; those of one share `told`."""
        made = components(look.components)
        return Desk(look, self.setter, made, self.images, told, self.portraits, self.standing)
