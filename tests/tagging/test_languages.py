"""Words in another language than the handout say so, wherever they stand."""

import pytest

from conformance.samples import THEMES


def in_english(node):
    """The words under elements that say they are English."""
    if str(node.element.get("/Lang", "")) == "en-GB":
        yield " ".join(node.words.split())
    else:
        for each in node.nodes:
            yield from in_english(each)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("target", ["programme:polish", "polish"])
def test_english_stretches_in_a_polish_handout(bench, target, theme):
    file = bench.file(target, theme=theme)
    assert str(file.pdf.Root.Lang) == "pl"
    english = list(in_english(file.tree))
    all_words = " ".join(file.tree.words.split())
    told = " ".join(english)
    for words in ("Lie on your back", "Kneel on all fours", "Rest your forehead"):
        assert told.count(words) == all_words.count(words) > 0
    for words in ("ćwicz", "Przerwij", "lekarz", "strona", "sekund"):
        assert words not in told
    assert not any(line.isdigit() for line in english)


def test_a_lead_in_the_handouts_language_stays_out_of_the_span(bench):
    spans = bench.file("polish").tree.all("Span")
    words = {" ".join(span.words.split()) for span in spans}
    assert "lower back, buttock and hip" in words


def test_a_handout_in_one_language_has_no_span(bench):
    file = bench.file("knee-to-chest", layout="sheet")
    assert file.tree.all("Span") == []
    assert not any("/Lang" in node.element for node in file.tree.all())
