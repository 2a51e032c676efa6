"""Files broken on purpose, one rule each: our own check or the judge must see every one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from conformance.samples import BRAND, made, press_at, write
from handouts.finish.parts import Parts, parts_of
from handouts.finish.selfcheck import untagged
from handouts.render.body import ENDSTREAM, Body
from handouts.render.file import written

Change = Callable[[bytes], bytes]

_ALT: Final = rb"/Alt\((?:\\.|[^\\)])*\)"
_LAST: Final = rb" \d+ \d+ 0 R\](>>/ParentTreeNextKey)"
_TEXT: Final = re.compile(rb"/P <</MCID \d+>> BDC\n(.*?)EMC\n", re.DOTALL)
_FILTER: Final = re.compile(rb"/Filter/\w+")
_INTENTS: Final = re.compile(rb"/OutputIntents\[.*?\]", re.DOTALL)

# What is done to every small object, or to every page's operators.
OBJECTS: Final[dict[str, Change]] = {
    "alt-dropped": lambda data: re.sub(_ALT, b"", data),
    "alt-empty": lambda data: re.sub(_ALT, b"/Alt()", data),
    "figure-nowhere": lambda data: re.sub(rb"/A<</O/Layout.*?>>", b"", data),
    "heading-skipped": lambda data: data.replace(b"<</S/H2/", b"<</S/H3/"),
    "scope-dropped": lambda data: re.sub(rb"/A<</O/Table/Scope/\w+>>", b"", data),
    "list-of-paragraphs": lambda data: data.replace(b"<</S/LI/", b"<</S/P/"),
    "link-untold": lambda data: re.sub(rb"/StructParent \d+", b"", data),
    "link-wordless": lambda data: re.sub(rb"/Contents\([^)]*\)", b"", data),
    "page-entry-lost": lambda data: re.sub(rb"(/Nums\[)0 \d+ 0 R", rb"\1", data),
    "link-entry-lost": lambda data: re.sub(_LAST, rb"]\1", data),
    "parents-crossed": lambda data: re.sub(rb"\A\[(\d+ 0 R) (\d+ 0 R)", rb"[\2 \1", data),
    "order-of-links-dropped": lambda data: data.replace(b"/Tabs/S", b""),
    "not-marked": lambda data: data.replace(b"/Marked true", b"/Marked false"),
    "language-dropped": lambda data: re.sub(rb"/Lang\(.*?\)", b"", data),
    "title-hidden": lambda data: data.replace(b"DocTitle true", b"DocTitle false"),
    "colours-unsaid": lambda data: _INTENTS.sub(b"", data),
    "element-lost": lambda data: re.sub(rb"(<</S/TR.*?/K\[)\d+ 0 R ", rb"\1", data),
}
PAGES: Final[dict[str, Change]] = {
    "artifact-untagged": lambda code: code.replace(b"/Artifact BMC", b"", 1).replace(
        b"EMC", b"", 1
    ),
    "text-untagged": lambda code: _TEXT.sub(rb"\1", code, count=1),
    "mcid-twice": lambda code: code.replace(b"/MCID 1>>", b"/MCID 0>>"),
    "left-open": lambda code: re.sub(rb"EMC((?:\nET)?\s*)\Z", rb"\1", code),
}
METADATA: Final[dict[str, Change]] = {
    "claim-dropped": lambda packet: packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""),
}


def broken(workspace: Path, cache: Path) -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    """Each file's name, its bytes, and what our own check says of it."""
    write(workspace)
    press = press_at(workspace, cache)
    whole = made(press, "photographed", layout="sheet", brand=BRAND)
    for name in (*OBJECTS, *PAGES, *METADATA):
        pdf = spoiled(whole, name)
        yield name, pdf, untagged(pdf)


def spoiled(pdf: bytes, name: str) -> bytes:
    """The file with one thing wrong, else the same; ValueError where that changes nothing."""
    parts = parts_of(pdf)
    small = {n: OBJECTS.get(name, _same)(data) for n, data in parts.small.items()}
    streams = {n: _stream(parts, n, name) for n in parts.streams}
    kept = {n: about + b"stream\n" + data for n, (about, data) in parts.streams.items()}
    if small == parts.small and streams == kept:
        raise ValueError(f"'{name}' changes nothing")
    body = Body()
    body.reserve(max(*small, *streams))
    for number, data in small.items():
        body.put(number, data)
    for number, data in streams.items():
        body.put(number, data + ENDSTREAM)
    root, info = (_reference(parts.trailer, key) for key in (b"Root", b"Info"))
    return written(body, root, info)


def _same(data: bytes) -> bytes:
    return data


def _stream(parts: Parts, number: int, name: str) -> bytes:
    """A stream with its dictionary; one that is changed is written unpacked."""
    about, data = parts.streams[number]
    if name in METADATA and b"/Metadata" in about:
        data = METADATA[name](data)
    elif name in PAGES and b"/Type" not in about and b"/Length1" not in about:
        plain = parts.unpacked(number)
        changed = PAGES[name](plain)
        if changed != plain:
            about, data = _FILTER.sub(b"", about), changed
    about = re.sub(rb"/Length \d+", b"/Length %d" % len(data), about)
    return about + b"stream\n" + data


def _reference(trailer: bytes, key: bytes) -> int:
    found = re.search(rb"/%s (\d+)" % key, trailer)
    assert found is not None
    return int(found[1])
