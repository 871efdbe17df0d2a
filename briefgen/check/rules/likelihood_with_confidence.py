"""One sentence of the desk says both how likely something is and how confident the desk is of it.

## What it does

Looks for a word of likelihood (“likely”, “almost certainly”) and a word of confidence (“high confidence”) in one
sentence of a title, bottom line, judgement or comment. Words within quotation marks, and what is attributed to somebody
else, do not count.

## Why it matters

Likelihood is how often such things happen; confidence is how sound the basis is. A reader who finds both in one
sentence takes one for the other: “high confidence that it is unlikely” is read as “likely”.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: We judge with moderate confidence that it is likely that the treaty is signed by 19 July 2024.
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

Where the sentence explains the two words themselves.

## Source

ICD 203, Analytic Standards, D.6.e(2)(a): no confidence level and degree of likelihood in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import found, own_sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence that holds both, at its word of confidence."""
    for sentence in own_sentences(brief):
        confident = found("confidence", sentence, context.words)
        likely = found("likelihood", sentence, context.words) if confident else []
        if likely:
            message = f"“{confident[0][0]}” and “{likely[0][0]}” stand in one sentence: confidence is no likelihood"
            hint = "say the likelihood here and the confidence in a sentence of its own"
            if sentence.kind == "judgement":
                hint = "leave the confidence out: `confidence:` and `because:` print it beside the judgement"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(confident[0]), hint=hint)


RULE = Rule("L01", "likelihood-with-confidence", Severity.ERROR, "brief", check, needs=("confidence", "likelihood"))
