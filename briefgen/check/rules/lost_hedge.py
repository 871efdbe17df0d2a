"""A hedge or a “not” of the evidence is missing in the statement.

## What it does

Reads the hedges of a statement's evidence (“may”, “reportedly”, “is expected to”) with the verb after each. Where the
statement's text, or a shorter wording, has that verb and no word of doubt at all, the hedge is lost; of “may” and the like
another word of possibility must be left, not only an attribution. Where the evidence negates
a verb (“has not received”) and the text has the verb without any word of negation, the negation is lost. A hedge counts only
where every source of the statement has one.

## Why it matters

“May be considering” becomes “will provide” in two edits, each of them small. A lost “not” says the opposite.

## Bad

```yaml
title: Iran may receive aircraft, a news agency reports
date: 2024-01-19
claims:
  delivery:
    text: The agency writes that Iran receives aircraft.
    status: reported
    evidence: {agency: The agency writes that Iran may receive aircraft}
sources:
  agency: {title: A delivery of aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## Good

```yaml
title: Iran may receive aircraft, a news agency reports
date: 2024-01-19
claims:
  delivery:
    text: The agency writes that Iran may receive aircraft.
    status: reported
    evidence: {agency: The agency writes that Iran may receive aircraft}
sources:
  agency: {title: A delivery of aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## When to ignore

Where the hedge of the quote belongs to something else that the text does not tell.

## Source

ICD 206 and ICD 203, “Analytic Standards”: a statement carries the doubt of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_WORD = re.compile(r"[^\W_]+")
_STEM = 5
"""Letters by which a verb is known in another form: “provide”, “providing”."""

_SHORTEST = 4
_OWN_TEXT = {"text", "short"}
_KEPT = (("keeps_doubt", "source_hedge"), ("keeps_modal", "modal_hedge"), ("keeps_negation", "negated_verb"))
"""What must be kept: the list of words that keep it, and that of those in the evidence."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """At most one finding for each text of a statement: the first word of doubt or negation that is lost."""
    words = context.words
    if not (words.has("source_hedge") and words.has("keeps_doubt")):
        return
    seen = set()
    for sentence in sentences(brief):
        item = sentence.item
        own = sentence.kind == "statement" and isinstance(item, Statement) and _is_own(sentence)
        if not own or sentence.path in seen or not isinstance(item, Statement) or not item.evidence:
            continue
        seen.add(sentence.path)
        if item.status not in (Status.REFUTED, Status.WITHDRAWN) and backing.is_readable(brief, item):
            yield from _lost(sentence, item, words)


def _is_own(sentence: Sentence) -> bool:
    """Whether it is the text of the statement itself: parts of a treaty tell what is expected by their nature."""
    place = sentence.path[1:] if sentence.path[0] == "treaty" else sentence.path[2:]
    return place[0] in _OWN_TEXT


def _lost(sentence: Sentence, item: Statement, words: WordLists) -> Iterator[Diagnostic]:
    """The finding for a text, which stands at its first word that the evidence does not say so."""
    texts = [backing.evidence_text(passages) for passages in item.evidence.values()]
    for keeps, lists in _KEPT:
        if words.holds(keeps, sentence.whole) or not all(words.holds(lists, text) for text in texts):
            continue
        for hedge, verb in (found for text in texts for found in _verbs(lists, text, words)):
            span = _place(verb, sentence.whole)
            if span is not None:
                message = f"the evidence has “{hedge}” before this; the text has lost it"
                hint = f"write “{hedge} …”, as the source does, or another word that keeps the doubt"
                if lists == "negated_verb":
                    hint = f"write “{hedge} …”, as the source does: without it the text says the opposite"
                yield RULE.finding(message, path=sentence.path, span=span, hint=hint)
                return


def _verbs(lists: str, text: str, words: WordLists) -> Iterator[tuple[str, str]]:
    """Each hedge of a text, with the word that it is put to."""
    for hedge in words.find(lists, text):
        if hedge.start() and hedge[0].istitle():
            continue  # a name or a month, such as “May”
        for word in _WORD.finditer(text, hedge.end()):
            if not words.holds("light_words", word[0]) and not words.holds(lists, word[0]):
                if _is_one_clause(text[hedge.end() : word.start()]):
                    yield hedge[0], word[0].casefold()
                break


def _is_one_clause(between: str) -> bool:
    return not re.search(r"[.;:!?]", between)


def _place(verb: str, text: str) -> Span | None:
    """Where a text has the word, in whatever form."""
    if len(verb) < _SHORTEST:
        return None
    for word in _WORD.finditer(text):
        found = word[0].casefold()
        if found[:_STEM] == verb[:_STEM] and len(found) >= _SHORTEST:
            return word.span()
    return None


RULE = Rule("Q07", "lost-hedge", Severity.ERROR, "brief", check)
