"""The architecture as one test: who may import whom, and how long a function may be.

New files are covered as they come; a new package must be given its layer here.
"""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "handouts"

# Low to high; each may import what is below. "a | b" stand side by side and know nothing of
# each other. A new module (a file, not a folder) straight in handouts/ belongs to "build": those
# drive the stages, and may use one another without a circle.
LAYERS = [
    "errors",
    "diagnostics | units | keep | spare",
    "source",
    "model",
    "library | lint | colour | images | qr | figures | appointments",
    "context | document",
    "typeset",
    "looks",
    "render",
    "finish",
    "build | cache | delivery",
    "cli",
    "__init__ | __main__",
]
# Side by side, but this one may use that one.
BESIDE = {("units", "errors"), ("lint", "library"), ("build", "cache"), ("build", "delivery")}
# document takes content as the model has it; it never sees files, layers or caches.
NEVER = {
    ("document", "library"),
    ("document", "source"),
    ("typeset", "library"),
    ("typeset", "images"),
    ("typeset", "model"),
    ("looks", "library"),
    ("looks", "source"),
    ("render", "library"),
    ("render", "source"),
    ("colour", "model"),
    ("images", "model"),
}
# Each in one place; names are prefixes of a module's path below handouts/.
THIRD_PARTY = {
    "yaml": ["source/reader"],
    "click": ["cli/"],
    "rich": ["cli/"],
    "reportlab": ["render/engine"],
    "pypdf": ["finish/"],
    "smtplib": ["delivery/"],
    "PIL": ["images/", "render/"],
    "segno": ["qr"],
    "msgspec": [""],
    "platformdirs": ["context"],
    "pypdfium2": ["cli/", "render/", "finish/"],
    "rendercv_fonts": ["render/", "typeset/"],
    "pyclipper": ["figures/"],
    "cryptography": ["finish/"],
    "keyring": ["delivery/"],
    "icalendar": ["delivery/", "appointments/"],
    "watchfiles": ["cli/", "build"],
    "pikepdf": ["finish/"],
}
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_A_MODULE = 400

RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line.split(" | ")}
MODULES = {
    ".".join(("handouts", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "builtin" not in path.parts
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def layer(module):
    """`handouts.model.text` stands in the layer of `model`."""
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else "__init__"
    return name if name in RANK or (PACKAGE / name).is_dir() else "build"


def in_type_checking(tree):
    """The nodes that only a type checker reads."""
    guarded = (
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)
    )
    return {id(inner) for node in guarded for part in node.body for inner in ast.walk(part)}


def imported(module, typing=True):
    """The full names a module imports, also inside functions, with their lines."""
    tree, skipped = TREES[module], set() if typing else in_type_checking(TREES[module])
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, (
                f"{module}:{node.lineno}: write the whole name, not a relative import"
            )
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole if whole in MODULES else node.module), node.lineno


def own(module, typing=True):
    return [
        (name, line) for name, line in imported(module, typing) if name.split(".")[0] == "handouts"
    ]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_stands_in_a_layer(module):
    assert layer(module) in RANK, f"give handouts/{layer(module)} its place in LAYERS"


@pytest.mark.parametrize("module", MODULES)
def test_imports_only_go_downward(module):
    here, wrong = layer(module), []
    for name, line in own(module):
        there = layer(name)
        if there in ("__init__", here):
            continue
        downward = RANK[there] < RANK[here] or (here, there) in BESIDE
        if not downward or (here, there) in NEVER:
            wrong.append(f"{MODULES[module]}:{line}: {here} may not import {name}")
    assert wrong == []


def test_no_module_imports_itself_in_a_circle():
    graph = {
        m: {n for n, _ in own(m, typing=False) if n in MODULES and n != "handouts"} for m in MODULES
    }
    TopologicalSorter(graph).prepare()  # CycleError names the circle


@pytest.mark.parametrize("module", MODULES)
def test_each_package_of_others_has_its_place(module):
    place, wrong = "/".join(module.split(".")[1:]), []
    if MODULES[module].name == "__init__.py":
        place += "/"
    for name, line in imported(module):
        allowed = THIRD_PARTY.get(name.split(".")[0])
        if allowed is not None and not any(place.startswith(prefix) for prefix in allowed):
            wrong.append(f"{MODULES[module]}:{line}: {name} belongs in {allowed}")
    assert wrong == []


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_imported_that_the_project_does_not_list(module):
    import sys

    known = {*sys.stdlib_module_names, *THIRD_PARTY, "handouts"}
    assert [
        (name, line) for name, line in imported(module) if name.split(".")[0] not in known
    ] == []


@pytest.mark.parametrize("module", MODULES)
def test_functions_and_modules_stay_short(module):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{MODULES[module]}:{node.lineno}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(TREES[module])
        if isinstance(node, kinds) and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_OF_A_MODULE, f"{MODULES[module]} has {lines} lines"


def test_nothing_runs_what_content_says():
    """No eval, exec or plain pickle.loads anywhere: content is data."""
    calls = ("eval", "exec", "compile", "__import__")
    wrong = []
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name in calls or name in (
                    "pickle.loads",
                    "pickle.load",
                    "os.system",
                    "yaml.load",
                ):
                    wrong.append(f"{MODULES[module]}:{node.lineno}: {name}")
    assert wrong == []
