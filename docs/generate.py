"""Write the tables of the docs from the definitions in the code, so that they cannot lag behind.

Run it at the top of the project: python -m docs.generate. A test fails where it is due.
"""

import importlib
import re
import tempfile
from pathlib import Path
from typing import Any, Final, get_args, get_origin

import click
from msgspec import Struct, structs

from handouts.build import open_press
from handouts.cli.main import COMMANDS
from handouts.context import make_context
from handouts.figures.bodymap import where
from handouts.model import (
    blocks,
    booklet,
    brand,
    email,
    figure,
    layout,
    pain,
    phrases,
    programme,
    stretch,
    words,
)
from handouts.model.decode import Field, bare, fields_of, shorthand_keys
from handouts.model.text import Amount, TypeSize

FOLDER: Final = Path(__file__).parent
FORMS: Final[dict[str, Any]] = {
    name.lower().rstrip("_"): form
    for module in (blocks, booklet, brand, email, figure, layout, pain, programme, stretch, words)
    for name, form in vars(module).items()
    if isinstance(form, type) and issubclass(form, Struct) and form.__module__ == module.__name__
}
LABELS: Final = FOLDER.parent / "content" / "labels" / f"{words.DEFAULT_LANGUAGE}.yaml"
_TABLE: Final = re.compile(r"(<!-- table: ([a-z -]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
_KINDS: Final = {
    "line": "text",
    "prose": "text, with marks",
    "id": "an id",
    "number": "a whole number",
    "degrees": "a whole number",
    "count": "`3` or `2-4`",
    "seconds": "`20 s`, `15-30 s`, `2 min` or `1:30`",
    "length": "`12 mm`, `0.5 in` or `10 pt`",
    "type-size": "size/leading, as `13/16.5`",
    "colour": '`"#1f6f78"`, in quotes',
    "date": "`2026-11-22`",
    "days": "`2 weeks` or `10 days`",
    "moment": "`2026-12-06 10:30`",
    "url": "an `https://` address",
    "email": "an email address",
    "mailbox": "an email address",
    "file": "a file's name",
    "language": "a language with labels, as `en-GB`",
    "flag": "a word of `content/flags.yaml`",
    "text-map": "names with words",
    "raw": "not used yet",
}
# Counts that take one number, no range: the library checks them.
_WHOLE: Final = {"weeks", "steps", "widths"}


def table(name: str) -> str:
    """The table of a form, of all blocks, or of a command's options; or the file of labels."""
    if name == "blocks":
        return _blocks()
    if name == "labels":
        return f"```yml\n{LABELS.read_text(encoding='utf-8')}```\n"
    if name == "muscle-table":
        return _muscles()
    if name == "glow-places":
        return _places()
    if name.startswith("command "):
        return _command(name.removeprefix("command "))
    rows = [
        f"| `{field.key}`{' (required)' if field.required else ''} | {field.rule.doc} | "
        f"{_takes(field)} |"
        for field in fields_of(FORMS[name]).values()
    ]
    return _lines("| Key | What it says | What you write |", "|---|---|---|", *rows)


def _takes(field: Field) -> str:
    kind, rule = bare(field.type), field.rule
    if rule.kind == "count" and field.key in _WHOLE:
        rule = structs.replace(rule, kind="number")
    if field.key == "layouts":
        return "names of layouts, each with what is different"
    most = f", at most {rule.most}" if rule.most and rule.kind != "degrees" else ""
    if get_origin(kind) is tuple and rule.kind == "number":
        return f"a list of whole numbers{most}"
    if get_origin(kind) is tuple:
        return f"a list of {_one(get_args(kind)[0], rule)}{most}"
    if get_origin(kind) is dict:
        return "names, each with its own keys" if rule.kind != "text-map" else _KINDS["text-map"]
    unit = " characters" if rule.kind in ("line", "prose") and not rule.choices else ""
    return _one(kind, rule) + (most + unit if most and kind is not bool else "")


def _one(kind: Any, rule: Any) -> str:
    if rule.choices:
        return ", ".join(f"`{choice}`" for choice in rule.choices)
    if kind is bool:
        return "`true` or `false`"
    if kind is object or kind in (Amount, TypeSize) or rule.kind == "number":
        return _KINDS[rule.kind]
    if kind is blocks.BlockUse:
        return "blocks"
    if isinstance(kind, type) and issubclass(kind, Struct):
        fields, short = fields_of(kind), shorthand_keys(kind)
        first = f"{_takes(fields[short[0]])}, or " if short else ""
        return f"{first}keys: " + ", ".join(f"`{key}`" for key in fields)
    if rule.kind == "degrees":
        return f"{rule.least} to {rule.most}"
    return _KINDS[rule.kind]


def _blocks() -> str:
    groups = (
        ("stretch", blocks.STRETCH_BLOCKS),
        ("programme", blocks.PROGRAMME_BLOCKS),
        ("booklet", blocks.BOOKLET_BLOCKS),
        ("any", blocks.ANY_BLOCKS),
    )
    rows = []
    for kind, found in groups:
        for name, options in found.items():
            special = [key for key in fields_of(options) if key not in ("heading", "drop")]
            listed = ", ".join(f"`{key}`" for key in special) or "none of its own"
            rows.append(f"| `{name}` | {kind} | {_said(kind, name)} | {listed} |")
    return _lines("| Block | For | What it prints | Its options |", "|---|---|---|---|", *rows)


def _said(kind: str, name: str) -> str:
    """What a block prints, as the function that composes it says."""
    if name == "row":
        return "Blocks side by side."
    if name == "sections":
        return "The stretches, section by section, each opening a spread where it can."
    compose = importlib.import_module("handouts.document.compose")
    found = compose.blocks_for("stretch" if kind == "any" else kind)[name]
    return (found.__doc__ or "").split("\n")[0].strip()


def _muscles() -> str:
    """The built-in muscle table, and where the body map has each."""
    home = FOLDER.parent
    with tempfile.TemporaryDirectory() as cache:
        press = open_press(make_context({"HANDOUTS_CACHE": cache}, home, home, "2026-11-22"))
        table_of = press.library.muscles
    rows = [
        f"| {name} | {found.plain} | {where(found.map)} | "
        f"{', '.join(f'`{place}`' for place in found.map)} | {', '.join(found.synonyms)} |"
        for name, found in sorted(table_of.items())
    ]
    head = "| Muscle | In plain words | Where | On the map | Other names |"
    return _lines(head, "|---|---|---|---|---|", *rows)


def _places() -> str:
    """Where a figure can glow, with the other words for each place."""
    others: dict[str, list[str]] = {place: [] for place in phrases.REGIONS}
    for word, place in phrases.REGION_WORDS.items():
        others[place].append(word)
    rows = [f"| `{place}` | {', '.join(words_of)} |" for place, words_of in others.items()]
    return _lines("| Place | Other words for it |", "|---|---|", *rows)


def _command(name: str) -> str:
    group = importlib.import_module("handouts.cli.main").cli
    command, path = group, name.split()
    for part in path:
        command = command.get_command(click.Context(command), part)
    rows = []
    for each in command.params:
        if isinstance(each, click.Option):
            names = ", ".join(f"`{option}`" for option in each.opts)
            rows.append(f"| {names} | {_option_takes(each)} | {each.help or ''} |")
    return _lines("| Option | Takes | What it does |", "|---|---|---|", *rows)


def _option_takes(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in option.type.choices)
    if isinstance(option.type, click.IntRange):
        return f"{option.type.min} to {option.type.max}"
    return f"`{option.metavar}`" if option.metavar else option.type.name


def commands() -> tuple[str, ...]:
    """Every command that exists."""
    return tuple(COMMANDS)


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def written(text: str) -> str:
    """A page with its tables as they should be."""
    return _TABLE.sub(lambda found: found[1] + table(found[2]) + found[3], text)


if __name__ == "__main__":
    for page in sorted(FOLDER.glob("*.md")):
        before = page.read_text(encoding="utf-8")
        page.write_text(written(before), encoding="utf-8", newline="\n")
