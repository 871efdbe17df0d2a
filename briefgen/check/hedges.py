"""Hedges that a text keeps or loses: words of doubt, of mere intention, and of negation, with the verb that each is put to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.likeness import stem

if TYPE_CHECKING:
    from briefgen.diagnostics import Span
    from briefgen.wordlists import Found, WordLists

_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.;:!?؛؟]")
_SHORTEST = 4
_TRANSFER = (("giving", "sending"), ("receiving",))
"""Lists of verbs that say the same of who has what."""

_NUMBER = re.compile(r"\W*(\d[\d.,]*\d|\d)(?!\d)")
"""A number with what stands before it: a space, a sign of a currency."""

_BEFORE_NUMBER = 16
"""Characters before a number in which what leaves it open may stand: “up to some $60”."""

_KEPT = (
    ("keeps_doubt", "source_hedge"),
    ("keeps_modal", "modal_hedge"),
    ("keeps_intent", "intent_hedge"),
    ("keeps_negation", "negated_verb"),
)
"""What must be kept: the list of words that keep it, and that of those which are to be kept."""


class Lost(NamedTuple):
    """A hedge that a text has lost, and the place of the words that stand without it; `negates`: it was a “not”."""

    hedge: str
    span: Span
    negates: bool


class _Verb(NamedTuple):
    """A word that a hedge is put to; a `noun` stands behind a determiner (“may be considering the sale”)."""

    hedge: str
    word: str
    is_noun: bool


def lost(bases: Sequence[str], text: str, words: WordLists) -> Lost | None:
    """The first hedge that all of the texts rested on have and this one has not, though it has the verb; None: none is lost."""
    for keeps, lists in _KEPT:
        if words.holds(keeps, text) or not all(words.holds(lists, base) for base in bases):
            continue
        for verb in _hedged(lists, bases, words):
            span = _place(verb, text, words)
            if span is not None:
                return Lost(verb.hedge, span, lists == "negated_verb")
    return None


def added(bases: Sequence[str], text: str, words: WordLists) -> Lost | None:
    """A “not” of the text where all of the texts rested on have the verb and no negation at all; None: none is added."""
    if any(words.holds("keeps_negation", base) for base in bases):
        return None
    for verb in _hedged("negated_verb", [text], words):
        here = _place(verb, text, words)
        if here is not None and all(_place(verb, base, words) for base in bases):
            return Lost(verb.hedge, here, negates=True)
    return None


def lost_bound(bases: Sequence[str], text: str, words: WordLists) -> Lost | None:
    """A number that all of the texts rested on leave open (“up to 60”) and this one does not; None where there is none."""
    for base in bases:
        for bound in words.find("number_bound", base):
            number = _NUMBER.match(base, bound.end())
            if number is None or not all(_is_open(number[1], other, words) for other in bases):
                continue
            for same in re.finditer(rf"(?<![\d.,]){re.escape(number[1])}(?![\d])", text):
                if not words.holds("number_bound", text[max(0, same.start() - _BEFORE_NUMBER) : same.start()]):
                    return Lost(bound[0], same.span(), negates=False)
    return None


def _is_open(number: str, base: str, words: WordLists) -> bool:
    return any(
        (found := _NUMBER.match(base, bound.end())) is not None and found[1] == number
        for bound in words.find("number_bound", base)
    )


def is_firmer_elsewhere(found: Lost, text: str, others: Iterable[str], words: WordLists) -> bool:
    """Whether one of some other texts has what was found in a text, and has it without any hedge."""
    verb = _Verb(found.hedge, text[slice(*found.span)], is_noun=False)
    return any(
        _place(verb, other, words) is not None and not any(words.holds(lists, other) for _, lists in _KEPT)
        for other in others
    )


def _hedged(lists: str, bases: Iterable[str], words: WordLists) -> Iterator[_Verb]:
    """Each hedge of some texts that is of a list, with what it is put to."""
    for base in bases:
        for hedge in words.find(lists, base):
            if hedge.start() and hedge[0].istitle():
                continue  # a name or a month, such as “May”
            start = _start(hedge, base, words)
            for skipped in ((lists, "light_words"), (lists, "light_words", "hedge_chain")):
                yield from _next(hedge[0], start, base, skipped, words)


def _start(hedge: Found, base: str, words: WordLists) -> int:
    """Where the verb may begin: behind the hedge, and in “expects the two to sign” behind the “to”."""
    if words.holds("hedge_with_object", hedge[0]):
        clause = _CLAUSE_END.split(base[hedge.end() :])[0]
        mark = next(words.find("infinitive_mark", clause), None)
        if mark is not None:
            return hedge.end() + mark.end()
    return hedge.end()


def _next(hedge: str, start: int, base: str, skipped: Sequence[str], words: WordLists) -> Iterator[_Verb]:
    """The first word from here on, in the same clause, that is of none of the lists to be skipped."""
    before = ""
    for word in _WORD.finditer(base, start):
        if _CLAUSE_END.search(base, start, word.start()):
            return
        if word[0].istitle():
            return  # a name: what it does comes later
        if not any(words.holds(name, word[0]) for name in (*skipped, "determiners")):
            yield _Verb(hedge, word[0], words.holds("determiners", before))
            return
        before = word[0]


def _place(verb: _Verb, text: str, words: WordLists) -> Span | None:
    """Where a text has the word, in whatever form; a verb that hands over or receives is found in any other of its kind."""
    kind = next((names for names in _TRANSFER if any(words.holds(name, verb.word) for name in names)), ())
    if len(verb.word) < _SHORTEST and not kind:
        return None  # “be”, “do”; but “buy” and “get” say who has what
    wanted = stem(verb.word, words)
    before = ""
    for word in _WORD.finditer(text):
        same = len(word[0]) >= _SHORTEST and stem(word[0], words) == wanted
        alike = any(words.holds(name, word[0]) for name in kind) and not words.holds("transfer_noun", word[0])
        if (same or alike) and (verb.is_noun or not words.holds("determiners", before)):
            return word.span()
        before = word[0]
    return None
