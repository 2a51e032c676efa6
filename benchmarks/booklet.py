"""A booklet of the 24 stretches: its file in the workspace, and its words as JSON for the peers.

The words are those of the product's own Document, node by node, for a booklet gathers and
numbers much that stands in no content file; in full or in short, as ours has room for them.
Run with the Python of benchmarks/.venv.

    python booklet.py CONTENT DATA WORKSPACE
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

NAME = "booklet"
TODAY = "2026-11-22"
SECTIONS = 4
DESIGNS = {NAME: "warm", f"{NAME}-plain": "plain"}  # the peers' data, and our theme
LEFT_OUT = ("span", "mark", "drop", "keep", "least", "full_only", "logo", "picture")
ONLY_OURS = (("paragraph", "short"),)

Tree = dict[str, Any]


def write(content: Path, workspace: Path) -> None:
    """The built-in booklet with its introductions, over all the workspace's stretches."""
    form = yaml.safe_load((content / "booklets" / "lower-back.yaml").read_text("utf-8"))
    folder = workspace / "content" / "stretches"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    titles = form["sections"]
    form["sections"] = [
        {
            "title": f"{titles[n % len(titles)]['title']} {n + 1}",
            "intro": titles[n % len(titles)]["intro"],
            "stretches": [name for name in names if name.endswith(f"-{n + 1}")],
        }
        for n in range(SECTIONS)
    ]
    for day in form["week_plan"]:
        day["do"] = [f"{do}-1" if f"{do}-1" in names else do for do in day["do"]]
    target = workspace / "content" / "booklets"
    target.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(form, allow_unicode=True, sort_keys=False)
    (target / f"{NAME}.yaml").write_text(text, "utf-8")


def document(workspace: Path, theme: str) -> tuple[Any, frozenset[int]]:
    """What the product sets in a theme, and which of its words stand on a page."""
    from handouts.build import Choices, find_target, load_images, open_press
    from handouts.context import make_context
    from handouts.document.named import named_in

    env = {"HANDOUTS_CACHE": str(workspace.parent / "cache" / "booklet-words")}
    press = open_press(make_context(env, workspace, workspace, TODAY))
    job = press.job(find_target(press, NAME), Choices(theme=theme))
    found = press.compose(job, [])
    images = load_images(named_in(found).pictures, press.context.workspace)
    return found, on_pages(lambda: press.lay_out(job, found, images))


def on_pages(lay_out: Callable[[], Any]) -> frozenset[int]:
    """The runs that stand on a page, by which object they are: each wording in full or short."""
    from handouts.looks import binding
    from handouts.looks.desk import Parts
    from handouts.typeset.pages import TextMark

    told: list[Any] = []
    finished = binding.finished

    def listened(document: Any, look: Any, sheets: Any, desk: Any) -> Any:
        told.extend(desk.told)
        return finished(document, look, sheets, desk)

    binding.finished = listened
    try:
        pages = lay_out().pages.pages
    finally:
        binding.finished = finished
    numbers = {m.node for page in pages for m in page.marks if isinstance(m, TextMark) and m.node}
    found: set[int] = set()
    for number in numbers:
        of = told[number - 1]
        parts = of.parts if isinstance(of, Parts) else ((of, of),)
        found.update(id(each) for part in parts for each in part)
    return frozenset(found)


ROOTS = ("Struct", "Special")


def tree(node: Any) -> Any:
    """A node as plain data: its kind and its fields; runs as in words.py, with their links."""
    if isinstance(node, tuple | list):
        return [tree(child) for child in node]
    if type(node).__name__ == "MuscleMap":
        return tree(in_words(node))
    if not hasattr(node, "__struct_fields__"):
        return node if node is None or isinstance(node, int | float) else str(node)
    if type(node).__name__ == "Run":
        link = node.href.removeprefix("#") if node.href.startswith("#") else ""
        return {"t": node.text, "b": node.bold, "i": node.italic, "link": link, "ref": node.ref}
    form = next(c for c in type(node).__mro__ if c.__bases__[0].__name__ in ROOTS)
    kind = form.__name__.lower()  # a node that says more is set as what it is
    kept = [f for f in node.__struct_fields__ if f not in LEFT_OUT and (kind, f) not in ONLY_OURS]
    return {"kind": kind, **{field: tree(getattr(node, field)) for field in kept}}


def in_words(node: Any) -> Any:
    """The words round a body map, which no peer draws, as lists under their headings."""
    from handouts.document.nodes import Box, Item, List

    children: list[Any] = []
    for column in node.columns:
        children += [column.head] if column.head else []
        children.append(List(tuple(Item((line.words,)) for line in column.lines)))
    return Box("plain", (*children, node.key))


def as_set(node: Any, printed: frozenset[int]) -> Any:
    """A node in the wordings that ours had room for, so that a peer sets no more and no less."""
    if isinstance(node, tuple):
        return tuple(as_set(child, printed) for child in node)
    if not hasattr(node, "__struct_fields__") or not node.__struct_fields__:
        return node
    changed = {f: as_set(getattr(node, f), printed) for f in node.__struct_fields__}
    if getattr(node, "short", ()) and id(node.short) in printed and id(node.runs) not in printed:
        changed["runs"] = changed["short"]
    if getattr(node, "full_only", False) and id(node.runs) not in printed:
        changed["runs"] = ()
    return type(node)(**changed)


def main(content: str, data: str, workspace: str) -> None:
    """Write the booklet, then its words in each design."""
    place = Path(workspace).resolve()
    write(Path(content), place)
    for name, theme in DESIGNS.items():
        found, printed = document(place, theme)
        made = {
            "language": found.language[:2],
            "title": found.title,
            "author": found.author,
            "parts": [tree(as_set(part, printed)) for part in found.parts],
        }
        text = re.sub("[\u2060\u200b]", "", json.dumps(made, ensure_ascii=False))
        (Path(data) / f"{name}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
