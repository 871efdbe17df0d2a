"""Plain text, words and citations of a text, each with the places of its characters."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.text.pieces import CITATION, CITED, Piece, Run, Tag, legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.diagnostics import Span

_MARKUP = re.compile(r"[\\`*_\[&]| {2}\n")
_OPENING = re.compile(r"\[@")
_MALFORMED = re.compile(r"\[@(?:[^\[\]\n]*\]|[^\s\[\]]*)")


class Cited(NamedTuple):
    """One id that a citation names, and where it stands, without its `@`."""

    id: str
    span: Span


class Citation(NamedTuple):
    """One bracket, `[@id]` or `[@one; @two]`: where it stands, and what it cites in the order as typed."""

    span: Span
    cited: tuple[Cited, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids alone."""
        return tuple(cited.id for cited in self.cited)


@functools.lru_cache(maxsize=4096)
def read(text: str, *, block: bool = False) -> tuple[Tag | Run, ...]:
    """The text as tags and runs; an inline text is one run.

    Most texts hold no markup but citations: those are read here, and markdown-it is not even imported.
    """
    text = legible(text)
    if not block and not _MARKUP.search(CITATION.sub(" ", text)):
        return (Run(tuple(_unmarked(text))),)
    from briefgen.text import parser  # noqa: PLC0415 - importing markdown-it takes longer than most checks

    return parser.blocks(text) if block else parser.inline(text)


def _unmarked(text: str) -> Iterator[Piece]:
    end = 0
    for match in CITATION.finditer(text):
        if match.start() > end:
            yield Piece("text", end, match.start(), text[end : match.start()])
        end = match.end()
        places = tuple(cited.span() for cited in CITED.finditer(text, match.start(), end))
        yield Piece("citation", match.start(), end, match[0], places=places)
    if end < len(text):
        yield Piece("text", end, len(text), text[end:])


def runs(text: str, *, block: bool = False) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each run of the text."""
    return (event.pieces for event in read(text, block=block) if isinstance(event, Run))


def plain(text: str, *, block: bool = False) -> str:
    """The text, of the same length, with spaces for all that is syntax: an offset in it is an offset in the text.

    Marks, link targets, citations and the marks of blocks are blanked; line feeds stay. A character that is written as
    an entity stands where the entity begins.
    """
    shown = [" "] * len(text)
    for pieces in runs(text, block=block):
        for piece in pieces:
            if piece.kind in {"text", "code"}:
                width = piece.end - piece.start
                shown[piece.start : piece.end] = piece.shown.ljust(width)[:width]
    return "".join("\n" if typed == "\n" else character for typed, character in zip(text, shown, strict=True))


def words(text: str, *, block: bool = False) -> str:
    """What a reader reads: no syntax, white space folded, a line feed between blocks.

    A citation is left out together with the white space before it.
    """
    return "\n".join(line for pieces in runs(text, block=block) if (line := _words(pieces)))


def _words(pieces: tuple[Piece, ...]) -> str:
    # NUL cannot be in a legible text. Replacing after folding keeps this linear in long white space.
    shown = "".join("\0" if piece.kind == "citation" else piece.shown for piece in pieces)
    return " ".join(shown.split()).replace(" \0", "").replace("\0", "").strip()


def citations(text: str, *, block: bool = False) -> tuple[Citation, ...]:
    """The citations of the text, in order. What is escaped or stands in code is none."""
    return tuple(
        Citation((piece.start, piece.end), tuple(Cited(text[start:end], (start, end)) for start, end in piece.places))
        for pieces in runs(text, block=block)
        for piece in pieces
        if piece.kind == "citation"
    )


def malformed_citations(text: str, *, block: bool = False) -> tuple[Span, ...]:
    """Where a bracket begins like a citation and is none: `[@Foo]`, `[@a, @b]`, `[@ a]`, `[@a` without an end."""
    return tuple(
        match.span()
        for pieces in runs(text, block=block)
        for piece in pieces
        if piece.kind == "text"
        for begin in _OPENING.finditer(piece.shown)
        if (match := _MALFORMED.match(text, piece.start + begin.start()))
    )
