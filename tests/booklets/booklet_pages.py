"""A booklet at every stage, and what can be followed on its pages."""

import io
import re
from functools import cached_property

from msgspec import Struct
from pypdf import PdfReader

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.typeset.pages import BookmarkMark, LinkMark, TextMark


def press_at(root, cache):
    """A press over a folder, on a fixed day."""
    return open_press(make_context({"HANDOUTS_CACHE": str(cache)}, root, root, "2026-11-22"))


class Link(Struct, frozen=True):
    """A link inside the booklet: where it stands, the words on it, where it leads."""

    page: int
    words: tuple[str, ...]
    anchor: str

    @property
    def number(self):
        """The page it names, or None."""
        found = [int(w) for w in self.words if re.fullmatch(r"\d+", w)]
        return found[-1] if found else None


class Book:
    """One booklet; pages count from 1, as printed."""

    def __init__(self, press, name, **choices):
        self.press = press
        self.job = press.job(find_target(press, name), Choices(**choices))

    @cached_property
    def document(self):
        return self.press.compose(self.job, [])

    @cached_property
    def pages(self):
        return self.press.pages(self.job)[0]

    @cached_property
    def pdf(self):
        return self.press.make(self.job).pdf

    @cached_property
    def reader(self):
        return PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def bookmarks(self):
        """Anchor to (page, mark)."""
        return {
            mark.anchor: (number, mark)
            for number, page in enumerate(self.pages.pages, 1)
            for mark in page.marks
            if isinstance(mark, BookmarkMark) and mark.anchor
        }

    @cached_property
    def links(self):
        """Every link to a place in the booklet, with the words it covers."""
        found = []
        for number, page in enumerate(self.pages.pages, 1):
            texts = [m for m in page.marks if isinstance(m, TextMark)]
            for mark in page.marks:
                if isinstance(mark, LinkMark) and mark.href.startswith("#"):
                    words = tuple(m.text.strip(" ,") for m in texts if _on(m, mark))
                    found.append(Link(number, words, mark.href[1:]))
        return found

    def words(self, page):
        """The words of a page in one line."""
        marks = self.pages.pages[page - 1].marks
        return folded(" ".join(m.text for m in marks if isinstance(m, TextMark)))

    def heading(self, anchor):
        """The words that stand at a bookmark: the first lines under its top."""
        number, mark = self.bookmarks[anchor]
        near = [
            m.text
            for m in self.pages.pages[number - 1].marks
            if isinstance(m, TextMark) and mark.y - 1 <= m.y <= mark.y + 60
        ]
        return folded(" ".join(near))


def _on(text, link):
    return (
        link.x - 0.5 <= text.x < link.x + link.width - 0.5
        and link.y - 0.5 <= text.y <= link.y + link.height + 0.5
    )


def folded(text):
    """Text with all white space folded and no-break spaces as spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u00ad", "")).strip()
