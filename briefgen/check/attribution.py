"""Who says a text: whether a sentence names a speaker, or at least says that it is alleged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.wordlists import Found, WordLists

_SPEAKER = re.compile(r"\s*[^\W\d_][^.:;!?]{0,60}:\s")
"""A headline's way of naming the speaker: “The ministry: no date is set”."""

_CLAUSE_END = re.compile(r"[,;:،؛]")
_QUESTION_MARKS = ("?", "؟")


def says_who(bare: str, words: WordLists) -> bool:
    """Whether a sentence has a verb of saying, or the like, by which somebody other than the desk speaks.

    A denial in a later part of the sentence (“…; Tarvia denies it”) does not say who asserts what stands before it.
    """
    if _SPEAKER.match(bare):
        return True
    apart = [hit.span() for hit in words.find("not_attribution", bare)]
    return any(
        _is_said(hit, bare, words) and not any(begin <= hit.begin < end for begin, end in apart)
        for name in ("attribution", "factive")
        for hit in words.find(name, bare)
    )


def _is_said(hit: Found, bare: str, words: WordLists) -> bool:
    """Whether it is neither said only once something has come about, nor a denial behind a semicolon."""
    clause = _CLAUSE_END.split(bare[: hit.begin])[-1]
    is_later_denial = any(mark in bare[: hit.begin] for mark in ";؛") and words.holds("denial", hit.text)
    return not (is_later_denial or words.holds("not_yet_so", clause))


def said_of(names: Iterable[str], quote: str, words: WordLists) -> str | None:
    """The beginning of a quote's sentence in which one of these speakers says something: “The White House has suggested that”.

    None where no name stands before a verb of saying and the word that opens what is said.
    """
    for name in names:
        found = re.search(rf"(?<!\w){re.escape(name)}\s+(?:[^\W\d_]+\s+){{1,3}}that\b", quote, re.IGNORECASE)
        if found and words.holds("attribution", found[0][len(name) :]):
            said = " ".join(found[0].split())
            return said[:1].upper() + said[1:]
    return None


def is_alleged(bare: str, words: WordLists) -> bool:
    """Whether a sentence says of itself that it is not established: “allegedly”, “is said to”."""
    return words.holds("alleged", bare)


def asks(bare: str) -> bool:
    """Whether it is a question, which claims nothing."""
    return bare.rstrip().endswith(_QUESTION_MARKS)
