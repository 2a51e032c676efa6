"""Programmes over every optional key: each is made, bears its client's name, and breaks nowhere."""

import io
import itertools

import pytest
from handout_pages import folded, placed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_breaks import bad_breaks
from pypdf import PdfReader
from themed_pages import faults

from handouts.build import Choices, Press, open_press
from handouts.context import make_context
from handouts.finish.verify import verify
from handouts.library.load import load_text
from handouts.looks.look import make_look, palette_of
from handouts.model.fields import fields_of
from handouts.model.pain import PainLimit
from handouts.model.programme import WEEKDAYS, Client, Item, Override, Programme
from handouts.model.stretch import ITEM_SIDES, TIMES, Dose
from handouts.render.fonts import Faces
from handouts.source.dump import to_yaml
from handouts.source.node import Mapping, Scalar, Sequence, Span
from handouts.typeset.pages import CircleMark, FieldMark, RectMark, TextMark
from handouts.units import POINTS_PER_MM

METHODS = {
    "knee-to-chest": ("Single knee", "Double knee", "Rocking"), "cat-cow": (), "childs-pose": (),
    "pelvic-tilt": (), "piriformis-stretch": (), "spinal-twist": (),
}  # fmt: skip
FLAGS = ("hip-replacement", "osteoporosis", "dizziness", "glaucoma")
# Without digits: the check of breaks takes a number on its own line for that of a step.
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIŁŚŻÉÖßøçñžğő '-.,:;!?()*[]{}#&%@\"\\"

HERE = Span("a test")

words = st.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(bool)
long_words = st.lists(words, min_size=1, max_size=6).map(" ".join)
names = st.one_of(
    st.sampled_from(
        ["Jane Example", "Bartholomew Featherstonehaugh-Cholmondeley", "Ł", "漢字 名前"]
    ),
    st.text("abcdeŁŚÉöñ", min_size=1, max_size=30),
)
count = st.one_of(st.integers(1, 12).map(str), st.just("2-4"), st.just("8-12"))
time = st.sampled_from(["5 s", "15-30 s", "1:30", "2 min", "45 s"])
doses = st.fixed_dictionaries({}, optional={
    "hold": time, "reps": count, "sets": st.sampled_from(["1", "2", "2-3"]),
    "sides": st.sampled_from(["each", "left", "both", "left-first", "alternate"]), "duration": time,
    "breaths": count, "tempo": time, "rest": time, "times_per_day": st.sampled_from(["1", "2", "3-4", "6"]),
    "times_of_day": st.lists(st.sampled_from(TIMES), min_size=1, max_size=5, unique=True),
    "days_per_week": st.sampled_from(["3", "5-7", "7"]), "effort": words, "note": words,
})  # fmt: skip
pains = st.fixed_dictionaries({}, optional={
    "fine_to": st.integers(0, 3).map(str), "careful_to": st.integers(4, 9).map(str),
    "settles_hours": st.integers(1, 72).map(str), "source": words,
})  # fmt: skip


@st.composite
def items(draw, flags):
    stretch = draw(st.sampled_from(sorted(METHODS)))
    optional = {
        "side": st.sampled_from(ITEM_SIDES), "dose": doses, "note": long_words.map(lambda t: t[:390]),
        "easier": words, "harder": words, "order": st.integers(1, 99).map(str),
    }  # fmt: skip
    if METHODS[stretch]:
        optional["method"] = st.sampled_from(METHODS[stretch])
    found = draw(st.fixed_dictionaries({}, optional=optional))
    if flags:
        found["overrides"] = [{"flag": f, "by": draw(words), "why": draw(words)} for f in flags]
    return {"stretch": stretch, **found}


@st.composite
def programmes(draw):
    flags = draw(st.lists(st.sampled_from(FLAGS), max_size=3, unique=True))
    client = {"name": draw(names), "id": "c-1", **({"flags": flags} if flags else {})}
    found = draw(st.fixed_dictionaries({}, optional={
        "version": st.sampled_from(["v1", "2b"]), "goal": long_words.map(lambda t: t[:390]),
        "note": long_words, "therapist": words, "period": st.sampled_from(["1 week", "10 days", "6 weeks"]),
        "next_appointment": st.integers(23, 30).map(lambda n: f"2026-11-{n} 10:30"),
        "weekdays": st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True),
        "when_and_where": words, "pain": pains, "time_limit": time,
        "language": st.sampled_from(["en-GB", "pl"]), "brand": st.just("example-andover"),
        "layout": st.just("programme"),
    }))  # fmt: skip
    chosen = draw(st.lists(items(flags), min_size=1, max_size=6))
    return {"client": client, "date": "2026-11-22", **found, "items": chosen}


def node(value):
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(k, HERE), node(v)) for k, v in value.items()), HERE)
    if isinstance(value, list):
        return Sequence(tuple(map(node, value)), HERE)
    return Scalar(value, HERE, plain=False)


@pytest.fixture(scope="module")
def press(tmp_path_factory, kept):
    root = tmp_path_factory.mktemp("any")
    return open_press(make_context({"HANDOUTS_CACHE": str(kept / "any")}, root, root, "2026-11-22"))


def test_the_strategy_leaves_out_no_key():
    drawn = {
        Client: {"name", "id", "flags", "email", "email_consent", "shared_address"}, Override: {"flag", "by", "why"},
        PainLimit: {"fine_to", "careful_to", "settles_hours", "source"},
        Item: {"stretch", "method", "side", "dose", "note", "easier", "harder", "order", "overrides"},
        Dose: {"hold", "reps", "sets", "sides", "duration", "breaths", "tempo", "rest", "times_per_day",
               "times_of_day", "days_per_week", "effort", "note"},
        Programme: {"client", "date", "version", "goal", "note", "therapist", "period", "next_appointment",
                    "weekdays", "when_and_where", "pain", "time_limit", "language", "brand", "layout", "items",
                    "former"},
    }  # fmt: skip
    # None prints of itself: what is about email is for sending, a former programme has tests of its own.
    for form, keys in drawn.items():
        assert set(fields_of(form)) == keys


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    programmes(),
    st.sampled_from(["warm", "calm", "plain"]),
    st.sampled_from(["a4", "letter", "a5"]),
    st.sampled_from(["standard", "mono", "large-print", "large-print-mono"]),
    st.booleans(),
)
def test_any_programme_is_made_well(press, tree, theme, paper, variant, form):
    text = to_yaml(node(tree))
    entry = load_text(text.encode(), "a test", press.files, press.library)
    assert entry.usable, (text, entry.diagnostics)
    job = press.job(entry, Choices(theme=theme, paper=paper, variant=variant, form=form))
    made = press.make(job)
    assert verify(made.pdf, made.pages) == ()
    alone = Press(press.context, press.library, press.files)
    assert alone.make(job).pdf == made.pdf  # whatever this press made before
    name = folded(tree["client"]["name"])
    for page in PdfReader(io.BytesIO(made.pdf)).pages:
        squeezed = folded(page.extract_text()).replace(" ", "").replace("-", "")
        assert name.replace(" ", "").replace("-", "") in squeezed
    pages, _, _ = press.pages(job)
    look = make_look(
        job.layout,
        job.theme,
        palette_of(job.theme, job.brand, job.variant),
        job.paper,
        variant=variant,
    )
    faces = Faces(str(job.theme.fonts.heading), str(job.theme.fonts.body), pages.language)
    assert faults(job, pages, look, faces.width) == []
    assert bad_breaks(pages, look, placed(pages, faces.width)) == []
    _check_ticks(pages)
    assert any(isinstance(m, FieldMark) for p in pages.pages for m in p.marks) == form


def _check_ticks(pages):
    """Each circle or box to tick is 4 mm or more, and has room of its own; fields never overlap."""
    for page in pages.pages:
        fields = [m for m in page.marks if isinstance(m, FieldMark)]
        for mark in fields:
            assert min(mark.width, mark.height) >= 4 * POINTS_PER_MM - 0.01
        for a, b in itertools.combinations(fields, 2):
            apart = a.x + a.width <= b.x + 0.01 or b.x + b.width <= a.x + 0.01
            assert apart or a.y + a.height <= b.y + 0.01 or b.y + b.height <= a.y + 0.01
        ticks = [
            m
            for m in page.marks
            if isinstance(m, CircleMark) and m.stroke and m.fill and m.radius > 5.6
        ]
        texts = [m for m in page.marks if isinstance(m, TextMark) and m.text.strip()]
        for tick in ticks:
            inside = [
                t for t in texts
                if abs(t.x - tick.x) < tick.radius * 0.5 and tick.y - 2 < t.y < tick.y + 2 and len(t.text) > 2
            ]  # fmt: skip
            assert not inside, (tick, inside)
        assert all(m.width > 0 and m.height > 0 for m in page.marks if isinstance(m, RectMark))
