"""`handouts make`: what it makes, where, and how it says no."""

import stat

import pytest

from handouts.finish.verify import verify

WHERE = "content/stretches/broken.yaml:5:5: error[unknown-key]: unknown key 'stepz'"


def lines(text):
    return text.splitlines()


def test_a_card_is_made_and_its_path_is_the_only_thing_on_stdout(run, practice):
    result = run("make", "reach")
    assert result.exit_code == 0, result.stderr
    assert lines(result.stdout) == ["output/reach-card.pdf"]
    assert result.stderr == ""
    assert verify((practice / "output/reach-card.pdf").read_bytes(), 1) == ()


def test_blocks_that_found_no_room_are_told(run, practice):
    (practice / "layouts").mkdir()
    text = "extends: card\nblocks: [title, dose, steps, stop, {benefits: {drop: 1}}]\n"
    (practice / "layouts/tight.yaml").write_text(text)
    told = run("make", "knee-to-chest", "--layout", "tight", "--paper", "a6")
    assert lines(told.stderr) == ["note: left out to fit one page: benefits"]
    assert lines(told.stdout) == ["output/knee-to-chest-tight-a6.pdf"]
    roomy = run("make", "knee-to-chest", "--layout", "tight", "--paper", "a4")
    assert roomy.stderr == ""
    shown = run("preview", "knee-to-chest", "--layout", "tight", "--paper", "a6")
    assert lines(shown.stderr) == lines(told.stderr)


def test_several_targets_and_choices_name_the_files(run, practice):
    result = run("make", "reach", "knee-to-chest", "--paper", "a5", "--variant", "mono")
    assert lines(result.stdout) == [
        "output/reach-card-a5-mono.pdf",
        "output/knee-to-chest-card-a5-mono.pdf",
    ]
    assert all((practice / name).exists() for name in lines(result.stdout))


def test_a_target_named_twice_is_made_once(run):
    assert lines(run("make", "reach", "reach").stdout) == ["output/reach-card.pdf"]


def test_a_layout_and_a_path(run, practice):
    loose = practice / "desk/loose.yaml"
    loose.parent.mkdir()
    loose.write_text((practice / "content/stretches/reach.yaml").read_text())
    assert lines(run("make", loose, "--layout", "sheet").stdout) == ["output/loose-sheet.pdf"]
    known = run("make", "content/stretches/reach.yaml")
    assert lines(known.stdout) == ["output/reach-card.pdf"]


def test_o_names_a_file(run, practice):
    assert lines(run("make", "reach", "-o", "a/b.pdf").stdout) == ["a/b.pdf"]
    assert (practice / "a/b.pdf").is_file()


@pytest.mark.parametrize(("chosen", "exists"), [("new/", False), ("there", True)])
def test_o_names_a_folder(run, practice, chosen, exists):
    if exists:
        (practice / chosen).mkdir()
    result = run("make", "reach", "cat-cow", "-o", chosen)
    folder = chosen.rstrip("/")
    assert lines(result.stdout) == [f"{folder}/reach-card.pdf", f"{folder}/cat-cow-card.pdf"]


@pytest.mark.parametrize(
    ("variants", "name"),
    [
        (("large-print",), "reach-card-large-print.pdf"),
        (("large-print", "mono"), "reach-card-large-print-mono.pdf"),
        (("mono", "large-print"), "reach-card-large-print-mono.pdf"),
        (("standard", "mono"), "reach-card-mono.pdf"),
        (("standard",), "reach-card.pdf"),
    ],
)
def test_variants_may_be_given_together_and_name_the_file(run, practice, variants, name):
    result = run("make", "reach", *(word for v in variants for word in ("--variant", v)))
    assert result.stdout.splitlines() == [f"output/{name}"]
    assert (practice / "output" / name).exists()


def test_two_targets_and_one_file_is_a_usage_error(run, practice):
    result = run("make", "reach", "cat-cow", "-o", "one.pdf")
    assert result.exit_code == 2
    assert "one file" in result.stderr and not (practice / "one.pdf").exists()


def test_an_unknown_target_is_answered_with_the_nearest_and_nothing_is_made(run, practice):
    result = run("make", "reach", "knee-to-chets")
    assert result.exit_code == 2
    assert "did you mean 'knee-to-chest'?" in result.stderr
    assert not (practice / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("reach", "--layout", "crad"), "did you mean 'card'?"),
        (("reach", "--layout", "programme"), "for a stretch there are: card, sheet"),
        (("reach", "--brand", "example-andovr"), "did you mean 'example-andover'?"),
        (("reach", "--theme", "worm"), "did you mean 'warm'?"),
        (("reach", "--paper", "b5"), "'a4', 'letter', 'a5', 'a6'"),
        (("reach", "--variant", "giant"), "'standard', 'large-print', 'mono'"),
        (("reach", "--date", "22.11.2026"), "write --date as 2026-11-22"),
        (("reach", "--workspace", "nowhere"), "there is no folder 'nowhere'"),
        (("./no.yaml",), "there is no file './no.yaml'"),
        (("programme:nobody",), "there is no programme 'nobody'"),
        ((), "TARGET"),
    ],
)
def test_what_is_not_there_is_a_usage_error(run, arguments, says):
    result = run("make", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_booklet_is_made(run, practice):
    (practice / "content/booklets").mkdir()
    (practice / "content/booklets/both.yaml").write_text(
        "title: Both\nsections: [{title: One, stretches: [reach]}]\n"
    )
    result = run("make", "both")
    assert result.exit_code == 0
    assert result.stdout.strip().endswith("both-booklet.pdf")


def test_problems_are_told_at_their_place_with_a_hint(run, broken, practice):
    result = run("make", "broken")
    assert result.exit_code == 1
    assert lines(result.stderr) == [WHERE, "  hint: did you mean 'steps'?"]
    assert result.stdout == ""


def test_a_problem_elsewhere_is_one_warning(run, broken):
    result = run("make", "reach")
    assert result.exit_code == 0
    assert len(lines(result.stderr)) == 1
    assert result.stderr.startswith("warning: 1 problem elsewhere")


def test_of_several_targets_the_good_ones_are_made(run, broken):
    result = run("make", "broken", "reach")
    assert result.exit_code == 3
    assert lines(result.stdout) == ["output/reach-card.pdf"]
    assert WHERE in result.stderr and "elsewhere" not in result.stderr


def test_a_programme_is_private(run, jane, practice):
    result = run("make", "programme:jane-plan", "--date", "2026-11-22")
    assert lines(result.stdout) == ["output/jane-2026-11-22.pdf"]
    made = practice / "output/jane-2026-11-22.pdf"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_a_programme_without_its_prefix_is_explained(run, jane):
    assert "write programme:jane-plan" in run("make", "jane-plan").stderr


def test_two_clients_never_share_a_file(run, jane, practice):
    other = practice / "content/programmes/other.yaml"
    other.write_text("client: {name: John Example, id: jane}\nitems: [cat-cow]\n")
    result = run("make", "programme:jane-plan", "programme:other")
    assert result.exit_code == 2
    assert "would both make jane-" in result.stderr
    assert not (practice / "output").exists()


def test_no_cache_leaves_none(run, practice, monkeypatch):
    monkeypatch.setenv("HANDOUTS_CACHE", str(practice / "mine"))
    assert run("make", "reach", "--no-cache").exit_code == 0
    assert not (practice / "mine").exists()


def test_the_same_date_gives_the_same_bytes(run, practice, monkeypatch):
    run("make", "reach", "--date", "2026-01-02", "-o", "one.pdf")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    run("make", "reach", "-o", "two.pdf")
    assert (practice / "one.pdf").read_bytes() == (practice / "two.pdf").read_bytes()


def test_a_folder_in_the_way_is_a_file_error(run, practice):
    (practice / "output/reach-card.pdf").mkdir(parents=True)
    result = run("make", "reach")
    assert result.exit_code == 5
    assert "is a folder" in result.stderr


def test_a_file_in_the_way_of_one_target_leaves_the_others(run, practice):
    (practice / "output/reach-card.pdf").mkdir(parents=True)
    result = run("make", "reach", "cat-cow")
    assert result.exit_code == 3
    assert lines(result.stdout) == ["output/cat-cow-card.pdf"]
    assert "is a folder" in result.stderr


def test_a_target_that_cannot_be_read_leaves_the_others(run, practice):
    (practice / "nothing.yaml").mkdir()
    result = run("make", "./nothing.yaml", "reach")
    assert result.exit_code == 3
    assert lines(result.stdout) == ["output/reach-card.pdf"]
    assert "is a folder" in result.stderr
    assert run("make", "./nothing.yaml").exit_code == 5
    assert run("make", "./nothing.yaml", "reach", "-o", "one.pdf").exit_code == 2


def test_a_programme_of_a_broken_brand_leaves_the_others(run, practice, jane):
    (practice / "content/brands/bad.yaml").write_text("nam: x\n")
    jane.write_text(jane.read_text() + "brand: bad\n")
    result = run("make", "programme:jane-plan", "reach")
    assert result.exit_code == 3 and lines(result.stdout) == ["output/reach-card.pdf"]
    assert "bad.yaml:1:1: error[unknown-key]" in result.stderr


@pytest.mark.parametrize("command", ["make", "build"])
def test_with_a_date_the_epoch_is_not_looked_at(run, monkeypatch, command):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run(command, "reach", "--date", "2026-01-02")
    assert result.exit_code == 0, result.stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    refused = run(command, "reach")
    assert refused.exit_code == 2 and "no number of seconds" in refused.stderr


def test_a_logo_in_the_footer_is_drawn(run, practice, png):
    (practice / "content/brands/mine.yaml").write_text("name: Mine\nlogo: logo.png\n")
    (practice / "content/brands/logo.png").write_bytes(png)
    (practice / "layouts").mkdir()
    (practice / "layouts/low.yaml").write_text(
        "extends: sheet\nheader: []\nrunning: []\nfooter: [brand]\n"
    )
    result = run("make", "reach", "--brand", "mine", "--layout", "low")
    assert result.exit_code == 0, result.stderr
    assert b"/Subtype/Image" in (practice / "output/reach-low.pdf").read_bytes()


LOOSE = "name: Loose\nmethods: [{name: One, steps: [{text: Look., photo: PHOTO, alt: A}]}]\n"


@pytest.mark.parametrize(
    ("photo", "fits"),
    [("photos/a.png", True), ("b.png", True), ("link.png", False), ("out/a.png", False)],
)
def test_photos_of_a_file_named_by_its_path_lie_beside_it(run, practice, png, photo, fits):
    desk, secret = practice / "desk", practice / "secret"
    (desk / "photos").mkdir(parents=True)
    secret.mkdir()
    for place in (desk / "photos/a.png", desk / "real.png", secret / "a.png"):
        place.write_bytes(png)
    (desk / "b.png").symlink_to(desk / "real.png")
    (desk / "link.png").symlink_to(secret / "a.png")
    (desk / "out").symlink_to(secret)
    (desk / "loose.yaml").write_text(LOOSE.replace("PHOTO", photo))
    for target in ("desk/loose.yaml", "content/../desk/loose.yaml"):
        result = run("make", target, "--layout", "sheet")
        assert result.exit_code == (0 if fits else 1), result.stderr
        assert fits or ("loose.yaml:2:" in result.stderr and "a link out of" in result.stderr)
