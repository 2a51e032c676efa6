"""A prepared batch: who gets which bytes. Frozen once written; its hash stands in the record."""

import datetime
import hashlib
from typing import Final

import msgspec

from handouts.errors import HandoutsError

VERSION: Final = 1
SHOWN: Final = 12  # digits of a batch's hash that people type


class Letter(msgspec.Struct, frozen=True):
    """One message for one client. `size` and `pdf_size` are bytes."""

    number: int
    id: str
    client: str
    name: str
    address: str
    recipient: str
    file: str
    size: int
    sha256: str
    handout: str
    pdf_sha256: str
    pdf_size: int
    pages: int
    title: str
    message_id: str
    key: str
    client_mark: str
    address_mark: str
    encrypted: bool = False
    utf8: bool = False
    appointment: float = 0.0


class Manifest(msgspec.Struct, frozen=True):
    """All letters of a batch, in order. Times are seconds since 1970."""

    batch: str
    made: float
    expires: float
    sender: str
    letters: tuple[Letter, ...]
    version: int = VERSION


def encoded(manifest: Manifest) -> bytes:
    """The manifest as its file holds it."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def decoded(data: bytes) -> Manifest:
    """The manifest of a file; HandoutsError where it is none of this version."""
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError:
        raise HandoutsError("the list of a prepared batch is damaged", PREPARE_ANEW) from None
    if manifest.version != VERSION:
        raise HandoutsError("the batch was prepared by another version", PREPARE_ANEW)
    return manifest


PREPARE_ANEW: Final = (
    "put it back from a backup; or move the batch's folder away, and prepare it anew"
)


def hash_of(data: bytes) -> str:
    """The SHA-256 of a manifest's file, in hex."""
    return hashlib.sha256(data).hexdigest()


def masked(address: str) -> str:
    """`j•••@example.org`: enough to know an address by, too little to copy."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def initials(name: str) -> str:
    """`J. E.`"""
    return " ".join(f"{word[0]}." for word in name.split() if word[0].isalnum())


def day_text(moment: float) -> str:
    """A time as `2026-11-22 10:30`, in this computer's zone."""
    return datetime.datetime.fromtimestamp(moment).strftime("%Y-%m-%d %H:%M")
