"""A figure as a page needs it: what is drawn, what it shows, and what could not be done.

The page knows nothing of poses, and a portrait nothing of colours or of where it stands.
Reading one back needs none of the drawing code.
"""

from typing import Final

from msgspec import Struct, msgpack

from handouts.figures.people import Person
from handouts.figures.spec import Spec

STEPS: Final = 2500  # in a person's height: less than a printer's dot on any paper


class Op(Struct, frozen=True, array_like=True):
    """One fill, or with a `width` (in steps) one stroke.

    The path is the text of its operators (`x y m`, `x y l`, `h`), which PostScript, PDF and a
    few lines of any other renderer read: making that text anew for each page took longer than
    reading it back.
    """

    tone: str
    path: str
    alpha: float = 1.0
    width: float = 0.0


class DisplayList(Struct, frozen=True, array_like=True):
    """A figure drawn, in a box of `width` by `height` steps; x runs right and y down.

    The floor lies `floor` steps above the foot of the box, and the middle of the person's
    hips `middle` steps from its left. Seen from `above`, it has no floor to stand on.
    """

    width: int
    height: int
    floor: int
    middle: int
    ops: tuple[Op, ...]
    above: bool = False


class Fact(Struct, frozen=True, array_like=True):
    """One thing the picture shows: its kind, a part or a manner, and a side (or both: `B`)."""

    kind: str
    what: str
    side: str = ""
    more: str = ""


class Warned(Struct, frozen=True, array_like=True):
    """Something a pose asks for that no body can do: `reach` or `floor`; `by` in heights."""

    what: str
    part: str
    side: str
    by: float


class Portrait(Struct, frozen=True, array_like=True):
    """A figure drawn, with its facts for those who do not see it."""

    drawn: DisplayList
    facts: tuple[Fact, ...]
    warned: tuple[Warned, ...] = ()


def depends_on(spec: Spec, person: Person, style: str, mirror: bool) -> bytes:
    """All that a portrait depends on but this program's code, as bytes."""
    return msgpack.encode((spec, person.outline, style, mirror), enc_hook=str)


def packed(portrait: Portrait) -> bytes:
    """The portrait as bytes."""
    return msgpack.encode(portrait)


def unpacked(body: bytes) -> Portrait:
    """What `packed` made; msgspec.MsgspecError for anything else."""
    return msgpack.decode(body, type=Portrait)
