"""Pages of one theme for tests, and what must hold on all of them."""

import functools

from handout_pages import ASCENT, overlaps, placed, press_at

from handouts.build import Choices, find_target
from handouts.looks.look import FLOORS, make_look, palette_of
from handouts.looks.variants import LARGE_FLOOR, LARGE_IMPRINT
from handouts.render.fonts import Faces
from handouts.typeset.pages import ImageMark, LineMark, LinkMark, RectMark

_COVER = 20.0  # points that covers leave at their edges, or the margins where these are less
WIDTH = Faces("Open Sauce Sans", "Source Sans 3", "en-GB").width


class Themed:
    """Makes pages in one theme and keeps them."""

    def __init__(self, root, cache, theme="calm"):
        self.press, self.theme = press_at(root, cache), theme
        self.made = functools.lru_cache(maxsize=None)(self._made)

    def _made(self, target, layout, paper, variant="standard", brand=None):
        choices = Choices(
            layout=layout, paper=paper, variant=variant, brand=brand, theme=self.theme
        )
        job = self.press.job(find_target(self.press, target), choices)
        pages, _, warnings = self.press.pages(job)
        palette = palette_of(job.theme, job.brand, job.variant)
        return (
            job,
            pages,
            make_look(job.layout, job.theme, palette, job.paper, variant=variant),
            warnings,
        )


def faults(job, pages, look, width=WIDTH):
    """What is wrong with pages: text over text, outside its margins or frame, or too small."""
    found = placed(pages, width)
    assert found
    out = [f"over one another: {pair}" for pair in overlaps(found)]
    for each in found:
        size, (left, top, right, bottom) = each.mark.size, _frame(job, look, pages, each.page)
        # Big type stands left of the margin by its bearing, so that its ink starts on it.
        if each.left < left - 0.12 * size or each.right > look.width - right + 0.8:
            out.append(f"outside the margins: {each.text!r}")
        if each.top < top - 0.5 or each.bottom > look.height - bottom + 1:
            out.append(f"above or below: {each.text!r}")
        foot = job.layout.for_ == "booklet" and top_of_foot(look) < each.top
        if size < FLOORS[job.paper] - 0.001 and not (foot or _small(each, look)):
            out.append(f"too small: {each.text!r}")
        if not each.mark.face:
            out.append(f"no glyph: {each.text!r}")
    for number, page in enumerate(pages.pages):
        out += _crossed(page, [e for e in found if e.page == number])
        out += _off_page(page)
    return out


def top_of_foot(look):
    """Where running titles and folios begin at the latest, in points from the page's head."""
    return look.height - look.bottom - 2 * look.body.leading


def _frame(job, look, pages, number):
    """The margins of a page: mirrored on left pages of a booklet, their own on its covers."""
    if job.layout.for_ == "booklet" and number in (0, len(pages.pages) - 1):
        return tuple(min(_COVER, m) for m in (look.left, look.top, look.right, look.bottom))
    if job.layout.page.binding is not None and number % 2:
        return look.right, look.top, look.left, look.bottom
    return look.left, look.top, look.right, look.bottom


def _small(each, look):
    """The names at head and foot may be smaller, and the letter in the mark."""
    sizes = look.imprint.size, look.brand.size, look.brand.size * 0.95
    named = any(abs(each.mark.size - size) < 0.01 for size in sizes)
    return named or len(each.text) == 1


def _crossed(page, found):
    """Text that a rule runs through, or that leaves the frame it begins in."""
    out = []
    for mark in page.marks:
        for each in found:
            top, foot = each.mark.y - ASCENT * each.mark.size * 0.9, each.mark.y
            if isinstance(mark, LineMark) and mark.y0 == mark.y1:
                across = mark.x0 < each.right - 1 and each.left + 1 < mark.x1
                if across and top < mark.y0 < foot:
                    out.append(f"a rule through {each.text!r}")
            if isinstance(mark, LineMark) and mark.x0 == mark.x1:
                along = mark.y0 < foot and top < mark.y1
                if along and each.left < mark.x0 < each.right:
                    out.append(f"an upright rule through {each.text!r}")
            if isinstance(mark, RectMark) and mark.height > each.mark.size * 1.5:
                inside = mark.x <= each.left < mark.x + mark.width
                if inside and mark.y <= foot - 1 < mark.y + mark.height:
                    clear = each.right <= mark.x + mark.width + 0.5 and top >= mark.y
                    if not clear or foot > mark.y + mark.height:
                        out.append(f"out of its frame: {each.text!r}")
    return out


def _off_page(page):
    return [
        f"off the page: {mark}"
        for mark in page.marks
        if isinstance(mark, RectMark | ImageMark | LinkMark) and not _within(mark, page)
    ]


def _within(mark, page):
    """Whether a mark lies on the page, but for a rounding error."""
    right, bottom = mark.x + mark.width, mark.y + mark.height
    inside = mark.x >= 0 and mark.y >= 0 and right < page.width + 1e-6
    return inside and bottom < page.height + 1e-6 and mark.width > 0 and mark.height > 0


def small(pages, look, width):
    """Reading text below the floor: neither a number in a mark nor at a page's head or foot."""
    out = []
    for each in placed(pages, width):
        size = each.mark.size
        assert size >= LARGE_IMPRINT - 0.001, each
        furniture = each.mark.y > look.height - look.bottom - 45 or each.mark.y < look.top + 45
        number = each.text.strip().isdigit() or len(each.text.strip()) == 1
        if size < LARGE_FLOOR - 0.001 and not (furniture or number or _small(each, look)):
            out.append((each.page, each.text, size))
    return out
