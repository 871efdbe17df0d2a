"""The confidence of a judgement is higher than its sources allow.

## What it does

Counts the sources of the statements under `based_on`, also through other judgements: their evidence, that of a treaty's
sides and steps, and that of answers that confirm. High confidence needs two groups of sources that are independent of
each other and a primary document (`kind: primary` or `statement`); moderate confidence needs two groups or one primary
document. Sources of one `independence`, of one origin or publisher, made from one another, or whose archived texts
repeat one another (S02) are one group.

## Why it matters

Confidence is what a reader acts on. Five articles from one agency are one source.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is likely that the treaty is signed by 19 July 2024.
    likelihood: likely
    by: 2024-07-19
    confidence: moderate
    because: One agency reports it.
    based_on: plan
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
sources:
  note: {title: Note to the press, kind: wire, publisher: The ministry, author: The ministry, published: 2024-01-18}
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
    confidence: low
    because: One agency reports it.
    based_on: plan
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
sources:
  note: {title: Note to the press, kind: wire, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## When to ignore

Where the judgement rests on something that the brief may not cite: waive it and say who has seen it.

## Source

ICD 203, Analytic Standards, D.6.e(1) and (2); the desk's own thresholds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.fields import records
from briefgen.model.groups import groups
from briefgen.model.statement import Response
from briefgen.model.vocabulary import Confidence, ResponseKind, SourceKind

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.items import Judgement
    from briefgen.model.statement import Statement

_PRIMARY = frozenset({SourceKind.PRIMARY, SourceKind.STATEMENT})
_INDEPENDENT = 2
_NEEDS = {
    Confidence.HIGH: "two groups of sources that are independent of each other, and a primary document",
    Confidence.MODERATE: "two groups of sources that are independent of each other, or a primary document",
}


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each judgement whose confidence its sources do not bear."""
    group, statements = groups(brief), brief.statements
    for identity, judgement in brief.judgements.items():
        confidence = judgement.confidence
        if confidence not in _NEEDS or not judgement.based_on:
            continue
        used = {
            source
            for name in _basis(brief, judgement)
            if (statement := statements.get(name))
            for source in _sources(statement)
        }
        count = len({group[source] for source in used})
        allowed = _allowed(count, any(brief.sources[source].kind in _PRIMARY for source in used))
        if allowed is not confidence and allowed is not Confidence.HIGH:
            message = f"{confidence} confidence needs {_NEEDS[confidence]}; it rests on {_rests(sorted(used), count)}"
            hint = f"write `confidence: {allowed}`, or name more under `based_on:`"
            yield RULE.finding(message, path=("judgements", identity, "confidence"), hint=hint)


def _allowed(count: int, is_primary: bool) -> Confidence:
    if count >= _INDEPENDENT and is_primary:
        return Confidence.HIGH
    return Confidence.MODERATE if count >= _INDEPENDENT or is_primary else Confidence.LOW


def _basis(brief: Brief, judgement: Judgement) -> Iterator[str]:
    """The ids of everything that it rests on, through other judgements too."""
    waiting, seen = list(judgement.based_on), set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            other = brief.judgements.get(name)
            waiting += other.based_on if other is not None else ()


def _sources(statement: Statement) -> Iterator[str]:
    """The sources of its evidence; an answer that does not confirm bears nothing."""
    for _, record in records(statement):
        if not isinstance(record, Response) or record.response is ResponseKind.CONFIRMED:
            yield from getattr(record, "evidence", {})


def _rests(used: list[str], count: int) -> str:
    names = " and ".join(f"“{name}”" for name in used)
    if not used:
        return "no source"
    if len(used) == 1:
        return f"one source, {names}"
    return f"{names}, which are not independent" if count == 1 else f"{names}, none of which is a primary document"


RULE = Rule("L08", "confidence-above-base", Severity.ERROR, "brief", check)
