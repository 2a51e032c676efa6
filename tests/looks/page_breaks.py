"""What is broken badly from page to page."""

from handout_pages import of_picture

from handouts.typeset.pages import BookmarkMark, FormMark

_LINE = 2.0  # points within which two baselines are one line


def bad_breaks(pages, look, found):
    """Headings that end a page, and numbers of steps that stand apart from their words."""
    out = []
    for number, page in enumerate(pages.pages):
        here = [each for each in found if each.page == number]
        out += _last_headings(page, here, look)
        for one, following in zip(here, [*here[1:], None], strict=True):
            apart = following is None or following.top > one.bottom + look.body.leading
            if apart and _is_mark(one, here, look) and not of_picture(one, page):
                out.append(f"a number apart from its words on page {number + 1}: {one.text}")
    return out


def _is_mark(each, here, look):
    """Whether a text is the number of a step: it opens its line, and is no page's number."""
    text = each.text.strip()
    if not (text.isdecimal() and len(text) < 3 and each.bottom < look.height - look.bottom - 30):
        return False
    line = [e for e in here if abs(e.mark.y - each.mark.y) < _LINE * 3]
    return not any(e.left < each.left for e in line)


def _last_headings(page, here, look):
    """Headings with nothing under or beside them."""
    foot = look.height - look.bottom - look.imprint.leading * 0.5
    for mark in page.marks:
        if isinstance(mark, BookmarkMark):
            said = [
                e
                for e in here
                if mark.y - 1 < e.top and e.bottom < foot and e.mark.size > look.imprint.size + 0.01
            ]
            drawn = any(isinstance(m, FormMark) and m.y > mark.y for m in page.marks)
            if not drawn and all(e.mark.face == said[0].mark.face for e in said):
                yield f"'{mark.text}' is the last on its page"
