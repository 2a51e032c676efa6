"""Several PDFs as one to print: each starts on a right-hand page."""

import datetime
import io
from collections.abc import Sequence

from msgspec import Struct
from pypdf import PageObject, PdfReader, PdfWriter


class Bound(Struct, frozen=True):
    """A PDF, and what the bookmarks call it; "" for none."""

    name: str
    pdf: bytes


def merged(parts: Sequence[Bound], title: str, made: datetime.date) -> bytes:
    """One PDF of all; where a part ends on a right-hand page, an empty page follows."""
    writer = PdfWriter()
    for number, part in enumerate(parts):
        start = len(writer.pages)
        writer.append(PdfReader(io.BytesIO(part.pdf)), import_outline=False)
        if part.name:
            writer.add_outline_item(title=part.name, page_number=start)
        if len(writer.pages) % 2 and number < len(parts) - 1:
            last = writer.pages[-1].mediabox
            writer.add_page(PageObject.create_blank_page(None, last.width, last.height))
    stamp = f"D:{made:%Y%m%d}000000+00'00'"
    writer.add_metadata({
        "/Title": title, "/Producer": "handouts", "/Creator": "handouts",
        "/CreationDate": stamp, "/ModDate": stamp,
    })  # fmt: skip
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bookmarks(pdf: bytes) -> tuple[str, ...]:
    """The names of the parts of a merged file; () for one that cannot be read."""
    try:
        found = PdfReader(io.BytesIO(pdf)).outline
    except Exception:  # whatever lies there is not ours to judge
        return ()
    return tuple(str(entry.title) for entry in found if not isinstance(entry, list))
