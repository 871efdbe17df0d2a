"""Plain text and Markdown: bytes to characters, and the title that the first lines tell."""

from __future__ import annotations

import codecs
import re

from briefgen.diagnostics import quoted
from briefgen.errors import ProjectError
from briefgen.intake.document import Document, Wanted, filled

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.001
"""The share of control characters that a text may have: a stray one is dropped, more of them are no text."""
_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_LONGEST_TITLE = 200
"""A longer first line is a paragraph."""


def decoded(content: bytes, wanted: Wanted, declared: str | None = None) -> str:
    """The characters.

    `declared` is the encoding that the file itself names; UTF-8 wins where it fits, since it seldom does by chance.
    Raises ProjectError.
    """
    name = quoted(wanted.name)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if not (marked or wanted.encoding) and b"\0" in content:
        raise _no_text(name)
    tried = [wanted.encoding] if wanted.encoding else [marked] if marked else ["utf-8", declared]
    for encoding in filter(None, tried):
        try:
            text = content.decode(_known(encoding))
        except UnicodeError:
            continue
        readable, controls = _CONTROL.subn("", text)
        if "\0" in text or controls > max(1, _MOST_CONTROLS * len(text)):
            raise _no_text(name)
        return readable
    if wanted.encoding:
        raise ProjectError(f"{name} is not in {wanted.encoding}", "try another --encoding, or save the file as UTF-8")
    hint = "name its encoding, such as --encoding windows-1251 or windows-1252, or save it as UTF-8"
    raise ProjectError(f"{name} is not UTF-8 text", hint)


def _no_text(name: str) -> ProjectError:
    hint = "add a PDF, a web page or plain text; of anything else, copy the words into a plain text file"
    return ProjectError(f"{name} is no text: it has characters that no text has", hint)


def _known(encoding: str) -> str:
    """Python's name of a text encoding. On the web, Latin 1 and ASCII mean Windows-1252 (WHATWG Encoding, 4.2)."""
    try:
        info = codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        hint = "such as utf-8, windows-1251, windows-1256, iso-8859-1"
        raise ProjectError(f"there is no encoding “{encoding}”", hint) from error
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def read(text: str, *, is_markdown: bool) -> Document:
    """The text as it stands. Its title is taken from the first heading or line, where that looks like one."""
    heading = _HEADING.search(text) if is_markdown else None
    first = heading[1] if heading else text.strip().partition("\n")[0].strip()
    is_title = len(first) <= _LONGEST_TITLE and not first.endswith((".", ",", ";"))
    about = filled({"title": first if is_title else None})
    doubts = {"title": "the first heading" if heading else "the first line"} if about else {}
    return Document(text, "Markdown" if is_markdown else "plain text", about, doubts)
