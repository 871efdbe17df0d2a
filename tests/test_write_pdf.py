"""The PDF as a reader and an assistive program find it, what the engine says on the way, and what it may read."""

import dataclasses
import io
import logging
import socket
import subprocess
import sys
import typing
import warnings
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from weasyprint.pdf import VARIANTS
from write_documents import FONTS, MEMO_FONTS, document

from briefgen.model.results import EngineMessage
from briefgen.write import engine, pdf

PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


def opened(folder: Path, body: str, head: str = MEMO_FONTS) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.layout(document(folder, body, head)).write()))


def messages(folder: Path, body: str, head: str = MEMO_FONTS) -> list[EngineMessage]:
    laid_out = pdf.layout(document(folder, body, head))
    laid_out.write()
    return list(laid_out.messages)


def kinds(folder: Path, body: str, head: str = MEMO_FONTS) -> set[str]:
    return {message.kind for message in messages(folder, body, head)}


def test_the_pdf_is_tagged_and_says_what_it_is(tmp_path: Path):
    file = opened(tmp_path, '<h1>Treaty</h1><h2>Scope</h2><p><a href="https://example.org/">a source</a></p>')
    assert file.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in file.Root
    assert file.Root.Lang == "en"
    assert file.docinfo["/Title"] == "A memo"
    assert file.docinfo["/CreationDate"] == "D:20240119"
    assert file.open_metadata()["pdfuaid:part"] == "1"
    with file.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Treaty", ["Scope"])
        ]
    assert [str(annotation.A.URI) for annotation in file.pages[0].Annots] == ["https://example.org/"]


def embedded(file: pikepdf.Pdf) -> set[str]:
    """The names of all fonts, without the tag of the subset; each must be embedded."""
    names = set()
    for item in file.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            assert {"/FontFile2", "/FontFile3"} & set(item.keys())
            names.add(str(item.FontName).partition("+")[2])
    return names


def test_latin_cyrillic_arabic_and_persian_come_from_the_shipped_fonts(tmp_path: Path):
    body = """<div style="font-family: 'Memo Text', 'Memo Arabic'"><h1>Treaty – “№ 7”</h1>
    <p lang="ru">Министерство иностранных дел ожидает подписания договора. Ґанок.</p>
    <p lang="fa" dir="rtl">وزارت امور خارجه پیمان تازه‌ای را انتظار دارد.</p>
    <p lang="ar" dir="rtl">معاهدة جديدة</p></div>"""
    laid_out = pdf.layout(document(tmp_path, body, MEMO_FONTS))
    names = embedded(pikepdf.open(io.BytesIO(laid_out.write())))
    assert names == {"Memo-Text", "Memo-Text-Semi-Bold", "Memo-Arabic"}
    assert list(laid_out.messages) == []


def test_no_font_of_the_machine_stands_in(tmp_path: Path):
    body = """<h1 style="font-family: serif">Serif</h1><p style="font-family: sans-serif">Sans</p>
    <p style="font-family: monospace">Mono</p><p style="font-family: Nowhere">Unknown</p><p>Договор پیمان</p>
    <p style="font-family: 'DejaVu Sans', 'Liberation Serif', Arial">By the name of a common font</p>
    <p style="font-family: 'Memo Text'">Not the subset of the web page, which has that name</p>
    <svg width="90" height="20"><title>t</title><text y="15">In a drawing</text></svg>"""
    names = embedded(opened(tmp_path, body, ""))
    assert names
    assert not [name for name in names if not name.startswith(("Source-Serif-4", "Source-Sans-3", "Vazirmatn"))]


@pytest.mark.parametrize(("generic", "ours"), engine.GENERIC.items())
def test_a_generic_family_is_one_of_ours(tmp_path: Path, generic: str, ours: str):
    names = embedded(opened(tmp_path, f'<p style="font-family: {generic}">text</p>', ""))
    assert [name.rstrip(",") for name in names] == [ours.replace(" ", "-")]


# --- what the engine says --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("missing-file", '<img src="gone.png" alt="x">'),
        ("broken-image", '<img src="data:image/png;base64,AAAA" alt="x">'),
        ("missing-alt", '<img src="pixel.png">'),
        ("missing-font", "<style>@font-face { font-family: F; src: url(broken.ttf) }</style><p>x</p>"),
        ("missing-glyph", "<p>\u6f22</p>"),
        ("dead-anchor", '<p><a href="#nowhere">x</a></p>'),
        ("local-link", '<p><a href="other.html">x</a></p>'),
        ("ignored-css", '<p style="colour: red">x</p>'),
        ("ignored-css", "<style>p::nothing { color: red }</style><p>x</p>"),
        ("ignored-css", "<style>@supports (color: red) { p { color: red } }</style><p>x</p>"),
        ("other", '<p id="a">x</p><p id="a">y</p>'),
        ("refused", '<img src="http://example.org/a.png" alt="x">'),
        ("refused", '<img src="../outside.png" alt="x">'),
    ],
)
def test_what_the_engine_says_becomes_a_message_of_its_kind(tmp_path: Path, kind: str, body: str):
    (tmp_path / "pixel.png").write_bytes(PIXEL)
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert kinds(tmp_path, body) == {kind}


def test_each_thing_is_said_once(tmp_path: Path):
    body = '<p>\u6f22\u6f22</p><img src="gone.png" alt="x"><img src="gone.png" alt="x">'
    assert [message.kind for message in messages(tmp_path, body)] == ["missing-file", "missing-glyph"]


def test_an_unknown_option_is_told(tmp_path: Path):
    from briefgen.write import _weasyprint

    laid_out = _weasyprint.layout(document(tmp_path, "<p>x</p>"), {"srgb": True})
    assert [message.kind for message in laid_out.messages] == ["unknown-option"]


def test_logs_and_warnings_become_messages_and_leave_no_trace(tmp_path: Path, monkeypatch, capfd):
    render = weasyprint.HTML.render

    def talkative(*args: object, **options: object) -> object:
        logging.getLogger("fontTools.subset").error("said by fontTools")
        warnings.warn("said by a warning", UserWarning, stacklevel=1)
        warnings.warn("said to developers", DeprecationWarning, stacklevel=1)
        return render(*args, **options)

    monkeypatch.setattr(weasyprint.HTML, "render", talkative)
    logger = logging.getLogger("weasyprint")
    before = (list(logger.handlers), logger.propagate, logger.level)
    assert [message.text for message in messages(tmp_path, "<p>x</p>")] == ["said by fontTools", "said by a warning"]
    assert (logger.handlers, logger.propagate, logger.level) == before
    assert capfd.readouterr() == ("", "")


# --- what it may read ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hook() -> list[str]:
    heard: list[str] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("open", "socket.connect", "socket.getaddrinfo"):
            heard.append(repr(arguments))

    sys.addaudithook(hear)  # cannot be taken away again
    return heard


@pytest.fixture
def reached(hook: list[str]) -> list[str]:
    """Every file opened and every address connected to, from here on."""
    hook.clear()
    return hook


def test_the_hook_hears_of_files_and_addresses(tmp_path: Path, reached: list[str]):
    (tmp_path / "secret.txt").write_bytes(b"")
    with socket.socket() as connection:
        connection.connect_ex(("127.0.0.1", 9))
    assert any("secret" in place for place in reached)
    assert any("127.0.0.1" in place for place in reached)


@pytest.mark.parametrize(
    "reference",
    [
        '<img alt="x" src="{}">',
        '<link rel="stylesheet" href="{}">',
        "<style>@import url({});</style>",
        "<style>body {{ background: url({}) }}</style>",
        "<style>@font-face {{ font-family: F; src: url({}) }}</style>",
        '<link rel="attachment" href="{}">',
        '<p><a rel="attachment" href="{}">x</a></p>',
        '<svg><title>x</title><image href="{}" width="9" height="9"/></svg>',
        '<object data="{}">x</object>',
        '<embed src="{}">',
    ],
)
@pytest.mark.parametrize(
    "target", ["{outside}", "http://127.0.0.1:9/x", "ftp://127.0.0.1:9/x", "../outside/secret.txt"]
)
def test_nothing_outside_is_read_in_any_way(tmp_path: Path, reference: str, target: str, reached: list[str], capfd):
    inside, outside = tmp_path / "inside", tmp_path / "outside" / "secret.txt"
    inside.mkdir()
    outside.parent.mkdir()
    outside.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    page = document(inside, reference.format(target.format(outside=outside.as_uri())))
    reached.clear()
    laid_out = pdf.layout(page)
    laid_out.write()
    assert "refused" in [message.kind for message in laid_out.messages]
    assert [place for place in reached if "secret" in place or "127.0.0.1" in place] == []
    assert capfd.readouterr() == ("", "")


def test_an_image_is_read_through_the_fetcher_only(tmp_path: Path):
    (tmp_path / "pixel.png").write_bytes(PIXEL)
    laid_out = pdf.layout(document(tmp_path, '<h1>T</h1><img src="pixel.png" alt="x">'))
    (tmp_path / "pixel.png").unlink()
    file = pikepdf.open(io.BytesIO(laid_out.write()))
    streams = [item for item in file.objects if isinstance(item, pikepdf.Stream)]
    assert [stream.Width for stream in streams if stream.get("/Subtype") == "/Image"] == [1]


# --- options and sameness --------------------------------------------------------------------------------------------


def test_every_option_is_one_of_the_engine():
    options = {field.name for field in dataclasses.fields(pdf.PdfOptions)}
    assert options <= set(weasyprint.DEFAULT_OPTIONS)
    variants = typing.get_args(typing.get_type_hints(pdf.PdfOptions)["pdf_variant"])
    assert set(variants) <= set(VARIANTS)
    assert pdf.PdfOptions().pdf_variant == "pdf/ua-1"


BUILD = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from write_documents import MEMO_FONTS, document
from briefgen.write import formats
body = '<h1>Treaty</h1><p>Договор <b>پیمان</b></p><svg width="9" height="9"><title>t</title><text>x</text></svg>'
for writer in formats().values():
    content = writer.prepare(document(Path(sys.argv[2]), body, MEMO_FONTS)).write()
    print(writer.format, hashlib.sha256(content).hexdigest())
"""


def test_two_processes_make_the_same_bytes(tmp_path: Path):
    def build(folder: Path, **environment: str) -> str:
        folder.mkdir()
        home = str(Path(__file__).parent)
        path = str(Path(__file__).parent.parent)
        command = [sys.executable, "-c", BUILD, home, str(tmp_path)]
        done = subprocess.run(
            command, cwd=folder, env={"PYTHONPATH": path, **environment}, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return done.stdout

    first = build(tmp_path / "a", PYTHONHASHSEED="1", TZ="Asia/Tehran", LC_ALL="C")
    second = build(tmp_path / "b", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert first == second
    assert [line.split()[0] for line in first.splitlines()] == ["html", "mail", "pdf"]


def test_the_shipped_fonts_are_found():
    assert (FONTS / "fonts.css").is_file()
