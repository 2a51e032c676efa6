"""The programmes of a day: each client's own, one bad row alone, and nobody in another's file."""

import io
import re
import stat
import zlib

import pytest
from pypdf import PdfReader

SETTINGS = """brand: example-andover
appointments:
  columns: {client: Client No., date: Appt Date, time: Start, name: Patient, status: Status}
  skip: [Cancelled]
"""
FIRST = (
    "Zoë",
    "José",
    "Bjørn",
    "Łucja",
    "Anne-Marie",
    "Siân",
    "Günther",
    "Iñaki",
    "Chloé",
    "Noémie",
)
LAST = ("Abbott", "Święty", "Müller", "Dvořák", "Okafor", "Quixano")
STRETCHES = ("knee-to-chest", "cat-cow", "childs-pose", "pelvic-tilt")


def name_of(number):
    return f"{FIRST[number % 10]} {LAST[number % 6]}{'abcdefghij'[number // 10]}"


def client_of(number):
    return f"kx{1000 + 7 * number}"


def programme(number, day=10, marker=""):
    items = "".join(
        f"  - {{stretch: {STRETCHES[(number + n) % 4]}, dose: {{reps: {2 + number % 5}}}, note: 'Nota{number}q{n}'}}\n"
        for n in range(1 + number % 2)
    )
    return (
        f"client: {{name: '{name_of(number)}', id: {client_of(number)}, email: mail{number}z@client.example}}\n"
        f"date: 2026-11-{day}\ngoal: Goal{number}g {marker}\nnext_appointment: 2026-12-08 10:30\nitems:\n{items}"
    )


def row(number, date="23/11/2026", client=None, name=None):
    patient = name or ", ".join(reversed(name_of(number).split(" ")))
    return f'{date};{8 + number // 3}:{number % 3}0;{client or client_of(number).upper()};"{patient}";"n ""x""; y";Booked'


@pytest.fixture
def clinic(write):
    """Thirty appointments; the rows of 5, 12 and 20 are bad."""
    write("handouts.yaml", SETTINGS)
    lines = ["Export;;;;;", "Appt Date;Start;Client No.;Patient;Notes;Status"]
    for number in range(30):
        if number != 12:
            write(f"content/programmes/p-{number}.yaml", programme(number))
        lines.append(row(number, date="30/02/2026" if number == 20 else "23/11/2026"))
    lines[7] = lines[7].replace('"n ""x""; y"', '"n ""x"; y')
    write("list.csv", b"\xef\xbb\xbf" + "\r\n".join(lines).encode())


ON = ("--from", "list.csv", "--on", "2026-11-23")


def all_of(pdf):
    """Everything a PDF holds: its words, its strings, and each stream unpacked."""
    reader = PdfReader(io.BytesIO(pdf))
    words = [page.extract_text() for page in reader.pages]
    words += [str(value) for value in (reader.metadata or {}).values()]
    words += [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    for name, field in (reader.get_fields() or {}).items():
        words += [name, str(field.get("/V")), str(field.get("/TU"))]
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1].strip(b"\r\n")))
        except zlib.error:
            parts.append(found[1])
    raw = b"\n".join(parts)
    return "\n".join(words), raw


def test_thirty_rows_with_three_bad_ones(run, practice, clinic):
    result = run("make", *ON)
    assert result.exit_code == 3, result.stderr
    made = sorted(practice.glob("output/kx*.pdf"))
    assert len(made) == 27 and "27 handouts made, 3 failed" in result.stderr
    assert len(result.stdout.splitlines()) == 28
    for line in (8, 15, 23):
        assert f"list.csv:{line}:1: error[" in result.stderr
    assert result.stderr.count("error[") == 3
    assert not any(name_of(n) in result.stderr for n in range(30))
    for path in (*made, practice / "output"):
        assert stat.S_IMODE(path.stat().st_mode) in (0o600, 0o700)


@pytest.mark.parametrize("form", [(), ("--form",)])
def test_nobody_stands_in_anothers_file(run, practice, clinic, form):
    run("make", *ON, *form)
    checked = 0
    for number in [n for n in range(30) if n not in (5, 12, 20)]:
        (path,) = practice.glob(f"output/{client_of(number)}-*.pdf")
        body = path.read_bytes()
        words, raw = all_of(body)
        flat = " ".join(words.split())
        for page in PdfReader(io.BytesIO(body)).pages:
            assert name_of(number) in " ".join(page.extract_text().split())
        assert f"Nota{number}q0" in flat and f"Goal{number}g" in flat
        assert "client.example" not in flat and b"client.example" not in raw
        for other in range(30):
            if other == number:
                continue
            marks = (
                name_of(other),
                client_of(other),
                f"mail{other}z",
                f"Nota{other}q",
                f"Goal{other}g",
            )
            for mark in marks:
                assert mark not in flat and mark.encode() not in raw, (number, other, mark)
                checked += 1
        info = PdfReader(io.BytesIO(body)).metadata
        assert not any(name_of(number).split(" ")[0] in str(value) for value in info.values())
    assert checked == 27 * 29 * 5


def test_each_is_the_same_as_made_alone(run, practice, clinic):
    run("make", *ON)
    for number in (0, 7, 29):
        (path,) = practice.glob(f"output/{client_of(number)}-*.pdf")
        run("make", f"programme:p-{number}", "-o", "alone/")
        assert (practice / "alone" / path.name).read_bytes() == path.read_bytes()


def test_the_print_file_starts_each_client_on_a_right_hand_page(run, practice, clinic):
    run("make", *ON)
    pages = [p.extract_text() for p in PdfReader(practice / "output/print-2026-11-23.pdf").pages]
    assert "Programmes for" in pages[0] and name_of(0) in " ".join(pages[0].split())
    assert "3 appointments have no handout" in " ".join(pages[0].split())
    starts = []
    for number in [n for n in range(30) if n not in (5, 12, 20)]:
        title = f"{name_of(number)}’s programme"
        (at,) = [n for n, words in enumerate(pages) if title in " ".join(words.split())
                 and "continued" not in words]  # fmt: skip
        starts.append(at)
    assert starts == sorted(starts) and all(at % 2 == 0 for at in starts)


def test_the_latest_dated_on_or_before_the_day_counts(run, practice, write):
    write("handouts.yaml", SETTINGS)
    write("content/programmes/old.yaml", programme(0, 9, "OLD"))
    write("content/programmes/new.yaml", programme(0, 23, "NEW"))
    write("content/programmes/later.yaml", programme(0, 24, "LATER"))
    write("list.csv", "Appt Date;Start;Client No.;Patient;Notes;Status\n" + row(0))
    assert run("make", *ON).exit_code == 0
    (path,) = practice.glob("output/kx*.pdf")
    assert path.name == "kx1000-2026-11-23.pdf" and "NEW" in all_of(path.read_bytes())[0]


def test_a_broken_latest_file_never_gives_way_to_an_older_dose(run, practice, write):
    write("handouts.yaml", SETTINGS)
    write("content/programmes/old.yaml", programme(0, 9, "OLD"))
    write("content/programmes/new.yaml", programme(0, 23).replace("items:", "itemz:"))
    write("list.csv", "Appt Date;Start;Client No.;Patient;Notes;Status\n" + row(0))
    result = run("make", *ON)
    assert result.exit_code == 1 and not list(practice.glob("output/*.pdf"))
    assert "new.yaml" in result.stderr and "list.csv:2" in result.stderr


def test_a_name_that_is_not_the_clients_stops_that_row(run, practice, write):
    write("handouts.yaml", SETTINGS)
    write("content/programmes/a.yaml", programme(0))
    write(
        "list.csv",
        "Appt Date;Start;Client No.;Patient;Notes;Status\n" + row(0, name="Other Person"),
    )
    result = run("make", *ON)
    assert result.exit_code == 1 and "error[client]" in result.stderr
    assert "Other" not in result.stderr and "Zoë" not in result.stderr


def test_a_client_who_comes_twice_has_one_handout(run, practice, write):
    write("handouts.yaml", SETTINGS)
    write("content/programmes/a.yaml", programme(0))
    write("list.csv", "Appt Date;Start;Client No.;Patient;Notes;Status\n" + row(0) + "\n" + row(0))
    result = run("make", *ON)
    assert result.exit_code == 0 and "1 handout made, 0 failed" in result.stderr
    assert len(PdfReader(practice / "output/print-2026-11-23.pdf").pages) < 8


def test_another_day_is_told(run, practice, clinic):
    result = run("make", "--from", "list.csv", "--on", "2026-11-25")
    assert result.exit_code != 0 or "no appointment" in result.stderr
    assert not list(practice.glob("output/kx*.pdf"))
