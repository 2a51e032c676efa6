"""A client's own file beside a programme, and two programmes that claim one client id."""

import datetime

import pytest

from handouts.library.clients import clashes
from handouts.library.load import load_private

TODAY = datetime.date(2026, 11, 22)
CLIENT = "name: Jane Example\nemail: jane@client.example\nflags: [hip-replacement]\n"


def programme(place, text, name="p"):
    place.write(f"content/programmes/{name}.yaml", text)
    return load_private(place.files(), "programme", name, place.open())


def test_a_name_that_is_not_the_client_files_is_an_error_at_its_line(place):
    place.write("content/clients/c-9.yaml", CLIENT)
    entry = programme(place, "items: [knee]\nclient: {name: Wrong Person, id: c-9}\n")
    (only,) = entry.diagnostics
    assert (only.code, only.severity, only.span.line) == ("client", "error", 2)
    assert "Wrong" not in only.message + only.hint and "Jane" not in only.message + only.hint
    assert not entry.usable


@pytest.mark.parametrize("name", ["Jane Example", "jane  example"])
def test_a_name_that_agrees_brings_the_rest_of_the_client_file(place, name):
    place.write("content/clients/c-9.yaml", CLIENT)
    client = programme(place, f"client: {{name: {name}, id: c-9}}\nitems: [knee]\n").value.client
    assert (client.name, client.id, client.email) == (name, "c-9", "jane@client.example")
    assert client.flags == ("hip-replacement",)


def test_what_the_programme_says_itself_is_kept(place):
    place.write("content/flags.yaml", "extends: flags\nvertigo: vertigo\n")
    place.write("content/clients/c-9.yaml", CLIENT)
    text = "client: {id: c-9, email: other@client.example, flags: [vertigo, hip-replacement]}\n"
    client = programme(place, text + "items: [knee]\n").value.client
    assert (client.name, client.email) == ("Jane Example", "other@client.example")
    assert client.flags == ("vertigo", "hip-replacement")


def test_an_id_without_a_file_is_fine_where_there_is_a_name(place):
    assert programme(place, "client: {name: Jane, id: c-9}\nitems: [knee]\n").usable


def found(place, *texts):
    entries = [programme(place, f"{t}\nitems: [knee]\n", f"p{n}") for n, t in enumerate(texts)]
    return {
        (file.rsplit("/", 1)[-1], problem.code, problem.span.line)
        for file, problem in clashes(entries, TODAY).items()
    }


BOTH = {("p0.yaml", "same-client", 1), ("p1.yaml", "same-client", 1)}


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("client: {name: A, id: c}\ndate: 2026-11-22", "client: {name: B, id: c}", True),
        ("client: {name: A, id: c}\ndate: 2026-11-21", "client: {name: B, id: c}", True),
        ("client: {name: A, id: c}\ndate: 2026-11-21", "client: {name: A, id: c}", False),
        ("client: {name: A, id: c}\ndate: 2026-11-22", "client: {name: A, id: c}", True),
        ("client: {name: A, id: p1}", "client: {name: B}", True),
        ("client: {name: A, id: c}", "client: {name: B, id: d}", False),
    ],
)
def test_two_programmes_of_one_id_clash_by_day_or_by_name(place, first, second, clash):
    assert found(place, first, second) == (BOTH if clash else set())


def test_a_third_programme_is_no_part_of_a_clash(place):
    other = "client: {name: C, id: other}"
    assert found(place, "client: {name: A, id: c}", "client: {name: B, id: c}", other) == BOTH


def test_a_clash_names_no_client(place):
    texts = ["client: {name: Anna, id: c}", "client: {name: Berta, id: c}"]
    entries = [programme(place, f"{t}\nitems: [knee]\n", f"p{n}") for n, t in enumerate(texts)]
    for problem in clashes(entries, TODAY).values():
        assert "Anna" not in str(problem) and "Berta" not in str(problem)


SEE_FIRST = """\
name: Hip
methods: [{name: One, steps: [Lie down]}]
see_first:
  - {text: a new hip, flag: hip-replacement}
  - {text: another, flag: hip-replacement}
"""


def test_a_clients_flag_that_a_stretch_asks_about_first_is_an_error(place):
    place.write("content/stretches/hip.yaml", SEE_FIRST)
    text = "client: {name: Jane, flags: [hip-replacement]}\nitems:\n  - knee\n  - stretch: hip\n"
    entry = programme(place, text)
    (only,) = entry.diagnostics
    assert (only.severity, only.code, only.span.line) == ("error", "flag", 4)
    assert "'Hip'" in only.message and "'hip-replacement'" in only.message
    assert "Jane" not in only.message + only.hint
    assert "(line " in only.message and "overrides: [{flag: hip-replacement" in only.hint
    assert not entry.usable


def test_a_flag_of_the_clients_own_file_counts(place):
    place.write("content/stretches/hip.yaml", SEE_FIRST)
    place.write("content/clients/c-9.yaml", CLIENT)
    entry = programme(place, "client: {name: Jane Example, id: c-9}\nitems: [hip]\n")
    assert [d.code for d in entry.diagnostics] == ["flag"]
