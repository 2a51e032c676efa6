"""`handouts show`: one thing of the library, without opening its file."""

import sys
import textwrap

import click

from handouts.cli.options import as_json_option, in_context
from handouts.cli.terminal import clean, out, out_json, problems_json, tell_problems
from handouts.context import Context
from handouts.errors import ExitCode

_INDENT = 18


@click.command("show")
@click.argument("id", metavar="ID")
@click.option("--resolved", is_flag=True, help="All of it as YAML, and which file set each value.")
@as_json_option
@in_context
def command(context: Context, id: str, resolved: bool, as_json: bool) -> None:
    """Show one stretch, booklet, layout, brand or theme; or programme:ID.

    Where an ID stands for two things, write KIND:ID, as in layout:card. The printed words of
    a language are labels:LANGUAGE, as in labels:pl.
    """
    from handouts.build import open_press
    from handouts.overview import find_shown, outline, theme_of

    press = open_press(context)
    entry = find_shown(press, id)
    if resolved:
        from handouts.library.resolved import resolved_yaml

        theme = theme_of(press) if entry.kind == "layout" else None
        text = resolved_yaml(press.files, entry.kind, entry.id, theme)
        if as_json:
            out_json({"kind": entry.kind, "id": entry.id, "yaml": text})
            return
        for line in text.rstrip("\n").split("\n"):
            out(clean(line))
        return
    facts = outline(entry)
    if as_json:
        found = dict(facts)
        out_json({**found, "problems": problems_json(entry.diagnostics)})
    else:
        for name, words in facts:
            _print_fact(name, words)
        tell_problems(entry.diagnostics)
    sys.exit(ExitCode.DONE if entry.usable else ExitCode.CONTENT)


def _print_fact(name: str, words: str) -> None:
    lines = textwrap.wrap(clean(words), 78, break_long_words=False) or [""]
    out(f"{name:{_INDENT - 1}} {lines[0]}")
    for line in lines[1:]:
        out(" " * _INDENT + line)
