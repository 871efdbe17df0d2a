"""What a page says to those who do not see it: its language, headings, links, tables and pictures with their words."""

from __future__ import annotations

import pytest
from write_documents import PAGE

from briefgen.write import spoken

PICTURE = '<circle r="4"/><text>letters of the drawing</text>'


def told(body: str, medium: spoken.Medium = "print") -> list[tuple[str, str]]:
    """The tags and words of a body's elements."""
    language, *rest = spoken.elements(PAGE.format(head="", body=body), medium)
    assert (language.tag, language.words) == ("html", "en")
    return [(part.tag, part.words) for part in rest]


@pytest.mark.parametrize(
    ("page", "language"), [("<html lang=' fa '>", "fa"), ("<html>", ""), ("<p>text</p>", ""), ("", "")]
)
def test_a_page_says_its_language_first(page: str, language: str):
    (part,) = spoken.elements(page, "screen")
    assert (part.tag, part.words) == ("html", language)


def test_headings_and_what_stands_under_them_are_told_in_their_order():
    body = '<h1>The <b>title</b></h1><a href="#x">go</a><h3>A part</h3><table><td>1</table><h2></h2>'
    parts = spoken.elements(PAGE.format(head="<title>In a tab</title>", body=body), "print")[1:]
    assert [(part.tag, part.words, part.under) for part in parts] == [
        ("h1", "The title", ""),
        ("a", "go", "The title"),
        ("h3", "A part", "The title"),
        ("table", "", "A part"),
        ("h2", "", "A part"),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<table><tr><th scope='col'>State</th><th scope='col'>Date</th><tr><td>Iran<td>2024</table>", ["State"]),
        ("<table><tr><th scope='row'>Iran</th><td>2024</td></tr></table>", ["Iran"]),
        ("<table><tr><th>State</th></tr><tr><td>Iran</td></tr></table>", [""]),
        ("<table><tr><th scope=''>State</th></tr><tr><td>Iran</td></tr></table>", [""]),
        (
            "<table><tr><td><table><tr><th scope='col'>In</th></tr><tr><td>1</td></tr></table></td></tr></table>",
            ["", "In"],
        ),
        ("<table><tr><th>Only headers</th></tr></table>", []),
        ("<table role='presentation'><tr><td>laid out</td></tr></table>", []),
        ("<div aria-hidden='true'><table><tr><td>hidden</td></tr></table></div>", []),
        ("<table hidden><tr><td>hidden</td></tr></table>", []),
    ],
)
def test_a_table_of_data_is_told_with_its_first_header_cell_that_has_a_scope(body: str, words: list[str]):
    assert told(body) == [("table", word) for word in words]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<img src="a.png" alt="An aircraft">', [("img", "An aircraft")]),
        ('<img src="a.png">', [("img", "")]),
        ('<img src="a.png" aria-label="An aircraft"/>', [("img", "An aircraft")]),
        ('<img src="a.png" alt="">', []),
        ('<img src="a.png" aria-hidden="true">', []),
        ('<img src="a.png" role="presentation">', []),
        (f"<svg><title>A ruler</title>{PICTURE}</svg>", [("svg", "A ruler")]),
        (f"<svg>{PICTURE}</svg>", [("svg", "")]),
        (f"<svg><svg><title>within</title>{PICTURE}</svg></svg>", [("svg", "within")]),
        (f'<svg aria-hidden="true">{PICTURE}</svg><svg role="none"/>', []),
        (f'<span aria-hidden="true"><svg>{PICTURE}</svg></span>', []),
        ('<div role="img" aria-label="A map"></div>', [("img", "A map")]),
        ("<figure><figcaption>A map</figcaption></figure>", [("figure", "A map")]),
        ("<figure><div></div></figure>", [("figure", "")]),
        ('<figure><img src="a.png" alt=""></figure>', [("figure", "")]),
        ('<figure><img src="a.png"></figure>', [("img", "")]),
        ('<figure><img src="a.png" alt="A map"></figure>', [("img", "A map")]),
    ],
)
def test_pictures_are_told_with_their_words_and_decoration_is_not(body: str, expected: list[tuple[str, str]]):
    assert told(body) == expected


def test_the_label_of_a_drawing_counts_on_screen_only_as_the_engine_for_paper_passes_over_it():
    drawing = f'<svg role="img" aria-label="A ruler">{PICTURE}</svg>'
    assert told(drawing, "screen") == [("svg", "A ruler")]
    assert told(drawing, "print") == [("svg", "")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<a href="#x"> <b>Claim</b> 2 </a>', "Claim 2"),
        ('<a href="#x"></a>', ""),
        ('<a href="#x"><span aria-hidden="true">↗</span></a>', ""),
        ('<a href="#x"><style>a {}</style></a>', ""),
        ('<a href="#x" aria-label="To the top">↑</a>', "To the top"),
        ('<a href="#x" title="To the top"></a>', "To the top"),
    ],
)
def test_a_link_is_told_with_its_words(body: str, words: str):
    assert told(body) == [("a", words)]
    assert told("<a id='x'>no link</a>") == []


def test_a_picture_speaks_for_the_link_that_it_is_in():
    assert told('<a href="#x"><img src="a.png" alt="Start"></a>') == [("a", "Start"), ("img", "Start")]


def test_elements_left_open_and_end_tags_of_none_do_no_harm():
    assert told("</b><h2>One<b>two</h2><p>three<h3>four") == [("h2", "Onetwo"), ("h3", "four")]


def test_only_the_first_words_of_a_long_text_are_kept():
    ((_, words),) = told(f"<figure>{'<p>word</p>' * 5000}</figure>")
    assert words.startswith("wordword")
    assert len(words) < 100
