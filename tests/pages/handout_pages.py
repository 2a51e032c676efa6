"""Handouts for tests: made and kept, and what can be read off their pages."""

import functools
import io
import re
from pathlib import Path

from msgspec import Struct
from pypdf import PdfReader

from handouts.build import Choices, find_target, open_press
from handouts.colour.space import WHITE
from handouts.context import make_context
from handouts.document.nodes import Run
from handouts.looks.look import make_look, palette_of
from handouts.typeset.pages import CircleMark, FormMark, PathMark, RectMark, TextMark

STRETCHES = (
    "cat-cow", "childs-pose", "knee-to-chest", "pelvic-tilt", "piriformis-stretch", "spinal-twist",
)  # fmt: skip
CARDS = ("a4", "a5", "a6", "letter")
SHEETS = ("a4", "a5", "letter")


def press_at(root, cache):
    """A press over a folder, on a fixed day."""
    return open_press(make_context({"HANDOUTS_CACHE": str(cache)}, root, root, "2026-11-22"))


class Made(Struct, frozen=True):
    """One handout at every stage."""

    job: object
    document: object
    pages: object
    pdf: bytes
    warnings: tuple
    look: object

    @property
    def reader(self):
        """The PDF as pypdf reads it."""
        return PdfReader(io.BytesIO(self.pdf))

    @property
    def text(self):
        """The PDF's words in the order pypdf finds them, pages joined."""
        return "\n".join(page.extract_text() for page in self.reader.pages)


class Maker:
    """Makes handouts and keeps them."""

    def __init__(self, press):
        self.press = press
        self.make = functools.lru_cache(maxsize=None)(self._make)

    def job(self, target, layout=None, paper=None, variant="standard", brand=None):
        """How a target is to be made."""
        choices = Choices(layout=layout, paper=paper, variant=variant, brand=brand)
        return self.press.job(find_target(self.press, target), choices)

    def _make(self, target, *args, **options):
        job = self.job(target, *args, **options)
        made = self.press.make(job)
        pages, _, _ = self.press.pages(job)
        look = make_look(
            job.layout, job.theme, palette_of(job.theme, job.brand, job.variant), job.paper
        )
        document = self.press.compose(job, [])
        return Made(job, document, pages, made.pdf, made.warnings, look)


class Placed(Struct, frozen=True):
    """A text mark with its box: left, top, right and bottom of what its letters may fill."""

    page: int
    text: str
    mark: TextMark
    left: float
    top: float
    right: float
    bottom: float


def alt_of(pages, mark):
    """What a drawing is said to show: the alternative text of its tag."""
    return pages.tags.tree[pages.tags.owners[mark.node]].alt


ASCENT, DESCENT = 0.72, 0.2  # of the size: capitals' height, and the depth of most tails


def placed(pages, width):
    """Every text mark of the pages; `width` is (face, text) to points at 1 pt."""
    found = []
    for number, page in enumerate(pages.pages):
        for mark in page.marks:
            if isinstance(mark, TextMark) and mark.text.strip():
                right = mark.x + width(mark.face, mark.text.rstrip()) * mark.size
                top, bottom = mark.y - ASCENT * mark.size, mark.y + DESCENT * mark.size
                found.append(Placed(number, mark.text, mark, mark.x, top, right, bottom))
    return found


def overlaps(found):
    """Pairs of text marks of one page whose boxes overlap."""
    out = []
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            apart = a.right <= b.left + 0.3 or b.right <= a.left + 0.3
            if a.page == b.page and not apart and a.top < b.bottom and b.top < a.bottom:
                out.append((a.text, b.text))
    return out


def _holds(mark, x, y):
    if isinstance(mark, RectMark) and mark.fill:
        return mark.x <= x <= mark.x + mark.width and mark.y <= y <= mark.y + mark.height
    if isinstance(mark, CircleMark) and mark.fill:
        return (x - mark.x) ** 2 + (y - mark.y) ** 2 <= mark.radius**2
    if isinstance(mark, PathMark) and mark.fill:
        dx, dy = (x - mark.x) / mark.scale, (y - mark.y) / mark.scale
        numbers = [n for op in mark.ops for n in op[1:]]
        xs, ys = numbers[::2], numbers[1::2]
        return min(xs) <= dx <= max(xs) and min(ys) <= dy <= max(ys)
    return False


def grounds(page, width):
    """Each text mark of a page with the colours that lie under its two ends and its middle."""
    found = []
    for n, mark in enumerate(page.marks):
        if not isinstance(mark, TextMark) or not mark.text.strip():
            continue
        wide = width(mark.face, mark.text.rstrip()) * mark.size
        y = mark.y - 0.3 * mark.size
        colours = set()
        for x in (mark.x + 0.5, mark.x + wide / 2, mark.x + wide - 0.5):
            under = [m.fill for m in page.marks[:n] if _holds(m, x, y)]
            colours.add(under[-1] if under else WHITE)
        found.append((mark, colours))
    return found


def folded(text):
    """Text with all white space folded, soft hyphens gone."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def runs_in(node):
    """Every text of a Document's tree, a paragraph (tuple of runs) each, in the tree's order."""
    if isinstance(node, tuple) and node and isinstance(node[0], Run):
        yield "".join(run.text for run in node)
    elif isinstance(node, tuple):
        for child in node:
            yield from runs_in(child)
    elif isinstance(node, Struct):
        for name in node.__struct_fields__:
            yield from runs_in(getattr(node, name))


def yaml_of(value, indent=0):
    """A small value as YAML in double quotes; enough for these tests."""
    pad = "  " * indent
    if isinstance(value, dict):
        return "".join(f"\n{pad}{k}: {yaml_of(v, indent + 1)}" for k, v in value.items())
    if isinstance(value, list):
        return "".join(f"\n{pad}- {yaml_of(v, indent + 1).lstrip()}" for v in value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def stretch_file(**keys):
    """The text of a stretch's file; `name` and `methods` are given unless named."""
    usual = {"name": "Plain stretch", "methods": [{"name": "One", "steps": ["Lie down."]}]}
    return yaml_of({**usual, **keys}).lstrip("\n") + "\n"


def one_stretch(ident="plain-stretch", **keys):
    """A workspace's files with one stretch in it."""
    return {f"content/stretches/{ident}.yaml": stretch_file(**keys)}


ROOT = Path(__file__).resolve().parents[2]


def of_picture(each, page):
    """Whether a number stands on a picture's stage: it says which step that picture shows."""
    return any(
        isinstance(mark, FormMark)
        and mark.y - 60 < each.mark.y < mark.y + mark.width * mark.high / mark.wide + 60
        and each.mark.x < mark.x + mark.width
        for mark in page.marks
    )
