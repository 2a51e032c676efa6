"""Which files are a library's, by name and place."""

import os
import unicodedata

import pytest

from handouts.diagnostics import Report
from handouts.library.files import find_files

BOOKLET = "title: Back\nsections: [{title: A, stretches: [knee]}]\n"


def loose(place):
    report = Report()
    files = find_files(place.workspace, report)
    return files, report.diagnostics


@pytest.mark.parametrize("name", ["knee.yml", "knee.YAML"])
def test_another_ending_is_not_read_and_a_warning_says_so(place, name):
    place.write(f"content/stretches/{name}", "name: x\n")
    files, (only,) = loose(place)
    assert (only.severity, only.code, only.hint) == ("warning", "file-name", "call it knee.yaml")
    assert len(files.chains["stretch", "knee"]) == 1


def test_a_single_file_with_another_ending_too(place):
    place.write("handouts.yml", "brand: default\n")
    _, (only,) = loose(place)
    assert only.hint == "call it handouts.yaml"


@pytest.mark.parametrize(
    ("stem", "cure"),
    [
        ("Knee Pull", "knee-pull"),
        ("knee_pull", "knee-pull"),
        ("KNEE", "knee"),
        ("a" * 61, ""),
        ("$(x)", "x"),
        ("---", ""),
    ],
)
def test_row_44_a_name_that_is_no_id_is_an_error_with_its_cure(place, stem, cure):
    place.write(f"content/stretches/{stem}.yaml", "name: x\n")
    _, (only,) = loose(place)
    assert (only.severity, only.code) == ("error", "file-name")
    assert only.hint == (f"call it {cure}.yaml" if cure else "rename the file")


def test_ids_of_any_script_are_composed(place):
    place.write(f"content/stretches/{unicodedata.normalize('NFD', 'übung')}.yaml", "name: x\n")
    files, diagnostics = loose(place)
    assert diagnostics == ()
    assert "übung" in files.ids("stretch")


@pytest.mark.skipif(os.name != "posix", reason="two spellings of one name need a plain file system")
def test_one_name_spelt_two_ways_is_an_error(place):
    for form in ("NFC", "NFD"):
        place.write(f"content/stretches/{unicodedata.normalize(form, 'übung')}.yaml", "name: x\n")
    if len(list((place.own / "content/stretches").iterdir())) < 2:
        pytest.skip("this file system holds one")
    assert [d.code for d in loose(place)[1]] == ["same-id"]


def test_a_stretch_and_a_booklet_of_one_name_are_an_error_at_the_practices_file(place):
    own = place.write("content/booklets/knee.yaml", BOOKLET)
    (only,) = loose(place)[1]
    assert (only.code, only.span.file) == ("same-id", str(own))
    place.write("content/booklets/knee.yaml", BOOKLET, place.builtin)
    own.unlink()
    own = place.write("content/stretches/knee.yaml", "name: x\n")
    (only,) = loose(place)[1]
    assert only.span.file == str(own)


def test_labels_are_named_after_a_language(place):
    place.write("content/labels/english.yaml", "stop: x\n")
    _, (only,) = loose(place)
    assert (only.code, "en-GB.yaml" in only.hint) == ("file-name", True)


def test_hidden_files_backups_and_folders_are_passed_over(place):
    for name in (".knee.yaml", "~knee.yaml", "knee.yaml~", "knee.yaml.bak", "notes.txt"):
        place.write(f"content/stretches/{name}", "nonsense: [")
    (place.own / "content/stretches/folder.yaml").mkdir()
    assert loose(place)[1] == ()


def test_clients_and_settings_come_from_the_workspace_alone(place):
    place.write("content/programmes/x.yaml", "client: {name: x}\n", place.builtin)
    place.write("handouts.yaml", "brand: x\n", place.builtin)
    files, _ = loose(place)
    assert (files.ids("programme"), files.ids("settings")) == ((), ())
    place.write("content/programmes/y.yaml", "client: {name: x}\n")
    assert loose(place)[0].ids("programme") == ("y",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_dangling_link_spoils_its_own_entry_only(place):
    (place.own / "content/stretches").mkdir(parents=True)
    os.mkfifo(place.own / "content/stretches/pipe.yaml")
    (place.own / "content/stretches/gone.yaml").symlink_to(place.own / "nowhere")
    library = place.open()
    assert [d.code for d in library.diagnostics] == ["file", "file"]
    assert library.stretch("knee") is not None
    assert not library.entry("stretch", "pipe").usable
