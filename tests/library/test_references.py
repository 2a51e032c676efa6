"""Every name leads somewhere, and where it does not the line says so."""

import pytest

from handouts.library.cache import open_library
from handouts.library.load import load_path, load_private
from handouts.library.workspace import find_workspace

STRETCH = """
    name: Neck
    methods:
      - name: Seated
        steps: [One, Two]
"""


@pytest.mark.parametrize(
    ("added", "code", "line", "hint"),
    [
        ("related: [kne]", "unknown-id", 6, "'knee'"),
        ("related: [{stretch: cat-cwo, why: x}]", "unknown-id", 6, "'cat-cow'"),
        (
            "see_first: [{text: a hip, flag: hip-replacment}]",
            "unknown-flag",
            6,
            "'hip-replacement'",
        ),
        ("stop: [{text: a hip, flag: zzz}]", "unknown-flag", 6, "content/flags.yaml"),
        ("card: {method: Seeted}", "unknown-id", 6, "'Seated'"),
        ("card: {steps: [1, 3]}", "card", 6, "2 steps"),
        ("card: {steps: [2, 1]}", "card", 6, ""),
        ("card: {steps: [1, 1]}", "card", 6, ""),
        ("card: {steps: [1-2]}", "card", 6, "[1, 2"),
        ("  - {name: SEATED, steps: [x]}", "same-name", 6, ""),
        ("review: {on: 2026-11-01, next: 2026-10-01}", "review", 6, ""),
    ],
)
def test_in_a_stretch(place, added, code, line, hint):
    import textwrap

    place.write("content/stretches/neck.yaml", textwrap.dedent(STRETCH) + added + "\n")
    (only,) = place.open().diagnostics
    assert (only.code, only.span.line) == (code, line)
    assert hint in only.hint


def test_a_step_that_is_broken_is_not_told_again_by_the_card(place):
    place.write(
        "content/stretches/neck.yaml",
        "name: x\nmethods: [{name: y, steps: [a, {}]}]\ncard: {steps: [1, 2]}\n",
    )
    assert place.problems() == [("missing-key", "neck.yaml", 2)]


@pytest.mark.parametrize(
    ("added", "code", "hint"),
    [
        ("brand: defualt", "unknown-id", "'default'"),
        ("layout: bond", "unknown-id", "'bound'"),
        ("layout: card", "layout", ""),
        ("diary: {weeks: 2-4}", "diary", "4"),
    ],
)
def test_in_a_booklet(place, added, code, hint):
    place.write(
        "content/booklets/b.yaml",
        f"title: B\nsections: [{{title: A, stretches: [knee]}}]\n{added}\n",
    )
    (only,) = place.open().diagnostics
    assert (only.code, hint in only.hint) == (code, True)


def test_each_wrong_stretch_of_a_booklet_has_its_own_line(place):
    place.write(
        "content/booklets/b.yaml",
        "title: B\nsections:\n  - title: A\n    stretches:\n      - kne\n      - knee\n      - cow\n",
    )
    assert place.problems() == [("unknown-id", "b.yaml", 5), ("unknown-id", "b.yaml", 7)]


def test_in_brand_settings_and_theme(place):
    place.write("content/brands/b.yaml", "name: B\ntheme: wram\n")
    place.write("handouts.yaml", "brand: default\ntheme: wram\n")
    place.write(
        "layouts/themes/t.yaml",
        "name: T\npapers: {a7: {gap: 1 mm}}\nlayouts:\n  crad: {fit: flow}\n",
    )
    assert sorted(place.problems()) == [
        ("choice", "t.yaml", 2),
        ("unknown-id", "b.yaml", 2),
        ("unknown-id", "handouts.yaml", 2),
        ("unknown-id", "t.yaml", 4),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("for: stretch\nblocks:\n  - title\n  - client\n", "block", 4),
        ("for: programme\nblocks:\n  - row: {blocks: [client, muscles]}\n", "block", 3),
        ("for: stretch\nblocks:\n  - row: {blocks: [title, dose], widths: [1]}\n", "block", 3),
        ("for: stretch\nblocks: [title]\npage: {paper: a6, margins: 50 mm}\n", "margins", 1),
        ("for: stretch\nblocks: [title]\npapers: {a6: {margin: 50 mm}}\n", "margins", 1),
    ],
)
def test_in_a_layout(place, text, code, line):
    place.write("layouts/mine.yaml", text)
    assert place.problems() == [(code, "mine.yaml", line)]


def programme(place, text):
    place.write("content/programmes/p.yaml", text)
    library = place.open()
    return load_private(place.files(), "programme", "p", library)


def test_in_a_programme(place):
    entry = programme(
        place,
        """\
        client: {name: Jane, flags: [hip-replacment]}
        brand: mine
        items:
          - stretch: kne
          - {stretch: knee, method: Tow}
        """,
    )
    assert [(d.code, d.span.line) for d in entry.diagnostics] == [
        ("unknown-flag", 1), ("unknown-id", 2), ("unknown-id", 4), ("unknown-id", 5),
    ]  # fmt: skip
    assert "One" in entry.diagnostics[-1].hint


def test_a_sound_programme_needs_its_stretches(place):
    entry = programme(place, "client: {name: Jane}\nitems: [knee, {stretch: knee, method: one}]\n")
    assert (entry.usable, entry.needs) == (True, (("stretch", "knee"),))


def test_a_client_by_id(place):
    place.write("content/clients/jane-1.yaml", "name: Jane\nemail: jane@client.example\n")
    entry = programme(place, "client: jane-1\nitems: [knee]\n")
    assert (entry.usable, entry.value.client.name, entry.value.client.id) == (
        True,
        "Jane",
        "jane-1",
    )


def test_a_client_who_is_not_there_is_told_once(place):
    place.write("content/clients/jane-1.yaml", "name: Jane\n")
    entry = programme(place, "client: jane\nitems: [knee]\n")
    (only,) = entry.diagnostics
    assert (only.code, only.span.line, "'jane-1'" in only.hint) == ("unknown-id", 1, True)


@pytest.mark.parametrize(
    "text", ["client: {email: a@b.example}\nitems: [knee]\n", "client: j\nitems: [knee]\n"]
)
def test_a_client_has_a_name(place, text):
    place.write("content/clients/j.yaml", "email: a@b.example\n")
    (only,) = programme(place, text).diagnostics
    assert only.message == "the client has no name"


def test_a_broken_client_file_is_told_at_its_place(place):
    place.write("content/clients/j.yaml", "name: Jane\nemail: a@x, b@y\n")
    entry = programme(place, "client: j\nitems: [knee]\n")
    assert [
        (d.code, d.span.file.endswith("clients/j.yaml"), d.span.line) for d in entry.diagnostics
    ] == [("value", True, 2)]
    assert not entry.usable


def test_a_path_anywhere(place, tmp_path):
    path = place.write(
        "notes/Hip.yaml", "name: Hip\nmethods: [{name: A, steps: [b]}]\nrelated: [kne]\n", tmp_path
    )
    entry = load_path(path, place.open())
    assert (entry.kind, entry.id, [d.code for d in entry.diagnostics]) == (
        "stretch",
        "hip",
        ["unknown-id"],
    )


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x.yaml", "title: B\nsections: [{title: A, stretches: [knee]}]\n", "booklet"),
        ("x.yaml", "client: {name: J}\nitems: [knee]\n", "programme"),
        ("programmes/x.yaml", "items: [knee]\n", "programme"),
        ("booklets/x.yaml", "title: x\n", "booklet"),
    ],
)
def test_a_path_says_what_it_is_by_its_folder_or_its_keys(place, tmp_path, name, text, kind):
    assert load_path(place.write(name, text, tmp_path), place.open()).kind == kind


def test_a_path_into_the_library_is_the_librarys_entry(place):
    path = place.write("content/stretches/knee.yaml", "extends: knee\nname: Mine\n")
    library = place.open()
    entry = load_path(path, library, place.files())
    assert (entry.usable, entry.value.name) == (True, "Mine")
    assert "missing-key" in [d.code for d in load_path(path, library).diagnostics]


def test_a_path_to_a_programme_finds_its_client(place):
    place.write("content/clients/j.yaml", "name: Jane\n")
    path = place.write("content/programmes/p.yaml", "client: j\nitems: [knee]\n")
    assert load_path(path, place.open(), place.files()).value.client.name == "Jane"
    loose = place.write("other/p.yaml", "client: j\nitems: [knee]\n")
    assert load_path(loose, place.open(), place.files()).value.client.name == "Jane"


def test_a_path_with_a_name_that_is_no_id(place, tmp_path):
    entry = load_path(
        place.write("a b.yaml", "name: x\nmethods: [{name: A, steps: [b]}]\n", tmp_path),
        place.open(),
    )
    assert [d.code for d in entry.diagnostics] == ["file-name"]


def test_flags_are_ids(place):
    place.write("content/flags.yaml", "Bad Back: a bad back\n")
    assert place.problems() == [("value", "flags.yaml", 1)]


def test_a_language_that_lacks_words_is_told(tmp_path):
    folder = tmp_path / "content" / "labels"
    folder.mkdir(parents=True)
    (folder / "de.yaml").write_text('stop: "Sofort aufhören, wenn…"\n', encoding="utf-8")
    library, _ = open_library(find_workspace(tmp_path, tmp_path), None)
    codes = {d.code for d in library.entry("labels", "de").diagnostics}
    assert codes == {"missing-label"}
    assert library.entry("labels", "en-GB").diagnostics == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("for: stretch\nblocks: [title]\ntype: {body: 11}\n", 3, "12 pt on a4, 12 pt on letter"),
        ("extends: card\npapers: {a5: {type: {label: 9.5}}}\n", 2, "10 pt on a5"),
    ],
)
def test_type_too_small_to_read_is_told(place, text, line, words):
    place.write("layouts/mine.yaml", text)
    (only,) = place.open().diagnostics
    assert (only.severity, only.code, only.span.line) == ("warning", "small-type", line)
    assert words in only.message


def test_type_that_is_small_enough_for_its_paper_or_is_no_reading_text_is_left_alone(place):
    text = "extends: card\npage: {paper: a5}\ntype: {body: 11, imprint: 7}\n"
    place.write("layouts/mine.yaml", text)
    assert place.open().diagnostics == ()


def test_a_themes_small_type_is_told_too(place):
    text = "extends: warm\nname: Tiny\npapers:\n  a4: {type: {body: 9}}\n"
    place.write("layouts/themes/tiny.yaml", text)
    (only,) = place.open().diagnostics
    assert (only.code, only.span.line) == ("small-type", 4)
