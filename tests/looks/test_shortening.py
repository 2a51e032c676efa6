"""What a full card gives up, node by node."""

from handouts.document.inline import inline
from handouts.document.nodes import (
    Box,
    Document,
    Item,
    List,
    Pair,
    Pairs,
    Paragraph,
    Part,
    Step,
    Steps,
    Title,
    text_of,
)
from handouts.looks.shorten import fewer_conditions, shape, shorter


def said(text, short=""):
    return Paragraph(inline(text), inline(short))


def listed(count, **options):
    return List(tuple(Item((said(f"full {n}", f"s{n}"),)) for n in range(count)), **options)


def document(*parts):
    return Document("T", "en-GB", parts)


def texts(node):
    if isinstance(node, Paragraph):
        return [text_of(node.runs)]
    if isinstance(node, tuple):
        return [text for child in node for text in texts(child)]
    return [t for f in getattr(node, "__struct_fields__", ()) for t in texts(getattr(node, f))]


TITLE = Part("title", (Title(inline("Name"), inline("A lead")),))
STEPS = Part("steps", (Steps(tuple(Step(n, (said(f"full {n}", f"s{n}"),)) for n in (1, 2))),))
SIGNS = Part("stop", (Box("stop", (listed(2), listed(3, others=inline("and others")))),))


def test_short_wordings_come_first():
    first = next(shorter(document(TITLE, STEPS, SIGNS)))
    assert texts(first.parts) == ["s1", "s2", "s0", "s1", "s0", "s1", "s2"]


def test_blocks_go_by_rank_and_entry_by_entry():
    late = Part("late", (listed(2, least=0),), 7)
    early = Part("early", (listed(3, least=2),), 2)
    states = [
        {p.block: len(p.children[0].items) for p in d.parts if p.block != "title"}
        for d in shorter(document(TITLE, late, early))
    ]
    assert states == [
        {"late": 2, "early": 3}, {"late": 2, "early": 2}, {"late": 2}, {"late": 1}, {}, {},
    ]  # fmt: skip


def test_the_lead_goes_last():
    *others, last = shorter(document(TITLE, STEPS))
    assert all(d.parts[0].children[0].lead for d in others)
    assert last.parts[0].children[0].lead == ()


def test_mistakes_go_pair_by_pair_down_to_their_least():
    rows = tuple(Pair(said(f"a{n}"), said(f"b{n}")) for n in range(4))
    pairs = Part("mistakes", (Pairs((inline("A"), inline("B")), rows, 2),), 1)
    counts = [len(d.parts[0].children[0].rows) for d in shorter(document(pairs)) if d.parts]
    assert counts == [4, 3, 2]


def test_steps_stop_signs_title_and_contact_are_never_given_up():
    names = ("title", "dose", "steps", "stop", "contact")
    ranked = [Part(name, (listed(2),), 1, keep=True) for name in names]
    for found in shorter(document(*ranked)):
        assert [p.block for p in found.parts] == [p.block for p in ranked]
        assert all(len(p.children[0].items) == 2 for p in found.parts)


def test_conditions_go_one_by_one_and_say_that_there_are_others():
    found = list(fewer_conditions(document(SIGNS)))
    boxes = [d.parts[0].children[0] for d in found]
    assert [len(box.children[1].items) for box in boxes] == [2, 1]
    assert all(text_of(box.children[1].overflow) == "and others" for box in boxes)
    assert all(len(box.children[0].items) == 2 and not box.children[0].overflow for box in boxes)


def test_shape_counts_entries():
    assert shape(SIGNS) == (2, 3)
    assert shape(STEPS) == ()


def test_nothing_is_changed_in_place():
    before = document(TITLE, STEPS, SIGNS)
    list(shorter(before)), list(fewer_conditions(before))
    assert before == document(TITLE, STEPS, SIGNS)
