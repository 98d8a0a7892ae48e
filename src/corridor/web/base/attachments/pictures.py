"""Paints a picture anew: what comes out has the pixels of what came in, and nothing else. Runs in the cell alone."""

from __future__ import annotations

import importlib
import io
import warnings

from PIL import Image, ImageOps, PngImagePlugin, UnidentifiedImageError

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Form, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused

QUALITY = 92
_DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, TypeError)
"""The library raises all of these for files that are damaged."""

_FORMATS = {Form.JPEG: "JPEG", Form.PNG: "PNG", Form.WEBP: "WEBP", Form.GIF: "GIF"}
_PLACE, _TURN = 0x8825, 0x0112
_LOADED_LATE = ("TiffImagePlugin", "MpoImagePlugin", "WebPImagePlugin", "GifImagePlugin", "JpegImagePlugin",
                "ImageChops", "ImageSequence", "ImagePalette", "ImageMode", "ExifTags")  # fmt: skip
_WORDS = frozenset(("comment", "Comment", "Description", "Author", "Title", "Software", "Copyright", "parameters"))


def prepare() -> None:
    """Load what reads the pictures that are taken in, and set the limits of the library."""
    Image.MAX_IMAGE_PIXELS = limits.PIXELS
    PngImagePlugin.MAX_TEXT_CHUNK = limits.MEGABYTE
    PngImagePlugin.MAX_TEXT_MEMORY = 4 * limits.MEGABYTE
    warnings.simplefilter("ignore")
    for module in _LOADED_LATE:
        importlib.import_module(f"PIL.{module}")
    # What is loaded at its first use is used once: the cell can open no file any more.
    exif = Image.Exif()
    exif[_TURN] = 6
    exif.get_ifd(_PLACE)[1] = "N"
    for form, name in _FORMATS.items():
        kept = io.BytesIO()
        Image.new("RGB", (2, 2)).save(kept, name, exif=exif)
        painted(kept.getvalue(), form)


def painted(content: bytes, form: Form) -> tuple[Kind, bytes, tuple[Taken, ...]]:
    """Return the kind and bytes of the picture as it is painted anew, and what was left behind.

    Raises:
        AttachmentRefused: It is damaged, or holds more pixels than a picture may.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[form]]) as picture:
            width, height = picture.size
            if width * height > limits.PIXELS or max(width, height) > limits.SIDE:
                raise AttachmentRefused(fault=Fault.BOMB)
            notes = _beside(picture, content)
            picture.load()
            return _written(picture, form, notes)
    except Image.DecompressionBombError:
        raise AttachmentRefused(fault=Fault.BOMB) from None
    except MemoryError:
        raise AttachmentRefused(fault=Fault.EFFORT) from None
    except _DAMAGED:
        raise AttachmentRefused(fault=Fault.DAMAGED) from None


def _beside(picture: Image.Image, content: bytes) -> list[Taken]:
    """Return what lies beside the pixels of a picture."""
    found = [Taken.RE_ENCODED]
    exif = picture.getexif()
    if exif:
        found.append(Taken.EXIF)
    if _PLACE in exif:
        found.append(Taken.PLACE)
    if picture.info.get("icc_profile"):
        found.append(Taken.PROFILE)
    if _WORDS & picture.info.keys() or picture.info.get("xmp") or getattr(picture, "text", None):
        found.append(Taken.WORDS)
    if getattr(picture, "n_frames", 1) > 1:
        found.append(Taken.FRAMES)
    if _is_appended(picture.format or "", content):
        found.append(Taken.APPENDED)
    return found


def _is_appended(format: str, content: bytes) -> bool:
    end = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "GIF": b"\x3b"}.get(format)
    return end is not None and not content.endswith(end)


def _written(picture: Image.Image, form: Form, notes: list[Taken]) -> tuple[Kind, bytes, tuple[Taken, ...]]:
    turned = ImageOps.exif_transpose(picture)
    if turned.size != picture.size or picture.getexif().get(_TURN, 1) != 1:
        notes.append(Taken.TURNED)
    kind = Kind.JPEG if form is Form.JPEG else Kind.PNG
    if form in (Form.WEBP, Form.GIF):
        notes.append(Taken.CONVERTED)
    bare = _bare(turned, kind)
    kept = io.BytesIO()
    if kind is Kind.JPEG:
        bare.save(kept, "JPEG", quality=QUALITY, optimize=False, exif=b"", icc_profile=None)
    else:
        bare.save(kept, "PNG", exif=b"", icc_profile=None)
    return kind, kept.getvalue(), tuple(notes)


def _bare(picture: Image.Image, kind: Kind) -> Image.Image:
    """Return a picture of the same pixels that never held anything else."""
    if kind is Kind.JPEG:
        mode = "L" if picture.mode == "L" else "RGB"
    elif picture.mode in ("1", "L", "LA", "RGB", "RGBA", "I;16"):
        mode = picture.mode
    else:
        mode = "RGBA" if "transparency" in picture.info or picture.mode.endswith("A") else "RGB"
    if picture.mode != mode:
        picture = picture.convert(mode)
    return Image.frombytes(mode, picture.size, picture.tobytes())
