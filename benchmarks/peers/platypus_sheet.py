"""The same sheets set with plain ReportLab platypus, as people usually write it.

python platypus_sheet.py FONTS DATA OUT NAME...
"""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

DARK, INK = HexColor("#176972"), HexColor("#0e2629")
TINT, TINT2, RULE = HexColor("#edf7f9"), HexColor("#d1e9ec"), HexColor("#7db6bd")
STOP, STOP_TINT, TIP = HexColor("#a81d16"), HexColor("#fdeeec"), HexColor("#fff7dc")
WIDTH = A4[0] - 62
BODY = ParagraphStyle("body", fontName="Source", fontSize=12, leading=14.2, textColor=INK)
HEAD = ParagraphStyle("head", fontName="Poppins", fontSize=13.5, leading=17, textColor=DARK)
TITLE = ParagraphStyle("title", fontName="Poppins", fontSize=25, leading=30, textColor=white)
FACES = {
    "Source": "SourceSans3-Regular",
    "Source-Bold": "SourceSans3-Bold",
    "Source-Italic": "SourceSans3-Italic",
    "Source-BoldItalic": "SourceSans3-BoldItalic",
    "Poppins": "Poppins-Bold",
}


class Numbered(Canvas):
    """Holds the pages back until their number is known."""

    def __init__(self, *args: Any, words: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self._words = words
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Keep the page."""
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the feet of all pages, and write."""
        for state in self._held:
            self.__dict__.update(state)
            self._foot(len(self._held))
            super().showPage()
        super().save()

    def _foot(self, pages: int) -> None:
        foot, right = self._words["foot"], A4[0] - 31
        if self._pageNumber > 1:
            self.setFont("Source-Bold", 12)
            self.drawString(31, A4[1] - 28, self._words["brand"])
            self.drawRightString(right, A4[1] - 28, self._words["running"])
        self.setFont("Source", 9)
        self.line(31, 50, right, 50)
        self.drawString(31, 38, foot["left"])
        self.drawString(31, 26, foot["below"])
        page = f"{foot['right']} {self._pageNumber} {foot['of']} {pages}"
        self.drawRightString(right, 38, page)


def markup(runs: list[dict[str, Any]]) -> str:
    """Runs as platypus markup."""
    out = []
    for run in runs:
        text = escape(run["t"])
        text = f"<i>{text}</i>" if run["i"] else text
        out.append(f"<b>{text}</b>" if run["b"] else text)
    return "".join(out)


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain words."""
    return Paragraph(escape(words), style)


def items(entries: list[Any], kind: str = "bullet") -> ListFlowable:
    """A list, bulleted or numbered (kind 1)."""
    made = [ListItem(Paragraph(markup(entry), BODY)) for entry in entries]
    look = {"leftIndent": 16, "bulletFontName": "Source", "bulletFontSize": 12}
    return ListFlowable(made, bulletType=kind, **look)


def box(
    rows: list[list[Any]], colour: Any, width: list[float] | None = None, line: Any = RULE
) -> Table:
    """Rows in a tinted frame; each row may break on its own."""
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), colour),
        ("BOX", (0, 0), (-1, -1), 0.8, line),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ROUNDEDCORNERS", [10, 10, 10, 10]),
    ]
    return Table(rows, colWidths=width or [WIDTH], style=style)


def list_block(block: dict[str, Any]) -> list[Flowable]:
    """A headed list in one or two columns."""
    count = block["columns"]
    size = -(-len(block["items"]) // count)
    parts = [block["items"][n : n + size] for n in range(0, len(block["items"]), size)]
    columns = Table([[items(part) for part in parts]], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [box([[text(block["heading"], HEAD)], [columns]], TINT)]


def muscle_block(block: dict[str, Any]) -> list[Flowable]:
    """Two lists side by side."""
    cells = [[text(g["label"]), items(g["items"])] for g in block["groups"]]
    return [box([[text(block["heading"], HEAD), ""], cells], white, [WIDTH / 2] * 2)]


def method_block(block: dict[str, Any]) -> list[Flowable]:
    """The bar of a method, and its steps."""
    bar = [[text(block["heading"], HEAD), text(block["aside"])], text(" · ".join(block["chips"]))]
    rest: list[Flowable] = [Paragraph(markup(block["summary"]), BODY)] if block["summary"] else []
    rest += [items(block["steps"], "1")]
    rest += [Paragraph(markup(block["feel"]), BODY)] if block["feel"] else []
    return [box([bar], TINT2, [WIDTH * 0.5, WIDTH * 0.5]), *rest]


def pair_block(block: dict[str, Any]) -> list[Flowable]:
    """Mistakes and their cures."""
    rows = [[text(cell, HEAD) for cell in block["heads"]]]
    rows += [[text(cell) for cell in row] for row in block["rows"]]
    style = [("LINEBELOW", (0, 0), (-1, -1), 0.55, RULE), ("BACKGROUND", (0, 0), (0, -1), TIP)]
    return [Table(rows, colWidths=[WIDTH / 2] * 2, repeatRows=1, style=style)]


def group_block(block: dict[str, Any]) -> list[Flowable]:
    """Lists under small headings."""
    rows: list[list[Any]] = [[text(block["heading"], HEAD)]]
    for group in block["groups"]:
        rows += [[Paragraph(f"<b>{escape(group['label'])}</b>", BODY)], [items(group["items"])]]
    return [box(rows, TIP)]


def stop_block(block: dict[str, Any]) -> list[Flowable]:
    """The stop box."""
    sides = zip(block["heads"], block["lists"], strict=True)
    cells = [[text(head, HEAD), items(part)] for head, part in sides]
    return [box([cells], STOP_TINT, [WIDTH / 2] * 2, STOP)]


MAKE = {
    "list": list_block,
    "muscles": muscle_block,
    "method": method_block,
    "pairs": pair_block,
    "groups": group_block,
    "stop": stop_block,
}


def story(data: dict[str, Any]) -> list[Flowable]:
    """The sheet as flowables."""
    out: list[Flowable] = [Table([[text(data["brand"], HEAD), text(data["kind"])]])]
    out += [box([[text(data["title"], TITLE)]], DARK)]
    out += [box([[Paragraph(markup(data["summary"]), BODY)]], TINT)]
    for block in data["blocks"]:
        out += [Spacer(0, 9), *MAKE[block["kind"]](block)]
    return out


def main(fonts: str, data: str, out: str, *names: str) -> None:
    """Set every sheet named."""
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, f"{fonts}/{file}.ttf"))
    pdfmetrics.registerFontFamily("Source", *list(FACES)[:4])
    for name in names:
        words = json.loads((Path(data) / f"{name}.json").read_text("utf-8"))
        margins = {"leftMargin": 25, "rightMargin": 25, "topMargin": 34, "bottomMargin": 60}
        meta = {"title": words["title"], "author": words["brand"], "initialFontName": "Source"}
        doc = SimpleDocTemplate(f"{out}/{name}.pdf", pagesize=A4, **meta, **margins)
        doc.build(story(words), canvasmaker=partial(Numbered, words=words))


if __name__ == "__main__":
    main(*sys.argv[1:])
