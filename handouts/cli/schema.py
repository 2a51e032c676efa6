"""`handouts schema`: the forms as JSON Schema, so that editors complete and check."""

import click

from handouts.cli.debugging import debug
from handouts.cli.terminal import out_json
from handouts.diagnostics import nearest
from handouts.errors import UsageError


@click.command("schema")
@click.argument("kind", required=False)
@debug
def command(kind: str | None) -> None:
    """Print the JSON Schema of a KIND of file, as stretch; without one, all of them by kind."""
    from handouts.model.schema import FORMS, json_schema

    if kind is None:
        out_json({name: json_schema(form) for name, form in FORMS.items()})
        return
    if kind not in FORMS:
        hint = nearest(kind, FORMS) or "there are: " + ", ".join(FORMS)
        raise UsageError(f"there is no kind '{kind}'", hint)
    out_json(json_schema(FORMS[kind]))
