"""Where a stretch can be felt: the flesh of each place, along the trunk and along a limb.

Each row is a round of flesh in thousandths: for the trunk of the person's height (up from the
hips, forward, outward, radius), for a limb first the share of its bone and then the same. They
are drawn by eye, plausible and not reviewed by a clinician.
"""

import functools
from typing import Final

from msgspec import Struct

Rows = tuple[tuple[float, float, float, float], ...]


class Region(Struct, frozen=True):
    """A place: the parts it shows on, its rows on the trunk, and those on a limb by its joint."""

    parts: tuple[str, ...]
    trunk: str = ""
    limb: str = ""
    rows: str = ""
    paired: bool = True


@functools.cache
def rows_of(text: str) -> Rows:
    """The rows of a place."""
    found = (tuple(int(n) / 1000 for n in row.split()) for row in text.split(",") if row)
    return tuple((a, b, c, d) for a, b, c, d in found)


REGIONS: Final[dict[str, Region]] = {
    "quads": Region(
        ("thigh",),
        limb="hip",
        rows="140 30 6 20, 400 30 6 26, 700 24 4 21, 900 20 0 13",
    ),
    "hamstrings": Region(
        ("thigh",),
        limb="hip",
        rows="200 -34 0 21, 450 -28 0 26, 700 -22 0 21, 920 -20 0 13",
    ),
    "inner thigh": Region(
        ("thigh",),
        limb="hip",
        rows="100 4 -40 20, 350 2 -36 24, 600 0 -28 19, 780 0 -24 12",
    ),
    "outer thigh": Region(
        ("thigh",),
        limb="hip",
        rows="60 0 40 18, 350 0 38 19, 700 0 28 16, 950 0 22 10",
    ),
    "calf": Region(
        ("shank",),
        limb="knee",
        rows="60 -20 0 15, 250 -22 0 24, 450 -22 0 21, 620 -16 0 13",
    ),
    "lower calf": Region(
        ("shank",),
        limb="knee",
        rows="480 -20 0 15, 650 -16 0 14, 880 -14 0 9",
    ),
    "shin": Region(
        ("shank",),
        limb="knee",
        rows="120 16 8 14, 350 16 8 16, 650 12 5 10",
    ),
    "hip flexors": Region(
        ("thigh", "torso"),
        trunk="55 40 55 16",
        limb="hip",
        rows="-20 46 0 22, 140 44 0 20, 260 40 0 12",
    ),
    "glutes": Region(
        ("torso", "thigh"),
        trunk="50 -40 50 20, 15 -52 50 33",
        limb="hip",
        rows="60 -42 6 30, 130 -44 6 22",
    ),
    "outer hip": Region(
        ("torso", "thigh"),
        trunk="60 -6 82 18, 20 -10 86 24",
        limb="hip",
        rows="50 -6 36 24, 120 -4 40 15",
    ),
    "deep buttock": Region(
        ("torso", "thigh"),
        trunk="30 -52 30 19, 5 -50 62 25, -10 -35 80 20",
        limb="hip",
        rows="50 -30 20 27",
    ),
    "low back": Region(
        ("torso",),
        trunk="45 -55 0 22, 85 -44 0 24, 125 -42 0 22, 155 -45 0 15",
        paired=False,
    ),
    "mid back": Region(
        ("torso",),
        trunk="140 -45 0 18, 190 -50 0 26, 235 -52 0 26, 262 -46 0 18",
        paired=False,
    ),
    "upper back": Region(
        ("torso",),
        trunk="200 -50 0 20, 235 -52 0 28, 272 -46 0 20",
        paired=False,
    ),
    "side of trunk": Region(
        ("torso",),
        trunk="50 -4 80 14, 100 -4 66 18, 160 -4 72 20, 215 -6 82 18",
    ),
    "lats": Region(
        ("torso",),
        trunk="110 -22 66 16, 160 -18 74 21, 215 -12 84 21",
    ),
    "chest": Region(
        ("torso", "upper-arm"),
        trunk="222 52 20 19, 236 50 52 26, 246 32 82 21",
    ),
    "tummy": Region(
        ("torso",),
        trunk="30 45 0 20, 90 45 0 26, 150 46 0 26, 190 50 0 18",
        paired=False,
    ),
    "front of shoulder": Region(
        ("upper-arm",),
        limb="shoulder",
        rows="0 22 6 18, 180 22 6 17, 340 18 4 10",
    ),
    "back of shoulder": Region(
        ("upper-arm", "torso"),
        trunk="245 -45 75 18",
        limb="shoulder",
        rows="20 -20 8 18, 200 -22 6 16, 340 -20 4 10",
    ),
    "triceps": Region(
        ("upper-arm",),
        limb="shoulder",
        rows="200 -20 0 14, 500 -18 0 17, 800 -12 0 11",
    ),
    "biceps": Region(
        ("upper-arm",),
        limb="shoulder",
        rows="300 18 0 13, 550 16 0 16, 820 12 0 10",
    ),
    "forearm": Region(
        ("forearm",),
        limb="elbow",
        rows="80 4 -10 13, 300 4 -12 15, 620 2 -8 10",
    ),
    "back of forearm": Region(
        ("forearm",),
        limb="elbow",
        rows="80 -4 10 13, 300 -2 12 15, 620 0 8 10",
    ),
    "side of neck": Region(
        ("neck", "torso"),
    ),
    "back of neck": Region(
        ("neck", "torso", "head"),
        paired=False,
    ),
    "sole": Region(
        ("shank",),
    ),
}
