"""Two programmes that claim one client's file: told, refused, and never one for the other."""

import shutil

import pytest

DAY = ("--date", "2026-11-22")
PDF = "output/jane-2026-11-22.pdf"


@pytest.fixture
def other(practice, jane):
    """A second programme with Jane's id, for another person."""
    path = practice / "content/programmes/other.yaml"
    path.write_text("client: {name: John Sample, id: jane}\nitems: [cat-cow]\n")
    return path


def test_check_tells_it_at_both(run, other):
    result = run("check", *DAY)
    assert result.exit_code == 1
    for name in ("jane-plan", "other"):
        assert f"content/programmes/{name}.yaml:1:" in result.stderr
    assert result.stderr.count("error[same-client]") == 2
    assert "Sample" not in result.stderr


def test_check_of_the_folder_tells_it_too(run, other):
    assert run("check", "content/programmes", *DAY).stderr.count("error[same-client]") == 2
    assert run("check", "content/programmes/other.yaml", *DAY).exit_code == 0


def test_build_fails_only_the_two(run, practice, other):
    alone = practice / "content/programmes/third.yaml"
    alone.write_text("client: {name: Third, id: third}\nitems: [reach]\n")
    names = ("programme:jane-plan", "programme:other", "programme:third", "reach")
    result = run("build", *names, *DAY)
    assert result.exit_code == 3
    assert "output/third-2026-11-22.pdf" in result.stdout and "reach-card" in result.stdout
    assert not (practice / PDF).exists()
    assert result.stderr.count("error[same-client]") == 2
    assert result.stderr.endswith("2 failed\n")


def test_build_of_one_of_two_knows_the_other(run, practice, jane, other):
    assert run("build", "programme:jane-plan", *DAY).exit_code == 1
    other.unlink()
    assert run("build", "programme:jane-plan", *DAY).exit_code == 0


@pytest.mark.parametrize("forget", [False, True])
def test_make_never_replaces_another_clients_file(run, practice, other, cache, forget):
    assert run("make", "programme:jane-plan", *DAY).exit_code == 0
    before = (practice / PDF).read_bytes()
    if forget:
        for path in cache.glob("built-*.json"):
            path.unlink()
    result = run("make", "programme:other", *DAY)
    assert result.exit_code == 1 and result.stdout == ""
    assert "another programme" in result.stderr and "different ids" in result.stderr
    assert (practice / PDF).read_bytes() == before


def test_make_of_the_same_programme_replaces_its_own(run, practice, jane, cache):
    assert run("make", "programme:jane-plan", *DAY).exit_code == 0
    assert run("make", "programme:jane-plan", *DAY).exit_code == 0
    assert run("make", "content/programmes/jane-plan.yaml", *DAY).exit_code == 0
    assert run("make", "programme:jane-plan", "--no-cache", *DAY).exit_code == 0


def test_what_another_programme_left_is_known_even_when_that_is_gone(run, practice, jane, other):
    hidden = practice / "other.txt"
    shutil.move(other, hidden)
    assert run("build", "programme:jane-plan", *DAY).exit_code == 0
    jane.unlink()
    shutil.move(hidden, other)
    for command in ("make", "build"):
        assert run(command, "programme:other", *DAY).exit_code == 1
    (practice / PDF).unlink()
    assert run("make", "programme:other", *DAY).exit_code == 0


def test_a_build_after_a_make_is_no_stranger(run, jane):
    run("make", "programme:jane-plan", *DAY)
    assert run("build", "programme:jane-plan", *DAY).exit_code == 0
    assert run("make", "programme:jane-plan", *DAY).exit_code == 0


def test_a_flag_stops_make_and_check_and_an_override_lets_them_go(run, practice, jane):
    (practice / "content/stretches/hip.yaml").write_text(
        "name: Hip\nmethods: [{name: One, steps: [Lie down.]}]\n"
        "see_first: [{text: a new hip, flag: hip-replacement}]\n"
    )
    jane.write_text("client: {name: Jane, id: jane, flags: [hip-replacement]}\nitems: [hip]\n")
    made = run("make", "programme:jane-plan", *DAY)
    assert made.exit_code == 1 and not list((practice / "output").glob("*.pdf"))
    for result in (made, run("check", "content/programmes/jane-plan.yaml", *DAY)):
        assert result.stderr.count("error[flag]") == 1
        assert "Jane" not in result.stderr.replace("jane", "")
    own = "overrides: [{flag: hip-replacement, by: A Therapist, why: cleared}]"
    text = f"client: {{name: Jane, id: jane, flags: [hip-replacement]}}\nitems: [{{stretch: hip, {own}}}]\n"
    jane.write_text(text)
    assert run("make", "programme:jane-plan", *DAY).exit_code == 0
