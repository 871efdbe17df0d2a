"""A judgement says vaguely how likely something is.

## What it does

Looks in the text of judgements for words that stand for no range: “may”, “could”, “possible”, “cannot be ruled out”,
“we believe”. A judgement that is `not-assessed`, words within quotation marks, and what is attributed to somebody else
do not count.

## Why it matters

Asked for a number, readers of “may” name anything from 5 to 95 per cent. It can never be wrong, so it says nothing.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is likely that the treaty is signed by 19 July 2024, and an earlier day is possible.
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
    text: It is likely that the treaty is signed by 19 July 2024.
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

Where the word says what somebody is allowed or able to do (“the parties may withdraw”) and not how likely it is.

## Source

ICD 203, Analytic Standards, D.6.e(2)(a); Sherman Kent, Words of Estimative Probability (1964).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import found, is_not_assessed, own_sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each such word in a judgement."""
    for sentence in own_sentences(brief):
        if sentence.kind != "judgement" or is_not_assessed(brief, sentence):
            continue
        for vague in found("vague_likelihood", sentence, context.words):
            message = f"“{vague[0]}” stands for no range"
            hint = "say how likely it is in a word of the scale, or leave it out"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(vague), hint=hint)


RULE = Rule("L05", "vague-likelihood", Severity.WARNING, "brief", check, needs=("vague_likelihood",))
