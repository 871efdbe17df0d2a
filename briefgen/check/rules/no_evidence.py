"""A statement, an event or a judgement rests on nothing.

## What it does

Wants verbatim words of a source under `evidence` for every claim, arms deal and treaty, unless `desk: true` says that it is
the desk's own. A treaty's side told in words (`signing`, `scope`, `replaces`, a step of its `history`) needs evidence of its
own; a bare date rests on the treaty's. An event or a figure needs `based_on`, `evidence` or `desk: true`. A
judgement needs `based_on`; one that is `not-assessed` may give its reason under `because` instead. An outcome that says that
something occurred needs `based_on` or `evidence`. A response without evidence rests on the statement's. Gaps, indicators,
sections and the glossary need none.

## Why it matters

A reader cannot tell what was found from what was assumed, unless each statement leads to the words that it rests on.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
  earlier:
    text: This desk has not reported on the request before.
    status: confirmed
    desk: true
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

## When to ignore

Where the evidence may not be quoted: waive it on the item, and say in `because` who has seen it.

## Source

ICD 206, Sourcing Requirements for Disseminated Analytic Products.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Path, Severity
from briefgen.model.base import UNKNOWN
from briefgen.model.vocabulary import OutcomeResult

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.items import Judgement
    from briefgen.model.statement import Evidence
    from briefgen.model.subjects import Facet, Treaty

_QUOTE = "quote the source under `evidence:`, as in `evidence: {source-id: its words}`"
_OR_DESK = f"{_QUOTE}, or write `desk: true` if it is the desk's own"
_HAPPENED = (OutcomeResult.OCCURRED, OutcomeResult.PARTLY)
"""Results that say that something happened. That nothing did, no words may tell."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each thing of the brief that rests on nothing."""
    for identity, treaty in brief.all_treaties.items():
        path: Path = ("treaty",) if brief.treaty is not None else ("treaties", identity)
        yield from _treaty(treaty, path)
    for collection, statements in (("arms_deals", brief.arms_deals), ("claims", brief.claims)):
        for identity, statement in statements.items():
            if not statement.desk and not _rests(statement.evidence):
                yield _finding(f"“{identity}” has no evidence", (collection, identity), _OR_DESK)
    things = (("timeline", "event", brief.timeline), ("figures", "figure", brief.figures))
    for collection, called, those in things:
        for identity, thing in those.items():
            if not (thing.desk or thing.based_on or _rests(thing.evidence)):
                hint = f"name the statements under `based_on:`; or {_OR_DESK}"
                yield _finding(f"the {called} “{identity}” rests on nothing", (collection, identity), hint)
    for identity, judgement in brief.judgements.items():
        yield from _judgement(judgement, ("judgements", identity))


def _treaty(treaty: Treaty, path: Path) -> Iterator[Diagnostic]:
    if treaty.desk:
        return
    if not _rests(treaty.evidence):
        yield _finding(f"“{treaty.id}” has no evidence", path, _OR_DESK)
    for place, facet, evidence in _facets(treaty):
        if _has_words(facet) and not any(map(_rests, evidence)):
            yield _finding(f"{' '.join(place)} of “{treaty.id}” has no evidence of its own", (*path, *place), _QUOTE)


def _facets(treaty: Treaty) -> Iterator[tuple[tuple[str, ...], Facet, tuple[Evidence, ...]]]:
    """Every side of a treaty, with the evidence that it may rest on: a party's step may rest on the step's."""
    for name in ("signing", "scope", "replaces"):
        facet: Facet | None = getattr(treaty, name)
        if facet is not None:
            yield (name,), facet, (facet.evidence,)
    for state, step in treaty.history.items():
        yield ("history", str(state)), step, (step.evidence,)
        for party, facet in step.parties.items():
            yield ("history", str(state), "parties", party), facet, (facet.evidence, step.evidence)


def _judgement(judgement: Judgement, path: Path) -> Iterator[Diagnostic]:
    known = judgement.outcome
    if known is not None and known.result in _HAPPENED and not (known.based_on or _rests(known.evidence)):
        hint = f"name the statements that show it under `based_on:`; or {_QUOTE}"
        yield _finding(f"the outcome of “{judgement.id}” rests on nothing", (*path, "outcome"), hint)
    if judgement.based_on:
        return
    if judgement.likelihood != "not-assessed":
        hint = "name the statements it rests on under `based_on:`"
        yield _finding(f"the judgement “{judgement.id}” rests on nothing", path, hint)
    elif not judgement.because:
        hint = "say why it is not assessed under `because:`"
        yield _finding(f"the judgement “{judgement.id}” is not assessed, and gives no reason", path, hint)


def _rests(evidence: Evidence) -> bool:
    """Whether there are words in it."""
    return any(character.isalnum() for passages in evidence.values() for p in passages for character in p.quote)


def _has_words(facet: Facet) -> bool:
    return any(words and words != UNKNOWN for words in (facet.text, facet.expected, facet.place))


def _finding(message: str, path: Path, hint: str) -> Diagnostic:
    return RULE.finding(message, path=path, hint=hint)


RULE = Rule("Q03", "no-evidence", Severity.ERROR, "brief", check)
