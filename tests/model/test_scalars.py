"""Each kind of single value, good and bad; rows of delivery.md, section 5."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Report, Span
from handouts.model.decode import decode_value
from handouts.model.scalars import PARSERS, check_email, check_id, check_link, check_url
from handouts.model.text import Amount, Rule, Text, TypeSize
from handouts.source.node import Scalar

AT = Span("/f.yaml", 1, 1)
GOOD = {
    "number": ["0", "7", "99"],
    "count": ["3", "2-4"],
    "seconds": ["20 s", "1:30"],
    "length": ["12 mm", "0.5 in"],
    "type-size": ["13/16.5", "10"],
    "colour": ["#1f6f78", "#FFF"],
    "date": ["2026-11-22", "2028-02-29"],
    "moment": ["2026-12-06 10:30", "2026-12-06T10:30"],
    "days": ["2 weeks", "10 days", "1 week", "1 Day", "366 days"],
    "id": ["knee", "knee-to-chest", "übung-2", "колено", "ยืดเข่า", "3d"],
    "flag": ["hip-replacement"],
    "url": [
        "https://example.org",
        "https://example.org/a?b=c#d",
        "https://xn--bcher-kva.example:8443/x",
    ],
    "email": ["a@b.example", "first.last+tag@sub.b-c.example", "o'brien@b.example"],
    "mailbox": [
        "a@b.example",
        "o'brien+x@sub.b-c.example",
        "jörg@b.example",
        "a@müller.example",
        "a@xn--mller-kva.example",
    ],
    "file": ["knee.jpg", "photos/knee.png", "a..b.png"],
    "language": ["en", "en-GB", "zh-Hans-CN", "es-419"],
}
BAD = {
    "number": ["-1", "01", "1.5", "1000000", "+1", "", "٣", "9" * 5000],
    "count": ["0", "010", "3-2", "x"],
    "seconds": ["20", "20 h"],
    "length": ["12", "12 px"],
    "type-size": ["0", "13/1"],
    "colour": ["red", "12", "", "rgb(1,2,3)", "1f6f78", "#12", "#12345", "#gggggg", "#1f6f78ff"],
    "date": ["2024-13-45", "2026-02-29", "22.11.2026", "2026-1-1", "20261122", "٢٠٢٦-11-22", "2026-11-22 10:00"],
    "moment": ["2026-12-06", "2026-12-06 25:00", "2026-12-06 9:30", "10:30"],
    "days": ["2", "0 days", "02 weeks", "2 months", "53 weeks", "weeks", "-1 day"],
    "id": ["Knee", "knee_x", "a b", "../x", "/abs", "c:\\x", "a/b", "~", "-rf", "$(x)", "", "-", "x.", "a" * 61, "k\u0336"],
    "flag": ["Hip", "hip replacement"],
    "url": ["http://example.org", "example.org", "https://", "https://localhost", "https://evil@good.org", "https://a..b/", "https://e.org/a b", "https://e.org/\u202ex", "https://e.org\\x", "javascript:alert(1)", "file:///etc", "https://e.org/" + "x" * 300, "https://[", "https://e.org:99999/"],
    "email": ["a@x, b@y", "a@x;b@y", "J <a@x.org>", "a@x.org>\r\nRCPT TO:<e@v>", "a@x.org (c)", '"a b"@x.org', "a@[127.0.0.1]", "a@localhost", "a" * 300 + "@x.org", "a" * 65 + "@x.org", "a@exаmple.org", "a..b@x.org", ".a@x.org", "a.@x.org", "a@-x.org", "a@x-.org", "a@x..org", "@x.org", "a@", ""],
    "mailbox": ["a@x, b@y", "a@x;b@y", "J <a@x.org>", "a@x.org>\r\nRCPT TO:<e@v>", "a@x.org (c)", '"a b"@x.org', "a@[127.0.0.1]", "a@localhost", "a" * 300 + "@x.org", "a" * 65 + "@x.org", "a@exаmple.org", "a..b@x.org", ".a@x.org", "a.@x.org", "a@-x.org", "a@x_y.org", "a@x..org", "@x.org", "a@", "", "a@straße.de", "a\u200b@x.org", "a@1.2.3.4", "a@b@x.org", "a@x.org\x00"],
    "file": ["/etc/passwd", "../x.png", "a/../../x.png", "~/x.png", "C:\\x.png", "\\\\host\\x", "http://x/y.png", "a\u202egpj.exe", ""],
    "language": ["en-gb", "english", "EN", "en_GB", ""],
}  # fmt: skip


# Where the rows of hostile input (delivery.md, section 5) are tried.
ROWS = {
    "count": 2,
    "seconds": 3,
    "date": 4,
    "number": 13,
    "colour": 24,
    "id": 44,
    "email": 49,
    "url": 52,
}


def row(sample):
    return f"row {ROWS[sample]} {sample}" if sample in ROWS else ascii(sample[:20])


def read(kind, text):
    report = Report()
    return decode_value(
        Scalar(text, AT, plain=False), str, Rule("doc", kind), report
    ), report.diagnostics


def test_every_kind_has_samples():
    assert set(GOOD) == set(BAD) == set(PARSERS)


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in GOOD.items() for t in texts])
def test_good(kind, text):
    value, diagnostics = read(kind, text)
    assert diagnostics == ()
    assert value is not None


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k, texts in BAD.items() for t in texts], ids=row
)
def test_bad(kind, text):
    value, (only,) = read(kind, text)
    assert (value, only.code, only.span) == (None, "value", AT)
    assert len(only.message) < 250


def test_values():
    assert read("colour", "#F0a")[0] == "#ff00aa"  # row 24
    assert read("count", "2-4")[0] == Amount(2, 4)
    assert read("type-size", "13/16.5")[0] == TypeSize(13, 16.5)
    assert read("moment", "2026-12-06 10:30")[0].isoformat() == "2026-12-06T10:30:00"


def test_ids_are_composed():
    apart = unicodedata.normalize("NFD", "übung")
    assert read("id", apart)[0] == "übung"
    with pytest.raises(ValueError, match="accents"):
        check_id(apart)


@given(st.text(max_size=70))
def test_an_id_is_always_a_safe_file_name(text):
    try:
        found = check_id(text)
    except ValueError:
        return
    assert 0 < len(found) <= 60
    assert found == found.lower() == unicodedata.normalize("NFC", found)
    assert not set(found) & set("/\\:.*?\"<>| \t\n$~'") and found[0] != "-"


@given(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True))
def test_plain_ids_are_taken(text):
    assert check_id(text) == text


@given(st.emails() | st.text(max_size=40))
def test_an_email_address_taken_is_one_plain_address(text):
    try:
        found = check_email(text)
    except ValueError:
        return
    assert found.isascii() and found.count("@") == 1
    assert not set(found) & set(' <>,;:"()[]\\\r\n\t\0')


@given(st.text(max_size=60).map("https://".__add__) | st.text(max_size=60))
def test_a_url_taken_is_https_and_hides_nothing(text):
    try:
        found = check_url(text)
    except ValueError:
        return
    assert found.lower().startswith("https://") and found.isprintable() and " " not in found
    assert "@" not in found[8:].split("/")[0].split("?")[0].split("#")[0]


def test_row_20_links_are_https_or_mail():
    assert check_link("mailto:a@b.example") == "mailto:a@b.example"
    for text in (
        "mailto:a@b.example?bcc=x@y.org",
        "javascript:x",
        "data:text/html,x",
        "ftp://x.org",
    ):
        with pytest.raises(ValueError, match="address"):
            check_link(text)


def text(typed, kind="line", most=0):
    report = Report()
    return decode_value(
        Scalar(typed, AT), Text, Rule("doc", kind, most=most), report
    ), report.diagnostics


def test_row_28_marks_that_turn_text_are_taken_out_with_a_warning():
    value, (only,) = text("Jane\u202efdp.exe")
    assert (value, only.severity, only.code) == ("Janefdp.exe", "warning", "bidi")


def test_row_28_zero_width_spaces_go_in_silence_and_soft_hyphens_and_joiners_stay():
    assert text("a\u200bb\u2060c\ufeffd") == ("abcd", ())
    assert text("phy\u00adsio") == ("phy\u00adsio", ())
    assert text("می\u200cخواهم") == ("می\u200cخواهم", ())


def test_row_28_nothing_but_marks_is_empty():
    assert text("\u200b")[1][0].code == "empty"


def test_text_is_composed_and_bounded():
    assert text("e\u0301")[0] == "é"
    assert text("x" * 11, most=10)[1][0].code == "too-long"
    assert text("x" * 10, most=10)[1] == ()


def test_a_line_has_no_line_ends_and_prose_keeps_its_paragraphs():
    assert text("a\n\nb")[0] == "a b"
    assert text("a\n\nb\n", kind="prose")[0] == "a\n\nb"


@pytest.mark.parametrize("typed", ["yes", "True", "1", "on"])
def test_only_true_and_false_are_yes_and_no(typed):
    report = Report()
    assert decode_value(Scalar(typed, AT), bool, Rule("doc"), report) is None
    assert report.errors
