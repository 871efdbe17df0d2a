"""A judgement lacks its horizon, its confidence, or the reason for it.

## What it does

Wants `by`, `confidence` and `because` for every judgement that assesses something. One that is `not-assessed` needs
`because` and nothing else. What it rests on (`based_on`) is looked for by Q03.

## Why it matters

Without a day by which it will have shown, a judgement can never be found wrong. Without the reason, a reader cannot
tell what would change it.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is likely that the treaty is signed.
    likelihood: likely
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

Where the judgement is about something past or present, which has no horizon: waive it and say so.

## Source

ICD 203, Analytic Standards, D.6.e(2): the basis of the confidence, and what would change the judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import NOT_ASSESSED
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.items import Judgement

_NAMES = {"by": "horizon", "confidence": "confidence", "because": "reason for its confidence"}
_HINTS = {
    "by": "say by which day it will have shown: `by: 2024-07-19`",
    "confidence": "say how sound the basis is: `confidence: low`",
    "because": "say what the confidence rests on: `because: One source; no date is set.`",
}


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each judgement that lacks something; it names all of it."""
    for identity, judgement in brief.judgements.items():
        path = ("judgements", identity)
        missing = [name for name in _NAMES if not getattr(judgement, name)]
        if judgement.likelihood == NOT_ASSESSED:
            if "because" in missing and judgement.based_on:  # without either, Q03 tells it
                hint = "say why under `because:`"
                yield RULE.finding(f"“{identity}” is not assessed, and gives no reason", path=path, hint=hint)
        elif missing:
            yield _finding(judgement, missing)


def _finding(judgement: Judgement, missing: list[str]) -> Diagnostic:
    message = f"the judgement “{judgement.id}” has no {' and no '.join(_NAMES[name] for name in missing)}"
    hint = "\n".join(_HINTS[name] for name in missing)
    return RULE.finding(message, path=("judgements", judgement.id), hint=hint)


RULE = Rule("L07", "judgement-incomplete", Severity.ERROR, "brief", check)
