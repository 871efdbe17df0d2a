"""The desk's own words of likelihood, confidence and doubt: where they stand, and what of them is somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.prose import Sentence, sentences

if TYPE_CHECKING:
    from briefgen.check.rule import CheckContext
    from briefgen.diagnostics import Span
    from briefgen.model.brief import Brief
    from briefgen.standards import Row
    from briefgen.wordlists import Found, WordLists

NOT_ASSESSED = "not-assessed"
_SEGMENT_ENDS = (";", ":", "؛")


class Term(NamedTuple):
    """A word of likelihood in a sentence: its row of the brief's scale and its word there, None where it is of none."""

    match: Found
    row: Row | None
    word: str | None


def own_sentences(brief: Brief) -> Iterator[Sentence]:
    """The sentences in which the desk speaks for itself."""
    return (sentence for sentence in sentences(brief) if sentence.is_desks_own)


def is_not_assessed(brief: Brief, sentence: Sentence) -> bool:
    """Whether it is the text of a judgement that assesses nothing."""
    return sentence.kind == "judgement" and brief.judgements[str(sentence.path[1])].likelihood == NOT_ASSESSED


def found(name: str, sentence: Sentence, words: WordLists) -> list[Found]:
    """The entries of a list that the desk says in a sentence for itself, and that say something of how sure it is.

    A capital inside a sentence makes a name (“May”); what a verb of saying leads in is somebody else's.
    """
    bare = sentence.bare
    hits = [match for match in words.find(name, bare) if not _is_name(match, bare)]
    if not hits:
        return []
    idle = [match.span() for match in words.find("not_an_estimate", bare)]
    return [
        match
        for match in hits
        if not any(begin <= match.start() and match.end() <= end for begin, end in idle)
        and not _is_others(match.span(), sentence, words)
    ]


def terms(sentence: Sentence, context: CheckContext) -> list[Term]:
    """The desk's own words of likelihood in a sentence, in their order."""
    scale = context.scale
    return [
        Term(match, *((scale and scale.meant(match[0])) or (None, None)))
        for match in found("likelihood", sentence, context.words)
    ]


def speaks_language_of(context: CheckContext) -> bool:
    """Whether the words of the scale are those of the brief's language: most of them, since languages share some."""
    if context.scale is None:
        return False
    known = [word for word in context.scale.words if context.words.holds("likelihood", word)]
    return 2 * len(known) > len(context.scale.words)


def _is_name(match: Found, bare: str) -> bool:
    if not match[0][:1].isupper():
        return False
    return bool(bare[: match.start()].strip()) or bare[match.end() :].lstrip()[:1].isdigit()


def _is_others(span: Span, sentence: Sentence, words: WordLists) -> bool:
    """Whether a verb of saying leads in what stands there, or follows it after a comma.

    The first word of likelihood in a judgement is the desk's, whatever stands before it.
    """
    bare = sentence.bare
    begin = max(bare.rfind(mark, 0, span[0]) for mark in _SEGMENT_ENDS) + 1
    end = min((at for mark in _SEGMENT_ENDS if (at := bare.find(mark, span[1])) >= 0), default=len(bare))
    own_from = begin
    if sentence.kind == "judgement":
        first = next(words.find("likelihood", bare), None)
        if first is None or span[0] <= first.start():
            return False
        own_from = first.end()
    verbs = "others_speak" if words.has("others_speak") else "attribution"
    for verb in words.find(verbs, bare):
        inside = own_from <= verb.start() and begin <= verb.start() and verb.end() <= end
        before = verb.end() <= span[0]
        if inside and (before or "," in bare[span[1] : verb.start()]):
            speaker = bare[begin : verb.start()]
            if not words.holds("desk_speaks", speaker):
                return True
    return False


def clause_ends(between: str, words: WordLists) -> bool:
    """Whether a clause ends somewhere in these words: at a comma or the like, or at a word that begins another."""
    return any(mark in between for mark in ",;:()–—،؛") or words.holds("clause_end", between)


def part_around(bare: str, span: Span, words: WordLists) -> str:
    """The part of a sentence around a place, as far as a semicolon, a colon or a word of contrast on either side."""
    ends = [match.start() for match in words.find("contrast", bare)]
    ends += [at for at, mark in enumerate(bare) if mark in _SEGMENT_ENDS]
    begin = max((at for at in ends if at < span[0]), default=0)
    return bare[begin : min((at for at in ends if at >= span[1]), default=len(bare))]
