"""Making any PNG or JPEG plain: upright, opaque, grey or RGB, no larger than it prints.

Every picture is decoded and written anew. A photo taken at home carries the
address in its metadata, and a PDF library that copies JPEG files through
carries it on; and a decoder that only this module calls is one to guard.
"""

import hashlib
import io
import warnings
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from handouts.images.files import Refused

if TYPE_CHECKING:
    from PIL.Image import Image as Raster
    from PIL.Image import Transpose

MOST_PIXELS: Final = 40_000_000
_FORMATS: Final = ("PNG", "JPEG")
_QUALITY: Final = 88  # JPEG; above it files grow and prints do not improve
# A progressive JPEG has about ten scans; each costs a pass over all pixels,
# so that thousands in a small file would take minutes.
_MOST_SCANS: Final = 64
_START_OF_SCAN: Final = b"\xff\xda"
# A drawing: few colours overall, and a handful of them cover most of it.
_DRAWN_COLOURS: Final = 4096
_DRAWN_MAIN: Final = 16
_DRAWN_SHARE: Final = 0.7
_ORIENTATION: Final = 0x0112  # the EXIF tag


class Image(Struct, frozen=True):
    """A picture ready to print.

    `width` and `height` are in pixels. `data` is a JPEG file without metadata,
    or for `raw` one byte a channel, row by row from the top. `sha256` covers
    kind, mode and size too, so it names the picture: alike means interchangeable.
    """

    width: int
    height: int
    mode: Literal["L", "RGB"]
    kind: Literal["jpeg", "raw"]
    data: bytes
    sha256: str


def plain(data: bytes, max_px: int) -> Image:
    """The picture in `data`, its longer side at most `max_px`; raises Refused."""
    import PIL.Image

    if data.count(_START_OF_SCAN) > _MOST_SCANS and data.startswith(b"\xff\xd8"):
        raise Refused("is packed in an unusual way", "open it and save it again as JPEG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is not kept
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                drawn = opened.format == "PNG"
                raster = _decoded(opened, max_px)
    except Refused:
        raise
    except PIL.UnidentifiedImageError:
        raise Refused("is no PNG or JPEG, whatever its name", "save it as PNG or JPEG") from None
    except (PIL.Image.DecompressionBombWarning, PIL.Image.DecompressionBombError):
        raise _too_large() from None
    except Exception:  # Pillow does not say which: a broken file raises a dozen kinds
        raise Refused("is damaged", "open it and save it again as PNG or JPEG") from None
    return _packed(raster, drawn)


def _decoded(opened: "Raster", max_px: int) -> "Raster":
    """The first frame, upright, flat and small. The size is checked before decoding."""
    from PIL.Image import Resampling

    if opened.width * opened.height > MOST_PIXELS:
        raise _too_large()
    opened.draft(None, (max_px, max_px))  # lets a JPEG be decoded at a half, quarter or eighth
    opened.load()
    turn = _turn(opened)
    raster = _flat(opened)
    raster.thumbnail((max_px, max_px), Resampling.LANCZOS, reducing_gap=3.0)
    return raster.transpose(turn) if turn is not None else raster


def _too_large() -> Refused:
    most = MOST_PIXELS // 1_000_000
    return Refused(f"has more than {most} million pixels", "save a smaller copy")


def _turn(opened: "Raster") -> "Transpose | None":
    """What sets the picture upright; a camera writes how it was held, not the turned pixels."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return turns.get(opened.getexif().get(_ORIENTATION, 1))


def _flat(opened: "Raster") -> "Raster":
    """Grey or RGB, on white.

    Colour profiles are dropped: that is one decoder less to trust, and no
    office printer shows the difference.
    """
    import PIL.Image

    if opened.mode.startswith("I"):  # 16-bit grey; Pillow's own conversion clips it to white
        return opened.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    grey = opened.mode in ("1", "L", "LA")
    if opened.has_transparency_data:
        # a copy of a copy would take 160 MB
        clear = opened if opened.mode == "RGBA" else opened.convert("RGBA")
        white = PIL.Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white.convert("L") if grey else white
    return opened.convert("L" if grey else "RGB")


def _packed(raster: "Raster", drawn: bool) -> Image:
    """As JPEG, or for drawings in few colours, whose edges JPEG would smear, as they are."""
    raster.info = {}  # Pillow would write a comment found here
    kind: Literal["jpeg", "raw"] = "raw" if drawn and _few_colours(raster) else "jpeg"
    if kind == "raw":
        data = raster.tobytes()
    else:
        file = io.BytesIO()
        raster.save(file, "JPEG", quality=_QUALITY)
        data = file.getvalue()
    mode: Literal["L", "RGB"] = "L" if raster.mode == "L" else "RGB"
    head = f"{kind} {mode} {raster.width} {raster.height}\n".encode()
    name = hashlib.sha256(head + data).hexdigest()
    return Image(raster.width, raster.height, mode, kind, data, name)


def _few_colours(raster: "Raster") -> bool:
    colours = raster.getcolors(_DRAWN_COLOURS)
    if colours is None:
        return False
    main = sorted((count for count, _ in colours), reverse=True)[:_DRAWN_MAIN]
    return sum(main) >= _DRAWN_SHARE * raster.width * raster.height
