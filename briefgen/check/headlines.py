"""What the title, the bottom line and “so what” tell of statements: parts of sentences, each with what it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefgen import text
from briefgen.check.backing import value_at
from briefgen.check.prose import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.diagnostics import Span
    from briefgen.model.brief import Brief
    from briefgen.model.statement import Statement

_CITING = ("bottom_line", "so_what")


class Part(NamedTuple):
    """A part of a sentence. `bare`: its words and those that close the sentence behind it, without quotations.

    `statements` are those that it cites; a part of a title cites none. `span` is its place in the field.
    """

    sentence: Sentence
    span: Span
    bare: str
    statements: tuple[Statement, ...]

    @property
    def is_title(self) -> bool:
        """Whether it stands in the title, which can cite nothing."""
        return self.sentence.path[0] == "title"


def parts(brief: Brief) -> Iterator[Part]:
    """Each part of the title between semicolons, and each part of the bottom line and of “so what” before a citation.

    In “A [@a], and B [@b], are unconfirmed; C [@c]” the parts are A and B, each with “are unconfirmed”, and C.
    """
    statements = brief.statements
    for sentence in sentences(brief):
        if sentence.path[0] == "title":
            for begin, end in _between_semicolons(sentence.bare):
                yield _part(sentence, (begin, end), ())
        elif sentence.path[0] in _CITING:
            yield from _cited(sentence, value_at(brief, sentence.path), statements)


def _cited(sentence: Sentence, typed: str, statements: Mapping[str, Statement]) -> Iterator[Part]:
    offset = sentence.span[0]
    cited = [
        (citation.span[0] - offset, citation.span[1] - offset, citation.ids)
        for citation in text.citations(typed)
        if offset <= citation.span[0] < sentence.span[1]
    ]
    begin = 0
    for _, stop in _between_semicolons(sentence.bare):
        inside = [citation for citation in cited if begin <= citation[0] < stop]
        if not inside:
            continue  # what cites nothing goes with the part behind it
        closing = (inside[-1][1], stop)
        for start, end, ids in inside:
            found = tuple(statements[id_] for id_ in ids if id_ in statements)
            if found and sentence.bare[begin:start].strip():
                yield _part(sentence, (begin, start), found, closing)
            begin = end
        begin = stop


def _between_semicolons(bare: str) -> Iterator[Span]:
    edges = [-1, *(index for index, character in enumerate(bare) if character in ";؛"), len(bare)]
    return ((one + 1, other) for one, other in itertools.pairwise(edges))


def _part(sentence: Sentence, span: Span, statements: tuple[Statement, ...], closing: Span = (0, 0)) -> Part:
    begin, end = span
    begin += len(sentence.bare[begin:end]) - len(sentence.bare[begin:end].lstrip(" ,"))
    place = sentence.span[0] + begin, sentence.span[0] + end
    return Part(sentence, place, f"{sentence.bare[begin:end]} {sentence.bare[slice(*closing)].strip()}", statements)
