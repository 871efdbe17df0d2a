"""What a text falls into: pieces with their places, and the block tags around them."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_ID = r"@[a-z0-9]+(?:-[a-z0-9]+)*"
CITATION = re.compile(rf"\[{_ID}(?:[ \t\n]*;[ \t\n]*{_ID})*\]")
"""`[@id]` or `[@one; @two]`, wholly well-formed."""

CITED = re.compile(r"(?<=@)[a-z0-9-]+")
"""One id within a citation."""


class Piece(NamedTuple):
    """A stretch of text of one kind.

    `shown` is what a reader sees and `start`, `end` where that stands; only of an entity the two differ in length. A
    citation shows its own bracket, and `places` are those of the ids in it. `marks` are the emphases around it, the
    outermost first, `href` the link it belongs to. A break is a hard line break.
    """

    kind: Literal["text", "code", "break", "citation"]
    start: int
    end: int
    shown: str
    marks: tuple[str, ...] = ()
    href: str | None = None
    places: tuple[tuple[int, int], ...] = ()


class Run(NamedTuple):
    """The pieces of one paragraph, heading or table cell; of an inline text all of them."""

    pieces: tuple[Piece, ...]


class Tag(NamedTuple):
    """The begin or end of a block: the element's name and its attributes. Headings are `h1` to `h6`, as typed."""

    name: str
    opens: bool
    attributes: tuple[tuple[str, str], ...] = ()


def legible(text: str) -> str:
    """The text, of the same length, with only line feeds for line ends and U+FFFD for what no page can hold.

    Control characters and lone surrogates are legal in a Python text and in no HTML.
    """
    return _ILLEGIBLE.sub("\ufffd", text.replace("\r\n", "\t\n").replace("\r", "\n"))


_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
