"""What is read out of the laid-out boxes. They are private to WeasyPrint: this was written for version 70."""

from pathlib import Path

import pytest
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from write_documents import MEMO_FONTS, document

from briefgen.model.results import Laid, Overflow
from briefgen.text import folded
from briefgen.write import boxes, pdf


def laid(folder: Path, body: str, style: str = "") -> Laid:
    head = f"{MEMO_FONTS}<style>@page {{ size: 100mm 100mm; margin: 20mm }} {style}</style>"
    return pdf.layout(document(folder, body, head)).laid


def test_the_engine_is_the_version_that_the_boxes_were_read_from():
    assert weasyprint.__version__.startswith("70.")
    page = weasyprint.HTML(string="<p data-item=a>text").render().pages[0]
    texts = list(boxes._text_boxes(page._page_box))
    assert [box.text for box in texts] == ["text"]
    assert texts[0].element.get("data-item") == "a"
    assert texts[0].element_tag == "p"


def test_the_text_of_an_item_is_that_of_its_element(tmp_path: Path):
    body = '<p data-item="claim">Kremlin: <b>no</b> date,<br>so <span data-item="source">far [1]</span></p>'
    assert laid(tmp_path, body).texts == {"claim": ("Kremlin: no date, so far [1]",), "source": ("far [1]",)}


def test_an_item_printed_twice_has_two_texts(tmp_path: Path):
    body = '<p data-item="claim">short</p><p data-item="claim">in full</p>'
    assert laid(tmp_path, body).texts == {"claim": ("short", "in full")}


def test_an_item_split_over_pages_is_one_text_and_on_both_pages(tmp_path: Path):
    found = laid(tmp_path, f'<p data-item="claim">{"word " * 300}</p><p data-item="last">end</p>')
    assert found.texts["claim"] == (" ".join(["word"] * 300),)
    assert len(found.pages) > 1
    assert [page.items for page in found.pages[:-1]] == [("claim",)] * (len(found.pages) - 1)
    assert found.pages[-1].items == ("claim", "last")
    assert [page.number for page in found.pages] == list(range(1, len(found.pages) + 1))


def test_a_repeated_table_head_is_read_once(tmp_path: Path):
    rows = "<tr><td>row</td></tr>" * 40
    table = (
        f'<table data-item="table"><thead><tr><th data-item="head">Head</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    found = laid(tmp_path, table)
    assert len(found.pages) > 1
    assert found.texts == {"table": (" ".join(["Head", *["row"] * 40]),), "head": ("Head",)}


def test_what_a_stylesheet_adds_and_hides_is_no_text_of_an_item(tmp_path: Path):
    style = ".a::before { content: 'added ' } .b { display: none } li { list-style: decimal }"
    body = '<ol><li class="a" data-item="a">said</li></ol><p class="b" data-item="b">hidden</p>'
    assert laid(tmp_path, body, style).texts == {"a": ("said",)}


def test_hyphens_of_line_breaks_are_undone_and_those_of_the_text_kept(tmp_path: Path):
    style = "p { width: 3cm; hyphens: auto }"
    text = "Internationalisation, mischaracterisation and Su-35 extra&shy;ordinarily counter&shy;measures"
    (found,) = laid(tmp_path, f'<p data-item="a">{text}</p>', style).texts["a"]
    assert folded(found) == folded(text.replace("&shy;", ""))
    assert found == text.replace("&shy;", "")


WORDS = st.text(st.sampled_from("abcdefgimnot ÄéЖшسلم.,-\u00ad\u2010\u2013\u00a0\u200c"), min_size=1, max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, hyphens=st.sampled_from(["auto", "manual", "none"]))
def test_layout_loses_no_letter(tmp_path: Path, text: str, hyphens: str):
    style = f"p {{ width: 2cm; hyphens: {hyphens}; text-transform: uppercase }}"
    found = laid(tmp_path, f'<p data-item="a">x{text}</p>', style).texts["a"]
    assert [folded(piece) for piece in found] == [folded(f"x{text}")]


# --- margins and overflow --------------------------------------------------------------------------------------------

MARGINS = """@page { @top-left { content: element(edition) } @top-right { content: "TLP:GREEN" }
  @bottom-right { content: "TLP:GREEN" } @bottom-left { content: "Page " counter(page) " of " counter(pages) } }
  .edition { position: running(edition); font-size: 6pt } section { break-before: page }"""


def test_the_margins_of_each_page_are_told_box_by_box(tmp_path: Path):
    found = laid(tmp_path, '<p class="edition"><b>Weekly</b> memo</p><p>one</p><section>two</section>', MARGINS)
    assert [page.top for page in found.pages] == [("Weekly memo", "TLP:GREEN")] * 2
    assert [page.bottom for page in found.pages] == [("Page 1 of 2", "TLP:GREEN"), ("Page 2 of 2", "TLP:GREEN")]
    assert found.overflows == ()


LONG = "m" * 60


@pytest.mark.parametrize(
    ("body", "text", "edge"),
    [
        (f'<p data-item="a">{LONG}</p>', LONG, "right"),
        ('<p data-item="a" style="margin-left: -5mm">out</p>', "out", "left"),
        ('<p data-item="a" style="position: absolute; top: -30mm">out</p>', "out", "top"),
        ('<p data-item="a" style="position: absolute; bottom: -30mm">out</p>', "out", "bottom"),
        ('<p data-item="a" style="width: 1cm; overflow: hidden; white-space: nowrap">cut off</p>', "cut off", "right"),
        ('<p data-item="a" style="height: 8pt; line-height: 10pt; overflow: hidden">cut off</p>', "cut off", "bottom"),
    ],
)
def test_text_outside_the_page_or_cut_off_is_told(tmp_path: Path, body: str, text: str, edge: str):
    assert laid(tmp_path, body).overflows == (Overflow(1, text, "a", edge),)


def test_a_margin_that_does_not_hold_its_text_is_told(tmp_path: Path):
    style = f'@page {{ @top-left {{ content: "{LONG}"; width: 2cm }} }}'
    assert laid(tmp_path, "<p>text</p>", style).overflows == (Overflow(1, LONG, None, "right"),)


@pytest.mark.parametrize(
    "body",
    [
        "<p>text</p>",
        '<p style="line-height: 1">text with tall letters: Å</p>',
        '<p style="overflow: hidden">text</p>',
        f'<p style="transform: scale(.1)">{LONG}</p>',
        f'<p style="visibility: hidden">{LONG}</p>',
        f'<p style="overflow-wrap: anywhere">{LONG}</p>',
    ],
)
def test_text_in_its_place_is_not_told(tmp_path: Path, body: str):
    assert laid(tmp_path, body).overflows == ()


# --- heights ---------------------------------------------------------------------------------------------------------

PLAIN = "body { margin: 0 } p, svg { display: block; margin: 0; font-size: 10pt; line-height: 5mm }"


def test_a_page_is_used_as_far_down_as_its_lowest_text_or_picture(tmp_path: Path):
    picture = '<svg width="10mm" height="7mm" role="img"><title>A box</title><rect width="9" height="9"/></svg>'
    apart = (
        '<p style="position: absolute; bottom: 0">apart</p><div style="height: 20mm; margin-bottom: 9mm"><p> </p></div>'
    )
    found = laid(tmp_path, f"<p>one<br>two</p>{picture}", MARGINS + PLAIN)
    assert [(page.height, page.used) for page in found.pages] == [(pytest.approx(60), pytest.approx(17))]
    found = laid(tmp_path, f"<p>one</p>{apart}", MARGINS + PLAIN)
    assert found.pages[0].used == pytest.approx(5)
    found = laid(tmp_path, "<p>one</p><section><p>two</p></section><section></section>", MARGINS + PLAIN)
    assert [page.used for page in found.pages] == [pytest.approx(5), pytest.approx(5), 0]


def test_an_item_is_as_high_as_its_lines_wherever_they_stand(tmp_path: Path):
    long, split = "<br>".join("abcdefghijklmn"), "b <b>bold</b>"
    body = f'<p data-item="a">{long}</p><p data-item="b">{split}</p><p data-item="b">again</p><p>rest</p>'
    found = laid(tmp_path, body, PLAIN)
    assert len(found.pages) == 2
    assert found.heights == {"a": pytest.approx(14 * 5), "b": pytest.approx(2 * 5)}


def test_the_line_is_the_one_in_which_most_is_set(tmp_path: Path):
    body = '<h1 style="font-size: 10pt; line-height: 9mm">Head</h1><h2 style="line-height: 8mm">H</h2><p>the body of it</p>'
    assert laid(tmp_path, body, PLAIN).line == pytest.approx(5)
    assert laid(tmp_path, "", PLAIN).line == 0
