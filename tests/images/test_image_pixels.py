"""What becomes of metadata and pixels: rows 33 and 34 of the hostile-content table."""

import io
import os
import struct
import zlib

import pytest
from picture_samples import PNG, chunk, near, opened, photo, saved
from PIL import Image as Pil
from PIL import ImageDraw

from handouts.images import pixels
from handouts.images.loader import ImageProblem, load_image

GPS = 0x8825


def exif(orientation=1):
    tags = Pil.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = "CANARY street 12"
    tags.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    return tags


def segments(jpeg):
    """The marker codes before the first scan."""
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return found


# ------------------------------------------------------------------ metadata
def test_no_place_or_words_of_a_photo_survive(put):
    xmp = b"<x:xmpmeta>CANARY</x:xmpmeta>"
    data = saved(
        photo(),
        "JPEG",
        exif=exif(),
        comment=b"CANARY",
        xmp=xmp,
        icc_profile=b"CANARY" * 50,
        dpi=(72, 72),
    )
    iptc = b"Photoshop 3.0\x008BIMCANARY"
    data = data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:]
    assert data.count(b"CANARY") > 50 and Pil.open(io.BytesIO(data)).getexif().get_ifd(GPS)
    image = load_image(put("x.jpg", data), "x.jpg")
    assert b"CANARY" not in image.data
    # APP0 (JFIF), tables, frame; no APP1 (EXIF, XMP), APP2 (ICC), APP13 (IPTC), comment
    assert set(segments(image.data)) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert not Pil.open(io.BytesIO(image.data)).getexif()


def test_no_words_of_a_png_survive(put):
    body = saved(photo(), "PNG", exif=exif(), icc_profile=b"CANARY" * 50)
    text = chunk(b"tEXt", b"Author\0CANARY") + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0CANARY")
    image = load_image(put("x.png", body[:33] + text + body[33:]), "x.png")
    assert image.kind == "jpeg" and b"CANARY" not in image.data
    assert set(segments(image.data)) <= {0xE0, 0xDB, 0xC0, 0xC4}


def test_damaged_metadata_does_not_cost_the_picture(put, recwarn):
    data = saved(photo(), "JPEG")
    junk = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\x03\xff\xff\xff\xff" * 3
    data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(junk) + 2) + junk + data[2:]
    assert load_image(put("x.jpg", data), "x.jpg").width == 64
    assert not recwarn.list


# where the corner that is red in the upright picture lies in the stored one
STORED = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (0, 1), 7: (1, 1), 8: (1, 0)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", STORED)
def test_every_orientation_is_set_upright(put, kind, orientation):
    turned = orientation >= 5
    width, height = (60, 120) if turned else (120, 60)
    picture = Pil.new("RGB", (width, height), "white")
    column, row = STORED[orientation]
    at = (column * width // 2, row * height // 2)
    picture.paste((255, 0, 0), (*at, at[0] + width // 2, at[1] + height // 2))
    image = load_image(put("x", saved(picture, kind, exif=exif(orientation))), "x")
    assert (image.width, image.height) == (120, 60)
    upright = opened(image)
    assert near(upright.getpixel((10, 10)), (255, 0, 0))
    for corner in ((110, 10), (10, 50), (110, 50)):
        assert near(upright.getpixel(corner), (255, 255, 255))


def test_a_nonsense_orientation_is_ignored(put):
    root = put("x.jpg", saved(photo(), "JPEG", exif=exif(77)))
    assert load_image(root, "x.jpg").width == 64


# ------------------------------------------------------------------ modes
def test_alpha_lies_on_white(put):
    picture = Pil.new("RGBA", (40, 20), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (0, 0, 10, 20))
    picture.paste((0, 0, 0, 128), (10, 0, 20, 20))
    image = load_image(put("x.png", saved(picture, "PNG")), "x.png")
    found = opened(image)
    assert (image.mode, image.kind) == ("RGB", "raw")
    assert found.getpixel((5, 5)) == (200, 0, 0)
    assert near(found.getpixel((15, 5)), (127, 127, 127), 1)
    assert found.getpixel((30, 5)) == (255, 255, 255)


def test_clear_greys_and_palettes_lie_on_white(put):
    grey = Pil.new("LA", (20, 20), (0, 0))
    image = load_image(put("la.png", saved(grey, "PNG")), "la.png")
    assert (image.mode, set(image.data)) == ("L", {255})
    palette = Pil.new("P", (20, 20), 1)
    palette.putpalette([0, 0, 0, 10, 20, 30])
    image = load_image(put("p.png", saved(palette, "PNG", transparency=1)), "p.png")
    assert (image.mode, set(image.data)) == ("RGB", {255})
    image = load_image(put("q.png", saved(palette, "PNG")), "q.png")
    assert image.data[:3] == bytes((10, 20, 30))


def test_sixteen_bits_keep_their_greys(put):
    rows = 4 * (b"\0" + struct.pack(">HHHH", 0, 255, 32768, 65535))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 16, 0, 0, 0, 0))
    data = PNG + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    image = load_image(put("x.png", data), "x.png")
    assert (image.mode, image.data) == ("L", bytes((0, 0, 128, 255)) * 4)


def test_sixteen_bit_colour(put):
    rows = b"".join(b"\0" + struct.pack(">HHH", 65535, 32768, 0) * 8 for _ in range(8))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0))
    data = PNG + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    image = load_image(put("x.png", data), "x.png")
    assert (image.mode, image.data[:3]) == ("RGB", bytes((255, 128, 0)))


def test_cmyk_becomes_rgb(put):
    picture = Pil.new("CMYK", (32, 32), (0, 255, 255, 0))
    image = load_image(put("x.jpg", saved(picture, "JPEG")), "x.jpg")
    assert image.mode == "RGB" == opened(image).mode
    assert near(opened(image).getpixel((9, 9)), (255, 0, 0), 12)


def test_grey_stays_grey(put):
    image = load_image(put("x.jpg", saved(photo(mode="L"), "JPEG")), "x.jpg")
    assert image.mode == "L" == opened(image).mode
    bits = Pil.new("1", (20, 20), 1)
    assert load_image(put("x.png", saved(bits, "PNG")), "x.png").mode == "L"


def test_an_animated_png_gives_its_first_picture(put):
    first, second = Pil.new("RGB", (20, 20), "red"), Pil.new("RGB", (20, 20), "blue")
    data = saved(first, "PNG", save_all=True, append_images=[second, first])
    assert Pil.open(io.BytesIO(data)).n_frames == 3
    assert load_image(put("x.png", data), "x.png").data == bytes((255, 0, 0)) * 400


def test_a_large_colour_profile_is_dropped(put):
    profile = os.urandom(1_500_000)
    image = load_image(put("x.jpg", saved(photo(), "JPEG", icc_profile=profile)), "x.jpg")
    assert len(image.data) < 20_000


def test_a_colour_profile_that_unpacks_to_much_is_refused(put):
    body = saved(photo(), "PNG")
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(100_000_000), 9))
    with pytest.raises(ImageProblem, match="is damaged"):
        load_image(put("x.png", body[:33] + profile + body[33:]), "x.png")


# ------------------------------------------------------------------ what comes out
def logo(side=300):
    picture = Pil.new("RGBA", (side, side), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((20, 20, side - 20, side - 20), fill="#1f6f78")
    return picture.resize((side // 2, side // 2), Pil.Resampling.LANCZOS)  # soft edges


def test_a_logo_keeps_its_edges_and_a_photo_is_a_jpeg(put):
    drawn = load_image(put("logo.png", saved(logo(), "PNG")), "logo.png", max_px=100)
    assert (drawn.kind, drawn.mode, len(drawn.data)) == ("raw", "RGB", 100 * 100 * 3)
    taken = load_image(put("photo.png", saved(photo(300, 300), "PNG")), "photo.png")
    assert taken.kind == "jpeg" and len(taken.data) < 300 * 300
    grey = load_image(put("grey.png", saved(photo(300, 300, "L"), "PNG")), "grey.png")
    assert (grey.kind, grey.mode) == ("jpeg", "L")


def test_a_photo_stays_good(put):
    before = photo(200, 150)
    after = opened(load_image(put("x.jpg", saved(before, "JPEG", quality=95)), "x.jpg"))
    pairs = zip(before.resize((20, 15)).tobytes(), after.resize((20, 15)).tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 8


def test_the_same_file_gives_the_same_bytes(put):
    root = put("x.jpg", saved(photo(), "JPEG", exif=exif(6)))
    assert load_image(root, "x.jpg") == load_image(root, "x.jpg")


def test_the_digest_tells_shapes_apart(put):
    wide = load_image(put("a.png", saved(Pil.new("L", (8, 2)), "PNG")), "a.png")
    tall = load_image(put("b.png", saved(Pil.new("L", (2, 8)), "PNG")), "b.png")
    again = load_image(put("c.png", saved(Pil.new("L", (8, 2)), "PNG", compress_level=0)), "c.png")
    assert wide.data == tall.data and wide.sha256 != tall.sha256
    assert wide.sha256 == again.sha256 and len(wide.sha256) == 64


def test_few_colours_means_mostly_a_handful():
    assert pixels._few_colours(Pil.new("RGB", (50, 50), "red"))
    assert not pixels._few_colours(photo(50, 50))
