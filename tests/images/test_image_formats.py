"""How large and of what kind a picture may be: rows 30 to 32 of the hostile-content table."""

import io
import os

import pytest
from picture_samples import header_only, near, opened, photo, saved
from PIL import Image as Pil
from PIL import JpegImagePlugin

from handouts.images.loader import ImageProblem, load_image, pixels_for


# ------------------------------------------------------------------ size
@pytest.mark.parametrize(("width", "height"), [(40_001, 1000), (20_000, 20_000), (65_535, 65_535)])
def test_the_header_alone_refuses_too_many_pixels(put, width, height):
    with pytest.raises(ImageProblem, match="more than 40 million pixels"):
        load_image(put("x.png", header_only(width, height)), "x.png")


def test_at_the_limit_the_header_is_let_through(put):
    with pytest.raises(ImageProblem, match="is damaged"):
        load_image(put("x.png", header_only(40_000, 1000)), "x.png")


def test_the_limit_is_ours_not_pillows(put, monkeypatch):
    monkeypatch.setattr(Pil, "MAX_IMAGE_PIXELS", None)
    with pytest.raises(ImageProblem, match="more than 40 million pixels"):
        load_image(put("x.png", header_only(20_000, 20_000)), "x.png")


def test_pillows_warning_counts_as_too_large(put, monkeypatch):
    monkeypatch.setattr(Pil, "MAX_IMAGE_PIXELS", 2000)  # it only warns below twice that
    with pytest.raises(ImageProblem, match="million pixels"):
        load_image(put("x.png", saved(photo(60, 50), "PNG")), "x.png")


def test_a_jpeg_of_endless_scans_is_refused(put):
    data = saved(photo(), "JPEG", progressive=True)
    start = data.rindex(b"\xff\xda")
    load_image(put("ok.jpg", data), "ok.jpg")
    bad = data[:start] + 100 * data[start:-2] + data[-2:]
    with pytest.raises(ImageProblem, match="packed in an unusual way"):
        load_image(put("x.jpg", bad), "x.jpg")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_scaled_to_what_prints(put, kind):
    root = put("x", saved(photo(900, 600), kind))
    small = load_image(root, "x", max_px=300)
    assert (small.width, small.height) == (300, 200) == opened(small).size
    full = load_image(root, "x", max_px=5000)
    assert (full.width, full.height) == (900, 600)  # never enlarged


def test_pixels_for_a_printed_side():
    assert pixels_for(25.4) == 300
    assert pixels_for(60) == 709
    for mm in (0, -1, float("nan"), 5000):
        with pytest.raises(ValueError, match="mm long"):
            pixels_for(mm)
    with pytest.raises(ValueError, match="at least one pixel"):
        load_image(None, "x.png", max_px=0)


# ------------------------------------------------------------------ format
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n%%EOF\n"
OTHERS = {
    "EPS": lambda: EPS,
    "TIFF": lambda: saved(photo(), "TIFF"),
    "GIF": lambda: saved(photo(), "GIF"),
    "BMP": lambda: saved(photo(), "BMP"),
    "WEBP": lambda: saved(photo(), "WEBP"),
    "ICNS": lambda: saved(photo(64, 64), "ICNS"),
    "WMF": lambda: b"\xd7\xcd\xc6\x9a" + bytes(40),
    "SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "HTML": lambda: b"<!doctype html><title>not found</title>",
    "PDF": lambda: b"%PDF-1.7\n%%EOF\n",
}


@pytest.fixture
def fake_gs(tmp_path, monkeypatch):
    """A Ghostscript first on PATH that leaves a mark when run."""
    folder, mark = tmp_path / "bin", tmp_path / "gs-was-run"
    folder.mkdir()
    (folder / "gs").write_text(f"#!/bin/sh\ntouch {mark}\n")
    (folder / "gs").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("PIL.EpsImagePlugin.gs_binary", None)
    return mark


@pytest.mark.parametrize("kind", OTHERS)
def test_other_formats_by_a_false_name_are_refused(put, fake_gs, kind):
    with pytest.raises(ImageProblem, match="is no PNG or JPEG, whatever its name"):
        load_image(put("x.png", OTHERS[kind]()), "x.png")
    assert not fake_gs.exists()


def test_the_fake_gs_would_have_been_noticed(fake_gs):
    with pytest.raises(OSError):
        Pil.open(io.BytesIO(EPS)).load()
    assert fake_gs.exists()


def test_the_name_does_not_decide(put):
    root = put("x.png", saved(photo(), "JPEG"))
    assert load_image(root, "x.png").kind == "jpeg"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(put, kind, share):
    data = saved(photo(200, 200), kind)
    with pytest.raises(ImageProblem, match=r"is damaged|is no PNG or JPEG"):
        load_image(put("x", data[: int(len(data) * share)]), "x")


def test_whatever_pillow_raises_is_one_line(put, monkeypatch):
    def broken(*_):
        raise KeyError("CANARY")

    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "load", broken)
    with pytest.raises(ImageProblem, match="is damaged") as caught:
        load_image(put("x.jpg", saved(photo(), "JPEG")), "x.jpg")
    assert "CANARY" not in caught.value.message


def test_a_phone_photo_of_two_frames_gives_the_first(put):
    first, second = Pil.new("RGB", (40, 30), "red"), Pil.new("RGB", (40, 30), "blue")
    data = saved(first, "MPO", save_all=True, append_images=[second])
    assert Pil.open(io.BytesIO(data), formats=["JPEG"]).format == "MPO"
    image = load_image(put("x.jpg", data), "x.jpg")
    assert image.kind == "jpeg" and near(opened(image).getpixel((5, 5)), (254, 0, 0))
