"""`handouts make --text`: the words of a handout in a file of plain text."""

import stat

from handouts.finish.verify import verify


def test_text_is_written_instead_of_a_pdf(run, practice):
    result = run("make", "reach", "--text")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == ["output/reach-card.txt"]
    text = (practice / "output/reach-card.txt").read_text("utf-8-sig")
    assert "Reach\n=====\n" in text and "1. Reach up.\n2. Come back.\n" in text
    assert not (practice / "output/reach-card.pdf").exists()


def test_o_names_the_text(run, practice):
    assert run("make", "reach", "--text", "-o", "a/b.md").stdout.splitlines() == ["a/b.md"]
    assert (practice / "a/b.md").read_text("utf-8-sig").count("Reach up.") == 1


def test_a_text_of_ours_is_replaced_and_no_other(run, practice):
    place = practice / "output/reach-card.txt"
    assert run("make", "reach", "--text").exit_code == 0
    assert run("make", "reach", "--text").exit_code == 0
    place.write_text("What I must not forget\n")
    result = run("make", "reach", "--text")
    assert result.exit_code != 0 and "is not a handout; it was left alone" in result.stderr
    assert place.read_text() == "What I must not forget\n"


def test_a_clients_text_is_for_its_owner_alone(run, practice, jane):
    result = run("make", "programme:jane-plan", "--text", "--date", "2026-11-22")
    assert result.exit_code == 0, result.stderr
    (name,) = result.stdout.splitlines()
    assert name.endswith(".txt")
    assert stat.S_IMODE((practice / name).stat().st_mode) == 0o600


def test_a_card_that_is_too_full_for_its_page_has_a_text(run, practice):
    steps = "\n".join(f"      - Step {n} {'with many words ' * 20}." for n in range(40))
    (practice / "content/stretches/full.yaml").write_text(
        f"name: Full\nmethods:\n  - name: Main\n    steps:\n{steps}\n"
    )
    assert run("make", "full").exit_code == 1
    assert run("make", "full", "--text").exit_code == 0
    assert "40. Step 39" in (practice / "output/full-card.txt").read_text("utf-8-sig")


def test_problems_are_told_as_ever(run, broken):
    result = run("make", "broken", "--text")
    assert result.exit_code == 1
    assert "error[unknown-key]" in result.stderr


def test_the_check_of_tags_says_nothing_of_a_good_file(run, practice, monkeypatch):
    monkeypatch.setenv("HANDOUTS_STRICT", "0")
    result = run("make", "reach")
    assert result.stderr == ""
    assert verify((practice / "output/reach-card.pdf").read_bytes(), 1) == ()
