"""`handouts new`: starters that build as they are and overwrite nothing."""

import stat
import subprocess

import pytest


def test_a_workspace_is_ready_and_private_where_it_must_be(run, practice):
    result = run("new", "workspace", "clinic")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["clinic/handouts.yaml", "clinic/.gitignore"]
    clinic = practice / "clinic"
    for name in ("content/programmes", "content/clients"):
        assert stat.S_IMODE((clinic / name).stat().st_mode) == 0o700
    ignored = (clinic / ".gitignore").read_text().splitlines()
    assert {"output/", "content/programmes/", "content/clients/"} <= set(ignored)
    again = run("new", "workspace", "clinic")
    assert again.exit_code == 2 and "already" in again.stderr


def test_git_ignores_what_belongs_to_clients(run, practice):
    run("new", "workspace", "clinic")
    run("new", "programme", "jane", "--workspace", "clinic")
    try:
        subprocess.run(["git", "init", "-q", "clinic"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here")
    command = ["git", "-C", "clinic", "status", "--porcelain", "-uall"]
    seen = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "programmes" not in seen and "handouts.yaml" in seen


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("stretch", "content/stretches/my-own.yaml"),
        ("booklet", "content/booklets/my-own.yaml"),
        ("layout", "layouts/my-own.yaml"),
        ("theme", "layouts/themes/my-own.yaml"),
        ("brand", "content/brands/my-own.yaml"),
        ("programme", "content/programmes/my-own.yaml"),
    ],
)
def test_each_starter_is_commented_and_without_a_problem(run, practice, kind, place):
    assert run("new", kind, "my-own").stdout.splitlines() == [place]
    text = (practice / place).read_text()
    assert text.startswith("#") and text.count("#") > 3
    result = run("check", place, "--strict")
    assert result.exit_code == 0, result.stderr
    again = run("new", kind, "my-own")
    assert again.exit_code == 2 and "already" in again.stderr
    assert (practice / place).read_text() == text


def test_the_starters_build(run):
    for kind in ("stretch", "layout", "theme", "brand", "programme"):
        run("new", kind, f"my-{kind}")
    choices = ("--layout", "my-layout", "--theme", "my-theme", "--brand", "my-brand")
    result = run("make", "my-stretch", *choices)
    assert result.stdout == "output/my-stretch-my-layout.pdf\n", result.stderr
    assert run("make", "programme:my-programme").exit_code == 0


def test_what_a_starter_leaves_out_is_right_when_it_is_put_in(run, practice):
    for kind in ("stretch", "booklet", "layout", "theme", "brand"):
        path = practice / run("new", kind, f"full-{kind}").stdout.strip()
        lines = path.read_text().splitlines()
        # A commented example is a `# key:`; take the mark away, keep the words for people.
        shown = [line.replace("# ", "", 1) if _example(line) else line for line in lines]
        path.write_text("\n".join(shown).replace("logo: logo.png", "") + "\n")
        result = run("check", path)
        assert "error[" not in result.stderr.replace("error[card", ""), (kind, result.stderr)


def _example(line):
    text = line.strip()
    words = text.removeprefix("#").strip()
    key = words.split(":")[0].removeprefix("- ").removeprefix("{")
    return (
        text.startswith("#") and ":" in words and key.replace("_", "").isalpha() and key.islower()
    )


def test_a_programme_starter_is_for_its_owner_alone(run, practice):
    path = practice / run("new", "programme", "mrs-smith").stdout.strip()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["My Stretch", "../up", "a" * 61, "", "-x-"])
def test_a_name_that_is_no_id_is_refused(run, name):
    assert run("new", "stretch", "--", name).exit_code == 2


def test_covering_something_built_in_is_said(run):
    result = run("new", "stretch", "cat-cow")
    assert result.exit_code == 0 and "stands in for the built-in" in result.stderr
    assert run("new", "booklet", "knee-to-chest").exit_code == 2
