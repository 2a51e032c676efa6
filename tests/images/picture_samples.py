"""Pictures made for the tests, kind and hostile."""

import io
import struct
import zlib

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb(width, height):
    """A grey PNG of `width` x `height` black pixels in a few kilobytes."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return PNG + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def header_only(width, height):
    """A PNG that says it is huge; whoever decodes it finds it damaged instead."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo(width=64, height=48, mode="RGB"):
    """A picture no drawing program makes: every pixel its own colour."""
    red = Image.linear_gradient("L").resize((width, height))
    green = red.transpose(Image.Transpose.ROTATE_180)
    noise = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (red, green, noise)).convert(mode)


def opened(image):
    if image.kind == "raw":
        return Image.frombytes(image.mode, (image.width, image.height), image.data)
    return Image.open(io.BytesIO(image.data))


def near(a, b, most=6):
    return all(abs(x - y) <= most for x, y in zip(a, b, strict=True))
