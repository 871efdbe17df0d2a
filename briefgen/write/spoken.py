"""What a memo says to those who do not see it: its headings, links, tables and pictures, each with the words for it.

Read from the HTML, in one pass, so that it holds for every format. What is hidden or marked as decoration is left out.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from briefgen.model.results import Medium, Spoken
from briefgen.write.web import VOID

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_UNSPOKEN = frozenset({"style", "script", "template"})
_PIECES = 12
"""So many pieces of text of an element are kept: who looks for it needs its first words."""

Attributes = Mapping[str, str]


def elements(page: str, medium: Medium) -> tuple[Spoken, ...]:
    """What a page says without being seen, in the order of the start tags; first of all, its language.

    The engine for paper carries the `title` of a drawing into the PDF and passes over its `aria-label`.
    """
    reader = _Reader(medium)
    reader.feed(page)
    reader.close()
    reader.leave(0)
    return tuple(Spoken(part.tag, part.words, part.under) for part in reader.parts if not part.silent)


@dataclasses.dataclass(slots=True)
class _Part:
    """An element to be told of. `silent`: it turned out to be none that needs words."""

    tag: str
    words: str
    under: str
    silent: bool = False


@dataclasses.dataclass(slots=True)
class _Open:
    """An element that is open: where its text begins, and what of it its content hands up or down."""

    tag: str
    begin: int
    hidden: bool
    part: _Part | None
    table: _Open | None
    drawing: _Open | None
    heads: bool = False
    cells: int = 0
    pictures: int = 0


_NOTHING = _Open("", 0, hidden=False, part=None, table=None, drawing=None)


class _Reader(HTMLParser):
    """Collects the parts of a page. Elements left open are closed by the end of what they stand in."""

    def __init__(self, medium: Medium) -> None:
        super().__init__()
        self.parts = [_Part("html", "", "")]
        self._medium = medium
        self._said: list[str] = []
        self._open: list[_Open] = []
        self._tags: Counter[str] = Counter()
        self._heading = ""
        self._pictures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser; attribute values are unescaped."""
        attributes = {name: (value or "").strip() for name, value in attrs}
        around = self._open[-1] if self._open else _NOTHING
        hidden = around.hidden or tag in _UNSPOKEN or "hidden" in attributes or attributes.get("aria-hidden") == "true"
        opened = _Open(tag, len(self._said), hidden, None, around.table, around.drawing, pictures=self._pictures)
        if not hidden:
            opened.part = self._part(tag, attributes, around)
            if opened.part is not None:
                self.parts.append(opened.part)
        if tag == "table":
            opened.table = opened
        elif tag == "svg":
            opened.drawing = around.drawing or opened
        elif tag in ("td", "th") and around.table is not None:
            opened.heads = tag == "th" and bool(attributes.get("scope"))
            around.table.cells += tag == "td"
        if tag not in VOID:
            self._open.append(opened)
            self._tags[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for <tag/>."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser. Closes the element and those in it that were left open."""
        if tag not in VOID and self._tags[tag]:
            at = len(self._open) - 1
            while self._open[at].tag != tag:
                at -= 1
            self.leave(at)

    def handle_data(self, data: str) -> None:
        """Called by the parser. Of a drawing only its `title` is told; its letters are a part of the picture."""
        around = self._open[-1] if self._open else _NOTHING
        if not around.hidden and data.strip() and (around.drawing is None or around.tag == "title"):
            self._said.append(data)

    def leave(self, depth: int) -> None:
        """Closes the open elements down to a depth, the innermost first."""
        while len(self._open) > depth:
            closed = self._open.pop()
            self._tags[closed.tag] -= 1
            words = " ".join("".join(self._said[closed.begin : closed.begin + _PIECES]).split())
            if closed.heads and closed.table is not None and closed.table.part is not None:
                closed.table.part.words = closed.table.part.words or words
            if closed.part is not None:
                self._finish(closed, closed.part, words)

    def _finish(self, closed: _Open, part: _Part, words: str) -> None:
        if part.tag == "table":
            part.silent = not closed.cells
        elif part.tag == "figure":
            part.words = part.words or words
            part.silent = self._pictures > closed.pictures  # the pictures in it are told of themselves
        else:
            part.words = part.words or words
        if part.tag in HEADINGS:
            self._heading = part.words

    def _part(self, tag: str, attributes: Attributes, around: _Open) -> _Part | None:
        """What is to be told of an element, with the words that its attributes have for it."""
        label = attributes.get("aria-label") or attributes.get("aria-labelledby") or ""
        role = attributes.get("role", "")
        if tag == "html":
            self.parts[0].words = attributes.get("lang", "")
        elif role in ("presentation", "none") or around.drawing is not None:
            return None
        elif tag == "svg":
            return self._picture("svg", "" if self._medium == "print" else label)
        elif tag == "img" or role == "img":
            return self._image(attributes, label)
        elif tag in HEADINGS or tag in ("table", "figure") or (tag == "a" and "href" in attributes):
            named = label or (attributes.get("title", "") if tag == "a" else "")
            return _Part(tag, "" if tag == "table" else named, self._heading)
        return None

    def _image(self, attributes: Attributes, label: str) -> _Part | None:
        """An image; none where its empty `alt` says that it decorates."""
        if attributes.get("alt") == "":
            return None
        return self._picture("img", attributes.get("alt") or label)

    def _picture(self, tag: str, words: str) -> _Part:
        """A picture, whose words also stand for what it is in: a link, a figure."""
        self._pictures += 1
        if words:
            self._said.append(words)
        return _Part(tag, words, self._heading)
