"""A text of the brief as a reviewer reads it: its words as they are printed, those that a finding is about underlined."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from briefgen.diagnostics import Span
from briefgen.model.review import Worded
from briefgen.text import nobreak
from briefgen.text.pieces import CITED, Piece, Run, Tag
from briefgen.text.reading import read

Cite = Callable[[tuple[str, ...]], Markup]
"""Gives the HTML of a citation, by its ids."""

_NOTHING = Markup("")


class Mark(NamedTuple):
    """Words that a finding is about, the element that they are put in, and what is told behind them."""

    span: Span
    opening: Markup
    behind: Markup


def marked_html(worded: Worded, marks: Sequence[Mark], cite: Cite) -> Markup:
    """The HTML of a text. All words in it are escaped here."""
    if worded.form not in ("inline", "block"):
        return _pieces((Piece("text", 0, len(worded.text), worded.text),), marks, cite)
    events = read(worded.text, block=worded.form == "block")
    return _NOTHING.join(
        _pieces(event.pieces, marks, cite) if isinstance(event, Run) else _tag(event) for event in events
    )


def _tag(tag: Tag) -> Markup:
    """The element of a block; a heading is a bold line, so that it is none of the page's own."""
    name, heading = tag.name, tag.name in {"h1", "h2", "h3", "h4", "h5", "h6"}
    if heading:
        return Markup("<p><b>") if tag.opens else Markup("</b></p>")
    scope = Markup(' scope="col"') if name == "th" and tag.opens else _NOTHING
    return Markup("<{}{}{}>").format("" if tag.opens else Markup("/"), name, scope)


def _pieces(pieces: Sequence[Piece], marks: Sequence[Mark], cite: Cite) -> Markup:
    shown = [_piece(piece, following, marks, cite) for piece, following in itertools.pairwise((*pieces, None)) if piece]
    return _NOTHING.join(shown)


def _piece(piece: Piece, following: Piece | None, marks: Sequence[Mark], cite: Cite) -> Markup:
    if piece.kind == "citation":
        return cite(tuple(CITED.findall(piece.shown)))
    if piece.kind == "break":
        return Markup("<br>\n")
    inner = _NOTHING.join(_stretches(piece, marks))
    for name in reversed((*piece.marks, *(("code",) if piece.kind == "code" else ()))):
        inner = Markup("<{0}>{1}</{0}>").format(Markup(name), inner)  # noqa: S704 - the names that the parser gives
    if piece.href is not None and (following is None or following.href != piece.href):
        inner += Markup(' <span class="url">({})</span>').format(piece.href)
    return inner


def _stretches(piece: Piece, marks: Sequence[Mark]) -> Iterator[Markup]:
    """The words of a piece, cut where a finding begins or ends. What is typed as an entity is never cut."""
    whole = len(piece.shown) != piece.end - piece.start
    inside = [mark for mark in marks if mark.span[0] < piece.end and piece.start < mark.span[1]]
    edges = {piece.start, piece.end}
    if not whole:
        edges |= {min(max(at, piece.start), piece.end) for mark in inside for at in mark.span}
    for begin, end in itertools.pairwise(sorted(edges)):
        words = piece.shown if whole else piece.shown[begin - piece.start : end - piece.start]
        # The text is escaped, so what is put around its designations is all the markup that there is.
        html = Markup(nobreak(str(escape(words))))  # noqa: S704
        around = [mark for mark in inside if mark.span[0] < end and begin < mark.span[1]]
        for mark in around:
            html = mark.opening + html + Markup("</u>")
        yield html + _NOTHING.join(mark.behind for mark in around if mark.span[1] <= end)
