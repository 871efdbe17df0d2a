"""Intake: from a file that somebody saved to the plain text that is archived, and what the file says of itself.

- document   what intake gives, and what it refuses
- plain      plain text and Markdown: bytes to characters
- html       a saved web page: the blocks of its article, word for word
- pdf        a PDF: page by page, without the lines that every page repeats

A quote is compared with what is made here, so nothing is reworded. What changes is white space, Unicode composition and control
characters, which that comparison folds away or nobody sees; and in a PDF, letters that were drawn as one.
"""

from __future__ import annotations

import re
import unicodedata

from briefgen.diagnostics import quoted
from briefgen.errors import ProjectError
from briefgen.intake import html, pdf, plain
from briefgen.intake.document import Document, Wanted

__all__ = ["MAX_BYTES", "Document", "Wanted", "reads_the_same", "take"]

MAX_BYTES = 50_000_000
"""A larger file is hardly one text that somebody cites."""

MAX_CHARACTERS = 5_000_000
"""Every check reads the archives; this is a book of two thousand pages."""

_PDF = re.compile(rb"\A[\s\x00\xef\xbb\xbf]{0,1024}%PDF-")
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OTHERS = (
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file", "save it as PDF or as plain text, and add that"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "save it as PDF or as plain text, and add that"),
    (b"{\\rtf", "a Rich Text file", "save it as plain text (UTF-8), and add that"),
    (b"\x89PNG", "a picture", "recognise its text first (OCR), look it over, and add that as plain text"),
    (b"\xff\xd8\xff", "a picture", "recognise its text first (OCR), look it over, and add that as plain text"),
    (b"\x1f\x8b", "a compressed file", "unpack it, and add what is in it"),
)
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n[ \t]?){1,20}?(?i:content-type:\s*multipart/related)")


def take(content: bytes, wanted: Wanted) -> Document:
    """The text in these bytes, as it is to be archived.

    Line ends are line feeds, and the last line has one. Raises ProjectError where no text can be had.
    """
    name = quoted(wanted.name)
    if not content.strip():
        raise ProjectError(f"{name} is empty", "there is nothing to archive; save the source again")
    if len(content) > MAX_BYTES:
        hint = "archive the part that you cite: some pages of the PDF, or the words as plain text"
        raise ProjectError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB", hint)
    document = _document(content, wanted, name)
    text = _composed(document.text)
    if not text:
        raise ProjectError(f"{name} has no text in it", document.without_text)
    if len(text) > MAX_CHARACTERS:
        hint = "archive the part that you cite, as a file of its own"
        raise ProjectError(f"the text of {name} is longer than {MAX_CHARACTERS:,} characters", hint)
    return document.with_text(f"{text}\n")


def _document(content: bytes, wanted: Wanted, name: str) -> Document:
    if _PDF.match(content):
        return pdf.read(content, wanted)
    for beginning, kind, hint in _OTHERS:
        if content.startswith(beginning):
            raise ProjectError(f"{name} is {kind}, and no text can be read from it", hint)
    if _MHTML.match(content):
        hint = "save the page again as “web page, HTML only”, and add that"
        raise ProjectError(f"{name} is a web archive (MHTML)", hint)
    ending = wanted.name.lower().rpartition(".")[2]
    is_page = ending in ("html", "htm", "xhtml")
    text = plain.decoded(content, wanted, declared=html.declared_encoding(content) if is_page else None)
    if is_page or (_HTML.match(text) and ending not in ("txt", "md", "markdown")):
        return html.read(text, wanted)
    return plain.read(text, is_markdown=ending in ("md", "markdown"))


def reads_the_same(content: bytes, text: str) -> bool:
    """Whether an archive holds this text, but for what intake changes in any text."""
    try:
        return _composed(content.decode("utf-8-sig")) == _composed(text)
    except UnicodeDecodeError:
        return False


def _composed(text: str) -> str:
    """Unicode composed, every line end a line feed, no white space at line ends nor at begin and end; tabs stay."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip(" \t\n")
