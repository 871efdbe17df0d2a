"""A page of HTML as plain text with lines of a mail's length: what a reader gets whose mail program shows no HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from briefgen.write.web import VOID

WIDTH = 72
"""Characters of a line: what is quoted twice still fits into the 80 of a terminal."""

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "header", "hr", "li", "main", "ol", "p", "section", "table", "tr", "ul"}
)
_UNSAID = frozenset({"head", "script", "style", "template", "title"})
_RULES: Mapping[str, str] = {"h1": "=", "h2": "-"}
_LINE_END = "\N{LINE SEPARATOR}"
"""Stands for a `<br>` until lines are made."""


class _Block(NamedTuple):
    """Words that stand by themselves: the tag and the classes of what they stand in."""

    tag: str
    classes: frozenset[str]
    words: str


def text(page: str) -> str:
    """The words of a page. What is hidden or `aria-hidden` is left out; a chip stands in capitals where there are any."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.flush()
    parts = [part for block in reader.blocks for part in _lines(block)]
    return "".join(parts).strip("\n") + "\n"


def _lines(block: _Block) -> Iterator[str]:
    """The lines of a block, with what parts it from the one before."""
    if "standing" in block.classes or block.tag == "li":
        first = "- " if block.tag == "li" else "    "
        yield _wrapped(block.words, first, " " * len(first))
    elif block.tag in _RULES:
        wrapped = _wrapped(block.words)
        longest = max(map(len, wrapped.split("\n")))
        yield f"\n{'' if block.tag == 'h1' else chr(10)}{wrapped}{_RULES[block.tag] * longest}\n"
    else:
        yield "\n" + _wrapped(block.words)


def _wrapped(words: str, first: str = "", others: str = "") -> str:
    lines: list[str] = []
    for line in words.split(_LINE_END):
        lines += textwrap.wrap(
            line.strip(),
            WIDTH,
            initial_indent=first if not lines else others,
            subsequent_indent=others,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "".join(f"{line}\n" for line in lines)


class _Open(NamedTuple):
    """An element that is open; `link` is where it leads, `said` how many pieces of words stood before it."""

    tag: str
    classes: frozenset[str]
    unsaid: bool
    link: str
    said: int


class _Reader(HTMLParser):
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[_Block] = []
        self._open = [_Open("", frozenset(), unsaid=False, link="", said=0)]
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser; attribute values are unescaped."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.flush()
        if tag == "br" and not self._open[-1].unsaid:
            self._said.append(_LINE_END)
        if tag in ("td", "th") and "".join(self._said).strip():
            self._said.append(" – ")
        if tag in VOID:
            return
        hidden = tag in _UNSAID or "hidden" in attributes or attributes.get("aria-hidden") == "true"
        link = attributes.get("href", "") if tag == "a" else ""
        classes = frozenset(attributes.get("class", "").split())
        self._open.append(_Open(tag, classes, self._open[-1].unsaid or hidden, link, len(self._said)))

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser. Closes the element and those in it that were left open."""
        if any(opened.tag == tag for opened in self._open):
            if tag in _BLOCKS:
                self.flush()
            while (closed := self._open.pop()).tag != tag:
                pass
            self._finish(closed)

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        if not self._open[-1].unsaid:
            self._said.append(data)

    def flush(self) -> None:
        """Ends the block that is being read."""
        words = " ".join("".join(self._said).translate(_UNSEEN).split(" "))
        self._said.clear()
        words = _LINE_END.join(" ".join(line.split()) for line in words.split(_LINE_END))
        if words.strip(_LINE_END + " "):
            inner = next((opened for opened in reversed(self._open) if opened.tag in _BLOCKS), self._open[0])
            self.blocks.append(_Block(inner.tag, inner.classes, words))

    def _finish(self, closed: _Open) -> None:
        """What follows from the words of an element once they are all there."""
        words = "".join(self._said[closed.said :])
        if "chip" in closed.classes and words:
            self._said[closed.said :] = [f"({words.upper()})" if "change" in closed.classes else f"{words.upper()} ·"]
        elif closed.link and closed.link not in (words, f"mailto:{words}"):
            self._said.append(f" <{closed.link}>")


_UNSEEN = dict.fromkeys((0x00AD, 0x2066, 0x2067, 0x2068, 0x2069), None)
"""Soft hyphens; and the marks around what runs against the line, which many terminals show as boxes."""
