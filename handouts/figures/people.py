"""Who is drawn: build, hair and clothes. Poses know nothing of them, and they nothing of poses."""

import zlib
from typing import Final

from msgspec import Struct

from handouts.model.brand import People


class Person(Struct, frozen=True):
    """A drawn person. Of the colours the drawing itself knows nothing."""

    hair: str = "short"
    build: str = "average"
    bottom: str = "leggings"
    top: str = "t-shirt"
    skin_colour: str = "#e8b998"
    hair_colour: str = "#4a3428"

    @property
    def outline(self) -> tuple[str, str, str, str]:
        """What the drawing depends on."""
        return self.hair, self.build, self.bottom, self.top

    @property
    def sleeve(self) -> float:
        """Where the sleeve ends along the upper arm; from 1 on along the forearm."""
        return {"t-shirt": 0.52, "vest": 0.04, "long-sleeves": 1.90}[self.top]

    @property
    def leg(self) -> float:
        """Where the trouser leg ends along the thigh; from 1 on along the shank."""
        return {"leggings": 1.84, "trousers": 1.93, "shorts": 0.58}[self.bottom]

    @property
    def loose(self) -> float:
        """How far cloth stands off the leg."""
        return {"leggings": 0.0020, "trousers": 0.0060, "shorts": 0.0075}[self.bottom]

    @property
    def thick(self) -> tuple[float, float, float]:
        """Times the usual flesh: limbs, the trunk from side to side, and the tummy forward."""
        return {
            "slim": (0.93, 0.94, -0.003),
            "average": (1.0, 1.0, 0.0),
            "sturdy": (1.08, 1.07, 0.004),
            "full": (1.16, 1.17, 0.014),
        }[self.build]


# People of several builds and ages, so that not one kind of body stands for all.
CAST: Final = (
    Person("short", "average", "leggings", "t-shirt", "#e8b998", "#4a3428"),
    Person("bun", "sturdy", "leggings", "t-shirt", "#8d5a3b", "#1d1512"),
    Person("cropped", "average", "trousers", "t-shirt", "#f0cbb0", "#9b9a98"),
    Person("bob", "full", "leggings", "t-shirt", "#efc6a6", "#b9804a"),
    Person("curly", "slim", "leggings", "t-shirt", "#6b4226", "#17120f"),
    Person("bald", "sturdy", "trousers", "t-shirt", "#d9a982", "#3b2a20"),
    Person("ponytail", "average", "leggings", "t-shirt", "#c68e65", "#241a15"),
)


def person_for(people: People, name: str) -> Person:
    """Who shows a stretch: always the same one for its id, unless the brand says who."""
    one = CAST[zlib.crc32(name.encode()) % len(CAST)] if people.varied else CAST[0]
    return Person(
        people.hairstyle or one.hair,
        people.build or one.build,
        people.bottom or one.bottom,
        people.top or one.top,
        str(people.skin or one.skin_colour),
        str(people.hair or one.hair_colour),
    )
