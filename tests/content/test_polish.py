"""Polish, the second built-in language: complete, dated and counted as Polish is."""

import datetime
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
from handouts.document.words import Words
from handouts.library.workspace import builtin_library
from handouts.model.text import Amount

STRETCH = """\
name: Kolano do klatki piersiowej
language: pl
summary: Łagodne rozciąganie dolnej części pleców w leżeniu.
regions: [lower-back]
dose: {{hold: {n} s, reps: {n}, sets: {n}, times_per_day: {n}}}
start: [Połóż się na plecach.]
methods:
  - name: Jedno kolano
    steps: [Zegnij jedno kolano., Przyciągnij je powoli do klatki piersiowej.]
benefits: [Może rozluźnić plecy.]
mistakes: [{{avoid: Nie szarp., instead: Ćwicz powoli.}}]
stop: [Poczujesz ostry ból.]
"""
COUNTED = {
    1: ("1 sekunda", "1 raz", "1 seria", "Raz dziennie"),
    2: ("2 sekundy", "2 razy", "2 serie", "2 razy dziennie"),
    5: ("5 sekund", "5 razy", "5 serii", "5 razy dziennie"),
    22: ("22 sekundy", "22 razy", "22 serie", "22 razy dziennie"),
}
HEADINGS = {
    "card": ("Krótka karta", "Unikaj", "Zamiast tego", "Natychmiast przerwij, jeśli…"),
    "sheet": ("Pełny opis", "Pozycja wyjściowa", "Unikaj", "Jak może pomóc"),
}


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    root = tmp_path_factory.mktemp("polish")
    folder = root / "content" / "stretches"
    folder.mkdir(parents=True)
    (root / "handouts.yaml").write_text("{}\n", "utf-8")
    for number in COUNTED:
        (folder / f"kolano-{number}.yaml").write_text(STRETCH.format(n=number), "utf-8")
    env = {"HANDOUTS_CACHE": str(root / "cache")}
    return open_press(make_context(env, root, root, "2026-11-22"))


@pytest.fixture(scope="module")
def words():
    place = builtin_library()
    library = open_press(make_context({}, place, place, "2026-11-22")).library
    return Words("pl", library.labels("pl"), {})


def test_the_words_pass_every_check(press):
    found = press.library.entry("labels", "pl")
    assert [d for d in found.diagnostics if d.severity == "error"] == []
    own, base = (press.library.labels(name) for name in ("pl", "en-GB"))
    assert list(own) == list(base)


def test_a_word_with_a_number_in_english_has_every_polish_form(press):
    own, base = (press.library.labels(name) for name in ("pl", "en-GB"))
    counted = [key for key, found in base.items() if found.one]
    lacking = [k for k in counted if not (own[k].one and own[k].few and own[k].many)]
    assert counted and not lacking


@pytest.mark.parametrize("number", COUNTED)
@pytest.mark.parametrize("layout", HEADINGS)
def test_pages_are_polish(press, layout, number):
    target = find_target(press, f"kolano-{number}")
    made = press.make(press.job(target, Choices(layout=layout)))
    reader = PdfReader(BytesIO(made.pdf))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    seconds, times, rounds, daily = COUNTED[number]
    wanted = [*HEADINGS[layout], "22 listopada 2026"]
    if layout == "card":
        wanted += [f"{seconds} w pozycji", f"{times}, {rounds}"]
        wanted += [daily if number > 1 else "1 raz dziennie"]
        assert len(reader.pages) == 1
    else:
        wanted += [f"Utrzymanie: {seconds}", times, rounds, daily]
    missing = [words for words in wanted if words not in text]
    assert not missing, text
    english = r"\b(hold|times?|seconds?|rounds?|day|avoid|page|made|version|step)\b"
    assert not re.search(english, text, re.IGNORECASE), text


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "minuta"), (3, "minuty"), (5, "minut"), (12, "minut"), (22, "minuty"), (1.5, "minuty")],
)
def test_numbers_have_their_form(words, number, said):
    assert words.say("minutes", Amount(number, number)) == said


def test_dates_and_moments(words):
    assert words.date(datetime.date(2026, 9, 3)).split() == ["3", "września", "2026"]
    when = datetime.datetime(2026, 12, 6, 10, 30)
    assert words.moment(when) == "niedz., 6 grudnia, 10:30"
