"""What the file says of itself: the XMP packet, and the colours its numbers mean.

ISO 19005-2 (PDF/A-2a) and ISO 14289-1 (PDF/UA-1) are both claimed here; PDF/A knows pdfuaid
only through the extension schema, which is the same in every file.
"""

import datetime
import functools
import struct
from typing import Final

_EXTENSION: Final = """<rdf:Description rdf:about=""
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA the file conforms to</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_ARCHIVAL: Final = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
"""


def xmp(
    title: str, author: str, subject: str, language: str, producer: str,
    made: datetime.date, archival: bool = True,
) -> bytes:  # fmt: skip
    """The packet. `archival` claims PDF/A, which an encrypted file may not."""
    moment = f"{made.isoformat()}T00:00:00+00:00"
    about = f"<dc:title>{_alt(title)}</dc:title>"
    if author:
        about += f"\n<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>"
    if subject:
        about += f"\n<dc:description>{_alt(subject)}</dc:description>"
    name = escape(producer)
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
{about}
<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{name}</xmp:CreatorTool><pdf:Producer>{name}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
{_ARCHIVAL if archival else ""}{_EXTENSION}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode()


def escape(text: str) -> str:
    """Text as XML has it; the library's own way takes longer to import than a card to draw."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alt(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


# sRGB by IEC 61966-2-1, adapted from its white to the D50 of ICC.1:2004 by Bradford's matrix.
_D50: Final = (0.9642, 1.0, 0.8249)
_PRIMARIES: Final = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
_ADAPTED: Final = (
    1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678,
)  # fmt: skip
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # g, a, b, c, d of type 3


@functools.cache
def srgb_profile() -> bytes:
    """An ICC profile of sRGB, version 4.2 of the format: the least a profile may hold."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("Public domain"),
        b"wtpt": b"XYZ " + bytes(4) + _fixed(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTED),
        **{name: b"XYZ " + bytes(4) + _fixed(value) for name, value in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start, body = 128 + 4 + 12 * len(tags), b""
    places: dict[bytes, int] = {}
    table = struct.pack(">I", len(tags))
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", places[data], len(data))
    size = start + len(body)
    head = struct.pack(">I4xI4s4s4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s28x", 2026, 1, 1, 0, 0, 0, b"acsp") + _fixed(_D50) + bytes(48)
    return head + table + body


def _fixed(values: tuple[float, ...]) -> bytes:
    """Numbers as ICC writes them: 16 bits before the point and 16 after."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _words(text: str) -> bytes:
    """Words in one language."""
    packed = text.encode("utf-16-be")
    return (
        b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"GB", len(packed), 28) + packed
    )
