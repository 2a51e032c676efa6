"""How long bones are and how thick flesh is, as shares of a person's height.

Segment lengths are those of Drillis and Contini (1966) as tabled by Winter (Biomechanics
and Motor Control of Human Movement): thigh .245, shank .246, ankle height .039, upper arm
.186, forearm .146, hand .108, foot .152. The shoulder's joint lies inside the outline that
they measured, so the upper arm is drawn from a little lower. Thickness is drawn by eye.
"""

import functools
from typing import Final

THIGH: Final = 0.245
SHANK: Final = 0.246
ANKLE: Final = 0.039
UPPER_ARM: Final = 0.180
FOREARM: Final = 0.146
HAND: Final = 0.106
HIP_OUT: Final = 0.050
SHOULDER_OUT: Final = 0.098
SHOULDER_UP: Final = 0.254  # along the spine from the hip joints
NECK_UP: Final = 0.292
NECK: Final = 0.050
HEAD: Final = 1.04  # a drawn head reads better a little large

Rows = tuple[tuple[float, ...], ...]

# Along the bone from 0 to 1: radius front to back, radius side to side, shift forward, outward.
THIGH_ROWS: Final[Rows] = (
    (0, 0.0600, 0.0540, -0.0060, 0.000),
    (0.16, 0.0580, 0.0540, -0.0030, 0.002),
    (0.42, 0.0500, 0.0470, 0.0030, 0.002),
    (0.72, 0.0395, 0.0385, 0.0025, 0),
    (0.92, 0.0335, 0.0335, 0.0005, 0),
    (1, 0.0318, 0.0322, 0, 0),
)
SHANK_ROWS: Final[Rows] = (
    (0, 0.0318, 0.0320, 0, 0),
    (0.09, 0.0305, 0.0310, -0.0035, 0),
    (0.26, 0.0345, 0.0335, -0.0095, 0.001),
    (0.42, 0.0325, 0.0310, -0.0095, 0.001),
    (0.68, 0.0238, 0.0225, -0.0045, 0),
    (0.88, 0.0190, 0.0182, -0.0015, 0),
    (1, 0.0195, 0.0182, 0, 0),
)
UPPER_ARM_ROWS: Final[Rows] = (
    (0, 0.0335, 0.0315, 0, 0.001),
    (0.18, 0.0336, 0.0318, 0.0010, 0.002),
    (0.48, 0.0288, 0.0268, 0.0015, 0),
    (0.82, 0.0232, 0.0222, 0, 0),
    (1, 0.0220, 0.0215, -0.0010, 0),
)
FOREARM_ROWS: Final[Rows] = (
    (0, 0.0220, 0.0215, -0.0005, 0),
    (0.20, 0.0252, 0.0240, 0.0015, 0),
    (0.48, 0.0218, 0.0208, 0.0010, 0),
    (0.82, 0.0160, 0.0142, 0, 0),
    (1, 0.0148, 0.0118, 0, 0),
)
# Height over the hip joints: radius front to back, radius side to side, shift forward.
TORSO_ROWS: Final[Rows] = (
    (-0.050, 0.034, 0.040, -0.006),
    (-0.032, 0.058, 0.078, -0.010),
    (0.000, 0.0675, 0.0950, -0.0145),
    (0.030, 0.0670, 0.0970, -0.0140),
    (0.065, 0.0590, 0.0890, -0.0070),
    (0.110, 0.0530, 0.0770, 0.0010),
    (0.150, 0.0548, 0.0785, 0.0040),
    (0.195, 0.0610, 0.0880, 0.0050),
    (0.235, 0.0625, 0.0955, 0.0030),
    (0.265, 0.0550, 0.0930, -0.0030),
    (0.285, 0.0440, 0.0740, -0.0080),
    (0.300, 0.0340, 0.0500, -0.0100),
)
COUNTS: Final = {"thigh": 10, "shank": 12, "upper-arm": 8, "forearm": 8, "torso": 22}
_ROWS: Final = {
    "thigh": THIGH_ROWS,
    "shank": SHANK_ROWS,
    "upper-arm": UPPER_ARM_ROWS,
    "forearm": FOREARM_ROWS,
    "torso": TORSO_ROWS,
}


def row_at(segment: str, t: float) -> tuple[float, ...]:
    """The flesh at t along a segment, on a smooth curve through its rows."""
    return _between(_ROWS[segment], t)


@functools.cache
def rows_of(segment: str) -> Rows:
    """A segment's stations, evenly spaced."""
    rows, count = _ROWS[segment], COUNTS[segment]
    first, last = rows[0][0], rows[-1][0]
    spread = (first + (last - first) * i / (count - 1) for i in range(count))
    return tuple((t, *_between(rows, t)) for t in spread)


def _between(rows: Rows, t: float) -> tuple[float, ...]:
    """A cubic through the rows with the slopes of their neighbours."""
    last = len(rows) - 1
    i = next((j for j in range(last) if t <= rows[j + 1][0] + 1e-12), last - 1)
    h = rows[i + 1][0] - rows[i][0]
    s = max(0.0, min(1.0, (t - rows[i][0]) / h))
    a, b = 2 * s**3 - 3 * s * s + 1, -2 * s**3 + 3 * s * s
    c, d = (s**3 - 2 * s * s + s) * h, (s**3 - s * s) * h
    p, q = rows[i], rows[i + 1]
    m, n = _slopes(rows, i), _slopes(rows, i + 1)
    return tuple(a * p[k] + b * q[k] + c * m[k - 1] + d * n[k - 1] for k in range(1, len(p)))


def _slopes(rows: Rows, i: int) -> tuple[float, ...]:
    before, after = rows[max(0, i - 1)], rows[min(len(rows) - 1, i + 1)]
    run = after[0] - before[0] or 1.0
    return tuple((y - x) / run for x, y in zip(before[1:], after[1:], strict=True))
