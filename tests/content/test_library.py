"""The built-in content: it loads clean, reads plainly, and holds nobody's real details."""

import re
from pathlib import Path

import pytest
import yaml

from handouts.build import open_press
from handouts.context import make_context
from handouts.diagnostics import as_text
from handouts.document.inline import inline
from handouts.library.files import PRIVATE
from handouts.library.load import load_private
from handouts.library.workspace import builtin_library

ROOT = builtin_library()
CONTENT = ROOT / "content"
NAMES = sorted(path.stem for path in (CONTENT / "stretches").glob("*.yaml"))
STEP_WORDS = 20
SHORT_MOST = 70
# What a step may begin with. A new verb is welcome; a noun or an "-ing" word is not an instruction.
VERBS = (
    "add bend breathe bring clasp cross draw finish go hold keep kneel lay lean let lie lift loop "
    "lower make move place press pull push put raise reach relax rest rock roll sit slide stand "
    "step stretch take tilt try tuck turn walk"
)
# Ofcom keeps these for drama: 01632 960000 to 960999.
INVENTED = re.compile(r"01632 ?960 ?\d{3}")
# Eleven digits or so that open with 0 or +, however they are parted.
NUMBER = re.compile(r"(?<![\w.-])(?:\+|00)?\(?0?\d[\d ().-]{7,}\d(?![\w-])")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}(?!\d))?")


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    return open_press(make_context({"HANDOUTS_CACHE": str(cache)}, Path("/"), ROOT, "2026-11-22"))


@pytest.fixture(params=NAMES)
def stretch(press, request):
    return press.library.stretch(request.param)


def steps(stretch):
    return [step for method in stretch.methods for step in method.steps]


def wordings(stretch):
    """Every text of the stretch that has, or may have, a short wording."""
    lists = (stretch.benefits, stretch.start, stretch.breathing, stretch.when, stretch.used_for)
    more = [w for a in (*stretch.adaptations, *stretch.progression) for w in a.do]
    one = [stretch.summary] if stretch.summary else []
    found = [*one, *steps(stretch), *(w for texts in lists for w in texts), *more]
    return [*found, *stretch.see_first, *stretch.stop]


def shown(text):
    return "".join(run.text for run in inline(text))


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?:;])\s+", shown(text).replace("\u00a0", " ")) if s]


def test_every_file_loads_without_errors_or_warnings(press):
    found = [as_text(d) for d in press.library.diagnostics]
    for kind in PRIVATE:
        for name in press.files.ids(kind):
            entry = load_private(press.files, kind, name, press.library)
            assert entry.usable, entry.file
            found += [as_text(d) for d in entry.diagnostics]
    assert found == []


def test_no_file_of_the_library_is_passed_over(press):
    read = {source.path.resolve() for source in press.files.all}
    folders = [CONTENT, ROOT / "layouts"]
    assert [p for f in folders for p in f.rglob("*.y*ml") if p.resolve() not in read] == []


def test_the_six_stretches_are_there_and_usable(press):
    assert len(NAMES) >= 6
    assert [n for n in NAMES if press.library.stretch(n) is None] == []


def test_every_flag_used_exists(press, stretch):
    used = [w.flag for w in (*stretch.see_first, *stretch.stop) if w.flag]
    assert [str(f) for f in used if f not in press.library.flags] == []


def test_every_stretch_says_when_to_stop_and_when_to_ask_first(stretch):
    assert len(stretch.stop) >= 2
    assert len(stretch.see_first) >= 2
    assert all(w.flag for w in stretch.see_first), "a client's flags can match each one"
    flags = [str(w.flag) for w in stretch.see_first]
    assert len(flags) == len(set(flags))
    assert {"recent-surgery", "severe-pain", "pregnancy", "osteoporosis"} <= set(flags)
    assert any("sharp or shooting pain" in w.text for w in stretch.stop)


def test_every_step_opens_with_a_bold_verb(stretch):
    wordings = [t for s in (*steps(stretch), *stretch.start) for t in (s.text, s.short) if t]
    wrong = []
    for text in wordings:
        first = inline(text)[0]
        words = re.findall(r"[\w'’-]+", first.text.casefold())
        if not (first.bold and words and words[0] in VERBS.split()):
            wrong.append(str(text))
    assert wrong == []


def test_no_sentence_of_a_step_is_long(stretch):
    texts = [t for s in (*steps(stretch), *stretch.start) for t in (s.text, s.short) if t]
    said = [sentence for text in texts for sentence in sentences(text)]
    assert [s for s in said if len(s.split()) > STEP_WORDS] == []


def test_short_wordings_are_short(stretch):
    shorts = [w.short for w in wordings(stretch) if w.short]
    assert shorts
    assert [str(s) for s in shorts if len(shown(s)) > SHORT_MOST] == []


def test_a_short_wording_is_no_longer_than_the_full_one(stretch):
    pairs = [(w.short, w.text) for w in wordings(stretch) if w.short]
    assert [str(s) for s, full in pairs if len(shown(s)) > len(shown(full))] == []


def test_every_stretch_waits_for_a_clinician(stretch):
    assert stretch.review.by is None, "name a reviewer only when a real one has read it"
    assert stretch.review.next is not None


def numbers_in(text):
    return [n for n in NUMBER.findall(DAY.sub("", text)) if not INVENTED.fullmatch(n.strip())]


def test_brands_hold_only_telephone_numbers_kept_for_fiction(press):
    for name in press.library.ids("brand"):
        phone = press.library.brand(name).contact.phone
        assert phone is None or INVENTED.fullmatch(str(phone)), name


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yaml")), ids=lambda p: p.stem)
def test_no_built_in_file_holds_a_real_number_or_address(path):
    text = path.read_text(encoding="utf-8")
    assert numbers_in(text) == []
    mails = re.findall(r"[\w.+-]+@([\w.-]+)", text)
    links = re.findall(r"https?://([\w-]+(?:\.[\w-]+)+)", text)
    assert [h for h in (*mails, *links) if not h.rstrip(".").endswith(".example")] == []
    assert yaml.safe_load(text), "an empty file helps nobody"


@pytest.mark.parametrize(
    "text", ["01264 123456", "+44 1632 960142", "(01264) 123 456", "07700 900 123", "01632 961 142"]
)
def test_the_search_for_numbers_finds_real_ones(text):
    assert numbers_in(f'contact: {{phone: "{text}"}}') != []


def test_the_search_for_numbers_passes_over_dates_and_invented_ones():
    assert numbers_in('date: 2026-11-22 10:30, hold: 15-30 s, phone: "01632 960 142"') == []
