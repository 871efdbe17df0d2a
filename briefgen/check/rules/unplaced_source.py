"""A source that cannot be placed: its date or its publisher and author are left out, or it is too old for what rests on it.

## What it does

Wants `published` for every source, and `publisher` or `author`. `unknown` is an answer: it says that somebody has looked.

It also finds a source that is stale: a statement tells what is going on (“talks continue”, a deal in delivery), and all that it
rests on was published more than a year before the cut-off. `stale_after:` in the brief, or under `defaults:` in
`briefgen.yaml`, gives another number of days. A primary document does not grow old, and a text that names the year of its
source says itself how old it is.

## Why it matters

A reader judges a source by who speaks and when. Where nothing is said of the date, nobody knows whether somebody has looked for
it, and an old report is taken for a new one.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency}
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
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: unknown}
```

## When to ignore

Where the date or the publisher may not be told, or an old source is the last word on its matter: waive it on the source.

## Source

ICD 206, Sourcing Requirements for Disseminated Analytic Products. The year is the rhythm of the registers of arms transfers and
of most official reports: after it a newer one is out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.check.backing import value_at
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Source
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal
from briefgen.model.vocabulary import DealStage, SourceKind, Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_STALE_AFTER = 365
"""Days, where the brief gives no other number."""

_GOING_ON = (DealStage.UNDER_CONSIDERATION, DealStage.NEGOTIATION, DealStage.IN_DELIVERY)
_FALLEN = (Status.REFUTED, Status.WITHDRAWN)


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each source that cannot be placed, or is too old for a statement."""
    stale = _stale(brief, context)
    for name, source in brief.sources.items():
        missing = list(_missing(source))
        if missing:
            message = "nothing is said of " + ", or of ".join(what for what, _ in missing)
            keys = " and ".join(key for _, key in missing)
            hint = f"write {keys}; `unknown` where you have looked and it is not said"
            yield RULE.finding(message, path=("sources", name), on_key=True, hint=hint)
        elif name in stale:
            limit = brief.stale_after or _STALE_AFTER
            message = f"more than {limit} days old, and “{stale[name]}” tells by it what is going on"
            hint = "find a newer source, or say in the text of when it is, such as “in 2019 …”"
            yield RULE.finding(message, path=("sources", name, "published"), hint=hint)


def _missing(source: Source) -> Iterator[tuple[str, str]]:
    """What is not said of a source, and the key that would say it."""
    if source.published is None:
        yield "its date", "`published:`"
    if source.publisher is None and source.author is None:
        yield "who published or wrote it", "`publisher:` or `author:`"


def _stale(brief: Brief, context: CheckContext) -> Mapping[str, str]:
    """The sources that are too old → the first statement that tells by them what is going on."""
    cutoff = brief.information_cutoff.first_day or brief.date
    limit = cutoff - datetime.timedelta(days=brief.stale_after or _STALE_AFTER)
    old = {
        name: str(day.year)
        for name, source in brief.sources.items()
        if source.kind is not SourceKind.PRIMARY
        and source.published is not None
        and (day := source.published.last_day) is not None
        and day < limit
    }
    found: dict[str, str] = {}
    for sentence in sentences(brief) if old else ():
        statement = sentence.item
        if not isinstance(statement, Statement) or statement.status in _FALLEN or not _is_own_text(sentence):
            continue
        if statement.evidence and all(name in old for name in statement.evidence) and _tells_now(sentence, context):
            typed = value_at(brief, sentence.path)
            for name in statement.evidence:
                if old[name] not in typed:
                    found.setdefault(name, statement.id)
    return found


def _is_own_text(sentence: Sentence) -> bool:
    return sentence.kind == "statement" and sentence.path[-1] == "text"


def _tells_now(sentence: Sentence, context: CheckContext) -> bool:
    """Whether a sentence tells what is going on, or its deal is under way."""
    deal = sentence.item
    under_way = isinstance(deal, ArmsDeal) and deal.stage in _GOING_ON
    return under_way or context.words.holds("going_on", sentence.bare)


RULE = Rule("S03", "unplaced-source", Severity.WARNING, "brief", check)
