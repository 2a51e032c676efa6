"""The plain variants of components: rules and white space instead of panels and tints.

They save ink and copy well. Safety keeps its frame whatever the variant.
"""

from handouts.document.body import Felt
from handouts.document.elements import LABEL, spoken
from handouts.document.nodes import Box as BoxNode
from handouts.document.nodes import Heading, Steps, Title
from handouts.looks.bodymap import felt_in
from handouts.looks.desk import Desk, number_badge
from handouts.looks.look import Look
from handouts.looks.panels import HOLE, as_ink, measured
from handouts.looks.photo import picture
from handouts.looks.title import chips
from handouts.typeset.boxes import Box, Framed, Ink, Inset, Marked, Sheet, Space, Stack
from handouts.typeset.pages import BookmarkMark, LineMark


def title(desk: Desk, node: Title, width: float) -> Box:
    """The title in the brand's colour over a heavy rule; what belongs to it stands under it."""
    look, palette = desk.look, desk.look.palette
    label = "".join(run.text for run in node.runs)

    def bookmark(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        if node.mark:
            sheet.add(BookmarkMark(y, label, 1))

    def rule(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(LineMark(x, y + h / 2, x + w, y + h / 2, palette.text, look.line * 2))

    parts: list[Box] = [Ink(width, 0, bookmark)]
    parts.append(desk.text(node.runs, look.style("title", palette.text, balance=True), width))
    if node.lead:
        parts.append(desk.text(node.lead, look.style("lead", palette.muted), width))
    parts.append(Ink(width, look.pad * 0.9, rule))
    parts += measured(desk, node.below, width)
    if node.tail is not None:
        parts += [Space(width, look.pad * 0.4), desk.build(node.tail, width)]
    if node.aside is not None:
        parts += [Space(width, look.gap), desk.build(node.aside, width)]
    return Stack(width, parts)


def title_room(look: Look) -> float:
    """The width a plain title is set to: all there is."""
    return look.text_width


def box(desk: Desk, node: BoxNode, width: float) -> Box:
    """Content under a hairline, without a frame."""
    look, palette = desk.look, desk.look.palette
    nodes = list(node.children)
    children = measured(desk, nodes, width)
    if node.chips is not None and node.chips.items:
        children.insert(1, chips(desk, node.chips, width))
        children[1].keep_next = True
    # Pills and steps of a method are heavier than lines of text and need more air between them.
    body = Stack(width, children, look.pad * (0.5 if node.role == "method" else 0.25))
    ruled = node.role not in ("plain", "note") or isinstance(nodes[0], Heading)

    def rule(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        if ruled:
            sheet.add(LineMark(x, y, x + w, y, palette.rule, look.line))

    top = look.pad * 0.5 if ruled else 0.0
    return Framed(body, (0, top, 0, 0), rule, look.height * HOLE)


def felt(desk: Desk, node: Felt, width: float) -> Box:
    """The body map under a hairline."""
    look = desk.look

    def rule(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
        sheet.add(LineMark(x, y, x + w, y, look.palette.rule, look.line))

    return felt_in(desk, node, width, (0, look.pad * 0.5, 0, 0), rule)


def steps(desk: Desk, node: Steps, width: float) -> Box:
    """Steps as a numbered list in large type."""
    look = desk.look
    radius = look.lead.size * 0.72
    indent = 2 * radius + look.pad * 0.8
    boxes: list[Box] = []
    for step in node.items:
        words = measured(desk, step.children, width - indent)
        if step.picture is not None:
            words.append(picture(desk, step.picture, width * 0.3, width * 0.22))
        badge = number_badge(desk, step.number, radius, (LABEL, spoken(step)))
        marker = as_ink(Inset(badge, top=(look.lead.leading - 2 * radius) / 2))
        boxes.append(Marked(marker, Stack(width - indent, words, 3), indent))
    return Stack(width, boxes, look.gap * 0.6 + look.relax * 0.5)
