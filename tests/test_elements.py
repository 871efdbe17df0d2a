"""What is not well built in a page is found at its place, and nothing in a page that is sound."""

import pytest

from briefgen.write import elements

SOUND = [
    '<!doctype html><html lang="en"><head><title>T</title></head><body><p id="a">x<br>y <a href="#a">z</a></p></body></html>',
    "<ul><li>a<li>b</ul><p>c<p>d",
    "<table><caption>c</caption><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody></table>",
    "<dl><div><dt>a</dt><dd>b</dd></div></dl><dl><dt>c<dd>d<dt>e<dd>f</dl>",
    '<svg width="1"><title>t</title><path d="M0 0"/><g><line x1="0"/></g></svg>',
    '<a href="#">top</a>',
]
FLAWS = [
    ("<p>\n<b>x\n</p>", "<b>x", "<b> is not closed before </p>"),
    ("<div>", "<div>", "<div> is not closed before the end of the page"),
    ("<i><b>x</i></b>", "<b>x", "<b> is not closed before </i>"),
    ("<p>x</p></section>", "</section>", "</section> ends no element that is open"),
    ("<p>x<div>y</div>", "<div>", "<div> cannot stand in a <p>, which it ends"),
    ("<p>x<span><ul></ul></span>", "<ul>", "<ul> cannot stand in a <p>, which it ends"),
    ("<div><li>x</li></div>", "<li>", "<li> stands in <div>, and belongs into <menu> or <ol> or <ul>"),
    ("<table><td>x</td></table>", "<td>", "<td> stands in <table>, and belongs into <tr>"),
    ('<a href="https://x"><b><a href="https://y">z</a></b></a>', '<a href="https://y">', "<a> cannot stand in an <a>"),
    ('<p id="a">x</p><p id="a">y</p>', '<p id="a">y', "the id “a” stands twice"),
    ('<p><a href="#b">x</a></p>', '<a href="#b">', "the link to “#b” leads nowhere"),
]


@pytest.mark.parametrize("page", SOUND)
def test_a_sound_page_has_no_flaw(page):
    assert elements.flaws(page) == ()


@pytest.mark.parametrize(("page", "at", "said"), FLAWS)
def test_a_flaw_is_told_at_its_place(page, at, said):
    flaw = elements.flaws(page)[0]
    assert flaw.said == said
    assert page[flaw.at :].startswith(at)
    assert flaw.hint


def test_the_tree_holds_what_can_be_seen():
    page = (
        "<html><head><title>no</title></head><body><p class='a b'>one <b data-item='x'>two</b></p>"
        "<p hidden>no</p><p style='display: none'>no</p><script>no</script>&amp;</body></html>"
    )
    (html,) = elements.root(page).content
    body = html.content[1]
    first = body.content[0]
    assert (first.tag, first.classes, first.content[0]) == ("p", {"a", "b"}, "one ")
    assert (first.content[1].item, first.content[1].content) == ("x", ("two",))
    assert [part.content for part in body.content[1:4]] == [(), (), ()]
    assert body.content[4] == "&"


def test_items_are_found_where_they_begin():
    page = '<p>a <i data-item="x">b</i> <i data-item="x">c</i></p>'
    assert elements.items(page) == {"x": page.index("<i")}
