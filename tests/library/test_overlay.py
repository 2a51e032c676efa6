"""Which file's value wins: the practice's over the built-in, `extends`, and a theme's differences."""

import pytest

from handouts.library.resolved import resolved_yaml
from handouts.model.stretch import Stretch

CARD = ("layout", "card")


def names(layout):
    return [use.name for use in layout.blocks]


def test_the_built_in_library_is_sound(place):
    assert place.open().diagnostics == ()


def test_the_same_name_replaces_and_a_new_name_adds(place):
    place.write("content/stretches/knee.yaml", "name: Mine\nmethods: [{name: A, steps: [b]}]\n")
    place.write("content/stretches/neck.yaml", "name: Neck\nmethods: [{name: A, steps: [b]}]\n")
    library = place.open()
    assert library.ids("stretch") == ("cat-cow", "knee", "neck")
    assert (library.stretch("knee").name, library.stretch("cat-cow").name) == ("Mine", "Cat")
    assert library.entry("stretch", "knee").layer == 1


def test_extends_its_own_name_means_the_file_it_covers(place):
    place.write("content/stretches/knee.yaml", "extends: knee\nname: Mine\ndose: {hold: 20 s}\n")
    stretch = place.open().stretch("knee")
    assert (stretch.name, stretch.methods[0].name, stretch.dose.hold.low) == ("Mine", "One", 20)
    assert stretch.methods[0].name.span.file.startswith(str(place.builtin))


def test_extends_its_own_name_with_nothing_below_is_an_error(place):
    place.write("content/stretches/neck.yaml", "extends: neck\nname: Neck\n")
    (only,) = place.open().diagnostics
    assert (only.code, only.span.line, "covers no other file" in only.message) == (
        "extends",
        1,
        True,
    )


def test_maps_merge_lists_replace_and_none_clears(place):
    place.write(
        "layouts/mine.yaml",
        "extends: card\nblocks: [dose]\npage: {columns: 2, paper: none}\nfit: none\n",
    )
    layout = place.open().layout("mine", "warm")
    assert (names(layout), layout.page.columns, layout.page.paper, layout.fit) == (
        ["dose"],
        2,
        None,
        "flow",
    )
    assert layout.page.margins.top == pytest.approx(34.02, abs=0.01)


def test_one_length_for_all_margins_merges_with_one_margin(place):
    place.write("layouts/mine.yaml", "extends: card\npage: {margins: {top: 10 pt}}\n")
    margins = place.open().layout("mine", "warm").page.margins
    assert (margins.top, margins.left) == (10, pytest.approx(34.02, abs=0.01))


def test_a_chain_of_extends_over_both_layers(place):
    place.write("layouts/sheet.yaml", "extends: sheet\nblocks: [title, dose, stop]\n")
    place.write("layouts/card.yaml", "extends: card\nkind: My card\n")
    layout = place.open().layout("card", "warm")
    assert (names(layout), layout.kind, layout.fit) == (
        ["title", "dose", "stop"],
        "My card",
        "one-page",
    )


@pytest.mark.parametrize(
    "files",
    [
        {"a": "extends: b\n", "b": "extends: a\n"},
        {"a": "extends: b\n", "b": "extends: c\n", "c": "extends: b\n"},
        {"sheet": "extends: card\n"},
    ],
)
def test_a_circle_is_told_and_hangs_nothing(place, files):
    for name, text in files.items():
        place.write(f"layouts/{name}.yaml", text)
    found = place.open().diagnostics
    assert {d.code for d in found} == {"extends"}
    assert all("circle" in d.message and d.span.line == 1 for d in found)


def test_a_very_long_chain_is_refused(place):
    for number in range(12):
        place.write(f"layouts/l{number}.yaml", f"extends: l{number + 1}\n")
    place.write("layouts/l12.yaml", "for: stretch\nblocks: [title]\n")
    assert {d.code for d in place.open().diagnostics} == {"extends"}


def test_an_unknown_name_to_extend_is_told_once_with_the_nearest(place):
    place.write("layouts/mine.yaml", "fit: flow\nextends: crad\nfitt: x\n")
    found = place.open().diagnostics
    assert [(d.code, d.span.line) for d in found] == [("extends", 2), ("unknown-key", 3)]
    assert "'card'" in found[0].hint


@pytest.mark.parametrize("typed", ["[card]", "{a: b}"])
def test_extends_is_one_name(place, typed):
    place.write("layouts/mine.yaml", f"for: stretch\nblocks: [title]\nextends: {typed}\n")
    assert place.problems() == [("extends", "mine.yaml", 3)]


def test_what_is_wrong_below_is_told_below(place):
    place.write("layouts/sheet.yaml", "for: stretch\nblocks: [titel]\n", place.builtin)
    assert place.problems() == [("unknown-block", "sheet.yaml", 2)]


def test_a_base_that_cannot_be_read_is_told_once(place):
    place.write("layouts/sheet.yaml", "for: [\n", place.builtin)
    found = place.open()
    assert {(d.code, d.span.file) for d in found.diagnostics} == {
        ("yaml", str(place.builtin / "layouts/sheet.yaml"))
    }
    assert not found.entry("layout", "card", "warm").usable


def test_a_themes_differences_reach_its_own_layouts_only(place):
    library = place.open()
    assert names(library.layout("card", "warm")) == ["title", "stop"]
    assert names(library.layout("card", "calm")) == ["stop"]
    assert library.layout("card", "calm").page.paper == "a5"
    assert library.layout("card", "calm").page.columns == 2


def test_a_practice_wins_over_a_themes_differences(place):
    place.write("layouts/card.yaml", "extends: card\npage: {columns: 3}\n")
    layout = place.open().layout("card", "calm")
    assert (names(layout), layout.page.columns) == (["stop"], 3)


def test_a_replaced_layout_is_not_changed_by_a_theme_that_cannot_know_it(place):
    place.write("layouts/card.yaml", "for: stretch\nblocks: [dose]\n")
    assert names(place.open().layout("card", "calm")) == ["dose"]


def test_a_practices_own_theme_reaches_its_own_layouts(place):
    place.write("layouts/mine.yaml", "extends: sheet\n")
    place.write(
        "layouts/themes/own.yaml",
        "extends: calm\nname: Own\nlayouts: {mine: {page: {margins: none}}}\n",
    )
    library = place.open()
    assert library.diagnostics == ()
    assert library.layout("mine", "own").page.margins.top is None
    assert names(library.layout("card", "own")) == ["stop"]


def test_a_none_in_a_derived_theme_clears_in_the_layout(place):
    place.write(
        "layouts/themes/calm.yaml", "extends: calm\nlayouts: {card: {page: {paper: none}}}\n"
    )
    layout = place.open().layout("card", "calm")
    assert (names(layout), layout.page.paper, layout.page.columns) == (["stop"], None, 2)


def test_labels_and_flags_are_added_to_not_replaced(place):
    place.write("content/labels/en-GB.yaml", "stop: Halt\nweeks: {one: wk}\n")
    place.write("content/flags.yaml", "vertigo: vertigo\n")
    library = place.open()
    assert library.diagnostics == ()
    labels = library.labels("en-GB")
    assert (labels["stop"].other, labels["weeks"].one, labels["weeks"].other) == (
        "Halt",
        "wk",
        "weeks",
    )
    assert set(library.flags) == {"hip-replacement", "vertigo"}


def test_labels_of_one_language_can_extend_another(place):
    place.write("content/labels/en-US.yaml", "extends: en-GB\nstop: Quit\n")
    assert {k: v.other for k, v in place.open().labels("en-US").items()} == {
        "stop": "Quit",
        "weeks": "weeks",
    }


def test_a_booklet_a_brand_and_settings_of_the_workspace(place):
    place.write("handouts.yaml", "brand: mine\npaper: letter\n")
    place.write("content/brands/mine.yaml", "extends: default\ntheme: calm\n")
    place.write(
        "content/booklets/back.yaml",
        "title: Back\nsections: [{title: A, stretches: [knee]}]\nbrand: mine\nlayout: bound\n",
    )
    library = place.open()
    assert library.diagnostics == ()
    assert (library.settings.paper, library.brand("mine").name) == ("letter", "Plain")
    assert library.entry("booklet", "back").needs == (("brand", "mine"), ("stretch", "knee"))


def test_an_empty_settings_file_only_marks_the_folder(place):
    place.write("handouts.yaml", "# nothing yet\n")
    assert place.open().diagnostics == ()


def test_resolved_names_the_file_that_set_each_value(place):
    place.write("layouts/card.yaml", "extends: card\npage:\n  columns: 3\n")
    text = resolved_yaml(place.files(), *CARD, theme="calm")
    lines = {line.split(":")[0].strip(): line for line in text.splitlines()}
    assert lines["for"].endswith("# built-in: layouts/sheet.yaml:1")
    assert lines["paper"].endswith("a5  # built-in: layouts/card.yaml:3")
    assert lines["columns"].endswith("3  # layouts/card.yaml:3")
    assert lines["top"].endswith("12 mm  # built-in: layouts/sheet.yaml:3")
    assert "- stop  # built-in: layouts/themes/calm.yaml:2" in text
    assert "extends" not in text
    assert "- title  #" in resolved_yaml(place.files(), *CARD)


def test_what_is_asked_for_by_name(place):
    from handouts.diagnostics import ContentError
    from handouts.errors import UsageError

    place.write("content/stretches/bad.yaml", "name: x\n")
    place.write("layouts/worse.yaml", "for: stretch\n")
    library = place.open()
    with pytest.raises(UsageError) as unknown:
        library.need("stretch", "kne", Stretch)
    assert "'knee'" in unknown.value.hint
    with pytest.raises(ContentError) as broken:
        library.need("stretch", "bad", Stretch)
    assert broken.value.diagnostics[0].code == "missing-key"
    with pytest.raises(ContentError):
        library.layout("worse", "warm")
    with pytest.raises(UsageError, match="layout 'crad'"):
        library.layout("crad", "warm")
    with pytest.raises(UsageError, match="theme 'wram'"):
        library.layout("card", "wram")
