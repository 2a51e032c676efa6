"""list, show, check, preview, schema and doctor."""

import json

import pytest

OVERFULL = "name: Endless\nmethods:\n  - name: Main\n    steps:\n" + "".join(
    f"      - Step {n} goes on and on, {'as words do ' * 18}.\n" for n in range(16)
)


def test_list_shows_the_overlaid_stretches(run):
    out = run("list").stdout
    assert any(line.split()[0] == "reach" for line in out.splitlines())
    assert "Knee-to-chest stretch" in out


def test_list_as_json_says_where_each_comes_from(run, broken):
    rows = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
    assert rows["reach"]["source"] == "workspace" and rows["reach"]["usable"]
    assert rows["knee-to-chest"]["source"] == "built-in"
    assert not rows["broken"]["usable"]


@pytest.mark.parametrize("kind", ["booklets", "layouts", "themes", "brands", "programmes"])
def test_list_of_each_kind(run, jane, kind):
    result = run("list", kind, "--json")
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert rows or kind == "booklets"


def test_a_list_of_programmes_holds_no_client_name(run, jane):
    out = run("list", "programmes").stdout
    assert out.startswith("jane-plan") and "Example" not in out


def test_list_of_muscles_says_where_each_lies(run):
    rows = {row["id"]: row for row in json.loads(run("list", "muscles", "--json").stdout)}
    assert len(rows) >= 40
    assert rows["piriformis"]["about"] == "back, deep"
    assert rows["deltoid"]["about"] == "front and back"
    assert rows["quadriceps"]["name"] == "front of the thigh"


def test_list_by_region(run):
    out = run("list", "--region", "buttocks").stdout
    assert "piriformis-stretch" in out and "cat-cow" not in out
    wrong = run("list", "--region", "buttock")
    assert wrong.exit_code == 2 and "did you mean 'buttocks'?" in wrong.stderr
    assert run("list", "brands", "--region", "hips").exit_code == 2


def test_show_a_stretch(run):
    result = run("show", "reach")
    assert result.exit_code == 0
    assert "Reach" in result.stdout and "reach.yaml" in result.stdout


def test_show_resolved_names_the_file_that_set_a_value(run, practice):
    (practice / "layouts").mkdir()
    (practice / "layouts/mine.yaml").write_text("extends: sheet\ntype: {body: 14/18}\n")
    out = run("show", "mine", "--resolved").stdout
    assert "layouts/mine.yaml:2" in out and "built-in: layouts/sheet.yaml:" in out


def test_show_by_kind_and_a_programme(run, jane):
    assert json.loads(run("show", "layout:card", "--json").stdout)["kind"] == "layout"
    assert "Jane Example" in run("show", "programme:jane-plan").stdout
    assert json.loads(run("show", "brand:default", "--resolved", "--json").stdout)["yaml"]


def test_show_something_broken_or_unknown(run, broken):
    result = run("show", "broken")
    assert result.exit_code == 1 and "stepz" in result.stderr
    result = run("show", "raech")
    assert result.exit_code == 2 and "did you mean 'reach'?" in result.stderr


def test_check_finds_nothing_wrong_with_what_is_built_in(run):
    result = run("check")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == "0 errors, 0 warnings\n" and result.stdout == ""


def test_check_finds_every_problem_at_once(run, broken, practice):
    (practice / "content/programmes/bad.yaml").write_text("client: {name: A}\nitems: [nowhere]\n")
    result = run("check")
    assert result.exit_code == 1
    assert "broken.yaml:5:5: error[unknown-key]" in result.stderr
    assert "there is no stretch 'nowhere'" in result.stderr
    assert "2 errors, 0 warnings" in result.stderr


def test_check_lays_out_so_an_overfull_card_is_found(run, practice):
    (practice / "content/stretches/endless.yaml").write_text(OVERFULL)
    result = run("check", "content/stretches/endless.yaml", "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert any("endless.yaml" in p["file"] and p["severity"] == "error" for p in problems)


def test_check_lays_out_so_a_letter_no_font_has_is_found(run, practice):
    path = practice / "content/stretches/reach.yaml"
    path.write_text(path.read_text().replace("Reach up.", "Reach \U0001f9d8 up."))
    result = run("check", path)
    assert result.exit_code == 1
    assert "U+1F9D8" in result.stderr or "\U0001f9d8" in result.stderr


def test_check_of_a_path_says_nothing_about_others(run, broken):
    result = run("check", "content/stretches/reach.yaml")
    assert result.exit_code == 0 and "stepz" not in result.stderr
    assert run("check", "content").exit_code == 1
    assert run("check", "nowhere.yaml").exit_code == 2


def test_warnings_fail_only_if_strict(run, practice):
    path = practice / "content/stretches/reach.yaml"
    path.write_text(path.read_text().replace("Come back", "Come \u202eback"), "utf-8")
    result = run("check", path)
    assert result.exit_code == 0 and "warning[bidi]" in result.stderr
    assert "0 errors, 1 warning" in result.stderr
    assert run("check", path, "--strict").exit_code == 1


def test_at_most_50_problems_are_shown(run, practice):
    keys = "".join(f"zzz{n}: 1\n" for n in range(80))
    (practice / "content/stretches/many.yaml").write_text("name: X\n" + keys)
    result = run("check", "content/stretches/many.yaml")
    assert result.stderr.count("error[") == 50
    assert "more problems" in result.stderr


def test_preview_makes_a_picture_of_each_page(run, practice):
    result = run("preview", "knee-to-chest", "--layout", "sheet", "--dpi", "40")
    paths = result.stdout.splitlines()
    assert paths[0] == "output/knee-to-chest-sheet-1.png" and len(paths) > 1
    assert all((practice / p).read_bytes().startswith(b"\x89PNG\r\n") for p in paths)
    assert run("preview", "reach", "-o", "a.png").stdout == "a.png\n"
    assert run("preview", "reach", "--dpi", "9000").exit_code == 2


def test_preview_of_a_programme_is_private(run, jane, practice):
    result = run("preview", "programme:jane-plan", "--dpi", "40")
    first = practice / result.stdout.splitlines()[0]
    assert first.stat().st_mode & 0o077 == 0


def test_schema_of_a_kind_and_of_all(run):
    one = json.loads(run("schema", "stretch").stdout)
    assert one["properties"]["methods"]
    every = json.loads(run("schema").stdout)
    assert every["stretch"] == one and "programme" in every
    wrong = run("schema", "stretsh")
    assert wrong.exit_code == 2 and "did you mean 'stretch'?" in wrong.stderr


def test_doctor_finds_what_it_needs(run):
    result = run("doctor", "--json")
    found = {f["about"]: f for f in json.loads(result.stdout)}
    assert result.exit_code == 0, [f for f in found.values() if f["state"] == "lack"]
    assert found["font Source Sans 3"]["says"].startswith("4 styles, SIL Open Font License 1.1")
    assert {"handouts", "reportlab", "cache", "workspace", "output"} <= found.keys()


def test_doctor_names_each_lack_with_its_cure(run, practice, jane):
    (practice / "reportlab_settings.py").write_text("raise SystemExit(9)\n")
    jane.parent.chmod(0o755)
    (practice / "output").write_text("in the way")
    result = run("doctor")
    assert result.exit_code == 1
    assert "reportlab_settings.py is there" in result.stdout
    assert "others can read" in result.stdout and "chmod 700" in result.stdout
    assert "-> choose another place with -o" in result.stdout


def test_a_shorter_preview_leaves_no_old_pages(run, practice):
    first = run("preview", "knee-to-chest", "--layout", "sheet", "--dpi", "36").stdout.splitlines()
    output = practice / "output"
    last = len(first)
    kept = ["knee-to-chest-sheet-x.png", "knee-to-chest-sheet-09.png", "reach-sheet-9.png"]
    kept += ["knee-to-chest-sheet-9.pdf", "knee-to-chest-sheet-9-1.png"]
    for name in (*kept, f"knee-to-chest-sheet-{last + 1}.png", "knee-to-chest-sheet-99.png"):
        (output / name).write_bytes(b"old")
    (output / "knee-to-chest-sheet-77.png").mkdir()
    run("preview", "knee-to-chest", "--layout", "sheet", "--dpi", "36")
    wanted = {*(p.rpartition("/")[2] for p in first), *kept, "knee-to-chest-sheet-77.png"}
    assert {p.name for p in output.iterdir()} == wanted


def test_one_page_in_a_file_of_its_own_takes_nothing_away(run, practice):
    (practice / "a-1.png").write_bytes(b"mine")
    run("preview", "reach", "-o", "a.png", "--dpi", "36")
    assert (practice / "a-1.png").read_bytes() == b"mine"


def test_a_wrong_key_hides_no_other_problem_of_the_file(run, practice):
    path = practice / "content/stretches/reach.yaml"
    text = path.read_text().replace("Reach up.", "Reach \U0001f9d8 up.")
    path.write_text(text + "positon: lying\nlanguage: xx\n")
    result = run("check", path, "--json")
    codes = {p["code"] for p in json.loads(result.stdout)["problems"]}
    assert {"unknown-key", "language"} <= codes
    path.write_text(text + "positon: lying\n")
    codes = {p["code"] for p in json.loads(run("check", path, "--json").stdout)["problems"]}
    assert {"unknown-key", "glyph"} <= codes
