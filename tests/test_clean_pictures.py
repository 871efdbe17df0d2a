"""A picture is clean of all that is not seen, the same for the same bytes; what cannot be used is refused with a hint."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from draw_pictures import PICTURE, picture
from PIL import Image, ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from briefgen import pictures

SECRET = b"SECRET"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"{more}>{inside}</svg>'


def raster(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size).save(written, kind, **options)
    return written.getvalue()


def svg(inside: str = "", more: str = "") -> bytes:
    return SVG.format(inside=inside, more=more).encode()


def shown(found: pictures.Picture) -> Image.Image:
    assert found.problem is None
    return Image.open(io.BytesIO(found.content))


def test_nothing_that_a_camera_has_written_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[29] = "SECRET place"
    content = raster("JPEG", exif=exif, comment=SECRET, dpi=(300, 300)) + SECRET
    assert content.count(SECRET) == 4
    found = pictures.cleaned(content)
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 40, 30)
    assert SECRET not in found.content
    assert shown(found).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_nothing_that_an_editor_has_written_into_a_png_is_kept(mode: str):
    info = PngInfo()
    info.add_text("Author", "SECRET")
    info.add_itxt("Comment", "SECRET")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = pictures.cleaned(raster("PNG", mode, pnginfo=info, icc_profile=profile) + SECRET)
    assert (found.media_type, found.width, found.height) == ("image/png", 40, 30)
    assert SECRET not in found.content
    assert shown(found).info.keys() <= {"transparency"}


def test_a_photograph_is_upright_as_its_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6
    found = pictures.cleaned(raster("JPEG", exif=exif))
    assert (found.width, found.height) == shown(found).size == (30, 40)


def test_greys_of_sixteen_bits_stay_grey():
    written = io.BytesIO()
    Image.new("I;16", (2, 2), 0x8000).save(written, "PNG")
    assert shown(pictures.cleaned(written.getvalue())).getpixel((0, 0)) == 128


def test_colours_of_a_profile_and_of_a_printer_become_those_of_a_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    written = io.BytesIO()
    Image.new("RGB", (2, 2), (200, 10, 10)).save(written, "PNG", icc_profile=profile)
    assert shown(pictures.cleaned(written.getvalue())).getpixel((0, 0)) == (200, 10, 10)
    assert shown(pictures.cleaned(raster("JPEG", "CMYK"))).mode == "RGB"


@pytest.mark.parametrize("content", [raster("JPEG"), raster("PNG", "P"), svg("<path d='M0 0'/>")])
def test_the_same_bytes_give_the_same_bytes(content: bytes):
    assert pictures.cleaned(content) == pictures.cleaned(content)


def test_a_file_that_is_cut_off_is_refused_whatever_the_pdf_engine_has_told_pillow(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert "cannot be read" in str(pictures.cleaned(raster("PNG")[:60]).problem)
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has nine hundred million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 900)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"GIF89a", "is no PNG, JPEG or SVG"),
        (b"", "is no PNG, JPEG or SVG"),
        (raster("JPEG")[:200], "cannot be read: "),
        (raster("PNG")[:60], "cannot be read: "),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "cannot be read: "),
        (b"\x89PNG" * 2_100_000, "has 8.4 million bytes"),
        (bomb(), "pixels"),
        (raster("PNG", "1", (5000, 5000)), "has 5000 × 5000 pixels"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(content: bytes, problem: str):
    found = pictures.cleaned(content)
    assert problem in str(found.problem) or (problem == "pixels" and "larger than any page" in str(found.problem))
    assert found.hint
    assert found.content == b""


# --- drawings --------------------------------------------------------------------------------------------------------


def test_of_a_drawing_only_what_is_seen_is_kept():
    inside = (
        "<!--SECRET--><?SECRET?><title>SECRET</title><desc>SECRET</desc><metadata>SECRET</metadata><ed:view/>"
        '<g class="SECRET" ed:label="SECRET" data-file="SECRET" style="fill: #fff; font-family: SECRET; SECRET">'
        '<path d="M0 0" fill="url(#a)"/></g><text x="1">a &lt; b<tspan>c</tspan> d</text>'
    )
    found = pictures.cleaned(svg(inside, ' xmlns:ed="http://editor" ed:export="drawings/SECRET.png"'))
    assert (found.media_type, found.width, found.height) == ("image/svg+xml", 40, 20)
    assert found.content.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" width="40" height="20">'
        '<g style="fill: #fff"><path d="M0 0" fill="url(#a)"></path></g>'
        '<text x="1">a &lt; b<tspan>c</tspan> d</text></svg>'
    )


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>path { fill: red }</style>", "<style>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image>"),
        ('<a href="#x"><path d="M0 0"/></a>', "<a>"),
        ('<animate attributeName="x"/>', "<animate>"),
        ('<path onclick="alert(1)"/>', "runs something: onclick"),
        ('<use href="file:///etc/passwd"/>', "refers to something outside"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg#a"/>', "refers to something outside"),
        ('<path fill="url(https://example.org/a#b)"/>', "refers to something outside"),
        ("<path style=\"fill: url( '//example.org' )\"/>", "refers to something outside"),
        ('<path style="fill: u\\72l(x)"/>', "refers to something outside"),
        ('<g id="a"><use href="#a"/></g>', "without end"),
        ('<pattern id="a"><path fill="url(#a)"/></pattern>', "without end"),
        ("<g>" * 70 + "</g>" * 70, "without end"),
        ("".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 9 + "</g>" for n in range(9)), "too many elements"),
        ("<text>سلام</text>", "from right to left"),
        ("<g>", "cannot be read: "),
    ],
)
def test_a_drawing_that_could_run_fetch_or_fill_the_memory_is_refused(inside: str, problem: str):
    found = pictures.cleaned(svg(inside))
    assert problem in str(found.problem)
    assert found.hint
    assert found.content == b""


def test_a_bare_document_type_is_left_out_and_entities_are_refused():
    bare = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert pictures.cleaned(bare + svg()).problem is None
    assert "entities" in str(pictures.cleaned(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>")).problem)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="2cm" height="10mm"', (76, 38)),
        ('viewBox="0 0 30.4 12"', (30, 12)),
        ('width="100%" viewBox="0,0,30,12"', (30, 12)),
        ('width="0" height="10"', None),
        ('width="100%"', None),
        ('width="99999" height="10"', None),
    ],
)
def test_a_drawing_has_a_size(root: str, size: tuple[int, int] | None):
    found = pictures.cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {root}></svg>'.encode())
    assert ((found.width, found.height) if found.problem is None else None) == size


def test_what_only_looks_like_a_drawing_is_refused():
    assert "outermost element" in str(pictures.cleaned(b"<svg></svg>").problem)
    assert "not in UTF-8" in str(pictures.cleaned(svg("<text>\u00e9</text>").decode().encode("latin-1")).problem)


def test_the_picture_of_the_fictional_brief_is_what_its_script_draws():
    assert PICTURE.read_bytes() == picture(), "run: python tests/draw_pictures.py"
