"""The seam: a theme is text. One is taken from the docs, and every variant goes with every palette."""

import itertools
import re

import pytest
from handout_pages import ROOT, grounds
from themed_pages import Themed, faults

from handouts.colour.palettes import MONO, PALETTES
from handouts.colour.space import contrast
from handouts.looks.components import VARIANTS
from handouts.model.decode import fields_of
from handouts.model.layout import Components, Theme
from handouts.render.fonts import Faces

TARGETS = [
    ("piriformis-stretch", "card", "a4"), ("cat-cow", "card", "a6"), ("pelvic-tilt", "sheet", "a4"),
    ("pelvic-tilt", "sheet", "a5"), ("programme:example", "programme", "a4"),
]  # fmt: skip
# Blocks in an order that the built-in layouts do not have: all that may stand by the title at once.
TOGETHER = {
    "together": "for: stretch\nheader: [brand]\nfooter: [imprint]\n"
    "blocks: [title, dose, summary, steps, feel, mistakes, stop, contact]\n"
}
PAIRED = [*TARGETS, ("pelvic-tilt", "together", "a5"), ("lower-back", "booklet", "a5")]
SINGLE = [(name, variant) for name, (_, found) in VARIANTS.items() for variant in found]


def pairing():
    """A few themes in which every variant meets every variant of every other component."""
    found = {name: list(variants) for name, (_, variants) in VARIANTS.items()}
    names = list(found)
    waiting = {
        frozenset([(a, x), (b, y)])
        for a, b in itertools.combinations(names, 2)
        for x in found[a]
        for y in found[b]
    }
    while waiting:
        chosen = {}
        for name in sorted(names, key=lambda n: -len(found[n])):
            here = chosen.items()
            chosen[name] = max(
                found[name],
                key=lambda v, name=name, here=list(here): (
                    sum(frozenset([(name, v), other]) in waiting for other in here),
                    sum((name, v) in pair for pair in waiting),
                ),
            )
        met = {frozenset(pair) for pair in itertools.combinations(chosen.items(), 2)}
        assert waiting & met
        waiting -= met
        yield chosen


PAIRS = list(pairing())


def from_docs(name):
    """The text of a file that docs/layouts.md shows."""
    text = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    found = re.search(rf"```yaml\n# file: {re.escape(name)}\n(.*?)```", text, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def themed(tmp_path, looks_cache):
    """Pages in a theme that a workspace gives."""

    def make(name, text):
        files = {f"layouts/themes/{name}.yaml": text}
        files |= {f"layouts/{layout}.yaml": words for layout, words in TOGETHER.items()}
        example = ROOT / "content" / "programmes" / "example.yaml"
        files["content/programmes/example.yaml"] = example.read_text(encoding="utf-8")
        for path, words in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(words, encoding="utf-8")
        return Themed(tmp_path, looks_cache, name)

    return make


@pytest.mark.parametrize("name", ["ledger", "quiet"])
def test_the_theme_of_the_docs_makes_every_page(themed, name):
    theme = themed(name, from_docs(f"layouts/themes/{name}.yaml"))
    for target in TARGETS:
        job, pages, look, _ = theme.made(*target, brand="example-andover")
        width = Faces(str(job.theme.fonts.heading), str(job.theme.fonts.body), "en-GB").width
        assert faults(job, pages, look, width) == []
        assert job.theme.id == name


@pytest.mark.parametrize(("component", "variant"), SINGLE)
@pytest.mark.parametrize("base", ["warm", "calm"])
def test_any_variant_goes_with_any_family(themed, base, component, variant):
    text = f"extends: {base}\nname: Mixed\ncomponents: {{{component}: {variant}}}\n"
    theme = themed("mixed", text)
    for target in TARGETS:
        for print_variant in ("standard", "mono"):
            job, pages, look, _ = theme.made(*target, print_variant, "example-andover")
            width = Faces(str(job.theme.fonts.heading), "Source Sans 3", "en-GB").width
            assert faults(job, pages, look, width) == []


@pytest.mark.parametrize("chosen", PAIRS, ids=range(len(PAIRS)))
@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("base", ["warm", "calm"])
def test_every_pair_of_variants_can_be_read_in_every_palette(themed, base, palette, chosen):
    parts = ", ".join(f"{name}: {variant}" for name, variant in chosen.items())
    text = f"extends: {base}\nname: Mixed\npalette: {palette}\ncomponents: {{{parts}}}\n"
    theme = themed("mixed", text)
    for target in PAIRED:
        job, pages, look, _ = theme.made(*target, "standard", "example-andover")
        width = Faces(str(job.theme.fonts.heading), "Source Sans 3", "en-GB").width
        assert faults(job, pages, look, width) == [], target
        for page in pages.pages:
            for mark, under in grounds(page, width):
                for ground in under:
                    assert contrast(mark.colour, ground) >= 4.5, (target, mark.text)


def test_the_form_names_the_variants_and_palettes_there_are():
    choices = {name: field.rule.choices for name, field in fields_of(Components).items()}
    assert {n: tuple(found) for n, (_, found) in VARIANTS.items()} == {
        n: tuple(choices[n]) for n in VARIANTS
    }
    assert tuple(PALETTES) == tuple(fields_of(Theme)["palette"].rule.choices) == tuple(MONO)
