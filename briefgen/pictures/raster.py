"""PNG and JPEG, decoded and written anew: the same points, upright, in sRGB, with nothing else in the file."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError
from PIL.Image import open as opened

from briefgen.model.figures import Picture

MOST_POINTS = 24_000_000
"""Width times height; what a larger picture unpacks to would fill the memory, and no page can show it."""

_QUALITY = 90
_SMALLER = "save it smaller: a page needs no more than 2000 pixels across"


def cleaned(content: bytes) -> Picture:
    """The picture, or its problem."""
    try:
        with warnings.catch_warnings(), _whole_files():
            warnings.simplefilter(
                "ignore"
            )  # of a picture that is too large Pillow warns first; its size is judged below
            found = opened(io.BytesIO(content), formats=("PNG", "JPEG"))
            if found.width * found.height > MOST_POINTS:
                return Picture(problem=f"has {found.width} × {found.height} pixels", hint=_SMALLER)
            kept, suffix = _upright(found), "JPEG" if content.startswith(b"\xff\xd8") else "PNG"
            if suffix == "JPEG" and kept.mode not in ("L", "RGB"):
                kept = kept.convert("RGB")
    except Image.DecompressionBombError:
        return Picture(problem="is larger than any page can show", hint=_SMALLER)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:  # Pillow's PNG reader raises SyntaxError
        return Picture(problem=f"cannot be read: {error}", hint="save the picture anew as PNG or JPEG")
    written = io.BytesIO()
    if suffix == "JPEG":
        kept.save(written, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    else:
        kept.save(written, "PNG", compress_level=9)
    return Picture(f"image/{suffix.lower()}", kept.width, kept.height, written.getvalue())


@contextlib.contextmanager
def _whole_files() -> Iterator[None]:
    """Refuses a file that is cut off. WeasyPrint, once it is loaded, has Pillow fill up what is missing with grey."""
    usual = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = usual


def _upright(found: Image.Image) -> Image.Image:
    """The first picture of the file as it is seen, on a new sheet: what else the file says is left behind."""
    profile = found.info.get("icc_profile")
    seen = ImageOps.exif_transpose(found)
    if seen.mode == "P":
        seen = seen.convert("RGBA" if "transparency" in seen.info else "RGB")
    elif seen.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        seen, profile = (_in_srgb(seen, profile) if profile else seen.convert("RGB")), None
    elif seen.mode not in (
        "1",
        "L",
        "LA",
        "RGB",
        "RGBA",
    ):  # greys of 16 bits; converted as they are, all would be white
        seen = seen.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    elif "transparency" in seen.info:
        seen = seen.convert("RGBA")
    if profile and seen.mode in ("RGB", "RGBA"):
        seen = _in_srgb(seen, profile)
    sheet = Image.new(seen.mode, seen.size)
    sheet.paste(seen)
    return sheet


def _in_srgb(seen: Image.Image, profile: bytes) -> Image.Image:
    """The picture with its colours told in sRGB; as they are where the profile is none."""
    mode = "RGBA" if seen.mode == "RGBA" else "RGB"
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        told = ImageCms.profileToProfile(seen, theirs, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return seen.convert(mode)
    return told or seen.convert(mode)
