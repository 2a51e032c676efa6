"""A programme from options and from answers: made, saved, refused; no file is written over."""

import stat

import pytest
from pypdf import PdfReader


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_one_command_makes_a_personal_handout(run, practice):
    result = run("make", "--for", "Jane Example", "knee-to-chest", "cat-cow", "--hold", "20s",
                 "--reps", "3", "--side", "left-first", "--note", "Go *gently*: it's {new} #1")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    (path,) = practice.glob("output/*.pdf")
    assert result.stdout.strip() == str(path.relative_to(practice))
    assert "jane" not in path.name.lower() and stat.S_IMODE(path.stat().st_mode) == 0o600
    text = " ".join(text_of(path).split())
    for words in ("Hold 20 seconds", "3 times each side, left first", "Go gently: it’s {new} #1"):
        assert words.replace("’", "'") in text.replace("’", "'").replace("\u00a0", " ")
    assert not (practice / "content").exists()


def test_the_saved_file_makes_the_same_handout(run, practice):
    said = (
        "make",
        "--for",
        'Zoë "Z": # {x}',
        "--id",
        "c-7",
        "cat-cow",
        "--reps",
        "3",
        "--goal",
        "- none",
    )
    assert run(*said).exit_code == 0
    (alone,) = practice.glob("output/*.pdf")
    first = alone.read_bytes()
    alone.unlink()
    result = run(*said, "--save")
    assert result.exit_code == 0, result.stderr
    saved = practice / "content/programmes/c-7-2026-11-22.yaml"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert stat.S_IMODE(saved.parent.stat().st_mode) == 0o700
    assert alone.read_bytes() == first
    kept = saved.read_text()
    again = run(*said, "--save")
    assert again.exit_code == 2 and "already" in again.stderr and saved.read_text() == kept


def test_two_clients_of_one_name_never_share_a_file(run, practice):
    assert run("make", "--for", "Jane Example", "cat-cow").exit_code == 0
    (first,) = practice.glob("output/*.pdf")
    body = first.read_bytes()
    second = run("make", "--for", "Jane Example", "knee-to-chest")
    assert second.exit_code == 0 and "left alone" in second.stderr
    assert len(list(practice.glob("output/*.pdf"))) == 2 and first.read_bytes() == body
    same = run("make", "--for", "Jane Example", "cat-cow")
    assert same.exit_code == 0 and len(list(practice.glob("output/*.pdf"))) == 2


def test_one_id_never_stands_for_two_names(run, practice):
    assert run("make", "--for", "Jane", "--id", "c-1", "cat-cow").exit_code == 0
    (path,) = practice.glob("output/*.pdf")
    body = path.read_bytes()
    result = run("make", "--for", "Bob", "--id", "c-1", "cat-cow")
    assert result.exit_code == 1 and "another programme" in result.stderr
    assert path.read_bytes() == body and "Jane" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--for", "Jane", "cat-cow", "--hold", "20"), "--hold: '20' is not a duration"),
        (("--for", "Jane", "cat-cow", "--next", "tomorrow"), "--next:"),
        (("--for", "Jane", "cat-cow", "--id", "Jane X"), "--id:"),
        (("--for", "", "cat-cow"), "--for"),
        (("--for", "Jane", "cat-cw"), "did you mean 'cat-cow'?"),
        (("cat-cow", "--hold", "20s"), "--hold needs --for NAME"),
        (("cat-cow", "--form"), "only a programme"),
        (("--on", "2026-11-23"), "--on needs --from"),
        (("cat-cow", "--from", "x.csv"), "--from makes what its list says"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(run, practice, arguments, says):
    result = run("make", *arguments)
    assert result.exit_code == 2 and says in result.stderr, result.stderr
    assert not (practice / "output").exists()


def test_a_clients_own_file_is_named_by_its_id(run, practice, write):
    write("content/clients/c-9.yaml", "name: Sam Sample\nflags: [hip-replacement]\n")
    result = run("make", "--for", "c-9", "cat-cow")
    assert result.exit_code == 0, result.stderr
    (path,) = practice.glob("output/c-9-*.pdf")
    assert "Sam Sample" in text_of(path)
    refused = run("make", "--for", "c-9", "knee-to-chest")
    assert refused.exit_code == 1 and "error[flag]" in refused.stderr


ANSWERS = "Jane Example\nc-77\nhip-replace\nhip-replacement\nI want to sleep\nA T\n6 Dec\n2026-12-06 10:30\nmon, fri\n\n\n"


def test_new_programme_asks_and_asks_again(run, practice):
    typed = f"{ANSWERS}knee\nknee-to-chest\nA Therapist\ncleared in November\n9\n1\nleft-first\n20\n20 s\n3\n\n2\nGently.\n\n"
    result = run("new", "programme", typed=typed)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip() == "content/programmes/c-77-2026-11-22.yaml"
    for words in ("did you mean 'hip-replacement'?", "is not a day and time", "no stretch 'knee'",
                  "is not a duration", "asks to see a professional first"):  # fmt: skip
        assert words in result.stderr
    made = run("make", "programme:c-77-2026-11-22")
    assert made.exit_code == 0, made.stderr
    text = " ".join(text_of(practice / "output/c-77-2026-11-22.pdf").split())
    assert "agreed by A Therapist, because cleared in November" in text


def test_a_stretch_nobody_answers_for_is_left_out(run, practice):
    typed = f"{ANSWERS}knee-to-chest\n\ncat-cow\n\n\n\n\n\n\n\n\n\n"
    result = run("new", "programme", typed=typed)
    assert result.exit_code == 0, result.stderr
    text = (practice / result.stdout.strip()).read_text()
    assert "cat-cow" in text and "knee-to-chest" not in text


def test_answers_that_end_early_write_nothing(run, practice):
    result = run("new", "programme", typed="Jane\nc-1\n")
    assert result.exit_code != 0 and not (practice / "content").exists()
