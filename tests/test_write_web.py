"""The web page is one file that asks for nothing, and the print page finds its stylesheets from anywhere."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from write_documents import FONTS, MEMO_FONTS, PAGE, document

from briefgen.text import folded
from briefgen.write import Document, pdf, web
from briefgen.write.resources import Refused, path_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>a "b" &amp; #c</title></svg>'


def page(folder: Path, body: str, head: str = "") -> str:
    return web.web_page(document(folder, body, head)).write().decode()


def refused(folder: Path, body: str, head: str = "") -> list[str]:
    return [message.kind for message in web.web_page(document(folder, body, head)).messages]


def test_a_page_without_references_changes_by_its_policy_only(tmp_path: Path):
    body = '<P  class=a title="x &amp; y" >Ü &lt; <br/> <!-- <img src=x> --> <a href="https://example.org/?a=1&amp;b">[1]</a></P>'
    policy = f'\n<meta http-equiv="Content-Security-Policy" content="{web.POLICY}">'
    made = page(tmp_path, body)
    assert policy in made
    assert made.replace(policy, "") == PAGE.format(head="", body=body)


def test_the_policy_stands_before_anything_that_could_load(tmp_path: Path):
    made = page(tmp_path, "<p>x</p>", MEMO_FONTS)
    assert made.index("Content-Security-Policy") < made.index("<style")
    assert made.index("charset") < 1024


def test_stylesheets_are_carried_with_what_they_import(tmp_path: Path):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "memo.css").write_text(
        '@import "colour.css";\n/* a note */ p { color: red }', encoding="utf-8"
    )
    (tmp_path / "base" / "colour.css").write_text(
        "@import url(wide.css) screen;b{content:'</style>'}", encoding="utf-8"
    )
    (tmp_path / "base" / "wide.css").write_text("body { margin: 0 }", encoding="utf-8")
    made = page(tmp_path, "", '<link rel="stylesheet" href="base/memo.css" media="screen">')
    assert "<link" not in made
    assert "a note" not in made
    (styles,) = re.findall(r'<style media="screen">(.*?)</style>', made, re.DOTALL)
    assert "p { color: red }" in styles
    assert "@media screen {\nbody { margin: 0 }}" in styles
    assert "b{content:'<\\/style>'}" in styles
    assert "@import" not in styles


def test_stylesheets_that_import_each_other_come_to_an_end(tmp_path: Path):
    (tmp_path / "a.css").write_text("@import 'a.css'; p { color: red }", encoding="utf-8")
    assert "refused" in refused(tmp_path, "", '<link rel="stylesheet" href="a.css">')


def test_images_are_carried_wherever_they_stand(tmp_path: Path):
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(b"\x89PNG")
    body = """<img src="logo.svg" alt="x"><p style="background: url('dot.png')">x</p>
    <svg><image href="dot.png"/><use href="#a"/></svg>"""
    made = page(
        tmp_path,
        body,
        '<style>p { background: url(dot.png) } b { mask: url(#m) }</style><link rel="icon" href="dot.png">',
    )
    assert made.count("data:image/png;base64,iVBORw==") == 4
    assert made.count("data:image/svg+xml,") == 1
    assert 'href="#a"' in made
    assert "url(#m)" in made
    assert "dot.png" not in made
    assert "logo.svg" not in made


def test_an_image_survives_its_way_into_an_attribute(tmp_path: Path):
    from urllib.parse import unquote

    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    (uri,) = re.findall(r'src="([^"]*)"', page(tmp_path, '<img src="logo.svg" alt="x">'))
    assert "#" not in uri
    assert unquote(html.unescape(uri)) == f"data:image/svg+xml,{SVG}"


def test_fonts_are_carried_as_woff2_and_a_face_without_one_is_left_out(tmp_path: Path):
    made = page(tmp_path, "", MEMO_FONTS)
    faces = re.findall(r'font-family: "([^"]+)"', made)
    assert faces.count("Memo Text") == 3
    assert "Memo Arabic" not in faces
    assert made.count("data:font/woff2;base64,") == len(faces) == len(list(FONTS.glob("*.woff2")))
    assert ".ttf" not in made
    assert len(made) < 260 * 1024


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<img src="https://example.org/a.png" alt="x">', ""),
        ('<img src="../outside.png" alt="x">', ""),
        ('<img srcset="https://example.org/a.png 2x" alt="x">', ""),
        ('<p style="background: url(//example.org/a.png)">x</p>', ""),
        ('<script src="https://example.org/a.js"></script>', ""),
        ('<iframe src="https://example.org/"></iframe>', ""),
        ('<object data="https://example.org/"></object>', ""),
        ('<video poster="https://example.org/"></video>', ""),
        ('<p onclick="fetch(1)">x</p>', ""),
        ("", '<link rel="stylesheet" href="https://example.org/a.css">'),
        ("", '<link rel="preconnect" href="https://example.org/">'),
        ("", '<style>@import "https://example.org/a.css";</style>'),
        ("", "<style>@font-face { font-family: F; src: url(https://example.org/a.woff2) }</style>"),
        ("", '<base href="https://example.org/">'),
        ("", '<meta http-equiv="refresh" content="0; url=https://example.org/">'),
    ],
)
def test_a_reference_to_anything_else_is_taken_out_and_told(tmp_path: Path, body: str, head: str):
    made = page(tmp_path, body, head)
    assert "example.org" not in made
    assert "outside" not in made
    assert "onclick" not in made
    assert set(refused(tmp_path, body, head)) == {"refused"}


def test_a_missing_file_is_told(tmp_path: Path):
    assert refused(tmp_path, '<img src="gone.png" alt="x">') == ["missing-file"]


class Reader(HTMLParser):
    """The attributes and the text of a page but for what images refer to, read independently of how it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.seen.append((tag, [(name, value) for name, value in attrs if name != "src"]))

    def handle_data(self, data):
        self.seen.append(data.strip())


def read(text: str) -> list[object]:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return [entry for entry in reader.seen if entry]


BRIEF_TEXT = st.text(st.sampled_from("ab <>&\"'=/\n;:#{}()\\éЖس“”urlimpot@-*"), max_size=40)


@given(BRIEF_TEXT, BRIEF_TEXT)
def test_text_and_attributes_come_through_unchanged(text: str, attribute: str):
    words, title = html.escape(text), html.escape(attribute)
    body = f'<p title="{title}">{words}</p><img src="logo.svg" alt="{title}">'
    source = Document(
        PAGE.format(head="<style>p { color: red }</style>", body=body), "file:///", lambda _: SVG.encode()
    )
    assert read(web.web_page(source).write().decode()) == read(source.html)
    assert read(web.print_page(source)) == read(source.html)


# --- the print page --------------------------------------------------------------------------------------------------


def test_the_print_page_makes_the_same_pdf_from_another_place(tmp_path: Path):
    (tmp_path / "memo.css").write_text(
        f'@import "{(FONTS / "fonts.css").as_uri()}"; h1 {{ font-family: "Memo Title" }}', encoding="utf-8"
    )
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    body = '<h1>Treaty</h1><img src="logo.svg" alt="x"><p><a href="#b">b</a><a id="b">c</a></p>'
    source = document(
        tmp_path, body, '<link rel="stylesheet" href="memo.css"><style>p { background: url(logo.svg) }</style>'
    )
    printed = web.print_page(source)
    elsewhere = Document(printed, "file:///nowhere/", source.fetch)
    laid_out = pdf.layout(elsewhere)
    assert laid_out.write() == pdf.layout(source).write()
    assert list(laid_out.messages) == []
    assert f'href="{(tmp_path / "memo.css").as_uri()}"' in printed
    assert "data:image/svg+xml," in printed


def test_the_print_page_leaves_the_rest_as_it_is(tmp_path: Path):
    body = "<P  class=a>x <a href='rel'>y</a></P>"
    assert web.print_page(document(tmp_path, body)) == PAGE.format(head="", body=body)


# --- text ------------------------------------------------------------------------------------------------------------


def test_the_text_of_an_item_is_that_of_its_element():
    body = """<p data-item="claim">Krem&shy;lin: <b>no</b> date,<br>so
    <span data-item="source">far&nbsp;&lt;1&gt;</span></p>
    <ul data-item="list"><li>one<li>two<style>p { color: red }</style></ul><p>other</p>
    <p data-item="claim">again<img alt=x></p>"""
    assert web.item_texts(body) == {
        "claim": ("Kremlin: no date, so far <1>", "again"),
        "source": ("far <1>",),
        "list": ("onetwo",),
    }


def test_the_page_and_the_pdf_have_the_same_texts(tmp_path: Path):
    words = "Internationalisation and Su-35 extra&shy;ordinarily “long-range” missiles. " * 3
    body = f"""<h1 data-item="title">Treaty</h1><ul><li data-item="claim">{words}<b>bold</b></li></ul>
    <table data-item="deals"><tr><td>Su-35</td><td data-item="deal">fighter<br>jets</td></tr></table>"""
    source = document(tmp_path, body, "<style>li { width: 3cm; hyphens: auto; text-transform: uppercase }</style>")
    of_page, of_pdf = web.item_texts(source.html), pdf.layout(source).laid.texts
    assert list(of_page) == list(of_pdf) == ["title", "claim", "deals", "deal"]
    for name in of_page:
        assert [folded(text) for text in of_page[name]] == [folded(text) for text in of_pdf[name]]


# --- references ------------------------------------------------------------------------------------------------------


def test_a_file_url_means_a_path():
    assert path_of("file:///briefs/a%20b.css?v=1#x") == "/briefs/a b.css"
    assert path_of("FILE://localhost/a.css") == "/a.css"


@pytest.mark.parametrize(
    "url",
    ["http://example.org/a", "http:///etc/passwd", "file://server/share", "javascript:1", "/etc/passwd", "a.css", ""],
)
def test_every_other_url_is_refused(url: str):
    with pytest.raises(Refused):
        path_of(url)


def test_a_path_that_no_system_takes_is_refused(tmp_path: Path):
    assert refused(tmp_path, '<img src="a%00b.png" alt="x">') == ["refused"]
