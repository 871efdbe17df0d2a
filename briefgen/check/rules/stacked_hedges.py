"""Two hedges of the desk stand in one clause.

## What it does

Looks in the desk's own sentences for two words of likelihood or doubt in one clause, of which one at least is no word
of a scale: “may possibly”, “likely … could”. Two hedges of a source that the text reports are kept, not counted.

## Why it matters

Each hedge takes something away, and nobody can say how much is left: “it is likely that it may” is less than “likely”,
but than which part of it?

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
    comment: The note is perhaps possibly an early version.
sources:
  note: {title: Note to the press, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## Good

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
    comment: The note is possibly an early version.
sources:
  note: {title: Note to the press, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## When to ignore

Where the second word says what somebody is able or allowed to do (“is likely to say how far it could go”).

## Source

ICD 203, Analytic Standards, D.6.e(2)(a): one degree of likelihood for one judgement.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import clause_ends, found, own_sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each hedge that stands in the clause of another, at the second."""
    words = context.words
    for sentence in own_sentences(brief):
        doubts = found("own_hedge", sentence, words)
        if not doubts:
            continue
        likely = found("likelihood", sentence, words)
        hedges = sorted([*doubts, *likely], key=lambda match: match.start())
        for one, other in itertools.pairwise(hedges):
            both_of_scale = one in likely and other in likely
            if both_of_scale or clause_ends(sentence.bare[one.end() : other.start()], words):
                continue
            message = f"“{one[0]}” and “{other[0]}” hedge one and the same thing"
            hint = f"keep one of them: “{one[0] if one in likely else other[0]}”"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(other), hint=hint)


RULE = Rule("L06", "stacked-hedges", Severity.WARNING, "brief", check, needs=("own_hedge",))
