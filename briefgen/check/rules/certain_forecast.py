"""A forecast is told as certain.

## What it does

Looks in judgements for words of certainty (“inevitably”, “certainly”, “100 %”), and for “will” in a part of the
sentence that has no word of likelihood. “Almost certain” is a word of the scale. Elsewhere in the desk's own sentences,
a word of certainty counts where the sentence is a forecast. Negated words, quotations and what is attributed to
somebody else do not count.

## Why it matters

Nothing that lies ahead is certain, and one forecast of this kind that fails costs the trust in all others.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is likely that the treaty is signed by 19 July 2024; its ratification will follow.
    likelihood: likely
    by: 2024-07-19
    confidence: moderate
    because: The ministry itself says so in a statement of its own.
    based_on: plan
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
sources:
  note: {title: Note to the press, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## Good

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is likely that the treaty will be signed by 19 July 2024.
    likelihood: likely
    by: 2024-07-19
    confidence: moderate
    because: The ministry itself says so in a statement of its own.
    based_on: plan
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
sources:
  note: {title: Note to the press, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## When to ignore

Where the sentence tells a plan or a date that is set (“the council will meet on Monday”) and not a forecast.

## Source

ICD 203, Analytic Standards, D.6.e(2)(a): its scale ends at 99 per cent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import clause_ends, found, is_not_assessed, own_sentences, part_around
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief
    from briefgen.wordlists import Found, WordLists


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each word of certainty in a forecast, and for each “will” without likelihood in a judgement."""
    words = context.words
    for sentence in own_sentences(brief):
        for certain in found("certainty", sentence, words):
            excused = _is_of_scale(sentence.bare, certain, words) or _is_negated(sentence.bare, certain, words)
            if not excused and _is_forecast(sentence, words):
                yield _finding(f"“{certain[0]}” tells as certain what lies ahead", sentence, certain)
        if sentence.kind != "judgement" or not words.has("likelihood"):
            continue
        if is_not_assessed(brief, sentence) and words.holds("left_open", sentence.whole):
            continue
        for will in found("future_will", sentence, words):
            if not _is_hedged(sentence.bare, will, words):
                message = f"“{will[0]}” tells as certain what lies ahead: no word of likelihood stands with it"
                yield _finding(message, sentence, will)


def _finding(message: str, sentence: Sentence, match: Found) -> Diagnostic:
    hint = "say in a word of the scale how likely it is"
    return RULE.finding(message, path=sentence.path, span=sentence.part(match), hint=hint)


def _is_forecast(sentence: Sentence, words: WordLists) -> bool:
    return sentence.kind == "judgement" or words.holds("future", sentence.bare)


def _is_of_scale(bare: str, certain: Found, words: WordLists) -> bool:
    """Whether it is the end of a word of likelihood (“almost certainly”)."""
    return any(likely.start() <= certain.start() < likely.end() for likely in words.find("likelihood", bare))


def _is_negated(bare: str, certain: Found, words: WordLists) -> bool:
    """Whether a word of negation stands before it in its clause, or a figure runs into it (“5.0 %”)."""
    before = bare[: certain.start()]
    negations = list(words.find("negation", before))
    negated = bool(negations) and not clause_ends(before[negations[-1].end() :], words)
    return negated or (before[-2:-1].isdigit() and before[-1:] in (".", ","))


def _is_hedged(bare: str, will: Found, words: WordLists) -> bool:
    part = part_around(bare, will.span(), words)
    return any(words.holds(name, part) for name in ("likelihood", "certainty", "vague_likelihood"))


RULE = Rule("L09", "certain-forecast", Severity.ERROR, "brief", check, needs=("certainty", "likelihood", "future_will"))
