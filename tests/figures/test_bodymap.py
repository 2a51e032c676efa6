"""The body map: muscles where they belong, drawn so that a grey printer keeps the message."""

import math
import zlib

import pyclipper
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.colour.drawn import body_colours
from handouts.colour.palettes import MONO, PALETTES
from handouts.colour.space import contrast, parse_hex
from handouts.figures import trace
from handouts.figures.bodymap import HIGH, VIEWS, WIDE, _figure, body_map, shapes, shown_views
from handouts.figures.curves import area, crossings, hatched, thinned, through
from handouts.model.stretch import PLACES
from handouts.render.operators import drawing
from handouts.typeset.pages import Shape

MIDDLE = WIDE / 2
RANKS = ("primary", "secondary")
BRANDS = ("#1f6f78", "#6d2a63", "#ffd400", "#f28c28", "#e75480", "#8bc34a", "#0b1e4b", "#000000")
# Where anatomy has them; front and back are not for the drawing to choose.
FRONT = {
    "pectoralis", "rectus-abdominis", "obliques", "biceps", "rectus-femoris", "vastus-medialis",
    "vastus-lateralis", "adductors", "tibialis", "sternocleidomastoid", "iliopsoas",
    "transversus", "diaphragm", "sartorius", "serratus", "tensor",
}  # fmt: skip
BACK = {
    "trapezius", "latissimus", "erector", "erector-upper", "multifidus", "paraspinals",
    "quadratus-lumborum", "gluteus-maximus", "gluteus-medius", "gluteus-minimus", "piriformis",
    "hip-rotators", "biceps-femoris", "semitendinosus", "gastrocnemius-inner", "soleus",
    "achilles", "rhomboids", "triceps", "infraspinatus", "suboccipitals",
}  # fmt: skip
DEEP = {
    "piriformis", "hip-rotators", "gluteus-minimus", "multifidus", "paraspinals", "psoas",
    "quadratus-lumborum", "iliopsoas", "transversus", "rhomboids", "levator", "diaphragm",
    "suboccipitals", "supraspinatus", "pectoralis-minor", "tibialis-posterior", "popliteus",
}  # fmt: skip
# From head to foot, as bodies are.
DOWNWARDS = (
    ("suboccipitals", "trapezius", "latissimus", "erector", "gluteus-maximus", "biceps-femoris",
     "gastrocnemius-inner", "soleus", "achilles", "plantar-fascia"),
    ("masseter", "sternocleidomastoid", "pectoralis", "rectus-abdominis", "pelvic-floor",
     "rectus-femoris", "tibialis"),
    ("deltoid", "biceps", "wrist-flexors"),
)  # fmt: skip


def outline(view):
    # Its first and last points reach over the middle, so that no seam shows.
    half = [(x - MIDDLE, y - 4) for _, x, y in _figure(view).body[1:-1]]
    return [*half, *((-x, y) for x, y in reversed(half))]


def whole(loop):
    points = [(round(x * 100), round(y * 100)) for x, y in loop]
    return points if pyclipper.Orientation(points) else points[::-1]


def clipped(kind, one, other):
    clipper = pyclipper.Pyclipper()
    clipper.AddPaths([whole(loop) for loop in one], pyclipper.PT_SUBJECT, True)
    clipper.AddPaths([whole(loop) for loop in other], pyclipper.PT_CLIP, True)
    found = clipper.Execute(kind, pyclipper.PFT_NONZERO, pyclipper.PFT_NONZERO)
    return sum(pyclipper.Area(loop) for loop in found) / 10_000


def points_of(display):
    return [op[1:] for path in display.paths for op in path.commands if op[0] != "Z"]


def test_the_file_is_what_the_anatomy_gives():
    assert trace.FILE.read_text(encoding="utf-8") == trace.traced(), (
        "run python -m handouts.figures.trace"
    )


def test_the_names_are_those_an_author_may_write():
    assert sorted(shapes()) == sorted(PLACES)
    assert len(shapes()) >= 60


@pytest.mark.parametrize("name", PLACES)
def test_every_muscle_lies_within_the_outline_on_its_own_side(name):
    shape = shapes()[name]
    assert shape.loops and all(abs(area(loop)) > 15 for loop in shape.loops)
    assert clipped(pyclipper.CT_DIFFERENCE, shape.loops, [outline(shape.view)]) == 0
    assert all(x > 0 for loop in shape.loops for x, _ in loop)


@pytest.mark.parametrize("name", PLACES)
def test_a_label_points_into_its_muscle(name):
    shape = shapes()[name]
    x, y = shape.label[0] - MIDDLE, shape.label[1] - 4
    ends = crossings(shape.loops, y)
    assert any(a <= x <= b for a, b in zip(ends[::2], ends[1::2], strict=True)), (x, y, ends)


def test_front_and_back_are_right():
    assert {shapes()[name].view for name in FRONT} == {"front"}
    assert {shapes()[name].view for name in BACK} == {"back"}
    assert shown_views(["deltoid", "deltoid-back"]) == ("front", "back")
    assert shown_views(["piriformis"]) == ("back",)


@pytest.mark.parametrize("row", DOWNWARDS, ids=lambda row: row[0])
def test_muscles_stand_in_order_from_head_to_foot(row):
    heights = [shapes()[name].label[1] for name in row]
    assert heights == sorted(heights)


def test_neighbours_do_not_overlap():
    for view in VIEWS:
        own = [s for s in shapes().values() if s.view == view and s.always]
        for n, one in enumerate(own):
            for other in own[n + 1 :]:
                both = clipped(pyclipper.CT_INTERSECTION, one.loops, other.loops)
                assert both == 0, (one.name, other.name)


def test_what_lies_under_others_is_dashed_and_nothing_else():
    assert all(shapes()[name].deep for name in DEEP)
    for shape in shapes().values():
        for rank in RANKS:
            made = body_map(shape.view, {shape.name: rank}, 170)
            edges = [path for path in made.paths if path.stroke in ("edge", "deep")]
            assert len(edges) == 1 and bool(edges[0].dash) == shape.deep


def test_worked_most_is_solid_and_worked_as_well_is_hatched():
    for shape in shapes().values():
        most = body_map(shape.view, {shape.name: "primary"}, 170).paths
        also = body_map(shape.view, {shape.name: "secondary"}, 170).paths
        assert "primary" in {p.fill for p in most} and "hatch" not in {p.stroke for p in most}
        assert "primary" not in {p.fill for p in also} and "hatch" in {p.stroke for p in also}


def test_every_shape_has_room_for_hatching_at_a_cards_size():
    for shape in shapes().values():
        lines = hatched(shape.loops, 16, rising=True)
        assert sum(math.dist(a, b) for a, b in lines) > 6, shape.name


def test_hatching_stays_within_its_muscle():
    for name in ("gluteus-medius", "semitendinosus", "serratus"):
        for a, b in hatched(shapes()[name].loops, 11, rising=True):
            for t in (0.05, 0.5, 0.95):
                x, y = (p + (q - p) * t for p, q in zip(a, b, strict=True))
                ends = crossings(shapes()[name].loops, y)
                assert any(
                    u - 0.2 <= x <= v + 0.2 for u, v in zip(ends[::2], ends[1::2], strict=True)
                )


marked = st.dictionaries(st.sampled_from(PLACES), st.sampled_from(RANKS), max_size=40)


@given(marks=marked, view=st.sampled_from(VIEWS), height=st.floats(40, 800))
@settings(max_examples=60, deadline=None)
def test_any_map_stays_in_its_box_and_under_eight_kilobytes(marks, view, height):
    made = body_map(view, marks, height)
    assert (made.width, made.height) == (WIDE, HIGH)
    widest = max(p.width for p in made.paths if p.stroke == "ink") / 2
    for x, y in points_of(made):
        assert math.isfinite(x) and math.isfinite(y)
        assert widest - 1.5 <= x <= WIDE - widest and 0 <= y <= HIGH
    assert all(p.mirrored and p.width >= 0 for p in made.paths)
    colours = body_colours(PALETTES["warm"](parse_hex("#1f6f78"), None))
    parts = tuple(
        Shape(p.commands, colours.get(p.fill), colours.get(p.stroke), p.width, p.dash, p.mirrored)
        for p in made.paths
    )
    if len(marks) <= 20:
        assert len(zlib.compress(drawing(parts, WIDE).encode())) < 8000
    assert made == body_map(view, dict(reversed(marks.items())), height), "order must not matter"


def test_lines_keep_their_weight_on_paper():
    """About the same in points, whatever the size: never a marker pen, never a hair."""
    for height in (60, 71, 110, 170, 260, 500):
        [ink] = [p for p in body_map("front", {}, height).paths if p.stroke == "ink"]
        assert 0.5 <= ink.width * height / 1000 <= 1.15
    assert "line" not in {p.stroke for p in body_map("front", {}, 71).paths}
    assert "line" in {p.stroke for p in body_map("front", {}, 170).paths}


@pytest.mark.parametrize("family", PALETTES)
@pytest.mark.parametrize("brand", [*BRANDS, "mono"])
def test_a_grey_printer_keeps_the_message(family, brand):
    palette = MONO[family]() if brand == "mono" else PALETTES[family](parse_hex(brand), None)
    found = body_colours(palette)
    assert contrast(found["primary"], found["muscle"]) >= 3
    assert contrast(found["primary"], found["skin"]) >= 3
    assert contrast(found["hatch"], found["secondary"]) >= 2.5
    assert contrast(found["deep"], found["primary"]) >= 1.7
    assert contrast(found["edge"], found["secondary"]) >= 4.5
    assert contrast(found["muscle"], found["skin"]) >= 1.15
    assert contrast(found["ink"], palette.paper) >= 4.5
    assert contrast(found["ink"], palette.tint) >= 4.5


@pytest.mark.parametrize("accent", ["#ffd400", "#ffffff", "#7fb3d5", "#000000"])
def test_any_felt_here_colour_stands_out(accent):
    found = body_colours(PALETTES["warm"](parse_hex("#1f6f78"), parse_hex(accent)))
    assert contrast(found["primary"], found["muscle"]) >= 3


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=12, unique=True
    )
)
@settings(max_examples=80, deadline=None)
def test_a_curve_goes_through_its_points_and_thinning_stays_near(points):
    for closed in (True, False):
        curve = through(points, closed)
        assert all(min(math.dist(p, q) for q in curve) < 1e-6 for p in points)
        assert all(math.isfinite(x) and math.isfinite(y) for x, y in curve)
        kept = thinned(curve, 0.3)
        assert kept[0] == curve[0] and kept[-1] == curve[-1] and len(kept) <= len(curve)
