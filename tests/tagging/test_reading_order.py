"""What the structure tree says is what the Document says: every word, once, in its order."""

import io
import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from conformance.samples import PAPERS, STRETCHES, THEMES
from handouts.document.nodes import text_of
from handouts.document.plaintext import plain_text
from handouts.document.reading import reading

FLOWS = [
    ("knee-to-chest", "sheet"), ("linked", "sheet"), ("long", "sheet"), ("foreign", "sheet"),
    ("photographed", "sheet"), ("programme:example", None), ("programme:many", None),
]  # fmt: skip


def said(element):
    """The lines of a reading tree: its words, element by element."""
    if element.runs:
        yield " ".join(text_of(element.runs).replace("\u00ad", "").split())
    for child in element.children:
        yield from said(child)


def bare(line):
    """Numbers lose the full stop that the page does not print; page numbers are not told."""
    line = re.sub(r" · page \d+ of \d+$", "", line)
    return re.sub(r"^(\d+)\. ?", r"\1 ", line).strip()


def spoken(file):
    return [bare(words) for _, words in file.lines()]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("target", "layout"), FLOWS)
def test_every_word_is_in_the_tree_once_and_in_order(bench, target, layout, theme):
    file = bench.file(target, layout=layout, theme=theme)
    document = bench.document(target, layout=layout, theme=theme)
    unset = {text_of(node.tagline) for node in document.header if theme == "calm"}
    expected = [bare(line) for line in said(reading(document)) if line not in unset]
    assert spoken(file) == [line for line in expected if line]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_card_says_no_word_that_its_document_does_not(bench, paper, theme):
    """In full or in short; the order is that of the Document also where a card has two columns."""
    document = bench.document("knee-to-chest", layout="card", theme=theme)
    known = "\n".join(_wordings(document))
    lines = [words for _, words in bench.file("knee-to-chest", layout="card", paper=paper, theme=theme).lines()]  # fmt: skip
    title, first = lines.index("Knee-to-chest stretch"), lines.index("1")
    blocks = [part.block for part in document.parts]
    stop = next(n for n, line in enumerate(lines) if line.startswith("Stop at once if"))
    assert title < first < stop
    last = blocks.index("contact") > blocks.index("stop")
    assert (lines.index("01632 960 142") > stop) == last
    for line in lines:
        for part in re.split(r"[;.] ?", line):
            assert part.strip() in known or part.startswith(("and others", "not yet")), line


def _wordings(node):
    """Every wording of a document, full and short, one a line, without what the eye alone sees."""
    if isinstance(node, tuple):
        if node and all(type(each).__name__ == "Run" for each in node):
            yield " ".join(text_of(node).split())
        else:
            for each in node:
                yield from _wordings(each)
    elif hasattr(node, "__struct_fields__"):
        if type(node).__name__ == "Badge":
            yield f"{node.value} {node.unit}"
        if hasattr(node, "number"):
            yield str(node.number)
        for field in node.__struct_fields__:
            yield from _wordings(getattr(node, field))


@pytest.mark.parametrize("theme", THEMES)
def test_a_booklet_reads_from_cover_to_cover(bench, theme):
    file = bench.file("lower-back", theme=theme)
    headings = [(n.role, " ".join(n.words.split())) for n in file.tree.all("H1", "H2")]
    assert headings[0] == ("H1", "Ease your lower back")
    names = [words for role, words in headings if role == "H2" and words.endswith(("stretch", "pose", "tilt", "twist"))]  # fmt: skip
    assert len(names) == len(STRETCHES)
    text = " ".join(file.tree.words.split())
    assert "Read the safety advice first: pages 4 and 5." in text
    entries = file.tree.all("TOCI")
    listed = [" ".join(entry.words.split()) for entry in entries]
    assert listed[:2] == ["How to use this booklet 3", "Safety first 4"]
    assert re.fullmatch(r"1 ?Knee-to-chest stretch .* 6", listed[2])


def test_lines_carry_their_spaces_and_broken_words_join(bench):
    words = bench.file("foreign", layout="sheet", paper="a5").tree.words
    joined = words.replace("\u00ad", "")
    assert joined.count("Musculoskeletal physiotherapy hyperextension") >= 12
    assert "\u00ad" in words  # some were broken, or this shows nothing
    assert "仰卧，双腿伸直，双臂放在身体两侧，慢慢呼吸，保持放松，然后换另一条腿再做一次。" in words


@pytest.mark.parametrize("target", ["knee-to-chest", "linked", "long"])
def test_pypdf_finds_the_sentences_whole(bench, target):
    reader = PdfReader(io.BytesIO(bench.pdf(target, layout="sheet")))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for line in ("Take a few deep breaths.", "Read this" if target == "x" else "Stop at once if…"):
        assert line in text or target != "knee-to-chest"
    glued = re.findall(r"[a-z]\.[A-Z][a-z]", text.replace("practice.example", ""))
    assert glued == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("target", ["knee-to-chest", "linked", "long"])
def test_poppler_reads_the_same_words(bench, tmp_path, target, theme):
    path = tmp_path / "a.pdf"
    path.write_bytes(bench.pdf(target, layout="sheet", theme=theme))
    lines = [words for _, words in bench.file(target, layout="sheet", theme=theme).lines()]

    def told(*command):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout

    quoted = re.findall(r'^ *"(.*)"$', told("pdfinfo", "-struct-text", path), re.MULTILINE)
    whole = " ".join(" ".join(quoted).split())
    assert whole.replace(" ", "") == "".join(lines).replace(" ", "")
    if target != "linked":  # there pdfinfo tells links apart from the words around them
        assert all(line in whole for line in lines)
    raw = " ".join(told("pdftotext", "-raw", path, "-").split())
    unbroken = [line for line in lines if len(line) < 400]  # others run on beyond a page's foot
    missed = [line for line in unbroken if line not in raw]
    assert len(missed) <= len(unbroken) * 0.02 + 1, missed[:3]


@pytest.mark.parametrize(("target", "layout"), FLOWS)
def test_the_plain_twin_says_all_that_the_pages_say(bench, target, layout):
    """Line for line, but for numbers of pages, which a text does not have."""
    text = plain_text(bench.document(target, layout=layout))
    text = "".join(re.sub(r"<?https://practice\.example/\w+>?", "", text).split())
    for line in spoken(bench.file(target, layout=layout)):
        words = line.replace("practice.example/k2c", "")
        assert re.sub(r"[\s.]", "", words) in text.replace(".", ""), line


def test_the_twin_of_a_booklet_names_every_page_of_it(bench):
    text = plain_text(bench.document("lower-back"))
    headings = bench.file("lower-back").tree.all("H1", "H2", "H3")
    for heading in headings:
        assert " ".join(heading.words.split()) in text
    assert 'see "Safety first".' in " ".join(text.split())
    assert not re.search(r"page \d", text)
