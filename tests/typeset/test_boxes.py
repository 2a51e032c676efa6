"""Boxes: a split loses nothing, doubles nothing, and breaks only at good places."""

import pytest
from box_samples import LEADING, Maker, ink, placed, specs, text
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.typeset.boxes import Framed, Inset, Marked, Repeated, Space, Spread, Stack


def names(box):
    return [part.name for part in placed(box)] if box else []


def overlapping(found):
    return [
        (a.name, b.name)
        for n, a in enumerate(found)
        for b in found[n + 1 :]
        if a.x < b.x + b.width - 0.01
        and b.x < a.x + a.width - 0.01
        and a.y < b.y + b.height - 0.01
        and b.y < a.y + a.height - 0.01
    ]


@given(spec=specs, room=st.floats(0, 250))
@settings(max_examples=300, deadline=None)
def test_a_split_keeps_every_part_once(spec, room):
    maker = Maker()
    box = maker.make(spec)
    head, tail = box.split(room)
    assert head is not None or tail is box
    found = [name for name in names(head) + names(tail) if name != "head"]
    assert sorted(found) == sorted(maker.names)
    if maker.ordered:
        assert found == maker.names
    if head is not None:
        assert head.height <= room + 0.05
    if box.height <= room:
        assert (head, tail) == (box, None)


@given(spec=specs)
@settings(deadline=None)
def test_parts_stay_in_their_box_and_off_one_another(spec):
    box = Maker().make(spec)
    found = placed(box)
    assert overlapping(found) == []
    for part in found:
        assert part.y >= -0.01
        assert part.y + part.height <= box.height + 0.01


@given(spec=specs, room=st.floats(0, 250))
@settings(deadline=None)
def test_a_split_can_be_repeated(spec, room):
    """Parts share what was measured: splitting one changes neither it nor the other."""
    box = Maker().make(spec)
    first = [names(part) for part in box.split(room)]
    assert [names(part) for part in box.split(room)] == first


# -- paragraphs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "room", "heads"),
    [(5, 3, 3), (5, 4, 3), (5, 2, 2), (5, 1, 0), (4, 3, 2), (4, 2, 2), (3, 2, 0), (2, 1, 0), (5, 5, 5)],
)  # fmt: skip
def test_two_lines_stay_on_either_side(lines, room, heads):
    box = text([f"l{n}" for n in range(lines)])
    head, tail = box.split(room * LEADING)
    assert len(names(head)) == heads
    assert len(names(tail)) == lines - heads


# -- stacks --------------------------------------------------------------------------------


def test_a_heading_goes_with_what_follows():
    stack = Stack(50, [ink("a", 30), ink("h", 10, keep_next=True), ink("b", 30)], 5)
    head, tail = stack.split(60)
    assert (names(head), names(tail)) == (["a"], ["h", "b"])


def test_a_heading_may_stay_where_what_follows_begins_beside_it():
    stack = Stack(50, [ink("h", 10, keep_next=True), text("abcdef")], 0)
    head, tail = stack.split(10 + 3 * LEADING)
    assert (names(head), names(tail)) == (["h", "a", "b", "c"], ["d", "e", "f"])
    assert stack.split(10 + LEADING) == (None, stack)


def test_a_chain_of_headings_moves_together():
    boxes = [ink("a", 10), *(ink(n, 10, keep_next=True) for n in "bcd"), ink("e", 10)]
    head, tail = Stack(50, boxes).split(45)
    assert (names(head), names(tail)) == (["a"], ["b", "c", "d", "e"])


def test_gaps_fall_away_at_a_split():
    head, tail = Stack(50, [ink("a", 10), ink("b", 10)], 100).split(50)
    assert (head.height, tail.height) == (10, 10)


# -- the others ----------------------------------------------------------------------------


def test_a_marker_stays_with_the_head_of_its_text():
    box = Marked(ink("1", 8), text("abcdef"), 12)
    head, tail = box.split(3 * LEADING)
    assert (names(head), names(tail)) == (["1", "a", "b", "c"], ["d", "e", "f"])
    assert {p.x for p in placed(tail)} == {12}
    assert box.split(LEADING) == (None, box)


def test_the_head_of_a_table_is_drawn_on_each_page():
    box = Repeated(ink("head", 10), Stack(50, [ink(n, 20) for n in "abcde"]))
    head, tail = box.split(55)
    middle, last = tail.split(55)
    assert [names(b) for b in (head, middle, last)] == [
        ["head", "a", "b"], ["head", "c", "d"], ["head", "e"],
    ]  # fmt: skip
    assert box.split(25) == (None, box)


def test_a_frame_is_drawn_round_each_part():
    frames = []
    box = Framed(text("abcdef"), (2, 3, 2, 4), lambda s, x, y, w, h: frames.append((w, h)))
    head, tail = box.split(3 * LEADING + 7)
    placed(head), placed(tail)
    assert frames == [(24, 3 * LEADING + 7)] * 2


def test_a_frame_moves_whole_unless_that_leaves_a_hole():
    box = Framed(text("abcdef"), (0, 0, 0, 0), lambda *_: None, hole=40)
    assert box.split(39) == (None, box)
    assert names(box.split(41)[0]) == ["a", "b", "c"]


def test_columns_split_side_by_side():
    spread = Spread(50, [(0, text("abcd")), (30, text("vwxyz"))])
    head, tail = spread.split(2 * LEADING)
    assert names(head) == ["a", "b", "v", "w"]
    assert names(tail) == ["c", "d", "x", "y", "z"]
    assert {p.x for p in placed(tail)} == {0, 30}


def test_a_low_frame_stretched_to_its_neighbour_does_not_hold_a_row_together():
    """Boxes in a row are made equally high; the lower one has nothing to split."""
    low = Framed(ink("low", 20), (0, 0, 0, 0), lambda *_: None)
    high = Framed(text("abcdefgh"), (0, 0, 0, 0), lambda *_: None)
    low.height = high.height
    head, tail = Spread(50, [(0, low), (25, high)]).split(4 * LEADING)
    assert names(head) == ["low", "a", "b", "c", "d"]
    assert names(tail) == ["e", "f", "g", "h"]
    assert head.height <= 4 * LEADING


def test_a_stretched_row_with_nothing_left_has_no_tail():
    low = Framed(ink("low", 20), (0, 0, 0, 0), lambda *_: None)
    low.height = 100
    head, tail = Spread(50, [(0, low)]).split(30)
    assert (names(head), tail) == (["low"], None)


def test_insets_keep_their_room():
    head, tail = Inset(text("abcdef"), 5, 6, 7, 8).split(14 + 3 * LEADING)
    assert [(b.width, b.height) for b in (head, tail)] == [(32, 14 + 3 * LEADING)] * 2


def test_a_space_places_nothing():
    assert placed(Space(10, 10)) == []


def test_what_goes_on_in_a_frame_is_headed_again_each_time():
    def carry(tail):
        return Stack(20, [ink("again", 10, keep_next=True), tail])

    body = Stack(20, [ink(f"row {n}", 20) for n in range(9)])
    rest, pages = Framed(body, (0, 5, 0, 5), lambda *_: None, carry=carry), []
    while rest is not None:
        head, rest = rest.split(80)
        pages.append(names(head))
    assert pages == [
        ["row 0", "row 1", "row 2"],
        ["again", "row 3", "row 4", "row 5"],
        ["again", "row 6", "row 7", "row 8"],
    ]


def test_a_heading_said_again_is_never_alone():
    def carry(tail):
        return Stack(20, [ink("again", 10, keep_next=True), tail])

    body = Stack(20, [ink("first", 20), ink("second", 60)])
    _, rest = Framed(body, (0, 0, 0, 0), lambda *_: None, carry=carry).split(30)
    head, tail = rest.split(40)
    assert head is None and tail is rest


def test_an_entry_that_is_kept_whole_splits_only_when_it_must():
    entry = Marked(ink("mark", 8), text(["a", "b", "c", "d"]), 10, whole=True)
    assert entry.split(LEADING * 3) == (None, entry)
    entry.loosen()
    head, tail = entry.split(LEADING * 3)
    assert names(head) == ["mark", "a", "b"] and names(tail) == ["c", "d"]
