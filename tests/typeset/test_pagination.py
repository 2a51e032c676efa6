"""Pages: everything placed once, in order, inside the area, on one another's feet never."""

import gc
import time

import pytest
from box_samples import LEADING, PAGE, WIDTH, Maker, ink, parts, specs, text
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_boxes import overlapping

from handouts.document.nodes import Run
from handouts.typeset.boxes import Marked, Repeated, Sheet, Stack
from handouts.typeset.paginate import Area, Block, TooTall, paginate
from handouts.typeset.textbox import TextBox


def area(columns=1, gap=4.0, first=PAGE, later=PAGE):
    return Area(WIDTH, lambda n: later if n else first, columns, 10.0, gap)


def pages_of(blocks, where):
    """The parts that stand on each page."""
    found = paginate(blocks, where)
    sheets = [Sheet() for _ in range(max((p.page for p in found), default=-1) + 1)]
    for each in found:
        each.box.place(sheets[each.page], each.x, each.y)
    return [parts(sheet) for sheet in sheets]


def names(pages):
    return [[part.name for part in page] for page in pages]


some_blocks = st.lists(st.tuples(specs, st.booleans(), st.booleans()), max_size=10)


@given(made=some_blocks, columns=st.integers(1, 3), first=st.floats(90, PAGE))
@settings(max_examples=250, deadline=None)
def test_everything_is_placed_once_in_order_inside_the_page(made, columns, first):
    maker, where = Maker(), area(columns, first=first)
    blocks = []
    for spec, span, breaks in made:
        span = span or columns == 1
        width = WIDTH if span else where.column_width
        blocks.append(Block(maker.make(spec, width), "b", span, breaks))
    try:
        pages = pages_of(blocks, where)
    except TooTall:
        assume(False)
    found = [name for page in names(pages) for name in page if name != "head"]
    assert sorted(found) == sorted(maker.names)
    if maker.ordered and columns == 1:
        assert found == maker.names
    for number, page in enumerate(pages):
        assert overlapping(page) == []
        room = where.height(number)
        for part in page:
            assert part.x >= -0.01
            assert part.x + part.width <= WIDTH + 0.01
            assert part.y >= -0.01
            assert part.y + part.height <= room + 0.06


@given(
    st.lists(st.tuples(st.floats(5, 60), st.booleans()), min_size=1, max_size=30),
    st.integers(1, 3),
)
@settings(deadline=None)
def test_what_is_kept_together_stands_on_one_page(made, columns):
    chain, boxes = 0.0, []
    for n, (height, keep) in enumerate(made):
        chain = chain + height if keep else 0.0
        keep = keep and chain < PAGE - 60
        chain = chain if keep else 0.0
        boxes.append(ink(f"p{n}", height, keep_next=keep))
    pages = names(pages_of([Block(b, "b", columns == 1) for b in boxes], area(columns, gap=0.0)))
    page_of = {name: n for n, page in enumerate(pages) for name in page}
    for n, box in enumerate(boxes[:-1]):
        if box.keep_next:
            assert page_of[f"p{n}"] == page_of[f"p{n + 1}"]


def test_a_chain_higher_than_a_page_is_parted_rather_than_lost():
    boxes = [ink(f"p{n}", 60, keep_next=True) for n in range(7)]
    pages = names(pages_of([Block(b, "b") for b in boxes], area()))
    assert [name for page in pages for name in page] == [f"p{n}" for n in range(7)]


def test_no_page_stays_empty():
    boxes = [ink("a", 150), ink("b", PAGE), ink("c", 10)]
    assert names(pages_of([Block(b, "b") for b in boxes], area())) == [["a"], ["b"], ["c"]]


def test_a_break_opens_a_page_but_never_an_empty_one():
    blocks = [Block(ink(n, 10), "b", True, n != "b") for n in "abc"]
    assert names(pages_of(blocks, area())) == [["a", "b"], ["c"]]


def test_paragraphs_flow_with_two_lines_on_either_side():
    lines = [f"l{n}" for n in range(50)]
    pages = names(pages_of([Block(ink("a", 5), "b"), Block(text(lines), "b")], area()))
    assert [len(page) for page in pages] == [1 + 15, 16, 16, 3]


def test_a_table_repeats_its_head():
    table = Repeated(ink("head", 10), Stack(WIDTH, [ink(f"r{n}", 45) for n in range(9)]))
    pages = names(pages_of([Block(table, "b")], area()))
    assert pages == [
        ["head", "r0", "r1", "r2", "r3"], ["head", "r4", "r5", "r6", "r7"], ["head", "r8"],
    ]  # fmt: skip


def test_columns_are_balanced():
    blocks = [Block(ink(f"p{n}", 20), "b", span=False) for n in range(9)]
    where = area(3, gap=0.0)
    (page,) = pages_of(blocks, where)
    assert sorted({(p.x, p.y) for p in page}) == [
        (n * (where.column_width + where.gutter), y) for n in range(3) for y in (0, 20, 40)
    ]


def test_full_columns_are_filled_before_the_next_page():
    blocks = [Block(ink(f"p{n}", 50), "b", span=False) for n in range(10)]
    where = area(2, gap=0.0)
    pages = pages_of(blocks, where)
    assert [len(page) for page in pages] == [8, 2]
    assert {p.x for p in pages[1]} == {0, where.column_width + where.gutter}


def test_what_spans_stands_under_the_longest_column():
    blocks = [Block(text(f"ab{n}"), "b", span=False) for n in range(3)]
    (page,) = pages_of([*blocks, Block(ink("wide", 10, WIDTH), "b")], area(2))
    assert overlapping(page) == []
    assert page[-1].name == "wide"
    assert all(p.y + p.height <= page[-1].y for p in page[:-1])


@pytest.mark.parametrize("columns", [1, 2])
def test_what_is_higher_than_a_page_is_named(columns):
    blocks = [
        Block(ink("a", 150), "first", columns == 1),
        Block(ink("b", 300), "tall", columns == 1),
    ]
    with pytest.raises(TooTall) as caught:
        paginate(blocks, area(columns))
    assert "'tall'" in caught.value.message
    assert caught.value.hint


# -- time ----------------------------------------------------------------------------------


def best_time(work):
    found = []
    gc.disable()  # its cost depends on what else lives
    for _ in range(2):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    gc.enable()
    return min(found)


def test_8000_list_entries_take_time_in_proportion(real_setter, body):
    entry = (Run("Breathe out slowly while you draw the knee towards your chest and hold it."),)

    def work(count):
        rows = []
        for _ in range(count):
            lines = real_setter.lines(entry, body, 120)
            rows.append(Marked(ink("1", LEADING), TextBox(lines, body, WIDTH - 5), 5))
        blocks = [Block(Stack(WIDTH, rows, 2.0), "list")]
        assert len(pages_of(blocks, area())) > count / 10

    once, four = best_time(lambda: work(2000)), best_time(lambda: work(8000))
    assert four < 3
    assert four < 8 * once + 0.05  # a square would take 16 times as long


def test_a_paragraph_of_a_thousand_pages(simple_setter, body):
    lines = simple_setter.lines((Run("aaaaaaaaa " * 34_000),), body, 120)
    start = time.perf_counter()
    pages = pages_of([Block(TextBox(lines, body, WIDTH), "b")], area())
    assert len(pages) > 1000
    assert time.perf_counter() - start < 3
