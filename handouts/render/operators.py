"""The operators of one page, as text: what changes is written, what stays is not.

The page's state is known, and a shape drawn again and again (an icon, a disc) is
written once in units of its own and then only placed.

Lengths have two decimals: a hundredth of a point is the tenth part of a printer's dot.
"""

import functools
from collections.abc import Iterable
from typing import Final

from handouts.colour.space import Colour
from handouts.render.lettering import Lettering
from handouts.typeset.pages import Ops, Shape

_KAPPA: Final = 0.5523  # where a curve's handles make it a quarter of a circle
_VERBS: Final = {"M": "m", "L": "l", "C": "c", "R": "re", "Z": "h"}
# Even-odd, so that a ring within a ring is a hole whichever way it runs.
_PAINTS: Final = {(True, True): "B*", (True, False): "f*", (False, True): "S", (False, False): "n"}
_DISC: Final[Ops] = (
    ("M", 1, 0),
    ("C", 1, _KAPPA, _KAPPA, 1, 0, 1),
    ("C", -_KAPPA, 1, -1, _KAPPA, -1, 0),
    ("C", -1, -_KAPPA, -_KAPPA, -1, 0, -1),
    ("C", _KAPPA, -1, 1, -_KAPPA, 1, 0),
    ("Z",),
)

# x, y, text, face, size, colour, and the operator that opens marked content before it or "".
Word = tuple[float, float, str, str, float, Colour, str]


class Operators:
    """Collects a page's operators; y runs up from the foot of the page, as in the file."""

    def __init__(self, lettering: Lettering) -> None:
        self._coded = lettering.coded
        self._shapes: dict[int, tuple[Ops, str]] = {}  # by identity: an icon is drawn often
        self._sizes: dict[tuple[str, float], str] = {}
        self._inks: dict[Colour, tuple[str, str]] = {}
        self._units: dict[tuple[float, float, float], tuple[str, str]] = {}
        self.begin()

    def begin(self) -> None:
        """Start a page. Lines end and meet round on all of it."""
        self.code = ["1 J 1 j"]
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._line = -1.0
        self._face = ""

    def _ink(self, colour: Colour) -> None:
        if colour != self._fill:
            self._fill = colour
            self.code.append((self._inks.get(colour) or self._mixed(colour))[0])

    def _mixed(self, colour: Colour) -> tuple[str, str]:
        """How a colour is written for filling and for lines."""
        mixed = f"{colour.r:.4f} {colour.g:.4f} {colour.b:.4f}"
        found = self._inks[colour] = f"{mixed} rg", f"{mixed} RG"
        return found

    def _colours(self, fill: Colour | None, stroke: Colour | None) -> str:
        """Set them; the operator that ends a path so painted."""
        if fill is not None and fill is not self._fill:
            self._ink(fill)
        if stroke is not None and stroke is not self._stroke and stroke != self._stroke:
            self._stroke = stroke
            self.code.append((self._inks.get(stroke) or self._mixed(stroke))[1])
        return _PAINTS[fill is not None, stroke is not None]

    def _width(self, line: float) -> None:
        if line != self._line:
            self._line = line
            self.code.append(f"{line:.3f} w")

    def text(self, words: Iterable[Word]) -> None:
        """One text object; words are placed absolutely.

        Those that open marked content close what is open; the last is closed with the object.
        """
        code = self.code
        code.append("BT")
        marked = False
        for x, y, text, face, size, colour, opens in words:
            if opens:
                code += ("EMC", opens) if marked else (opens,)
                marked = True
            if colour != self._fill:
                self._ink(colour)
            code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            for name, shown in self._coded(face, text):
                chosen = self._sizes.get((name, size)) or self._sized(name, size)
                if chosen != self._face:
                    self._face = chosen
                    code.append(chosen)
                code.append(f"({shown}) Tj")
        code += ("EMC", "ET") if marked else ("ET",)

    def _sized(self, name: str, size: float) -> str:
        found = self._sizes[name, size] = f"{name} {size:.4f} Tf"
        return found

    def shape(
        self,
        placed: tuple[float, float, float, float],
        ops: Ops,
        fill: Colour | None,
        stroke: Colour | None,
        line: float,
    ) -> None:
        """A shape in its own units; `placed` is x, y and the points of a unit across and up."""
        x, y, across, up = placed
        end = self._colours(fill, stroke)
        unit, width = self._units.get((across, up, line)) or self._sized_unit(across, up, line)
        known = self._shapes.get(id(ops)) or self._known(ops)
        if stroke is None:
            width = ""
        self.code.append(f"{unit} {x:.2f} {y:.2f} cm{width} {known[1]} {end} Q")

    def _sized_unit(self, across: float, up: float, line: float) -> tuple[str, str]:
        """How a shape's unit and its lines' width are written, as often drawn in one size.

        Within q and Q a line's width counts in the shape's units too, and is forgotten after.
        """
        width = f" {line / across:.4f} w" if across else ""
        found = f"q {across:.5f} 0 0 {up:.5f}", width
        self._units[across, up, line] = found
        return found

    def _known(self, ops: Ops) -> tuple[Ops, str]:
        """A shape's path, written; kept with it, so that its identity stays its own."""
        found = self._shapes[id(ops)] = ops, _written(ops)
        return found

    def disc(
        self,
        centre: tuple[float, float],
        radius: float,
        fill: Colour | None,
        stroke: Colour | None,
        line: float,
    ) -> None:
        """A circle."""
        self.shape((*centre, radius, radius), _DISC, fill, stroke, line)

    def line(
        self,
        ends: tuple[float, float, float, float],
        colour: Colour,
        line: float,
        dash: tuple[float, ...],
    ) -> None:
        """A straight line."""
        end = self._colours(None, colour)
        self._width(line)
        x0, y0, x1, y1 = ends
        self._dashed(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l {end}", dash)

    def rectangle(
        self,
        outline: str,
        fill: Colour | None,
        stroke: Colour | None,
        line: float,
        dash: tuple[float, ...],
    ) -> None:
        """A rectangle of `outline` or `square`."""
        end = self._colours(fill, stroke)
        if stroke is not None:
            self._width(line)
        self._dashed(f"{outline} {end}", dash)

    def _dashed(self, drawn: str, dash: tuple[float, ...]) -> None:
        if dash:
            lengths = " ".join(f"{length:.2f}" for length in dash)
            drawn = f"[{lengths}] 0 d {drawn} [] 0 d"
        self.code.append(drawn)


def state_name(alpha: float) -> str:
    """What a form calls the state in which it paints as transparent as that."""
    return f"A{round(100 * alpha)}"


def drawing(shapes: Iterable[Shape], wide: float) -> str:
    """The operators of a drawing, in its own units, from back to front.

    A mirrored shape is written twice in the same words, which compress to almost nothing.
    """
    out = ["1 J 1 j"]
    fill = pen = ""
    alpha = 1.0
    mirror = f"q -1 0 0 1 {_number(wide)} 0 cm"
    for shape in shapes:
        if shape.alpha != alpha:
            alpha = shape.alpha
            out.append(f"/{state_name(alpha)} gs")
        if shape.fill is not None and fill != (fill := f"{_rgb(shape.fill)} rg"):
            out.append(fill)
        if shape.stroke is not None and pen != (pen := _pen(shape)):
            out.append(pen)
        path = shape.code or _written(shape.ops)
        drawn = f"{path} {_PAINTS[shape.fill is not None, shape.stroke is not None]}"
        out.append(drawn)
        if shape.mirrored:
            out.append(f"{mirror} {drawn} Q")
    return "\n".join(out)


def _pen(shape: Shape) -> str:
    """Colour, width, ends and dashes of a shape's lines."""
    assert shape.stroke is not None
    lengths = " ".join(map(_number, shape.dash))
    ends = 0 if shape.dash else 1
    return f"{_rgb(shape.stroke)} RG {_number(shape.line)} w {ends} J [{lengths}] 0 d"


def _rgb(colour: Colour) -> str:
    return f"{colour.r:.3f} {colour.g:.3f} {colour.b:.3f}"


def square(x: float, y: float, w: float, h: float) -> str:
    """The path of a rectangle, x and y at its lower left."""
    return f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re"


@functools.lru_cache(maxsize=256)  # page after page has them at the same places
def rounded(x: float, y: float, w: float, h: float, radii: tuple[float, ...]) -> str:
    """The path of a rectangle with radii at the corners: top left, top right, and so round."""
    tl, tr, br, bl = radii
    right, top, c = x + w, y + h, 1 - _KAPPA
    path = [f"{x + bl:.2f} {y:.2f} m {right - br:.2f} {y:.2f} l"]
    if br:
        path.append(_curve(right - br * c, y, right, y + br * c, right, y + br))
    path.append(f"{right:.2f} {top - tr:.2f} l")
    if tr:
        path.append(_curve(right, top - tr * c, right - tr * c, top, right - tr, top))
    path.append(f"{x + tl:.2f} {top:.2f} l")
    if tl:
        path.append(_curve(x + tl * c, top, x, top - tl * c, x, top - tl))
    path.append(f"{x:.2f} {y + bl:.2f} l")
    if bl:
        path.append(_curve(x, y + bl * c, x + bl * c, y, x + bl, y))
    return " ".join(path) + " h"


def _curve(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> str:
    return f"{x1:.2f} {y1:.2f} {x2:.2f} {y2:.2f} {x:.2f} {y:.2f} c"


@functools.lru_cache(maxsize=512)
def _written(ops: Ops) -> str:
    """A shape's path in its own units."""
    return " ".join(" ".join([*map(_number, op[1:]), _VERBS[str(op[0])]]) for op in ops)


def _number(value: str | float) -> str:
    return f"{float(value):.4f}".rstrip("0").rstrip(".")
