"""Handouts of every kind, and the hard ones: long, linked, tabled, foreign, with photos."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from handouts.build import Choices, Press, find_target, open_press
from handouts.context import make_context
from handouts.diagnostics import ContentError

ROOT: Final = Path(__file__).resolve().parents[1]
TODAY: Final = "2026-11-22"
BRAND: Final = "example-andover"
THEMES: Final = ("warm", "calm", "plain")
PAPERS: Final = ("a4", "a5", "a6", "letter")
VARIANTS: Final = ("standard", "large-print", "mono", "large-print-mono")
STRETCHES: Final = tuple(sorted(p.stem for p in (ROOT / "content" / "stretches").glob("*.yaml")))
COPIES: Final = 4
MANY: Final = 20
LINK: Final = (
    "[a page about how to breathe slowly and well while you hold it](https://practice.example/{})"
)

Sample = tuple[str, bytes]


def press_at(root: Path, cache: Path) -> Press:
    """A press over a workspace."""
    return open_press(make_context({"HANDOUTS_CACHE": str(cache)}, root, root, TODAY))


def made(press: Press, target: str, **choices: Any) -> bytes:
    """A handout's file."""
    return press.make(press.job(find_target(press, target), Choices(**choices))).pdf


def samples(workspace: Path, cache: Path) -> Iterator[Sample]:
    """All of them; what a paper has no room for is passed over."""
    write(workspace)
    press = press_at(workspace, cache)
    for target, layout, theme, paper, variant in dict.fromkeys(wanted()):
        name = "-".join((target.replace(":", "-"), layout or "", theme, paper, variant))
        try:
            pdf = made(
                press, target, layout=layout, theme=theme, paper=paper, variant=variant, brand=BRAND
            )
        except ContentError as problem:
            errors = [d for d in problem.diagnostics if d.severity == "error"]
            if any(d.code not in ("too-full", "too-tall") for d in errors):
                raise SystemExit(f"{name}: {errors}") from None
            continue
        yield name, pdf
    for theme, variant in itertools.product(THEMES, ("standard", "large-print")):
        form = made(press, "programme:full", theme=theme, variant=variant, brand=BRAND, form=True)
        yield f"programme-full-form-{theme}-{variant}", form


def wanted() -> Iterator[tuple[str, str | None, str, str, str]]:
    """Target, layout, theme, paper and variant."""
    for theme, paper, variant in itertools.product(THEMES, PAPERS, VARIANTS):
        yield "knee-to-chest", "card", theme, paper, variant
        if paper != "a6":
            yield "knee-to-chest", "sheet", theme, paper, variant
            yield "programme:example", None, theme, paper, variant
    for theme, paper in itertools.product(THEMES, ("a4", "a5")):
        yield "lower-back", None, theme, paper, "standard"
        yield "lower-back", None, theme, paper, "large-print-mono"
    for theme in THEMES:
        for name in STRETCHES:
            yield name, "sheet", theme, "a4", "standard"
        for name in ("linked", "long", "foreign", "photographed"):
            yield name, "sheet", theme, "a4", "standard"
            yield name, "sheet", theme, "a5", "large-print"
        yield "photographed", "card", theme, "a4", "standard"
        yield "programme:full", None, theme, "a4", "standard"
        yield "programme:many", None, theme, "a4", "standard"
        yield "programme:many", None, theme, "a5", "large-print"
        yield "many", None, theme, "a4", "standard"
        yield "polish", None, theme, "a4", "standard"
        yield "programme:polish", None, theme, "a4", "standard"


def write(workspace: Path) -> None:
    """The workspace of the hard ones, beside what is built in."""
    stretches = workspace / "content" / "stretches"
    for folder in (
        stretches,
        workspace / "content" / "booklets",
        workspace / "content" / "programmes",
    ):
        folder.mkdir(parents=True, exist_ok=True)
    form = _read("stretches", "knee-to-chest")
    _put(stretches / "linked.yaml", _linked(form))
    _put(stretches / "long.yaml", _long(form))
    _put(stretches / "foreign.yaml", _foreign(form))
    _put(stretches / "photographed.yaml", _photographed(form, stretches))
    _many(workspace)


def _read(kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        (ROOT / "content" / kind / f"{name}.yaml").read_text("utf-8")
    )
    return found


def _put(path: Path, form: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(form, allow_unicode=True, sort_keys=False), "utf-8")


def _linked(form: dict[str, Any]) -> dict[str, Any]:
    """Links in every list, so many that some cross the ends of lines, columns and pages."""
    count = itertools.count()
    text = lambda: f"Read {LINK.format(next(count))}, then **try it**."  # noqa: E731
    return {
        **form, "name": "Linked", "code": "LNK",
        "summary": {"text": " ".join(text() for _ in range(9)), "short": "Links everywhere."},
        "benefits": [" ".join(text() for _ in range(30)) for _ in range(4)],
        "start": [text() for _ in range(12)],
        "breathing": [text() for _ in range(12)],
    }  # fmt: skip


def _long(form: dict[str, Any]) -> dict[str, Any]:
    """Tables and paragraphs that run over pages."""
    pairs = [
        {"avoid": f"Mistake {n}: " + "it is told in many words, " * 9, "instead": f"Cure {n}."}
        for n in range(20)
    ]
    words = [f"Sentence {n} of a paragraph that fills column and page." for n in range(80)]
    return {**form, "name": "Long", "code": "LNG", "mistakes": pairs,
            "benefits": [" ".join(words), *form["benefits"], " ".join(words[::-1])]}  # fmt: skip


def _foreign(form: dict[str, Any]) -> dict[str, Any]:
    """Greek, Cyrillic, Polish, Chinese, soft hyphens, and marks that mean something to PDF."""
    lines = [
        "Ξαπλώστε ανάσκελα με τα πόδια τεντωμένα.",
        "Лягте на спину, вытянув ноги.",
        "Połóż się na plecach z wyprostowanymi nogami, żebyś czuł się dobrze.",
        "仰卧，双腿伸直，双臂放在身体两侧，慢慢呼吸，保持放松，然后换另一条腿再做一次。",
        "Musculo\u00adskeletal physio\u00adtherapy hyper\u00adextension " * 6,
        r"A (bracket, a backslash \\ and EMC BDC (Tj) ET <</MCID 99>> BDC in words.",
    ]
    return {**form, "name": "Foreign: ξένο 外文", "code": "FRN", "benefits": lines, "start": lines}


def _photographed(form: dict[str, Any], folder: Path) -> dict[str, Any]:
    from PIL import Image

    steps = []
    for n, (mode, kind) in enumerate((("RGB", "jpg"), ("L", "png"), ("RGBA", "png"))):
        colour: Any = {"RGB": (90, 120, 60), "L": 90, "RGBA": (10, 90, 60, 120)}[mode]
        name = f"photo{n}.{kind}"
        Image.new(mode, (300, 200), colour).save(folder / name)
        steps.append({"text": f"**Step {n + 1}** with a photo.", "photo": name,
                      "alt": f"A person lies on their back (photo {n + 1})"})  # fmt: skip
    method = {**form["methods"][0], "steps": steps}
    return {**form, "name": "Photographed", "code": "PHO", "methods": [method],
            "card": {"method": method["name"], "steps": [1, 2, 3]}}  # fmt: skip


def _many(workspace: Path) -> None:
    """24 stretches in a booklet, and a programme whose table runs over pages."""
    content = ROOT / "content"
    for number, name in itertools.product(range(1, COPIES + 1), STRETCHES):
        text = (content / "stretches" / f"{name}.yaml").read_text("utf-8")
        text = re.sub(r"(?m)^(name|code): (.*)$", rf"\1: \2 {number}", text, count=2)
        (workspace / "content" / "stretches" / f"{name}-{number}.yaml").write_text(text, "utf-8")
    booklet = _read("booklets", "lower-back")
    booklet["sections"] = [
        {
            "title": f"Part {n}",
            "intro": "Words.",
            "stretches": [f"{name}-{n}" for name in STRETCHES],
        }
        for n in range(1, COPIES + 1)
    ]
    _put(workspace / "content" / "booklets" / "many.yaml", booklet)
    programme = _read("programmes", "example")
    _put(workspace / "content" / "programmes" / "example.yaml", programme)
    polish = {**programme, "language": "pl", "client": {"name": "Jan Polski", "id": "polski-jan"}}
    _put(workspace / "content" / "programmes" / "polish.yaml", polish)
    booklet = {**_read("booklets", "lower-back"), "language": "pl", "title": "Zdrowe plecy"}
    _put(workspace / "content" / "booklets" / "polish.yaml", booklet)
    full = {
        **programme, "former": "example", "version": "2", "weekdays": ["mon", "thu"],
        "when_and_where": "After breakfast.", "next_appointment": "2027-01-06 10:30",
    }  # fmt: skip
    full["client"] = {**programme["client"], "flags": ["hip-replacement"]}
    own = [{"flag": "hip-replacement", "by": "A Therapist", "why": "cleared"}]
    more = {"easier": "Do less.", "harder": "Do more.", "overrides": own}
    full["date"] = "2026-12-06"
    full["items"] = [{**item, **more} for item in programme["items"][:2]]
    _put(workspace / "content" / "programmes" / "full.yaml", full)
    programme["client"] = {"name": "Anna Many", "id": "many-anna"}
    item = {"stretch": "knee-to-chest", "note": "Go slowly."}
    programme["items"] = [{**item, "stretch": STRETCHES[n % 6]} for n in range(MANY)]
    _put(workspace / "content" / "programmes" / "many.yaml", programme)
