import html.parser
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.text import citations, isolate, malformed_citations, nobreak, plain, quotations, sentences, words
from briefgen.text.markup import StatementText, blocks_html, inline_html
from briefgen.text.pieces import legible
from briefgen.text.reading import runs

MARK = "\ue000"


def cite(ids):
    return f'<a class="ref">[{", ".join(ids)}]</a>'


def found(text, spans):
    return [text[start:end] for start, end in spans]


def text_content(markup):
    class Reader(html.parser.HTMLParser):
        def __init__(self):
            super().__init__(convert_charrefs=True)
            self.read = []

        def handle_data(self, data):
            self.read.append(data)

    reader = Reader()
    reader.feed(markup)
    reader.close()
    return "".join(reader.read)


def well_formed(markup):
    return ElementTree.fromstring(f"<x>{markup.replace('<br>', '<br/>')}</x>")  # noqa: S314 - our own output


# --- strategies ------------------------------------------------------------------------------------------------------

WORD = st.sampled_from(
    ["Iran", "ties”", "Su-35", "55–80 %", "the U.S. Navy", "5 < 6 & 7", "«да»", "امضا", "a*b", "x_y", "2*3"]
)
ATOM = st.one_of(
    WORD,
    st.sampled_from(
        ["[@a]", "[@a; @b-1]", "&amp;", "&#42;", r"\*", r"\[@a]", "<b>", "<wbr>", "<!-- x -->", "  \n", "\\\n"]
    ),
    WORD.map(lambda word: f"`{word}`"),
)
INLINE = st.recursive(
    ATOM,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        inner.map(lambda text: f"*{text}*"),
        inner.map(lambda text: f"**{text}**"),
        inner.map(lambda text: f"[{text}](https://example.org/a?b=1&c=2)"),
    ),
    max_leaves=10,
)
BLOCK = st.lists(
    st.one_of(
        INLINE,
        INLINE.map(lambda text: f"## {text}"),
        INLINE.map(lambda text: f"- {text}\n\n  {text}\n- {text}"),
        INLINE.map(lambda text: f"> {text}"),
        INLINE.map(lambda text: f"| A | B |\n|---|--:|\n| {text} | `a\\|b` |"),
    ),
    max_size=4,
).map("\n\n".join)
SYNTAX = st.lists(
    st.sampled_from([*'*_`[]()\\&<>#|-!"“”«»‘’.?\n\t @a1é\xa0\r\0\ud800', "[@", "](http://a.b)", "\n- ", "\n|-|-|\n"])
)
ANYTHING = st.one_of(st.text(st.characters()), SYNTAX.map("".join))


# --- places ----------------------------------------------------------------------------------------------------------


def test_plain_blanks_syntax_and_keeps_every_offset():
    text = r"It is *likely* [@sig] that `a b` \* [x y](https://example.org) &amp; <b>."
    shown = r"It is  likely         that  a b   *  x y                       &     <b>."
    assert plain(text) == shown
    assert words(text) == "It is likely that a b * x y & <b>."


def test_plain_keeps_the_place_of_padded_code():
    assert plain("x `` a`b `` y") == "x    a`b    y"


def test_plain_blanks_the_marks_of_blocks():
    text = "## Scope ##\n\n- one\n  two\n\n> `a\n> b`\n\n| A | B \\| C |\n|---|---|\n| [@x] | 1 |\n"
    shown = "   Scope   \n\n  one\n  two\n\n   a\n  b \n\n  A   B  | C  \n         \n         1  \n"
    assert plain(text, block=True) == shown
    assert words(text, block=True) == "Scope\none two\na b\nA\nB | C\n1"


@given(ANYTHING, st.booleans())
@example("\xa0\n**\\\na", True)
@example("- `a\n\tb`", True)
@example("| - | \\| |\n|--|--|\n| - |", True)
def test_offsets_in_plain_are_offsets_in_the_text(text, block):
    shown = plain(text, block=block)
    assert len(shown) == len(text)
    for pieces in runs(text, block=block):
        for piece in pieces:
            if len(piece.shown) == piece.end - piece.start:
                typed = legible(text)[piece.start : piece.end]
                assert re.sub(r"\s", " ", typed) == re.sub(r"\s", " ", piece.shown)


def test_citations_with_the_places_of_their_ids():
    text = "One [@a-1]; two [@b\n;\n@c2] `[@code]` \\[@escaped] [[@d]]"
    told = citations(text)
    assert found(text, [citation.span for citation in told]) == ["[@a-1]", "[@b\n;\n@c2]", "[@d]"]
    assert [citation.ids for citation in told] == [("a-1",), ("b", "c2"), ("d",)]
    assert [found(text, [cited.span for cited in citation.cited]) for citation in told] == [["a-1"], ["b", "c2"], ["d"]]


def test_citation_over_two_lines_of_a_block_quote():
    text = "> see [@b;\n> @c2]"
    (citation,) = citations(text, block=True)
    assert citation.ids == ("b", "c2")
    assert found(text, [citation.span]) == ["[@b;\n> @c2]"]


@pytest.mark.parametrize("bracket", ["[@Foo]", "[@a, @b]", "[@ a]", "[@a;]", "[@]", "[@a--b]", "[@*a*]", "[@open"])
def test_malformed_citation_is_told_and_shown_as_typed(bracket):
    text = f"Ties {bracket} and [@good]."
    assert found(text, malformed_citations(text)) == [bracket]
    assert [citation.ids for citation in citations(text)] == [("good",)]


@pytest.mark.parametrize("text", ["[@a; @b]", r"\[@Foo]", "`[@Foo]`", "[@Foo](https://example.org)", "a@b [x]"])
def test_what_is_no_malformed_citation(text):
    assert malformed_citations(text) == ()


@given(ANYTHING, st.booleans())
@example('a. "b', False)
def test_spans_lie_in_order_within_the_text(text, block):
    for find in (sentences, quotations, malformed_citations):
        end = 0
        for begin, stop in find(text, block=block):
            assert end <= begin < stop <= len(text)
            end = stop
    for citation in citations(text, block=block):
        assert all(text[slice(*cited.span)] == cited.id for cited in citation.cited)
        assert text[citation.span[0]] == "["
        assert text[citation.span[1] - 1] == "]"
    shown = plain(text, block=block)
    covered = "".join(shown[begin:stop] for begin, stop in sentences(text, block=block))
    assert "".join(covered.split()) == "".join(shown.split())


# --- HTML ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** `c` \\*d\\* &copy;", "<em>a</em> <strong>b</strong> <code>c</code> *d* ©"),
        ("a  \nb\\\nc\nd", "a<br>\nb<br>\nc\nd"),
        ("[a & b](https://x.org/?a=1&b=2)", '<a href="https://x.org/?a=1&amp;b=2">a &amp; b</a>'),
        ("[m](mailto:a@b.c)", '<a href="mailto:a@b.c">m</a>'),
        (
            "**[a](http://x.org)** [*b*](http://x.org)",
            '<strong><a href="http://x.org">a</a></strong> <em><a href="http://x.org">b</a></em>',
        ),
        ("[a `b`](http://x.org)", '<a href="http://x.org">a </a><code><a href="http://x.org">b</a></code>'),
        ("[x](javascript:alert) [y](/z) [z](file:///etc)", "[x](javascript:alert) [y](/z) [z](file:///etc)"),
        (
            "<b>x</b> <script> <https://x.org> http://x.org",
            "&lt;b&gt;x&lt;/b&gt; &lt;script&gt; &lt;https://x.org&gt; http://x.org",
        ),
        ("\"as typed\" 'and' ... --", "\"as typed\" 'and' ... --"),
        ("# no - heading", "# no - heading"),
    ],
)
def test_inline_html(text, expected):
    assert inline_html(text, cite) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ties” [@a].", f'the <span class="nb">ties” {cite("a")}</span>.'),
        ("ties[@a; @b]", f'<span class="nb">ties{cite("ab")}</span>'),
        ("likely, 55–80 % [@a]", f'likely, <span class="nb">55–80 % {cite("a")}</span>'),
        ("**the ties [@a]**", f'<strong>the <span class="nb">ties {cite("a")}</span></strong>'),
        ("the **ties** [@a]", f"the <strong>ties</strong>\xa0{cite('a')}"),
        ("the `ties` [@a]", f"the <code>ties</code>\xa0{cite('a')}"),
        ("the ties *[@a]*", f"the ties\xa0<em>{cite('a')}</em>"),
        ("[@a] [@b]", f"{cite('a')} {cite('b')}"),
        ("internationalisations [@a]", f"internationalisations {cite('a')}"),
        (
            "Su-35 & <wbr> <b> [@a]",
            f'<span class="nb">Su-35</span> &amp; &lt;wbr&gt; <span class="nb">&lt;b&gt; {cite("a")}</span>',
        ),
    ],
)
def test_the_word_before_stays_with_its_reference(text, expected):
    assert inline_html(text, cite) == expected


def test_what_no_page_can_hold_becomes_the_replacement_character():
    assert inline_html("a\0b\ud800c\x1b\r\nd", cite) == "a\ufffdb\ufffdc\ufffd\t\nd"


def test_what_the_reference_holds_is_not_cleaned():
    assert inline_html("[@a]", lambda ids: f'<sup id="{ids[0]}">1</sup>') == '<sup id="a">1</sup>'


def block_html(text, cite, heading_base=3):
    return "".join(block.html for block in blocks_html(text, cite, heading_base))


def test_block_html():
    text = "## One\n\nText [@a]\n\n#### Two\n\n- a\n\n- b\n\n  c\n  1. d\n\n# Three\n\n> e\n\n| A |\n|--:|\n| f |"
    assert re.sub(r"\n+", "", block_html(text, cite, heading_base=4)) == (
        f'<h4>One</h4><p><span class="nb">Text {cite("a")}</span></p><h5>Two</h5>'
        "<ul><li>a</li><li>b<br>c<ol><li>d</li></ol></li></ul><h4>Three</h4><blockquote><p>e</p></blockquote>"
        '<table><thead><tr><th scope="col" style="text-align:right">A</th></tr></thead>'
        '<tbody><tr><td style="text-align:right">f</td></tr></tbody></table>'
    )


def test_each_block_tells_what_it_cites():
    text = "# A [@a]\n\nOne [@b]; two [@c; @b].\n\nNothing.\n\n3. x [@d]\n   - y [@e]\n4. z\n\n|A|\n|-|\n|t [@f]|"
    blocks = list(blocks_html(text, cite))
    assert [(block.name, block.cited) for block in blocks] == [
        ("h3", ("a",)), ("p", ("b", "c")), ("p", ()), ("ol", ("d", "e")), ("table", ("f",)),
    ]  # fmt: skip
    assert blocks[3].start == 3
    assert [(item.cited, text_content(item.html).split()[0]) for item in blocks[3].items] == [
        (("d", "e"), "x"),
        ((), "z"),
    ]
    assert blocks[2].html.strip() == "<p>Nothing.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[ref]: https://example.org",
        "| A |\n|---|\n| one | lost |",
        "> " * 40 + "deep",
        "    indented",
        "<div>\nraw\n</div>",
        "a\n\n---\n\nb\n===",
    ],
)
def test_nothing_typed_is_lost(text):
    shown = text_content(block_html(text, cite))
    assert all(word in shown for word in re.findall(r"\w+|===|---", text))


@settings(max_examples=150)
@given(INLINE)
def test_the_text_of_the_html_is_the_plain_text_of_the_field(text):
    read = " ".join(text_content(inline_html(text, lambda _: MARK)).split())
    assert read.replace(f" {MARK}", "").replace(MARK, "").strip() == words(text)


@given(BLOCK)
def test_the_text_of_block_html_is_the_plain_text_of_the_field(text):
    read = text_content(block_html(text, lambda _: ""))
    assert "".join(read.split()) == "".join(words(text, block=True).split())


@given(st.one_of(ANYTHING, INLINE, BLOCK))
def test_html_is_well_formed_and_fit_for_tagged_pdf(text):
    for markup in (inline_html(text, cite), block_html(text, cite)):
        tree = well_formed(markup)
        assert not [link for link in tree.iter("a") if len(link)]
        assert not [item for item in tree.iter("li") if item.find("p") is not None]
        assert not [span for span in tree.iter("span") if span.find("span") is not None]


@given(st.text("ab .,;[]@\n-", max_size=40))
@example("a [@a]\nb [@b;@c].")
def test_a_text_without_markup_is_read_without_the_parser_to_the_same_end(text):
    marked = text + "&amp;"
    assert citations(text) == citations(marked)
    assert words(text) + "&" == words(marked).replace(" &", "&")
    assert plain(text) == plain(marked)[: len(text)]


@pytest.mark.parametrize(
    "start", ["[", "[@", "*a ", "**a", "`", "`a", '"a ', "“a ", "[a](", "> ", "- ", "|a", "a-1", "5,", ". "]
)
def test_long_unbalanced_texts_are_read(start):
    text = start * 500
    assert len(plain(text)) == len(plain(text, block=True)) == len(text)
    assert words(text) == " ".join(text_content(inline_html(text, cite)).split())
    assert quotations(text) is not None
    assert "".join(found(text, sentences(text))).split()


# --- runs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kept", ["Su-35", "F-16C", "MQ-9", "Il-76MD-90A", "Ка-52", "55–80 %", "1–5", "20%", "3.5 km", "3,5 млн"]
)
def test_nobreak_keeps_together(kept):
    assert (
        nobreak(f"the {kept}, &#39;{kept}")
        == f'the <span class="nb">{kept}</span>, &#39;<span class="nb">{kept}</span>'
    )


@pytest.mark.parametrize(
    "text",
    ["19 July 2024", "2024-07-19", "the 5 men", "TLP-x", "&#39; %", "well-known", "5 meetings", "non-Su-35", "x.5 %"],
)
def test_nobreak_leaves(text):
    assert nobreak(text) == text


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("rtl", "<ACME Ltd.>"),
        ("rtl", "شرکت <BBC News> و <Su-35> گفت"),
        ("rtl", "<55–80 %>"),
        ("rtl", "۵۵–۸۰٪"),
        ("rtl", "12"),
        ("ltr", "Iran says <ایران و روسیه> today, 12 %"),
        ("ltr", " <ایران> "),
        ("ltr", "Su-35"),
    ],
)
def test_isolate(base, text):
    typed = text.replace("<", "").replace(">", "")
    isolated = text.replace("<", "\u2068").replace(">", "\u2069")
    assert isolate(typed, base) == isolated
    assert isolate(isolated, base) == isolated


@given(st.one_of(st.text(), st.text("aب1 %-\u2068\u2069")), st.sampled_from(["ltr", "rtl"]))
def test_isolate_adds_only_balanced_marks(text, base):
    isolated = isolate(text, base)
    added = [isolated.count(mark) - text.count(mark) for mark in "\u2068\u2069"]
    assert added[0] == added[1] >= 0
    assert re.sub("[\u2068\u2069]", "", isolated) == re.sub("[\u2068\u2069]", "", text)
    assert well_formed(nobreak(re.sub("[<>&]", "", legible(text)))) is not None


# --- statements ------------------------------------------------------------------------------------------------------


def test_statement_text_prints_itself_with_its_id():
    text = StatementText('a"<', "<em>x</em> y", "x y")
    assert text.__html__() == '<span data-item="a&quot;&lt;"><em>x</em> y</span>'
    assert str(text) == "x y"
    assert StatementText("a", "<p>x</p>", "x", block=True).__html__() == '<div data-item="a"><p>x</p></div>'


def test_texts_without_markup_load_neither_parser_nor_cleaner():
    code = (
        "import sys; from briefgen import text; text.sentences('A b [@c]. D.'); text.plain('x');"
        "print({'markdown_it', 'nh3'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
