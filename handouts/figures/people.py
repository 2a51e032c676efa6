"""Who is drawn: build, hair and clothes. Poses know nothing of them, and they nothing of poses."""

from typing import Final, Literal

from msgspec import Struct

Hair = Literal["short", "cropped", "bob", "bun", "ponytail", "curly", "bald"]
HAIR: Final = ("short", "cropped", "bob", "bun", "ponytail", "curly", "bald")
BUILDS: Final = ("slim", "average", "sturdy", "full")
CLOTHES: Final = ("leggings", "trousers", "shorts")
TOPS: Final = ("t-shirt", "vest", "long-sleeves")


class Person(Struct, frozen=True):
    """What a drawn person's outline depends on; colours are chosen when it is drawn."""

    hair: str = "short"
    build: str = "average"
    bottom: str = "leggings"
    top: str = "t-shirt"

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
