"""The tags of files: what must be in them, what must not be, and what they may not change."""

import datetime
import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from msgspec import structs

from conformance.broken import METADATA, OBJECTS, PAGES, spoiled
from conformance.samples import ROOT, THEMES
from handouts.colour.space import BLACK
from handouts.document.nodes import Document, Heading, Paragraph, Part, Run
from handouts.finish.parts import parts_of
from handouts.finish.selfcheck import untagged
from handouts.looks.tagging import tags_of
from handouts.render.body import ENDSTREAM, Body
from handouts.render.draw import How, draw_pdf
from handouts.render.file import written
from handouts.render.marking import Marking, Untagged
from handouts.render.metadata import srgb_profile, xmp
from handouts.typeset.pages import Tag, Tags, TextMark

KINDS = [
    ("knee-to-chest", "card"), ("knee-to-chest", "sheet"), ("photographed", "sheet"),
    ("linked", "sheet"), ("programme:example", None), ("lower-back", None),
]  # fmt: skip
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/", "x": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}  # fmt: skip


def drawn(bench, how, target, layout, **choices):
    """A file made in another way than usual."""
    job = bench.job(target, layout=layout, **choices)
    pages, images, _ = bench.press.pages(job)
    faces, _ = bench.press.faces(job, pages.language)
    return draw_pdf(pages, faces, images, datetime.date(2026, 11, 22), how)


def rasters(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [bytes(page.render(scale=0.8).buffer) for page in document]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("target", "layout"), KINDS)
def test_tags_change_no_pixel(bench, target, layout, theme):
    tagged = rasters(bench.pdf(target, layout=layout, theme=theme))
    bare = rasters(drawn(bench, How(tagged=False), target, layout, theme=theme))
    assert len(tagged) == len(bare)
    assert all(one == other for one, other in zip(tagged, bare, strict=True))


@pytest.mark.parametrize(("target", "layout"), KINDS)
def test_other_readers_find_nothing_wrong(bench, target, layout):
    pdf = pikepdf.open(io.BytesIO(bench.pdf(target, layout=layout)))
    assert pdf.check_pdf_syntax() == [] if hasattr(pdf, "check_pdf_syntax") else pdf.check() == []


def test_the_same_bytes_in_any_process(bench, tmp_path):
    script = (
        "import sys; from pathlib import Path; from conformance.samples import *\n"
        "root = Path(sys.argv[1]); write(root); press = press_at(root, root / 'cache')\n"
        "for target in ('linked', 'programme:example', 'lower-back'):\n"
        "    layout = 'sheet' if target == 'linked' else None\n"
        "    sys.stdout.buffer.write(made(press, target, layout=layout, brand=BRAND))\n"
    )
    found = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", script, tmp_path / seed],
            env=env,
            capture_output=True,
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1 and len(found.pop()) > 100_000


@pytest.mark.parametrize("name", [*OBJECTS, *PAGES, *METADATA])
def test_whatever_is_broken_our_own_check_sees_it(bench, name):
    whole = bench.pdf("photographed", layout="sheet")
    assert untagged(whole) == ()
    assert untagged(spoiled(whole, name))


def test_a_damaged_file_is_a_finding_and_no_crash(bench):
    whole = bench.pdf("knee-to-chest", layout="card")
    for cut in (0, 10, len(whole) // 2, len(whole) - 30):
        assert untagged(whole[:cut])


def test_text_that_no_tag_holds_stops_a_strict_run_and_is_read_out_in_another(bench):
    job = bench.job("knee-to-chest", layout="card")
    pages, images, _ = bench.press.pages(job)
    faces, _ = bench.press.faces(job, pages.language)
    owners = dict(pages.tags.owners)
    number = next(m.node for m in pages.pages[0].marks if getattr(m, "text", "").startswith("Bend"))
    owners[number] = None
    lost = structs.replace(pages, tags=structs.replace(pages.tags, owners=owners))
    day = datetime.date(2026, 11, 22)
    with pytest.raises(Untagged, match="Bend one knee up"):
        draw_pdf(lost, faces, images, day, How(strict=True))
    pdf = draw_pdf(lost, faces, images, day, How(strict=False))
    assert untagged(pdf) == ()
    assert b"Bend one knee" in b"".join(
        page.Contents.read_bytes() for page in pikepdf.open(io.BytesIO(pdf)).pages
    )


def test_a_table_over_pages_has_one_head(bench):
    file = bench.file("long", layout="sheet")
    (table,) = file.tree.all("Table")
    pages = {page for cell in table.all("TD") for page in cell.pages}
    assert len(pages) > 1
    assert [row.all("TH") != [] for row in table.nodes].count(True) == 1
    assert len(table.nodes) == 21
    again = [words[None] for words in file._contents.values() if "Do this instead" in words[None]]
    assert again  # on later pages the head is decoration


def test_a_paragraph_over_columns_is_one(bench):
    bodies = bench.file("long", layout="sheet").tree.all("LBody")
    longest = max(bodies, key=lambda body: len(body.words))
    assert len(longest.kids) > 1
    assert longest.words.count("Sentence") == 80


def test_a_link_over_lines_and_pages_is_one_with_an_area_for_each(bench):
    links = bench.file("linked", layout="sheet").tree.all("Link")
    inline = [link for link in links if "breathe slowly" in link.words]
    assert len(inline) == 9 + 120 + 12 + 12
    assert any(len(link.notes) > 1 for link in inline)
    for link in inline:
        words = " ".join(link.words.split())
        assert words == "a page about how to breathe slowly and well while you hold it"
        assert {str(note.Contents) for note in link.notes} == {words}
        assert len({str(note.A.URI) for note in link.notes}) == 1
    assert any(len(set(link.pages)) > 1 for link in links)


def test_figures_have_words_and_a_place(bench):
    figures = bench.file("photographed", layout="sheet").tree.all("Figure")
    alts = [str(figure.element.Alt) for figure in figures]
    (body,) = [
        alt for alt in alts if alt.startswith("Back of the body. Worked most: erector spinae")
    ]
    photos = [alt for alt in alts if "(photo" in alt]
    assert photos == [f"A person lies on their back (photo {n})" for n in (1, 2, 3)]
    drawn = [alt for alt in alts if alt not in photos and alt != body]
    assert drawn and all("rawing of a person" in alt for alt in drawn)
    for figure in figures:
        left, bottom, right, top = map(float, figure.element.A.BBox)
        assert 0 < left < right < 595.3 and 0 < bottom < top < 841.9


def test_steps_are_a_numbered_list(bench):
    tree = bench.file("knee-to-chest", layout="card").tree
    steps = next(
        n for n in tree.all("L") if str(n.element.get("/A", {}).get("/ListNumbering")) == "/Decimal"
    )
    assert [item.nodes[0].words for item in steps.nodes] == ["1", "2", "3", "4"]
    assert {node.role for item in steps.nodes for node in item.nodes} == {"Lbl", "LBody"}


def test_the_week_to_fill_in_is_a_straight_table_with_heads(bench):
    weeks = bench.file("lower-back").tree.all("Table")
    assert {len(row.nodes) for week in weeks[-4:] for row in week.nodes} == {8}
    assert [cell.words.strip() for cell in weeks[-4].nodes[0].nodes][:2] == ["Week 1", "Mon"]


def test_no_level_of_headings_is_skipped_whatever_comes_first():
    parts = (Part("text", (Heading((Run("Deep"),), 4), Paragraph((Run("words"),)))),)
    document = Document("t", "en", parts)
    tags = tags_of(document, [])
    assert [tag.role for tag in tags.tree] == ["Document", "H4", "P"]
    from handouts.render.structure import Structure

    tree = Structure(tags.tree)
    tree.begin()
    for place in (1, 2):
        tree.content(place)
    assert [tag.role for tag in tree.settle().tags] == ["Document", "H1", "P"]


def test_the_metadata_says_what_the_file_is():
    packet = xmp("A & <B>", "C “D”", "", "de", "handouts", datetime.date(2026, 1, 2))
    tree = ElementTree.fromstring(
        packet.decode("utf-8").lstrip("\ufeff").split("?>", 1)[1].rsplit("<?", 1)[0]
    )
    assert tree.find(".//dc:title//x:li", NAMES).text == "A & <B>"
    assert tree.find(".//dc:language//x:li", NAMES).text == "de"
    assert tree.find(".//pdfuaid:part", NAMES).text == "1"
    assert [tree.find(f".//pdfaid:{key}", NAMES).text for key in ("part", "conformance")] == [
        "2",
        "A",
    ]
    assert "2026-01-02T00:00:00+00:00" in packet.decode()


def test_a_file_that_is_to_be_encrypted_does_not_claim_to_be_archival(bench):
    pdf = drawn(bench, How(archival=False), "knee-to-chest", "card")
    assert b"pdfuaid:part" in pdf and b"<pdfaid:part>" not in pdf
    assert untagged(pdf) == ()


def test_the_profile_is_that_of_srgb():
    from PIL import Image, ImageChops, ImageCms

    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    usual = ImageCms.createProfile("sRGB")
    image = Image.linear_gradient("L").resize((64, 64))
    colours = Image.merge("RGB", (image, image.rotate(90), image.rotate(180)))
    seen = ImageCms.profileToProfile(colours, ours, usual)
    apart = ImageChops.difference(seen, colours).getextrema()
    assert max(most for _, most in apart) <= 1
    assert len(srgb_profile()) < 700


def test_every_text_of_every_page_is_inside_marked_content(bench):
    """Counted by another reader: nothing is shown while no marked content is open."""
    pdf = pikepdf.open(io.BytesIO(bench.pdf("lower-back")))
    shown = 0
    for page in pdf.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            if name in ("Tj", "S", "f*", "B*", "Do", "f"):
                shown += 1
                assert depth == 1
        assert depth == 0
    assert shown > 1000


def test_titles_and_languages_are_said(bench):
    pdf = pikepdf.open(io.BytesIO(bench.pdf("programme:example")))
    root = pdf.Root
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    packet = root.Metadata.read_bytes().decode()
    assert "Personal programme" in packet and not re.search("Jane", packet)


def test_text_after_a_link_that_no_tag_holds_is_seen():
    """Words without a number are nobody's, whatever stood before them."""
    tags = Tags((Tag("Document", -1), Tag("P", 0)), {1: 1})
    marking = Marking(tags, strict=True)
    marking.begin()
    linked = TextMark(0, 0, "a link", "F", 9, BLACK, node=1, href="https://a.example")
    marking.said(linked)
    with pytest.raises(Untagged, match="an orphan"):
        marking.said(structs.replace(linked, text="an orphan", node=0, href=""))


def test_what_a_link_says_is_what_stood_there():
    marking = Marking(Tags((Tag("Document", -1), Tag("Link", 0)), {1: 1, 2: 1}), strict=True)
    marking.begin()
    mark = TextMark(0, 0, "Quadri\u2010", "F", 9, BLACK, node=1, tail="\u00ad")
    for text, node, tail in (("Quadri-", 1, "\u00ad"), ("ceps ", 1, ""), ("\u5f20", 1, ""),
                             ("\u4f1f", 1, ""), ("7", 2, "")):  # fmt: skip
        marking.said(structs.replace(mark, text=text, node=node, tail=tail))
    assert marking.words(1) == "Quadriceps \u5f20\u4f1f 7"


def changed(whole, kind, pattern, new):
    """A file in whose objects of a kind a pattern is replaced."""
    parts = parts_of(whole)
    body = Body()
    body.reserve(max(*parts.small, *parts.streams))
    for number, data in parts.small.items():
        body.put(number, re.sub(pattern, new, data) if kind in data else data)
    for number, (about, data) in parts.streams.items():
        body.put(number, about + b"stream\n" + data + ENDSTREAM)
    root, info = (
        int(re.search(rb"/%s (\d+)" % key, parts.trailer)[1]) for key in (b"Root", b"Info")
    )
    return written(body, root, info)


@pytest.mark.parametrize("lost", [rb"/StructParent \d+", rb"/TU(\([^)]*\)|<\w*>)"])
def test_fields_are_looked_at_too(bench, lost):
    job = bench.job("programme:example")
    whole = bench.press.make(structs.replace(job, form=True)).pdf
    assert untagged(whole) == ()
    assert untagged(changed(whole, b"/Subtype/Widget", lost, b""))


@pytest.mark.parametrize("new", [b"", b"/Alt()", b"/Alt<FEFF>"])
def test_a_figure_without_words_is_seen(bench, new):
    whole = bench.pdf("knee-to-chest", layout="card")
    found = untagged(changed(whole, b"/S/Figure", rb"/Alt(\([^)]*\)|<\w*>)", new))
    assert set(found) == {"a figure has no words"}
