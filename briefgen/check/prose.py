"""The sentences of a brief, each with the item it belongs to: what a rule on wording judges.

A sentence is judged as a reader reads it: citations, marks of emphasis and link targets are blanked out, and so are the words
within quotation marks, which are not the desk's. Offsets stay those of the field, so that a finding stands where the words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen import text
from briefgen.kept import kept
from briefgen.model.base import Prose
from briefgen.model.brief import TREATY_ID
from briefgen.model.fields import leaves

if TYPE_CHECKING:
    from briefgen.diagnostics import Path, Span
    from briefgen.model.base import Record
    from briefgen.model.brief import Brief
    from briefgen.model.statement import Item
    from briefgen.wordlists import Found

Kind = Literal["headline", "statement", "judgement", "comment", "other"]
"""“headline”: title, bottom line, so what. “statement”: the text of a claim, a deal, a treaty or a part of one, the caption
of a figure. “judgement”: its text. “comment”: what the desk says of its own: comments, reasons, assumptions, alternatives,
sections. “other”: gaps, indicators, events, terms, corrections."""

_COMMENTS = frozenset({"comment", "because", "assumptions", "alternatives", "so_what"})
_STATEMENTS = frozenset({"claims", "arms_deals", "treaties", "treaty", "figures"})
_HEADLINES = frozenset({"title", "bottom_line", "so_what"})


class Sentence(NamedTuple):
    """One sentence. `bare` is it without the words within quotation marks, `shown` with them; both as long as its span."""

    path: Path
    span: Span
    kind: Kind
    item: Item | None
    shown: str
    bare: str
    whole: str
    """The bare text of the whole field, so that a sentence can be judged by the one before it."""

    def part(self, match: re.Match[str] | Found) -> Span:
        """The place in the field of what was found in the sentence."""
        return self.span[0] + match.start(), self.span[0] + match.end()

    @property
    def is_desks_own(self) -> bool:
        """Whether the desk speaks for itself: judgements, headlines and comments, never a statement of others."""
        return self.kind in ("headline", "judgement", "comment")


@kept
def sentences(brief: Brief) -> Iterator[Sentence]:
    """Every sentence of every text of a brief, also of the wordings for single audiences, in the order of the format."""
    for leaf in leaves(brief):
        prose = leaf.mark(Prose)
        if prose is None or leaf.is_key or prose.form not in ("inline", "block", "plain"):
            continue
        kind = _kind(leaf.path)
        if kind is None:
            continue
        block = prose.form == "block"
        plain = leaf.value if prose.form == "plain" else text.plain(leaf.value, block=block)
        bare = _unquoted(plain, text.quotations(leaf.value, block=block))
        for begin, end in text.sentences(leaf.value, block=block):
            yield Sentence(
                leaf.path, (begin, end), kind, _item(brief, leaf.path), plain[begin:end], bare[begin:end], bare
            )


def _unquoted(plain: str, quoted: list[Span]) -> str:
    for begin, end in quoted:
        plain = plain[:begin] + " " * (end - begin) + plain[end:]
    return plain


def _kind(path: Path) -> Kind | None:
    """What kind of text stands at a path; None for names and titles of things, which are no sentences."""
    head, last = path[0], next((part for part in reversed(path) if isinstance(part, str)), "")
    if head in _HEADLINES:
        return "headline"
    inside = {part for part in path[1 if head == "treaty" else 2 :] if isinstance(part, str)}
    if _COMMENTS & inside or head == "sections":
        return "comment" if last != "title" else None
    if head in _STATEMENTS:
        return "statement" if {"text", "short", "expected"} & inside else None
    if head == "judgements":
        return "judgement" if {"text", "short"} & inside else None
    if head in ("watch", "gaps", "timeline"):
        return "other" if {"text", "short"} & inside else None
    return "other" if head in ("corrections", "withdrawn", "glossary") else None


def _item(brief: Brief, path: Path) -> Item | None:
    if path[0] == TREATY_ID:
        return brief.all_treaties[TREATY_ID]
    things: object = getattr(brief, str(path[0]), None)
    found: Record | None = things.get(path[1]) if isinstance(things, Mapping) and len(path) > 1 else None
    return found  # type: ignore[return-value] # the collections that hold texts hold items
