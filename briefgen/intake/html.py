"""A saved web page: the blocks of its article, word for word.

Trafilatura tells which parts are the article. It may lose words within a paragraph, so its text is not what is archived:
blocks that share enough with it are taken whole from the page itself.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from briefgen.errors import ProjectError
from briefgen.intake.document import Document, Wanted, filled


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _listed("""
    address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul""")
_CELLS = _listed("td th")
_UNREAD = _listed("""
    button canvas datalist head iframe math noscript object script select style svg template textarea""")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_BREAKS = re.compile(r"\s")
_WORD = re.compile(r"\w+")
_RUN = 3
"""Words in a row that tell one text from another."""
_ENOUGH = 0.4
"""The share of a block's runs of words that must stand in the article. Measured on 195 news pages and blogs: from 0.3 to 0.6
the outcome hardly changes."""

_HINT = "save the page again when it is fully shown (“web page, HTML only”), or copy the words into a plain text file"


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page says it is in; None where it says nothing."""
    found = _XML_CHARSET.search(content[:200]) or _CHARSET.search(content[:4096])
    return found[1].decode("ascii") if found else None


def read(page: str, wanted: Wanted) -> Document:
    """The article on the page, or with `whole` all that it shows; and what the page says of itself."""
    import trafilatura  # noqa: PLC0415 - a third of a second that only this command has to spend

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it has to say is for its makers
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ProjectError(f"“{wanted.name}” is no web page that can be read", _HINT)
    blocks = list(_blocks(tree))
    language = tree.get("lang") or tree.get("xml:lang")
    dates = {"original_date": True, "extensive_search": False, "max_date": wanted.today.isoformat()}
    found = trafilatura.bare_extraction(
        tree, include_comments=False, favor_recall=True, with_metadata=True, date_extraction_params=dates
    )
    saved_from = _SAVED_FROM.search(page)
    about = filled(
        {
            "title": getattr(found, "title", None),
            "author": getattr(found, "author", None),
            "publisher": getattr(found, "sitename", None),
            "published": getattr(found, "date", None),
            "url": getattr(found, "url", None) or (saved_from and saved_from[1]),
            "language": language,
        }
    )
    doubts = {"published": "as the page tells it"} if "published" in about else {}
    if "published" in about and not _stands_in(about["published"], page):
        doubts["published"] = f"perhaps {about.pop('published')}: look it up"
    kept = blocks if wanted.whole else _article(blocks, getattr(found, "text", None) or "", about.get("title", ""))
    notes = _notes(blocks, kept, whole=wanted.whole)
    return Document("\n\n".join(kept or blocks), "web page", about, doubts, notes, without_text=_HINT)


def _stands_in(day: str, page: str) -> bool:
    """Whether the page has the day as its markup or its address would; else it was guessed, from a copyright line perhaps."""
    return day in page or day.replace("-", "/") in page or day.replace("-", "") in page


def _notes(blocks: list[str], kept: list[str], *, whole: bool) -> tuple[str, ...]:
    every, some = (len(_WORD.findall(" ".join(texts))) for texts in (blocks, kept))
    if whole or every == some:
        return ()
    if not kept:
        return ("no article was found on the page, so all of its text was kept, with menus and the like",)
    return (f"{some:,} of the page's {every:,} words were kept as its article; --whole keeps menus and the like too",)


# --- the page's own words --------------------------------------------------------------------------------------------


def _blocks(tree: Any) -> Iterator[str]:
    """Each block of text that a reader sees, on one line, in the order of the page."""
    for block in "".join(_pieces(tree)).split("\n"):
        if text := " ".join(block.split()):
            yield text


def _pieces(element: Any) -> Iterator[str]:
    """The text of an element, each of its own line ends a space, a line feed where a block begins and ends."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, is_left = stack.pop()
        name = node.tag if isinstance(node.tag, str) else ""
        if is_left:
            yield _edge(name)
            yield _flat(node.tail)
        elif not name or name in _UNREAD or "hidden" in node.attrib:
            yield _flat(node.tail)
        else:
            yield _edge(name)
            yield _flat(node.text)
            stack.append((node, True))
            stack += [(child, False) for child in reversed(node)]


def _edge(name: str) -> str:
    return "\n" if name in _BLOCKS else " " if name in _CELLS else ""


def _flat(text: str | None) -> str:
    """The text of an element on one line, without what tells a browser where it may break a word."""
    return _BREAKS.sub(" ", text or "").replace("\u00ad", "")


# --- the article -----------------------------------------------------------------------------------------------------


def _article(blocks: list[str], article: str, title: str) -> list[str]:
    """The blocks that are the article's, its headline, and a block that stands alone between two of them."""
    known = _runs(article)
    lines = {_plain(line) for line in article.splitlines()}
    kept = {at for at, block in enumerate(blocks) if _shares(block, known, lines)}
    kept |= {at for at, block in enumerate(blocks) if _plain(block) == _plain(title)}
    return [block for at, block in enumerate(blocks) if at in kept or {at - 1, at + 1} <= kept]


def _shares(block: str, known: set[tuple[str, ...]], lines: set[str]) -> bool:
    runs = _runs(block)
    return len(runs & known) >= _ENOUGH * len(runs) if runs else _plain(block) in lines


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _plain(text: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(text))
