"""The words of a PDF page by page, as a reader program finds them."""

import pypdfium2


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
