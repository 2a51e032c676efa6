"""Lengths, durations, counts and type sizes: what is understood, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.units import PAPERS, POINTS_PER_MM, count, points, seconds, type_size

NUMBERS = st.integers(1, 9999)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15-30 s", (15, 30)),
        ("15–30 s", (15, 30)),
        ("15 - 30s", (15, 30)),
        ("2 min", (120, 120)),
        ("1-2 minutes", (60, 120)),
        ("0.5 min", (30, 30)),
        ("1:30", (90, 90)),
        (" 20 sec ", (20, 20)),
        ("20 S", (20, 20)),
    ],
)
def test_durations(typed, expected):
    assert seconds(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "30",
        "",
        "s",
        "30 h",
        "30-15 s",
        "0 s",
        "-5 s",
        "1:60",
        "1:5",
        "12:30:45",
        "010 s",
        "٣ s",
        "0:00",
        "5-05 s",
        "1e3 s",
        "nan s",
    ],
)
def test_what_is_no_duration(typed):
    with pytest.raises(ValueError, match="'"):
        seconds(typed)


@given(NUMBERS, NUMBERS)
def test_any_range_of_seconds_reads_back(one, other):
    low, high = sorted((one, other))
    assert seconds(f"{low}-{high} s") == (low, high)
    assert count(f"{low}-{high}") == (low, high)


@given(st.integers(0, 99), st.integers(0, 59))
def test_any_clock_time_reads_back(minutes, rest):
    total = minutes * 60 + rest
    if total:
        assert seconds(f"{minutes}:{rest:02}") == (total, total)


@pytest.mark.parametrize(
    "typed", ["010", "0123", "0", "-1", "1.5", "3-2", "three", "", "9" * 5000, "2-03", "٣"]
)
def test_rows_2_and_13_what_is_no_count(typed):
    with pytest.raises(ValueError, match="'"):
        count(typed)


def test_a_count_alone_is_both_ends():
    assert count("3") == (3, 3)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("12 mm", 12 * POINTS_PER_MM), ("0.5 in", 36), ("10 pt", 10), ("2.54cm", 72), ("0 mm", 0)],
)
def test_lengths(typed, expected):
    assert points(typed) == pytest.approx(expected)


@pytest.mark.parametrize(
    "typed", ["12", "mm", "-3 mm", "1e9 mm", "nan mm", "9999 in", "3 px", "", "12 mm x"]
)
def test_what_is_no_length(typed):
    with pytest.raises(ValueError, match="'"):
        points(typed)


@given(st.decimals(0, 999, places=2), st.sampled_from(["mm", "cm", "in", "pt"]))
def test_lengths_are_never_negative_or_endless(number, unit):
    try:
        found = points(f"{number} {unit}")
    except ValueError:
        return
    assert 0 <= found <= 1201 * POINTS_PER_MM


def test_type_sizes():
    assert type_size("13/16.5") == (13, 16.5)
    assert type_size("13 / 16.5 pt") == (13, 16.5)
    assert type_size("10") == (10, 12.7)


@pytest.mark.parametrize(
    "typed", ["0", "-1", "nan", "1e9", "4/5", "13/12", "13/40", "121", "13/", "/13", "99999"]
)
def test_row_23_type_sizes_have_a_range(typed):
    with pytest.raises(ValueError, match="'"):
        type_size(typed)


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_plain_error(text):
    for read in (points, seconds, count, type_size):
        try:
            read(text)
        except ValueError as problem:
            assert "'" in str(problem)


def test_papers_are_portrait():
    assert all(width < height for width, height in PAPERS.values())
    assert PAPERS["a4"] == pytest.approx((595.28, 841.89), abs=0.01)
