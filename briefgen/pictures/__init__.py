"""Pictures for a memo: made safe, and clean of everything that is not seen, or refused with what is wrong and what to do.

    raster     PNG and JPEG: decoded and written anew, so that no place, name or date of a camera goes along; imports Pillow
    drawing    SVG: its shapes alone, without scripts, references and the names that an editor leaves in it

What a file is, its first bytes say, not its name.
"""

from __future__ import annotations

from briefgen.model.figures import Picture

MOST_BYTES = 8_000_000
"""A file that is larger is not opened."""

_RASTERS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def cleaned(content: bytes) -> Picture:
    """The picture in a file's bytes, the same for the same bytes; one with a problem where it cannot be used."""
    if len(content) > MOST_BYTES:
        size, most = len(content) / 1_000_000, MOST_BYTES / 1_000_000
        return Picture(problem=f"has {size:.1f} million bytes", hint=f"save it smaller: {most:.0f} million at most")
    if content.startswith(_RASTERS):
        from briefgen.pictures import raster  # noqa: PLC0415 - Pillow loads only where there is a picture

        return raster.cleaned(content)
    if b"<svg" in content[:4096] or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<svg")):
        from briefgen.pictures import drawing  # noqa: PLC0415 - the XML reader loads only where there is a drawing

        return drawing.cleaned(content)
    return Picture(problem="is no PNG, JPEG or SVG", hint="save the picture anew as PNG, JPEG or SVG")
