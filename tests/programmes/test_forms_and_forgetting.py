"""Forms that come back as they were filled, and a client who is forgotten."""

import csv
import io

import pytest
from pypdf import PdfReader, PdfWriter

PROGRAMME = """client: {name: Jane Example, id: c-1}
date: 2026-11-22
next_appointment: 2026-12-06 10:30
weekdays: [mon, wed, fri]
items:
  - {stretch: knee-to-chest, dose: {reps: 3, times_per_day: 2}}
  - {stretch: knee-to-chest, method: Double knee, dose: {reps: 2}}
"""


WHOSE = "c-1|2026-11-22|"


@pytest.fixture
def form(run, write, practice):
    write("content/programmes/plan.yaml", PROGRAMME)
    result = run("make", "programme:plan", "--form")
    assert result.exit_code == 0, result.stderr
    return practice / "output/c-1-2026-11-22-form.pdf"


def filled(form, values):
    writer = PdfWriter(clone_from=form)
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    path = form.with_name("back.pdf")
    writer.write(path)
    return path


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_form_has_a_field_for_each_circle_and_each_morning(form):
    fields = PdfReader(form).get_fields()
    ticks = [name for name in fields if "|tick|" in name]
    # Six days of the fortnight, twice a day the first and once the second.
    assert len(ticks) == 6 * 3 and len(set(ticks)) == len(ticks)
    assert len([name for name in fields if "|pain|" in name]) == 14
    for name, field in fields.items():
        assert field["/TU"] and name.startswith("c-1|2026-11-22|")
    assert "Jane" not in str(fields)


def test_fields_lie_on_the_page_and_name_only_fonts_of_the_file(form):
    reader = PdfReader(form)
    fonts = set()
    for page in reader.pages:
        fonts |= set(page["/Resources"]["/Font"])
        for annotation in page.get("/Annots", []):
            found = annotation.get_object()
            if found["/Subtype"] == "/Widget" and not int(found["/F"]) & 2:
                left, low, right, high = map(float, found["/Rect"])
                assert 0 < left < right < float(page.mediabox.width)
                assert 0 < low < high < float(page.mediabox.height)
                assert min(right - left, high - low) > 11.3  # 4 mm
    form_fonts = set(reader.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"])
    assert form_fonts <= fonts | form_fonts and form_fonts
    for font in reader.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"].values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()


def test_filled_forms_come_back_exactly(run, form):
    values = {
        f"{WHOSE}tick|2026-11-23|1|knee-to-chest|2": "/Yes", f"{WHOSE}tick|2026-11-25|2|knee-to-chest|1": "/Yes",
        f"{WHOSE}pain|2026-11-22": "0", f"{WHOSE}pain|2026-11-24": "10",
    }  # fmt: skip
    result = run("collect", filled(form, values))
    assert result.exit_code == 0, result.stderr
    found = rows(result)
    assert {(r["client"], r["made"]) for r in found} == {("c-1", "2026-11-22")}
    done = [
        (r["day"], r["exercise"], r["time"])
        for r in found
        if r["what"] == "done" and r["value"] == "1"
    ]
    assert done == [("2026-11-23", "knee-to-chest", "2"), ("2026-11-25", "knee-to-chest", "1")]
    assert {r["day"]: r["value"] for r in found if r["value"] and r["what"] == "pain"} == {
        "2026-11-22": "0", "2026-11-24": "10",
    }  # fmt: skip
    assert len(found) == 6 * 3 + 14


@pytest.mark.parametrize("typed", ["11", "-1", "=1+1", "bad", "１"])
def test_a_pain_that_is_no_number_is_told_and_left_out(run, form, typed):
    result = run("collect", filled(form, {f"{WHOSE}pain|2026-11-24": typed}))
    assert result.exit_code == 3 and "2026-11-24" in result.stderr
    assert not [
        r for r in rows(result) if r["what"] == "pain" and (r["value"] or r["day"] == "2026-11-24")
    ]


def test_what_is_no_form_of_ours_is_told_and_the_others_go_on(run, form, write, practice):
    write("x.pdf", b"%PDF-1.7 broken")
    run("make", "programme:plan")
    plain = practice / "output/c-1-2026-11-22.pdf"
    result = run("collect", form, "x.pdf", plain, "nowhere.pdf", "-o", "all.csv")
    assert result.exit_code == 3 and result.stderr.count("error:") == 3
    assert "Traceback" not in result.stderr and "EOF" not in result.stderr
    assert len((practice / "all.csv").read_text("utf-8-sig").splitlines()) == 1 + 6 * 3 + 14


def test_forget_lists_then_removes_only_what_is_one_clients(run, practice, write):
    write("content/clients/c-1.yaml", "name: Jane Example\n")
    write("content/programmes/one.yaml", "client: c-1\ndate: 2026-11-20\nitems: [cat-cow]\n")
    write("content/programmes/broken.yaml", "client: c-1\nitemz: [cat-cow]\n")
    write(
        "content/programmes/two.yaml",
        "client: {name: Bob, id: c-11}\ndate: 2026-11-20\nitems: [cat-cow]\n",
    )
    write("list.csv", "client,date\nc-1,2026-11-22\nc-11,2026-11-22\n")
    (practice / "content/programmes/broken.yaml").rename(practice / "broken.txt")
    assert run("make", "--from", "list.csv", "--on", "2026-11-22").exit_code == 0
    (practice / "broken.txt").rename(practice / "content/programmes/broken.yaml")
    wanted = {
        "content/clients/c-1.yaml", "content/programmes/one.yaml", "content/programmes/broken.yaml",
        "output/c-1-2026-11-20.pdf", "output/print-2026-11-22.pdf",
    }  # fmt: skip
    listed = run("forget", "c-1", "--list")
    assert set(listed.stdout.split()) == wanted and (practice / "content/clients/c-1.yaml").exists()
    refused = run("forget", "c-1", typed="n\n")
    assert refused.exit_code != 0 and (practice / "content/clients/c-1.yaml").exists()
    assert run("forget", "c-1", "--yes").exit_code == 0
    assert not any((practice / name).exists() for name in wanted)
    assert (practice / "output/c-11-2026-11-20.pdf").exists()
    assert (practice / "content/programmes/two.yaml").exists()
    again = run("forget", "c-1")
    assert again.exit_code == 2 and "Jane" not in again.stderr
