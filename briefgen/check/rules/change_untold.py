"""Something changed since the last edition, or is gone, and the brief does not say why.

## What it does

Compares the brief with its last edition that was frozen and not taken back, thing by thing, by their ids. A judgement whose
likelihood or confidence changed, a statement whose status or credibility changed, a deal or a treaty that has come further or
fallen back must say why under `change:`. What was taken out must be told under `withdrawn:`; what only has a new id, under
`was:`. A `change:` that the last edition had word for word tells of an older change, and so does a line under `withdrawn:` or a
`was:` that names what the last edition did not have.

Where a desk rewords something, moves a date or adds a source, it may say why, and need not.

## Why it matters

A reader of the last edition still believes it. What is stronger or weaker now without a reason looks like a slip of the
pen, and what silently vanished like something to hide.

## Bad

```yaml
title: A news agency reports talks
date: 2024-01-26
claims:
  talks:
    text: A news agency reports that talks are held.
    status: reported
    evidence: {agency: talks are held}
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

```json briefs/editions/brief/2024-01-19/edition.json
{"format": 1, "brief": "brief", "key": "2024-01-19", "number": 1, "date": "2024-01-19", "cutoff": "2024-01-19",
 "title": "A news agency reports talks", "made": "2024-01-19", "source": "brief.yaml", "files": {}, "memos": [],
 "versions": {}, "findings": [], "waivers": [], "corrects": null, "because": null}
```

```yaml briefs/editions/brief/2024-01-19/files/brief.yaml
title: A news agency reports talks
date: 2024-01-19
claims:
  talks:
    text: A news agency reports that talks may be held.
    status: unconfirmed
    evidence: {agency: talks may be held}
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

## Good

```yaml
title: A news agency reports talks
date: 2024-01-26
claims:
  talks:
    text: A news agency reports that talks are held.
    status: reported
    evidence: {agency: talks are held}
    change: The agency has repeated its report without the doubt.
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

```json briefs/editions/brief/2024-01-19/edition.json
{"format": 1, "brief": "brief", "key": "2024-01-19", "number": 1, "date": "2024-01-19", "cutoff": "2024-01-19",
 "title": "A news agency reports talks", "made": "2024-01-19", "source": "brief.yaml", "files": {}, "memos": [],
 "versions": {}, "findings": [], "waivers": [], "corrects": null, "because": null}
```

```yaml briefs/editions/brief/2024-01-19/files/brief.yaml
title: A news agency reports talks
date: 2024-01-19
claims:
  talks:
    text: A news agency reports that talks may be held.
    status: unconfirmed
    evidence: {agency: talks may be held}
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

## When to ignore

Where a slip of the last edition is mended that no reader can have believed: waive it on the item, with that reason.

## Source

ICD 203, Analytic Standards, tradecraft standard 7: explain change to or consistency of analytic judgments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import did_you_mean
from briefgen.model.changes import FOLLOWED, is_gone

if TYPE_CHECKING:
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
    from briefgen.model.changes import Change

FIELDS = ("likelihood", "confidence", "status", "state", "stage", "credibility")
"""What a reader has been told to rely on. (Dates, words and sources may change without a reason.)"""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each thing that changed or is gone without a reason, and for each reason that is old."""
    if context.last is None:
        return
    old = {item.id: item.change for _, item in context.last.items()}
    for _, item in brief.items():  # noqa: PERF102 - not a mapping: pairs of collection and item
        if item.change is not None and item.change == old.get(item.was or item.id):
            place = _place(brief, item.id, "change")
            hint = "write why it changed since then, or take the line out where it did not"
            yield RULE.finding("this reason was given in the last edition already", path=place, hint=hint)
    yield from _unknown(brief, old)
    told: set[str] = set()
    for change in context.changes:
        if change.why or change.id in told or change.collection not in FOLLOWED:
            continue
        if is_gone(change):
            told.add(change.id)
            yield _vanished(change)
        elif change.field in FIELDS and change.collection != "watch":
            told.add(change.id)
            yield _silent(brief, change)


def _unknown(brief: Brief, old: Collection[str]) -> Iterator[Diagnostic]:
    """What tells of ids that the last edition did not have."""
    standing = {item.id for _, item in brief.items()}
    for id_ in brief.withdrawn:
        if id_ not in old:
            hint = did_you_mean(id_, sorted(set(old) - standing)) or "take the line out: it tells of an older edition"
            yield RULE.finding(f"the last edition had no “{id_}”", path=("withdrawn", id_), hint=hint, on_key=True)
        elif id_ in standing:
            hint = "take out the line, or the thing itself"
            yield RULE.finding(f"“{id_}” is told to be taken out, and stands here", path=("withdrawn", id_), hint=hint)
    for _, item in brief.items():  # noqa: PERF102 - as above
        if item.was is not None and item.was not in old and item.id not in old:
            hint = did_you_mean(item.was, sorted(set(old) - standing)) or "take the line out where the thing is new"
            yield RULE.finding(f"the last edition had no “{item.was}”", path=_place(brief, item.id, "was"), hint=hint)


def _vanished(change: Change) -> Diagnostic:
    message = f"“{change.id}” of the last edition is gone, and nothing says why"
    hint = f"write `withdrawn: {{{change.id}: why}}`, or `was: {change.id}` where it has a new id"
    return RULE.finding(message, path=("title",), hint=hint)


def _silent(brief: Brief, change: Change) -> Diagnostic:
    message = (
        f"{change.field} was “{change.before or 'not given'}” in the last edition and is “{change.now or 'not given'}”"
    )
    hint = f"say why under `change:` of “{change.id}”"
    return RULE.finding(message, path=_place(brief, change.id, change.field or ""), hint=hint)


def _place(brief: Brief, id_: str, field: str) -> Path:
    collection = next(name for name, item in brief.items() if item.id == id_)
    return written((collection, id_, field))


RULE = Rule("E01", "change-untold", Severity.ERROR, "brief", check)
