"""The pages of a PDF as PNG pictures; the only importer of pypdfium2."""

import io
from collections.abc import Iterator

import pypdfium2


def pictures(pdf: bytes, dpi: int) -> Iterator[bytes]:
    """Each page as a PNG, as a reader program would draw it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            image = page.render(scale=dpi / 72).to_pil()
            held = io.BytesIO()
            image.save(held, "PNG", dpi=(dpi, dpi))
            yield held.getvalue()
    finally:
        document.close()
