"""The same booklet set with plain ReportLab platypus: multiBuild with a TableOfContents.

python platypus_booklet.py FONTS DATA OUT
"""

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from platypus_sheet import DARK, FACES, INK, RULE, STOP, STOP_TINT, TINT, TINT2, TIP, box
from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

WIDTH = A5[0] - 76
BODY = ParagraphStyle("body", fontName="Source", fontSize=10.2, leading=12.4, textColor=INK)
HEAD = ParagraphStyle("head", fontName="Poppins", fontSize=12, leading=15, textColor=DARK)
TOP = ParagraphStyle("top", HEAD, fontSize=15, leading=19)
TITLE = ParagraphStyle("title", HEAD, fontSize=21, leading=24, textColor=white)
TINTS = {"panel": TINT, "tip": TIP, "stop": STOP_TINT, "method": TINT2}
PAGES: dict[str, int] = {}  # where each anchor stood in the pass before


class Referring(Paragraph):
    """A paragraph whose page numbers are filled in anew in each pass."""

    def __init__(self, words: str, style: ParagraphStyle) -> None:
        self._words = words
        super().__init__(words, style)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Set it with the numbers known by now."""
        words = self._words
        for anchor in self._words.split("\0")[1::2]:
            words = words.replace(f"\0{anchor}\0", str(PAGES.get(anchor, 88)))
        super().__init__(words, self.style)
        found: tuple[float, float] = super().wrap(width, height)
        return found


class Booklet(BaseDocTemplate):
    """Two pages with feet, a bare one, and notes of what stands where."""

    def __init__(self, path: str, title: str) -> None:
        super().__init__(path, pagesize=A5, title=title, initialFontName="Source")
        frame = Frame(38, 44, WIDTH, A5[1] - 74, 0, 0, 0, 0)
        bare = PageTemplate("bare", [frame])
        self.addPageTemplates([bare, PageTemplate("foot", [frame], onPageEnd=self._foot)])
        self.running = ""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """Bookmark, outline, contents."""
        self.running = getattr(flowable, "running", self.running)
        found = getattr(flowable, "anchored", None)
        if found is None:
            return
        anchor, label, level = found
        PAGES[anchor] = self.page
        self.canv.bookmarkPage(anchor)
        self.canv.addOutlineEntry(label, anchor, level - 1)
        if flowable.listed:
            self.notify("TOCEntry", (level - 1, flowable.listed, self.page, anchor))

    def _foot(self, canvas: Any, _doc: Any) -> None:
        canvas.setFont("Source", 8.5)
        if self.page % 2:
            canvas.drawRightString(A5[0] - 38, 22, f"{self.running} {self.page}")
        else:
            canvas.drawString(38, 22, f"{self.page} {self.title}")


def markup(runs: list[dict[str, Any]]) -> str:
    """Runs as platypus markup; a page reference stands between two NULs."""
    out = []
    for run in runs:
        text = f"\0{run['ref']}\0" if run["ref"] else escape(run["t"])
        target = run["ref"] or run["link"]
        text = f'<a href="#{target}">{text}</a>' if target else text
        text = f"<i>{text}</i>" if run["i"] else text
        out.append(f"<b>{text}</b>" if run["b"] else text)
    return "".join(out)


def para(runs: list[dict[str, Any]], style: ParagraphStyle = BODY) -> Paragraph:
    """Runs as a paragraph."""
    words = markup(runs)
    return Referring(words, style) if "\0" in words else Paragraph(words, style)


def dose(badges: dict[str, Any]) -> Paragraph:
    """Chips or badges on one line."""
    items = [f"{b['value']} {b['unit']}".strip() for b in badges["items"]]
    return Paragraph(f"<b>{escape(' · '.join(items))}</b>", BODY)


LONG = 10  # entries of a list that stay in one cell


def lists(node: dict[str, Any]) -> list[Flowable]:
    """A list in its columns, or run on."""
    if node["marker"] == "run-on":
        items = [markup(i["children"][0]["runs"]) for i in node["items"]]
        return [Paragraph(f"{'; '.join(items)}. {markup(node['overflow'])}", BODY)]
    kind = "1" if node["marker"] == "number" else "bullet"
    look = {"leftIndent": 14, "bulletFontName": "Source", "bulletFontSize": 10}
    made = [ListItem(nodes(i["children"])) for i in node["items"]]
    if kind == "bullet" and len(made) > LONG:  # a cell of a table does not go over the page
        parts = [made[n : n + LONG] for n in range(0, len(made), LONG)]
        return [ListFlowable(part, bulletType=kind, **look) for part in parts]
    size = -(-len(made) // node["columns"])
    parts = [made[n : n + size] for n in range(0, len(made), size)]
    columns = [ListFlowable(part, bulletType=kind, **look) for part in parts]
    return (
        columns
        if len(columns) == 1
        else [Table([columns], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]
    )


def boxed(node: dict[str, Any]) -> list[Flowable]:
    """A box; each of its rows may go over the page. A method has a bar, and steps under it."""
    inner = nodes(node["children"])
    bar = [dose(node["chips"])] if node["chips"] else []
    if node["role"] == "plain":
        return inner
    if node["role"] == "method":
        return [box([[inner[0]], *([b] for b in bar)], TINT2, [WIDTH]), *inner[1:]]
    line = STOP if node["role"] == "stop" else RULE
    return [box([[i] for i in (*bar, *inner)], TINTS.get(node["role"], white), [WIDTH], line)]


def anchored(node: dict[str, Any]) -> list[Flowable]:
    """A title, headline or opening, noted for the contents and the outline."""
    child = node["child"]
    if child["kind"] == "title":
        first: Flowable = box([[para(child["runs"], TITLE)]], DARK, [WIDTH])
        rest = [para(child["lead"])] + ([dose(child["tail"])] if child["tail"] else [])
        summary = markup(child["runs"])
    elif child["kind"] == "headline":
        first, rest, summary = para(child["runs"], TOP), [para(child["lead"])], ""
        summary = markup(child["runs"]) if node["anchor"] in LISTED else ""
    elif child["kind"] == "heading":
        first, rest, summary = para(child["runs"], HEAD), [], ""
    else:
        first = para(child["section"], TOP)
        rest = [para(child["number"]), *nodes(child["intro"])]
        summary = markup(child["section"])
    first.anchored = (node["anchor"], node["label"], node["level"])
    first.listed = summary + ABOUT.get(node["anchor"], "")
    return [first, *rest]


LISTED: set[str] = set()
ABOUT: dict[str, str] = {}


def week(node: dict[str, Any]) -> list[Flowable]:
    """A week of the diary."""
    rows = [["", *map(para, node["days"])], [para(node["done"]), *["● ●"] * 7]]
    rows.append([para(node["sore"]), *[""] * 7])
    grid = [("GRID", (0, 0), (-1, -1), 0.8, RULE), ("FONT", (0, 0), (-1, -1), "Source", 10)]
    return [para(node["label"]), Table(rows, colWidths=[62, *[(WIDTH - 62) / 7] * 7], style=grid)]


def cover(node: dict[str, Any]) -> list[Flowable]:
    """The first page."""
    out = [para(node["practice"], HEAD), box([[para(node["title"], TITLE)]], DARK, [WIDTH])]
    out += [para(node["subtitle"])]
    rows = [[para(words)] for part in node["lists"] for words in (part["title"], *part["names"])]
    out += [box(rows, TINT, [WIDTH])] if rows else []
    return [*out, para(node["audience"]), *(para(words) for _, words in node["lines"])]


def back(node: dict[str, Any]) -> list[Flowable]:
    """The last page."""
    out = [para(node["practice"], HEAD), para(node["heading"], HEAD), *nodes(node["words"])]
    out += [*nodes([node["call"]]), *(para(line["runs"]) for line in node["contact"])]
    out += [para(words) for _, words in node["lines"]]
    return [*out, para(node["disclaimer"]), para(node["imprint"])]


def contact(node: dict[str, Any]) -> list[Flowable]:
    """Where to find the film; no code is drawn."""
    qr = node["qr"]
    found = [para(line["runs"]) for line in node["lines"]]
    return [*found, *([para(qr["note"]), para(qr["short"]), para(qr["line"])] if qr else [])]


def table(rows: list[list[Any]], widths: list[float]) -> Table:
    """Rows with rules between them."""
    rules = [("LINEBELOW", (0, 0), (-1, -1), 0.55, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, colWidths=widths, style=rules)


def pages(found: dict[str, Any]) -> list[Flowable]:
    """A line of an index."""
    refs = ", ".join(f'<a href="#{ref}">\0{ref}\0</a>' for ref in found["refs"])
    return [para(found["name"]), Referring(refs, BODY)]


def row(node: dict[str, Any]) -> list[Flowable]:
    """Boxes side by side."""
    share = (WIDTH - 14) / sum(node["widths"])
    cells = [nodes([child]) for child in node["children"]]
    return [Table([cells], colWidths=[share * width for width in node["widths"]])]


def days(node: dict[str, Any]) -> list[Flowable]:
    """The week plan."""
    rows = [[para(day["name"]), nodes([day["do"]])] for day in node["items"]]
    return [table(rows, [90, WIDTH - 90])]


def pairs(node: dict[str, Any]) -> list[Flowable]:
    """Mistakes and their cures."""
    rows = [[para(head, HEAD) for head in node["heads"]]]
    rows += [[para(r["avoid"]["runs"]), para(r["instead"]["runs"])] for r in node["rows"]]
    return [table(rows, [WIDTH / 2] * 2)]


MAKE = {
    "paragraph": lambda n: [para(n["runs"])],
    "heading": lambda n: [para([*n["runs"], *n["aside"]], HEAD)],
    "list": lists,
    "box": boxed,
    "row": row,
    "badges": lambda n: [dose(n)],
    "pairs": pairs,
    "anchored": anchored,
    "opening": lambda n: [para(n["section"]), para(n["number"])],
    "locations": lambda n: [
        para(n["heading"], HEAD), table([pages(i) for i in n["items"]], [WIDTH * 0.6, WIDTH * 0.4])
    ],
    "days": days,
    "week": week,
    "notes": lambda n: [para(n["heading"], HEAD), Spacer(0, 60)],
    "contact": contact,
    "cover": cover,
    "backcover": back,
}  # fmt: skip


def nodes(children: list[dict[str, Any]]) -> list[Flowable]:
    """Nodes as flowables."""
    return [flowable for child in children for flowable in MAKE[child["kind"]](child)]


def story(data: dict[str, Any]) -> list[Flowable]:
    """The booklet as flowables."""
    out: list[Flowable] = []
    for part in data["parts"]:
        bare, entries = part["opens"] == "bare", part["block"] == "contents"
        if part["opens"]:
            out.append(NextPageTemplate("bare" if bare else "foot"))
            out += [PageBreak()] if len(out) > 1 else []
        if entries:
            shown = [n for n in part["children"] if n["kind"] == "entry"]
            LISTED.update(n["ref"] for n in shown)
            for n in shown:
                number = f"{n['number']} " if n["number"] else ""
                ABOUT[n["ref"]] = f" {number}{markup(n['about'])}"
            toc = TableOfContents(dotsMinLevel=-1, levelStyles=[BODY, BODY])
            made = [*nodes([part["children"][0]]), toc]
        else:
            made = nodes(part["children"])
        made[0].running = "".join(run["t"] for run in part["running"])
        for flowable in made:
            out += [flowable, Spacer(0, 6)]
    return out


def main(fonts: str, data: str, out: str) -> None:
    """Set the booklet."""
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, f"{fonts}/{file}.ttf"))
    pdfmetrics.registerFontFamily("Source", *list(FACES)[:4])
    words = json.loads((Path(data) / "booklet.json").read_text("utf-8"))
    Booklet(f"{out}/booklet.pdf", words["title"]).multiBuild(story(words))


if __name__ == "__main__":
    main(*sys.argv[1:])
