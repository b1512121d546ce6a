"""Reads the points of a photograph, turned as it was held, and writes them anew with nothing beside them."""

from __future__ import annotations

import io
import warnings

from PIL import (
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from recourse.records.papers.cleaning.refusing import Refused

# Read in before the helper is fenced: behind the fence no file opens, not even one of Pillow's own.
READ_IN = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
Image.preinit()
MOST_POINTS = 64_000_000
LONGEST_SIDE = 3_000
QUALITY = 85


def made_anew(raw: bytes, *, form: str) -> tuple[str, bytes]:
    """Give "jpeg" or "png" and the new bytes; letters stay legible, the place it was taken does not."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    try:
        with Image.open(io.BytesIO(raw), formats=[form]) as opened:
            return _written(_points(opened, form=form), form=form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_pixels") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, ArithmeticError, LookupError):
        raise Refused("broken") from None


def _points(opened: Image.Image, *, form: str) -> Image.Image:
    """The points alone. A telephone hides further frames in a JPEG; they are left where they are."""
    if opened.width * opened.height > MOST_POINTS:
        raise Refused("too_many_pixels")
    if form != "JPEG" and getattr(opened, "n_frames", 1) > 1:
        raise Refused("moving")
    if form == "JPEG":
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    opened.load()
    turned = ImageOps.exif_transpose(opened)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _on_white(turned)


def _on_white(picture: Image.Image) -> Image.Image:
    """Colours as they are seen on white paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _written(points: Image.Image, *, form: str) -> tuple[str, bytes]:
    bare = Image.frombytes(points.mode, points.size, points.tobytes())
    out = io.BytesIO()
    if form == "PNG":
        bare.save(out, "PNG", optimize=False)
        return "png", out.getvalue()
    bare.save(out, "JPEG", quality=QUALITY)
    return "jpeg", out.getvalue()
