"""A hedge or a “not” of the evidence is missing in the statement.

## What it does

Reads the hedges of a statement's evidence (“may”, “reportedly”, “is expected to”) with the verb after each. Where the
statement's text has that verb, or another of handing over or receiving, and no word of doubt at all, the hedge is lost. Of
“may” and the like another word of possibility must be left, not only an attribution; of “considering” and the like another of
intention. Where the evidence negates a verb (“has not received”, “has yet to be”) and the text has the verb without any word of
negation, the negation is lost; the other way round, it was added. A number that the evidence leaves open (“up to 60”, “at
least 60”) must stay open. A question that is told as an answer is found too. A hedge
counts only where every source of the statement has one.

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

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check import backing, hedges
from briefgen.check.attribution import asks
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists


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
            yield from _judged(sentence, item, words)


def _is_own(sentence: Sentence) -> bool:
    """Whether it is the text of the statement itself: parts of a treaty tell what is expected by their nature."""
    place = sentence.path[1:] if sentence.path[0] == "treaty" else sentence.path[2:]
    return place[0] == "text"


def _judged(sentence: Sentence, item: Statement, words: WordLists) -> Iterator[Diagnostic]:
    """The finding for a text, which stands at its first word that the evidence does not say so."""
    texts = [backing.evidence_text(passages) for passages in item.evidence.values()]
    lost = hedges.lost(texts, sentence.whole, words) or hedges.lost_bound(texts, sentence.whole, words)
    if lost is not None:
        message = f"the evidence has “{lost.hedge}” before this; the text has lost it"
        hint = f"write “{lost.hedge} …”, as the source does, or another word that keeps the doubt"
        if lost.negates:
            hint = f"write “{lost.hedge} …”, as the source does: without it the text says the opposite"
        yield RULE.finding(message, path=sentence.path, span=lost.span, hint=hint)
    elif texts and all(_asks(text, words) for text in texts) and not words.holds("keeps_question", sentence.whole):
        message = "the evidence is a question; the text tells it as an answer"
        yield RULE.finding(message, path=sentence.path, hint="say that it is asked, such as “… asks whether …”")
    elif added := hedges.added(texts, sentence.whole, words):
        message = f"no words given as evidence have the “{added.hedge}” that stands before this"
        yield RULE.finding(
            message, path=sentence.path, span=added.span, hint="take it out, or quote the words that have it"
        )


def _asks(text: str, words: WordLists) -> bool:
    first = text.split(maxsplit=1)[:1]
    return asks(text) or bool(first and words.holds("asking", first[0]))


RULE = Rule("Q07", "lost-hedge", Severity.ERROR, "brief", check, needs=("source_hedge", "keeps_doubt"))
