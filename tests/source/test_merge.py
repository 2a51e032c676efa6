"""One file over another, and where each value came from."""

from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Report, Span
from handouts.source.dump import to_plain
from handouts.source.merge import merge
from handouts.source.node import Mapping, Scalar, Sequence
from handouts.source.reader import parse

words = st.sampled_from(["none", "None", "", "x", "y", "12 mm"])
scalars = st.builds(
    lambda text, line, plain: Scalar(text, Span("/f", line), plain),
    words,
    st.integers(1, 99),
    st.booleans(),
)


def mapping(values):
    entries = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)
    return entries.map(
        lambda d: Mapping(tuple((Scalar(k, Span("/f")), v) for k, v in d.items()), Span("/f", 7))
    )


nodes = st.recursive(
    scalars,
    lambda below: (
        mapping(below) | st.lists(below, max_size=2).map(lambda i: Sequence(tuple(i), Span("/f")))
    ),
    max_leaves=8,
)
maps = mapping(nodes)


PARTED = (Mapping, Sequence)  # what an empty key leaves standing


def tree(text, file="/f"):
    return parse(text.encode(), file, Report())


def test_maps_merge_lists_replace_and_none_clears():
    base = tree("page: {paper: a4, margins: 12 mm}\nheader: [a, b]\nfooter: [c]\nfit: flow\n")
    over = tree("header: [d]\npage: {margins: 9 mm, columns: 2}\nfooter: none\nfor: stretch\n")
    merged = to_plain(merge(base, over))
    assert merged == {
        "page": {"paper": "a4", "margins": "9 mm", "columns": "2"},
        "header": ["d"],
        "fit": "flow",
        "for": "stretch",
    }
    assert list(merged) == ["page", "header", "fit", "for"]
    assert list(merged["page"]) == ["paper", "margins", "columns"]


def test_each_value_keeps_its_file_and_a_merged_map_has_that_of_over():
    base, over = (
        tree("page: {paper: a4, margins: 12 mm}", "/base"),
        tree("\npage: {margins: 9 mm}", "/over"),
    )
    page = merge(base, over).get("page")
    assert page.get("paper").span.file == "/base"
    assert page.get("margins").span.file == "/over"
    assert page.span == over.get("page").span


def test_an_empty_key_loses_nothing_that_stands_under_it_below():
    base = tree("stop: [pain]\npapers: {a4: {gap: 9 pt}}\ncode: X")
    assert to_plain(merge(base, tree("stop:\npapers:\ncode:"))) == {
        "stop": ["pain"],
        "papers": {"a4": {"gap": "9 pt"}},
        "code": "",
    }


def test_only_the_bare_word_clears():
    base = tree("a: x\nb: x\nc: x\nd: [x]")
    assert to_plain(merge(base, tree("a: 'none'\nb: None\nc: none\nd: [none]"))) == {
        "a": "none",
        "b": "None",
        "d": ["none"],
    }


def test_none_for_what_was_never_set_leaves_nothing_behind():
    assert to_plain(merge(tree("a: x"), tree("page: {margins: none, paper: a5}\nb: none"))) == {
        "a": "x",
        "page": {"paper": "a5"},
    }


def test_kinds_may_change():
    assert to_plain(merge(tree("a: [x]\nb: {c: d}\ne: f"), tree("a: {g: h}\nb: i\ne: [j]"))) == {
        "a": {"g": "h"},
        "b": "i",
        "e": ["j"],
    }


def cleared(value):
    return isinstance(value, Scalar) and value.plain and value.text == "none"


@given(maps, maps)
def test_keys_are_those_of_both_but_the_cleared_ones_in_order(base, over):
    gone = {key.text for key, value in over.entries if cleared(value)}
    both = dict.fromkeys([key.text for key, _ in (*base.entries, *over.entries)])
    assert [key.text for key, _ in merge(base, over).entries] == [
        key for key in both if key not in gone
    ]


@given(maps, maps)
def test_what_is_no_map_is_taken_as_it_is_from_the_last_that_set_it(base, over):
    merged = merge(base, over)
    for key, value in over.entries:
        if not isinstance(value, Mapping) and not cleared(value):
            below = base.get(key.text)
            kept = isinstance(value, Scalar) and value.empty and isinstance(below, PARTED)
            assert merged.get(key.text) is (below if kept else value)
    for key, value in base.entries:
        if over.get(key.text) is None:
            assert merged.get(key.text) is value


@given(maps, maps)
def test_the_same_twice_is_the_same_once(base, over):
    once = merge(base, over)
    assert merge(once, over) == once


@given(maps)
def test_an_empty_map_changes_nothing_but_the_place(base):
    assert merge(base, Mapping((), Span("/o"))) == Mapping(base.entries, Span("/o"))


@given(nodes, scalars)
def test_a_single_value_replaces_anything(base, over):
    assert merge(base, over) is over
