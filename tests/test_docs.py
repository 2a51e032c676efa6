"""The docs keep up with the program, and every example in them works.

Where one of these fails after a change, the docs are due: write what is new, and run
`python -m docs.generate` for the tables.
"""

import ast
import importlib.util
import re
import shlex
from pathlib import Path
from typing import get_args

import click
import PIL.Image
import pytest

from handouts.batch import STRETCH_LAYOUTS
from handouts.build import open_press
from handouts.checking import check_all
from handouts.cli.main import COMMANDS, cli
from handouts.context import make_context
from handouts.diagnostics import ContentError
from handouts.errors import ExitCode
from handouts.jobs import Choices, find_entry, layouts_for
from handouts.model.blocks import BLOCKS
from handouts.model.decode import fields_of
from handouts.model.forms import FORMS

TOP = Path(__file__).resolve().parent.parent
DOCS = TOP / "docs"
PAGES = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
REPORTING = {"error", "warning", "Diagnostic"}
REPORTING_SOURCE = REPORTING | {"_error", "_warn", "_refuse"}  # what handouts/source/ calls them
PICTURE_MOST = 150_000
SHOWN = {"flag"}  # warnings that an example is there to show


def read(page):
    return page.read_text(encoding="utf-8")


def headings(page):
    return [line.lstrip("#").strip() for line in read(page).splitlines() if line.startswith("#")]


def anchor(heading):
    """The fragment a heading gets on the usual Markdown hosts."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def fenced(page, kinds):
    return re.findall(rf"^```(?:{kinds})\n(.*?)^```$", read(page), re.MULTILINE | re.DOTALL)


# -- diagnostics and exit codes ----------------------------------------------------


def codes_in_source():
    """Each code that the source reports: the text given first, or after the severity."""
    found = {}
    for path in sorted((TOP / "handouts").rglob("*.py")):
        names = REPORTING_SOURCE if path.parent.name == "source" else REPORTING
        for node in ast.walk(ast.parse(read(path))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
            texts = [t for t in texts if isinstance(t, str) and t not in ("error", "warning")]
            if name in names and texts and re.fullmatch(r"[a-z]+(-[a-z]+)*", texts[0]):
                found.setdefault(texts[0], path.name)
    return found


def test_the_search_for_codes_finds_them():
    assert {"too-full", "yaml-limit", "bidi", "hash-comment", "link"} <= set(codes_in_source())


def test_every_diagnostic_code_has_a_heading_in_errors():
    missing = set(codes_in_source()) - set(headings(DOCS / "errors.md"))
    assert not missing, f"docs/errors.md lacks: {sorted(missing)}"


def test_errors_describes_no_code_that_is_gone():
    described = {h for h in headings(DOCS / "errors.md") if re.fullmatch(r"[a-z]+(-[a-z]+)*", h)}
    assert described <= set(codes_in_source())


def test_every_exit_code_stands_in_the_tables():
    for page in (DOCS / "errors.md", DOCS / "commands.md"):
        rows = set(re.findall(r"^\| (\d+) \|", read(page), re.MULTILINE))
        assert {str(int(code)) for code in ExitCode} == rows


# -- forms, blocks, commands -------------------------------------------------------


def forms_within(form, seen):
    """A form and all forms its keys lead to."""
    if form in seen or not hasattr(form, "__struct_fields__"):
        return
    seen.add(form)
    for field in fields_of(form).values():
        for kind in (field.type, *get_args(field.type)):
            forms_within(kind, seen)


def test_every_key_of_every_form_is_mentioned():
    text = "\n".join(read(page) for page in PAGES)
    seen = set()
    for form in FORMS.values():
        forms_within(form, seen)
    keys = {(form.__name__, key) for form in seen for key in fields_of(form)}
    assert len(keys) > 100
    missing = [(f, k) for f, k in sorted(keys) if not re.search(rf"`{k}[`:]|^\s*{k}: ", text, re.M)]
    assert not missing


def test_every_block_and_option_is_in_layouts():
    text = read(DOCS / "layouts.md")
    for name, options in BLOCKS.items():
        assert f"`{name}`" in text, name
        for key in fields_of(options):
            assert f"`{key}`" in text, f"{name}: {key}"


def all_commands():
    """Each command's words and its click object; groups within groups too."""
    waiting = [(name, cli.get_command(click.Context(cli), name)) for name in COMMANDS]
    while waiting:
        words, command = waiting.pop()
        yield words, command
        if isinstance(command, click.Group):
            waiting += [(f"{words} {n}", c) for n, c in command.commands.items()]


def long_options(command):
    options = [p for p in command.params if isinstance(p, click.Option)]
    return {o for p in options for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}


def test_every_command_and_long_option_is_in_commands():
    page = DOCS / "commands.md"
    titles = headings(page)
    text = read(page)
    for option in long_options(cli):
        assert option in text
    for words, command in all_commands():
        heading = f"handouts {words}"
        assert heading in titles
        section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        for option in long_options(command):
            assert f"`{option}`" in section, f"{heading} {option}"


def test_no_command_is_described_that_is_not_there():
    described = {h.removeprefix("handouts ") for h in headings(DOCS / "commands.md")
                 if h.startswith("handouts ")}  # fmt: skip
    assert described == {words for words, _ in all_commands()}


def test_every_command_line_that_is_shown_can_be_typed():
    known = dict(all_commands())
    shown = 0
    for page in PAGES:
        text = read(page)
        lines = [line for block in fenced(page, "sh|text") for line in block.splitlines()]
        lines += re.findall(r"`(handouts [^`]+)`", text)
        for line in lines:
            words = shlex.split(line.partition("  #")[0])
            if words[:1] != ["handouts"] or len(words) < 2 or words[1].startswith("-"):
                continue
            shown += 1
            name = " ".join(words[1:3]) if " ".join(words[1:3]) in known else words[1]
            command = known.get(name)
            assert command is not None, f"{page.name}: {line}"
            options = {o for p in command.params for o in getattr(p, "opts", ())}
            given = {w.partition("=")[0] for w in words[2:] if w.startswith("-")}
            assert given <= options | {"--help"}, f"{page.name}: {line}"
    assert shown > 10


def test_the_tables_are_as_the_code_says():
    found = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    generate = importlib.util.module_from_spec(found)
    found.loader.exec_module(generate)
    for page in sorted(DOCS.glob("*.md")):
        assert generate.written(read(page)) == read(page), (
            f"run python -m docs.generate ({page.name})"
        )


# -- links and pictures ------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", read(page), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), f"{page.name}: {target}"
        if fragment:
            assert fragment in {anchor(h) for h in headings(file)}, f"{page.name}: {target}"


def test_pictures_are_small_and_shown():
    text = "\n".join(read(page) for page in PAGES)
    for picture in sorted((DOCS / "pictures").iterdir()):
        assert picture.stat().st_size < PICTURE_MOST, picture.name
        assert f"pictures/{picture.name}" in text, f"{picture.name} is shown nowhere"


# -- examples ----------------------------------------------------------------------


def examples(page):
    """The files that a page shows: `# file: PATH` is their first line."""
    for block in fenced(page, "yaml"):
        first, _, body = block.partition("\n")
        assert first.startswith("# file: "), f"{page.name}: an example without '# file:': {first}"
        yield first.removeprefix("# file: ").strip(), body


def workspace_of(page, root):
    """A workspace with the files a page shows, and with the pictures that they name."""
    for name, body in examples(page):
        file = root / name
        assert not file.exists(), f"{page.name} shows {name} twice"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")
        for picture in re.findall(r"\b(?:photo|logo): ([\w./-]+)", body):
            place = file.parent / picture
            place.parent.mkdir(parents=True, exist_ok=True)
            PIL.Image.new("RGB", (320, 240), "#88aacc").save(place)
    return open_press(
        make_context({"HANDOUTS_CACHE": str(root / "cache")}, root, root, "2026-11-22")
    )


def own(press, kind):
    """The ids of a kind that the workspace's own files have."""
    root = press.context.workspace.root
    return [s.id for s in press.files.all if s.kind == kind and s.path.is_relative_to(root)]


def jobs_of(press):
    """Everything that the workspace's own files are for, made in every way they offer."""
    stretches = own(press, "stretch") or ["cat-cow"]
    for name in stretches:
        entry = find_entry(press.library, press.files, name)
        for layout in STRETCH_LAYOUTS:
            yield press.job(entry, Choices(layout=layout))
    entry = find_entry(press.library, press.files, stretches[0])
    for brand in own(press, "brand"):
        yield press.job(entry, Choices(brand=brand))
        yield press.job(entry, Choices(brand=brand, variant="mono"))
    for layout in own(press, "layout"):
        if layout in layouts_for(press.library, "stretch"):
            yield press.job(entry, Choices(layout=layout))
    for theme in own(press, "theme"):
        for paper in ("a4", "letter", "a5", "a6"):
            yield press.job(entry, Choices(theme=theme, paper=paper))
    for name in own(press, "booklet"):
        yield press.job(find_entry(press.library, press.files, name), Choices())
    for name in own(press, "programme"):
        yield press.job(find_entry(press.library, press.files, f"programme:{name}"), Choices())


@pytest.mark.parametrize("page", [p for p in PAGES if "# file: " in read(p)], ids=lambda p: p.name)
def test_examples_build(page, tmp_path):
    press = workspace_of(page, tmp_path)
    assert {d.code for d in check_all(press)} <= SHOWN
    jobs = list(jobs_of(press))
    assert jobs
    for job in jobs:
        try:
            made = press.make(job)
        except ContentError as problem:
            pytest.fail(f"{page.name}: {job.name}: {problem.diagnostics}")
        assert made.pages >= 1
        assert {d.code for d in made.warnings} <= SHOWN, f"{page.name}: {job.name}"
        assert job.layout.fit == "flow" or made.pages == 1


def test_some_pages_have_examples():
    assert sum("# file: " in read(page) for page in PAGES) >= 5
