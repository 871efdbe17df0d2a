"""Words that are too faint on their ground, and links that only their colour sets apart, as a memo is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from write_documents import MEMO_FONTS, document

from briefgen.model.results import ColouredLink, Faint, Laid
from briefgen.write import pdf

DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"


def laid(folder: Path, body: str, style: str = "") -> Laid:
    head = f"{MEMO_FONTS}<style>@page {{ size: 100mm 100mm; margin: 20mm }} html {{ color: #000 }} {style}</style>"
    return pdf.layout(document(folder, body, head)).laid


def faint(folder: Path, body: str, style: str = "") -> list[tuple[str, str, str]]:
    return [(found.text, found.colour, found.ground) for found in laid(folder, body, style).faint]


# --- faint words -----------------------------------------------------------------------------------------------------


def test_faint_words_are_told_once_for_a_pair_of_colours(tmp_path: Path):
    body = "<p>fine</p><p>first <b>faint</b> words</p><ul><li>more</ul><h1 style='break-before: page'>last</h1>"
    found = laid(tmp_path, body, "p + p, li { color: #999 } h1 { color: #aaa; font-size: 30px }").faint
    assert found == (
        Faint("first", 1, 3, "#999999", "#FFFFFF", pytest.approx(2.849, abs=0.001), 4.5, "#767676"),
        Faint("last", 2, 1, "#AAAAAA", "#FFFFFF", pytest.approx(2.323, abs=0.001), 3.0, "#949494"),
    )


@pytest.mark.parametrize(
    ("style", "is_faint"),
    [
        ("color: #777", True),
        ("color: #767676", False),
        ("color: #888; font-size: 23.9px", True),
        ("color: #888; font-size: 24px", False),
        ("color: #888; font-size: 18.7px; font-weight: 600", True),
        ("color: #888; font-size: 18.7px; font-weight: 700", False),
        ("color: #888; font-size: 18.6px; font-weight: 700", True),
        ("color: #999; font-size: 40px", True),
    ],
)
def test_how_much_contrast_is_needed_depends_on_the_size(tmp_path: Path, style: str, is_faint: bool):
    assert bool(faint(tmp_path, f'<p style="{style}">text</p>')) == is_faint


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<p style="color: rgb(0 0 0 / .4)">text</p>', ("#999999", "#FFFFFF")),
        ('<p style="color: transparent">text</p>', ("#FFFFFF", "#FFFFFF")),
        ('<p style="color: #fff">text</p>', ("#FFFFFF", "#FFFFFF")),
        ('<p style="color: hsl(0 0% 60%)">text</p>', ("#999999", "#FFFFFF")),
        ('<p style="background: #333">text</p>', ("#000000", "#333333")),
        ('<div style="background: #333"><p>text</p></div>', ("#000000", "#333333")),
        (
            '<div style="background: #000"><p style="background: rgb(255 255 255 / .2)">text</p></div>',
            ("#000000", "#333333"),
        ),
        ('<div style="opacity: .4">text</div>', ("#999999", "#FFFFFF")),
        (
            '<div style="opacity: .5; background: #000; color: #fff"><p style="opacity: .5">text</p></div>',
            ("#C0C0C0", "#808080"),
        ),
        ('<p>words in <b style="color: #999">text</b></p>', ("#999999", "#FFFFFF")),
        ('<table><tr style="background: #333"><td>text</td></tr></table>', ("#000000", "#333333")),
        ('<table style="background: #333"><tr><td>text</td></tr></table>', ("#000000", "#333333")),
        ('<p class="made"></p>', ("#999999", "#FFFFFF")),
    ],
)
def test_the_colours_are_those_that_reach_the_eye(tmp_path: Path, body: str, found: tuple[str, str]):
    assert faint(tmp_path, body, ".made::before { content: 'text'; color: #999 }") == [("text", *found)]


def test_a_dark_page_and_its_margins_are_grounds(tmp_path: Path):
    dark = "html { background: #000; color: #fff } @page { @top-left { content: 'above'; color: #fff } }"
    assert faint(tmp_path, "<p>text</p>", dark) == [("above", "#FFFFFF", "#FFFFFF")]
    darker = (
        "@page { background: #000; @top-left { content: 'above'; background: #fff; color: #000 } } html { color: #fff }"
    )
    assert faint(tmp_path, "<p>text</p>", darker) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p style="color: #fff; background: #000">white on black</p>',
        '<p style="visibility: hidden; color: #fff">not there</p>',
        '<p style="color: #ddd">– · –</p>',
        '<p style="color: oklch(.6 .1 200)">a colour that the engine does not turn into sRGB</p>',
        '<p class="pictured" style="color: #fff">over an image</p>',
        '<p style="color: #fff; background: linear-gradient(#000, #111)">over a gradient</p>',
        '<p style="color: #ddd; transform: rotate(45deg)">turned</p>',
        '<div style="color: #fff; background: linear-gradient(#000, #111); opacity: .9"><p>over a gradient</p></div>',
        '<div style="background: #000; width: 20mm"><p style="margin-left: 30mm">beside what is around it</p></div>',
        '<div style="background: #000; height: 9mm; margin-bottom: -9mm"></div><p style="color: #fff">on another box</p>',
        '<table><col style="background: #000"><tr><td style="color: #fff">on a column</td></tr></table>',
    ],
)
def test_nothing_is_said_of_words_that_are_clear_or_whose_ground_is_not_known(tmp_path: Path, body: str):
    assert faint(tmp_path, body, f'.pictured {{ background: url("{DOT}") }}') == []


def test_a_box_beside_the_words_does_not_excuse_them(tmp_path: Path):
    marked = '<b style="background: #000; color: #fff">marked</b>'
    body = f'<p style="color: #999">text {marked}</p><p style="background: #eee">on</p>'
    assert faint(tmp_path, body) == [("text", "#999999", "#FFFFFF")]


# --- links -----------------------------------------------------------------------------------------------------------

PLAIN = "a { color: #0f4c63; text-decoration: none }"


def links(folder: Path, body: str, style: str = "") -> list[str]:
    return [found.text for found in laid(folder, body, PLAIN + style).coloured_links]


def test_links_that_only_their_colour_sets_apart_are_told_once_for_a_pair_of_colours(tmp_path: Path):
    body = '<p>as <a href="https://a.example">the <b>long</b> register</a> has it</p><p>and <a href="https://b.example">more</a></p>'
    found = laid(tmp_path, body, PLAIN + "b { font-weight: 400 }").coloured_links
    assert found == (ColouredLink("the long register", 1, 2, "#0F4C63", "#000000", pytest.approx(2.23, abs=0.01), 3.0),)


@pytest.mark.parametrize(
    "style",
    [
        "a { text-decoration: underline }",
        "a { font-weight: 700 }",
        "a { font-style: italic }",
        "a { font-size: 80% }",
        "a { font-family: 'Memo Sans' } p { font-family: 'Memo Text' }",
        "a { border-bottom: 1px solid }",
        "a { background: #eee }",
        "a { display: block }",
        "a::after { content: ' ↗' }",
        "a { color: #06c }",
        "a { color: inherit }",
    ],
)
def test_a_link_that_can_be_told_from_the_text_around_it_is_not_told(tmp_path: Path, style: str):
    body = '<p>as <a href="https://a.example">the register</a> has it</p>'
    assert links(tmp_path, body) == ["the register"]
    assert links(tmp_path, body, style) == []


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://a.example">[1.2]</a>',
        '<a href="https://a.example">Claim 3</a>',
        '<a href="https://a.example">ادعای \u2068۳\u2069</a>',
        '<a href="https://a.example">https://a.example/register</a>',
        '<a href="https://a.example">www.example.org</a>',
        "<a>the register</a>",
    ],
)
def test_a_citation_and_an_address_are_known_by_their_form(tmp_path: Path, link: str):
    assert links(tmp_path, f"<p>as {link} has it</p>") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<p><a href="https://a.example">the register</a></p><p>has it</p>', []),
        ('<p><a href="https://a.example">one</a>, <a href="https://b.example">two</a></p>', []),
        ('<p><a href="https://a.example">the register</a> has it</p>', ["the register"]),
        ('<p><b>Source:</b> <a href="https://a.example">the register</a></p>', []),
        ('<p><b>Source: <a href="https://a.example">the register</a></b></p>', ["the register"]),
    ],
)
def test_a_link_is_held_against_the_text_beside_it_in_its_paragraph(tmp_path: Path, body: str, found: list[str]):
    assert links(tmp_path, body) == found
