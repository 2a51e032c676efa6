"""A finished PDF's own number, to know it again; and a password on it. Uses pypdf.

The number stands among the file's properties and as the second half of its /ID, which
stays readable when the rest is encrypted (ISO 32000-2, 14.4).
"""

import io
import re
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, StreamObject

from handouts.errors import HandoutsError

PROPERTY: Final = "/HandoutId"
_ALGORITHM: Final = "AES-256"  # revision 6; pypdf's own default is RC4
_REVISION: Final = 6
# A file that is encrypted is no archive (PDF/A forbids it), and must not claim to be.
_ARCHIVE: Final = re.compile(
    rb"<pdfaid:(\w+)>[^<]*</pdfaid:\1>|\s(?:xmlns:pdfaid|pdfaid:\w+)=(?:\"[^\"]*\"|'[^']*')"
)
PASSWORD_LEAST: Final = 8
PASSWORD_MOST: Final = 64


def stamped(pdf: bytes, number: str) -> bytes:
    """The PDF with its number (32 hex digits) added at its end; what was there is untouched."""
    writer: Any = PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.add_metadata({PROPERTY: number})
    writer._ID = _numbered(writer._ID, number)
    return _written(writer)


def number_of(pdf: bytes) -> str:
    """The number of a stamped PDF, encrypted or not; "" where it has none that can be read."""
    try:
        ids = PdfReader(io.BytesIO(pdf)).trailer.get("/ID")
        return _raw(ids[1]).hex() if ids else ""
    except (PyPdfError, ValueError, KeyError, IndexError, RecursionError):
        return ""


def title_of(pdf: bytes) -> str:
    """The title among the file's properties, which viewers show in the window's bar."""
    found = PdfReader(io.BytesIO(pdf)).metadata
    return str(found.title or "") if found else ""


def check_password(password: str) -> str:
    """The password, if every viewer takes it typed: 8 to 64 printable ASCII characters."""
    printable = password.isascii() and password.isprintable() and password == password.strip()
    if not printable or not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise HandoutsError(
            "a PDF's password is not usable", "8 to 64 plain letters, digits and signs"
        )
    return password


def locked(pdf: bytes, password: str, owner: str) -> bytes:
    """The PDF encrypted (AES-256) under `password`; its number stays readable.

    HandoutsError where this computer cannot encrypt, or the result does not hold.
    """
    try:
        import cryptography
    except ImportError:
        hint = "pip install cryptography"
        raise HandoutsError("PDFs cannot be encrypted on this computer", hint) from None
    del cryptography  # pypdf uses it, and would take a weaker way without it
    number, title = number_of(pdf), title_of(pdf)
    writer: Any = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    _unclaim_archive(writer)
    writer.encrypt(check_password(password), owner, algorithm=_ALGORITHM)
    writer._ID = _numbered(writer._ID, number)
    found = _written(writer)
    reader = PdfReader(io.BytesIO(found))
    revision = reader.trailer["/Encrypt"].get_object()["/R"]  # type: ignore[index]
    holds = reader.is_encrypted and revision == _REVISION and bool(reader.decrypt(password))
    if not holds or (title and title.encode() in found) or number_of(found) != number:
        raise HandoutsError("a PDF could not be encrypted", "please report it")
    return found


def _unclaim_archive(writer: Any) -> None:
    held = writer.root_object.get("/Metadata")
    stream = held.get_object() if held is not None else None
    if isinstance(stream, StreamObject):
        plain: Any = stream.decoded_self if stream.decoded_self is not None else stream
        fresh = StreamObject()
        fresh.update({k: v for k, v in stream.items() if k not in ("/Filter", "/Length")})
        fresh.set_data(_ARCHIVE.sub(b"", plain.get_data()))
        writer.root_object[NameObject("/Metadata")] = writer._add_object(fresh)


def _numbered(ids: Any, number: str) -> ArrayObject:
    own = ByteStringObject(bytes.fromhex(number))
    return ArrayObject([ids[0] if ids else own, own])


def _raw(value: Any) -> bytes:
    raw: bytes = value if isinstance(value, bytes) else value.original_bytes
    return raw


def _written(writer: Any) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
