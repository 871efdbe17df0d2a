"""From a file that somebody saved to the text that is archived."""

import datetime
import io
import logging
import re
import subprocess
import sys
import unicodedata

import hypothesis.strategies as st
import pikepdf
import pytest
import weasyprint
from hypothesis import given, settings

from briefgen import intake
from briefgen.errors import ProjectError
from briefgen.intake import Wanted, html, take

TODAY = datetime.date(2026, 11, 24)


def taken(content, name="a.txt", **wanted):
    content = content.encode() if isinstance(content, str) else content
    return take(content, Wanted(name, TODAY, **wanted))


def refused(content, name="a.txt", **wanted):
    with pytest.raises(ProjectError) as error:
        taken(content, name, **wanted)
    assert error.value.hint
    return f"{error.value.message} / {error.value.hint}"


# --- plain text and Markdown -----------------------------------------------------------------------------------------


def test_plain_text_stays_but_for_line_ends_composition_and_marks_of_the_encoding():
    text = taken(b"\xef\xbb\xbfTalks  begin \r\n\r\n" + "Cafe\u0301 \u201cwas\u201d\tshut-\rdown \n\n".encode()).text
    assert text == "Talks  begin\n\nCaf\u00e9 \u201cwas\u201d\tshut-\ndown\n"


def test_markdown_stays_as_it_is_and_its_heading_is_the_title():
    document = taken("Intro\n\n# Talks *begin* #\n\n- [a](b)\n", "a.md")
    assert document.text == "Intro\n\n# Talks *begin* #\n\n- [a](b)\n"
    assert (document.form, document.about, document.doubts) == (
        "Markdown",
        {"title": "Talks *begin*"},
        {"title": "the first heading"},
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks begin\n\nThey met.", "Talks begin"),
        ("They met on Friday.\n\nThen they left", None),
        ("word " * 60, None),
    ],
)
def test_the_first_line_is_the_title_where_it_looks_like_one(text, title):
    assert taken(text).about.get("title") == title


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(encoding):
    assert taken("Договор".encode(encoding)).text == "Договор\n"


def test_an_encoding_that_is_named_is_used():
    assert taken("Договор".encode("cp1251"), encoding="windows-1251").text == "Договор\n"


def test_latin_1_means_windows_1252_as_on_the_web():
    assert taken("“No”".encode("cp1252"), encoding="iso-8859-1").text == "“No”\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        ("Договор".encode("cp1251"), "not UTF-8 text / name its encoding, such as --encoding windows-1251"),
        (b"\x7fELF\x00\x01\x02", "is no text"),
        (b"\x7fELF\x00\xff\xfe", "is no text"),
        (b"\x01\x02\x03\x04 text", "is no text"),
        (b"PK\x03\x04rest", "a Word, OpenDocument or ZIP file"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"\x89PNG\r\n", "a picture"),
        (b"From: <Saved>\nSubject: x\nContent-Type: multipart/related;\n", "web archive (MHTML)"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(content, words):
    assert words in refused(content)


def test_a_wrong_and_an_unknown_encoding_are_told_apart():
    assert "is not in utf-8" in refused("Договор".encode("cp1251"), encoding="utf-8")
    assert "there is no encoding “klingon”" in refused("x", encoding="klingon")
    assert "there is no encoding “base64”" in refused("x", encoding="base64")


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "MAX_BYTES", 1_000_000)
    assert "larger than 1 MB" in refused("x" * 1_000_001)
    monkeypatch.setattr(intake, "MAX_CHARACTERS", 10)
    assert "longer than 10 characters" in refused("x" * 11)


def test_a_stray_control_character_is_dropped():
    assert taken("Talks\x0b begin\n" + "word " * 2000).text.startswith("Talks begin\n")


# --- web pages -------------------------------------------------------------------------------------------------------

SENTENCE = "The ministry said that it expects the two presidents to sign a new interstate treaty between the countries"
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Treaty near | Strait Wire</title>
<meta property="og:site_name" content="Strait Wire"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-01-18T09:00:00Z">
<link rel="canonical" href="https://wire.example.org/treaty"></head>
<body><nav><ul><li><a href="/">Home page</a></li><li><a href="/w">World affairs news</a></li></ul></nav>
<main><article><h1>Treaty near</h1>
<p>{SENTENCE}, <nobr>at the Kremlin</nobr>, &ldquo;soon&rdquo;.</p>
<p>An <em>exact</em> date has <a href="/d">yet to be</a> deter&shy;mined, a spokesman said on Friday
in the capital, after the talks had ended.<script>var x = 1;</script></p>
<ul><li>Su-35 fighter jets</li></ul>
<p>{SENTENCE.replace("ministry", "embassy")} as well, although nobody has confirmed it.</p>
</article></main><footer><p>Privacy policy and terms of use of this site</p></footer></body></html>
"""


def test_a_page_becomes_its_article_block_by_block_and_word_for_word():
    document = taken(PAGE, "treaty.html")
    assert document.text.split("\n\n") == [
        "Treaty near",
        f"{SENTENCE}, at the Kremlin, “soon”.",
        "An exact date has yet to be determined, a spokesman said on Friday in the capital, after the talks had ended.",
        "Su-35 fighter jets",
        f"{SENTENCE.replace('ministry', 'embassy')} as well, although nobody has confirmed it.\n",
    ]
    assert document.about == {
        "title": "Treaty near",
        "author": "Jane Roe",
        "publisher": "Strait Wire",
        "published": "2024-01-18",
        "url": "https://wire.example.org/treaty",
        "language": "en-GB",
    }
    assert document.notes[0].endswith("--whole keeps menus and the like too")


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("Alpha bravo charlie delta echo, foxtrot golf.", "most of it is known, and what was lost of it comes back"),
        ("Talks begin", "the headline"),
        ("A box", "it stands alone between two that are known"),
    ],
)
def test_a_block_belongs_to_the_article(block, why):
    known = ["One two three four five.", "Six seven eight nine ten."]
    article = "\n".join([known[0], "Alpha bravo charlie delta", known[1]])
    kept = html._article(
        ["Home page and more of it", known[0], block, known[1], "Terms of use"], article, "Talks begin"
    )
    assert kept == [known[0], block, known[1]], why
    apart = html._article([block, "Menu", "Login", known[0]], article, "Talks begin")
    assert (block in apart) == (block != "A box")


def test_the_whole_page_has_its_menus_but_no_scripts():
    text = taken(PAGE, "treaty.html", whole=True).text
    assert "Home page\n\nWorld affairs news" in text
    assert "Privacy policy" in text
    assert "var x" not in text
    assert "Jane Roe" not in text


def test_a_page_is_known_by_what_it_begins_with_unless_its_name_says_text():
    assert taken(PAGE, "saved").form == "web page"
    assert taken(PAGE, "page.txt").form == "plain text"


def test_the_encoding_that_a_page_declares_is_used():
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1251"').replace("exact", "точная")
    assert "An точная date" in taken(page.encode("cp1251", "xmlcharrefreplace"), "treaty.html").text


def test_a_date_that_the_page_does_not_have_is_a_hint_and_no_value():
    before_it_was_published = datetime.date(2024, 1, 10)
    document = take(PAGE.encode(), Wanted("treaty.html", before_it_was_published))
    assert "published" not in document.about
    assert document.doubts["published"] == "perhaps 2024-01-01: look it up"


def test_the_address_that_a_browser_wrote_into_the_page_is_found():
    page = PAGE.replace('<link rel="canonical" href="https://wire.example.org/treaty">', "")
    page = page.replace("<html", "<!-- saved from url=(0030)https://wire.example.org/saved -->\n<html")
    assert taken(page, "treaty.html").about["url"] == "https://wire.example.org/saved"


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><body><script>go()</script></body></html>", "<html>"]
)
def test_a_page_that_shows_nothing_is_refused(page):
    assert "save the page again when it is fully shown" in refused(page, "a.html")


# --- PDF -------------------------------------------------------------------------------------------------------------

HEADED = '@page{size:A5;margin:2cm;@top-center{content:"Annual report 2024"}@bottom-center{content:counter(page)}}'


def pdf(*paragraphs, head="", css=""):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html lang=en><head>{head}<style>body{{font:11pt serif}}{css}</style></head><body>{body}</body></html>"
    return weasyprint.HTML(string=page).write_pdf()


def numbered(count):
    """Sentences that fill a few small pages, no two the same."""
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet"]
    return " ".join(
        f"The {words[n % 10]} envoy met the {words[n // 10 % 10]} envoy in {n * 37} towns." for n in range(count)
    )


def test_a_pdf_becomes_text_page_by_page():
    text = taken(pdf("First page.", '<span style="break-before:page;display:block">Second page.</span>'), "a.pdf").text
    assert text == "First page.\n\fSecond page.\n"


def test_a_sentence_runs_over_the_end_of_a_page_without_its_header_and_footer():
    document = taken(pdf(numbered(200), css=HEADED), "a.pdf")
    assert document.text.count("\f") >= 2
    assert " ".join(document.text.split()) == numbered(200)
    assert "“Annual report 2024”" in document.notes[0]
    whole = taken(pdf(numbered(200), css=HEADED), "a.pdf", whole=True)
    assert whole.text.count("Annual report 2024") == whole.text.count("\f") + 1
    assert whole.notes == ()


def test_a_line_in_the_middle_of_a_page_stays_though_it_returns():
    first = "Alpha<br>Bravo<br>Charlie<br>The same line<br>Delta<br>Echo<br>Foxtrot"
    second = "Golf<br>Hotel<br>India<br>The same line<br>Juliet<br>Kilo<br>Lima"
    text = taken(pdf(first, f'<span style="break-before:page;display:block">{second}</span>'), "a.pdf").text
    assert text.count("The same line") == 2


def test_a_line_that_returns_with_another_number_is_the_texts_own():
    apart = '<span style="break-before:page;display:block">'
    document = taken(pdf("Article 5<br>Aid is given.", f"{apart}Article 9<br>Talks are held.</span>"), "a.pdf")
    assert [part.split("\n")[0] for part in document.text.split("\f")] == ["Article 5", "Article 9"]
    assert document.notes == ()
    counted = taken(pdf("Page 5<br>Aid is given.", f"{apart}Page 6<br>Talks are held.</span>"), "a.pdf")
    assert "Page" not in counted.text


def test_letters_that_were_drawn_as_one_are_letters_again():
    assert taken(pdf("An o\ufb03cial \ufb01le"), "a.pdf").text == "An official file\n"


def test_a_pdf_tells_its_title_and_language_and_when_it_was_made():
    head = '<title>Arms report</title><meta name=author content="J. Roe"><meta name=dcterms.created content=2024-03-05>'
    document = taken(pdf("Text.", head=head), "a.pdf")
    assert document.about == {"title": "Arms report", "author": "J. Roe", "language": "en"}
    assert document.doubts["published"] == "the PDF was made on 2024-03-05"


def encrypted(user):
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Secret talks."))) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))
    return made.getvalue()


def test_a_pdf_that_anybody_may_open_is_read_though_it_is_encrypted():
    assert taken(encrypted(""), "a.pdf").text == "Secret talks.\n"


def test_a_pdf_with_a_password_is_refused():
    assert "is locked with a password" in refused(encrypted("secret"), "a.pdf")


def test_a_pdf_of_pictures_is_refused():
    assert "it is probably scanned" in refused(pdf("", css="@page{background:red}"), "a.pdf")


def test_pages_without_text_are_told():
    content = pdf("One.", '<span style="break-before:page;display:block">&nbsp;</span>')
    assert taken(content, "a.pdf").notes == ("no text on page 2: pictures, or scanned",)


@pytest.mark.parametrize("cut", [20, 200, 1000])
def test_a_damaged_pdf_is_refused_or_read_but_never_breaks(cut, caplog):
    caplog.set_level(logging.CRITICAL)
    whole = pdf("Talks.")
    try:
        assert taken(whole[:-cut], "a.pdf").text == "Talks.\n"
    except ProjectError as error:
        assert "damaged PDF" in error.message


def test_a_pdf_in_a_way_that_nobody_knows_is_refused():
    assert "of a kind that cannot be read" in refused(
        pdf("Talks.").replace(b"/FlateDecode", b"/OtherDecode", 1), "a.pdf"
    )


def test_a_pdf_that_is_only_a_beginning_is_refused():
    assert "damaged PDF" in refused(b"%PDF-1.7\nnothing more", "a.pdf")


# --- whatever the file -----------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*re.findall(rb"<[^>]+>|[^<]+", PAGE.encode()), b"\xff", b"\x00", b"<", b">", b"&"]),
        max_size=30,
    ),
    st.sampled_from(["a.html", "a.txt", "a.md", "a"]),
)
def test_any_bytes_give_a_text_in_good_order_or_are_refused(pieces, name):
    try:
        text = taken(b"".join(pieces), name).text
    except ProjectError as error:
        assert error.hint
        return
    assert text.endswith("\n")
    assert text.strip() == text[:-1]
    assert unicodedata.is_normalized("NFC", text)
    assert taken(text, "again.txt").text == text


# --- what it costs ---------------------------------------------------------------------------------------------------


def test_the_libraries_are_loaded_only_when_they_are_used():
    code = (
        "import sys, briefgen.sourcing, briefgen.cli.commands.source\n"
        "assert not {'pypdf', 'trafilatura', 'lxml'} & set(sys.modules), 'loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
