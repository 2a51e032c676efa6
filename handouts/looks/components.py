"""Which component sets which node, and the variants a theme may choose from.

A family that looks different chooses another variant by name, or adds one here; no
component asks which family it is in.
"""

from typing import Final

from handouts.document import nodes
from handouts.errors import HandoutsError
from handouts.looks import furniture, panels, photo, plainly, safety, steps, tables, text, title
from handouts.looks.desk import Component, Desk
from handouts.typeset.boxes import Box

_FIXED: Final[dict[type, Component]] = {
    nodes.Paragraph: text.paragraph,
    nodes.Heading: text.heading,
    nodes.Item: text.item,
    nodes.List: text.list_,
    nodes.Badges: title.badges,
    nodes.Strip: title.strip,
    nodes.Pairs: safety.pairs,
    nodes.Row: panels.row,
    nodes.Table: tables.table,
    nodes.Exercise: steps.exercise,
    nodes.Picture: photo.photo,
    nodes.Band: furniture.band,
    nodes.Imprint: furniture.imprint,
    nodes.Contact: furniture.contact,
}


def _stop_or(usual: Component) -> Component:
    """A box component that leaves the stop box as it is in every family."""

    def build(desk: Desk, node: nodes.Box, width: float) -> Box:
        return (safety.stop if node.role == "stop" else usual)(desk, node, width)

    return build


# Component, then variant; the first variant is the usual one. model/layout.py names the same.
VARIANTS: Final[dict[str, tuple[type, dict[str, Component]]]] = {
    "title": (nodes.Title, {"panel": title.title, "plain": plainly.title}),
    "boxes": (nodes.Box, {"tinted": _stop_or(panels.box), "open": _stop_or(plainly.box)}),
    "steps": (nodes.Steps, {"cards": steps.steps, "list": plainly.steps}),
}


def components(chosen: dict[str, str]) -> dict[type, Component]:
    """The component of each node type; HandoutsError for an unknown variant."""
    found = dict(_FIXED)
    for name, (node, variants) in VARIANTS.items():
        variant = chosen.get(name, next(iter(variants)))
        if variant not in variants:
            raise HandoutsError(
                f"the component '{name}' has no variant '{variant}'",
                "it has " + ", ".join(variants),
            )
        found[node] = variants[variant]
    return found
